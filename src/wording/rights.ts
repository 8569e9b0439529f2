import { capital } from './inflection.ts'
import { list, quoted } from './list.ts'

/** In the place of a card's status. */
export const NOT_ALLOWED = 'Not allowed by the requester’s Intune role. Nothing was changed.'

/** What the requester's Intune role lacks for what they ask, said before anybody is asked to approve it. `who`: their name. */
export const RIGHTS_NOTES = {
  /** `resource`: as the admin center lists it under a role's permissions. */
  mayNotAssign: ({ who, resource }: { who: string; resource: string }) =>
    `${who}’s Intune role lacks the permission Assign under “${resource}”, so Intune would refuse this.`,
  /** `groups`: their names. `others`: "all users", "all devices". */
  beyondScope: ({
    who,
    groups,
    others,
  }: {
    who: string
    groups: readonly string[]
    others: readonly string[]
  }) => {
    const named = [...others, ...groups.map(quoted)]
    const are = groups.length === 1 && others.length === 0 ? 'is' : 'are'
    return `${capital(list(named))} ${are} outside the scope groups of ${who}’s Intune role, so Intune would refuse this.`
  },
  /** After the sentences above. */
  whoElseCan: () =>
    'Somebody whose role covers it can ask for the same. Or have an Intune Administrator extend the role, then press Ask again.',
}
