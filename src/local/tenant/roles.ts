import { COMPANY, PEOPLE } from '../company.ts'
import type { Answer, Call, Route } from '../http.ts'
import type { Caller } from './bearer.ts'
import { intune } from './errors.ts'
import type { Guard } from './guard.ts'
import { page } from './paging.ts'
import type { Limit, TenantState } from './state.ts'

const SCOPES = ['DeviceManagementRBAC.Read.All', 'DeviceManagementRBAC.ReadWrite.All']
const PREFIX = 'Microsoft.Intune_'
const VERBS = ['Read', 'Create', 'Update', 'Delete', 'Assign']
const READS_ROLES = `${PREFIX}Roles_Read`

/**
 * The resource of Intune's role permissions that a collection belongs to, where a public, maintained client has seen
 * it on a tenant (github.com/Micke-K/IntuneManagement, EffectivePermissions). Everything else takes any role that may
 * assign something.
 */
const RESOURCES: Readonly<Record<string, string>> = {
  'deviceManagement/deviceConfigurations': 'DeviceConfigurations',
  'deviceManagement/configurationPolicies': 'DeviceConfigurations',
  'deviceManagement/groupPolicyConfigurations': 'DeviceConfigurations',
  'deviceManagement/deviceManagementScripts': 'DeviceConfigurations',
  'deviceManagement/deviceShellScripts': 'DeviceConfigurations',
  'deviceManagement/deviceCompliancePolicies': 'DeviceCompliancePolices',
  'deviceManagement/compliancePolicies': 'DeviceCompliancePolices',
  'deviceManagement/termsAndConditions': 'TermsAndConditions',
  'deviceManagement/intuneBrandingProfiles': 'Customization',
  'deviceAppManagement/mobileApps': 'MobileApps',
  'deviceAppManagement/targetedManagedAppConfigurations': 'ManagedApps',
  'deviceAppManagement/iosManagedAppProtections': 'ManagedApps',
  'deviceAppManagement/androidManagedAppProtections': 'ManagedApps',
  'deviceAppManagement/policySets': 'PolicySets',
}
const KINDS = [...new Set(Object.values(RESOURCES))]
const READS = KINDS.map((kind) => `${PREFIX}${kind}_Read`)
const ALL = [
  ...KINDS.flatMap((kind) => VERBS.map((verb) => `${PREFIX}${kind}_${verb}`)),
  ...VERBS.slice(0, 4).map((verb) => `${PREFIX}Roles_${verb}`),
]
/** What a role for a part of the tenant allows by default: everything except creating roles. */
const PART = [...KINDS.flatMap((kind) => VERBS.map((verb) => `${PREFIX}${kind}_${verb}`)), READS_ROLES]

/** The actions that somebody's Intune roles allow, all together. */
export function actionsOf(state: TenantState, oid: string): readonly string[] {
  const limit = state.limits?.find((one) => one.oid === oid)
  if (limit) return limit.actions ?? PART
  const person = PEOPLE.find((one) => one.oid === oid)
  if (person?.role === 'administrator') return ALL
  return person ? READS : []
}

/**
 * A scope is only the ceiling: the person needs an Intune role that may assign
 * (learn.microsoft.com/mem/intune/fundamentals/role-based-access-control).
 * @throws {Denied}
 */
export function demandAssign(state: TenantState, { oid }: Caller, collection: string): void {
  const allowed = actionsOf(state, oid)
  const resource = RESOURCES[collection]
  const mayAssign = resource
    ? allowed.includes(`${PREFIX}${resource}_Assign`)
    : allowed.some((action) => action.endsWith('_Assign'))
  if (mayAssign) return
  throw intune(
    403,
    'User is not authorized to perform this operation: an Intune role with Assign is missing',
    'Forbidden',
  )
}

/**
 * What Graph lets people read of roles: their own actions and assignments, and all role assignments where their role
 * may read roles (learn.microsoft.com/graph/api/intune-rbac-devicemanagement-geteffectivepermissions,
 * …/intune-rbac-deviceandappmanagementroleassignment-list).
 */
export function roleRoutes(state: TenantState, guarded: Guard): Route[] {
  const reading = (act: (call: Call, caller: Caller) => Answer) =>
    guarded({ scopes: SCOPES, byIntune: true }, act)
  const effective = reading((_call, { oid }) => ({
    status: 200,
    body: {
      value: [
        {
          '@odata.type': 'microsoft.graph.rolePermission',
          // Only what is allowed comes back: the other list is always empty.
          resourceActions: [
            { allowedResourceActions: actionsOf(state, oid), notAllowedResourceActions: [] },
          ].filter(({ allowedResourceActions }) => allowedResourceActions.length > 0),
        },
      ],
    },
  }))
  return [
    ['GET', "/beta/deviceManagement/getEffectivePermissions(scope='*')", effective],
    ['GET', "/v1.0/deviceManagement/getEffectivePermissions(scope='*')", effective],
    [
      'GET',
      '/beta/deviceManagement/getAssignedRoleDetails',
      reading((_call, { oid }) => {
        const ids = roleAssignments(state)
          .filter(({ of }) => of === oid)
          .map(({ shown }) => shown.id)
        return { status: 200, body: { roleDefinitionIds: [], roleAssignmentIds: ids } }
      }),
    ],
    [
      'GET',
      '/beta/deviceManagement/roleAssignments',
      reading((call, { oid }) => {
        if (!actionsOf(state, oid).includes(READS_ROLES)) {
          throw intune(
            403,
            'User is not authorized to perform this operation: Roles Read is missing',
            'Forbidden',
          )
        }
        const all = roleAssignments(state).map(({ shown }) => shown)
        return page(call, all, { context: 'deviceManagement/roleAssignments', most: 1000 })
      }),
    ],
  ]
}

/** An Intune Administrator by directory role has no Intune role. */
function roleAssignments(state: TenantState) {
  return PEOPLE.filter(({ directoryRoles }) => directoryRoles.length === 0).map((person, index) => {
    const limit = state.limits?.find(({ oid }) => oid === person.oid)
    return {
      of: person.oid,
      shown: {
        id: `5e5e5e5e-0000-4000-8000-00000000000${index + 1}`,
        displayName: `${person.name} in ${COMPANY.name}`,
        description: '',
        members: [`6e6e6e6e-0000-4000-8000-00000000000${index + 1}`],
        ...(limit ? scopeOf(limit) : { scopeType: 'allDevicesAndLicensedUsers', resourceScopes: [] }),
      },
    }
  })
}

/** `scopeType` as beta has it: everybody, all devices, or the groups that `resourceScopes` names. */
function scopeOf({ groups }: Limit) {
  const users = groups.includes('allLicensedUsers')
  const devices = groups.includes('allDevices')
  const scopeType =
    users && devices
      ? 'allDevicesAndLicensedUsers'
      : users
        ? 'allLicensedUsers'
        : devices
          ? 'allDevices'
          : 'resourceScope'
  return {
    scopeType,
    resourceScopes: groups.filter((one) => one !== 'allLicensedUsers' && one !== 'allDevices'),
  }
}
