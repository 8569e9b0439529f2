import type { Answer, Call } from '../http.ts'
import { Denied } from './errors.ts'

/** A small page, so that everybody who reads lists has to follow `@odata.nextLink`; benches ask for real ones. */
const PAGE = Number(process.env.LOCAL_PAGE_SIZE || 25)

type Body = Record<string, unknown>

/** A collection of which only a part is ever created: how many there are, and the ones of a page. */
export interface Listed<One> {
  size: number
  slice(from: number, count: number): readonly One[]
}

/** A list that already exists. */
export function listOf<One>(all: readonly One[]): Listed<One> {
  return { size: all.length, slice: (from, count) => all.slice(from, from + count) }
}

/** One page of a collection, with the link to the next. `$select` and `$top` are followed. */
export function page(
  call: Call,
  all: readonly Body[],
  { context, most, count = false }: { context: string; most: number; count?: boolean },
): Answer {
  const { searchParams } = call.url
  const top = Number(searchParams.get('$top') ?? PAGE)
  if (!Number.isInteger(top) || top < 1 || top > most) {
    throw new Denied(400, 'BadRequest', `Invalid value '${searchParams.get('$top')}' for $top.`)
  }
  const shown = (body: Body) => selected(call, body)
  return pageAt(call, listOf(all), { context, most: Math.min(top, PAGE), shown, isCounted: () => count })
}

/**
 * The page that `$skiptoken` names, and the link to the next. Only what is on it is created.
 * @param isCounted whether the answer includes the count, by the position at which the page begins.
 */
export function pageAt<One>(
  call: Call,
  all: Listed<One>,
  {
    context,
    most,
    shown,
    isCounted,
  }: { context: string; most: number; shown: (one: One) => Body; isCounted: (from: number) => boolean },
): Answer {
  const from = Number(call.url.searchParams.get('$skiptoken') ?? 0)
  const value = all.slice(from, most).map(shown)
  const next = new URL(call.url)
  next.searchParams.set('$skiptoken', String(from + value.length))
  return {
    status: 200,
    body: {
      '@odata.context': `${call.url.origin}/$metadata#${context}`,
      ...(isCounted(from) ? { '@odata.count': all.size } : {}),
      ...(from + value.length < all.size ? { '@odata.nextLink': next.href } : {}),
      value,
    },
  }
}

export function selected(call: Call, body: Body): Body {
  const names = call.url.searchParams.get('$select')?.split(',')
  if (!names) return body
  const expands = call.url.searchParams.get('$expand')?.split(',') ?? []
  return Object.fromEntries(
    Object.entries(body).filter(
      ([name]) => name.startsWith('@odata.') || names.includes(name) || expands.includes(name),
    ),
  )
}

/** The same page with a link that leads nowhere new, as lists had it that were changed while they were read. */
export function astray(call: Call, answer: Answer, nextLink: 'ends' | 'goesRound' | 'neverEnds'): Answer {
  const body = answer.body as Body | undefined
  if (nextLink === 'ends' || call.method !== 'GET' || !Array.isArray(body?.value)) return answer
  const next = new URL(call.url)
  if (nextLink === 'neverEnds') {
    next.searchParams.set('$skiptoken', String(Number(next.searchParams.get('$skiptoken') ?? 0) + PAGE))
  }
  return { ...answer, body: { ...body, '@odata.nextLink': next.href } }
}
