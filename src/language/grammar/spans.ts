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
}
const GLUED: Record<string, Unit> = { min: 'minutes', m: 'minutes', h: 'hours', d: 'days', w: 'weeks' }
const MAX_AMOUNT = 500

/** "two", "30" and "a couple of", as a number. */
export function amountAt(words: readonly string[], at: number): Found<number> | null {
  const word = words[at] ?? ''
  const couple = word === 'a' ? at + 1 : at
  if (words[couple] === 'couple')
    return { what: 2, end: words[couple + 1] === 'of' ? couple + 2 : couple + 1 }
  if (words[at + 1] === 'and' && words[at + 2] === 'a' && words[at + 3] === 'half') {
    const whole = numberOf(word)
    return whole === null ? null : { what: whole + 0.5, end: at + 4 }
  }
  const number = numberOf(word)
  return number === null ? null : { what: number, end: at + 1 }
}

function numberOf(word: string): number | null {
  return /^\d{1,3}([.,]\d)?$/.test(word) ? Number(word.replace(',', '.')) : (NUMBERS[word] ?? null)
}

/** A length: "3 days", "an hour and a half", "1h30", "2 hours 30 minutes", "a fortnight". */
export function spanAt(words: readonly string[], at: number): Found<Span> | null {
  const first = lengthAt(words, at)
  if (!first) return null
  const { amount, unit } = first.what
  if (unit !== 'hours') return whole(first.what, first.end)
  const joined = words[first.end] === 'and' ? first.end + 1 : first.end
  const more = lengthAt(words, joined)
  if (more?.what.unit === 'minutes')
    return whole({ amount: amount * 60 + more.what.amount, unit: 'minutes' }, more.end)
  return whole(first.what, first.end)
}

function lengthAt(words: readonly string[], at: number): Found<Span> | null {
  const word = words[at] ?? ''
  const hours = /^(\d{1,2})h(\d{2})(?:m|min)?$/.exec(word)
  if (hours)
    return { what: { amount: Number(hours[1]) * 60 + Number(hours[2]), unit: 'minutes' }, end: at + 1 }
  const glued = /^(\d{1,3})(h|d|w|m|min)$/.exec(word)
  if (glued) return { what: { amount: Number(glued[1]), unit: GLUED[glued[2] ?? ''] as Unit }, end: at + 1 }
  if (word === 'half' && /^an?$/.test(words[at + 1] ?? '')) {
    const unit = UNITS[words[at + 2] ?? '']
    return unit ? { what: { amount: 0.5, unit }, end: at + 3 } : null
  }
  const amount = amountAt(words, at)
  if (!amount) return null
  if (/^fortnights?$/.test(words[amount.end] ?? ''))
    return { what: { amount: 2 * amount.what, unit: 'weeks' }, end: amount.end + 1 }
  const unit = UNITS[words[amount.end] ?? '']
  if (!unit) return null
  const half = amount.end + 1
  const isHalfMore = words[half] === 'and' && words[half + 1] === 'a' && words[half + 2] === 'half'
  return isHalfMore
    ? { what: { amount: amount.what + 0.5, unit }, end: half + 3 }
    : { what: { amount: amount.what, unit }, end: half }
}

/** Half an hour is 30 minutes and half a day 12 hours. People differ about half a week and half a month. */
function whole({ amount, unit }: Span, end: number): Found<Span> | null {
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
