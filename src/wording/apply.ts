/** How far the writing of one policy came, where it did not come to its end. */

/** What was in the way of a plan that was made anew. @param refusal why there is none, as a sentence. */
export function nothingWritten(refusal: string): string {
  return `${refusal} Nothing was written.`
}

export function stillOtherwise(): string {
  return `Intune accepted the change, but reading it back still shows something else. ${LOOK_FIRST}`
}

/** @param reason what went wrong the last time, as a sentence. */
export function triedInVain(reason: string, attempts: number): string {
  return `${reason} I tried ${attempts} times. ${LOOK_FIRST}`
}

const LOOK_FIRST = 'Look at the policy in Intune before you ask again.'

/** Entries are missing after a write, and no plan puts them back. */
export function cannotPutBack(): string {
  return 'I cannot put it back by myself: look at the policy in Intune.'
}

/** @param by who rejected it in Intune, and @param why in their words; null: not known. */
export function rejectedInIntune(by: string | null, why: string | null): string {
  return `Rejected in Intune${by ? ` by ${by}` : ''}${why ? `: “${why}”` : ''}. Nothing was written.`
}

export function cancelledInIntune(): string {
  return 'The request for approval was cancelled in Intune. Nothing was written.'
}

export function ranOutInIntune(): string {
  return 'The request for approval ran out in Intune before it was carried out. Nothing was written. Ask again.'
}

/** @param error Graph's words. @param after what became of the request for approval, as a sentence; may be empty. */
export function approvedButNotTaken(error: string, after: string): string {
  return ['Intune approved the change and then did not take it', `(${error})`, after, 'Ask again.']
    .filter(Boolean)
    .join(' ')
}

export function approvalUnseen(reason: string, stillOpen: string): string {
  return `I cannot see what became of the approval in Intune, so I wrote nothing. ${reason} ${stillOpen}`
}

export function approvalWithdrawn(): string {
  return 'I have withdrawn its request for approval in Intune.'
}

/** What people read who approve it in Intune. @param by those who approved it in Teams. */
export function justification(
  asker: string,
  text: string,
  by: readonly string[],
  why: string | null,
): string {
  const asked = `${asker} asked: “${text}”. Approved in Teams by ${by.join(', ') || asker}.`
  return why ? `Reason: ${why}. ${asked}` : asked
}

/** @param those who would count: "members of Change Board". */
export function notAmong(name: string, those: string): string {
  return `${name} is not among the ${those}, so this does not count.`
}

export function notLookedUp(name: string, reason: string): string {
  return `I could not look up whether ${name} may decide. ${reason}`
}
