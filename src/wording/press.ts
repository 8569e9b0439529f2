/** To somebody whose press on a card came to nothing. */

export function reasonFirst(): string {
  return 'Please write a reason on the card first.'
}

export function requestExpired(): string {
  return 'This request has expired. Ask again if it is still wanted.'
}

export function cardOutOfDate(): string {
  return 'This card is out of date. Decide on the newest card of this request.'
}

/** @param missing how many people have yet to approve. */
export function approvedByYou(missing: number): string {
  return `You have approved this already. ${stillNeeded(missing)}`
}

/** "One more person is needed." */
function stillNeeded(missing: number): string {
  return missing === 1 ? 'One more person is needed.' : `${missing} more people are needed.`
}

export function writeName(): string {
  return 'Pick one of the buttons, or write a name first.'
}

export function pickOne(): string {
  return 'Pick one from the list first.'
}

export function choiceGone(): string {
  return 'That is no longer one of the choices.'
}

export function notPossibleNow(): string {
  return 'That cannot be done with this request as it is now.'
}

/** @param by who approved it. @param next what happens to it. */
export function approvedAlready(by: string, next: keyof typeof AFTER_APPROVAL): string {
  return `Already approved by ${by}. ${AFTER_APPROVAL[next]}`
}

const AFTER_APPROVAL = {
  scheduled: 'It is waiting for its time.',
  written: 'Nothing was done twice.',
  awaitingIntune: 'It is now waiting for approval in Intune.',
}

export function endedAlready(by: string, how: 'cancelled' | 'rejected'): string {
  return `${by} has already ${how} this request.`
}

export function waitsForSignIn(name: string): string {
  return `This request is waiting for ${name} to sign in.`
}

export function nothingToDecide(): string {
  return 'There is nothing to decide about this request at the moment.'
}

/** To somebody who may not press it, or not there. */

export function otherOrganisation(): string {
  return 'This request belongs to another organisation.'
}

export function otherConversation(): string {
  return 'This request was asked in another conversation. Decide about it there.'
}

export function onlyAskerChooses(name: string): string {
  return `Only ${name} can say which one was meant.`
}

/** @param who "Ada", "any 2 members of Change Board" */
export function onlyTheyDecide(who: string): string {
  return `Only ${who} can decide about this request.`
}

export function onlyAskerOrApprover(name: string): string {
  return `Only ${name}, or somebody who approves here, can do that.`
}

/** @param who who can. */
export function somebodyElseApproves(who: string): string {
  return `You asked for this yourself, so somebody else has to approve it: ${who}.`
}
