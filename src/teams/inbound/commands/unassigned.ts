import type { KindPhrases } from '../../../language/grammar/kindWords.ts'
import { firstFit, wholeSentence, wordsOf } from '../../../language/grammar/wholeSentence.ts'
import { NOBODY_GROUP } from '../../../workflow/plan/unassignedReport.ts'
import type { Command } from '../command.ts'
import { openRequest } from '../openRequest.ts'

/** "which policies have no assignment" */
interface UnassignedReading {
  action: 'unassigned'
  kind: string | null
}

/** "which policies have no assignment": answered by a job, since it goes through every policy. */
export const unassigned: Command<UnassignedReading> = {
  action: 'unassigned',
  does: 'shows what isn’t assigned to anyone',
  examples: ['which apps have no assignment'],
  reads: { stage: 'question', read: ({ bare, kinds }) => unassignedIn(bare, kinds) },
  handle: (turn, sender, [{ kind }], parts) =>
    openRequest(turn, sender, { getsOf: kind ? `${NOBODY_GROUP}:${kind}` : NOBODY_GROUP }, parts),
}

const SHOW_ALL =
  '(?:which|what|how many|(?:show|list|find|give|get|display|see)(?: me| us)?|are there(?: any)?)'
const NO_ASSIGNMENT =
  "(?:(?:have|has|with|having) no (?:assignments?|targets?)|without (?:an |any )?(?:assignments?|targets?)|(?:(?:are|is|that are|which are) )?(?:not|never) assigned(?: to (?:anyone|anybody|anything|any group|somebody))?|(?:aren't|isn't) assigned(?: to (?:anyone|anybody|anything|any group))?|(?:(?:are|is) )?(?:assigned )?to (?:nobody|no one|nothing)|(?:are|is) unassigned|don't have (?:an |any )?assignments?)"
const UNASSIGNED = [
  `${SHOW_ALL} (?:all )?(?:of )?(?:the |our |my )?(?<kind>.+?) (?:that |which )?${NO_ASSIGNMENT}`,
  `(?:${SHOW_ALL} )?(?:all )?(?:of )?(?:the |our |my )?unassigned (?<kind>.+?)(?: do we have| are there)?`,
  `(?:all )?(?:the )?(?<kind>.+?) (?:that |which )?(?:with no|without(?: an| any)?) (?:assignments?|targets?)`,
].map(wholeSentence)
const WHATEVER =
  /^(?:what|which|show me what|list what) (?:(?:is|are) (?:not assigned|unassigned)|isn't assigned|aren't assigned)(?: to (?:anyone|anybody|anything))?$/i

function unassignedIn(said: string, kinds: KindPhrases): UnassignedReading | null {
  if (WHATEVER.test(said)) return { action: 'unassigned', kind: null }
  const named = firstFit(UNASSIGNED, said)?.kind
  if (!named) return null
  if (/^(?:everything|objects|things)$/i.test(named)) return { action: 'unassigned', kind: null }
  const words = wordsOf(named)
  const [found] = kinds.first(words)
  return found && found.length === words.length ? { action: 'unassigned', kind: found.key } : null
}
