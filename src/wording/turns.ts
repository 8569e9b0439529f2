/** A press whose work ran into an error: what was decided before is on the card. */
export function pressFailed(): string {
  return 'Something went wrong on my side. Look at the card in a moment, and press again if it has not changed.'
}

/** A press that Teams would not wait for any longer. */
export function pressGoesOn(): string {
  return 'This takes longer than usual. Look at the card in a moment, and press again if it has not changed.'
}

/** Teams did not say who somebody is, so nothing was decided. */
export function rosterSilent(): string {
  return 'Teams is not telling me who you are at the moment, so nothing has happened yet. Please press again in a moment.'
}

/** Somebody waits for a plan, and nobody has answered what it needs. */
export function stillWaiting(): string {
  return 'Microsoft has not answered yet. I keep waiting and trying.'
}

/** The very same sentence a moment later: its card is there already. */
export function sameSentenceAgain(): string {
  return 'You wrote the same a moment ago, and I am working on it: see its card. If you want it twice, write it again once that one is decided.'
}

/** To whoever pressed "Ask again". */
export function askedAgain(): string {
  return 'I am looking at the assignments as they are now. A new card follows in a moment; nothing is changed before it is approved.'
}

export function nothingToAskAgain(): string {
  return 'This cannot be asked again from here. Please write it again.'
}

/** A message whose turn failed. */
export function turnFailed(): string {
  return 'Something went wrong on my side, and nothing was changed. Please try again in a moment.'
}

/** The store may have kept it although its answer did not come back; then a card will follow. */
export function dependencySilent(): string {
  return 'Something that I depend on is not answering at the moment, and nothing was changed. If no card follows within two minutes, please write it again.'
}

/** A press with a verb or data that no card of ours carries. */
export function buttonUnknown(): string {
  return 'This button is not one of Assent’s.'
}

export function cardUnknown(): string {
  return 'This card is not one of Assent’s.'
}

/** To whoever pressed "Undo". */
export function undoComes(): string {
  return 'I am working out how to take this back. A card with it follows in a moment; nothing is undone before it is approved.'
}

/** Somebody edited a message whose request was approved before. */
export function editedTooLate(): string {
  return 'You edited the message of a request that was already approved. That changes nothing about it: it stays as its card shows it. To ask for the new sentence, press the button: that makes a separate request.'
}

/** How far a request has got that an edit of its message can no longer take back. */
export type EditStage = 'signInNeeded' | 'applying' | 'awaitingIntune' | 'pending' | 'done' | 'failed'

const TOO_LATE: Readonly<Record<EditStage, string>> = {
  signInNeeded:
    'It was approved and waits for your sign-in. As long as you do not sign in for it, nothing more is written, and it ends by itself.',
  applying: 'It was approved and is being written. Once it is done, Undo on its card takes it back.',
  awaitingIntune: 'It was approved and waits for a second approval in Intune. Withdraw on its card ends it.',
  pending:
    'A part of it is written already. Cancel on its card ends the rest, and Undo then takes back what was written.',
  done: 'It is written already. Undo on its card takes it back.',
  failed: 'It has failed already, and nothing more will be written.',
}

/** Somebody deleted a message whose request was approved before, or edited it to "never mind". */
export function takenBackTooLate(stage: EditStage): string {
  return `That came too late to take the request back. ${TOO_LATE[stage]}`
}
