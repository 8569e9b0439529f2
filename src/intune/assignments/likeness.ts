import type { EntrySide } from '../../language/reading.ts'
import type { CatalogRow } from '../catalog/catalog.ts'
import { isSameId } from '../guid.ts'
import { intentIn, intentsOf, withIntent } from '../plan/intents.ts'
import type { Change } from './change.ts'
import type { Subject } from './entries.ts'
import { canonical, type Entry, entryKey, makeEntry, placeOf, sideOf } from './entries.ts'

/**
 * Whether an entry is about the subject.
 * @param side only as included, or only as excluded; either when left out.
 */
export function isAbout(entry: Entry, subject: Subject, side?: EntrySide): boolean {
  const { target, groupId } = entry
  if (side && sideOf(entry) !== side) return false
  if (subject.kind !== 'group') return target === subject.kind
  const isGroup = target === 'group' || target === 'exclusionGroup'
  return isGroup && isSameId(groupId, subject.id)
}

/** Whether the subject gets this object: it is included, and not excluded from the same. */
export function isGiven(entries: readonly Entry[], subject: Subject, row: CatalogRow): boolean {
  return givenTo(entries, subject, row).length > 0
}

/** The subject's inclusions that no exclusion of its own cancels. */
function givenTo(entries: readonly Entry[], subject: Subject, row: CatalogRow): Entry[] {
  const left = entries.filter((entry) => isAbout(entry, subject, 'exclusion'))
  const places = new Set(left.map((entry) => placeOf(entry, row)))
  return entries.filter((entry) => isAbout(entry, subject, 'inclusion') && !places.has(placeOf(entry, row)))
}

/** The entries that `like` has and others are to get: with one intent, if the change names it. */
export function entriesLike(
  row: CatalogRow,
  entries: readonly Entry[],
  { like, fromIntent }: Change,
): Entry[] {
  const given = like ? givenTo(entries, like, row) : []
  return fromIntent ? given.filter((entry) => intentIn(row, entry) === fromIntent) : given
}

/** The intents that `like` has there; if there are several, somebody has to say which is meant. */
export function intentsLike(row: CatalogRow, entries: readonly Entry[], change: Change): string[] {
  return intentsOf(row, entriesLike(row, entries, change))
}

/**
 * Gives the subjects that a change includes what another subject has there: the same filter, intent and settings, entry
 * for entry. A subject that is already included keeps what it has; one that is excluded from the same is included
 * instead.
 */
export function giveLike(row: CatalogRow, entries: readonly Entry[], change: Change): Entry[] {
  let after = [...entries]
  const given = entriesLike(row, entries, change)
  if (given.length === 0) return after
  for (const subject of change.include) {
    if (isKept(row, after, subject)) continue
    const copies = new Map(
      given.map((model) => {
        const copy = copyForSubject(row, model, subject, change.intent)
        return [entryKey(copy, row), copy]
      }),
    )
    const places = new Set([...copies.values()].map((copy) => placeOf(copy, row)))
    after = after.filter((entry) => entry.source !== 'direct' || !places.has(placeOf(entry, row)))
    after.push(...copies.values())
  }
  return after
}

/** A subject that is given the entry keeps it; and a group never gets two inclusions, given or not. */
function isKept(row: CatalogRow, entries: readonly Entry[], subject: Subject): boolean {
  const own = entries.filter((entry) => entry.source === 'direct' && isAbout(entry, subject, 'inclusion'))
  return isGiven(entries, subject, row) || (row.identity.length > 0 && own.length > 0)
}

/** Whether somebody who is to get what another one has keeps what they have, with another intent or filter. */
export function keepsOwnWay(row: CatalogRow, entries: readonly Entry[], change: Change): boolean {
  const given = entriesLike(row, entries, change)
  const isThere = (copy: Entry) =>
    entries.some(
      (entry) =>
        entryKey(entry, row) === entryKey(copy, row) &&
        canonical(entry.filter ?? null) === canonical(copy.filter ?? null),
    )
  return change.include.some(
    (subject) =>
      isKept(row, entries, subject) &&
      !given.every((model) => isThere(copyForSubject(row, model, subject, change.intent))),
  )
}

/** An entry for the subject that holds what another one holds. */
export function copyForSubject(
  row: CatalogRow,
  model: Entry,
  subject: Subject,
  intent: string | null,
): Entry {
  const target = subject.kind
  const groupId = subject.kind === 'group' ? subject.id : null
  const { element, filter, properties } = model
  const wanted = withIntent(row, properties, intent)
  const made = makeEntry(row, target, groupId, { element, filter, properties: wanted })
  if (target !== model.target) return made
  // Whatever else a target of this type holds is copied too (a Cloud PC's plan).
  return { ...made, targetProperties: { ...model.targetProperties, ...made.targetProperties } }
}
