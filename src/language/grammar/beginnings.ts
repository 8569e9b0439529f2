import { dayAndPartAt } from './days.ts'
import { afterLead, STARTS } from './leads.ts'
import { momentAt, timedOnly, wholeDay } from './moments.ts'
import { amountAt, spanAt } from './spans.ts'
import { timeAt } from './timeOfDay.ts'
import type { Found, Moment, TimeOfDay } from './timing.ts'

export function startAt(words: readonly string[], at: number): Found<Moment> | null {
  if (words[at] === 'from' && words[at + 1] === 'now')
    return { what: wholeDay({ is: 'inDays', days: 0 }), end: at + 2 }
  if (words[at] === 'in') {
    const counted = countedAt(words, at + 1)
    // "in 2 weeks on Friday"
    const onDay = words[counted?.end ?? -1] === 'on' ? momentAt(words, at, true) : null
    if (counted) return onDay ?? counted
  }
  const counted = fromNowAt(words, at)
  if (counted) return counted
  const behind = afterLead(words, at, STARTS)
  const found =
    (behind === null
      ? null
      : onwards(words, roughlyAt(words, behind, true) ?? momentAt(words, behind, true))) ??
    roughlyAt(words, at, true) ??
    momentAt(words, at, false) ??
    afterAt(words, at) ??
    // "for tomorrow 22:00": "for tomorrow" alone may be a length.
    (words[at] === 'for' ? timedOnly(momentAt(words, at + 1, true)) : null)
  if (found && ['at', 'the', 'earliest'].every((word, place) => words[found.end + place] === word))
    return { ...found, end: found.end + 3 }
  const day = found?.what.is === 'at' ? found.what.day?.is : undefined
  return day === 'untilMonth' || day === 'endOfDay' ? null : found
}

/** "from tomorrow on", "from Monday onwards" */
function onwards(words: readonly string[], found: Found<Moment> | null): Found<Moment> | null {
  return found &&
    /^(on|onwards?|forward)$/.test(words[found.end] ?? '') &&
    dayAndPartAt(words, found.end + 1, true) === null
    ? { ...found, end: found.end + 1 }
    : found
}

const ROUGHLY = /^(around|about|approximately|approx|roughly|circa|ca|c)\.?$/

/** "around 22:00", "tomorrow at about 10": at that time, which is on the card. */
export function roughlyAt(words: readonly string[], at: number, needed: boolean): Found<Moment> | null {
  const within = words.slice(at, at + 6).findIndex((word) => ROUGHLY.test(word))
  if (within < 0) return null
  const place = at + within
  const isLed = words[place - 1] === 'at' && place > at
  const before = words.slice(at, isLed ? place - 1 : place)
  // After "at", "10" is a time.
  const whole = [...words.slice(0, at), ...before, 'at', ...words.slice(place + 1)]
  const found = place === at && !needed ? null : momentAt(whole, at, true)
  const added = isLed ? 1 : 0
  return found && found.end > at + before.length ? timedOnly({ ...found, end: found.end + added }) : null
}

/** "after 22:00", "after 6 pm tomorrow", "after two days": not "after Friday", which may be any day. */
function afterAt(words: readonly string[], at: number): Found<Moment> | null {
  const closing = afterWorkAt(words, at)
  if (closing) return closing
  if (words[at] !== 'after') return null
  const span = spanAt(words, at + 1)
  if (span && (span.what.unit === 'minutes' || span.what.unit === 'hours' || span.end > at + 2))
    return { what: { is: 'in', span: span.what }, end: span.end }
  const found = momentAt(words, at + 1, true)
  const isExact =
    found &&
    words
      .slice(at, found.end)
      .some((word) => /^(\d{1,2}([:.]\d\d)?(am|pm|h)?|midnight|noon|midday)$/.test(word))
  return isExact ? timedOnly(found) : null
}

/** "after work", "outside business hours": when working hours end. */
function afterWorkAt(words: readonly string[], at: number): Found<Moment> | null {
  if (!/^(after|outside|out)$/.test(words[at] ?? '')) return null
  const said = words.slice(at, at + 5).join(' ')
  const found =
    /^(after work|(after|outside|out of|outside of) ((business|office|working|work) )?hours)\b/.exec(
      said,
    )?.[0]
  if (!found) return null
  const behind = at + found.split(' ').length
  const day = dayAndPartAt(words, words[behind] === 'on' ? behind + 1 : behind, true)
  if (day?.what.part) return null
  const time: TimeOfDay = { hour: 17, minute: 0, closing: true }
  return { what: { is: 'at', day: day?.what.day ?? null, time }, end: day?.end ?? behind }
}

/** After "in": "2 hours", "a week's time", "two days at 22:00", "3 working days". */
export function countedAt(words: readonly string[], at: number): Found<Moment> | null {
  const amount = amountAt(words, at)
  const isWorking = amount && /^(working|business)$/.test(words[amount.end] ?? '')
  if (amount && isWorking && /^days?$/.test(words[amount.end + 1] ?? '') && Number.isInteger(amount.what)) {
    const time = timeAt(words, amount.end + 2, true)
    const day = { is: 'inWorkingDays' as const, days: amount.what }
    return { what: { is: 'at', day, time: time?.what ?? null }, end: time?.end ?? amount.end + 2 }
  }
  const plain = words.map((word, place) =>
    place > at ? word.replace(/('s|s')$/, (mark) => (mark === "s'" ? 's' : '')) : word,
  )
  const rough = ROUGHLY.test(words[at] ?? '') ? at + 1 : at
  const span = spanAt(plain, rough)
  if (!span) return null
  const hasTime = words[span.end] === 'time' && /s'?$/.test(words[span.end - 1] ?? '')
  const orSo = words[span.end] === 'or' && words[span.end + 1] === 'so'
  const behind = hasTime ? span.end + 1 : orSo ? span.end + 2 : span.end
  const end = fromNow(words, behind) ?? behind
  const { amount: days, unit } = span.what
  const time = unit === 'days' || unit === 'weeks' ? timeAt(words, end, false) : null
  if (time)
    return {
      what: { is: 'at', day: { is: 'inDays', days: unit === 'weeks' ? 7 * days : days }, time: time.what },
      end: time.end,
    }
  return { what: { is: 'in', span: span.what }, end }
}

/** "2 hours from now", "2 hours later" */
export function fromNowAt(words: readonly string[], at: number): Found<Moment> | null {
  const span = spanAt(words, at)
  if (span && words[span.end] === 'later') return { what: { is: 'in', span: span.what }, end: span.end + 1 }
  const end = span && fromNow(words, span.end)
  return span && end && !timeAt(words, end, false) ? { what: { is: 'in', span: span.what }, end } : null
}

/** "now" at the end of a sentence is as empty as "please", and may be gone. */
function fromNow(words: readonly string[], at: number): number | null {
  if (words[at] !== 'from') return null
  return words[at + 1] === 'now' ? at + 2 : at + 1 === words.length ? at + 1 : null
}
