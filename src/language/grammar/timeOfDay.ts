import { monthNumber, weekdayNumber } from './dates.ts'
import { startOf } from './partOfDay.ts'
import { amountAt } from './spans.ts'
import type { Found, TimeOfDay } from './timing.ts'
import { zoneAt } from './zones.ts'

const HOURS = 'one two three four five six seven eight nine ten eleven twelve'.split(' ')
const MINUTES: Record<string, number> = {
  five: 5,
  ten: 10,
  fifteen: 15,
  twenty: 20,
  'twenty-five': 25,
  thirty: 30,
  forty: 40,
  'forty-five': 45,
  fifty: 50,
}

/** The last word of a day: "tomorrow", "Friday night", "1 December 2026", "30.11." */
const DAY_ENDS =
  /^(today|tomorrow|tonight|week|weekend|morning|noon|afternoon|evening|night|20\d\d|\d{1,2}(st|nd|rd|th)|\d{1,4}([-/.]\d{1,2}){1,2}\.?|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})$/

const MARK = /^(am|pm|a\.m|p\.m|o'clock|oclock|uhr|h|hrs)\.?$/

/**
 * A time of day, with its zone. @param introduced a word before it makes clear that it is one: "noon" alone may be a
 * name.
 */
export function timeAt(words: readonly string[], at: number, introduced: boolean): Found<TimeOfDay> | null {
  const isSaid = /^(at|@|,)$/.test(words[at] ?? '')
  const from = isSaid ? at + 1 + (words[at + 1] === 'at' ? 1 : 0) : at
  const named = namedAt(words, from)
  if (named && (introduced || isSaid)) return inZone(words, named)
  // "not before 8", "tonight after 10"
  // "Ring 1, 2" lists two: after a comma a bare number takes a day before it.
  if (words[at] === ',' && from === at + 1 && isBareNumber(words, from) && !introduced) return null
  const isAt = isSaid || /^(at|before|after)$/.test(words[from - 1] ?? '')
  const time = spokenAt(words, from, isAt || introduced) ?? digitsAt(words, from, isAt, introduced)
  if (!time) return null
  const sharp = words[time.end] === 'sharp' ? { ...time, end: time.end + 1 } : time
  return inZone(words, sharp)
}

function isBareNumber(words: readonly string[], at: number): boolean {
  return (
    (/^\d{1,2}$/.test(words[at] ?? '') || HOURS.includes(words[at] ?? '')) && !MARK.test(words[at + 1] ?? '')
  )
}

function inZone(words: readonly string[], time: Found<TimeOfDay>): Found<TimeOfDay> {
  const zone = zoneAt(words, time.end)
  if (!zone) return time
  return { what: zone.what.length > 0 ? { ...time.what, zones: zone.what } : time.what, end: zone.end }
}

function namedAt(words: readonly string[], at: number): Found<TimeOfDay> | null {
  const twelve = /^(12|twelve)$/.test(words[at] ?? '') ? at + 1 : at
  const word = words[twelve] ?? ''
  const closing = closingAt(words, at)
  if (closing !== null) return { what: { hour: 17, minute: 0, closing: true }, end: closing }
  if (word === 'midnight') return { what: { hour: 24, minute: 0, midnight: true }, end: twelve + 1 }
  return /^(noon|midday|lunch|lunchtime)$/.test(word) ? { what: startOf('noon'), end: twelve + 1 } : null
}

/** "end of the working day hours" */
const MAX_CLOSING_WORDS = 6

/** "COB", "close of business", "the end of the working day": the position after it. */
function closingAt(words: readonly string[], at: number): number | null {
  const from = words[at] === 'the' ? at + 1 : at
  if (!/^(cob|eob|cop|close|end)$/.test(words[from] ?? '')) return null
  const said = words.slice(from, from + MAX_CLOSING_WORDS).join(' ')
  const found =
    /^(cob|eob|cop|close of (business|play|day)|end of (business|play|the (business|working|work|office) day|(business|working|office) (day|hours)|work))(?= |$)/.exec(
      said,
    )?.[0]
  return found === undefined ? null : from + found.split(' ').length
}

/** "half past ten", "a quarter to nine", "ten thirty", and "ten" after "at". */
function spokenAt(words: readonly string[], at: number, said: boolean): Found<TimeOfDay> | null {
  const from = words[at] === 'a' && words[at + 1] === 'quarter' ? at + 1 : at
  const word = words[from] ?? ''
  const share =
    word === 'half' ? 30 : word === 'quarter' ? 15 : (amountAt(words, from)?.what ?? MINUTES[word])
  const link = /^(minutes|mins?)$/.test(words[from + 1] ?? '') ? from + 2 : from + 1
  const isPast = words[link] === 'past'
  // "ten to nine" can lead from a list to a group, so that only quarters are read without a word before.
  const isTo = words[link] === 'to' && (word === 'quarter' || said)
  if (share !== undefined && (isPast || (isTo && word !== 'half'))) {
    const hour = hourAt(words, link + 1)
    if (!hour || share <= 0 || share >= 60) return null
    const minutes = hour.what * 60 + (isPast ? share : -share)
    // A quarter to one is a time after twelve.
    const onTheClock = Math.floor(minutes / 60) || 12
    return marked(words, hour.end, onTheClock, minutes % 60, !/[ap]m$/.test(words[link + 1] ?? ''))
  }
  const hour = HOURS.indexOf(word) + 1
  if (hour === 0 || !said) return null
  const minute = MINUTES[words[from + 1] ?? '']
  return marked(words, minute === undefined ? from + 1 : from + 2, hour, minute ?? 0, true)
}

function hourAt(words: readonly string[], at: number): Found<number> | null {
  const word = words[at] ?? ''
  const digits = /^(\d{1,2})(am|pm)?$/.exec(word)
  const spelled = HOURS.indexOf(word) + 1
  if (!digits) return spelled > 0 ? { what: spelled, end: at + 1 } : null
  const hour = hourOf(Number(digits[1]), digits[2])
  return hour === null ? null : { what: hour, end: at + 1 }
}

function digitsAt(
  words: readonly string[],
  at: number,
  isAt: boolean,
  introduced: boolean,
): Found<TimeOfDay> | null {
  const word = (words[at] ?? '').replace(/^@(?=\d)/, '')
  const isSaid = isAt || word !== words[at]
  const military = /^([01]\d|2[0-4])([0-5]\d)h?$/.exec(word)
  // "until 2027" is a year, and "on 10.30" may be a day.
  const isOpen = !isAt && !isDayBefore(words, at)
  if (military && isOpen && /^20\d\d$/.test(word) && !isHours(words[at + 1])) return null
  if (military && (isSaid || introduced || word.endsWith('h') || words[at + 1] === 'hours'))
    return timed(Number(military[1]), Number(military[2]), false, isHours(words[at + 1]) ? at + 2 : at + 1)
  const clock = /^(\d{1,2})(?:([:.h])(\d{2}))?(am|pm|h)?$/.exec(word.replace(/^(\d{1,2}:\d\d):00/, '$1'))
  if (!clock) return null
  const [, hours = '', link, minutes, glued] = clock
  const mark = glued ?? MARK.exec(words[at + 1] ?? '')?.[1]
  const isOfPart = /^(in the (morning|afternoon|evening|night)|at night)\b/.test(
    words.slice(at + 1, at + 4).join(' '),
  )
  if (minutes === undefined && mark === undefined && !isSaid && !isOfPart) return null
  if (link === '.' && mark === undefined && isOpen && maybeDay(hours, minutes)) return null
  if (minutes !== undefined && words[at + 1] === 'hours')
    return timed(Number(hours), Number(minutes), false, at + 2)
  if (glued !== undefined) return timed(hourOf(Number(hours), glued), Number(minutes ?? 0), false, at + 1)
  return marked(
    words,
    at + 1,
    Number(hours),
    Number(minutes ?? 0),
    minutes === undefined && !hours.startsWith('0'),
  )
}

function isHours(word: string | undefined): boolean {
  return /^(h|hrs|hours)$/.test(word ?? '')
}

/** After a day, numbers are its time: "tomorrow 20.10". After a name they may be its end, or a day: "Legal 1.12." */
function isDayBefore(words: readonly string[], at: number): boolean {
  const before = words[words[at - 1] === ',' ? at - 2 : at - 1] ?? ''
  return DAY_ENDS.test(before) || weekdayNumber(before) > 0 || monthNumber(before) > 0
}

/** "10.12" and "12.25": the one in Europe, the other in America. */
function maybeDay(first: string, second = ''): boolean {
  const isMonth = (text: string) => Number(text) >= 1 && Number(text) <= 12
  return (isMonth(second) && Number(first) <= 31) || (isMonth(first) && Number(second) <= 31)
}

/**
 * With "pm", "o'clock" and the like after it. @param open whether it is the morning's or the evening's where nothing
 * says it.
 */
function marked(
  words: readonly string[],
  at: number,
  hour: number,
  minute: number,
  open: boolean,
): Found<TimeOfDay> | null {
  const mark = MARK.exec(words[at] ?? '')?.[1]
  // The last point of "a.m." is separate.
  const point = mark?.includes('.') && words[at + 1] === '.' && at + 2 < words.length ? 1 : 0
  const end = mark === undefined ? at : at + 1 + point
  const isHalf = mark?.startsWith('a') || mark?.startsWith('p')
  const isWhole = mark !== undefined && /^(uhr|h|hrs)$/.test(mark)
  return timed(isHalf ? hourOf(hour, mark) : hour, minute, open && !isHalf && !isWhole, end)
}

function timed(hour: number | null, minute: number, open: boolean, end: number): Found<TimeOfDay> | null {
  if (hour === null || hour < 0 || minute > 59 || hour * 60 + minute > 24 * 60) return null
  const isEither = open && hour >= 1 && (hour < 12 || (hour === 12 && minute === 0))
  return { what: { hour, minute, ...(isEither ? { either: true as const } : {}) }, end }
}

function hourOf(hour: number, mark: string | undefined): number | null {
  if (!mark?.startsWith('a') && !mark?.startsWith('p')) return hour > 24 ? null : hour
  if (hour < 1 || hour > 12) return null
  return (hour % 12) + (mark.startsWith('p') ? 12 : 0)
}

/** Minutes since midnight. */
export function minuteOf({ hour, minute }: TimeOfDay): number {
  return hour * 60 + minute
}
