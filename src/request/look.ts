import type { Note } from '../wording/note.ts'
import type { Counts } from '../wording/status.ts'

/** What a look found. */
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
      /** More devices failed than the setting takes for usual. */
      isFailing: boolean
    }
  /** Nothing, and why. */
  | { why: Note }

/** A moment at which to look, and what was found then. */
export interface Look {
  /** When, as a point in time (ISO). */
  at: string
  found?: LookResult & {
    /** When it was really looked (ISO): later, where nothing ran at its time. */
    at: string
  }
}
