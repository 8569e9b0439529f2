/** What people are told by name of a request: which one it is stands in each. */

function because(why: string | null): string {
  return why ? `: “${why}”` : '.'
}

/** After the requester's name. */
export function rejectedNews(who: string, deed: string, why: string | null): string {
  return `${who} rejected “${deed}”${because(why)} Nothing was changed.`
}

export function doneInIntune(deed: string): string {
  return `“${deed}” was approved in Intune and is done now. The card shows it.`
}

export function failedNews(deed: string, why: string | null): string {
  return `“${deed}” was not done${because(why)}`
}

export function askedAgainNews(deed: string): string {
  return `“${deed}” has to be approved again: the assignments changed. The card shows the new plan.`
}

/** @param when "in about 2 hours" */
export function reminderNews(deed: string, when: string): string {
  return `Reminder: “${deed}” is waiting for approval. It expires ${when}.`
}
