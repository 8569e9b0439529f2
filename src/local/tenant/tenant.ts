import { randomUUID } from 'node:crypto'
import type { Certificate } from '../certificate.ts'
import { inWeather } from '../faults.ts'
import { type Answer, type Call, type Handler, jsonOf, listen, makeRouter, type Route } from '../http.ts'
import { Saved } from '../saved.ts'
import { counting, type Traffic } from '../traffic.ts'
import { type Caller, callerOf, demandRole, demandScope, type Verify } from './bearer.ts'
import { countMembers, GROUP_SCOPES, getByIds, getGroup, listGroups } from './directory.ts'
import type { Place, Version } from './elements.ts'
import { answerOf, Denied, intune } from './errors.ts'
import { FACTS, type Fact } from './facts.ts'
import { Faults, fairWeather } from './faults.ts'
import { owners, transitiveMemberOf, transitiveMembers } from './members.ts'
import { getObject, listObjects } from './objects.ts'
import { page } from './paging.ts'
import { seedTenant } from './seed.ts'
import { addOne, olderEntries, removeOne, replaceSet, shown } from './sets.ts'
import type { IntuneObject, TenantState } from './state.ts'

/** One answered call: the tenant's own log, by which tests judge what really happened. */
export interface CallRecord {
  method: string
  path: string
  status: number
  requestId: string
  /** Object id of the person whose token it was; null without a good token. */
  oid: string | null
  appId: string | null
  kind: 'user' | 'app' | null
  scopes: readonly string[]
  at: string
  /** Whether it changed assignments. */
  wrote: boolean
}

/** Microsoft Graph, as far as Assent calls it. */
export interface Tenant {
  /** What `GRAPH_URL` is set to. */
  url: string
  state: TenantState
  calls: readonly CallRecord[]
  /** Told of every object whose assignments changed. */
  onChange(listener: (collection: string, object: IntuneObject) => void): () => void
  close(): Promise<void>
}

const VERSIONS: readonly Version[] = ['v1.0', 'beta']
const FILTER_SCOPES = [
  'DeviceManagementConfiguration.Read.All',
  'DeviceManagementConfiguration.ReadWrite.All',
]
const MOST_IN_BATCH = 20
const MOST_CALLS = 20_000

export async function startTenant(options: {
  port: number
  certificate: Certificate
  verify: Verify
  /** Where the state is kept between starts; null: nowhere. */
  file: string | null
}): Promise<Tenant> {
  const saved = new Saved<TenantState>(options.file, seedTenant)
  const { state } = saved
  const calls: CallRecord[] = []
  const traffic: Traffic = { requests: 0, bytesIn: 0, bytesOut: 0 }
  const listeners = new Set<(collection: string, object: IntuneObject) => void>()
  let faults = fairWeather()
  /** What lagging reads still show, by object. */
  const lagging = new Map<IntuneObject, { until: number; old: IntuneObject }>()

  const changed = (collection: string, object: IntuneObject, old: IntuneObject) => {
    object.changedAt = new Date().toISOString()
    if (faults.lag > 0) lagging.set(object, { until: Date.now() + faults.lag, old })
    saved.touch()
    for (const listener of listeners) listener(collection, object)
  }
  const visible = (object: IntuneObject): IntuneObject => {
    const late = lagging.get(object)
    if (late && late.until > Date.now()) return late.old
    lagging.delete(object)
    return object
  }

  /** Checks the token, answers, and notes the call. */
  const guarded =
    (
      scopes: readonly string[],
      byIntune: boolean,
      act: (call: Call, caller: Caller) => Answer | Promise<Answer>,
    ): Handler =>
    async (call) => {
      const requestId = randomUUID()
      let caller: Caller | null = null
      let wrote = false
      const path = decodeURIComponent(call.url.pathname)
      const answer = await inWeather(faults, call, async () => {
        try {
          caller = await callerOf(call.headers.authorization, options.verify)
          demandScope(caller, scopes, byIntune)
          const given = await act(call, caller)
          wrote = call.method !== 'GET' && byIntune
          return given
        } catch (error) {
          if (error instanceof Denied) return answerOf(error, requestId, path)
          throw error
        }
      })
      const { oid = null, appId = null, kind = null, scopes: had = [] } = (caller as Caller | null) ?? {}
      const at = new Date().toISOString()
      calls.push({
        method: call.method,
        path,
        status: answer.status,
        requestId,
        oid,
        appId,
        kind,
        scopes: had,
        at,
        wrote,
      })
      if (calls.length > MOST_CALLS) calls.shift()
      return { ...answer, headers: { 'request-id': requestId, ...answer.headers } }
    }

  const routesOf = (collection: string, fact: Fact, version: Version): Route[] => {
    const root = `/${version}/${collection}`
    const all = () => state.objects[collection] ?? []
    const objectOf = ({ params }: Call) => {
      const found = all().find(({ id }) => id === params.id)
      if (!found) throw intune(404, `Resource not found: ${params.id}`, 'ResourceNotFound')
      return found
    }
    const read = [...fact.scopes.read, ...fact.scopes.write]
    const reading = (act: (call: Call) => Answer) => guarded(read, true, act)
    const writing = (act: (place: Place, call: Call) => Answer) =>
      guarded(fact.scopes.write, true, (call, caller) => {
        const object = objectOf(call)
        demandRole(caller)
        const old = structuredClone(object)
        const answer = act({ state, fact, object, version }, call)
        changed(collection, object, old)
        return answer
      })
    const list = (call: Call, object: IntuneObject) =>
      page(
        call,
        object.assignments.map((one) => shown(fact, object, version, one)),
        { context: `${collection}('${object.id}')/assignments`, most: 1000 },
      )
    const routes: Route[] = [
      [
        'GET',
        root,
        reading((call) => listObjects(all().map(visible), fact, version, call, faults.listExpand)),
      ],
      ['GET', `${root}/{id}`, reading((call) => getObject(visible(objectOf(call)), fact, version, call))],
    ]
    if (fact.read === 'list') {
      routes.push(['GET', `${root}/{id}/assignments`, reading((call) => list(call, visible(objectOf(call))))])
    }
    if (fact.legacy && version === 'beta') {
      const older = (call: Call) => {
        const object = visible(objectOf(call))
        return page(call, olderEntries(fact, object), {
          context: `${collection}('${object.id}')/groupAssignments`,
          most: 1000,
        })
      }
      routes.push(['GET', `${root}/{id}/groupAssignments`, reading(older)])
    }
    const actions = { assign: fact.assign[version] ?? {}, update: fact.update }
    for (const [action, parameters] of Object.entries(actions)) {
      if (Object.keys(parameters).length === 0) continue
      const replace = writing((place, call) => {
        replaceSet(place, jsonOf(call), parameters, faults.policySetEntries === 'kept')
        return fact.answers === 200 ? list(call, place.object) : { status: 204 }
      })
      routes.push(['POST', `${root}/{id}/${action}`, replace])
    }
    if (fact.create === 'works') {
      const create = writing((place, call) => ({
        status: 201,
        body: shown(fact, place.object, version, addOne(place, jsonOf(call))),
      }))
      const remove = writing(({ object }, call) => {
        if (removeOne(object, call.params.assignment ?? '')) return { status: 204 }
        throw intune(404, 'Resource not found', 'ResourceNotFound')
      })
      routes.push(['POST', `${root}/{id}/assignments`, create])
      routes.push(['DELETE', `${root}/{id}/assignments/{assignment}`, remove])
    }
    return routes
  }

  const directory = (version: Version): Route[] => {
    const reading = (act: (state: TenantState, call: Call) => Answer) =>
      guarded(GROUP_SCOPES, false, (call) => act(state, call))
    return [
      ['GET', `/${version}/groups`, reading(listGroups)],
      ['GET', `/${version}/groups/{id}`, reading(getGroup)],
      [
        'GET',
        `/${version}/groups/{id}/transitiveMembers/microsoft.graph.{type}/$count`,
        reading(countMembers),
      ],
      ['GET', `/${version}/groups/{id}/transitiveMembers`, reading(transitiveMembers)],
      ['GET', `/${version}/groups/{id}/transitiveMemberOf`, reading(transitiveMemberOf)],
      ['GET', `/${version}/groups/{id}/owners`, reading(owners)],
      ['POST', `/${version}/directoryObjects/getByIds`, reading(getByIds)],
    ]
  }

  const filters: Route = [
    'GET',
    '/beta/deviceManagement/assignmentFilters',
    guarded(FILTER_SCOPES, true, (call) => {
      if (call.url.searchParams.has('$filter'))
        throw intune(400, 'The filter is not supported on this collection')
      return page(
        call,
        state.filters.map((one) => ({ ...one })),
        { context: 'assignmentFilters', most: 1000 },
      )
    }),
  ]

  const graph: Route[] = VERSIONS.flatMap((version) => [
    ...[...FACTS]
      .filter(([, fact]) => fact.versions.includes(version))
      .flatMap(([collection, fact]) => routesOf(collection, fact, version)),
    ...directory(version),
  ])
  const missing: Handler = async (call) => {
    const [, , root, ...rest] = call.url.pathname.split('/')
    const isPost = call.method !== 'GET' && rest.length >= 2
    const message = isPost
      ? `No OData route exists that match template ~/singleton/navigation/key/navigation with http verb ${call.method} for request ${call.url.pathname}`
      : `Resource not found for the segment '${rest[0] ?? root}'`
    return answerOf(intune(isPost ? 404 : 400, message, 'BadRequest'), randomUUID(), call.url.pathname)
  }
  const one = makeRouter([...graph, filters], missing)

  const batch: Handler = async (call) => {
    const { requests } = (jsonOf(call) ?? {}) as { requests?: BatchRequest[] }
    if (!Array.isArray(requests) || requests.length > MOST_IN_BATCH) {
      const denied = new Denied(400, 'BadRequest', `A batch holds 1 to ${MOST_IN_BATCH} requests.`)
      return answerOf(denied, randomUUID(), call.url.pathname)
    }
    const [, version] = call.url.pathname.split('/')
    // The outer call is 200 even where inner ones fail (learn.microsoft.com/graph/json-batching).
    const responses = await Promise.all(
      requests.map(async ({ id, method, url, headers = {}, body }) => {
        const lower = Object.fromEntries(
          Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
        )
        const answer = await one({
          method,
          url: new URL(`/${version}${url}`, call.url),
          params: {},
          headers: { ...lower, authorization: call.headers.authorization },
          body: body === undefined ? '' : JSON.stringify(body),
        })
        return { id, status: answer.status, headers: answer.headers ?? {}, body: answer.body }
      }),
    )
    return { status: 200, body: { responses } }
  }

  const control: Route[] = [
    [
      'PUT',
      '/control/faults',
      (call) => {
        const asked = Faults.safeParse(jsonOf(call))
        if (!asked.success) return { status: 400, body: asked.error.issues }
        faults = asked.data
        return { status: 204 }
      },
    ],
    [
      'POST',
      '/control/objects',
      // What a colleague made in the admin center.
      (call) => {
        const { collection, object } = jsonOf(call) as { collection: string; object: IntuneObject }
        const all = state.objects[collection]
        if (!all) return { status: 400, body: 'no such collection' }
        all.push(object)
        saved.touch()
        return { status: 204 }
      },
    ],
    [
      'GET',
      '/control/calls',
      ({ url }) => {
        const about = url.searchParams.get('about')
        return {
          status: 200,
          body: about === null ? calls : calls.filter(({ path }) => path.includes(about)),
        }
      },
    ],
    [
      'GET',
      '/control/objects/{id}',
      ({ params }) => ({
        status: 200,
        body: Object.values(state.objects)
          .flat()
          .find(({ id }) => id === params.id),
      }),
    ],
    ['GET', '/control/traffic', () => ({ status: 200, body: traffic })],
    ['GET', '/control/state', () => ({ status: 200, body: state })],
  ]
  const server = await listen(
    counting(
      makeRouter(
        [...VERSIONS.map((version): Route => ['POST', `/${version}/$batch`, batch]), ...control],
        one,
      ),
      traffic,
    ),
    { port: options.port, key: options.certificate.key, cert: options.certificate.cert },
  )
  return {
    url: server.url.replace('127.0.0.1', 'localhost'),
    state,
    calls,
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async close() {
      await server.close()
      saved.flush()
    },
  }
}

interface BatchRequest {
  id: string
  method: string
  url: string
  headers?: Record<string, string>
  body?: unknown
}
