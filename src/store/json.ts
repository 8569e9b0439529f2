/**
 * JSON as `jsonb` takes it. PostgreSQL refuses a NUL and half of a surrogate pair inside a string, and people's
 * clients send both: they are left out, or written as U+FFFD.
 */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, (_key, inner) =>
    typeof inner === 'string' ? inner.replaceAll('\0', '').toWellFormed() : inner,
  )
}
