/** Tokens and secrets are sent there: only where nobody can listen in. */
export function isSafeAddress(value: string): boolean {
  if (!URL.canParse(value)) return false
  const { protocol, hostname } = new URL(value)
  const isLocal = ['localhost', '[::1]'].includes(hostname) || /^127\./.test(hostname)
  return protocol === 'https:' || (protocol === 'http:' && isLocal)
}
