import { readFileSync } from 'node:fs'
import { z } from 'zod'

/**
 * What Graph's Intune collections really take and answer, one entry per collection. Gathered from Microsoft's
 * metadata, permission file and maintained public clients as of 2026-11-24, independently of the catalog: a row
 * that is wrong there is refused here.
 *
 * `create` says what `POST …/assignments` does: `works`, `unrouted` ("No OData route exists"), or `unknown`, which
 * this tenant answers as unrouted, the worse of the two. `nameFilter` says the same of `$filter` on the name:
 * `works`, `ignored` (everything comes back), `refused`, or `unknown`, answered as refused.
 */
const Fact = z
  .object({
    entity: z.string(),
    name: z.string(),
    versions: z.array(z.enum(['v1.0', 'beta'])),
    /** By version: parameter name → element type. */
    assign: z.record(z.record(z.string())),
    /** Where the set is a property of `update` instead: the same. */
    update: z.record(z.string()).default({}),
    answers: z.union([z.literal(200), z.literal(204)]).nullable(),
    /** How the assignments are read: at `…/assignments`, or by `$expand` alone. */
    read: z.enum(['list', 'expand']),
    element: z.string(),
    /** By version: writable properties of an element beside its target. */
    properties: z.record(z.array(z.string())),
    /** Properties of an element that beta shows and nobody writes. */
    shows: z.array(z.string()),
    /** Properties that tell two entries for one target apart. */
    identity: z.array(z.string()).default([]),
    /** Properties that an element cannot do without. */
    needs: z.array(z.string()).default([]),
    /** By type of object: the type of `settings` that fits it. */
    settings: z.record(z.string()).default({}),
    /** By type of object: parts of `settings` that an included entry cannot do without. */
    settingsNeeded: z.record(z.array(z.string())).default({}),
    /** The intents that an element may have, where it has one. */
    intents: z.array(z.string()).default([]),
    /** By intent: the only types of object that take it. */
    intentTypes: z.record(z.array(z.string())).default({}),
    /** Groups are of users here, included or excluded. */
    usersOnly: z.boolean().default(false),
    /** Groups need not be security-enabled. */
    anyGroup: z.boolean().default(false),
    /** Objects show `isAssigned` in beta. */
    tellsAssigned: z.boolean().default(false),
    /** The collection beside the assignments that a staged roll-out fills (beta). */
    staged: z.string().nullable().default(null),
    /** Types of object that v1.0's model has; null: all that occur. */
    v1Types: z.array(z.string()).nullable().default(null),
    /** The properties an object has, where `$select` of another one is answered 400. */
    declares: z.array(z.string()).nullable().default(null),
    /**
     * Objects whose properties begin like this answer `$expand=assignments` with an empty list, whatever they hold
     * (github.com/microsoftgraph/msgraph-sdk-powershell/issues/3337).
     */
    emptyExpand: z.record(z.string()).default({}),
    /** Intents that are for users alone, but for some types of object. */
    forUsers: z.array(z.string()).default([]),
    /** Beta shows the older twin collection `groupAssignments`. */
    legacy: z.boolean().default(false),
    expands: z.boolean().default(true),
    create: z.enum(['works', 'unrouted', 'unknown']),
    family: z.string(),
    /** Target types without `AssignmentTarget`. */
    targets: z.array(z.string()),
    /** Two target types that one object cannot hold together. */
    notTogether: z.array(z.string()).default([]),
    /** Whether Intune supports filters there; null where nothing public says so. */
    filters: z.boolean().nullable(),
    /** The platform of filters that fit, where all objects are for one and do not say so. */
    platform: z.string().nullable().default(null),
    /** What the filters that fit choose among. */
    filtersOf: z.enum(['devices', 'apps']).default('devices'),
    nameFilter: z.enum(['works', 'ignored', 'refused', 'unknown']),
    scopes: z.object({ write: z.array(z.string()), read: z.array(z.string()) }),
    /** Objects of the collection that differ; first match wins. */
    variants: z
      .array(
        z.object({
          type: z.string().optional(),
          idEndsWith: z.array(z.string()).optional(),
          /** Values of the object's properties; a dot leads into one. */
          where: z.record(z.unknown()).optional(),
          assignable: z.boolean().default(true),
          targets: z.array(z.string()).optional(),
          filters: z.boolean().optional(),
          element: z.string().optional(),
          availableToDevices: z.boolean().default(false),
          /** A target has to name a plan of licences. */
          needsPlan: z.boolean().default(false),
        }),
      )
      .default([]),
  })
  .strict()

export type Fact = z.infer<typeof Fact>

/** By collection path, such as `deviceManagement/deviceCompliancePolicies`. */
export const FACTS: ReadonlyMap<string, Fact> = new Map(
  Object.entries(
    z.record(Fact).parse(JSON.parse(readFileSync(new URL('./facts.json', import.meta.url), 'utf8'))),
  ),
)

export function factOf(collection: string): Fact {
  const fact = FACTS.get(collection)
  if (!fact) throw new Error(`there is no collection ${collection}`)
  return fact
}
