import { describeGroups } from '../../graph/groups.ts'
import { parentsOf } from '../../graph/membership.ts'
import { GROUP_SCOPE } from '../../graph/scopes.ts'
import type { Subject } from '../../intune/assignments/entries.ts'
import { getsOf, waysOf } from '../../intune/assignments/groupReport.ts'
import type { Plan } from '../../intune/plan/plan.ts'
import type { Person } from '../../request/person.ts'
import type { AssignmentRequest } from '../../request/request.ts'
import { describeGroup } from '../../wording/group.ts'
import { list } from '../../wording/list.ts'
import type { GraphFor } from '../setback.ts'

// Answers about one policy, as sentences for people.

const MAX_TOLD = 4

/** Before a group's name, where its members are asked for and not what it gets. */
export const MEMBERS = '@members:'

/** How many are in a group, nested groups included. Names are not read: the right to see them is nothing Assent needs. */
export async function membersOf(graphFor: GraphFor, person: Person, subject: Subject): Promise<string> {
  if (subject.kind !== 'group') return 'That is everybody, and no group: Intune says who is enrolled.'
  const facts = await describeGroups(graphFor(person, [GROUP_SCOPE]), [subject.id], [subject.id])
  const group = facts.get(subject.id.toLowerCase())
  const what = group ? describeGroup(group) : ''
  return `“${group?.name ?? subject.id}”: ${what || 'I was not told how many are in it'}, nested groups included. I count members and read no names; who they are stands in Entra, under the group’s members.`
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
  const name = `“${policy.name}”`
  const waysIn = (excluded: boolean) =>
    gets
      .filter((one) => one.excluded === excluded)
      .flatMap(({ ways }) => ways)
      .map(({ through, intent, filter }) =>
        [through ? `through ${through}` : 'directly', intent && `as ${intent}`, filter && 'with a filter']
          .filter(Boolean)
          .join(' '),
      )
  const given = [...new Set(waysIn(false))]
  const out = [...new Set(waysIn(true))]
  const left = out.length > 0 ? `${whom} is excluded ${list(out)}.` : null
  if (given.length > 0) {
    return [`Yes: ${name} is assigned to ${whom} ${list(given)}.`, left && `But ${left}`]
      .filter(Boolean)
      .join(' ')
  }
  if (left) return `No: ${left}`
  const more = id && parents.length === 0 ? ' Single members may get it through groups of their own.' : ''
  return `No: nothing assigns ${name} to ${whom}.${more}`
}

/** What was written to a policy through Assent: nobody else's changes are known. */
export function historyInWords(policyId: string, requests: readonly AssignmentRequest[]): string {
  const written = requests.filter(({ items }) =>
    items.some(({ plan, progress }) => plan.policy.id === policyId && progress === 'done'),
  )
  const own = 'This is Assent’s own record; what was changed elsewhere stands in Intune’s audit log.'
  if (written.length === 0) return `Nothing was changed here through Assent. ${own}`
  const told = written.slice(0, MAX_TOLD).map(({ asker, text, endedAt, createdAt, undoneBy }) => {
    const day = (endedAt ?? createdAt).slice(0, 10)
    return `${day}: ${asker.name}: “${short(text)}”${undoneBy ? ' (undone since)' : ''}.`
  })
  const more = written.length > told.length ? [`${written.length - told.length} more under History.`] : []
  return [...told, ...more, own].join(' ')
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length > 120 ? `${line.slice(0, 119)}…` : line
}
