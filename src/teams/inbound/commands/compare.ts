import { firstFit, targetNamed, wholeSentence } from '../../../language/grammar/wholeSentence.ts'
import { COMPARE } from '../../../workflow/plan/comparison.ts'
import type { Command } from '../command.ts'
import { openRequest } from '../openRequest.ts'

/** "compare A and B": groups, `@allUsers` or `@allDevices`. */
interface CompareReading {
  action: 'compare'
  groups: [string, string]
}

/** "compare A and B": answered by a job, since it goes through every policy twice. */
export const compare: Command<CompareReading> = {
  action: 'compare',
  does: 'shows where two groups differ',
  examples: ['compare Sales Laptops and Pilot Devices'],
  reads: { stage: 'question', read: ({ bare }) => comparisonIn(bare) },
  handle: (turn, sender, [{ groups }], parts) =>
    openRequest(turn, sender, { getsOf: `${COMPARE}${JSON.stringify(groups)}` }, parts),
}

const COMPARED = [
  "what does (?<one>.+?) (?:have|get) that (?<other>.+?) (?:does not|doesn't|does n't|lacks)(?: have| get)?",
  '(?:compare|diff) (?:the )?(?:groups? )?(?<one>.+?) (?:and|with|to|against|vs\\.?|versus) (?<other>.+)',
  "(?:what(?:'s| is) |show(?: me)? )?(?:the )?differences? between (?:the )?(?:groups? )?(?<one>.+?) and (?<other>.+)",
  'do (?<one>.+?) and (?<other>.+?) (?:have|get) the same(?: policies| apps| things)?',
  'does (?<one>.+?) (?:have|get) (?:exactly )?the same(?: policies| apps| things)? as (?<other>.+)',
  'what (?:is|are) (?<other>.+?) (?:missing|lacking) (?:compared (?:to|with)|that) (?<one>.+?)(?: has| gets)?',
].map(wholeSentence)

function comparisonIn(said: string): CompareReading | null {
  const { one, other } = firstFit(COMPARED, said) ?? {}
  const [a, b] = [one, other].map((name) => (name ? targetNamed(name) : null))
  return a && b ? { action: 'compare', groups: [a, b] } : null
}
