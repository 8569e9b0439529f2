import { LRUCache } from 'lru-cache'
import type { Person } from '../request/person.ts'

interface KeptList {
  list: readonly object[]
  readAt: number
}

type Who = Pick<Person, 'tenantId' | 'oid'>

const KEPT_MS = 60_000
/** Objects in all lists together; each takes about 200 bytes. */
const MAX_OBJECTS = 250_000

/**
 * Lists of names that somebody was shown a moment ago, for finding things only: a set that is to be changed is always
 * read again. Cached in memory for a minute, per person and set of scopes, since one person may not see what another
 * may; dropped when they sign out and when Graph rejects their token.
 */
export class ListCache {
  private readonly kept = new LRUCache<string, KeptList>({
    ttl: KEPT_MS,
    maxSize: MAX_OBJECTS,
    sizeCalculation: ({ list }) => list.length + 1,
  })
  private readonly underWay = new Map<string, Promise<readonly object[]>>()

  /**
   * The cached list, or what `load` returns; two callers at once load it once.
   * @param since anything read before this moment (milliseconds of `Date.now()`) is read again.
   */
  async list<T extends object>(
    person: Who,
    scopes: readonly string[],
    name: string,
    load: () => Promise<T[]>,
    since = 0,
  ): Promise<readonly T[]> {
    const key = `${prefixOf(person)}${[...scopes].sort().join(' ')} ${name}`
    const kept = this.kept.get(key)
    if (kept && kept.readAt >= since) return kept.list as readonly T[]
    const known = this.underWay.get(key)
    if (known) return (await known) as readonly T[]
    const readAt = Date.now()
    const loading = load()
    this.underWay.set(key, loading)
    try {
      const list = await loading
      // Dropped in the meantime: what was fetched with the old sign-in is not cached.
      if (this.underWay.get(key) === loading) this.kept.set(key, { list, readAt })
      return list
    } finally {
      if (this.underWay.get(key) === loading) this.underWay.delete(key)
    }
  }

  forget(person: Who): void {
    const prefix = prefixOf(person)
    for (const map of [this.kept, this.underWay]) {
      for (const key of map.keys()) if (key.startsWith(prefix)) map.delete(key)
    }
  }
}

function prefixOf({ tenantId, oid }: Who): string {
  return `${tenantId} ${oid} `
}
