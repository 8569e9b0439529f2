import type { CatalogRow, NewEntry } from '../catalog/catalog.ts'
import { isSameId } from '../guid.ts'
import { inclusionsMeant, intentFor, intentIn, removalsMeant, withIntent } from '../plan/intents.ts'
import type { Change } from './change.ts'
import type { Subject } from './entries.ts'
import {
  canonical,
  type Entry,
  entriesFor,
  entryKey,
  makeEntry,
  placeOf,
  sameContent,
  sideOf,
} from './entries.ts'
import { copyForSubject } from './likeness.ts'

/**
 * Merges a change into the current set. Everything the change does not name stays as it is, even where a group is in
 * the set several times, once per side and intent. What it names is moved (from excluded to included, to another intent
 * or filter), never doubled: Intune ignores a second entry for a target
 * (github.com/MG-Cloudflow/Intune-Toolkit/issues/57), so the old one has to go first.
 *
 * @param element the type of a new entry where the object's entries have one of their own.
 */
export function merge(
  row: CatalogRow,
  element: string | null,
  before: readonly Entry[],
  change: Change,
): Entry[] {
  if (change.clear) return change.side === 'exclusion' ? withoutExclusions(before) : cleared(row, before)
  if (change.refilter) return refiltered(row, before, change)
  if (change.withoutFilter && namesNobody(change)) return withoutFilters(row, before, change)
  let entries = [...before]
  for (const subject of change.remove) {
    const gone = removalsMeant(row, entries, subject, change)
    entries = entries.filter((entry) => !gone.includes(entry))
  }
  for (const subject of change.include) {
    const intent = intentFor(row, before, subject, 'include', change)
    entries = include(row, element, entries, subject, intent, change)
  }
  for (const subject of change.exclude) {
    const intent = intentFor(row, before, subject, 'exclude', change)
    entries = exclude(row, element, entries, subject, intent)
  }
  return change.only ? onlyTo(change.include, entries) : entries
}

/** Whether a change is left without any target: it is then about the set as a whole, or about nothing. */
export function namesNobody({ include, exclude, remove }: Change): boolean {
  return include.length + exclude.length + remove.length === 0
}

/**
 * What a policy set wrote stays, and with it whatever excludes others from that: lifting those exclusions would
 * give more, not less.
 */
function cleared(row: CatalogRow, before: readonly Entry[]): Entry[] {
  const held = before.filter((entry) => entry.source !== 'direct')
  const included = held.filter((entry) => sideOf(entry) !== 'exclusion')
  const intents = new Set(included.map((entry) => intentIn(row, entry)))
  return before.filter(
    (entry) => held.includes(entry) || (sideOf(entry) === 'exclusion' && intents.has(intentIn(row, entry))),
  )
}

function withoutExclusions(before: readonly Entry[]): Entry[] {
  return before.filter((entry) => entry.source !== 'direct' || sideOf(entry) !== 'exclusion')
}

function withoutFilters(row: CatalogRow, before: readonly Entry[], { fromIntent }: Change): Entry[] {
  return before.map((entry) =>
    entry.source === 'direct' && entry.filter && (!fromIntent || intentIn(row, entry) === fromIntent)
      ? { ...entry, filter: null }
      : entry,
  )
}

/** The direct inclusions whose filter a change is about. */
export function refilterable(
  row: CatalogRow,
  before: readonly Entry[],
  { include, refilter, every, fromIntent, withoutFilter }: Change,
): Entry[] {
  return before.filter((entry) => {
    if (entry.source !== 'direct' || sideOf(entry) !== 'inclusion' || !refilter) return false
    if (fromIntent && intentIn(row, entry) !== fromIntent) return false
    if (!every && !include.some((subject) => entriesFor([entry], subject).length > 0)) return false
    if (!entry.filter) return refilter.adds === true && withoutFilter !== true
    return !refilter.from || isSameId(entry.filter.id, refilter.from)
  })
}

/**
 * "flip the filter mode": with the mode that it comes to, so that it is flipped once, however often it is planned. As it
 * is where the filters differ in theirs.
 */
export function withModeFlipped(row: CatalogRow, before: readonly Entry[], change: Change): Change {
  if (!change.refilter?.flips) return change
  const modes = new Set(refilterable(row, before, change).flatMap(({ filter }) => filter?.mode ?? []))
  const [mode] = modes
  const { flips: _, ...refilter } = change.refilter
  return mode && modes.size === 1
    ? { ...change, refilter: { ...refilter, mode: mode === 'include' ? 'exclude' : 'include' } }
    : change
}

function refiltered(row: CatalogRow, before: readonly Entry[], change: Change): Entry[] {
  const meant = refilterable(row, before, change)
  const { filter, refilter, withoutFilter } = change
  return before.map((entry) => {
    if (!meant.includes(entry)) return entry
    if (withoutFilter) return { ...entry, filter: null }
    const id = filter?.id ?? entry.filter?.id
    const mode = refilter?.mode ?? entry.filter?.mode ?? filter?.mode
    return id && mode ? { ...entry, filter: { id, mode }, legacy: entry.legacy && !filter } : entry
  })
}

/** Makes sure that the subject is among the inclusions as asked. What the sentence does not mention stays as it was. */
function include(
  row: CatalogRow,
  element: string | null,
  entries: readonly Entry[],
  subject: Subject,
  intent: string | null,
  change: Change,
): Entry[] {
  const meant = inclusionsMeant(row, entries, subject, change)
  const { filter, withoutFilter, gives, fromIntent, model } = change
  if (meant.length > 0) {
    const wanted = uniqueEntries(
      row,
      meant.map((entry) => ({
        ...entry,
        filter: withoutFilter ? null : (filter ?? entry.filter),
        properties: change.intent ? withIntent(row, entry.properties, change.intent) : entry.properties,
        legacy: entry.legacy && !filter,
      })),
    )
    return replaceEntries(row, entries, subject, meant, wanted)
  }
  // Both are about existing entries.
  if (fromIntent || (withoutFilter && !gives)) return [...entries]
  if (model) {
    const copy = { ...copyForSubject(row, model, subject, intent), filter }
    return replaceEntries(row, entries, subject, [], [copy])
  }
  const made = makeEntry(row, subject.kind, subject.kind === 'group' ? subject.id : null, {
    element,
    filter,
    properties: intent && row.intent ? { [row.intent.property]: intent } : {},
  })
  const [had] = inPlaces(row, entries, subject, [made])
  const whole = { ...made, properties: withIntent(row, propertiesFor(row, entries, had), intent) }
  return replaceEntries(row, entries, subject, [], [whole])
}

/**
 * Makes sure that the group is among the exclusions. Such an entry has at most an intent: Intune accepts no settings on
 * it.
 */
function exclude(
  row: CatalogRow,
  element: string | null,
  entries: readonly Entry[],
  subject: Subject,
  intent: string | null,
): Entry[] {
  const made = makeEntry(row, 'exclusionGroup', subject.kind === 'group' ? subject.id : null, {
    element,
    properties: withIntent(row, {}, intent),
  })
  const there = inPlaces(row, entries, subject, [made]).filter((entry) => sideOf(entry) === 'exclusion')
  return replaceEntries(row, entries, subject, there, there.length > 0 ? there : [made])
}

/**
 * Puts the wanted entries in place of `meant` and of whatever else occupies their places; the same set if they are
 * already there.
 */
function replaceEntries(
  row: CatalogRow,
  entries: readonly Entry[],
  subject: Subject,
  meant: readonly Entry[],
  wanted: readonly Entry[],
): Entry[] {
  const gone = new Set([...meant, ...inPlaces(row, entries, subject, wanted)])
  const isThere = wanted.every((entry) => meant.some((one) => sameContent(one, entry)))
  if (isThere && wanted.length === gone.size) return [...entries]
  return [...entries.filter((entry) => !gone.has(entry)), ...wanted]
}

function inPlaces(
  row: CatalogRow,
  entries: readonly Entry[],
  subject: Subject,
  wanted: readonly Entry[],
): Entry[] {
  const places = new Set(wanted.map((entry) => placeOf(entry, row)))
  return entriesFor(entries, subject).filter((entry) => places.has(placeOf(entry, row)))
}

/** Removes everybody else's inclusions, once all who are to stay have theirs. */
function onlyTo(subjects: readonly Subject[], entries: readonly Entry[]): Entry[] {
  const own = subjects.map((subject) =>
    entriesFor(entries, subject).filter((entry) => sideOf(entry) === 'inclusion'),
  )
  if (own.length === 0 || own.some((those) => those.length === 0)) return [...entries]
  const left = new Set(own.flat())
  return entries.filter(
    (entry) => entry.source !== 'direct' || sideOf(entry) !== 'inclusion' || left.has(entry),
  )
}

/** What a new inclusion starts with: the entry it replaces, else what its kind needs. */
function propertiesFor(
  row: CatalogRow,
  entries: readonly Entry[],
  old: Entry | undefined,
): Record<string, unknown> {
  const had = Object.fromEntries(Object.entries(old?.properties ?? {}).filter(([, value]) => value !== null))
  if (!row.newEntry) return had
  const others = entries.filter((entry) => entry.source === 'direct' && entry.target !== 'exclusionGroup')
  return { ...initialProperties(row.newEntry, others), ...had }
}

/** The properties of a new entry, from the kind, or from the other entries where these agree. */
function initialProperties(
  { properties, likeOthers }: NewEntry,
  others: readonly Entry[],
): Record<string, unknown> {
  const names = Object.keys(properties)
  const theirs = others.map((entry) => entry.properties)
  const agreed = agreedOn(theirs, names)
  if (names.every((name) => name in agreed)) return agreed
  if (likeOthers === 'whole') return { ...properties }
  return Object.fromEntries(
    Object.entries(properties).map(([name, usual]) => {
      const values = theirs.map((one) => one[name]).filter(isRecord)
      return [name, isRecord(usual) ? { ...usual, ...agreedOn(values, Object.keys(usual)) } : usual]
    }),
  )
}

/** The properties that all of these have with the same value. */
function agreedOn(
  all: readonly Record<string, unknown>[],
  names: readonly string[],
): Record<string, unknown> {
  const [first] = all
  return Object.fromEntries(
    names
      .filter((name) => first && first[name] !== undefined && first[name] !== null)
      .filter((name) => all.every((one) => canonical(one[name]) === canonical(first?.[name])))
      .map((name) => [name, first?.[name]]),
  )
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Two entries with the same target and intent cannot coexist: the first stays. */
function uniqueEntries(row: CatalogRow, entries: readonly Entry[]): Entry[] {
  const seen = new Map<string, Entry>()
  for (const entry of entries) {
    const key = entryKey(entry, row)
    if (!seen.has(key)) seen.set(key, entry)
  }
  return [...seen.values()]
}
