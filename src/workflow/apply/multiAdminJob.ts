import { GraphRefusal } from '../../graph/errors.ts'
import { readApproval } from '../../graph/multiAdmin.ts'
import { APPROVALS_SCOPE } from '../../graph/scopes.ts'
import type { Event } from '../../request/event.ts'
import type { AssignmentRequest } from '../../request/request.ts'
import { isBeingApplied } from '../../request/stepTypes.ts'
import { stillOpen, withdrawnIn } from '../../request/withdrawal.ts'
import { NotYet } from '../../store/workers.ts'
import { inTurn } from '../../wording/note.ts'
import type { Desk } from '../desk.ts'
import { type GraphFor, setbackFrom } from '../setback.ts'
import { letGo, whyEnded } from './multiAdminWrite.ts'

export interface MultiAdminJobParts {
  desk: Desk
  graphFor: GraphFor
  /** A request that Intune does not show yet may still appear within this many attempts. */
  attempts: number
}

/**
 * The job that checks on a change that waits for Intune's own Multi Admin Approval, as the requester. Approval alone
 * changes nothing there: the write follows in a job of its own.
 */
export class MultiAdminJob {
  private readonly parts: MultiAdminJobParts

  constructor(parts: MultiAdminJobParts) {
    this.parts = parts
  }

  /**
   * @param attempt how many times it has checked, counting from 1.
   * @throws {NotYet} while nobody has decided.
   */
  async run(requestId: string, index: number, attempt: number): Promise<void> {
    const { desk } = this.parts
    const request = await desk.load(requestId)
    const item = request?.items[index]
    if (!request || !isBeingApplied(request) || item?.progress !== 'awaitingIntune') return
    const event = await this.look(request, index, { code: item.intuneApproval ?? '', attempt, tries: 1 })
    await desk.transition(requestId, event)
  }

  private async look(
    request: AssignmentRequest,
    item: number,
    { code, attempt, tries }: { code: string; attempt: number; tries: number },
  ): Promise<Event> {
    try {
      const approvals = this.parts.graphFor(request.asker, [APPROVALS_SCOPE])
      const approval = await readApproval(approvals, code)
      const reason = whyEnded(approval)
      if (reason) return { type: 'failed', item, reason }
      if (request.withdrawn && approval.status !== 'completed') {
        const after = await letGo(approvals, code, request.asker)
        return { type: 'failed', item, reason: inTurn(withdrawnIn(request), after) }
      }
      // Completed: the requester can do that in Intune as well; the write that follows finds it done.
      if (approval.status === 'approved' || approval.status === 'completed') {
        return { type: 'approvedInIntune', item }
      }
    } catch (error) {
      const refused = error instanceof GraphRefusal ? error.code : null
      // Intune's reads may lag behind what it has just accepted.
      if (refused === 'missing' && attempt < this.parts.attempts) {
        throw new NotYet('Intune does not show the request')
      }
      const setback = setbackFrom(error, request.asker, tries)
      if (setback.type === 'needsSignIn') return setback
      if (setback.type === 'ends') {
        const reason = inTurn({ code: 'approvalUnseen' }, setback.reason, stillOpen(request.asker))
        return { type: 'failed', item, reason }
      }
      if (refused !== 'signIn') throw error
      return await this.look(request, item, { code, attempt, tries: tries + 1 })
    }
    throw new NotYet('nobody has decided about it in Intune')
  }
}
