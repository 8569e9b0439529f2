import { createHash } from 'node:crypto'
import { deliveriesOf } from './delivery.ts'
import { devicesOf } from './devicesAndPeople.ts'
import { membersOf } from './memberships.ts'
import { findPerson } from './population.ts'
import { type Assignment, type Device, type IntuneObject, kindOfTarget, type TenantState } from './state.ts'

/**
 * Devices are notified of a change within minutes and check by themselves about every eight hours
 * (learn.microsoft.com/intune/intune-service/configuration/device-profile-monitor, refresh cycle times). Some are
 * switched off.
 */
const MINUTE_MS = 60_000
const TOLD_WITHIN_MS = 15 * MINUTE_MS
const CHECK_IN_EVERY_MS = 8 * 60 * MINUTE_MS
const SHARE_OFF = 0.04
const SHARE_TOLD = 0.7
/** Reports are compiled this often; until then they show the previous state. */
const REPORT_EVERY_MS = 30 * MINUTE_MS

const ERRORS = [
  { code: -2016281112, text: 'Remediation failed' },
  { code: -2016345612, text: 'Syncml(500): The recipient encountered an unexpected condition' },
  { code: -2147024894, text: 'The system cannot find the file specified' },
] as const
export type DeviceError = (typeof ERRORS)[number]

/** How one device is doing with one object, as far as reports know. */
export interface CheckIn {
  device: Device
  state: 'pending' | 'success' | 'error' | 'conflict' | 'notApplicable'
  error: DeviceError | null
  /** Null while it is pending. */
  reportedAt: Date | null
}

export interface Outlook {
  now: Date
  failing: number
  conflicting?: number
}

/**
 * Every device that an object is meant for, with what reports know of it at a time.
 * @param failing the share of devices that fail, 0 to 1; `conflicting`: of those where another object says otherwise.
 */
export function statusesOf(
  state: TenantState,
  object: IntuneObject,
  { now, failing, conflicting = 0 }: Outlook,
): CheckIn[] {
  const known = new Date(Math.floor(now.getTime() / REPORT_EVERY_MS) * REPORT_EVERY_MS)
  const deliveryTo = deliveriesOf(state, object)
  return candidatesFor(state, object).flatMap((device): CheckIn[] => {
    const { verdict, ways } = deliveryTo(device)
    if (verdict !== 'gets' && verdict !== 'otherPlatform') return []
    const since = latestTime(ways.map(({ groupId, through }) => assignedAt(state, object, groupId, through)))
    const reportedAt = checkInAfter(device, since)
    const pending = { device, state: 'pending', error: null, reportedAt: null } as const
    if (!reportedAt || reportedAt > known) return [pending]
    if (verdict === 'otherPlatform') return [{ device, state: 'notApplicable', error: null, reportedAt }]
    const luck = fraction(`${object.id} ${device.id}`)
    if (luck >= failing && luck < failing + conflicting)
      return [{ device, state: 'conflict', error: null, reportedAt }]
    if (luck >= failing) return [{ device, state: 'success', error: null, reportedAt }]
    // Half of the failing devices fail in the same way.
    const error = ERRORS[luck < failing / 2 ? 0 : Math.floor(luck * 1e6) % ERRORS.length] ?? ERRORS[0]
    return [{ device, state: 'error', error, reportedAt }]
  })
}

/** When a device learns of what changed at a time; null: it is switched off. */
export function checkInAfter(device: Device, since: Date): Date | null {
  const luck = fraction(device.id)
  if (luck < SHARE_OFF) return null
  if (luck < SHARE_OFF + SHARE_TOLD) {
    return new Date(since.getTime() + MINUTE_MS + fraction(`told ${device.id}`) * TOLD_WITHIN_MS)
  }
  return new Date(lastCheckIn(device, since).getTime() + CHECK_IN_EVERY_MS)
}

/** The last time that a device checked by itself. */
export function lastCheckIn(device: Device, now: Date): Date {
  const phase = Math.floor(fraction(`phase ${device.id}`) * CHECK_IN_EVERY_MS)
  return new Date(Math.floor((now.getTime() - phase) / CHECK_IN_EVERY_MS) * CHECK_IN_EVERY_MS + phase)
}

/** Notes which entries are new, so that devices take their time over them. */
export function noteAssigned(state: TenantState, object: IntuneObject, old: IntuneObject, now: Date): void {
  const keysOf = ({ assignments }: IntuneObject) => assignments.map(assignmentContent)
  const before = new Set(keysOf(old))
  for (const assignment of object.assignments) {
    if (before.has(assignmentContent(assignment))) continue
    state.assignedAt = {
      ...state.assignedAt,
      [assignmentKeyOf(object, targetIdentity(assignment))]: now.toISOString(),
    }
  }
}

function assignedAt(
  state: TenantState,
  object: IntuneObject,
  groupId: string | null,
  through: 'device' | 'user',
): Date {
  const key = groupId ?? (through === 'device' ? 'allDevices' : 'allLicensedUsers')
  return new Date(state.assignedAt?.[assignmentKeyOf(object, key)] ?? 0)
}

function targetIdentity({ target }: Assignment): string {
  return target.groupId ?? kindOfTarget(target)
}

function assignmentKeyOf({ id }: IntuneObject, target: string): string {
  return `${id} ${target}`
}

function assignmentContent({ target, properties }: Assignment): string {
  return JSON.stringify([target, properties])
}

/** Devices that some entry may mean: those of its groups, and those of its groups' people. */
function candidatesFor(state: TenantState, object: IntuneObject): Device[] {
  const targets = object.assignments.map(({ target }) => target)
  const kinds = new Set(targets.map(kindOfTarget))
  if (kinds.has('allDevices') || kinds.has('allLicensedUsers')) return devicesOf(state).all()
  const ids = [...targets.flatMap(({ groupId }) => groupId ?? []), ...object.legacyGroupIds]
  const groups = state.groups.filter(({ id }) => ids.includes(id))
  const members = groups.map((group) => membersOf(state, group, { nested: true }))
  const people = new Set(members.flatMap((one) => one.people.all().map(({ id }) => id)))
  const owned =
    people.size === 0
      ? []
      : devicesOf(state)
          .all()
          .filter(({ userId }) => userId !== null && people.has(userId))
  const all = [...members.flatMap((one) => one.devices.all()), ...owned]
  return [...new Map(all.map((device) => [device.id, device])).values()]
}

/** Always the same number between 0 and 1 for a text. */
function fraction(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0) / 2 ** 32
}

function latestTime(times: readonly Date[]): Date {
  return new Date(Math.max(0, ...times.map((time) => time.getTime())))
}

/** The name that reports give a device's user; empty where nobody has it. */
export function userNameOf(state: TenantState, { userId }: Device): string {
  return userId ? (findPerson(state, userId)?.userPrincipalName ?? '') : ''
}
