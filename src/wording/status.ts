import { list } from './list.ts'

/** How something goes on devices, in devices. */
export interface Counts {
  succeeded: number
  failed: number
  conflict: number
  notReported: number
  /** There may be more that have not reported. */
  namesHeardOnly?: true
  notApplicable: number
  notInstalled?: number
  errors: readonly { code: string; devices: number }[]
  unread?: number
}

/** "180 succeeded, 12 failed, 22 not reported yet" */
export function countsInWords({
  succeeded,
  failed,
  conflict,
  notReported,
  notApplicable,
  notInstalled = 0,
}: Counts): string {
  return [
    `${succeeded} succeeded`,
    `${failed} failed`,
    ...(conflict > 0 ? [`${conflict} in conflict`] : []),
    ...(notReported > 0 ? [`${notReported} not reported yet`] : []),
    ...(notInstalled > 0 ? [`${notInstalled} not installed`] : []),
    ...(notApplicable > 0 ? [`${notApplicable} not applicable`] : []),
  ].join(', ')
}

/** "Commonest errors: 0x87D1FDE8 on 8 devices and 0x80070002 on 1 device." */
export function errorsInWords(errors: Counts['errors']): string | null {
  if (errors.length === 0) return null
  const told = errors.map(
    ({ code, devices }) => `${code} on ${devices === 1 ? '1 device' : `${devices} devices`}`,
  )
  return `${errors.length === 1 ? 'Commonest error' : 'Commonest errors'}: ${list(told)}.`
}

/** How one policy goes, as an answer of its own. `expected`: how many devices it is for, where that is known. */
export function statusInWords(name: string, counts: Counts, expected: number | null): string {
  const { notReported, unread = 0 } = counts
  if (heardOf(counts) === 0) {
    const waiting = expected === null ? notReported : Math.max(notReported, expected)
    return waiting > 0
      ? `“${name}”: no device has reported yet; ${waiting} should. Reports take some hours after a change.`
      : `“${name}”: Intune has no report about it yet. Reports take some hours after a change.`
  }
  return [
    `“${name}”: ${countsInWords(counts)}.`,
    errorsInWords(counts.errors),
    counts.namesHeardOnly ? 'Devices that have not reported yet stand in no report of this kind.' : null,
    unread > 0 ? `${unread} more rows of the report were not read: see them in Intune.` : null,
  ]
    .filter(Boolean)
    .join(' ')
}

/** Said once below all counts. */
export function reportsLag(): string {
  return 'That is what Intune’s reports know; they lag by up to some hours. Below is whom it is assigned to.'
}

/** How many devices something is known of. */
export function heardOf({ succeeded, failed, conflict, notApplicable, notInstalled = 0 }: Counts): number {
  return succeeded + failed + conflict + notApplicable + notInstalled
}

export function reportsNothing(name: string, title: string): string {
  return `“${name}”: Graph has no device status for this kind (${title}), so I can’t say how it goes on devices. Look at its page in Intune.`
}

export function assignedToNobody(name: string): string {
  return `“${name}” is assigned to nobody, so there is nothing for devices to report.`
}

/** The report is there, and this person may not read it. */
export function statusHidden(name: string, why: string): string {
  return `“${name}”: I could not read how it goes on devices. ${why} Your role in Intune has to allow reading its reports.`
}

/** It may be there in a moment. */
export function statusUnreadNow(name: string, why: string): string {
  return `“${name}”: I could not read how it goes on devices just now. ${why} Ask again in a few minutes.`
}
