import { type Counts, countsInWords, errorsInWords, heardOf } from './status.ts'

interface FollowedCounts {
  counts: Counts
  policies: number
  unread: number
  worst: { name: string; failed: number } | null
}

/**
 * "After 2 h: 180 succeeded, 12 failed, 22 not reported yet, wherever it is assigned. Most common error: 0x87D1FDE8 on 8
 * devices." Intune's reports are of a whole policy, while a change may be about one group of many.
 */
export function followedInWords(after: number, { counts, policies, unread, worst }: FollowedCounts): string {
  const when = `After ${durationInWords(after)}${policies > 1 ? `, over ${policies} policies` : ''}`
  if (heardOf(counts) === 0 && counts.notReported === 0) return `${when}: Intune has no report about it yet.`
  return [
    `${when}: ${countsInWords(counts)}, wherever ${policies > 1 ? 'they are' : 'it is'} assigned.`,
    worst ? `Most failures: “${worst.name}” (${worst.failed}).` : null,
    errorsInWords(counts.errors),
    counts.namesHeardOnly ? 'Devices that have not reported yet are not counted.' : null,
    unread > 0 ? `${unread === 1 ? '1 more policy was' : `${unread} more policies were`} not read.` : null,
  ]
    .filter(Boolean)
    .join(' ')
}

/** Where there was nothing to count. */
export function notFollowed(after: number, why: string): string {
  return `After ${durationInWords(after)}: how it went on devices is not known. ${why}`
}

/** After the requester's name. */
export function failingNews(deed: string, line: string): string {
  return `“${deed}” is failing on many devices. ${line} To take it back, press Undo on its card.`
}

/** Why nothing is known. */
export const FOLLOW_NOTES = {
  /** Nobody is asked to sign in for this. */
  signedOutSince: ({ name }: { name: string }) => `${name} was signed out. Ask “how is … doing” to see it.`,
  reportsNotRead: () => 'I could not read Intune’s reports after several attempts.',
} as const

/** For the log, between two attempts. */
export function reportsBusy(): string {
  return 'Microsoft Graph does not show its reports at the moment.'
}

const MINUTE_MS = 60_000

/** "30 min", "2 h", "3 days" */
function durationInWords(milliseconds: number): string {
  const minutes = Math.round(milliseconds / MINUTE_MS)
  if (minutes < 60) return `${minutes} min`
  const hours = Math.round(minutes / 60)
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`
}
