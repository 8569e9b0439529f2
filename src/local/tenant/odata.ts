import type { Answer, Call } from '../http.ts'
import { Denied, intune } from './errors.ts'
import { type Listed, pageAt, selected } from './paging.ts'

type Body = Record<string, unknown>

/** Entra answers in pages of 100, at most 999 (learn.microsoft.com/graph/api/device-list-transitivememberof). */
const DEFAULT_PAGE = 100
const MAX_PAGE = 999
const MAX_INTUNE_PAGE = 1000

export function badRequest(message: string): Denied {
  return new Denied(400, 'Request_BadRequest', message)
}

/**
 * Demands what Entra calls an advanced query: the header and, but for a bare count, `$count=true`
 * (learn.microsoft.com/graph/aad-advanced-queries).
 *
 * @throws {Denied} 400
 */
export function demandAdvanced(call: Call, what: string): void {
  const isEventual = call.headers.consistencylevel === 'eventual'
  const isBare = call.url.pathname.endsWith('/$count')
  if (isEventual && (isBare || call.url.searchParams.get('$count') === 'true')) return
  throw new Denied(
    400,
    'Request_UnsupportedQuery',
    `${what} is only supported with the header ConsistencyLevel: eventual and $count=true.`,
  )
}

/**
 * One page of an Entra collection. The count comes only with the first page.
 *
 * @param declared what `$select` may name; null: anything, as where members of several types are mixed.
 * @throws {Denied} 400
 */
export function directoryPage<One>(
  call: Call,
  all: Listed<One>,
  shown: (one: One) => Body,
  { context, declared }: { context: string; declared: readonly string[] | null },
): Answer {
  const { searchParams } = call.url
  const top = Number(searchParams.get('$top') ?? DEFAULT_PAGE)
  if (!Number.isInteger(top) || top < 1 || top > MAX_PAGE) {
    throw badRequest(
      `Invalid page size specified: '${searchParams.get('$top')}'. Must be between 1 and ${MAX_PAGE} inclusive.`,
    )
  }
  const names = searchParams.get('$select')?.split(',') ?? null
  const wrong = declared && names?.find((name) => !declared.includes(name))
  if (wrong) throw badRequest(`Could not find a property named '${wrong}'.`)
  const isCounted = call.headers.consistencylevel === 'eventual' && searchParams.get('$count') === 'true'
  return pageAt(call, all, {
    context,
    most: top,
    isCounted: (from) => isCounted && from === 0,
    shown: (one) => {
      const body = shown(one)
      if (!names) return body
      return Object.fromEntries(
        Object.entries(body).filter(([name]) => name.startsWith('@odata.') || names.includes(name)),
      )
    },
  })
}

/** Intune's own back end answers in pages of 1,000, of its own words. @throws {Denied} 400 */
export function intunePage<One>(
  call: Call,
  all: Listed<One>,
  shown: (one: One) => Body,
  context: string,
): Answer {
  const { searchParams } = call.url
  const top = Number(searchParams.get('$top') ?? MAX_INTUNE_PAGE)
  if (!Number.isInteger(top) || top < 1 || top > MAX_INTUNE_PAGE) {
    throw intune(400, `Invalid value '${searchParams.get('$top')}' for $top`)
  }
  return pageAt(call, all, {
    context,
    most: top,
    shown: (one) => selected(call, shown(one)),
    isCounted: () => true,
  })
}

/** A bare number, as `/$count` answers. @throws {Denied} */
export function bareCount(call: Call, size: number): Answer {
  if (call.headers.consistencylevel !== 'eventual') {
    throw badRequest('$count is not currently supported without the header ConsistencyLevel: eventual.')
  }
  return { status: 200, headers: { 'content-type': 'text/plain' }, body: String(size) }
}

const CLAUSE =
  /^(?:(\w+) (eq|ne) (?:'((?:[^']|'')*)'|(null|true|false))|startswith\((\w+), ?'((?:[^']|'')*)'\))$/i

/**
 * `$filter` of comparisons and `startswith`, joined by one of `and` and `or`; Entra compares without regard to case.
 * `ne` is an advanced query.
 *
 * @throws {Denied} 400
 */
export function filterBy(call: Call, known: readonly string[]): (body: Body) => boolean {
  const filter = call.url.searchParams.get('$filter')
  if (filter === null) return () => true
  const joint = /' and |\) and |true and |false and |null and /.test(filter) ? ' and ' : ' or '
  const clauses = filter.split(joint).map((text) => clauseOf(call, text.trim(), known))
  return (body) => (joint === ' and ' ? clauses.every((one) => one(body)) : clauses.some((one) => one(body)))
}

function clauseOf(call: Call, text: string, known: readonly string[]): (body: Body) => boolean {
  const [, compared, operator, quoted, bare, begun, start] = CLAUSE.exec(text) ?? []
  const name = compared ?? begun ?? ''
  if (!known.includes(name)) throw badRequest('Invalid filter clause.')
  const plain = (value: unknown) => String(value ?? 'null').toLowerCase()
  if (begun) {
    const sought = plain(start?.replaceAll("''", "'"))
    return (body) => body[name] !== null && plain(body[name]).startsWith(sought)
  }
  if (operator === 'ne') demandAdvanced(call, 'The operator ne')
  const sought = plain(quoted?.replaceAll("''", "'") ?? bare)
  return (body) => (plain(body[name]) === sought) === (operator !== 'ne')
}
