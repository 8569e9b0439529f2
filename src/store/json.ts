/** Deeper than Teams and Graph nest anything, cards included. */
const MAX_DEPTH = 100

/** JSON as `jsonb` takes it: see `wellFormedText`. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, (_key, inner) => (typeof inner === 'string' ? wellFormedText(inner) : inner))
}

/** Null where the text is no JSON. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/**
 * A value parsed from JSON, with every text in it, field names included, made acceptable to PostgreSQL. @returns
 * undefined in place of anything nested deeper than Teams or Graph ever nest.
 */
export function wellFormed<T>(value: T): T {
  return repaired(value, 0) as T
}

function repaired(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return wellFormedText(value)
  if (!value || typeof value !== 'object') return value
  if (depth === MAX_DEPTH) return undefined
  if (Array.isArray(value)) return value.map((one) => repaired(one, depth + 1))
  const fields = Object.entries(value).map(([name, one]) => [wellFormedText(name), repaired(one, depth + 1)])
  return Object.fromEntries(fields)
}

/**
 * PostgreSQL refuses a NUL and half of a surrogate pair, and people's clients send both, in names and ids too: the
 * first is left out, the second becomes U+FFFD.
 */
export function wellFormedText(text: string): string {
  return text.replaceAll('\0', '').toWellFormed()
}
