import { randomUUID } from 'node:crypto'
import { PEOPLE } from '../company.ts'
import type { Call, Route } from '../http.ts'
import { demandRole } from './bearer.ts'
import { intune } from './errors.ts'
import type { Guard } from './guard.ts'
import { page } from './paging.ts'
import { type IntuneObject, type NotedChange, PREFIX, type TenantState } from './state.ts'

/** learn.microsoft.com/graph/api/intune-auditing-auditevent-list */
const READ = ['DeviceManagementApps.Read.All', 'DeviceManagementApps.ReadWrite.All']
const VERSIONS = ['v1.0', 'beta'] as const
const MAX_KEPT = 2000
const SINCE = /^activityDateTime (ge|gt) (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)$/
const RESOURCE = /^resources\/any\((\w+): ?\1\/resourceId eq '([^']+)'\)$/
const MAX_PAGE = 1000

/** @param by null: somebody in the admin center. */
export function noteAudited(
  state: TenantState,
  object: IntuneObject,
  by: { oid: string; appId: string } | null,
  now: Date,
): void {
  const change: NotedChange = {
    id: randomUUID(),
    at: now.toISOString(),
    oid: by?.oid ?? null,
    appId: by?.appId ?? null,
    objectId: object.id,
    objectName: object.name,
    objectType: object.type,
  }
  state.audited = [...(state.audited ?? []), change].slice(-MAX_KEPT)
}

/**
 * Intune's own audit log, for whoever's role lets them read it. It is filtered by date and by resource, as public tools do
 * (github.com/almenscorner/IntuneCD), and by nothing else.
 */
export function auditRoutes(state: TenantState, guarded: Guard): Route[] {
  return VERSIONS.map((version) => [
    'GET',
    `/${version}/deviceManagement/auditEvents`,
    guarded({ scopes: READ, byIntune: true }, (call, caller) => {
      demandRole(caller)
      const all = askedEvents(call, state.audited ?? []).map(auditEventBody)
      return page(call, all, { context: 'deviceManagement/auditEvents', most: MAX_PAGE })
    }),
  ])
}

/** @throws {Denied} 400 */
function askedEvents({ url }: Call, all: readonly NotedChange[]): NotedChange[] {
  const order = url.searchParams.get('$orderby')
  if (order !== null && !/^activityDateTime( asc| desc)?$/.test(order)) {
    throw intune(400, `Cannot order by '${order}'`)
  }
  const parts = url.searchParams.get('$filter')?.split(' and ') ?? []
  const found = parts.reduce<readonly NotedChange[]>((left, part) => {
    const [, sense, since] = SINCE.exec(part) ?? []
    if (since) {
      const from = Date.parse(since)
      return left.filter(({ at }) => (sense === 'gt' ? Date.parse(at) > from : Date.parse(at) >= from))
    }
    const [, , id] = RESOURCE.exec(part) ?? []
    if (!id) throw intune(400, `Invalid filter clause: '${part}'`)
    return left.filter(({ objectId }) => objectId === id)
  }, all)
  const sorted = found.toSorted((a, b) => a.at.localeCompare(b.at))
  return order?.endsWith(' desc') ? sorted.reverse() : sorted
}

/** learn.microsoft.com/graph/api/resources/intune-auditing-auditevent */
function auditEventBody({ id, at, oid, appId, objectId, objectName, objectType }: NotedChange) {
  const activity = `assign${objectType.charAt(0).toUpperCase()}${objectType.slice(1)}`
  return {
    '@odata.type': `${PREFIX}auditEvent`,
    id,
    displayName: activity,
    componentName: 'DeviceConfiguration',
    activity,
    activityDateTime: at,
    activityType: activity,
    activityOperationType: 'Action',
    activityResult: 'Success',
    correlationId: id,
    category: 'DeviceConfiguration',
    actor: {
      type: 'ItPro',
      userId: oid,
      userPrincipalName: PEOPLE.find((one) => one.oid === oid)?.userPrincipalName ?? null,
      applicationId: appId,
      applicationDisplayName: appId === null ? 'Microsoft Intune portal extension' : 'Assent',
    },
    resources: [
      {
        displayName: objectName,
        type: objectType,
        auditResourceType: objectType,
        resourceId: objectId,
        modifiedProperties: [],
      },
    ],
  }
}
