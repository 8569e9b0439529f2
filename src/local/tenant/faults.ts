import { z } from 'zod'
import { Weather } from '../weather.ts'

/** What goes wrong in the tenant on demand, beside what can go wrong with any server. */
export const Faults = Weather.extend({
  /** For how many milliseconds reads still show what was there before a write. */
  lag: z.number().nonnegative().default(0),
  /**
   * What `assign` does to entries of policy sets, which nobody posts; no document says. `replaced`: they are kept but
   * where a direct entry for the same target is posted.
   */
  policySetEntries: z.enum(['kept', 'replaced', 'dropped']).default('kept'),
  /** What lists do with `$expand=assignments`; kinds differ, and the service changes. */
  listExpand: z.enum(['works', 'refused', 'empty']).default('works'),
  /**
   * `assign` accepts what is new and loses the first entry that was to stay, like a write that breaks off in the
   * middle.
   */
  assign: z.enum(['whole', 'losesOne']).default('whole'),
  /** `@odata.nextLink` as it should be, or pointing at its own page, or at yet another one for ever. */
  nextLink: z.enum(['ends', 'goesRound', 'neverEnds']).default('ends'),
  /** Whether Intune counts what an app calls, and answers 429 where it is more than it grants. */
  throttles: z.boolean().default(false),
  /** How the filing of an approval request is answered: 412, or 403 as older notes and some tenants have it. */
  approvalStatus: z.union([z.literal(412), z.literal(403)]).default(412),
  /** The share of devices on which what they get fails, 0 to 1. */
  failing: z.number().min(0).max(1).default(0.06),
  /** The share of devices on which settings of a profile conflict with another's, 0 to 1. */
  conflicting: z.number().min(0).max(1).default(0),
  /**
   * Object ids of those whose Intune role may read and decide approval requests, for whoever asks without it sees
   * their own alone; null: all administrators.
   */
  approvers: z.array(z.string()).nullable().default(null),
}).strict()
export type Faults = z.infer<typeof Faults>

export const noFaults = (): Faults => Faults.parse({})
