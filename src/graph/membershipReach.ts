import type { GroupFacts } from '../intune/assignments/change.ts'
import type { GroupMembers, Hidden } from '../intune/effect/members.ts'
import type { Person } from '../request/person.ts'
import type { CallOptions, Graph } from './client.ts'
import { GraphRefusal } from './errors.ts'
import type { ListCache } from './lists.ts'
import { DEVICE_SCOPE, GROUP_SCOPE } from './scopes.ts'

/** How many members are read one by one; beyond that, counts have to do. */
export interface MemberLimits {
  /** Of one group, devices and users together. */
  group: number
  /** Of all groups of a plan, or of all plans of a request. */
  plan: number
}

/** `card`: whatever takes more than two round trips is left for later. */
export type Haste = 'card' | 'none'

export interface ReachParts {
  person: Person
  /** Graph as this person, with these scopes; the same instance for the same scopes, so that reads travel together. */
  session: (scopes: readonly string[]) => Graph
  lists: ListCache
  limits: MemberLimits
  /** Whether Assent continues after such a refusal: the tenant did not consent, or the person may not read it. */
  mayPassOver: (error: unknown) => boolean
}

/** What was read about the members of groups. */
export interface ReadReach {
  /** By lower-case group id. */
  members: Map<string, GroupMembers>
  /** `operatingSystem` by device, keyed as in `Reach`; null where Entra does not say. */
  systems: Map<string, string | null>
  /** Whether Assent may read only the object ids of devices: neither their device ids nor their systems. */
  systemsHidden: boolean
  /** Whether a group was left for later, since it takes more round trips than there is time for before a card. */
  isLate: boolean
}

interface RawMember {
  id: string
  /** A device's own id, which Intune knows as well. */
  deviceId?: string | null
  operatingSystem?: string | null
}

type MemberKind = 'device' | 'user'

/** The largest page of members (learn.microsoft.com/graph/api/group-list-transitivemembers). */
const PAGE = 999
/** How many pages may be read one after the other before a card. */
const MAX_PAGES_BEFORE_CARD = 2
/** A cast on a collection of the directory is an advanced query (learn.microsoft.com/graph/aad-advanced-queries). */
const ADVANCED: CallOptions = { version: 'v1.0', eventual: true }

/**
 * The devices and users of groups, nested groups included, read as the person with Graph's own transitive lists.
 * Groups whose members were not counted, or are too many, are not read: their number is all that is known.
 * @param groups with their counts, the most important first.
 */
export async function readReach(
  parts: ReachParts,
  groups: readonly GroupFacts[],
  haste: Haste,
): Promise<ReadReach> {
  const members = new Map<string, GroupMembers>()
  const systems = new Map<string, string | null>()
  let isLate = false
  let systemsHidden = false
  let left = parts.limits.plan
  const reads = groups.map(async (group) => {
    const key = group.id.toLowerCase()
    const hide = (hidden: Hidden) => members.set(key, { devices: null, users: null, hidden })
    if (group.members === null) return hide('uncounted')
    if (group.members > parts.limits.group || group.members > left) return hide('limit')
    left -= group.members
    if (haste === 'card' && group.members > PAGE * MAX_PAGES_BEFORE_CARD) {
      isLate = true
      return hide('late')
    }
    try {
      const [devices, users] = await Promise.all([
        group.of === 'users' || group.of === 'nobody'
          ? []
          : readDevices(parts, key, () => {
              systemsHidden = true
            }),
        group.of === 'devices' || group.of === 'nobody' ? [] : readMembers(parts, key, 'user', [GROUP_SCOPE]),
      ])
      for (const device of devices) systems.set(deviceKey(device), device.operatingSystem ?? null)
      return members.set(key, { devices: devices.map(deviceKey), users: users.map(({ id }) => id) })
    } catch (error) {
      if (parts.mayPassOver(error)) return hide('permission')
      // The plan is complete without it, and a number that was promised for later is no reason to fail.
      if (error instanceof GraphRefusal && error.code !== 'signIn') return hide('busy')
      throw error
    }
  })
  await Promise.all(reads)
  return { members, systems, systemsHidden, isLate }
}

function deviceKey({ id, deviceId }: RawMember): string {
  return (deviceId || id).toLowerCase()
}

/** Reading a device's system needs a separate permission; without it, the list has only ids. */
async function readDevices(
  parts: ReachParts,
  groupId: string,
  onHidden: () => void,
): Promise<readonly RawMember[]> {
  try {
    return await readMembers(parts, groupId, 'device', [GROUP_SCOPE, DEVICE_SCOPE])
  } catch (error) {
    if (!parts.mayPassOver(error)) throw error
    onHidden()
    return await readMembers(parts, groupId, 'device', [GROUP_SCOPE])
  }
}

function readMembers(
  { person, session, lists }: ReachParts,
  groupId: string,
  kind: MemberKind,
  scopes: readonly string[],
): Promise<readonly RawMember[]> {
  const select = kind === 'device' ? 'id,deviceId,operatingSystem' : 'id'
  const path = `/groups/${encodeURIComponent(groupId)}/transitiveMembers/microsoft.graph.${kind}?$select=${select}&$top=${PAGE}&$count=true`
  return lists.list(person, scopes, `${kind}s of ${groupId}`, () =>
    session(scopes).list<RawMember>(path, ADVANCED),
  )
}
