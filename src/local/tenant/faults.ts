import { z } from 'zod'
import { Weather } from '../faults.ts'

/** What goes wrong in the tenant on demand, beside what can go wrong with any server. */
export const Faults = Weather.extend({
  /** Milliseconds for which reads still show what was there before a write. */
  lag: z.number().nonnegative().default(0),
  /** What `assign` does to entries of policy sets that are not among those posted; no document says. */
  policySetEntries: z.enum(['kept', 'dropped']).default('kept'),
  /** What lists do with `$expand=assignments`; kinds differ, and the service changes. */
  listExpand: z.enum(['works', 'refused', 'empty']).default('works'),
}).strict()
export type Faults = z.infer<typeof Faults>

export const fairWeather = (): Faults => Faults.parse({})
