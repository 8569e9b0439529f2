import { randomUUID } from 'node:crypto'
import type { Certificate } from '../certificate.ts'
import { type Answer, type Call, type Handler, listen, makeRouter, type Route } from '../http.ts'
import { Saved } from '../savedState.ts'
import { counting, type Traffic } from '../traffic.ts'
import type { WorldClock } from '../worldClock.ts'
import { ApprovalRequests } from './approvalRequests.ts'
import { approvalRoutes } from './approvalRoutes.ts'
import type { Version } from './assignmentElements.ts'
import { auditRoutes, noteAudited } from './auditEvents.ts'
import { makeBatch } from './batch.ts'
import type { Caller, Verify } from './bearer.ts'
import { lastCheckIn, noteAssigned } from './checkIns.ts'
import { tenantControlRoutes } from './control.ts'
import { deploymentRoutes } from './deployments.ts'
import { deviceAndPeopleRoutes } from './devicesAndPeople.ts'
import { getByIds, getGroup, listGroups } from './directory.ts'
import { READ_SCOPES } from './directoryBodies.ts'
import { answerOf, intune } from './errors.ts'
import { FACTS } from './facts.ts'
import { type Faults, noFaults } from './faults.ts'
import { filterRoutes } from './filterRoutes.ts'
import { type CallRecord, type Guard, makeGuard } from './guard.ts'
import { managedDeviceRoutes } from './managedDevices.ts'
import { memberRoutes } from './memberRoutes.ts'
import { reportRoutes } from './reportRoutes.ts'
import { type Resources, resourceRoutes } from './resources.ts'
import { roleRoutes } from './roles.ts'
import { complete, seedTenant } from './seed.ts'
import type { IntuneObject, TenantState } from './state.ts'
import { statusRoutes } from './statusRoutes.ts'

/** Microsoft Graph, as far as Assent calls it. */
export interface Tenant {
  /** What `GRAPH_URL` is set to. */
  url: string
  state: TenantState
  calls: readonly CallRecord[]
  approvals: ApprovalRequests
  /** Saves what was changed in `state`. */
  touch(): void
  /** Called with every object whose assignments changed. */
  onChange(listener: (collection: string, object: IntuneObject) => void): () => void
  /** A change somebody made in the admin center, to be saved and reported. */
  changed(collection: string, object: IntuneObject): void
  /** Called with every call, its query and body. */
  onCall(listener: (record: CallRecord, sent: { query: string; body: string }) => void): () => void
  weather(): Faults
  setWeather(faults: Faults): void
  /** As on the first day. */
  startOver(): void
  close(): Promise<void>
}

const VERSIONS: readonly Version[] = ['v1.0', 'beta']

export async function startTenant(options: {
  port: number
  certificate: Certificate
  verify: Verify
  clock: WorldClock
  /** Where the state is kept between starts; null: nowhere. */
  file: string | null
}): Promise<Tenant> {
  const saved = new Saved<TenantState>(options.file, seedTenant)
  const { state } = saved
  const { clock } = options
  complete(state)
  const approvals = new ApprovalRequests(
    state,
    () => saved.touch(),
    () => clock.now(),
  )
  const calls: CallRecord[] = []
  const traffic: Traffic = { requests: 0, bytesIn: 0, bytesOut: 0 }
  const listeners = new Set<(collection: string, object: IntuneObject) => void>()
  let faults = noFaults()
  /** What lagging reads still show, by object. */
  const lagging = new Map<IntuneObject, { until: number; old: IntuneObject }>()

  const callListeners = new Set<Parameters<Tenant['onCall']>[0]>()
  const guarded = makeGuard({
    verify: options.verify,
    faults: () => faults,
    calls,
    onCall(record, sent) {
      for (const listener of callListeners) listener(record, sent)
    },
  })
  const resources: Resources = {
    state,
    guarded,
    approvals,
    faults: () => faults,
    visible(object) {
      const late = lagging.get(object)
      if (late && late.until > Date.now()) return late.old
      lagging.delete(object)
      return object
    },
    changed(collection, object, old, by) {
      object.changedAt = clock.now().toISOString()
      noteAssigned(state, object, old, clock.now())
      noteAudited(state, object, by, clock.now())
      if (faults.lag > 0) lagging.set(object, { until: Date.now() + faults.lag, old })
      saved.touch()
      for (const listener of listeners) listener(collection, object)
    },
  }

  const statuses = {
    state,
    guarded,
    now: () => clock.now(),
    failing: () => faults.failing,
    conflicting: () => faults.conflicting,
  }
  const graph: Route[] = [
    ...VERSIONS.flatMap((version) => [
      ...[...FACTS]
        .filter(([, fact]) => fact.versions.includes(version))
        .flatMap(([collection, fact]) => [
          ...statusRoutes(statuses, collection, fact, version),
          ...resourceRoutes(resources, collection, fact, version),
        ]),
      ...directoryRoutes(state, guarded, version),
      ...managedDeviceRoutes(state, guarded, version, (device) => lastCheckIn(device, clock.now())),
    ]),
    ...reportRoutes(statuses),
    ...auditRoutes(state, guarded),
    ...filterRoutes(state, guarded),
    ...deploymentRoutes(state, guarded),
    ...roleRoutes(state, guarded),
    ...approvalRoutes(approvals, guarded, () => faults.approvers),
  ]
  const one = makeRouter(graph, missing)
  const batch = makeBatch(one)
  const control = tenantControlRoutes({
    state,
    clock,
    calls,
    traffic,
    approvals,
    setFaults(asked) {
      faults = asked
    },
    touch: () => saved.touch(),
  })
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
    approvals,
    touch: () => saved.touch(),
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    changed(collection, object) {
      resources.changed(collection, object, object, null)
    },
    onCall(listener) {
      callListeners.add(listener)
      return () => callListeners.delete(listener)
    },
    weather: () => faults,
    setWeather(asked) {
      faults = asked
    },
    startOver() {
      for (const key of Object.keys(state)) delete state[key as keyof TenantState]
      Object.assign(state, seedTenant())
      complete(state)
      lagging.clear()
      calls.length = 0
      faults = noFaults()
      saved.touch()
    },
    async close() {
      await server.close()
      saved.flush()
    },
  }
}

function directoryRoutes(state: TenantState, guarded: Guard, version: Version): Route[] {
  const reading = (act: (state: TenantState, call: Call, caller: Caller) => Answer) =>
    guarded({ scopes: READ_SCOPES.group, byIntune: false }, (call, caller) => act(state, call, caller))
  return [
    ['GET', `/${version}/groups`, reading(listGroups)],
    ['GET', `/${version}/groups/{id}`, reading(getGroup)],
    ['POST', `/${version}/directoryObjects/getByIds`, reading(getByIds)],
    ...memberRoutes(state, guarded, version),
    ...deviceAndPeopleRoutes(state, guarded, version),
  ]
}

const missing: Handler = (call) => {
  const [, , root, ...rest] = call.url.pathname.split('/')
  const isPost = call.method !== 'GET' && rest.length >= 2
  const message = isPost
    ? `No OData route exists that match template ~/singleton/navigation/key/navigation with http verb ${call.method} for request ${call.url.pathname}`
    : `Resource not found for the segment '${rest[0] ?? root}'`
  return answerOf(intune(isPost ? 404 : 400, message, 'BadRequest'), randomUUID(), call.url.pathname)
}
