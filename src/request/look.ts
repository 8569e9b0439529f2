import type { Note } from '../wording/note.ts'
import type { Counts } from '../wording/status.ts'

/** The result of a check. */
export type LookResult =
  | {
      /** Of all policies together, in devices. */
      counts: Counts
      /** How many policies these are. */
      policies: number
      /** How many more could not be read. */
      unread: number
      /** The policy with the most failures, where there are several. */
      worst: { name: string; failed: number } | null
      /** More devices failed than the setting treats as usual. */
      isFailing: boolean
    }
  /** Nothing, and why. */
  | { why: Note }

/** A moment at which to check, and what was found then. */
export interface Look {
  /** When, as a point in time (ISO). */
  at: string
  found?: LookResult & {
    /** The actual time of the check (ISO): later, if nothing was running at its time. */
    at: string
  }
}
