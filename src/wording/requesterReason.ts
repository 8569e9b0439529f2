/** Where a rule asks the requester why. */

export const SAY_WHY_TITLE = 'Add the reason'

/** Above the input on the requester's card. */
export function sayWhyLabel(pattern: string | null): string {
  return pattern ? `Why is this needed? With the ticket (${pattern})` : 'Why is this needed?'
}

/** To the requester, whose reason is none yet. */
export function sayWhy(pattern: string | null): string {
  return pattern
    ? `Write on the card why this is needed, with the ticket: it has to match ${pattern}.`
    : 'Write on the card why this is needed.'
}

/** To everybody who would approve before that. */
export function awaitsWhy(name: string): string {
  return `${name} has to say first why this is needed; their card asks for it.`
}

export function onlyRequesterSays(name: string): string {
  return `Only ${name} can say why this is needed, and only before it is approved.`
}
