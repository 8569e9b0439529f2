import { type AuditedChange, auditedChanges } from '../../graph/auditEvents.ts'
import { describeGroups } from '../../graph/groups.ts'
import { parentsOf } from '../../graph/membership.ts'
import { AUDIT_SCOPE, GROUP_SCOPE } from '../../graph/scopes.ts'
import type { Subject } from '../../intune/assignments/entries.ts'
import { getsOf, waysOf } from '../../intune/assignments/groupReport.ts'
import type { Plan } from '../../intune/plan/plan.ts'
import type { Person } from '../../request/person.ts'
import type { AssignmentRequest } from '../../request/request.ts'
import {
  historyWords,
  intunesLogWords,
  membersCounted,
  membersOfEverybody,
  whetherGetsWords,
} from '../../wording/reportAnswers.ts'
import { type GraphFor, unlessPassedOver } from '../setback.ts'
import type { PlanContext } from './planContext.ts'

// Answers about one policy, as sentences for people.

const MAX_TOLD = 4

/** Before a group's name, where the question is about its members and not about what it gets. */
export const MEMBERS = '@members:'

/** How many are in a group, nested groups included. Names are not read: Assent does not need the right to see them. */
export async function memberCountOf(graphFor: GraphFor, person: Person, subject: Subject): Promise<string> {
  if (subject.kind !== 'group') return membersOfEverybody()
  const facts = await describeGroups(graphFor(person, [GROUP_SCOPE]), [subject.id], [subject.id])
  const group = facts.get(subject.id.toLowerCase())
  return membersCounted(group?.name ?? subject.id, group ?? null)
}

/** Whether somebody gets a policy, and in which way. */
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

/** Intune keeps its audit log for longer than anybody asks about here. */
export const DAYS_OF_LOG = 30
const DAY_MS = 86_400_000

/** What Intune's own audit log says about a policy, with the asker's rights; null where they may not read it. */
export async function inIntunesLog(
  { graphFor, person }: Pick<PlanContext, 'graphFor' | 'person'>,
  policyId: string,
): Promise<AuditedChange[] | null> {
  const since = new Date(Date.now() - DAYS_OF_LOG * DAY_MS)
  return await unlessPassedOver(auditedChanges(graphFor(person, [AUDIT_SCOPE]), policyId, since))
}

/**
 * Who changed a policy: what was written through Assent, by its own record, and what Intune logged, whoever did it.
 * @param seen null: the asker may not read Intune's audit log.
 */
export function historyInWords(
  policyId: string,
  requests: readonly AssignmentRequest[],
  seen: readonly AuditedChange[] | null,
): string {
  const written = requests.filter(({ items }) =>
    items.some(({ plan, progress }) => plan.policy.id === policyId && progress === 'done'),
  )
  const told = written.slice(0, MAX_TOLD).map(({ asker, text, endedAt, createdAt, undoneBy }) => {
    return { day: (endedAt ?? createdAt).slice(0, 10), by: asker.name, text, isUndone: undoneBy !== null }
  })
  const logged = seen?.slice(0, MAX_TOLD).map(({ at, by, app, activity, succeeded }) => {
    return { time: `${at.slice(0, 16).replace('T', ' ')} UTC`, by, app, activity, succeeded }
  })
  return [
    historyWords(told, written.length - told.length),
    intunesLogWords(logged ?? null, (seen?.length ?? 0) - (logged?.length ?? 0), DAYS_OF_LOG),
  ].join('\n')
}
