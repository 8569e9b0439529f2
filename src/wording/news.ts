/** What people are told by name of a request: which one it is, in each of them. */

function reasonSuffix(why: string | null): string {
  return why ? `: “${why}”` : '.'
}

/** After the requester's name. */
export function rejectedNews(who: string, deed: string, why: string | null): string {
  return `${who} rejected “${deed}”${reasonSuffix(why)} Nothing was changed.`
}

export function doneInIntune(deed: string): string {
  return `“${deed}” was approved in Intune and is done now. The card shows it.`
}

/** @param isPartly whether some of it was done. */
export function failedNews(deed: string, isPartly: boolean, why: string | null): string {
  return `“${deed}” ${isPartly ? 'was only partly done' : 'failed'}${reasonSuffix(why)}`
}

export function askedAgainNews(deed: string): string {
  return `“${deed}” has to be approved again: the assignments, or whom they reach, changed. The card shows the new plan.`
}

/** @param when "in about 2 hours" */
export function reminderNews(deed: string, when: string): string {
  return `Reminder: “${deed}” is waiting for approval. It expires ${when}.`
}

/** A line of the thread beside a card. */

export function approvedLine(who: string): string {
  return `Approved by ${who}.`
}

export function rejectedLine(who: string): string {
  return `Rejected by ${who}. Nothing was changed.`
}

export function begunLine(): string {
  return 'Its time has come: writing to Intune …'
}

/** After the requester's name. */
export function tooLateNews(): string {
  return 'this could not begin at its time. Nothing was written; please approve it again.'
}

export function filedLine(): string {
  return 'Intune’s Multi Admin Approval requires another administrator to approve this in the Intune admin center, too.'
}

export function doneLine(): string {
  return 'Done and verified in Intune.'
}

export function askedAgainLine(): string {
  return 'The assignments, or whom they reach, changed meanwhile, so nothing was written and it has to be approved again.'
}

export function undoneLine(): string {
  return 'Undone.'
}

export function retriedLine(): string {
  return 'The rest is tried again once somebody approves it.'
}

/** After the requester's name. @param policy as a message may hold it, @param lost what is gone, as a list. */
export function halfWrittenNews(policy: string, lost: string): string {
  return `alert: Intune accepted the change of ${policy} but dropped what should have stayed assigned: ${lost}. The card has the repair to approve.`
}

/** In a chat of their own Assent cannot write to them; after this, in the place where they asked. */
export function signInUnreachable(name: string): string {
  return `${name}, you have to sign in, and I cannot write to you in a personal chat. Add the Assent app for yourself in Teams; then I will ask you there, and your request will continue.`
}
