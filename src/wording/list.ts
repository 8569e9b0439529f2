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
