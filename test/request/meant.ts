import { timingIn } from '../../src/language/grammar/timingPhrase.ts'
import { tokenize } from '../../src/language/lexer/tokens.ts'
import { periodsOf } from '../../src/request/timing.ts'

export const ZONE = 'Europe/Berlin'
/** A Wednesday, 14:30 in Berlin. */
const SAID = new Date('2026-11-25T13:30:00Z')
const SENTENCE = 'assign X to Legal'

/** Every period that the words can mean, in Berlin's time, apart by " | "; the rest of the sentence where it is not all read. */
export function meant(words: string, said: Date = SAID): string {
  const timed = timingIn(tokenize(`${SENTENCE} ${words}`, (word) => word))
  if (!timed) return 'no time'
  const rest = timed.rest.map(({ raw }) => raw).join(' ')
  if (rest !== SENTENCE) return `left: ${rest}`
  const periods = periodsOf(timed.timing, { at: said, zone: ZONE })
  if (periods.is === 'problem') return periods.problem
  return periods.choices
    .map(({ start, end }) => {
      const until = end instanceof Date ? `→ ${local(end)}` : end && `for ${end.for.amount} ${end.for.unit}`
      return [start && local(start), until].filter(Boolean).join(' ')
    })
    .join(' | ')
}

/** "Wed 25.11. 23:00", with the year where it is another. */
function local(moment: Date): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: ZONE,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(moment)
  const { weekday, day, month, year, hour, minute } = Object.fromEntries(
    parts.map(({ type, value }) => [type, value]),
  )
  return `${weekday} ${day}.${month}.${year === '2026' ? '' : year} ${hour}:${minute}`
}
