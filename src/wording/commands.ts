/** What the commands answer: history, sign out, undo of a change that is named. */

export function signedOut(): string {
  return 'You are signed out. Anything you asked for that has not been written yet waits until you sign in again.'
}

export function notSignedOut(): string {
  return 'Microsoft’s token service did not answer, so it may still hold your sign-in. Please try again in a moment.'
}

/** @param period "last week". @param isPersonal whether it is asked in a chat of one's own. */
export function nothingChangedThen(period: string, isPersonal: boolean): string {
  return `According to Assent’s own record, nothing was changed ${period} ${changesSeen(isPersonal)}. ${ELSEWHERE}`
}

/** Under the list of them. @param cut how many are shown, where there are more; null: all are. */
export function aboutTheseChanges(isPersonal: boolean, cut: number | null): string {
  const more = cut === null ? '' : `These are the last ${cut}; “history” has the others. `
  return `${more}These are the changes ${changesSeen(isPersonal)}. ${ELSEWHERE}`
}

const ELSEWHERE = 'Changes made elsewhere are in Intune’s audit log.'

function changesSeen(isPersonal: boolean): string {
  return isPersonal ? 'that you asked for or that have a card here' : 'that were asked for here'
}

export function undoneOneByOne(): string {
  return 'I undo one request at a time, so that its card shows what comes back. Press Undo on the one you mean; “history” has older ones.'
}

export function cannotUndoToADay(): string {
  return 'I cannot put a policy back to how it was on some day, since I know only what was asked of me. I can undo a change: press Undo on the one you mean.'
}

export function noChangeOf(person: string): string {
  return `I found no change by “${person}” that could be undone. ${LOOKED_AT}`
}

export function noChangeTo(policy: string): string {
  return `I found no change to “${policy}” that could be undone. ${LOOKED_AT}`
}

const LOOKED_AT =
  'I look through your own changes and those whose cards are in this conversation; any other change has Undo on its card.'

export function nothingWrittenLately(): string {
  return 'Nothing was changed here in the last 30 days, so there is nothing to look at. Ask with a name, like “how is Edge Settings doing”.'
}

/** @param names of the policies, as a list. */
export function whichChange(names: string): string {
  return `Which change do you mean? There are changes to ${names}. Press Undo on the one you mean.`
}
