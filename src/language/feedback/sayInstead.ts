import type { Problem } from '../../wording/readingProblems.ts'
import { withoutPoliteness } from '../grammar/talk.ts'
import { firstFit, wholeSentence } from '../grammar/wholeSentence.ts'

const COMPANY = '(?:company|organi[sz]ation|tenant)'
const EVERYWHERE = new RegExp(
  `(?:\\b(?:to|for|on|in) )?(?:\\b(?:the )?(?:whole|entire) ${COMPANY}\\b|\\b(?:${COMPANY}|org|enterprise)[- ]?wide\\b|\\bacross the (?:board|${COMPANY})\\b)`,
  'i',
)

const SWAPPED = [
  '(?:swap|exchange|switch|trade) (?:the |all (?:of )?(?:the )?)?(?:everything|assignments|targets|groups|policies|apps)?(?: of| between| that)? ?(?<one>.+?) (?:and|with|&) (?<other>.+?)(?: have| has| get| gets)?',
].map(wholeSentence)

/** What can be written in place of a sentence that is refused. */
export type Instead =
  | { is: 'everybody'; say: string; of: 'users' | 'devices' }
  | { is: 'compare'; say: string }

/** The sentences that say what was meant, so that a press writes them; none where nobody can tell. */
export function sayInstead(text: string, problem: Problem | null): Instead[] {
  const said = withoutPoliteness(text)
  if (problem === 'wholeCompany' && EVERYWHERE.test(said))
    return (['users', 'devices'] as const).map((of) => ({
      is: 'everybody',
      of,
      say: said.replace(EVERYWHERE, `to all ${of}`),
    }))
  const { one, other } = (problem === 'wholeSwap' ? firstFit(SWAPPED, said) : null) ?? {}
  return one && other ? [{ is: 'compare', say: `compare ${one} and ${other}` }] : []
}
