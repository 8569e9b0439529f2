import type { CatalogRow, TargetKind } from './catalog.ts'
import type { Change, Subject } from './change.ts'
import { type Entry, entriesFor, keyOf, makeEntry, sameContent } from './entries.ts'
import { intentFor, withIntent } from './intents.ts'

/**
 * Merges a change into the set that is there. Everything the change does not name stays as it is; a subject
 * it names is moved (from excluded to included, to another filter), never doubled: Intune ignores a second
 * entry for a target (github.com/MG-Cloudflow/Intune-Toolkit/issues/57), so the old one has to go first.
 *
 * @param element the type of a new entry where the object's entries have one of their own.
 */
export function merge(
  row: CatalogRow,
  element: string | null,
  before: readonly Entry[],
  change: Change,
): Entry[] {
  let entries = [...before]
  for (const subject of change.remove) {
    const gone = entriesFor(entries, subject)
    entries = entries.filter((entry) => !gone.includes(entry))
  }
  for (const mode of ['include', 'exclude'] as const) {
    for (const subject of change[mode]) entries = put(row, element, entries, subject, mode, change)
  }
  return entries
}

/** Makes the subject stand in the set as asked. What the sentence does not mention stays as it was. */
function put(
  row: CatalogRow,
  element: string | null,
  entries: Entry[],
  subject: Subject,
  mode: 'include' | 'exclude',
  change: Change,
): Entry[] {
  const target: TargetKind =
    subject.kind !== 'group' ? subject.kind : mode === 'include' ? 'group' : 'exclusionGroup'
  const old = entriesFor(entries, subject)
  const same = old.filter((entry) => entry.target === target)
  const filter = mode === 'include' ? change.filter : null
  if (same.length > 0) {
    const wanted = unique(
      row,
      same.map((entry) => ({
        ...entry,
        filter: filter ?? entry.filter,
        properties: change.intent ? withIntent(row, entry.properties, change.intent) : entry.properties,
        legacy: entry.legacy && !filter,
      })),
    )
    const isThere = wanted.every((entry) => same.some((one) => sameContent(one, entry)))
    if (isThere && wanted.length === old.length) return entries
    return [...entries.filter((entry) => !old.includes(entry)), ...wanted]
  }
  const intent = intentFor(row, entries, subject, mode, change)
  const made = makeEntry(row, target, subject.kind === 'group' ? subject.id : null, {
    element,
    filter,
    properties: withIntent(row, mode === 'include' ? propertiesFor(row, entries, old) : {}, intent),
  })
  return [...entries.filter((entry) => !old.includes(entry)), made]
}

/** What a new inclusion starts with: what the subject had, else what its kind needs. */
function propertiesFor(
  row: CatalogRow,
  entries: readonly Entry[],
  old: readonly Entry[],
): Record<string, unknown> {
  const had = Object.fromEntries(
    Object.entries(old[0]?.properties ?? {}).filter(([, value]) => value !== null),
  )
  if (!row.newEntry) return had
  const others = entries.filter((entry) => entry.source === 'direct' && entry.target !== 'exclusionGroup')
  const [first] = others
  const isShared = first && others.every((entry) => sameContent(bare(entry), bare(first)))
  const start = row.newEntry.likeOthers && isShared ? first.properties : row.newEntry.properties
  return { ...start, ...had }
}

/** An entry's properties alone, to compare them. */
function bare(entry: Entry): Entry {
  return { ...entry, filter: null, targetProperties: {}, legacy: false }
}

/** Two entries of one target and intent cannot stand beside each other: the first stays. */
function unique(row: CatalogRow, entries: readonly Entry[]): Entry[] {
  const seen = new Map<string, Entry>()
  for (const entry of entries) {
    const key = keyOf(entry, row)
    if (!seen.has(key)) seen.set(key, entry)
  }
  return [...seen.values()]
}
