import { isAsker, isOffered, type Viewer } from '../../request/approval/eligibility.ts'
import { askedOf } from '../../request/askAgainOffer.ts'
import { hasApproved } from '../../request/decisionTransitions.ts'
import { endOf } from '../../request/ending.ts'
import { mayRetry } from '../../request/itemSelection.ts'
import { mayWithdraw } from '../../request/itemTransitions.ts'
import { channelOf } from '../../request/place.ts'
import type { AssignmentRequest } from '../../request/request.ts'
import { openItems } from '../../request/stepTypes.ts'
import { changedSomething } from '../../request/undoPolicy.ts'
import { EMERGENCY_TITLE, REVIEW_TITLE } from '../../wording/emergency.ts'
import { SAY_WHY_TITLE } from '../../wording/requesterReason.ts'
import { END_NOW_TITLE, EXTEND_TITLE, MOVE_TITLE } from '../../wording/schedule.ts'
import { deedOf } from './deed.ts'
import { isShown } from './labels.ts'

export interface Button {
  title: string
  verb:
    | 'approve'
    | 'cancel'
    | 'explain'
    | 'emergency'
    | 'review'
    | 'retry'
    | 'withdraw'
    | 'undo'
    | 'again'
    | 'history'
    | 'move'
    | 'extend'
    | 'endNow'
  style: 'default' | 'positive' | 'destructive'
  /** `none`: pressing it does not ask for the card's inputs. */
  inputs: 'auto' | 'none'
}

const REJECT: Button = { title: 'Reject', verb: 'cancel', style: 'default', inputs: 'auto' }
const CANCEL: Button = { title: 'Cancel', verb: 'cancel', style: 'default', inputs: 'none' }
const HISTORY: Button = { title: 'History', verb: 'history', style: 'default', inputs: 'none' }
const WITHDRAW: Button = { title: 'Withdraw', verb: 'withdraw', style: 'default', inputs: 'none' }
const EXPLAIN: Button = { title: SAY_WHY_TITLE, verb: 'explain', style: 'default', inputs: 'auto' }
const EMERGENCY: Button = { title: EMERGENCY_TITLE, verb: 'emergency', style: 'destructive', inputs: 'auto' }
const REVIEW: Button = { title: REVIEW_TITLE, verb: 'review', style: 'default', inputs: 'none' }
const AGAIN: Button = { title: 'Ask again', verb: 'again', style: 'default', inputs: 'none' }
const MOVE: Button = { title: MOVE_TITLE, verb: 'move', style: 'default', inputs: 'auto' }
const EXTEND: Button = { title: EXTEND_TITLE, verb: 'extend', style: 'default', inputs: 'auto' }
const END_NOW: Button = { title: END_NOW_TITLE, verb: 'endNow', style: 'default', inputs: 'none' }
const UNDO: Button = { title: 'Undo', verb: 'undo', style: 'default', inputs: 'none' }

/** What this viewer can do on the card; `isOffered` also judges the press. */
export function buttonsFor(request: AssignmentRequest, viewer: Viewer): Button[] {
  if (request.state !== 'pending') {
    return [
      ...(request.state === 'scheduled' && isOffered(request, viewer, 'move') ? [MOVE] : []),
      ...(request.state === 'scheduled' && isOffered(request, viewer, 'cancel') ? [CANCEL] : []),
      // For one policy that somebody wanted to see.
      ...(isShown(request) && request.items.length === 1 ? [HISTORY] : []),
      ...(mayWithdraw(request) && isOffered(request, viewer, 'withdraw') ? [WITHDRAW] : []),
      ...(mayRetry(request) && isOffered(request, viewer, 'retry') ? [retryButton(request)] : []),
      ...(asksForReview(request) && isOffered(request, viewer, 'review') ? [REVIEW] : []),
      ...(endOf(request) ? [EXTEND, END_NOW] : []),
      ...(changedSomething(request) && !request.undoneBy ? [UNDO] : []),
      ...(askedOf(request) && mayBeAsker(request, viewer) ? [AGAIN] : []),
    ]
  }
  if (isAsker(request, viewer)) {
    if (isOffered(request, viewer, 'explain')) return [EXPLAIN, CANCEL]
    if (mayApprove(request, viewer)) return inSafeOrder(request, CANCEL)
    const mayDeclare = openItems(request).length > 0 && isOffered(request, viewer, 'emergency')
    return mayDeclare ? [EMERGENCY, CANCEL] : [CANCEL]
  }
  return mayApprove(request, viewer) ? inSafeOrder(request, REJECT) : []
}

/**
 * When a plan has changed during an approval, the new card appears where the button was that has just been pressed: a
 * second click must not approve the new plan, so the pointer rests on the other button.
 */
function inSafeOrder(request: AssignmentRequest, other: Button): Button[] {
  return request.drifted ? [other, approval(request)] : [approval(request), other]
}

/** Done in an emergency, and not reviewed by anybody since. */
export function asksForReview(request: AssignmentRequest): boolean {
  const { state, emergency } = request
  const isOver = state === 'done' || state === 'failed'
  return isOver && emergency !== undefined && !emergency.reviewed && changedSomething(request)
}

/** Where it was asked in a shared conversation, everybody sees the same card once it has ended. */
function mayBeAsker(request: AssignmentRequest, viewer: Viewer): boolean {
  const isWhereAsked = channelOf(viewer.conversationId) === channelOf(request.place.conversationId)
  return isAsker(request, viewer) || (viewer.oid === null && isWhereAsked)
}

/** Names what is approved, so that nobody approves a removal without noticing. */
function approval(request: AssignmentRequest): Button {
  const deed = deedOf(request)
  const style = deed?.isDestructive ? 'destructive' : 'positive'
  return { title: deed?.button ?? 'Approve', verb: 'approve', style, inputs: 'auto' }
}

function retryButton({ items }: AssignmentRequest): Button {
  const title = items.some(({ progress }) => progress === 'done') ? 'Retry the rest' : 'Try again'
  return { title, verb: 'retry', style: 'default', inputs: 'none' }
}

/** Whether somebody other than the requester is asked for a comment. */
export function asksForComment(request: AssignmentRequest, buttons: readonly Button[]): boolean {
  if (buttons.includes(EMERGENCY) || buttons.includes(EXPLAIN)) return true
  const decides = buttons.some(({ verb }) => verb === 'approve')
  return decides && (buttons.includes(REJECT) || request.terms?.reasonRequired === true)
}

/** Whether the viewer's approval could count; people who have approved are not asked again. */
function mayApprove(request: AssignmentRequest, viewer: Viewer): boolean {
  const { oid } = viewer
  if (openItems(request).length === 0 || (oid !== null && hasApproved(request, { oid }))) return false
  return isOffered(request, viewer, 'approve')
}
