import type { Queue } from 'pg-boss'

/** The work that continues after an answer, and what each piece of it carries. */
export interface Jobs {
  /** Find what the sentence means and draw the plan. */
  plan: { requestId: string }
  /** Have a language model read the sentence: it may be slow, and keeps nobody's plan waiting. */
  interpret: { requestId: string }
  /** Read the members of large groups, for more exact numbers on a card that already exists. */
  countMembers: { requestId: string }
  /** Write one policy's set, read it back. */
  apply: { requestId: string; item: number }
  /** See whether Intune's own Multi Admin Approval has approved a policy's change. */
  intuneApproval: { requestId: string; item: number }
  /** Bring every copy of a request's card up to date; `again`: also where the request is as it was when it was drawn. */
  card: { requestId: string; again?: true }
  /** Tell the channels how it ended. */
  notice: { requestId: string }
  /** Ask the requester to sign in. */
  signIn: { requestId: string }
  /** Nobody decided in time. */
  expiry: { requestId: string }
  /** The moment of what was approved for later has come. */
  begin: { requestId: string }
  /** Take back what was to last until now. `tries`: how many attempts have come to nothing so far. */
  end: { requestId: string; tries?: number }
  /** Remind the requester that what lasts until `end`, ISO 8601, is nearly over. */
  endReminder: { requestId: string; end: string }
  /** Check how a change went on devices. */
  follow: { requestId: string }
  /** Look up whether those who pressed a button may decide. */
  check: { requestId: string }
  /** Remind those who may approve, if the round still waits for them. */
  reminder: { requestId: string; round: number }
  /** Delete what has been kept long enough. */
  retention: Record<string, never>
  /** Remove a second copy of a message. */
  withdraw: { requestId: string; conversationId: string; activityId: string }
}

export type JobName = keyof Jobs

/** After this many attempts a job that talks to Graph gives up by itself: about five minutes. */
export const ATTEMPTS = 9
/** The queue itself gives up later: runs cut short by a kill count too, and are not the job's fault. */
const ATTEMPTS_WITH_KILLS = 30
/** A message deserves more patience, since nobody can ask for it again: about three hours. */
const MESSAGE_ATTEMPTS = 30

/** Where jobs that failed for good go. */
export const DEAD = 'dead'

interface QueueSettings extends Pick<Queue, 'retryLimit' | 'retryDelay' | 'retryBackoff' | 'retryDelayMax'> {
  policy: NonNullable<Queue['policy']>
  /** How many jobs of one tenant run at once in one process; those of other tenants run alongside. */
  atOnce: number
}

const BACK_OFF = {
  retryLimit: ATTEMPTS_WITH_KILLS - 1,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 120,
}
/** Intune keeps a request for approval for three days; it is checked at least every five minutes. */
const FOR_DAYS = { ...BACK_OFF, retryLimit: 2000, retryDelay: 2, retryDelayMax: 300 }
const PATIENTLY = { ...BACK_OFF, retryLimit: MESSAGE_ATTEMPTS - 1, retryDelayMax: 600 }

/**
 * pg-boss's policies, read in its source (12.38, plans.js): `singleton` keeps every job that is sent and runs one
 * of a key at a time. `stately` would not do: while one job of a key waits, it drops the next one, although the
 * waiting one may have read its request already; and a job that fails while another of its key waits for its
 * next try goes straight to the dead letters. `key_strict_fifo` also keeps the order: a job that waits for its next try
 * holds back those after it.
 */
export const QUEUES: Record<JobName, QueueSettings> = {
  plan: { policy: 'singleton', atOnce: 8, ...BACK_OFF },
  interpret: { policy: 'singleton', atOnce: 3, ...BACK_OFF },
  countMembers: { policy: 'singleton', atOnce: 2, ...BACK_OFF },
  apply: { policy: 'key_strict_fifo', atOnce: 8, ...BACK_OFF },
  intuneApproval: { policy: 'singleton', atOnce: 2, ...FOR_DAYS },
  card: { policy: 'singleton', atOnce: 8, ...PATIENTLY },
  notice: { policy: 'singleton', atOnce: 4, ...PATIENTLY },
  signIn: { policy: 'singleton', atOnce: 2, ...BACK_OFF },
  check: { policy: 'singleton', atOnce: 4, ...BACK_OFF },
  expiry: { policy: 'standard', atOnce: 1, ...PATIENTLY },
  begin: { policy: 'standard', atOnce: 2, ...PATIENTLY },
  end: { policy: 'standard', atOnce: 2, ...PATIENTLY },
  endReminder: { policy: 'standard', atOnce: 1, ...BACK_OFF },
  // A report can be hundreds of calls: people who wait for an answer go first.
  follow: { policy: 'standard', atOnce: 1, ...BACK_OFF },
  reminder: { policy: 'standard', atOnce: 1, ...BACK_OFF },
  retention: { policy: 'exclusive', atOnce: 1, ...PATIENTLY },
  withdraw: { policy: 'exclusive', atOnce: 1, ...PATIENTLY },
}
export const JOB_NAMES = Object.keys(QUEUES) as JobName[]
