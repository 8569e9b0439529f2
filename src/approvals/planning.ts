import { readSet } from '../graph/assignments.ts'
import type { Graph } from '../graph/client.ts'
import { listFilters } from '../graph/filters.ts'
import { describeGroups } from '../graph/groups.ts'
import type { Person } from '../identity/person.ts'
import { type CatalogRow, rowOf } from '../intune/catalog.ts'
import type { Change, Facts, GroupFacts, PolicyRef } from '../intune/change.ts'
import type { Entry } from '../intune/entries.ts'
import { changesAnything, makePlan, type Plan, type Planned } from '../intune/plan.ts'
import type { Desk } from './desk.ts'
import { type Meaning, Search } from './meaning.ts'
import { type GraphFor, readScopes, setbackFrom } from './people.ts'
import type { AssignmentRequest, Event } from './request.ts'

export interface PlanningParts {
  desk: Desk
  graphFor: GraphFor
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
    const { graphFor } = this.parts
    const session = (scopes: readonly string[]) => graphFor(request.asker, scopes)
    const meaning = await new Search(session, request.answers).meaningOf(request.readings)
    if (meaning.type === 'asks') return { type: 'asksWhich', question: meaning.question }
    if (meaning.type === 'unknown') return { type: 'answered', reason: unknownSentence(meaning), plans: [] }
    const shows = request.readings[0]?.action === 'show'
    const planned = await this.plans(request.asker, meaning.policies, meaning.change)
    const refusals = planned.flatMap((one) => one.refusal ?? [])
    if (refusals.length > 0) return { type: 'answered', reason: refusals.join(' '), plans: [] }
    const plans = planned.flatMap((one) => one.plan ?? [])
    if (shows) return { type: 'answered', reason: null, plans }
    const changing = plans.filter(changesAnything)
    if (changing.length === 0) return { type: 'answered', reason: nothingToChange(plans), plans }
    const scopes = [...new Set(changing.map((plan) => rowOf(plan.policy.kind).scope))]
    await this.parts.rehearse(request.asker, scopes)
    const still = plans.filter((plan) => !changing.includes(plan))
    return { type: 'planned', plans: changing, notes: still.length > 0 ? [nothingToChange(still)] : [] }
  }

  private plans(asker: Person, policies: readonly PolicyRef[], change: Change): Promise<Planned[]> {
    return Promise.all(policies.map((policy) => planFor(this.parts.graphFor, asker, policy, change)))
  }
}

/** Reads the set as it is now and merges the change into it. */
export async function planFor(
  graphFor: GraphFor,
  asker: Person,
  policy: PolicyRef,
  change: Change,
): Promise<Planned> {
  const row = rowOf(policy.kind)
  const graph = graphFor(asker, readScopes(row))
  const before = await readSet(graph, row, policy.id)
  return makePlan(row, policy, before, change, await factsOf(graph, row, before, change))
}

async function factsOf(
  graph: Graph,
  row: CatalogRow,
  before: readonly Entry[],
  change: Change,
): Promise<Facts> {
  const named = [...change.include, ...change.exclude, ...change.remove].flatMap((subject) =>
    subject.kind === 'group' ? [subject.id] : [],
  )
  const present = before.flatMap((entry) => entry.groupId ?? [])
  const needsFilters = row.filters && (change.filter !== null || before.some((entry) => entry.filter))
  const ids = [...named, ...present]
  const [groups, filters] = await Promise.all([
    ids.length > 0 ? describeGroups(graph, ids, named) : new Map<string, GroupFacts>(),
    needsFilters ? listFilters(graph) : [],
  ])
  return { groups, filters: new Map(filters.map((filter) => [filter.id, filter])) }
}

function unknownSentence({ what, asked, kind }: Extract<Meaning, { type: 'unknown' }>): string {
  const thing = what === 'policy' ? (kind ? rowOf(kind).title : 'policy') : what
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
