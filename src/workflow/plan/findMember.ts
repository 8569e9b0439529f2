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
} from '../../graph/memberSearch.ts'
import { DEVICE_SCOPE, GROUP_SCOPE, MANAGED_SCOPE, USER_SCOPE } from '../../graph/scopes.ts'
import type { MemberFacts } from '../../intune/effect/deliveryReason.ts'
import { platformOfSystem } from '../../intune/effect/systems.ts'
import type { WhyReading } from '../../language/reading.ts'
import {
  mayNotLookAmong,
  memberNotFound,
  notEnrolled,
  severalAnswer,
  userHidden,
} from '../../wording/reportAnswers.ts'
import { mayPassOver } from '../setback.ts'
import type { PlanContext } from './planContext.ts'

/** A device or a person who was asked about. */
export interface FoundMember {
  member: MemberFacts
  /** The device in Intune; null for people, and where it is not enrolled or not visible. */
  managed: ManagedDevice | null
  /** What is not known about them, one sentence each. */
  gaps: string[]
}

/** `group`: it is a group, or nothing else; look it up as one. `told`: the whole answer is one sentence. */
export type MemberLooked =
  | { type: 'member'; found: FoundMember }
  | { type: 'group' }
  | { type: 'told'; sentence: string }

type Is = WhyReading['subjectIs']

/** The device, person or group that somebody asks about, as the requester can see them. */
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
      sentence: memberNotFound(what, asked, hidden.map(hiddenWords)),
    }
  }
  if (found.length > 1 || groups.length > 0) {
    const all = [...found, ...groups.map(({ name }) => `group “${name}”`)]
    return { type: 'told', sentence: severalAnswer(asked, all) }
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
  return mayNotLookAmong(what, scope)
}

type Scoped = (...scopes: string[]) => Graph

async function deviceMember(graph: Scoped, device: DeviceFound): Promise<FoundMember> {
  const gaps: string[] = []
  const [groups, managed] = await Promise.all([
    groupsOf(graph(DEVICE_SCOPE, GROUP_SCOPE), 'devices', device.id),
    managedDevice(graph(MANAGED_SCOPE), device.deviceId).catch((error): null => {
      if (!mayPassOver(error)) throw error
      gaps.push(userHidden(MANAGED_SCOPE))
      return null
    }),
  ])
  if (!managed && gaps.length === 0) gaps.push(notEnrolled())
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
