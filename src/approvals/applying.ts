import { readSet, writeSet } from '../graph/assignments.ts'
import type { Graph } from '../graph/client.ts'
import { rowOf } from '../intune/catalog.ts'
import { fingerprint, holds } from '../intune/entries.ts'
import type { Plan } from '../intune/plan.ts'
import type { Desk } from './desk.ts'
import { type GraphFor, setbackFrom } from './people.ts'
import { planFor } from './plans.ts'
import type { AssignmentRequest, Event, Item } from './request.ts'

export interface ApplyingParts {
  desk: Desk
  graphFor: GraphFor
  attempts: number
  /** Pauses between the reads after a write, in milliseconds: Intune's reads may lag behind. */
  readBackPauses: readonly number[]
}

/** Intune took the write, but does not show it yet. */
class NotVisibleYet extends Error {
  override readonly name = 'NotVisibleYet'
}

/**
 * The job that writes one policy of an approved request, as the requester. It may run any number of times, after
 * crashes too, and the tenant ends the same: what is there decides what is left to do.
 */
export class Applying {
  private readonly parts: ApplyingParts

  constructor(parts: ApplyingParts) {
    this.parts = parts
  }

  async run(requestId: string, index: number, attempt: number): Promise<void> {
    const { desk } = this.parts
    const request = await desk.load(requestId)
    const item = request?.items[index]
    const waits = item?.progress === 'queued' || item?.progress === 'applying' || item?.progress === 'written'
    if (!request || !item || !waits || !isApproved(request)) return
    let event: Event | null
    try {
      event = await this.apply(request, item, index)
    } catch (error) {
      event = this.setback(error, request, index, attempt)
      if (!event) throw error
    }
    if (event) await desk.transition(requestId, event)
  }

  private async apply(request: AssignmentRequest, item: Item, index: number): Promise<Event | null> {
    const { desk, graphFor } = this.parts
    const { plan } = item
    const row = rowOf(plan.policy.kind)
    const graph = graphFor(request.asker, [row.scope])
    if (item.progress !== 'written') {
      if (
        item.progress === 'queued' &&
        !(await desk.transition(request.id, { type: 'started', item: index }))
      ) {
        return null
      }
      const current = await readSet(graph, row, plan.policy.id)
      // After a crash between the write and its record: it is there, so it was applied.
      if (holds(current, plan.after, row)) return { type: 'verified', item: index }
      if (fingerprint(current, row) !== plan.fingerprint) return await this.drift(request, plan, index)
      const graphRequestId = await writeSet(graph, row, plan, item.progress === 'applying')
      await desk.transition(request.id, { type: 'written', item: index, graphRequestId })
    }
    await this.readBack(graph, plan)
    return { type: 'verified', item: index }
  }

  private async readBack(graph: Graph, plan: Plan): Promise<void> {
    const row = rowOf(plan.policy.kind)
    for (const pause of this.parts.readBackPauses) {
      await new Promise((resolve) => setTimeout(resolve, pause))
      if (holds(await readSet(graph, row, plan.policy.id), plan.after, row)) return
    }
    throw new NotVisibleYet('the set read back is not the one written')
  }

  /** The set is not the one the plan was made from: nothing is written, and people are asked again. */
  private async drift(request: AssignmentRequest, plan: Plan, index: number): Promise<Event> {
    const planned = await planFor(this.parts.graphFor, request.asker, plan.policy, plan.change)
    return planned.plan
      ? { type: 'drifted', item: index, plan: planned.plan }
      : { type: 'failed', item: index, reason: `${planned.refusal} Nothing was written.` }
  }

  private setback(error: unknown, request: AssignmentRequest, item: number, attempt: number): Event | null {
    const last = attempt >= this.parts.attempts
    if (error instanceof NotVisibleYet) {
      const reason =
        'Intune accepted the change, but reading it back still shows something else. Look at the policy in Intune before you ask again.'
      return last ? { type: 'failed', item, reason } : null
    }
    const setback = setbackFrom(error, request.asker, attempt)
    if (setback.type === 'needsSignIn') return setback
    if (setback.type === 'ends') return { type: 'failed', item, reason: setback.reason }
    return last
      ? { type: 'failed', item, reason: `${setback.reason} I tried ${this.parts.attempts} times.` }
      : null
  }
}

function isApproved(request: AssignmentRequest): boolean {
  return request.state === 'approved' || request.state === 'applying'
}
