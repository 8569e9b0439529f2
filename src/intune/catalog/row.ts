import type { Intent } from '../../language/reading.ts'
import type { CodedNote } from '../../wording/note.ts'

export type TargetKind = 'allDevices' | 'allUsers' | 'group' | 'exclusionGroup'
export type GraphVersion = 'v1.0' | 'beta'

export interface AssignAction {
  /** The action's parameter, exactly as Graph spells it; null where no action takes groups (`writes: 'oneByOne'`). */
  parameter: string | null
  /** `@odata.type` of one element, without `#microsoft.graph.`. */
  element: string
  /** `collection`: 200 with the new set. `nothing`: 204. `entry`: 201 with the one entry that was posted. */
  answers: 'collection' | 'nothing' | 'entry'
}

/**
 * How a set is written to Intune. `assign`: the whole set at `…/assign`. `assignOrOne`: the same, but a pure addition
 * goes alone to `…/assignments`, where it cannot lose anybody else's. `oneByOne`: only `POST` and `DELETE` on
 * `…/assignments` work. `update`: the whole set as a property of `…/update`.
 */
export type Writing = 'assign' | 'assignOrOne' | 'oneByOne' | 'update'

/**
 * Where Graph tells how an object is doing on devices (beta). The three `…Overview` and `…Summary` have counts next to
 * the object; `scriptRuns` and `detectionRuns` are its `runSummary`; `policyDevices` and `appInstalls` are reports that
 * are requested by POST (learn.microsoft.com/graph/api/resources/intune-reporting-devicemanagementreports).
 */
export type Reports =
  | 'deviceStatusOverview'
  | 'deviceStatusSummary'
  | 'deviceStateSummary'
  | 'scriptRuns'
  | 'detectionRuns'
  | 'policyDevices'
  | 'appInstalls'

/**
 * The older twin collection of an object: entries that hold only a group id. They are read together with the
 * assignments and must be sent back with them, or `assign` drops them.
 */
export interface LegacyGroups {
  /** Navigation property to read. */
  read: string
  parameter: string
  element: string
  groupProperty: string
  /** The property that makes an entry an exclusion, where the kind has one. */
  excludeProperty: string | null
}

/** How an entry says what is to happen with it: install, offer, remove. */
export interface IntentRule {
  /** The entry's property. */
  property: string
  values: readonly Intent[]
  /** Intents that Intune applies to users only; objects may differ (`Variant.availableToDevices`). */
  forUsers: readonly Intent[]
  /**
   * Parts of an entry's property that Intune does not accept with these intents; a dot leads into a part. `what` it is
   * called, and `why` it goes, in words that follow it.
   */
  drops: readonly { intents: readonly Intent[]; property: string; part: string; what: string; why: string }[]
}

/** What a new entry contains besides its target and intent, where leaving it out would not do. */
export interface NewEntry {
  properties: Readonly<Record<string, unknown>>
  /** A new entry copies what all the others have, where they agree: a property as a whole, or part by part. */
  likeOthers: 'whole' | 'byParts'
}

/** Objects within a collection that differ from their row. */
export interface Variant {
  /** `@odata.type` without `#microsoft.graph.`, where the difference lies in the type. */
  type?: string
  /** A test on the end of the id, where the difference lies in the object. */
  idEndsWith?: readonly string[]
  /** Tests on the row's `traits`, all of which hold. */
  traits?: readonly { name: string; in: readonly unknown[] }[]
  /** What to call them, lower case. */
  title?: string
  targets?: readonly TargetKind[]
  filters?: boolean | null
  /** What a new entry of these holds, where it is not the row's. */
  newEntry?: NewEntry
  /** The intents that these take, where they are not the row's. */
  intents?: readonly Intent[]
  /** Their entries have a type of their own. */
  element?: string
  /** Intents for users only reach devices, too. */
  availableToDevices?: boolean
  /** Why such an object cannot be assigned at all. */
  refuse?: CodedNote
  /** Why nothing can be added here, though what is there can be taken away. */
  refuseAdding?: CodedNote
}

export interface CatalogRow {
  /** Singular Graph entity name. */
  key: string
  /** What a person calls one of these, lower case: "compliance policy". */
  title: string
  /** Other names people use, lower case, singular. */
  aliases: readonly string[]
  /** Those of them that mean only some objects of the kind; a request for all of those cannot be limited to them. */
  parts?: readonly string[]
  /**
   * Keys of kinds whose name people also use for this one: somebody who says "compliance policy" may mean one for
   * Linux. A search for those includes this kind.
   */
  joins: readonly string[]
  /** What this kind and those that join it are called together, where its own title is too narrow. */
  familyTitle: string | null
  /** The version of the write. Reads use beta, which alone shows filters and `source`. */
  version: GraphVersion
  /** Path under the version, without a leading slash. */
  path: string
  /** The property that holds the object's name. */
  name: 'displayName' | 'name' | 'profileName'
  assign: AssignAction
  writes: Writing
  /** Where the set is read: `…/assignments`, or `$expand=assignments` of the object alone. */
  reads: 'assignments' | 'expand'
  legacyGroups: LegacyGroups | null
  /** Writable properties of an entry besides its target; sent back as they were read. */
  entryProperties: readonly string[]
  /** Those of them that tell two entries for one target apart (apps: a group may be there once per intent). */
  identity: readonly string[]
  /** Properties of a target that tell two entries for one group apart (Cloud PC: a group once per plan). */
  targetIdentity: readonly string[]
  intent: IntentRule | null
  newEntry: NewEntry | null
  /** Which family of target types the elements take. */
  targetFamily: 'intune' | 'cloudPc'
  targets: readonly TargetKind[]
  /** Two kinds of target that one set cannot hold. */
  notTogether: { targets: readonly [TargetKind, TargetKind]; reason: CodedNote } | null
  /** Which members a group must have to be a target here, included or excluded; null: any. */
  groupsOf: 'users' | null
  /** Microsoft 365 groups that are not security-enabled are accepted. */
  anyGroup: boolean
  /** Whether Intune supports assignment filters for this kind; null: nothing public says. */
  filters: boolean | null
  /** What a filter selects from here: enrolled devices, or apps wherever they run. */
  filtersOf: 'devices' | 'apps'
  /** `eq`: the service filters by name; `list`: read all and compare here. Either way names are checked again. */
  lookup: 'eq' | 'list'
  /** The platform of all objects of this kind, where there is only one. */
  platform: string | null
  /** Properties of an object by which its variants or its platform are recognised; a dot leads into one. */
  traits: readonly string[]
  /** Objects say in `isAssigned` whether there are assignments, shown or not (beta metadata). */
  tellsAssigned: boolean
  /**
   * Where an object keeps what Intune's own staged roll-out assigns, apart from the set
   * (learn.microsoft.com/graph/api/resources/intune-gntgraphservice-deviceandappmanagementdeployment); null: nowhere.
   */
  staged: string | null
  /** Where Graph tells how it is doing on devices; null: nowhere. */
  reports: Reports | null
  /** With version v1.0: the types that v1.0's model has. Others are written in beta; null: all have. */
  v1Types: readonly string[] | null
  /** Objects of this kind that can do less, or nothing; first match wins. */
  variants: readonly Variant[]
  /** Least delegated scope to assign. */
  scope: string
  /** Least delegated scope to read the object and its assignments. */
  readScope: string
}

export const EVERY_TARGET = ['allDevices', 'allUsers', 'group', 'exclusionGroup'] as const

/** The defaults for most kinds; a row says where it differs. */
export const USUAL = {
  joins: [],
  familyTitle: null,
  writes: 'assign',
  reads: 'assignments',
  legacyGroups: null,
  entryProperties: [],
  identity: [],
  targetIdentity: [],
  intent: null,
  newEntry: null,
  targetFamily: 'intune',
  targets: EVERY_TARGET,
  notTogether: null,
  groupsOf: null,
  anyGroup: false,
  filters: true,
  filtersOf: 'devices',
  lookup: 'list',
  platform: null,
  traits: [],
  tellsAssigned: false,
  staged: null,
  reports: null,
  v1Types: null,
  variants: [],
} as const

/** Least scopes by workload (Graph's permission file; for scripts Intune's release notes of 2025-07-28). */
export const CONFIGURATION = workloadScopes('DeviceManagementConfiguration')
export const SERVICE_CONFIG = workloadScopes('DeviceManagementServiceConfig')
export const SCRIPTS = workloadScopes('DeviceManagementScripts')
export const APPS = workloadScopes('DeviceManagementApps')
export const CLOUD_PC = workloadScopes('CloudPC')

function workloadScopes(workload: string): { scope: string; readScope: string } {
  return { scope: `${workload}.ReadWrite.All`, readScope: `${workload}.Read.All` }
}
