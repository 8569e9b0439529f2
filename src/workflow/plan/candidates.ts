import { describeGroups, type GroupFound } from '../../graph/groups.ts'
import { GROUP_SCOPE } from '../../graph/scopes.ts'
import type { PolicyRef } from '../../intune/assignments/change.ts'
import { type Entry, entriesFor, type Subject, sideOf } from '../../intune/assignments/entries.ts'
import { CATALOG, rowOf, rowsMeant } from '../../intune/catalog/catalog.ts'
import type { ChangeReading } from '../../language/reading.ts'
import type { Asking, AssignmentRequest, Choice, Question } from '../../request/request.ts'
import { requestHistory } from '../../store/lookups.ts'
import { unlessPassedOver } from '../setback.ts'
import { choiceOfGroup, choiceOfPolicy } from './choices.ts'
import { lookThrough } from './lookThrough.ts'
import { type PlanContext, whileTelling } from './planContext.ts'
import { requestParts } from './requestParts.ts'
import { BUILT_IN, MAX_OFFERED } from './resolveName.ts'

/*
 * What to offer where a request leaves out one name. Something to be taken away has to be assigned: then nothing else
 * is offered. Otherwise it is what the person asked for lately, and what is closely related in the tenant. Everything
 * is read with their rights, and nothing is chosen for them.
 */

/** How many of the person's requests are searched. */
const MAX_LOOKED_BACK = 20
/** How many related candidates are offered: few enough that each can have a button. */
const MAX_CLOSE = 4

/** The question for a missing name, with what fits in the tenant as its choices. */
export async function withCandidates(
  context: PlanContext,
  question: Question,
  reading: Asking,
): Promise<Question> {
  const change = requestParts(reading).find((part) => part.action === 'change')
  if (!change) return question
  const found =
    question.what === 'policy' ? await policiesFor(context, change) : await groupsFor(context, change)
  if (change.remove.length > 0) return { ...question, choices: found.slice(0, MAX_OFFERED) }
  // All of them, where they are few: with what was found at the top.
  const all = new Map(question.choices.map((one) => [one.id, one]))
  if (all.size === 0) {
    const choices =
      found.length > 0 || question.what === 'group' ? found : await latestOf(context, change.kind)
    return { ...question, choices }
  }
  const first = found.flatMap(({ id }) => all.get(id) ?? [])
  return { ...question, choices: [...new Set([...first, ...all.values()])] }
}

async function policiesFor(context: PlanContext, change: ChangeReading): Promise<Choice[]> {
  const { kind, remove } = change
  if (remove.length > 0) return (await assignedTo(context, change)).map(choiceOfPolicy)
  const asked = await askedLately(context)
  const lately = asked.flatMap(({ items }) => items.map(({ plan }) => plan.policy))
  const own = await stillThere(context, kind ? lately.filter((one) => isOfKind(one, kind)) : lately)
  return own.map(choiceOfPolicy)
}

async function latestOf({ directory }: PlanContext, kind: string | null): Promise<Choice[]> {
  return (await directory.latestPolicies(kind, MAX_CLOSE)).map(choiceOfPolicy)
}

function isOfKind({ kind }: PolicyRef, meant: string): boolean {
  return rowsMeant(meant).some(({ key }) => key === kind)
}

/** What the groups have, on the side that is meant. */
async function assignedTo(context: PlanContext, { kind, remove, side = 'inclusion' }: ChangeReading) {
  const { graphFor, person } = context
  const subjects = await subjectsOf(context, remove)
  const found: PolicyRef[] = []
  await whileTelling(context, (tell) =>
    lookThrough(
      graphFor,
      person,
      kind ? rowsMeant(kind) : CATALOG,
      (held) => {
        const has = (entries: Entry[]) =>
          subjects.some((one) => entriesFor(entries, one).some((entry) => sideOf(entry) === side))
        found.push(...held.filter(({ entries }) => has(entries)).map(({ policy }) => policy))
        return found.length
      },
      tell,
    ),
  )
  return found.map((policy) => ({ lastModified: null, ...policy }))
}

async function subjectsOf({ search }: PlanContext, names: readonly string[]): Promise<Subject[]> {
  const looked = await Promise.all(names.map((name) => search.target(name)))
  return looked.flatMap((one) => (one.type === 'one' ? [one.one] : []))
}

/** As they are now: what has been deleted, or is hidden from the person, is not offered. */
async function stillThere({ directory }: PlanContext, policies: readonly PolicyRef[]) {
  const few = [...new Map(policies.map((one) => [one.id, one])).values()].slice(0, MAX_CLOSE)
  const found = await Promise.all(few.map(({ kind, id }) => unlessPassedOver(directory.policy(kind, id))))
  return found.flatMap((one) => one ?? [])
}

async function groupsFor(context: PlanContext, change: ChangeReading): Promise<Choice[]> {
  const { graphFor, person, search } = context
  const looked = await Promise.all(change.policies.map((name) => search.policy(name, change.kind)))
  const policies = looked.flatMap((one) => (one.type === 'one' ? [one.one] : []))
  const sides = { remove: change.side ?? 'inclusion', exclude: 'exclusion', include: 'inclusion' } as const
  const way = change.remove.length > 0 ? 'remove' : change.exclude.length > 0 ? 'exclude' : 'include'
  const near: Entry[] = []
  const own: Entry[] = []
  const ids = new Set(policies.map(({ id }) => id))
  const rows = [...new Set(policies.map(({ kind }) => rowOf(kind)))]
  await whileTelling(context, (tell) =>
    lookThrough(
      graphFor,
      person,
      rows,
      (held) => {
        for (const { policy, entries } of held) {
          const meant = entries.filter((entry) => sideOf(entry) === sides[way])
          const isNamed = ids.has(policy.id)
          ;(isNamed ? own : near).push(...meant)
        }
        return own.length
      },
      tell,
    ),
  )
  if (way === 'remove') return await choicesOf(context, own, MAX_OFFERED)
  const has = new Set(own.map(({ groupId }) => groupId))
  const asked = (await askedLately(context)).flatMap(({ items }) =>
    items.flatMap(({ plan }) => plan.change[way].flatMap((one) => (one.kind === 'group' ? [one.id] : []))),
  )
  const lately = asked.filter((id) => !has.has(id))
  const often = byFrequency(near.flatMap(({ groupId }) => (groupId && !has.has(groupId) ? [groupId] : [])))
  return await groupsCalled(context, [...lately, ...often], MAX_CLOSE)
}

/** Whom entries are about, Intune's own targets included. */
async function choicesOf(context: PlanContext, entries: readonly Entry[], most: number): Promise<Choice[]> {
  const builtIn = BUILT_IN.filter(({ kind }) => entries.some(({ target }) => target === kind)).map(
    ({ target: id, title, detail }) => ({ id, kind: null, title, detail }),
  )
  const ids = entries.flatMap(({ groupId }) => groupId ?? [])
  return [...(await groupsCalled(context, ids, most)), ...builtIn]
}

async function groupsCalled(
  { graphFor, person }: PlanContext,
  ids: readonly string[],
  most: number,
): Promise<Choice[]> {
  const few = [...new Set(ids)].slice(0, most)
  if (few.length === 0) return []
  const facts = await unlessPassedOver(describeGroups(graphFor(person, [GROUP_SCOPE]), few, few))
  return few.flatMap((id) => {
    const group = facts?.get(id.toLowerCase())
    const found: GroupFound | null = group ? { ...group, description: null, created: null } : null
    return found?.name ? [choiceOfGroup(found)] : []
  })
}

function byFrequency(ids: readonly string[]): string[] {
  const count = new Map<string, number>()
  for (const id of ids) count.set(id, (count.get(id) ?? 0) + 1)
  return [...count].sort(([, one], [, other]) => other - one).map(([id]) => id)
}

async function askedLately({ parts, request, person }: PlanContext): Promise<AssignmentRequest[]> {
  const window = { offset: 0, limit: MAX_LOOKED_BACK }
  const found = await requestHistory(parts.desk.parts.db, person.tenantId, { asker: person.oid }, window)
  return found.filter(({ id }) => id !== request.id)
}
