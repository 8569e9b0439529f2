import { isMember } from '../../graph/membership.ts'
import { GROUP_SCOPE } from '../../graph/scopes.ts'
import { whoMayApprove } from '../../request/approval/eligibility.ts'
import { type Approver, approverInWords } from '../../request/approval/terms.ts'
import type { Event } from '../../request/event.ts'
import type { Person } from '../../request/person.ts'
import type { AssignmentRequest, Offer } from '../../request/request.ts'
import { inTurn, type Note } from '../../wording/note.ts'
import type { Desk } from '../desk.ts'
import { type GraphFor, setbackFrom } from '../setback.ts'

/** Whether Teams' roster of a conversation lists a person as a member of the organisation. */
export type IsIn = (conversationId: string, person: Person) => Promise<boolean>

export interface ApproverCheckJobParts {
  desk: Desk
  graphFor: GraphFor
  isIn: IsIn
  /** After this many attempts a temporary failure rejects the decision. */
  attempts: number
  log: { warn(fields: object, message: string): void }
}

/** The job behind a press by somebody of whom only Teams or Entra knows whether they may decide. */
export class ApproverCheckJob {
  private readonly parts: ApproverCheckJobParts

  constructor(parts: ApproverCheckJobParts) {
    this.parts = parts
  }

  async run(requestId: string, attempt: number): Promise<void> {
    const { desk, log } = this.parts
    const request = await desk.load(requestId)
    if (request?.state !== 'pending') return
    for (const offer of request.offers.filter(({ refused }) => refused === null)) {
      const event = await this.judge(request, offer, attempt)
      // Only in the round in which it was made: nobody has decided about a newer plan yet.
      const isSameRound = (now: AssignmentRequest) => now.round === request.round
      await desk.transition(requestId, event, offer.by.oid, isSameRound)
      if (event.type === 'needsSignIn') return
      if (event.type === 'turnedDown')
        log.warn({ requestId, oid: offer.by.oid }, 'a decision was turned down')
    }
  }

  private async judge(request: AssignmentRequest, offer: Offer, attempt: number): Promise<Event> {
    const { by, comment, verb } = offer
    try {
      const reason = await this.whyNot(request, offer)
      if (reason) return { type: 'turnedDown', by, reason }
      return { type: verb === 'approve' ? 'approved' : 'cancelled', by, comment }
    } catch (error) {
      const setback = setbackFrom(error, request.asker, attempt)
      if (setback.type === 'needsSignIn') return setback
      if (setback.type === 'passes' && attempt < this.parts.attempts) throw error
      return {
        type: 'turnedDown',
        by,
        reason: inTurn({ code: 'notLookedUp', name: by.name }, setback.reason),
      }
    }
  }

  /** Null if they may. */
  private async whyNot(request: AssignmentRequest, offer: Offer): Promise<Note | null> {
    const { by } = offer
    for (const approver of request.terms?.approvers ?? [])
      if (await this.isOneOf(request, approver, by)) return null
    const groups = (request.terms?.approvers ?? []).filter(({ who }) => who === 'group' || who === 'channel')
    const channel = request.terms?.channelName ?? null
    const missing = groups
      .map((approver) => approverInWords(approver, request.asker.name, channel))
      .join(' or ')
    return { code: 'notAmong', name: by.name, those: missing || whoMayApprove(request) }
  }

  private async isOneOf(request: AssignmentRequest, approver: Approver, person: Person): Promise<boolean> {
    if (approver.who === 'channel') {
      const { channel } = request.terms ?? {}
      return channel ? await this.parts.isIn(channel, person) : false
    }
    if (approver.who !== 'group') return false
    const graph = this.parts.graphFor(request.asker, [GROUP_SCOPE])
    return (await isMember(graph, approver.id, person.oid)) === true
  }
}
