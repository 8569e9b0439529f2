import type { DeviceKind } from './cohorts.ts'

/** What the tenant holds. Plain data: it is saved as JSON. */
export interface TenantState {
  groups: Group[]
  /** Devices and people that were added to those the company starts with. */
  devices?: Device[]
  people?: DirectoryPerson[]
  filters: AssignmentFilter[]
  /** By collection path. */
  objects: Record<string, IntuneObject[]>
  /** Paths of the collections that access policies of Multi Admin Approval protect. */
  protectedCollections: string[]
  approvals: ApprovalRequest[]
  /** Intune's own staged roll-outs. */
  deployments?: StagedDeployment[]
  /** When entries were made or changed here, by object and target. ISO 8601. */
  assignedAt?: Record<string, string>
  /** Intune's audit log, oldest first. */
  audited?: NotedChange[]
  /** Administrators whose role is for a part of the tenant; all others reach everything. */
  limits?: Limit[]
}

/** Who changed an object's assignments, and when. Plain data: it is saved as JSON. */
export interface NotedChange {
  id: string
  /** ISO 8601. */
  at: string
  /** Entra object id; null: somebody in the admin center. */
  oid: string | null
  /** The app that called; null: the admin center. */
  appId: string | null
  objectId: string
  objectName: string
  /** `@odata.type` without its prefix. */
  objectType: string
}

/** A staged roll-out that Intune itself carries out. */
export interface StagedDeployment {
  id: string
  displayName: string
  mode: 'draft' | 'active'
  state: 'notStarted' | 'inProgress' | 'canceled' | 'paused' | 'completed' | 'error'
  ringCount: number
  payloads: { payloadId: string; payloadDisplayName: string; payloadType: string }[]
}

/** How far an administrator's Intune role reaches. */
export interface Limit {
  /** Entra object id of the person. */
  oid: string
  /** Ids of the role's scope groups; `allLicensedUsers` and `allDevices` where it may target everybody. */
  groups: string[]
  /** Ids of the scope tags whose objects it sees; `0` is the default tag. */
  tags: string[]
  /** Resource actions it allows; left out: everything but making roles. */
  actions?: string[] | undefined
}

/** A write that waits for another administrator: Multi Admin Approval's `operationApprovalRequest`. */
export interface ApprovalRequest {
  /** A GUID; the approval code is the same. */
  id: string
  /** ISO 8601, as all times here. */
  requestDateTime: string
  expirationDateTime: string
  lastModifiedDateTime: string
  requestor: Identity
  approver: Identity | null
  status: ApprovalStatus
  requestJustification: string
  approvalJustification: string | null
  /** What was asked for, which is all that the code is valid for. */
  collection: string
  objectId: string
  method: string
  /** Path and query. */
  url: string
  body: string
}

export type ApprovalStatus = 'needsApproval' | 'approved' | 'rejected' | 'cancelled' | 'completed' | 'expired'

export interface Identity {
  /** Entra object id. */
  id: string
  displayName: string
}

export interface Group {
  id: string
  displayName: string
  description: string
  dynamic: boolean
  securityEnabled: boolean
  /** Nested groups' members included. */
  users: number
  devices: number
  /** Left out: as many as the counts above say, who are in no other group. */
  members?: {
    /** Numbers of the company's devices and people. */
    devices?: NumberRun[]
    people?: NumberRun[]
    /** Object ids of devices, people and groups. */
    ids?: string[]
  }
}

export interface AssignmentFilter {
  id: string
  displayName: string
  platform: string
  /** What it selects from: enrolled devices, or apps wherever they run. */
  assignmentFilterManagementType: 'devices' | 'apps'
  /** In the grammar of assignment filters. */
  rule: string
}

export interface IntuneObject {
  id: string
  /** `@odata.type` without `#microsoft.graph.`. */
  type: string
  name: string
  /** What else Graph shows about it. */
  properties: Record<string, unknown>
  assignments: Assignment[]
  /** Entries of the older twin collection, which the newer one does not show. */
  legacyGroupIds: string[]
  /** The excluded among the older entries, for the one kind that has such. */
  legacyExcludedIds: string[]
  /** What a staged roll-out of the service assigns, in a collection of its own. */
  staged?: Record<string, unknown>[]
  /** ISO 8601. */
  lastModifiedDateTime: string
  /** Null until something here changed it. */
  changedAt: string | null
}

export interface Assignment {
  id: string
  /** With `@odata.type`; filters as beta writes them. */
  target: AssignmentTarget
  source: 'direct' | 'policySets'
  sourceId: string
  /** Intent, settings, schedule. */
  properties: Record<string, unknown>
}

export interface AssignmentTarget {
  '@odata.type': string
  groupId?: string
  deviceAndAppManagementAssignmentFilterId?: string | null
  deviceAndAppManagementAssignmentFilterType?: string
  [property: string]: unknown
}

export const PREFIX = '#microsoft.graph.'
export const FILTER_ID = 'deviceAndAppManagementAssignmentFilterId'
export const FILTER_TYPE = 'deviceAndAppManagementAssignmentFilterType'
/** "No filter", in the spelling that reads show. */
export const NO_FILTER = { [FILTER_ID]: null, [FILTER_TYPE]: 'none' } as const

/** `group` of `#microsoft.graph.groupAssignmentTarget`. */
export function kindOfTarget(target: { '@odata.type'?: unknown }): string {
  return String(target['@odata.type'] ?? '')
    .replace(PREFIX, '')
    .replace(/AssignmentTarget$/, '')
}

/** Same target: same type and, for groups, same group. */
export function sameTarget(a: AssignmentTarget, b: AssignmentTarget): boolean {
  return (
    a['@odata.type'] === b['@odata.type'] &&
    a.groupId?.toLowerCase() === b.groupId?.toLowerCase() &&
    a.collectionId === b.collectionId &&
    a.servicePlanId === b.servicePlanId
  )
}

/** A device as Entra and Intune know it. */
export interface Device extends DeviceKind {
  /** Entra's object id. The device's own id (Intune's `azureADDeviceId`) and Intune's id are two others. */
  id: string
  deviceId: string
  managedDeviceId: string
  displayName: string
  /** Entra object id of the primary user; null where people share it. */
  userId: string | null
}

export interface DirectoryPerson {
  /** Entra object id. */
  id: string
  displayName: string
  userPrincipalName: string
  department: string
}

/** A run of numbers: the first, and how many. */
export type NumberRun = readonly [from: number, count: number]
