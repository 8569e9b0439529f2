import type { Graph } from './client.ts'
import { GraphRefusal } from './errors.ts'
import { matchesOf } from './filterMatches.ts'
import type { ReachParts } from './membershipReach.ts'
import { FILTER_SCOPE, MANAGED_SCOPE } from './scopes.ts'

/** What was read about all devices in Intune and about filters over them. Devices are keyed as in `Reach`. */
export interface DeviceReach {
  /** Null: not known. */
  enrolled: ReadonlySet<string> | null
  /** By filter; one that is not among them was not evaluated. */
  matches: Map<string, ReadonlySet<string>>
  /** `operatingSystem` by device, as Intune gives it. */
  systems: Map<string, string | null>
}

interface Enrolled {
  id: string
  azureADDeviceId: string | null
  operatingSystem: string | null
}

/** What Intune gives for a device that Entra does not know. */
const NO_ID = '00000000-0000-0000-0000-000000000000'

/**
 * All devices in Intune and those that filters match, as far as the person may see them. Intune itself evaluates the
 * filters. Where there are more devices than the limits allow, or something is hidden, it is missing.
 */
export async function readDeviceReach(parts: ReachParts, filterIds: readonly string[]): Promise<DeviceReach> {
  const [enrolled, ...matched] = await Promise.all([
    passed(parts, () => readEnrolled(parts)),
    ...filterIds.map((id) => passed(parts, () => readMatches(parts, id))),
  ])
  const found: DeviceReach = { enrolled: null, matches: new Map(), systems: new Map() }
  if (!enrolled) return found
  const keys = new Map(enrolled.map((device) => [device.id.toLowerCase(), entraIdOf(device)]))
  for (const device of enrolled) found.systems.set(entraIdOf(device), device.operatingSystem)
  filterIds.forEach((id, index) => {
    const ids = matched[index]
    // A device that came or went between the two reads cannot be placed by either list alone.
    if (ids?.every((one) => keys.has(one)))
      found.matches.set(id, new Set(ids.map((one) => keys.get(one) ?? one)))
  })
  return { ...found, enrolled: new Set(keys.values()) }
}

function entraIdOf({ id, azureADDeviceId }: Enrolled): string {
  return (azureADDeviceId && azureADDeviceId !== NO_ID ? azureADDeviceId : id).toLowerCase()
}

/** Kept in place of a list that is not read, since there is more than the limit allows. */
const TOO_MANY: never[] = []

/** @returns null where there are more than the limit. */
async function readEnrolled({
  person,
  session,
  lists,
  limits,
}: ReachParts): Promise<readonly Enrolled[] | null> {
  const graph = session([MANAGED_SCOPE])
  const path = '/deviceManagement/managedDevices?$select=id,azureADDeviceId,operatingSystem'
  const found = await lists.list<Enrolled>(person, [MANAGED_SCOPE], 'all devices', async () =>
    (await countEnrolled(graph)) > limits.plan ? TOO_MANY : await graph.list<Enrolled>(path),
  )
  return found === TOO_MANY ? null : found
}

/** (learn.microsoft.com/graph/api/resources/intune-devices-manageddeviceoverview) */
async function countEnrolled(graph: Graph): Promise<number> {
  const path = '/deviceManagement/managedDeviceOverview?$select=enrolledDeviceCount'
  return (await graph.get<{ enrolledDeviceCount: number }>(path)).enrolledDeviceCount
}

/** @returns null where there are more than the limit. */
async function readMatches(
  { person, session, lists, limits }: ReachParts,
  filterId: string,
): Promise<readonly string[] | null> {
  const graph = session([FILTER_SCOPE])
  const found = await lists.list<{ id: string }>(
    person,
    [FILTER_SCOPE],
    `matches of ${filterId}`,
    async () => {
      const ids = await matchesOf(graph, filterId, limits.group)
      return ids ? ids.map((id) => ({ id })) : TOO_MANY
    },
  )
  return found === TOO_MANY ? null : found.map(({ id }) => id)
}

/** A plan is complete without these numbers; null where they cannot be had. */
async function passed<T>({ mayPassOver }: ReachParts, read: () => Promise<T>): Promise<T | null> {
  try {
    return await read()
  } catch (error) {
    if (mayPassOver(error) || (error instanceof GraphRefusal && error.code !== 'signIn')) return null
    throw error
  }
}
