import type { Graph } from '../../graph/client.ts'
import { findGroups } from '../../graph/groups.ts'
import {
  type DeviceFound,
  findDevices,
  findUsers,
  groupsOf,
  type ManagedDevice,
  managedDevice,
  type UserFound,
} from '../../graph/membershipOf.ts'
import { DEVICE_SCOPE, GROUP_SCOPE, MANAGED_SCOPE, USER_SCOPE } from '../../graph/scopes.ts'
import { platformOfSystem } from '../../intune/effect/systems.ts'
import type { MemberFacts } from '../../intune/effect/why.ts'
import type { WhyReading } from '../../language/reading.ts'
import { mayPassOver } from '../setback.ts'
import type { PlanContext } from './planContext.ts'

/** A device or a person who was asked about. */
export interface FoundMember {
  member: MemberFacts
  /** The device in Intune; null for people, and where it is not enrolled or hidden. */
  managed: ManagedDevice | null
  /** What is not known of them, each a sentence. */
  gaps: string[]
}

/** `group`: it is one, or nothing else; look it up as that. `told`: a sentence is all there is to answer. */
export type MemberLooked =
  | { type: 'member'; found: FoundMember }
  | { type: 'group' }
  | { type: 'told'; sentence: string }

type Is = WhyReading['subjectIs']

/** The device, person or group that somebody asks about, as the requester may see them. */
export async function findMember(context: PlanContext, asked: string, is: Is): Promise<MemberLooked> {
  if (is === 'group' || asked.startsWith('@')) return { type: 'group' }
  const graph = (...scopes: string[]) => context.graphFor(context.person, scopes)
  const hidden: string[] = []
  const look = async <T>(wanted: Is, scope: string, find: (graph: Graph) => Promise<T[]>): Promise<T[]> => {
    if (is !== null && is !== wanted) return []
    return await find(graph(scope)).catch((error): T[] => {
      if (!mayPassOver(error)) throw error
      hidden.push(scope)
      return []
    })
  }
  const [devices, users, groups] = await Promise.all([
    look('device', DEVICE_SCOPE, (one) => findDevices(one, asked)),
    look('user', USER_SCOPE, (one) => findUsers(one, asked)),
    look('group', GROUP_SCOPE, async (one) => (await findGroups(one, asked, 'exactly')).found),
  ])
  const found = [...devices.map(deviceTitle), ...users.map(userTitle)]
  if (found.length === 0) {
    if (is === null && (groups.length > 0 || hidden.length === 0)) return { type: 'group' }
    const what = is === 'device' ? 'device' : is === 'user' ? 'person' : 'group'
    return {
      type: 'told',
      sentence: [`I found no ${what} called “${asked}”.`, ...hidden.map(hiddenWords)].join(' '),
    }
  }
  if (found.length > 1 || groups.length > 0) {
    const all = [...found, ...groups.map(({ name }) => `group “${name}”`)]
    const list = new Intl.ListFormat('en').format(all)
    return {
      type: 'told',
      sentence: `Several answer to “${asked}”: ${list}. Ask again with an object id, a person’s address, or “device”, “user” or “group” before the name.`,
    }
  }
  const [device] = devices
  const [user] = users
  if (device) return { type: 'member', found: await deviceMember(graph, device) }
  return { type: 'member', found: await userMember(graph, user as UserFound) }
}

function deviceTitle({ id, displayName, operatingSystem }: DeviceFound): string {
  return `device “${displayName}” (${[operatingSystem, `object id ${id}`].filter(Boolean).join(', ')})`
}

function userTitle({ displayName, userPrincipalName }: UserFound): string {
  return `${displayName} (${userPrincipalName})`
}

function hiddenWords(scope: string): string {
  const what = scope === DEVICE_SCOPE ? 'devices' : scope === USER_SCOPE ? 'people' : 'groups'
  return `I may not look among ${what}: nobody consented to the permission ${scope}, or your role has no part in it.`
}

type Scoped = (...scopes: string[]) => Graph

async function deviceMember(graph: Scoped, device: DeviceFound): Promise<FoundMember> {
  const gaps: string[] = []
  const [groups, managed] = await Promise.all([
    groupsOf(graph(DEVICE_SCOPE, GROUP_SCOPE), 'devices', device.id),
    managedDevice(graph(MANAGED_SCOPE), device.deviceId).catch((error): null => {
      if (!mayPassOver(error)) throw error
      gaps.push(
        `Who uses it is hidden from Assent (permission ${MANAGED_SCOPE}): what they get reaches it, too.`,
      )
      return null
    }),
  ])
  if (!managed && gaps.length === 0)
    gaps.push('Intune does not know this device: nothing reaches it before it is enrolled.')
  const owner = managed?.userId
    ? {
        name: managed.userDisplayName ?? managed.userId,
        groups: await groupsOf(graph(GROUP_SCOPE), 'users', managed.userId),
      }
    : null
  const member: MemberFacts = {
    is: 'device',
    name: device.displayName,
    platform: platformOfSystem(device.operatingSystem),
    groups,
    owner,
  }
  return { member, managed, gaps }
}

async function userMember(graph: Scoped, user: UserFound): Promise<FoundMember> {
  const groups = await groupsOf(graph(GROUP_SCOPE), 'users', user.id)
  const member: MemberFacts = { is: 'user', name: user.displayName, platform: null, groups, owner: null }
  return { member, managed: null, gaps: [] }
}
