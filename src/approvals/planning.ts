import { readSet } from '../graph/assignments.ts'
import { Directory } from '../graph/directory.ts'
import { listFilters } from '../graph/filters.ts'
import { describeGroups } from '../graph/groups.ts'
import type { ListCache } from '../graph/lists.ts'
import { FILTER_SCOPE, GROUP_SCOPE } from '../graph/scopes.ts'
import type { Person } from '../identity/person.ts'
import { type CatalogRow, rowOf } from '../intune/catalog.ts'
import type { Change, Facts, GroupFacts, PolicyRef } from '../intune/change.ts'
import type { Entry } from '../intune/entries.ts'
import { changesAnything, makePlan, type Plan, type Planned } from '../intune/plan.ts'
import type { Desk } from './desk.ts'
import { Search, type Unknown } from './meaning.ts'
import { type GraphFor, mayPassOver, setbackFrom, sharing } from './people.ts'
import type { AssignmentRequest, Event } from './request.ts'

export interface PlanningParts {
  desk: Desk
  graphFor: GraphFor
  lists: ListCache
  /** Tries the requester's sign-in for the write, so that a missing consent shows now and not hours later. */
  rehearse: (person: Person, scopes: readonly string[]) => Promise<void>
  /** After so many attempts a passing trouble ends the request. */
  attempts: number
}

/** The job between a sentence and its card: find, read, merge. It writes nothing to the tenant. */
export class Planning {
  private readonly parts: PlanningParts

  constructor(parts: PlanningParts) {
    this.parts = parts
  }

  async run(requestId: string, attempt: number): Promise<void> {
    const { desk, attempts } = this.parts
    const request = await desk.load(requestId)
    if (request?.state !== 'asked') return
    let event: Event
    try {
      event = await this.answer(request)
    } catch (error) {
      const setback = setbackFrom(error, request.asker, attempt)
      if (setback.type === 'passes' && attempt < attempts) throw error
      event =
        setback.type === 'needsSignIn'
          ? setback
          : { type: 'answered', reason: `${setback.reason} Nothing was changed.`, plans: [] }
    }
    await desk.transition(requestId, event)
  }

  private async answer(request: AssignmentRequest): Promise<Event> {
    const graphFor = sharing(this.parts.graphFor)
    const person = request.asker
    const session = (scopes: readonly string[]) => graphFor(person, scopes)
    const directory = new Directory({ person, session, lists: this.parts.lists, mayPassOver })
    const meaning = await new Search(directory, request.answers).meaningOf(request.readings)
    if (meaning.type === 'asks') return { type: 'asksWhich', question: meaning.question }
    if (meaning.type === 'unknown') return { type: 'answered', reason: unknownSentence(meaning), plans: [] }
    const { policies, change } = meaning
    const planned = await plansFor(
      graphFor,
      person,
      policies.map((policy) => ({ policy, change })),
    )
    const refusals = planned.flatMap((one) => one.refusal ?? [])
    if (refusals.length > 0) return { type: 'answered', reason: refusals.join(' '), plans: [] }
    const plans = planned.flatMap((one) => one.plan ?? [])
    if (meaning.reading.action === 'show') return { type: 'answered', reason: null, plans }
    const changing = plans.filter(changesAnything)
    if (changing.length === 0) return { type: 'answered', reason: nothingToChange(plans), plans }
    const scopes = [...new Set(changing.map((plan) => rowOf(plan.policy.kind).scope))]
    await this.parts.rehearse(person, scopes)
    const still = plans.filter((plan) => !changing.includes(plan))
    return { type: 'planned', plans: changing, notes: still.length > 0 ? [nothingToChange(still)] : [] }
  }
}

/** One policy and what is to become of it. */
export interface Wish {
  policy: PolicyRef
  change: Change
}

/** Reads the set as it is now and merges the change into it. */
export async function planFor(
  graphFor: GraphFor,
  asker: Person,
  policy: PolicyRef,
  change: Change,
): Promise<Planned> {
  const [planned] = await plansFor(sharing(graphFor), asker, [{ policy, change }])
  if (!planned) throw new Error('one wish comes to one plan')
  return planned
}

/** The same for many policies, whose sets and groups are read together. In the order of the wishes. */
async function plansFor(graphFor: GraphFor, asker: Person, wishes: readonly Wish[]): Promise<Planned[]> {
  const read = await Promise.all(
    wishes.map(async (wish) => {
      const row = rowOf(wish.policy.kind)
      return { ...wish, row, before: await readSet(graphFor(asker, [row.readScope]), row, wish.policy.id) }
    }),
  )
  const facts = await factsOf(graphFor, asker, read)
  return read.map(({ row, policy, before, change }) => makePlan(row, policy, before, change, facts))
}

interface Read extends Wish {
  row: CatalogRow
  before: readonly Entry[]
}

async function factsOf(graphFor: GraphFor, asker: Person, read: readonly Read[]): Promise<Facts> {
  const named = read.flatMap(({ change }) =>
    [...change.include, ...change.exclude, ...change.remove].flatMap((subject) =>
      subject.kind === 'group' ? [subject.id] : [],
    ),
  )
  const present = read.flatMap(({ before }) => before.flatMap((entry) => entry.groupId ?? []))
  const needsFilters = read.some(
    ({ row, before, change }) =>
      row.filters && (change.filter !== null || before.some((entry) => entry.filter)),
  )
  const ids = [...named, ...present]
  const [groups, filters] = await Promise.all([
    ids.length > 0
      ? describeGroups(graphFor(asker, [GROUP_SCOPE]), ids, named)
      : new Map<string, GroupFacts>(),
    needsFilters ? listFilters(graphFor(asker, [FILTER_SCOPE])) : [],
  ])
  return { groups, filters: new Map(filters.map((filter) => [filter.id, filter])) }
}

function unknownSentence({ what, asked, kind, nearest }: Unknown): string {
  const thing = what === 'policy' ? (kind ? rowOf(kind).title : 'policy') : what
  if (nearest.length > 0) {
    const names = new Intl.ListFormat('en', { type: 'disjunction' }).format(
      nearest.map((name) => `“${name}”`),
    )
    return `I found no ${thing} called “${asked}”. Did you mean ${names}? Write it again with that name.`
  }
  const hint =
    what === 'policy'
      ? 'Check the spelling; a policy that your Intune role does not let you see looks the same to me as one that does not exist.'
      : 'Check the spelling and write to me again.'
  return `I found no ${thing} called “${asked}”, and nothing close to it. ${hint}`
}

function nothingToChange(plans: readonly Plan[]): string {
  const names = plans.map((plan) => `“${plan.policy.name}”`)
  const subject = new Intl.ListFormat('en').format(names)
  return `${subject} already ${names.length === 1 ? 'is' : 'are'} as you ask. Nothing would change.`
}
