import { firstFit, targetNamed, wholeSentence } from '../../../language/grammar/wholeSentence.ts'
import { MEMBERS } from '../../../workflow/plan/policyReport.ts'
import type { Command } from '../command.ts'
import { openRequest } from '../openRequest.ts'

/** "who is in G", "how many devices are in G" */
interface MembersReading {
  action: 'members'
  group: string
}

/** "who is in G": answered by a job, like everything that reads the directory. */
export const members: Command<MembersReading> = {
  action: 'members',
  does: 'shows a group’s members',
  examples: ['who is in Sales Laptops'],
  reads: { stage: 'question', read: ({ bare }) => membersIn(bare) },
  handle: (turn, sender, [{ group }], parts) =>
    openRequest(turn, sender, { getsOf: `${MEMBERS}${group}` }, parts),
}

const ASKED = [
  "(?:who(?:'s| is| are)|which (?:users|devices|people|members) are|what(?:'s| is)) (?:all )?(?:in|inside|a member of|member of|members of) (?:the )?(?:group )?(?<group>.+)",
  'how many (?:users|devices|people|members|computers|laptops|machines)(?: and devices)? (?:are (?:there )?in|does|do|has|have|are members of) (?:the )?(?:group )?(?<group>(?!.* (?:reach|get)$).+?)(?: have| contain)?',
  'how (?:big|large) is (?:the )?(?:group )?(?<group>.+)',
  '(?:(?:show|list|give|get|see)(?: me| us)? )(?:all )?(?:the )?(?:members|users|devices) (?:of|in) (?:the )?(?:group )?(?<group>.+)',
  '(?:the )?members of (?:the )?(?:group )?(?<group>.+)',
].map(wholeSentence)

function membersIn(said: string): MembersReading | null {
  const group = firstFit(ASKED, said)?.group
  const name = group ? targetNamed(group) : null
  return name && !name.startsWith('@') ? { action: 'members', group: name } : null
}
