import { wholeOf } from '../../request/approval/eligibility.ts'
import type { Approver } from '../../request/approval/terms.ts'
import { hasApproved } from '../../request/decisionTransitions.ts'
import { mayRetry } from '../../request/itemSelection.ts'
import { mayWithdraw } from '../../request/itemTransitions.ts'
import type { AssignmentRequest } from '../../request/request.ts'
import { changedSomething } from '../../request/undoPolicy.ts'
import { isShown } from './labels.ts'

/** Whose eyes a card is drawn for, and where it stands. */
export interface Viewer {
  /** Null: for everybody in the conversation. */
  oid: string | null
  conversationId: string
}

export interface Button {
  title: string
  verb: 'approve' | 'cancel' | 'retry' | 'withdraw' | 'undo' | 'history'
  style: 'default' | 'positive'
  /** `none`: pressing it does not ask for the inputs of the card. */
  inputs: 'auto' | 'none'
}

const APPROVE: Button = { title: 'Approve', verb: 'approve', style: 'positive', inputs: 'auto' }
const REJECT: Button = { title: 'Reject', verb: 'cancel', style: 'default', inputs: 'auto' }
const CANCEL: Button = { title: 'Cancel', verb: 'cancel', style: 'default', inputs: 'none' }
const HISTORY: Button = { title: 'History', verb: 'history', style: 'default', inputs: 'none' }
const WITHDRAW: Button = { title: 'Withdraw', verb: 'withdraw', style: 'default', inputs: 'none' }
const UNDO: Button = { title: 'Undo', verb: 'undo', style: 'default', inputs: 'none' }

/** What this viewer can do on the card. The desk decides again when it is pressed. */
export function buttonsFor(request: AssignmentRequest, viewer: Viewer): Button[] {
  if (request.state !== 'pending') {
    return [
      // Of one policy that somebody wanted to see.
      ...(isShown(request) && request.items.length === 1 ? [HISTORY] : []),
      ...(mayWithdraw(request) ? [WITHDRAW] : []),
      ...(mayRetry(request) ? [retry(request)] : []),
      ...(changedSomething(request) && !request.undoneBy ? [UNDO] : []),
    ]
  }
  if (viewer.oid === request.asker.oid) return canConfirm(request) ? [APPROVE, CANCEL] : [CANCEL]
  return mayDecide(request, viewer) ? [APPROVE, REJECT] : []
}

function retry({ items }: AssignmentRequest): Button {
  const title = items.some(({ progress }) => progress === 'done') ? 'Retry the rest' : 'Try again'
  return { title, verb: 'retry', style: 'default', inputs: 'none' }
}

/** Whether somebody other than the requester is asked for a comment. */
export function asksForComment(request: AssignmentRequest, buttons: readonly Button[]): boolean {
  const decides = buttons.includes(APPROVE)
  return decides && (buttons.includes(REJECT) || request.terms?.reasonRequired === true)
}

function canConfirm(request: AssignmentRequest): boolean {
  const { terms, asker } = request
  return (
    terms?.requesterCounts === true &&
    !hasApproved(request, asker) &&
    terms.approvers.some((one) => one.who !== 'person' || one.id === asker.oid)
  )
}

function mayDecide(request: AssignmentRequest, viewer: Viewer): boolean {
  if (viewer.oid && hasApproved(request, { oid: viewer.oid })) return false
  return (request.terms?.approvers ?? []).some((approver) => isMeant(approver, request, viewer))
}

function isMeant(approver: Approver, request: AssignmentRequest, viewer: Viewer): boolean {
  const isHere = (id: string | null | undefined) =>
    id != null && wholeOf(id) === wholeOf(viewer.conversationId)
  switch (approver.who) {
    case 'person':
      return viewer.oid?.toLowerCase() === approver.id.toLowerCase()
    case 'conversation':
      return request.place.kind !== 'personal' && isHere(request.place.conversationId)
    case 'channel':
      return isHere(request.terms?.channel)
    case 'group':
      return isHere(request.terms?.channel) || request.place.kind !== 'personal'
    case 'requester':
      return false
  }
}
