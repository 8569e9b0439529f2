import type { CallOptions, Graph } from './client.ts'
import { isId, odataString } from './policies.ts'

/** A device as Entra knows it. */
export interface DeviceFound {
  id: string
  /** The device's own id, which Intune calls `azureADDeviceId`. */
  deviceId: string
  displayName: string
  operatingSystem: string | null
}

export interface UserFound {
  id: string
  displayName: string
  userPrincipalName: string
}

/** A device as Intune knows it. */
export interface ManagedDevice {
  id: string
  userId: string | null
  userDisplayName: string | null
}

const V1: CallOptions = { version: 'v1.0' }
const ADVANCED: CallOptions = { version: 'v1.0', eventual: true }
/** With more devices of one name than this, none is picked. */
const MAX_MATCHES = 10

/** Devices with exactly this name or object id (learn.microsoft.com/graph/api/device-list). */
export async function findDevices(graph: Graph, asked: string): Promise<DeviceFound[]> {
  const property = isId(asked) ? 'id' : 'displayName'
  return await searchMembers(
    graph,
    `/devices?$filter=${encodeURIComponent(`${property} eq ${odataString(asked)}`)}&$select=id,deviceId,displayName,operatingSystem`,
  )
}

/** People with exactly this name, address or object id; where there are none, those whose name begins with it. */
export async function findUsers(graph: Graph, asked: string): Promise<UserFound[]> {
  const select = '&$select=id,displayName,userPrincipalName'
  const exact = isId(asked)
    ? `id eq ${odataString(asked)}`
    : `displayName eq ${odataString(asked)} or userPrincipalName eq ${odataString(asked)}`
  const found = await searchMembers<UserFound>(graph, `/users?$filter=${encodeURIComponent(exact)}${select}`)
  if (found.length > 0 || isId(asked)) return found
  const begins = `startswith(displayName,${odataString(`${asked} `)})`
  return await searchMembers(graph, `/users?$filter=${encodeURIComponent(begins)}${select}`)
}

/** Names of the groups that a device or a person is in, however deep, by lower-case id. */
export async function groupsOf(
  graph: Graph,
  kind: 'devices' | 'users',
  id: string,
): Promise<Map<string, string>> {
  const path = `/${kind}/${encodeURIComponent(id)}/transitiveMemberOf/microsoft.graph.group?$select=id,displayName&$top=999&$count=true`
  const found = await graph.list<{ id: string; displayName: string }>(path, ADVANCED)
  return new Map(found.map((one) => [one.id.toLowerCase(), one.displayName]))
}

/** The device in Intune; null where it is not enrolled there. */
export async function managedDevice(graph: Graph, deviceId: string): Promise<ManagedDevice | null> {
  const filter = encodeURIComponent(`azureADDeviceId eq ${odataString(deviceId)}`)
  const { value } = await graph.get<{ value: ManagedDevice[] }>(
    `/deviceManagement/managedDevices?$filter=${filter}&$select=id,userId,userDisplayName`,
  )
  const [found] = value
  return found ? { ...found, userId: found.userId || null } : null
}

async function searchMembers<T>(graph: Graph, path: string): Promise<T[]> {
  return (await graph.get<{ value: T[] }>(`${path}&$top=${MAX_MATCHES}`, V1)).value
}
