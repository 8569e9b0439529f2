import { Denied } from './errors.ts'

/** What Intune grants one app in a tenant in any 20 seconds (microsoft-graph-docs-contrib, throttling-intune-*). */
const CALLS = 1000
const WRITES = 100
const GRANT_MS = 20_000

interface Spent {
  at: number
  isWrite: boolean
}

/** Counts what each app has called, as the service does, whichever process of the app it was. */
export class CallAllowance {
  private readonly spent = new Map<string, Spent[]>()

  /** @throws {Denied} 429 where an app has used up its grant; such a call costs nothing. */
  spend(appId: string, method: string, now = performance.now()): void {
    const recent = (this.spent.get(appId) ?? []).filter(({ at }) => at > now - GRANT_MS)
    this.spent.set(appId, recent)
    const isWrite = method !== 'GET'
    const writes = recent.filter((one) => one.isWrite)
    const [oldest] = isWrite && writes.length >= WRITES ? writes : recent.length >= CALLS ? recent : []
    if (!oldest) {
      recent.push({ at: now, isWrite })
      return
    }
    const seconds = Math.max(1, Math.ceil((oldest.at + GRANT_MS - now) / 1000))
    throw new Denied(429, 'TooManyRequests', 'Too many requests.', {
      byIntune: true,
      headers: { 'retry-after': String(seconds) },
    })
  }
}
