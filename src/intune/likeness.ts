import type { CatalogRow } from './catalog.ts'
import type { Change, Subject } from './change.ts'
import { type Entry, keyOf, makeEntry } from './entries.ts'

/** Whether an entry is about the subject, be it included or excluded. */
export function isAbout({ target, groupId }: Entry, subject: Subject): boolean {
  if (subject.kind !== 'group') return target === subject.kind
  const isGroup = target === 'group' || target === 'exclusionGroup'
  return isGroup && groupId?.toLowerCase() === subject.id.toLowerCase()
}

/** Whether the subject gets this object: it stands there, and is not left out. */
export function isGiven(entries: readonly Entry[], subject: Subject): boolean {
  const own = entries.filter((entry) => isAbout(entry, subject))
  return own.length > 0 && own.every((entry) => entry.target !== 'exclusionGroup')
}

/**
 * Gives the subjects that a change includes what another has there: the same filter, intent and settings, entry
 * for entry. A subject that is included already keeps what it has; one that is excluded is included instead.
 */
export function giveLike(row: CatalogRow, entries: readonly Entry[], change: Change): Entry[] {
  const { like } = change
  let after = [...entries]
  if (!like || !isGiven(entries, like)) return after
  const models = entries.filter((entry) => isAbout(entry, like))
  for (const subject of change.include) {
    if (isGiven(after, subject)) continue
    const copies = models.map((model) => copyFor(row, model, subject))
    const keys = new Set(copies.map((copy) => keyOf(copy, row)))
    after = after.filter((entry) => !isAbout(entry, subject) || entry.source !== 'direct')
    after = [...after.filter((entry) => !keys.has(keyOf(entry, row))), ...copies]
  }
  return after
}

function copyFor(row: CatalogRow, model: Entry, subject: Subject): Entry {
  const target = subject.kind
  const groupId = subject.kind === 'group' ? subject.id : null
  const { element, filter, properties } = model
  const made = makeEntry(row, target, groupId, { element, filter, properties })
  if (target !== model.target) return made
  // What else a target of this type holds goes along (a Cloud PC's plan).
  return { ...made, targetProperties: { ...model.targetProperties, ...made.targetProperties } }
}
