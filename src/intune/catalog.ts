/**
 * THE TABLE: one row per assignable Intune resource. A row is data, never code.
 *
 * Paths, parameter names, element types and scopes: Microsoft Graph metadata and permission file, as gathered
 * in the design's `assign-actions.json`. Casing of paths matters to Intune's back ends.
 */

export type TargetKind = 'allDevices' | 'allUsers' | 'group' | 'exclusionGroup'
export type GraphVersion = 'v1.0' | 'beta'

export interface AssignAction {
  /** The action's parameter, exactly as Graph spells it. */
  parameter: string
  /** `@odata.type` of one element, without `#microsoft.graph.`. */
  element: string
  /** `collection`: 200 with the new set. `nothing`: 204. */
  answers: 'collection' | 'nothing'
}

/**
 * The older twin collection of an object: entries that hold a group id alone. They are read beside the
 * assignments and must be sent back beside them, or `assign` drops them.
 */
export interface LegacyGroups {
  /** Navigation property to read. */
  read: string
  parameter: string
  element: string
  groupProperty: string
}

/** Objects within a collection that differ from their row. */
export interface Variant {
  /** `@odata.type` without `#microsoft.graph.`, where the difference lies in the type. */
  type?: string
  /** A test on the id's end, where the difference lies in the object. */
  idEndsWith?: readonly string[]
  /** What to call them, lower case. */
  title?: string
  targets?: readonly TargetKind[]
  filters?: boolean
  /** Why such an object cannot be assigned at all: one sentence for a person. */
  refuse?: string
}

export interface CatalogRow {
  /** Singular Graph entity name. */
  key: string
  /** What a person calls one of these, lower case: "compliance policy". */
  title: string
  /** Other names people use, lower case, singular. */
  aliases: readonly string[]
  /** The documented version of the write. Reads use beta, which alone shows filters and `source`. */
  version: GraphVersion
  /** Path under the version, without a leading slash. */
  path: string
  /** The property that holds the object's name. */
  name: 'displayName' | 'name' | 'profileName'
  assign: AssignAction
  /** `POST …/assignments` takes one entry and cannot lose anybody else's; used for a pure addition. */
  addsOne: boolean
  legacyGroups: LegacyGroups | null
  /** Writable properties of an entry beside its target; sent back as they were read. */
  entryProperties: readonly string[]
  /** Those of them that tell two entries for one target apart (apps: a group may be there once per intent). */
  identity: readonly string[]
  targets: readonly TargetKind[]
  /** Whether Intune supports assignment filters for this kind. */
  filters: boolean
  /** `eq`: the service filters by name; `list`: read all and match here. Either way names are checked again. */
  lookup: 'eq' | 'list'
  /** Objects of this kind that can do less, or nothing; first match wins. */
  variants: readonly Variant[]
  /** Least delegated scope to assign. */
  scope: string
  /** Least delegated scope to read the object and its assignments. */
  readScope: string
}

const EVERY_TARGET = ['allDevices', 'allUsers', 'group', 'exclusionGroup'] as const

export const CATALOG: readonly CatalogRow[] = [
  {
    key: 'deviceCompliancePolicy',
    title: 'compliance policy',
    aliases: ['compliance', 'device compliance policy', 'compliance rule'],
    version: 'v1.0',
    path: 'deviceManagement/deviceCompliancePolicies',
    name: 'displayName',
    assign: { parameter: 'assignments', element: 'deviceCompliancePolicyAssignment', answers: 'collection' },
    addsOne: false,
    legacyGroups: null,
    entryProperties: [],
    identity: [],
    targets: EVERY_TARGET,
    filters: true,
    lookup: 'eq',
    variants: [],
    scope: 'DeviceManagementConfiguration.ReadWrite.All',
    readScope: 'DeviceManagementConfiguration.Read.All',
  },
  {
    key: 'deviceEnrollmentConfiguration',
    title: 'enrollment configuration',
    aliases: ['enrollment restriction', 'enrollment status page', 'enrolment configuration', 'esp'],
    version: 'v1.0',
    path: 'deviceManagement/deviceEnrollmentConfigurations',
    name: 'displayName',
    assign: {
      parameter: 'enrollmentConfigurationAssignments',
      element: 'enrollmentConfigurationAssignment',
      answers: 'nothing',
    },
    addsOne: false,
    legacyGroups: null,
    entryProperties: [],
    identity: [],
    targets: EVERY_TARGET,
    filters: true,
    lookup: 'list',
    variants: [
      {
        idEndsWith: [
          '_DefaultLimit',
          '_DefaultPlatformRestrictions',
          '_DefaultWindowsHelloForBusiness',
          '_DefaultWindows10EnrollmentCompletionPageConfiguration',
        ],
        refuse:
          'It is a default that already applies to everyone until a configuration with a higher priority is assigned, and Intune does not let anybody assign it.',
      },
      {
        type: 'windows10EnrollmentCompletionPageConfiguration',
        title: 'enrollment status page',
        targets: ['allDevices', 'allUsers', 'group'],
      },
      {
        type: 'deviceEnrollmentNotificationConfiguration',
        title: 'enrollment notification',
        targets: ['allUsers', 'group'],
      },
    ],
    scope: 'DeviceManagementServiceConfig.ReadWrite.All',
    readScope: 'DeviceManagementServiceConfig.Read.All',
  },
  {
    key: 'groupPolicyConfiguration',
    title: 'administrative template',
    aliases: ['admin template', 'admx', 'admx template', 'group policy', 'group policy configuration', 'gpo'],
    version: 'beta',
    path: 'deviceManagement/groupPolicyConfigurations',
    name: 'displayName',
    assign: {
      parameter: 'assignments',
      element: 'groupPolicyConfigurationAssignment',
      answers: 'collection',
    },
    addsOne: false,
    legacyGroups: null,
    entryProperties: [],
    identity: [],
    targets: EVERY_TARGET,
    filters: true,
    lookup: 'list',
    variants: [],
    scope: 'DeviceManagementConfiguration.ReadWrite.All',
    readScope: 'DeviceManagementConfiguration.Read.All',
  },
  {
    key: 'deviceManagementScript',
    title: 'PowerShell script',
    aliases: ['script', 'windows script', 'device management script', 'platform script'],
    version: 'beta',
    path: 'deviceManagement/deviceManagementScripts',
    name: 'displayName',
    assign: {
      parameter: 'deviceManagementScriptAssignments',
      element: 'deviceManagementScriptAssignment',
      answers: 'nothing',
    },
    addsOne: true,
    legacyGroups: {
      read: 'groupAssignments',
      parameter: 'deviceManagementScriptGroupAssignments',
      element: 'deviceManagementScriptGroupAssignment',
      groupProperty: 'targetGroupId',
    },
    entryProperties: [],
    identity: [],
    targets: EVERY_TARGET,
    filters: false,
    lookup: 'list',
    variants: [],
    scope: 'DeviceManagementScripts.ReadWrite.All',
    readScope: 'DeviceManagementScripts.Read.All',
  },
]

/** @throws for a key that no row has: stored requests only ever hold keys of rows. */
export function rowOf(key: string): CatalogRow {
  const row = CATALOG.find((one) => one.key === key)
  if (!row) throw new Error(`The catalog has no row ${key}.`)
  return row
}
