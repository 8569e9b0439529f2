import { createHash } from 'node:crypto'
import type { EntrySide } from '../../language/reading.ts'
import type { CatalogRow, GraphVersion, TargetKind } from '../catalog/catalog.ts'
import { isSameId } from '../guid.ts'

/** Whom a change is about: found objects, not names. */
export type Subject = { kind: 'allUsers' } | { kind: 'allDevices' } | { kind: 'group'; id: string }

export interface EntryFilter {
  id: string
  mode: 'include' | 'exclude'
}

/** One assignment of one object, in a form that loses nothing writable. Plain data: it is stored as JSON. */
export interface Entry {
  /** Graph's id of the entry; null for one that is yet to be made, or that has none. Says nothing of the entry. */
  id: string | null
  /** `@odata.type` where it is a type derived from the row's, as with bought e-books; else null. */
  element: string | null
  /** `other`: a target Assent does not offer (a ConfigMgr collection, something newer). Kept, never made. */
  target: TargetKind | 'other'
  groupId: string | null
  filter: EntryFilter | null
  /** The target as Graph gave it, less what is in `filter`. Sent back as it is. */
  targetProperties: Record<string, unknown>
  /** The row's `entryProperties`, as Graph gave them. */
  properties: Record<string, unknown>
  /** `direct`, or who wrote it instead (`policySets`). */
  source: string
  /** The id of who wrote it, where that is not a person. Does not tell entries apart. */
  sourceId?: string
  /** It comes from the older twin collection and has to go back there. */
  legacy: boolean
}

const PREFIX = '#microsoft.graph.'
const NO_FILTER_ID = '00000000-0000-0000-0000-000000000000'
const FILTER_ID = 'deviceAndAppManagementAssignmentFilterId'
const FILTER_TYPE = 'deviceAndAppManagementAssignmentFilterType'

const TYPES: Record<CatalogRow['targetFamily'], Partial<Record<TargetKind, string>>> = {
  intune: {
    allDevices: `${PREFIX}allDevicesAssignmentTarget`,
    allUsers: `${PREFIX}allLicensedUsersAssignmentTarget`,
    group: `${PREFIX}groupAssignmentTarget`,
    exclusionGroup: `${PREFIX}exclusionGroupAssignmentTarget`,
  },
  cloudPc: { group: `${PREFIX}cloudPcManagementGroupAssignmentTarget` },
}

/** A new entry, as a person asked for it. */
export function makeEntry(
  row: CatalogRow,
  target: TargetKind,
  groupId: string | null,
  more: Partial<Entry> = {},
): Entry {
  return {
    id: null,
    element: null,
    target,
    groupId,
    filter: null,
    targetProperties: {
      '@odata.type': TYPES[row.targetFamily][target],
      ...(groupId === null ? {} : { groupId }),
    },
    properties: {},
    source: 'direct',
    legacy: false,
    ...more,
  }
}

/** Reads one element of a set (beta). */
export function readEntry(raw: Record<string, unknown>, row: CatalogRow): Entry {
  const target = recordOrEmpty(raw.target)
  const filter = readEntryFilter(target[FILTER_ID], target[FILTER_TYPE])
  const { [FILTER_ID]: _id, [FILTER_TYPE]: _type, ...others } = target
  // A filter of a mode that is new to us is kept as it is, like everything else of a target.
  const targetProperties = filter === 'unknown' ? target : others
  const types = Object.entries(TYPES[row.targetFamily]) as [TargetKind, string][]
  const kind = types.find(([, type]) => type === targetProperties['@odata.type'])?.[0]
  const properties: Record<string, unknown> = {}
  for (const name of row.entryProperties) if (raw[name] !== undefined) properties[name] = raw[name]
  const element = raw['@odata.type']
  const source = typeof raw.source === 'string' ? raw.source : 'direct'
  return {
    id: typeof raw.id === 'string' ? raw.id : null,
    element: typeof element === 'string' && element !== PREFIX + row.assign.element ? element : null,
    target: kind ?? 'other',
    groupId: typeof targetProperties.groupId === 'string' ? targetProperties.groupId : null,
    filter: filter === 'unknown' ? null : filter,
    targetProperties,
    properties,
    source,
    ...(source !== 'direct' && typeof raw.sourceId === 'string' ? { sourceId: raw.sourceId } : {}),
    legacy: false,
  }
}

/** Reads one element of the older twin collection, which holds a group id alone. */
export function readLegacyEntry(raw: Record<string, unknown>, row: CatalogRow): Entry {
  const { groupProperty = '', excludeProperty = null } = row.legacyGroups ?? {}
  const isExcluded = excludeProperty !== null && raw[excludeProperty] === true
  return makeEntry(row, isExcluded ? 'exclusionGroup' : 'group', String(raw[groupProperty]), { legacy: true })
}

/**
 * "No filter" has three spellings: no id, the all-zero id, type `none`
 * (terraform-provider-microsoft365wp, assignments.go).
 */
function readEntryFilter(id: unknown, type: unknown): EntryFilter | 'unknown' | null {
  if (typeof id !== 'string' || id === '' || id === NO_FILTER_ID || type === 'none') return null
  return type === 'include' || type === 'exclude' ? { id, mode: type } : 'unknown'
}

/**
 * The version that can express this set: v1.0 knows no filters and would widen a filtered assignment, and it does
 * not know every type of object.
 *
 * @param type of the object.
 */
export function versionFor(entries: readonly Entry[], row: CatalogRow, type: string | null): GraphVersion {
  const isKnown = row.v1Types === null || (type !== null && row.v1Types.includes(type))
  const isFiltered = entries.some((entry) => entry.filter || entry.targetProperties[FILTER_ID])
  return isFiltered || !isKnown ? 'beta' : row.version
}

/**
 * The body of `assign` (or `update`) for the whole set. Entries that a policy set wrote are Intune's to keep: not sent.
 */
export function assignBody(entries: readonly Entry[], row: CatalogRow): Record<string, unknown> {
  const direct = entries.filter((entry) => entry.source === 'direct')
  const body: Record<string, unknown> = {
    [row.assign.parameter ?? 'assignments']: direct
      .filter((entry) => !entry.legacy)
      .map((entry) => writeElement(entry, row)),
  }
  const legacy = direct.filter((entry) => entry.legacy)
  if (row.legacyGroups && legacy.length > 0) {
    const { parameter, element, groupProperty, excludeProperty } = row.legacyGroups
    body[parameter] = legacy.map((entry) => ({
      '@odata.type': PREFIX + element,
      [groupProperty]: entry.groupId,
      ...(excludeProperty === null ? {} : { [excludeProperty]: entry.target === 'exclusionGroup' }),
    }))
  }
  return body
}

/** One element, as `assign` and `POST …/assignments` take it. */
export function writeElement(entry: Entry, row: CatalogRow): Record<string, unknown> {
  const filter = entry.filter ? { [FILTER_ID]: entry.filter.id, [FILTER_TYPE]: entry.filter.mode } : {}
  return {
    '@odata.type': entry.element ?? PREFIX + row.assign.element,
    ...entry.properties,
    target: { ...entry.targetProperties, ...filter },
  }
}

/** The entries for a subject, included or excluded, that a person may change: not those of a policy set. */
export function entriesFor(entries: readonly Entry[], subject: Subject): Entry[] {
  return entries.filter(
    (entry) =>
      entry.source === 'direct' &&
      (subject.kind === 'group'
        ? (entry.target === 'group' || entry.target === 'exclusionGroup') &&
          isSameId(entry.groupId, subject.id)
        : entry.target === subject.kind),
  )
}

/** Which side an entry is on; null for a target that Assent does not support, where that is unknown. */
export function sideOf({ target }: Entry): EntrySide | null {
  if (target === 'other') return null
  return target === 'exclusionGroup' ? 'exclusion' : 'inclusion'
}

/** Whom an entry is about, whether included or excluded. */
export function subjectOf({ target, groupId, targetProperties }: Entry): string {
  if (target === 'group' || target === 'exclusionGroup') return `group ${groupId?.toLowerCase()}`
  return target === 'other' ? canonical(targetProperties) : target
}

/**
 * Whom an entry is about and, where the kind tells entries apart by it, the intent or plan: an exclusion narrows one
 * intent (learn.microsoft.com/mem/intune/apps/apps-inc-exl-assignments). An inclusion and an exclusion in one place
 * cannot coexist; those in different places do not affect each other.
 */
export function placeOf(entry: Entry, row: CatalogRow): string {
  return [
    subjectOf(entry),
    ...row.identity.map((name) => String(entry.properties[name] ?? '')),
    ...row.targetIdentity.map((name) => String(entry.targetProperties[name] ?? '')),
  ].join('|')
}

/** What makes two entries the same one: the target and, for some kinds, the intent. */
export function entryKey(entry: Entry, row: CatalogRow): string {
  const target = entry.target === 'other' ? canonical(entry.targetProperties) : entry.target
  const group = entry.groupId?.toLowerCase() ?? ''
  return [
    target,
    group,
    entry.legacy ? 'legacy' : '',
    entry.source,
    ...row.identity.map((name) => String(entry.properties[name] ?? '')),
    ...row.targetIdentity.map((name) => String(entry.targetProperties[name] ?? '')),
  ].join('|')
}

/**
 * Each entry once. Where a kind does not tell who wrote an entry, a policy set's and a person's for one target look the
 * same, and a set that was written back has both.
 */
export function distinct(entries: readonly Entry[], row: CatalogRow): Entry[] {
  return [
    ...new Map(entries.map((entry) => [`${entryKey(entry, row)}=${entryContent(entry)}`, entry])).values(),
  ]
}

/** Two sets have the same fingerprint exactly when they differ in nothing that matters. Order and ids do not matter. */
export function fingerprint(entries: readonly Entry[], row: CatalogRow): string {
  const lines = entries.map((entry) => `${entryKey(entry, row)}=${entryContent(entry)}`).sort()
  return createHash('sha256').update(lines.join('\n')).digest('hex')
}

/** Whether a set has an entry in the same place, whatever its other properties are. */
export function hasEntry(row: CatalogRow, entries: readonly Entry[], entry: Entry): boolean {
  const key = entryKey(entry, row)
  return entries.some((one) => entryKey(one, row) === key)
}

/**
 * Whether what was read back is what was written. A property that Intune filled in by itself, on an entry that
 * did not have it, is no difference; anything else is.
 */
export function holds(read: readonly Entry[], written: readonly Entry[], row: CatalogRow): boolean {
  if (read.length !== written.length) return false
  const found = new Map(read.map((entry) => [entryKey(entry, row), entry]))
  return written.every((entry) => {
    const twin = found.get(entryKey(entry, row))
    if (!twin || canonical(twin.filter) !== canonical(entry.filter)) return false
    return Object.entries(entry.properties).every(
      ([name, value]) => value === null || canonical(twin.properties[name]) === canonical(value),
    )
  })
}

/** Whether two entries say the same about a target, whether or not they are the same object. */
export function sameContent(a: Entry, b: Entry): boolean {
  return entryContent(a) === entryContent(b) && a.legacy === b.legacy
}

function entryContent(entry: Entry): string {
  return canonical({ filter: entry.filter, target: entry.targetProperties, properties: entry.properties })
}

/** JSON with sorted keys and without nulls, so that equal things are equal text. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(
          Object.entries(inner)
            .filter(([, v]) => v !== null && v !== undefined)
            .sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : inner,
  )
}

function recordOrEmpty(value: unknown): Record<string, unknown> {
  return value && typeof value === 'object' ? (value as Record<string, unknown>) : {}
}
