import type { Counts } from '../wording/status.ts'
import { GraphRefusal } from './errors.ts'

/** How one object is doing on devices, as far as Intune's reports know. */
export type DeviceStatus = Counts

/** From a report that leaves out devices that have not reported yet. */
export const HEARD_ONLY = { namesHeardOnly: true } as const

const MAX_CODES = 5

/** The codes that devices failed with most often. */
export function commonest(codes: readonly number[]): DeviceStatus['errors'] {
  const counts = new Map<number, number>()
  for (const code of codes)
    if (code !== 0 && Number.isInteger(code)) counts.set(code, (counts.get(code) ?? 0) + 1)
  return [...counts]
    .sort(([a, few], [b, many]) => many - few || a - b)
    .slice(0, MAX_CODES)
    .map(([code, devices]) => ({ code: codeInHex(code), devices }))
}

/** The sum of two objects' counts, in devices. */
export function sumOf(one: DeviceStatus, other: DeviceStatus): DeviceStatus {
  const devices = new Map<string, number>()
  for (const error of [...one.errors, ...other.errors])
    devices.set(error.code, (devices.get(error.code) ?? 0) + error.devices)
  const unread = (one.unread ?? 0) + (other.unread ?? 0)
  const notInstalled = (one.notInstalled ?? 0) + (other.notInstalled ?? 0)
  return {
    succeeded: one.succeeded + other.succeeded,
    failed: one.failed + other.failed,
    conflict: one.conflict + other.conflict,
    notReported: one.notReported + other.notReported,
    notApplicable: one.notApplicable + other.notApplicable,
    ...(one.namesHeardOnly || other.namesHeardOnly ? { namesHeardOnly: true } : {}),
    ...(notInstalled > 0 ? { notInstalled } : {}),
    ...(unread > 0 ? { unread } : {}),
    errors: [...devices]
      .map(([code, count]) => ({ code, devices: count }))
      .sort((a, b) => b.devices - a.devices)
      .slice(0, MAX_CODES),
  }
}

/** As Intune shows it: 0x87D1041C. */
function codeInHex(code: number): string {
  return `0x${(code >>> 0).toString(16).toUpperCase().padStart(8, '0')}`
}

/** Codes matter less than the counts next to them. */
export async function unlessRefused(
  read: () => Promise<DeviceStatus['errors']>,
): Promise<DeviceStatus['errors']> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof GraphRefusal && error.code !== 'signIn') return []
    throw error
  }
}

/** A count as Graph gives it, which may be left out. */
export function countIn(value: unknown): number {
  const number = Number(value ?? 0)
  return Number.isFinite(number) && number > 0 ? Math.trunc(number) : 0
}
