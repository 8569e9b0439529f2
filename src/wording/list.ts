const AND = new Intl.ListFormat('en')
const OR = new Intl.ListFormat('en', { type: 'disjunction' })

/** "A, B, and C" */
export function list(names: readonly string[]): string {
  return AND.format(names)
}

/** "A, B, or C" */
export function either(names: readonly string[]): string {
  return OR.format(names)
}

/** "“A”" */
export function quoted(name: string): string {
  return `“${name}”`
}

const MAX_NAMES = 6

/** "“A”, “B” and 12 more" */
export function someNames(names: readonly string[]): string {
  const shown = names.slice(0, MAX_NAMES).map(quoted)
  const more = names.length - shown.length
  return list(more > 0 ? [...shown, `${more} more`] : shown)
}
