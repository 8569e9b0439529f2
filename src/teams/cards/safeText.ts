/**
 * Text of people and of the tenant, made safe for a card: no control characters, nothing that changes the reading
 * direction, nothing invisible, no `{{DATE(…)}}` for the renderer to expand; isolated, so that a right-to-left
 * name leaves its neighbours alone. It goes into TextRuns, which take no markdown; never into a TextBlock.
 */
export function safe(text: string, most = 200): string {
  const clean = text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\{\{/g, '{ {')
    .trim()
  const cut = clean.length > most ? `${clean.slice(0, most - 1).trimEnd()}…` : clean
  return isRightToLeft(cut) ? `\u2068${cut}\u2069` : cut
}

function isRightToLeft(text: string): boolean {
  return /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/u.test(text)
}

const MAX_NAMES = 5

/** The first few of many names, and how many more there are. */
export function someOf(names: readonly string[]): string[] {
  const more = names.length - MAX_NAMES
  return more > 1 ? [...names.slice(0, MAX_NAMES), `${more} more`] : [...names]
}

/**
 * For messages that clients read as markdown: only characters without a meaning there, and nothing that becomes a link.
 */
export function plainText(text: string, most: number): string {
  return safe(
    text
      .replace(/:?\/\//g, ' ')
      .replace(/[^\p{L}\p{M}\p{N} .,:;'’“”()…%!?+/&–→-]/gu, '')
      .replace(/\.(?=\p{L}{2})/gu, '. '),
    most,
  )
}

/**
 * Whether a TextBlock shows it unchanged: nothing in it is markdown, a link or an entity in any client. Clients differ
 * in how they draw a backslash before a sign, so any other text goes into a TextRun instead.
 */
export function isPlainText(text: string): boolean {
  const signs = /^[\p{L}\p{M}\p{N} .,:;'’“”()+…-]*$/u.test(text)
  return signs && /^\p{L}/u.test(text) && !/[.:]\p{L}|(^|\s)(-|\+|\d+\.)(\s|$)/u.test(text)
}

/** Shortened in the middle, so that names with the same beginning still differ: "Contoso Windows … wave 2". */
export function shortenedTo(text: string, most: number): string {
  const whole = safe(text, 400)
  if (whole.length <= most) return whole
  const end = Math.floor(most / 3)
  return `${whole.slice(0, most - end - 1).trimEnd()}…${whole.slice(-end).trimStart()}`
}

/** A heading without anything that markdown could read differently is also a heading for screen readers; see `safe`. */
export function headingFields(headline: string) {
  const isHeading = isPlainText(headline)
  return { headline: isHeading ? headline : '', title: isHeading ? '' : headline, isHeading }
}
