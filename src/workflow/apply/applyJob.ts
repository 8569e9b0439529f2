import { setTimeout as pause } from 'node:timers/promises'
import { readSet } from '../../graph/assignments.ts'
import type { Graph } from '../../graph/client.ts'
import { GraphRefusal } from '../../graph/errors.ts'
import { cancelApproval } from '../../graph/multiAdmin.ts'
import { readPolicy } from '../../graph/policies.ts'
import { APPROVALS_SCOPE } from '../../graph/scopes.ts'
import { SignInProblem } from '../../identity/signInProblems.ts'
import type { PolicyRef } from '../../intune/assignments/change.ts'
import { type Entry, fingerprint, holds } from '../../intune/assignments/entries.ts'
import { outcomeOf } from '../../intune/assignments/outcome.ts'
import { isHalfWritten } from '../../intune/assignments/steps.ts'
import { rowOf } from '../../intune/catalog/catalog.ts'
import type { Plan } from '../../intune/plan/plan.ts'
import { renamesBetween } from '../../intune/plan/shift.ts'
import type { Event } from '../../request/event.ts'
import { type Item, isBeingWritten } from '../../request/item.ts'
import type { AssignmentRequest } from '../../request/request.ts'
import { isBeingApplied } from '../../request/stepTypes.ts'
import { withdrawnIn } from '../../request/withdrawal.ts'
import type { Run } from '../../store/jobs.ts'
import { inTurn, type Note } from '../../wording/note.ts'
import type { Desk } from '../desk.ts'
import type { MemberReading } from '../effect/planEffects.ts'
import { planFor } from '../plan/makePlans.ts'
import { type GraphFor, inVain, setbackFrom } from '../setback.ts'
import { letGo, type Wrote, writeOrFile } from './multiAdminWrite.ts'
import { halfWritten, type ReadBackParts, readBack } from './readBack.ts'
import { needsMeasuring, remeasured } from './remeasure.ts'

export interface ApplyJobParts extends MemberReading {
  desk: Desk
  graphFor: GraphFor
  attempts: number
  /** Pauses between the reads after a write, in milliseconds: Intune's reads may lag. */
  readBackPauses: readonly number[]
}

/** What was read decides what is written; after this long, in milliseconds, it may be out of date. */
const FRESH_MS = 10_000
const MAX_READS = 3
/** The longest wait that Graph may ask for within one run of the job, in milliseconds. */
const MAX_WAIT_MS = 60_000

const NOTHING_WRITTEN: Note = { code: 'nothingWritten' }
const WRITTEN_UNSEEN: Note = { code: 'writtenUnseen' }
const LOOK_FIRST: Note = { code: 'lookFirst' }

/** A policy as it is right before it is written. */
interface Fresh {
  current: Entry[]
  /** With its name as of now. */
  policy: PolicyRef
}

/** Intune accepted the write but does not show it yet. */
class NotVisibleYet extends Error {
  override readonly name = 'NotVisibleYet'
  override readonly message = 'the set read back is not the one written'
}

/** Intune accepted the write, and then did not let it be read back. */
class Unseen extends Error {
  override readonly name = 'Unseen'
  override readonly message = 'what was written could not be read'
}

/** This run was so slow that the assignments may have changed since it read them. */
class HeldUp extends Error {
  override readonly name = 'HeldUp'
}

/** What was approved was deleted before anything was written. */
class PolicyGone extends Error {
  override readonly name = 'PolicyGone'
  override readonly message = 'the policy is no longer there'
}

/**
 * The job that writes one policy of an approved request, as the requester. It may run any number of times, after
 * crashes too, and the tenant ends up the same: the assignments found there decide what is left to do.
 */
export class ApplyJob {
  private readonly parts: ApplyJobParts

  constructor(parts: ApplyJobParts) {
    this.parts = parts
  }

  async run(requestId: string, index: number, run: Run): Promise<void> {
    const { desk } = this.parts
    const request = await desk.load(requestId)
    const item = request?.items[index]
    if (!request || !item || !isBeingWritten(item) || !isBeingApplied(request)) return
    const sending = { mayHaveBegun: item.progress !== 'queued' || item.plan.write.how === 'oneByOne' }
    let event: Event | null
    try {
      event = isWithdrawn(request, item)
        ? { type: 'failed', item: index, reason: await this.ended(request, item, withdrawnIn(request)) }
        : await this.apply(request, item, index, run, sending)
      // It was done without that approval: by a colleague, or because nothing protects the policy any longer.
      if (event?.type === 'verified') {
        const note = await this.letGo(request, item)
        event = note ? { ...event, note } : event
      }
    } catch (error) {
      event = this.setback(error, request, index, item, run.attempt)
      if (event?.type === 'needsSignIn' && !sending.mayHaveBegun) event = { ...event, unsent: index }
      if (event?.type === 'failed')
        event = { ...event, reason: await this.ended(request, item, event.reason) }
      if (!event) {
        await asLongAsGraphAsks(error, run.signal)
        throw error
      }
    }
    if (event) await desk.transition(requestId, event)
  }

  private async apply(
    request: AssignmentRequest,
    item: Item,
    index: number,
    run: Run,
    sending: { mayHaveBegun: boolean },
  ): Promise<Event | null> {
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
      const measuring = needsMeasuring(graphFor, request, plan)
      // Awaited only where something is about to be written: what is done is done.
      measuring.catch(() => {})
      let { current, policy } = await this.readFresh(graph, plan, run)
      // After a crash between the write and its record: the change is there, so it was applied.
      if (holds(current, plan.after, row)) return { type: 'verified', item: index }
      if (item.progress === 'applying') {
        const half = outcomeOf(row, current, plan, false)
        if (half.is === 'half')
          return await halfWritten(this.readBackParts(graph), request, index, current, half.lost)
      }
      const isBegun =
        item.progress === 'applying' && plan.write.how === 'oneByOne' && isHalfWritten(row, current, plan)
      if (fingerprint(current, row) !== plan.fingerprint && !isBegun) {
        return await this.drift(request, item, index, policy)
      }
      if (!isBegun && (policy.name !== plan.policy.name || (await measuring))) {
        const shifted = await this.shift(request, item, index, policy)
        if (shifted) return shifted
        ;({ current, policy } = await this.readFresh(graph, plan, run))
        if (fingerprint(current, row) !== plan.fingerprint)
          return await this.drift(request, item, index, policy)
      }
      const approvals = graphFor(request.asker, [APPROVALS_SCOPE])
      let wrote: Wrote
      try {
        wrote = await writeOrFile({ write: graph, approvals }, request, index)
      } catch (error) {
        // Without a token nothing was sent.
        if (error instanceof SignInProblem || (error instanceof GraphRefusal && error.isClear)) throw error
        sending.mayHaveBegun = true
        // The write may have taken effect anyway: nothing is reported before the set has been read.
        return (await readBack(this.readBackParts(graph), request, index, false)) ?? raise(error)
      }
      sending.mayHaveBegun = true
      if (wrote.type !== 'written') return wrote
      await desk.transition(request.id, wrote)
    }
    const seen = readBack(this.readBackParts(graph), request, index, true).catch((cause: unknown) => {
      throw new Unseen(undefined, { cause })
    })
    return (await seen) ?? raise(new NotVisibleYet())
  }

  /**
   * The set and the name as of a moment ago, in a run that still owns its job. A process that was suspended in between (a paused
   * machine, say) may have lost the job to another run, and the policy to a colleague's change: it checks both again.
   */
  private async readFresh(graph: Graph, { policy }: Plan, { holds, signal }: Run): Promise<Fresh> {
    const row = rowOf(policy.kind)
    await graph.writeTurn()
    for (let reads = 0; reads < MAX_READS; reads++) {
      const before = performance.now()
      if (!(await holds())) throw new HeldUp('the job is another one’s by now')
      const [current, found] = await Promise.all([
        readSet(graph, row, policy.id),
        readPolicy(graph, row, policy.id),
      ]).catch((error) => {
        throw isMissing(error) ? new PolicyGone() : error
      })
      const isFresh = performance.now() - before < FRESH_MS && !signal.aborted
      if (isFresh) return { current, policy: found ?? policy }
    }
    throw new HeldUp('reading took so long that writing would not be safe')
  }

  private readBackParts(graph: Graph): ReadBackParts {
    const { graphFor, readBackPauses } = this.parts
    return { graph, graphFor, readBackPauses, members: this.parts }
  }

  /** The set is not the one the plan was made from: nothing is written, and people are asked again. */
  private async drift(
    request: AssignmentRequest,
    { plan, intuneApproval }: Item,
    index: number,
    policy: PolicyRef,
  ): Promise<Event> {
    if (intuneApproval) await this.takeBack(request, intuneApproval)
    const planned = await planFor(this.parts.graphFor, request.asker, policy, plan.change, this.parts)
    return planned.plan
      ? { type: 'drifted', item: index, plan: planned.plan, shifts: renamesBetween(plan, planned.plan) }
      : { type: 'failed', item: index, reason: inTurn(planned.refusal, NOTHING_WRITTEN) }
  }

  /** The set is the same, but what people were shown about names and numbers is not. Null: it is. */
  private async shift(
    request: AssignmentRequest,
    item: Item,
    index: number,
    policy: PolicyRef,
  ): Promise<Event | null> {
    const { graphFor, desk } = this.parts
    const { rules } = desk.parts
    const now = await remeasured({ graphFor, members: this.parts, rules }, request, index, policy)
    if (!now) return null
    if ('refusal' in now) return { type: 'failed', item: index, reason: inTurn(now.refusal, NOTHING_WRITTEN) }
    if (item.intuneApproval) await this.takeBack(request, item.intuneApproval)
    return { type: 'drifted', item: index, ...now }
  }

  /** What was approved in Intune no longer matches what would be written. If it cannot be withdrawn, it expires. */
  private async takeBack({ asker }: AssignmentRequest, approval: string): Promise<void> {
    try {
      await cancelApproval(this.parts.graphFor(asker, [APPROVALS_SCOPE]), approval)
    } catch (error) {
      if (!(error instanceof GraphRefusal)) throw error
    }
  }

  /** Its request for approval in Intune no longer leads anywhere. */
  private async ended(request: AssignmentRequest, item: Item, reason: Note): Promise<Note> {
    return inTurn(reason, await this.letGo(request, item))
  }

  private async letGo({ asker }: AssignmentRequest, { intuneApproval }: Item): Promise<Note | null> {
    if (!intuneApproval) return null
    return await letGo(this.parts.graphFor(asker, [APPROVALS_SCOPE]), intuneApproval, asker)
  }

  private setback(
    error: unknown,
    { asker }: AssignmentRequest,
    item: number,
    { plan, progress }: Item,
    attempt: number,
  ): Event | null {
    const last = attempt >= this.parts.attempts
    if (error instanceof NotVisibleYet) {
      return last ? { type: 'failed', item, reason: inTurn({ code: 'stillOtherwise' }, LOOK_FIRST) } : null
    }
    if (error instanceof PolicyGone) {
      const gone: Note = { code: 'policyGone', name: plan.policy.name }
      return { type: 'failed', item, reason: inTurn(gone, progress === 'queued' ? NOTHING_WRITTEN : null) }
    }
    // What happens to the policy is now up to the run that has the job.
    if (error instanceof HeldUp) return null
    const isUnseen = error instanceof Unseen
    const setback = setbackFrom(isUnseen ? error.cause : error, asker, attempt)
    if (setback.type === 'needsSignIn') return setback
    if (setback.type === 'passes' && !last) return null
    if (isUnseen) return { type: 'failed', item, reason: inTurn(WRITTEN_UNSEEN, setback.reason, LOOK_FIRST) }
    if (setback.type === 'passes')
      return { type: 'failed', item, reason: inVain(setback.reason, this.parts.attempts) }
    // Of several steps, or in an earlier attempt, something may have been written.
    const isUntouched = progress === 'queued' && plan.write.how !== 'oneByOne'
    return {
      type: 'failed',
      item,
      reason: inTurn(setback.reason, isUntouched ? NOTHING_WRITTEN : LOOK_FIRST),
    }
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof GraphRefusal && error.code === 'missing'
}

function raise(error: unknown): never {
  throw error
}

/** A throttled write is not repeated blindly: the job's next attempt reads the set again, after this wait. */
async function asLongAsGraphAsks(error: unknown, signal: AbortSignal): Promise<void> {
  const refusal = error instanceof Unseen ? error.cause : error
  const ms = refusal instanceof GraphRefusal ? (refusal.retryAfterMs ?? 0) : 0
  if (ms > 0) await pause(Math.min(ms, MAX_WAIT_MS), undefined, { signal })
}

/** A write that has begun is completed. */
function isWithdrawn({ withdrawn }: AssignmentRequest, { progress, intuneApproval }: Item): boolean {
  return Boolean(withdrawn && intuneApproval) && progress === 'queued'
}
