import type { Found, Span, Unit } from './timing.ts'

const NUMBERS: Record<string, number> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  'forty-five': 45,
}
const UNITS: Record<string, Unit> = {
  minute: 'minutes',
  minutes: 'minutes',
  min: 'minutes',
  mins: 'minutes',
  hour: 'hours',
  hours: 'hours',
  hr: 'hours',
  hrs: 'hours',
  h: 'hours',
  day: 'days',
  days: 'days',
  week: 'weeks',
  weeks: 'weeks',
  month: 'months',
  months: 'months',
  wk: 'weeks',
  wks: 'weeks',
}
/** Longer ones, in months. */
const MONTHS_OF: Record<string, number> = { year: 12, years: 12, yr: 12, yrs: 12 }
const GLUED: Record<string, Unit> = { min: 'minutes', m: 'minutes', h: 'hours', d: 'days', w: 'weeks' }
const MAX_AMOUNT = 500

/** "two", "30" and "a couple of", as a number. */
export function amountAt(words: readonly string[], at: number): Found<number> | null {
  const word = words[at] ?? ''
  const couple = word === 'a' ? at + 1 : at
  if (words[couple] === 'couple')
    return { what: 2, end: words[couple + 1] === 'of' ? couple + 2 : couple + 1 }
  if (words[at + 1] === 'and' && words[at + 2] === 'a' && words[at + 3] === 'half') {
    const whole = amountSaid(word)
    return whole === null ? null : { what: whole + 0.5, end: at + 4 }
  }
  const number = amountSaid(word)
  return number === null ? null : { what: number, end: at + 1 }
}

function amountSaid(word: string): number | null {
  return /^\d{1,3}([.,]\d)?$/.test(word) ? Number(word.replace(',', '.')) : (NUMBERS[word] ?? null)
}

/** A length: "3 days", "an hour and a half", "1h30", "2 hours 30 minutes", "a fortnight". */
export function spanAt(words: readonly string[], at: number): Found<Span> | null {
  const first = lengthAt(words, at)
  if (!first) return null
  const { amount, unit } = first.what
  const joined = words[first.end] === 'and' ? first.end + 1 : first.end
  // "1 week and 2 days", "1 day 12 hours"
  const smaller =
    unit === 'weeks' ? ({ unit: 'days', each: 7 } as const) : ({ unit: 'hours', each: 24 } as const)
  const rest = unit === 'weeks' || unit === 'days' ? lengthAt(words, joined) : null
  if (rest?.what.unit === smaller.unit)
    return wholeSpan({ amount: amount * smaller.each + rest.what.amount, unit: smaller.unit }, rest.end)
  if (unit !== 'hours') return wholeSpan(first.what, first.end)
  // "1 hour 30"
  const minutes = /^\d\d$/.test(words[first.end] ?? '') ? Number(words[first.end]) : 60
  if (minutes < 60 && /^[,.]?$/.test(words[first.end + 1] ?? '') && Number.isInteger(amount))
    return wholeSpan({ amount: amount * 60 + minutes, unit: 'minutes' }, first.end + 1)
  const more = lengthAt(words, joined)
  if (more?.what.unit === 'minutes')
    return wholeSpan({ amount: amount * 60 + more.what.amount, unit: 'minutes' }, more.end)
  return wholeSpan(first.what, first.end)
}

function lengthAt(words: readonly string[], at: number): Found<Span> | null {
  const word = words[at] ?? ''
  const hours = /^(\d{1,2})h(\d{2})(?:m|min)?$/.exec(word)
  if (hours)
    return { what: { amount: Number(hours[1]) * 60 + Number(hours[2]), unit: 'minutes' }, end: at + 1 }
  const glued = /^(\d{1,3})(h|d|w|m|min)$/.exec(word)
  if (glued) return { what: { amount: Number(glued[1]), unit: GLUED[glued[2] ?? ''] as Unit }, end: at + 1 }
  const half = halfAt(words, at)
  if (half) return half
  const clock = /^(\d{1,2}):(\d\d)$/.exec(word)
  if (clock && /^(hours?|hrs?|h)$/.test(words[at + 1] ?? ''))
    return { what: { amount: Number(clock[1]) * 60 + Number(clock[2]), unit: 'minutes' }, end: at + 2 }
  const amount = amountAt(words, at)
  if (!amount) return null
  if (/^fortnights?$/.test(words[amount.end] ?? ''))
    return { what: { amount: 2 * amount.what, unit: 'weeks' }, end: amount.end + 1 }
  const named = words[amount.end] ?? ''
  if (/^(working|business)$/.test(named) && /^days?$/.test(words[amount.end + 1] ?? ''))
    return { what: { amount: amount.what, unit: 'workingDays' }, end: amount.end + 2 }
  const unit = UNITS[named] ?? (MONTHS_OF[named] ? 'months' : undefined)
  if (!unit) return null
  const behind = amount.end + 1
  const isHalfMore = words[behind] === 'and' && words[behind + 1] === 'a' && words[behind + 2] === 'half'
  const count = isHalfMore ? amount.what + 0.5 : amount.what
  return {
    what: { amount: count * (MONTHS_OF[named] ?? 1), unit },
    end: isHalfMore ? behind + 3 : behind,
  }
}

/** "half an hour", "a half hour", "half a year", "a quarter of an hour", "three quarters of an hour". */
function halfAt(words: readonly string[], at: number): Found<Span> | null {
  const from = words[at] === 'a' ? at + 1 : at
  if (words[from] === 'half') {
    const named = /^an?$/.test(words[from + 1] ?? '') ? from + 2 : from + 1
    const word = words[named] ?? ''
    const unit = UNITS[word]
    if (MONTHS_OF[word]) return { what: { amount: 6, unit: 'months' }, end: named + 1 }
    return unit ? { what: { amount: 0.5, unit }, end: named + 1 } : null
  }
  const quarters =
    words[at] === 'three' && words[at + 1] === 'quarters' ? 3 : words[from] === 'quarter' ? 1 : 0
  const of = quarters === 3 ? at + 2 : from + 1
  const isOfHour = quarters > 0 && words[of] === 'of' && words[of + 1] === 'an' && words[of + 2] === 'hour'
  return isOfHour ? { what: { amount: 15 * quarters, unit: 'minutes' }, end: of + 3 } : null
}

/** Half an hour is 30 minutes and half a day 12 hours. People differ about half a week and half a month. */
function wholeSpan({ amount, unit }: Span, end: number): Found<Span> | null {
  if (amount <= 0 || amount > MAX_AMOUNT) return null
  if (Number.isInteger(amount)) return { what: { amount, unit }, end }
  const inSmaller =
    unit === 'hours'
      ? { amount: amount * 60, unit: 'minutes' as const }
      : unit === 'days'
        ? { amount: amount * 24, unit: 'hours' as const }
        : null
  return inSmaller && { what: { ...inSmaller, amount: Math.round(inSmaller.amount) }, end }
}
