import type { Counts } from '../wording/status.ts'
import { GraphRefusal } from './errors.ts'

/** How one object goes on devices, as far as Intune's reports know by now. */
export type DeviceStatus = Counts

/** Of a report that names nobody of whom Intune has heard nothing. */
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

/** As Intune shows it: 0x87D1041C. */
function codeInHex(code: number): string {
  return `0x${(code >>> 0).toString(16).toUpperCase().padStart(8, '0')}`
}

/** Codes are worth less than the counts that stand beside them. */
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

/** A count as Graph has it, which may be left out. */
export function numberOf(value: unknown): number {
  const number = Number(value ?? 0)
  return Number.isFinite(number) && number > 0 ? Math.trunc(number) : 0
}
