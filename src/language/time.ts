import { afterAny, patterns } from './pattern.ts'
import type { Token } from './tokens.ts'
import { isPlain } from './unsaid.ts'

const DAY = 'monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow'
const PERIOD =
  'weekend|week|month|year|quarter|morning|afternoon|evening|night|noon|midnight|lunch|eod|cob|hours'
const MONTH =
  'january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec'
const COUNT = 'a|an|one|two|three|four|five|six|ten|few|couple|some'
const UNIT = 'second|seconds|minute|minutes|hour|hours|day|days|week|weeks|month|months|min|mins|hrs'
const FROM = 'next|this|every|each|on|by|before|until|from|starting|since|after|over|in|first|at'

/** How a later time is said at the end of a request. */
const TIMES = patterns(
  'tomorrow|tonight|later|soon|shortly|eventually|temporarily|daily|weekly|hourly|nightly',
  `${FROM} the|next|this|thing|late|early? next? ${DAY}|${PERIOD} morning|afternoon|evening|night|at?`,
  `${FROM} the? <number> of? ${MONTH}? <number>?`,
  `${FROM} the? ${MONTH} <number>? ,? <number>?`,
  `in|within|for a? ${COUNT}|<number> more? of? ${UNIT} from? now?`,
  'later today|on',
  "at <number> am|pm|h|uhr|o'clock?",
  'after|before approval|work|that|this|my|our|we|you|i|he|she|they|it',
  'end of the? day|business|week|month',
)
/** "5", "5pm", "17:00", "5th", "5.12.", "2026-01-01" */
const NUMBER =
  /^(\d{1,4}|\d{1,2}([:.]\d\d)?(am|pm|h)?|\d{1,2}(st|nd|rd|th)|\d{1,4}([-/.]\d{1,2}){1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})$/

/** Whether the words put off what they ask for: nobody waits for that time, so they are not read. */
export function namesTime(tokens: readonly Token[]): boolean {
  const words = tokens.map((token) => (NUMBER.test(token.word) ? { ...token, word: '<number>' } : token))
  return words.some((token, at) => {
    if (token.word === 'tomorrow' || token.word === 'tonight') return true
    return at > 0 && isPlain(token) && afterAny(TIMES, words, at) === words.length
  })
}
