/** Deeper than Teams and Graph nest anything, cards included. */
const MAX_DEPTH = 100

/** How JSON writes a NUL, and half of a surrogate pair (tc39.es/proposal-well-formed-stringify). */
const ILL_FORMED = /\\u(0000|d[89a-f])/

/** JSON as `jsonb` takes it: see `wellFormedText`. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value)
  // Hardly ever, and looking at each text by itself takes ten times as long.
  if (!ILL_FORMED.test(text)) return text
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
  return isWellFormed(value, 0) ? value : (repaired(value, 0) as T)
}

/** Whether nothing in it has to be repaired, so that none of it is copied. */
function isWellFormed(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return isWellFormedText(value)
  if (!value || typeof value !== 'object') return true
  if (depth === MAX_DEPTH) return false
  if (Array.isArray(value)) return value.every((one) => isWellFormed(one, depth + 1))
  for (const name in value) {
    const inner = (value as Record<string, unknown>)[name]
    if (!isWellFormedText(name) || !isWellFormed(inner, depth + 1)) return false
  }
  return true
}

function isWellFormedText(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0')
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
