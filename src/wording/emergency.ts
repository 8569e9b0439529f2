/** When the requester goes ahead without those who should have approved. */

/** The button on the requester's own card. */
export const EMERGENCY_TITLE = 'Declare an emergency'
export const REVIEW_TITLE = 'Mark as reviewed'
export const EMERGENCY_LABEL = 'Emergency: why it cannot wait (the approvals channel is told)'

export function emergencyNeedsReason(): string {
  return 'Write on the card why this cannot wait, or write “emergency:” and the reason as a message.'
}

export function onlyRequesterDeclares(name: string): string {
  return `Only ${name} can declare an emergency for this request.`
}

export function emergencyAlready(): string {
  return 'This is an emergency already: you can approve it alone, on its card.'
}

export function noEmergencyHere(): string {
  return 'The rule for this request doesn’t allow emergencies. Somebody else has to approve it.'
}

export function nothingToReview(): string {
  return 'There is nothing here to review.'
}

export function reviewedByOthers(): string {
  return 'Those who were skipped review it, where its card asks for that.'
}

/** Nothing of theirs waits that others would have to approve. */
export function noEmergencyWaiting(): string {
  return 'No request of yours waits here for somebody else’s approval. Ask for the change first; when its card shows the plan, write “emergency:” and why it cannot wait.'
}

export function whichEmergency(count: number): string {
  return `${count} requests of yours wait for others. Declare the emergency with the button on the card of the one you mean.`
}

export function emergencyDeclared(skipped: string): string {
  return `You can approve this alone now, on its card. I have told the approvers (${skipped}), and it will be reviewed afterwards.`
}

/** A message of its own to those who were skipped. */
export function emergencyAlarm(who: string, deed: string, reason: string, skipped: string): string {
  return `🚨 EMERGENCY: ${who} can approve this without you now: “${deed}”. Reason: “${reason}”. Skipped: ${skipped}. To stop it, press Reject on its card at once.`
}

/** Once it is done. */
export function reviewWanted(who: string, deed: string, reason: string): string {
  return `🚨 EMERGENCY, please review: ${who} approved “${deed}” alone (“${reason}”). Press “${REVIEW_TITLE}” on its card, or Undo.`
}

export function emergencyReviewed(who: string): string {
  return `Emergency reviewed by ${who}.`
}
