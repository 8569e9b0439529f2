import type { GroupFacts } from '../assignments/change.ts'
import type { Reached } from './range.ts'
import { platformOfSystem } from './systems.ts'

/**
 * Why the members of a group are not known one by one: there are too many, nobody counted them, Assent may not see
 * them, Graph could not say, or they are still being read.
 */
export type Hidden = 'limit' | 'uncounted' | 'permission' | 'busy' | 'late'

/**
 * The devices and users of one group, nested groups included; null: unknown. A person is identified by their object id,
 * a device by its own (Entra's `deviceId`, Intune's `azureADDeviceId`), which both directories have.
 */
export interface GroupMembers {
  devices: readonly string[] | null
  users: readonly string[] | null
  /** Where one of them is null. */
  hidden?: Hidden
}

/** What is known about those whom an assignment reaches. */
export interface Reach {
  /** By lower-case id. */
  groups: ReadonlyMap<string, GroupFacts>
  /** By lower-case group id; a group that is not in it is known only by its count. */
  members: ReadonlyMap<string, GroupMembers>
  /** `operatingSystem` by device, as Entra gives it; null where it does not. */
  systems: ReadonlyMap<string, string | null>
  /** Whether Assent may not read which system devices run. */
  systemsHidden?: boolean
  /** Every device in Intune: what all devices means. Left out: unknown. */
  enrolled?: ReadonlySet<string>
  /** Every device that a filter matches, by the filter's id; a filter that is not among them was not evaluated. */
  matches: ReadonlyMap<string, ReadonlySet<string>>
  /** The platform of the policy, or several joined by ", "; null: any, or unknown. */
  platform: string | null
}

/**
 * What is known before any member was read.
 * @param groups by lower-case id.
 */
export function reachOf(groups: ReadonlyMap<string, GroupFacts>, platform: string | null = null): Reach {
  return { groups, platform, members: new Map(), systems: new Map(), matches: new Map() }
}

/** The members of a kind that are known one by one; null where they are not. */
export function knownMembers(
  { groups, members }: Reach,
  groupId: string,
  reached: Reached,
): readonly string[] | null {
  const known = members.get(groupId)?.[reached]
  if (known) return known
  const of = groups.get(groupId)?.of
  // A group without anybody of this kind needs no list.
  return of === 'nobody' || of === (reached === 'devices' ? 'users' : 'devices') ? [] : null
}

/** Whether a policy of this platform works on a device; null where the device does not tell. */
export function runsOn({ platform, systems }: Reach, device: string): boolean | null {
  if (platform === null) return true
  const own = platformOfSystem(systems.get(device) ?? null)
  return own === null ? null : platform.split(', ').includes(own)
}
