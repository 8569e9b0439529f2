import { HiddenSet, readSet } from '../../graph/assignments.ts'
import { listFilters } from '../../graph/filters.ts'
import { describeGroups } from '../../graph/groups.ts'
import type { Haste } from '../../graph/membershipReach.ts'
import { readPolicy } from '../../graph/policies.ts'
import { policySetNames } from '../../graph/policySets.ts'
import { type Deployment, listDeployments, stagedCount } from '../../graph/rollOuts.ts'
import { FILTER_SCOPE, GROUP_SCOPE } from '../../graph/scopes.ts'
import {
  type Change,
  type Facts,
  type GroupFacts,
  NO_CHANGE,
  type PolicyRef,
  stepsOf,
  subjectKey,
} from '../../intune/assignments/change.ts'
import { canonical, type Entry, type Subject } from '../../intune/assignments/entries.ts'
import { type CatalogRow, rowOf } from '../../intune/catalog/catalog.ts'
import { inclusionsMeant, removalsMeant } from '../../intune/plan/intents.ts'
import { changesAnything, makePlan, type Planned } from '../../intune/plan/plan.ts'
import type { Person } from '../../request/person.ts'
import type { Note } from '../../wording/note.ts'
import { type MemberReading, withEffects } from '../effect/planEffects.ts'
import { type GraphFor, sharing, unlessPassedOver } from '../setback.ts'
import { isDeletedGroups, removesDeletedGroups, withDeletedNamed } from './deletedGroups.ts'

/** One policy and the change that is wanted for it. */
export interface Wish {
  policy: PolicyRef
  change: Change
  /** The policy was found for an earlier plan, and may be called otherwise by now. */
  isKnown?: true
}

/** Reads the set as it is now and merges the change into it. */
export async function planFor(
  graphFor: GraphFor,
  asker: Person,
  policy: PolicyRef,
  change: Change,
  members: MemberReading | null,
): Promise<Planned> {
  const [planned] = await plansFor(sharing(graphFor), asker, [{ policy, change }], members)
  if (!planned) throw new Error('one wish comes to one plan')
  return planned
}

/**
 * The same for many policies, whose sets and groups are read together. In the order of the wishes.
 * @param members how to read one by one whom they reach; null: counts are enough.
 * @param haste `card`: people are waiting for it, and more exact numbers can follow.
 */
export async function plansFor(
  graphFor: GraphFor,
  asker: Person,
  wishes: readonly Wish[],
  members: MemberReading | null = null,
  haste: Haste = 'none',
): Promise<Planned[]> {
  // At the same moment as the sets: they need the same permission and share one call.
  const listing = deploymentsFor(graphFor, asker)
  const reading = Promise.all(
    wishes.map(async (wish) => {
      const row = rowOf(wish.policy.kind)
      const graph = graphFor(asker, [row.readScope])
      try {
        const [before, staged, found] = await Promise.all([
          readSet(graph, row, wish.policy.id),
          stagedCount(graph, row, wish.policy.id),
          wish.isKnown ? readPolicy(graph, row, wish.policy.id) : null,
        ])
        return { ...wish, policy: found ?? wish.policy, row, before, staged, was: wish.policy.name }
      } catch (error) {
        // A policy that Intune does not show is no reason to leave the others without a plan.
        if (error instanceof HiddenSet) return error
        throw error
      }
    }),
  )
  const [read, deployments] = await Promise.all([reading, listing])
  const shown = read.flatMap((one) => (one instanceof HiddenSet ? [] : [one]))
  for (const one of shown) one.change = withReplacedFound(one, shown)
  const facts = await factsOf(graphFor, asker, shown)
  const directory = graphFor(asker, [GROUP_SCOPE])
  const planned = await Promise.all(
    read.map(async (one): Promise<Planned> => {
      if (one instanceof HiddenSet) return { refusal: one.note }
      const { row, policy, before, staged, was } = one
      const change = removesDeletedGroups(one.change)
        ? await withDeletedNamed(directory, one.change, before, facts.groups)
        : one.change
      if (!change) return { refusal: { code: 'noDeletedGroups', name: policy.name } }
      const plan = withStaged(makePlan(row, policy, before, change, facts), staged, deployments)
      return policy.name === was ? plan : withRename(plan, was)
    }),
  )
  return members ? await withReach(graphFor, asker, planned, facts, members, haste) : planned
}

/** Adds whom the plans reach, where they change anything. */
async function withReach(
  graphFor: GraphFor,
  asker: Person,
  planned: readonly Planned[],
  { groups }: Facts,
  members: MemberReading,
  haste: Haste,
): Promise<Planned[]> {
  const concerned = planned.flatMap(({ plan }) =>
    plan && (changesAnything(plan) || plan.change === NO_CHANGE) ? [plan] : [],
  )
  // For a policy that is only looked at, the effect is that of its whole set.
  const fromNothing = concerned.map((plan) => (plan.change === NO_CHANGE ? { ...plan, before: [] } : plan))
  const told = await withEffects(graphFor, asker, members, fromNothing, groups, haste)
  return planned.map((one) => {
    const plan = one.plan && told[concerned.indexOf(one.plan)]
    return plan ? { ...one, plan: { ...plan, before: one.plan.before } } : one
  })
}

/** Adds to the plan what Intune assigns by itself, apart from the set that is planned. */
function withStaged(planned: Planned, staged: number, deployments: readonly Deployment[]): Planned {
  if (!planned.plan) return planned
  const { plan } = planned
  const own = deployments.filter(({ payloads }) => payloads.has(plan.policy.id.toLowerCase()))
  const warnings: Note[] = [
    ...own.map(({ name, rings }): Note => ({ code: 'stagedBy', deployment: name, rings })),
    ...(staged > 0 && own.length === 0 ? [{ code: 'staged' as const, count: staged }] : []),
  ]
  return { plan: { ...plan, warnings: [...plan.warnings, ...warnings] } }
}

function withRename(planned: Planned, before: string): Planned {
  if (!planned.plan) return planned
  const { plan } = planned
  const renamed: Note = { code: 'policyRenamed', name: plan.policy.name, before }
  return { plan: { ...plan, warnings: [renamed, ...plan.warnings] } }
}

/** People who may not read configuration hear nothing about deployments. */
async function deploymentsFor(graphFor: GraphFor, asker: Person): Promise<Deployment[]> {
  return (await unlessPassedOver(listDeployments(graphFor(asker, [FILTER_SCOPE])))) ?? []
}

interface ReadWish extends Wish {
  row: CatalogRow
  before: readonly Entry[]
}

/** With what the included have of the policies that they lose, or that are uninstalled, by the same request, unless it was found before. */
function withReplacedFound({ change }: ReadWish, all: readonly ReadWish[]): Change {
  if (!change.replaces || change.replaced) return change
  const losing = all.filter((one) => losersBy(one.change).length > 0)
  const foundFor = (subjects: readonly Subject[]) =>
    losing.flatMap(({ row, policy, before, change: gone }) => {
      const lost = subjects.filter((one) =>
        losersBy(gone).some((other) => subjectKey(other) === subjectKey(one)),
      )
      const meant = gone.remove.length > 0 ? removalsMeant : inclusionsMeant
      const entries = lost.flatMap((subject) => meant(row, before, subject, gone))
      return entries.length > 0 ? [{ from: policy, entries }] : []
    })
  const whole = { ...change, replaced: foundFor(change.include) }
  // With different filters, each keeps its own.
  const filters = whole.replaced.flatMap(({ entries }) => entries.map(({ filter }) => canonical(filter)))
  if (new Set(filters).size <= 1) return whole
  const steps = change.include.map((subject) => ({
    ...change,
    include: [subject],
    replaced: foundFor([subject]),
  }))
  return (
    steps.reduceRight<Change | undefined>((next, step) => (next ? { ...step, next } : step), undefined) ??
    whole
  )
}

/** Who loses a policy by a change, or has it uninstalled. */
function losersBy({ remove, include, intent }: Change): readonly Subject[] {
  return remove.length > 0 || intent !== 'uninstall' ? remove : include
}

async function factsOf(graphFor: GraphFor, asker: Person, read: readonly ReadWish[]): Promise<Facts> {
  const steps = read.flatMap(({ change }) => stepsOf(change))
  const named = steps.flatMap((change) =>
    [...change.include, ...change.exclude, ...change.remove].flatMap((subject) =>
      subject.kind === 'group' && !isDeletedGroups(subject) ? [subject.id] : [],
    ),
  )
  const entriesOf = ({ before, change }: ReadWish) => [
    ...before,
    ...stepsOf(change).flatMap(({ replaced = [] }) => replaced.flatMap(({ entries }) => entries)),
    ...(change.revert ? [...change.revert.was, ...change.revert.made] : []),
    ...(change.copy?.entries ?? []),
  ]
  const present = read.flatMap((one) => entriesOf(one).flatMap((entry) => entry.groupId ?? []))
  const needsFilters = read.some(
    (one) =>
      one.row.filters !== false &&
      (stepsOf(one.change).some(({ filter }) => filter !== null) ||
        entriesOf(one).some((entry) => entry.filter)),
  )
  const ids = [...named, ...present]
  const sets = read.flatMap(({ before }) => before.flatMap(({ sourceId }) => sourceId ?? []))
  const [groups, filters, policySets] = await Promise.all([
    ids.length > 0
      ? describeGroups(graphFor(asker, [GROUP_SCOPE]), ids, named)
      : new Map<string, GroupFacts>(),
    needsFilters ? listFilters(graphFor(asker, [FILTER_SCOPE])) : [],
    policySetNames(() => graphFor(asker, [rowOf('policySet').readScope]), sets),
  ])
  return { groups, filters: new Map(filters.map((filter) => [filter.id, filter])), policySets }
}
