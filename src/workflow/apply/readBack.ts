import { setTimeout as pause } from 'node:timers/promises'
import { shownSet } from '../../graph/assignments.ts'
import type { Graph } from '../../graph/client.ts'
import type { Entry } from '../../intune/assignments/entries.ts'
import { outcomeOf, restoring } from '../../intune/assignments/outcome.ts'
import { rowOf } from '../../intune/catalog/catalog.ts'
import { lineName } from '../../intune/plan/lines.ts'
import { changesAnything, type Plan } from '../../intune/plan/plan.ts'
import type { Event } from '../../request/event.ts'
import type { Item } from '../../request/item.ts'
import type { AssignmentRequest } from '../../request/request.ts'
import type { MemberReading } from '../effect/planEffects.ts'
import { planFor } from '../plan/makePlans.ts'
import { type GraphFor, setbackFrom } from '../setback.ts'

export interface ReadBackParts {
  graph: Graph
  graphFor: GraphFor
  /** Pauses between the reads after a write, in milliseconds: Intune's reads may lag behind. */
  readBackPauses: readonly number[]
  /** How a plan that restores something finds out whom it affects. */
  members: MemberReading
}

/**
 * What the set reveals about a write. @param accepted whether Graph said that it accepted it. @returns null if it does
 * not show it yet.
 */
export async function readBack(
  { graph, graphFor, readBackPauses, members }: ReadBackParts,
  request: AssignmentRequest,
  index: number,
  accepted: boolean,
): Promise<Event | null> {
  const { plan } = request.items[index] as Item
  const row = rowOf(plan.policy.kind)
  let isHalf = false
  for (const ms of readBackPauses) {
    await pause(ms)
    const seen = await shownSet(graph, row, plan.policy.id)
    if (!seen) continue
    const outcome = outcomeOf(row, seen, plan, accepted)
    if (outcome.is === 'whole') return { type: 'verified', item: index }
    // Seen twice: a single read may come from a back end that was in the middle of the change.
    if (outcome.is === 'half' && isHalf)
      return await halfWritten({ graphFor, members }, request, index, seen, outcome.lost)
    isHalf = outcome.is === 'half'
  }
  return null
}

/** The change is written and something that was to stay is gone; with the plan that restores it, where there is one. */
export async function halfWritten(
  { graphFor, members }: Pick<ReadBackParts, 'graphFor' | 'members'>,
  { asker, items }: AssignmentRequest,
  index: number,
  seen: Entry[],
  lost: readonly Entry[],
): Promise<Event> {
  const { plan, half: earlier } = items[index] as Item
  const restore = restoring(lost, seen, plan)
  const half = { before: earlier?.before ?? plan.before, seen, restore, lost: entryNames(lost, plan) }
  const planned = await planFor(graphFor, asker, plan.policy, restore, members).catch((error: unknown) => {
    // The alarm does not wait until Graph answers again.
    return { refusal: setbackFrom(error, asker, 1).reason, plan: undefined }
  })
  const isPlanned = planned.plan && changesAnything(planned.plan)
  const reason = planned.refusal ?? { code: 'cannotPutBack' as const }
  return { type: 'halfWritten', item: index, half, plan: isPlanned ? planned.plan : null, reason }
}

/** As the card names them. */
function entryNames(entries: readonly Entry[], { lines }: Plan): string[] {
  return entries.map(({ target, groupId }) => {
    const line = lines.find(({ subject }) =>
      subject.kind === 'group' ? subject.id === groupId : subject.kind === target,
    )
    return line ? lineName(line) : (groupId ?? 'a target of another kind')
  })
}
