import { capital } from '../../wording/inflection.ts'
import type { Note } from '../../wording/note.ts'
import type { CatalogRow } from '../catalog/catalog.ts'
import type { Facts, Reversal } from './change.ts'
import { type Entry, holds, placeOf, sameContent, sideOf, subjectOf } from './entries.ts'
import { nameOfEntry } from './entryName.ts'

/** Of a set before and after a change. Entries that a policy set wrote are Intune's own and stay out of it. */
export function reversalOf(before: readonly Entry[], after: readonly Entry[], row: CatalogRow): Reversal {
  const [was, made] = [before.filter(isDirect), after.filter(isDirect)]
  const place = (entry: Entry) => placeOf(entry, row)
  const at = (one: string, entries: readonly Entry[]) => entries.filter((entry) => place(entry) === one)
  const touched = [...new Set([...was, ...made].map(place))].filter(
    (one) => !sameEntries(at(one, was), at(one, made)),
  )
  const of = (entries: readonly Entry[]) => entries.filter((entry) => touched.includes(place(entry)))
  return { was: of(was), made: of(made) }
}

/**
 * Restores what a change touched, in the current set. A target that somebody has changed again since stays as
 * they left it, and so does one that could not be restored exactly; the notes say so. For a group that is in the set
 * several times, once per intent, only the entries that were touched count.
 */
export function revert(
  row: CatalogRow,
  current: readonly Entry[],
  { was, made }: Reversal,
  facts: Facts,
): { after: Entry[]; notes: Note[] } {
  let after = [...current]
  const notes: Note[] = []
  for (const subject of new Set([...was, ...made].map(subjectOf))) {
    const [old, ours] = [
      entriesAbout(subject, was).filter(isDirect),
      entriesAbout(subject, made).filter(isDirect),
    ]
    const places = new Set([...old, ...ours].map((entry) => placeOf(entry, row)))
    const all = entriesAbout(subject, current).filter(isDirect)
    const now = all.filter((entry) => places.has(placeOf(entry, row)))
    const others = all.filter((entry) => !now.includes(entry))
    if (holds(now, old, row)) continue
    const problem =
      holds(now, ours, row) && !wouldDouble(row, old, others) ? cannotReturn(old, facts) : 'changedSince'
    const [entry] = [...old, ...ours]
    if (problem && entry) notes.push({ code: problem, name: capital(nameOfEntry(entry, facts)) })
    else after = [...after.filter((entry) => !now.includes(entry)), ...old]
  }
  return { after, notes }
}

/**
 * Intune accepts one inclusion of a group, whatever its intent; kinds that tell entries apart in other ways accept
 * more.
 */
function wouldDouble(row: CatalogRow, old: readonly Entry[], others: readonly Entry[]): boolean {
  const isIncluded = (entry: Entry) => sideOf(entry) === 'inclusion'
  return row.identity.length > 0 && old.some(isIncluded) && others.some(isIncluded)
}

/** Intune refuses a deleted group, and an entry without its filter would reach more than it did. */
function cannotReturn(old: readonly Entry[], facts: Facts): 'groupGone' | 'filterGone' | null {
  for (const { groupId, filter } of old) {
    if (groupId && !facts.groups.get(groupId.toLowerCase())?.name) {
      return 'groupGone'
    }
    if (filter && !facts.filters.has(filter.id)) {
      return 'filterGone'
    }
  }
  return null
}

function isDirect(entry: Entry): boolean {
  return entry.source === 'direct'
}

function entriesAbout(subject: string, entries: readonly Entry[]): Entry[] {
  return entries.filter((entry) => subjectOf(entry) === subject)
}

function sameEntries(a: readonly Entry[], b: readonly Entry[]): boolean {
  return (
    a.length === b.length &&
    a.every((entry) => b.some((other) => other.target === entry.target && sameContent(entry, other)))
  )
}
