import { type DeviceStatus, sumOf } from '../../graph/statusCounts.ts'
import { NO_CHANGE } from '../../intune/assignments/change.ts'
import { isFollowed } from '../../request/deviceLooks.ts'
import type { LookResult } from '../../request/look.ts'
import type { Person } from '../../request/person.ts'
import type { AssignmentRequest } from '../../request/request.ts'
import { reportsBusy } from '../../wording/followNotes.ts'
import { dueToFollow } from '../deadlines.ts'
import type { Desk } from '../desk.ts'
import type { MemberReading } from '../effect/planEffects.ts'
import { plansFor } from '../plan/makePlans.ts'
import { type GraphFor, setbackFrom, sharing } from '../setback.ts'
import { type PolicyStatus, policyStatusOf } from './policyStatus.ts'

export interface FollowJobParts extends MemberReading {
  desk: Desk
  graphFor: GraphFor
  /** Called before anything else: forgets what the requester was shown before they signed out anywhere. */
  begin: (person: Person) => Promise<unknown>
  /** After this many attempts a temporary failure ends the check. */
  attempts: number
  /**
   * `alarm`: the share of failures, in percent, above which the requester is notified by name. Null: no checks at all.
   */
  follow: { alarm: number } | null
}

/** Policies of one request that are checked: each may take hundreds of calls. */
const MAX_POLICIES = 50
/**
 * No further policy is begun after this long, in milliseconds: a job has five minutes, and what was read is worth
 * reporting.
 */
const MAX_LOOK_MS = 120_000

/**
 * Checks with the requester's own rights how a change went on devices, some time afterwards. It writes nothing to the
 * tenant.
 */
export class FollowJob {
  private readonly parts: FollowJobParts

  constructor(parts: FollowJobParts) {
    this.parts = parts
  }

  async run(requestId: string, attempt: number): Promise<void> {
    const { desk, follow } = this.parts
    if (!follow) return
    const request = await dueToFollow(desk, requestId)
    if (!request) return
    const found = await this.look(request, attempt, follow.alarm)
    await desk.transition(requestId, { type: 'followed', found })
  }

  /** @throws whatever is worth another attempt. */
  private async look(request: AssignmentRequest, attempt: number, alarm: number): Promise<LookResult> {
    const { begin, attempts } = this.parts
    const { asker } = request
    try {
      await begin(asker)
      const statuses = await this.statusesOf(request)
      const busy = statuses.find(({ status }) => status.type === 'unread')
      if (busy && attempt < attempts) throw new StillBusy()
      return foundIn(statuses, request.items.filter(isFollowed).length, alarm)
    } catch (error) {
      if (error instanceof StillBusy) throw error
      const setback = setbackFrom(error, asker, attempt)
      if (setback.type === 'passes' && attempt < attempts) throw error
      // Nobody is asked to sign in for news that they did not ask for.
      return {
        why: setback.type === 'needsSignIn' ? { code: 'signedOutSince', name: asker.name } : setback.reason,
      }
    }
  }

  private async statusesOf({ asker, items }: AssignmentRequest): Promise<LookedPolicy[]> {
    const graphFor = sharing(this.parts.graphFor)
    const looked: LookedPolicy[] = []
    const begunAt = Date.now()
    for (const { plan } of items.filter(isFollowed).slice(0, MAX_POLICIES)) {
      if (Date.now() - begunAt > MAX_LOOK_MS) break
      const wish = { policy: plan.policy, change: NO_CHANGE }
      const [planned] = await plansFor(graphFor, asker, [wish], this.parts)
      const status: PolicyStatus = planned?.plan
        ? await policyStatusOf(graphFor, asker, planned.plan)
        : { type: 'hidden', why: planned?.refusal ?? '' }
      looked.push({ name: plan.policy.name, status })
    }
    return looked
  }
}

interface LookedPolicy {
  name: string
  status: PolicyStatus
}

/** Graph may answer in a moment. */
class StillBusy extends Error {
  override readonly name = 'StillBusy'

  constructor() {
    super(reportsBusy())
  }
}

function foundIn(looked: readonly LookedPolicy[], followed: number, alarm: number): LookResult {
  const counted = looked.flatMap(({ name, status }) =>
    status.type === 'counted' ? [{ name, counts: status.counts }] : [],
  )
  if (counted.length === 0) {
    const [why = ''] = looked.flatMap(({ status }) => ('why' in status ? status.why : []))
    return { why }
  }
  const counts = counted.map((one): DeviceStatus => one.counts).reduce(sumOf)
  const [worst] = counted
    .map((one) => ({ name: one.name, failed: failedIn(one.counts) }))
    .sort((a, b) => b.failed - a.failed)
  const failed = failedIn(counts)
  const reported = counts.succeeded + failed
  return {
    counts,
    policies: counted.length,
    unread: followed - counted.length,
    worst: worst && counted.length > 1 && worst.failed > 0 ? worst : null,
    isFailing: reported > 0 && failed / reported > alarm / 100,
  }
}

function failedIn({ failed, conflict }: DeviceStatus): number {
  return failed + conflict
}
