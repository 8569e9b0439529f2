import { describeGroups } from '../../graph/groups.ts'
import { parentsOf } from '../../graph/membership.ts'
import { GROUP_SCOPE } from '../../graph/scopes.ts'
import type { Subject } from '../../intune/assignments/entries.ts'
import { getsOf, waysOf } from '../../intune/assignments/groupReport.ts'
import type { Plan } from '../../intune/plan/plan.ts'
import type { Person } from '../../request/person.ts'
import type { AssignmentRequest } from '../../request/request.ts'
import { historyWords, membersCounted, membersOfEverybody, whetherGetsWords } from '../../wording/reports.ts'
import type { GraphFor } from '../setback.ts'

// Answers about one policy, as sentences for people.

const MAX_TOLD = 4

/** Before a group's name, where its members are asked for and not what it gets. */
export const MEMBERS = '@members:'

/** How many are in a group, nested groups included. Names are not read: the right to see them is nothing Assent needs. */
export async function membersOf(graphFor: GraphFor, person: Person, subject: Subject): Promise<string> {
  if (subject.kind !== 'group') return membersOfEverybody()
  const facts = await describeGroups(graphFor(person, [GROUP_SCOPE]), [subject.id], [subject.id])
  const group = facts.get(subject.id.toLowerCase())
  return membersCounted(group?.name ?? subject.id, group ?? null)
}

/** Whether somebody gets a policy, and by which way. */
export async function whetherGets(
  graphFor: GraphFor,
  person: Person,
  { policy, before }: Plan,
  subject: Subject,
): Promise<string> {
  const id = subject.kind === 'group' ? subject.id : null
  const directory = id ? graphFor(person, [GROUP_SCOPE]) : null
  const [facts, parents] =
    id && directory
      ? await Promise.all([describeGroups(directory, [id], [id]), parentsOf(directory, id)])
      : [new Map(), []]
  const group = id ? (facts.get(id.toLowerCase()) ?? null) : null
  const whom = id ? `“${group?.name ?? id}”` : subject.kind === 'allUsers' ? 'all users' : 'all devices'
  const gets = getsOf(policy, before, waysOf(subject, group, parents))
  const ways = (excluded: boolean) =>
    gets
      .filter((one) => one.excluded === excluded)
      .flatMap((one) => one.ways)
      .map(({ through, intent, filter }) => ({ through, intent, isFiltered: Boolean(filter) }))
  const isOnItsOwn = id !== null && parents.length === 0
  return whetherGetsWords(policy.name, whom, { given: ways(false), out: ways(true), isOnItsOwn })
}

/** What was written to a policy through Assent: nobody else's changes are known. */
export function historyInWords(policyId: string, requests: readonly AssignmentRequest[]): string {
  const written = requests.filter(({ items }) =>
    items.some(({ plan, progress }) => plan.policy.id === policyId && progress === 'done'),
  )
  const told = written.slice(0, MAX_TOLD).map(({ asker, text, endedAt, createdAt, undoneBy }) => {
    return { day: (endedAt ?? createdAt).slice(0, 10), by: asker.name, text, isUndone: undoneBy !== null }
  })
  return historyWords(told, written.length - told.length)
}
