import type { Graph } from '../../graph/client.ts'
import { isWithin, type Rights, readRights, UNKNOWN_RIGHTS } from '../../graph/rights.ts'
import { GROUP_SCOPE, ROLES_SCOPE } from '../../graph/scopes.ts'
import { rowOf } from '../../intune/catalog/catalog.ts'
import { roleResourceOf } from '../../intune/catalog/roleResources.ts'
import { isSameId } from '../../intune/guid.ts'
import { addedEntries, type Plan } from '../../intune/plan/plan.ts'
import type { Person } from '../../request/person.ts'
import type { Note } from '../../wording/note.ts'
import type { GraphFor } from '../setback.ts'

export interface RightsReading {
  graphFor: GraphFor
  /** Whether a directory role lets the person do everything in Intune, whatever Intune roles they have. */
  isIntuneAdministrator: (person: Person) => Promise<boolean>
  /** Drops the person's cached tokens: new ones may include roles that were granted a moment ago. */
  forgetTokens: (person: Person) => void
}

/**
 * Started together with the reads of a plan, so that nobody waits for it. Where nothing can be known, nothing is
 * missing.
 */
export async function rightsOf(reading: RightsReading, person: Person): Promise<Rights> {
  try {
    if (await reading.isIntuneAdministrator(person)) return UNKNOWN_RIGHTS
    return await readRights(reading.graphFor(person, [ROLES_SCOPE]))
  } catch {
    return UNKNOWN_RIGHTS
  }
}

/**
 * What is known to be missing for each plan; null where nothing is. Only what a change adds counts: no source says
 * that entries which were there before have to be within the role's scope, too.
 */
export async function missingRights(
  reading: RightsReading,
  person: Person,
  plans: readonly Plan[],
  rights: Rights,
): Promise<(Note | null)[]> {
  const directory = reading.graphFor(person, [GROUP_SCOPE])
  const found = await Promise.all(plans.map((plan) => missingRightsFor(plan, person, rights, directory)))
  if (found.some((one) => one !== null)) reading.forgetTokens(person)
  return found
}

async function missingRightsFor(
  plan: Plan,
  { name }: Person,
  { actions, groups }: Rights,
  directory: Graph,
): Promise<Note | null> {
  const resource = roleResourceOf(plan.policy)
  const may = (verb: 'Read' | 'Assign') => actions?.has(`Microsoft.Intune_${resource?.id}_${verb}`)
  // Where the role does not even cover reading what was just read, it is not the role that counts.
  if (resource && may('Read') && !may('Assign')) {
    return { code: 'mayNotAssign', who: name, resource: resource.title }
  }
  if (!groups) return null
  const added = addedEntries(rowOf(plan.policy.kind), plan.before, plan.after)
  const others = added.flatMap(({ target }) => EVERYBODY[target] ?? [])
  const beyond = await Promise.all(
    added.map(async ({ groupId }): Promise<string[]> => {
      if (!groupId || groups.has(groupId.toLowerCase())) return []
      return (await isWithin(directory, groupId, groups)) ? [] : [groupNameIn(plan, groupId)]
    }),
  ).catch(() => [])
  const named = [...new Set(beyond.flat())]
  if (named.length === 0 && others.length === 0) return null
  return { code: 'beyondScope', who: name, groups: named, others: [...new Set(others)] }
}

const EVERYBODY: Readonly<Record<string, string>> = { allUsers: 'all users', allDevices: 'all devices' }

function groupNameIn({ lines }: Plan, groupId: string): string {
  const line = lines.find(({ group }) => isSameId(group?.id, groupId))
  return line?.group?.name ?? groupId
}
