/** A press whose work ran into an error: what was decided before it stands on the card. */
export function pressFailed(): string {
  return 'Something went wrong on my side. Look at the card in a moment, and press again if it has not changed.'
}

/** A press that Teams would not wait for any longer. */
export function pressGoesOn(): string {
  return 'This takes longer than usual. Look at the card in a moment, and press again if it has not changed.'
}

/** Teams did not say who somebody is, so nothing was decided. */
export function rosterSilent(): string {
  return 'Teams does not tell me at the moment who you are, so nothing has happened yet. Please press again in a moment.'
}

/** Somebody waits for a plan, and nobody has answered what it needs. */
export function stillWaiting(): string {
  return 'Microsoft has not answered yet. I keep waiting and trying.'
}

/** The very same sentence a moment later: its card stands there. */
export function sameSentenceAgain(): string {
  return 'You wrote the same a moment ago, and I am at it: see its card. Should you want it twice, write it again once that one is decided.'
}

/** To whoever pressed "Ask again". */
export function askedAgain(): string {
  return 'I look at the assignments as they are now. A new card follows in a moment; nothing is changed before it is approved.'
}

export function nothingToAskAgain(): string {
  return 'This cannot be asked again from here. Write it anew, please.'
}
