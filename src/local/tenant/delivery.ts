import { filterMatches } from './filterValues.ts'
import { groupsAround, membersOf } from './memberships.ts'
import {
  type Device,
  FILTER_ID,
  FILTER_TYPE,
  type IntuneObject,
  kindOfTarget,
  type TenantState,
} from './state.ts'
import { suitsDevice } from './suitsDevice.ts'

/** One entry that speaks of a device, or of whoever uses it. */
export interface ReachingEntry {
  included: boolean
  /** A group's id; null: all devices, or all users. */
  groupId: string | null
  /** Whether the entry means the device, or its user. */
  through: 'device' | 'user'
  /** Apps have one. */
  intent: string | null
  filterId: string | null
  /** Whether the filter lets the device through; null: nobody can say, as for filters of apps. */
  passes: boolean | null
}

/** `gets`; or why not: an exclusion, a filter, another platform, no entry that speaks of it. */
export type DeliveryVerdict = 'gets' | 'excluded' | 'filtered' | 'otherPlatform' | 'notTargeted'

export interface Delivery {
  verdict: DeliveryVerdict
  ways: ReachingEntry[]
}

/** Whether a group, nested ones included, holds a device or a person. */
type Holds = (groupId: string, memberId: string) => boolean

/** What one device gets, over many objects. */
export function deliveriesTo(state: TenantState, device: Device): (object: IntuneObject) => Delivery {
  const ids = (id: string | null) =>
    new Set(id ? groupsAround(state, id, { nested: true }).map((group) => group.id) : [])
  const around = new Map([
    [device.id, ids(device.id)],
    [device.userId ?? '', ids(device.userId)],
  ])
  return (object) => deliver(state, object, device, (groupId, id) => around.get(id)?.has(groupId) ?? false)
}

/** Who gets one object, over many devices. */
export function deliveriesOf(state: TenantState, object: IntuneObject): (device: Device) => Delivery {
  const members = new Map<string, Set<string>>()
  const idsIn = (groupId: string) => {
    const known = members.get(groupId)
    if (known) return known
    const group = state.groups.find(({ id }) => id === groupId)
    const all = group ? membersOf(state, group, { nested: true }) : null
    const ids = new Set(all ? [...all.devices.all(), ...all.people.all()].map(({ id }) => id) : [])
    members.set(groupId, ids)
    return ids
  }
  return (device) => deliver(state, object, device, (groupId, id) => idsIn(groupId).has(id))
}

/**
 * An exclusion wins over an inclusion of the same kind of member, and under the same intent; groups of users and
 * groups of devices do not exclude each other (learn.microsoft.com/intune/intune-service/configuration/device-profile-assign).
 */
function deliver(state: TenantState, object: IntuneObject, device: Device, holds: Holds): Delivery {
  const ways = waysTo(state, object, device, holds)
  const included = ways.filter((way) => way.included)
  const open = included.filter(
    (way) => !ways.some((one) => !one.included && one.through === way.through && one.intent === way.intent),
  )
  const verdict = (): DeliveryVerdict => {
    if (included.length === 0) return 'notTargeted'
    if (open.length === 0) return 'excluded'
    if (!suitsDevice(object, device)) return 'otherPlatform'
    return open.some(({ passes }) => passes !== false) ? 'gets' : 'filtered'
  }
  return { verdict: verdict(), ways }
}

function waysTo(state: TenantState, object: IntuneObject, device: Device, holds: Holds): ReachingEntry[] {
  const sides = [
    { through: 'device' as const, id: device.id, all: 'allDevices' },
    { through: 'user' as const, id: device.userId, all: 'allLicensedUsers' },
  ]
  const ways: ReachingEntry[] = []
  for (const { through, id, all } of sides) {
    if (!id) continue
    for (const { target, properties } of object.assignments) {
      const kind = kindOfTarget(target)
      const groupId = target.groupId ?? null
      if (kind !== all && !(groupId && holds(groupId, id))) continue
      const intent = properties.intent ?? properties.installIntent
      ways.push({
        included: kind !== 'exclusionGroup',
        groupId,
        through,
        intent: typeof intent === 'string' ? intent : null,
        filterId: target[FILTER_ID] ?? null,
        passes: passes(state, device, target[FILTER_ID], target[FILTER_TYPE]),
      })
    }
    const older = (groupIds: readonly string[], included: boolean) => {
      for (const groupId of groupIds) {
        if (!holds(groupId, id)) continue
        ways.push({ included, groupId, through, intent: null, filterId: null, passes: true })
      }
    }
    older(object.legacyGroupIds, true)
    older(object.legacyExcludedIds, false)
  }
  return ways
}

function passes(
  state: TenantState,
  device: Device,
  filterId: string | null | undefined,
  mode: string | undefined,
): boolean | null {
  const filter = filterId ? state.filters.find(({ id }) => id === filterId) : undefined
  if (!filter) return true
  const matches = filterMatches(filter)
  return matches ? matches(device) === (mode !== 'exclude') : null
}
