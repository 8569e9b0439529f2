import { GraphRefusal, unreadable } from './errors.ts'

/** Pages of one list. At a hundred objects a page, that is more than Intune holds of anything. */
const MAX_PAGES = 300

/**
 * A whole collection: follows `@odata.nextLink` until there is none.
 * @throws {GraphRefusal} `endless` if it leads back to a page that was already read, or never ends.
 */
export async function everyPage<T, O>(
  get: (path: string, options?: O) => Promise<GraphPage<T>>,
  path: string,
  options: O | undefined,
): Promise<T[]> {
  const found: T[] = []
  const seen = new Set<string>()
  let next: string | undefined = path
  while (next) {
    seen.add(next)
    const page = await get(next, options)
    if (!Array.isArray(page.value)) throw unreadable('a page of a list without a list')
    for (const one of page.value) found.push(one)
    next = page['@odata.nextLink']
    if (next && (seen.has(next) || seen.size >= MAX_PAGES)) throw endless(path, seen.size)
  }
  return found
}

function endless(path: string, pages: number): GraphRefusal {
  const detail = `${path}: stopped after ${pages} pages`
  const answer = { status: 200, detail, requestId: null, retryAfterMs: null }
  return new GraphRefusal('endless', { code: 'listWithoutEnd' }, answer)
}

interface GraphPage<T> {
  value: T[]
  '@odata.nextLink'?: string
}
