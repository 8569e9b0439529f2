/* What a card says of the state that its request is in. What people wrote comes as a card may hold it. */

export function waitsForRepair(): string {
  return 'Only partly written. Approve the repair'
}

/** @param isSameSet the assignments are as they were, but not whom they reach. */
export function waitsForReview(isSameSet: boolean): string {
  return `${isSameSet ? 'Changed since you looked' : 'Assignments changed'}. Review the new plan`
}

/** Nobody is asked again about one part before the rest is through, which may take days in Intune. */
export function askedAgainAfterRest(): string {
  return 'Assignments changed, not applied. You are asked again once the rest is done'
}

/** Others were asked, and the requester may go ahead without them. */
export function waitsInEmergency(requester: string): string {
  return `Emergency: ${requester} can approve this alone. Waiting for approval`
}

/** @param moment in full. */
export function approvedUntil(moment: string): string {
  return `Approved. Begins on ${moment}`
}

export function beingWritten(): string {
  return 'Approved. Writing to Intune …'
}

export function beingWithdrawn(): string {
  return 'Withdrawing the request for approval in Intune …'
}

export function waitsForIntune(): string {
  return 'Approved in Teams. Waiting for a second approval in Intune'
}

/** Beside “Interpreted”. */
export function readByModel(): string {
  return 'a language model read this sentence. Check that it is what was meant.'
}

/** @param short the request in one sentence. */
export function withItsState(sentence: string, short: string): string {
  return `${sentence} It stands like this: ${short}`
}

/** In place of a card. @param waits whether the request could be approved on it. */
export function cardTooLarge(short: string, waits: boolean): string {
  const next = waits
    ? ' So it cannot be approved here: ask again for fewer policies or targets at a time.'
    : ''
  return `${short} The card with its details is larger than Teams takes.${next}`
}
