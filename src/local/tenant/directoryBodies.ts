import type { Caller } from './bearer.ts'
import type { Device, DirectoryPerson, Group } from './state.ts'

type Body = Record<string, unknown>

/** Which permission lets an app read more of an object than its id (the pages of `list` for each of them). */
export const READ_SCOPES = {
  device: ['Device.Read.All', 'Directory.Read.All'],
  user: ['User.ReadBasic.All', 'User.Read.All', 'Directory.Read.All'],
  group: ['GroupMember.Read.All', 'Group.Read.All', 'Directory.Read.All'],
} as const
export type DirectoryType = keyof typeof READ_SCOPES

/** An object of the directory with its type. */
export type DirectoryObject =
  | { type: 'device'; one: Device }
  | { type: 'user'; one: DirectoryPerson }
  | { type: 'group'; one: Group }

export function isDirectoryType(type: string | undefined): type is DirectoryType {
  return type !== undefined && type in READ_SCOPES
}

/** What Entra shows of an object (learn.microsoft.com/graph/api/resources/device, …/user, …/group). */
export function bodyOf(object: DirectoryObject): Body {
  if (object.type === 'user') {
    const { id, displayName, userPrincipalName, department } = object.one
    return { id, displayName, userPrincipalName, mail: userPrincipalName, department, accountEnabled: true }
  }
  if (object.type === 'group') {
    const { id, displayName, description, dynamic, securityEnabled } = object.one
    const groupTypes = dynamic ? ['DynamicMembership'] : []
    return { id, displayName, description, groupTypes, securityEnabled, mailEnabled: !securityEnabled }
  }
  const { managedDeviceId: _id, cpuArchitecture: _cpu, sku: _sku, userId: _user, ...shown } = object.one
  return {
    ...shown,
    deviceCategory: null,
    accountEnabled: true,
    isCompliant: true,
    isManaged: true,
    managementType: 'MDM',
    profileType: 'RegisteredDevice',
  }
}

/** The properties that `$select` may name. */
export const DECLARED: Record<DirectoryType, readonly string[]> = {
  user: ['id', 'displayName', 'userPrincipalName', 'mail', 'department', 'accountEnabled'],
  group: ['id', 'displayName', 'description', 'groupTypes', 'securityEnabled', 'mailEnabled'],
  device: [
    'id',
    'deviceId',
    'displayName',
    'operatingSystem',
    'operatingSystemVersion',
    'manufacturer',
    'model',
    'deviceOwnership',
    'enrollmentProfileName',
    'trustType',
    'deviceCategory',
    'accountEnabled',
    'isCompliant',
    'isManaged',
    'managementType',
    'profileType',
  ],
}

export function may(caller: Caller, type: DirectoryType): boolean {
  return READ_SCOPES[type].some((scope) => caller.scopes.includes(scope))
}

/**
 * A member as shown to an app that may not read its type: only the id
 * (learn.microsoft.com/graph/permissions-overview#limited-information-returned-for-inaccessible-member-objects).
 */
export function memberBody(caller: Caller, object: DirectoryObject, { typed }: { typed: boolean }): Body {
  const body = bodyOf(object)
  const shown = may(caller, object.type)
    ? body
    : Object.fromEntries(Object.keys(body).map((name) => [name, name === 'id' ? body.id : null]))
  return { ...(typed ? { '@odata.type': `#microsoft.graph.${object.type}` } : {}), ...shown }
}
