import { list } from './list.ts'

/** Device counts of a status. */
export interface Counts {
  succeeded: number
  failed: number
  conflict: number
  /** Nothing was heard of them yet. */
  notReported: number
  /** There may be more of those: this report names nobody of whom Intune has heard nothing. */
  namesHeardOnly?: true
  notApplicable: number
  /** Of an app: it is not there, and nothing went wrong: nobody has chosen it, or it was taken away. */
  notInstalled?: number
  /** By code, the commonest first; empty where the kind's reports hold none. */
  errors: readonly { code: string; devices: number }[]
  /** How many rows of the report were not read, since there are too many; left out: none. */
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

/** "Most common errors: 0x87D1FDE8 on 8 devices and 0x80070002 on 1 device." */
export function errorsInWords(errors: Counts['errors']): string | null {
  if (errors.length === 0) return null
  const told = errors.map(
    ({ code, devices }) => `${code} on ${devices === 1 ? '1 device' : `${devices} devices`}`,
  )
  return `${errors.length === 1 ? 'Most common error' : 'Most common errors'}: ${list(told)}.`
}

/** How many devices something is known of. */
export function heardOf({ succeeded, failed, conflict, notApplicable, notInstalled = 0 }: Counts): number {
  return succeeded + failed + conflict + notApplicable + notInstalled
}

/** Answers to "how is X doing". */
export const STATUS_NOTES = {
  /** `expected`: how many devices it is for; null: not known. */
  statusCounted: (about: { name: string; counts: Counts; expected: number | null }) =>
    statusCountsInWords(about),
  /** Said once below all counts. */
  reportsLag: () =>
    'That is what Intune’s reports know; they can lag by several hours. Below is who it is assigned to.',
  reportsNothing: ({ name, title }: { name: string; title: string }) =>
    `“${name}”: Graph has no device status for this kind (${title}), so I can’t say how it is doing on devices. Look at its page in Intune.`,
  reportsNobody: ({ name }: { name: string }) =>
    `“${name}” isn’t assigned to anyone, so there is nothing for devices to report.`,
  /** Before the reason: the person may not. */
  statusHidden: ({ name }: { name: string }) => `“${name}”: I could not read how it is doing on devices.`,
  statusNeedsRole: () => 'The requester’s role in Intune has to allow reading its reports.',
  /** Before the reason: it may be there in a moment. */
  statusUnread: ({ name }: { name: string }) =>
    `“${name}”: I could not read how it is doing on devices at the moment.`,
  askInMinutes: () => 'Ask again in a few minutes.',
} as const

function statusCountsInWords({
  name,
  counts,
  expected,
}: Parameters<typeof STATUS_NOTES.statusCounted>[0]): string {
  const { notReported, unread = 0 } = counts
  if (heardOf(counts) === 0) {
    const waiting = expected === null ? notReported : Math.max(notReported, expected)
    return waiting > 0
      ? `“${name}”: no device has reported yet; ${waiting} should. Reports take a few hours after a change.`
      : `“${name}”: Intune has no report about it yet. Reports take a few hours after a change.`
  }
  return [
    `“${name}”: ${countsInWords(counts)}.`,
    errorsInWords(counts.errors),
    counts.namesHeardOnly ? 'Reports of this kind do not list devices that have not reported yet.' : null,
    unread > 0 ? `${unread} more rows of the report were not read: see them in Intune.` : null,
  ]
    .filter(Boolean)
    .join(' ')
}
