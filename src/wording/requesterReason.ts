/** Where a rule asks the requester why. */

export const SAY_WHY_TITLE = 'Add the reason'

/** Above the input on the requester's card. */
export function sayWhyLabel(pattern: string | null): string {
  return pattern
    ? `Why is this needed? Include the ticket, like ${ticketLike(pattern)}`
    : 'Why is this needed?'
}

/** To the requester, whose reason is not enough yet. */
export function sayWhy(pattern: string | null): string {
  return pattern
    ? `Write on the card why this is needed, and include the ticket, like ${ticketLike(pattern)}.`
    : 'Write on the card why this is needed.'
}

/** To everybody who would approve before that. */
export function awaitsWhy(name: string): string {
  return `${name} has to say first why this is needed; their card asks for it.`
}

export function onlyRequesterSays(name: string): string {
  return `Only ${name} can say why this is needed, and only before it is approved.`
}

const DIGITS = '1234567890'

/** An example of what a pattern takes, "INC1234567"; the pattern itself where it is not letters and digits alone. */
export function ticketLike(pattern: string): string {
  const plain = pattern.replace(/^\^|^\\b|\\b$|\$$/g, '')
  const example = plain
    .replace(/(?:\\d|\[0-9\])(?:\{(\d{1,2})(?:,\d*)?\}|[+*])?/g, (digits, count) =>
      DIGITS.repeat(10).slice(0, Number(count ?? (/[+*]$/.test(digits) ? 4 : 1))),
    )
    .replace(/\\([-#/ ])/g, '$1')
  return /^[\p{L}\d #/_-]+$/u.test(example) && new RegExp(`^(?:${pattern})$`, 'iu').test(example)
    ? example
    : pattern
}
