import type { Answer, Call, Route } from '../http.ts'
import type { Version } from './assignmentElements.ts'
import type { Caller } from './bearer.ts'
import { type CheckIn, type Outlook, statusesOf } from './checkIns.ts'
import { intune } from './errors.ts'
import type { Fact } from './facts.ts'
import type { Guard } from './guard.ts'
import { intunePage } from './odata.ts'
import { listOf } from './paging.ts'
import { sees } from './scoping.ts'
import type { IntuneObject, TenantState } from './state.ts'
import {
  byUser,
  countByState,
  detectionSummary,
  overview,
  reported,
  runOf,
  scriptSummary,
  stateSummary,
  statusRow,
} from './statusBodies.ts'

export interface Statuses {
  state: TenantState
  guarded: Guard
  now(): Date
  /** The share of devices that fail, and of those where a profile conflicts with another. */
  failing(): number
  conflicting(): number
}

/**
 * How objects are doing, where Graph has it next to the object. Settings catalog and apps have reports of their own
 * instead: `deviceStatuses` and `installSummary` of apps are gone
 * (github.com/microsoftgraph/microsoft-graph-explorer-v4/issues/2693).
 */
export function statusRoutes(statuses: Statuses, collection: string, fact: Fact, version: Version): Route[] {
  const root = `/${version}/${collection}/{id}`
  const { state, guarded } = statuses
  const reading = (act: (call: Call, object: IntuneObject, all: CheckIn[]) => Answer) =>
    guarded({ scopes: [...fact.scopes.read, ...fact.scopes.write], byIntune: true }, (call, caller) => {
      const object = demandObject(state, collection, call, caller)
      const all = statusesOf(state, object, outlookOn(statuses, collection))
      return act(call, object, all)
    })
  const one = (path: string, body: (object: IntuneObject, all: CheckIn[]) => object): Route => [
    'GET',
    `${root}/${path}`,
    reading((_call, object, all) => ({ status: 200, body: body(object, all) })),
  ]
  switch (collection) {
    case 'deviceManagement/deviceConfigurations':
    case 'deviceManagement/deviceCompliancePolicies':
      return [
        one('deviceStatusOverview', ({ id }, all) =>
          overview(id, countByState(all), statuses.now(), version),
        ),
        one('userStatusOverview', ({ id }, all) =>
          overview(id, countByState(byUser(all)), statuses.now(), version),
        ),
        [
          'GET',
          `${root}/deviceStatuses`,
          reading((call, object, all) =>
            intunePage(
              call,
              listOf(reported(all)),
              (status) => statusRow(state, object, status),
              'deviceStatuses',
            ),
          ),
        ],
      ]
    case 'deviceAppManagement/mobileAppConfigurations':
      return [
        one('deviceStatusSummary', ({ id }, all) => overview(id, countByState(all), statuses.now(), version)),
      ]
    case 'deviceManagement/intents':
      return version === 'v1.0' ? [] : [one('deviceStateSummary', ({ id }, all) => stateSummary(id, all))]
    case 'deviceManagement/deviceManagementScripts':
    case 'deviceManagement/deviceShellScripts':
    case 'deviceManagement/deviceCustomAttributeShellScripts':
      return version === 'v1.0'
        ? []
        : [
            one('runSummary', ({ id }, all) => scriptSummary(id, all)),
            [
              'GET',
              `${root}/deviceRunStates`,
              reading((call, object, all) =>
                intunePage(call, listOf(reported(all)), (status) => runOf(object, status), 'deviceRunStates'),
              ),
            ],
          ]
    case 'deviceManagement/deviceHealthScripts':
    case 'deviceManagement/deviceComplianceScripts':
      return version === 'v1.0' ? [] : [one('runSummary', ({ id }, all) => detectionSummary(id, all))]
    default:
      return []
  }
}

function demandObject(
  state: TenantState,
  collection: string,
  { params }: Call,
  caller: Caller,
): IntuneObject {
  const found = state.objects[collection]?.find(({ id }) => id === params.id)
  if (found && sees(state, caller, found)) return found
  throw intune(404, `Resource not found: ${params.id}`, 'ResourceNotFound')
}

/** Only profiles conflict with each other: an app or a script is never undone by another. */
export function outlookOn(
  { now, failing, conflicting }: Pick<Statuses, 'now' | 'failing' | 'conflicting'>,
  collection: string,
): Outlook {
  const isProfile = PROFILES.includes(collection)
  return { now: now(), failing: failing(), conflicting: isProfile ? conflicting() : 0 }
}

const PROFILES = [
  'deviceManagement/deviceConfigurations',
  'deviceManagement/configurationPolicies',
  'deviceManagement/groupPolicyConfigurations',
  'deviceManagement/intents',
]
