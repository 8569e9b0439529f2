import type { CatalogRow } from './catalog.ts'
import type { Facts } from './change.ts'
import { type Entry, holds, sameContent } from './entries.ts'

/**
 * What takes a change back: for every target that it touched, the entries there were and the ones it made.
 * Plain data: it is stored as JSON.
 */
export interface Reversal {
  was: Entry[]
  made: Entry[]
}

/** Of a set before and after a change. Entries that a policy set wrote are Intune's own and stay out of it. */
export function reversalOf(before: readonly Entry[], after: readonly Entry[]): Reversal {
  const [was, made] = [before.filter(isDirect), after.filter(isDirect)]
  const touched = [...new Set([...was, ...made].map(subjectOf))].filter(
    (subject) => !sameEntries(about(subject, was), about(subject, made)),
  )
  const of = (entries: readonly Entry[]) => entries.filter((entry) => touched.includes(subjectOf(entry)))
  return { was: of(was), made: of(made) }
}

/**
 * Puts back what a change touched, in the set as it is now. A target that somebody has changed again since is
 * left as they made it, and so is one that could not be put back as it was; the notes say so.
 */
export function revert(
  row: CatalogRow,
  current: readonly Entry[],
  { was, made }: Reversal,
  facts: Facts,
): { after: Entry[]; notes: string[] } {
  let after = [...current]
  const notes: string[] = []
  for (const subject of new Set([...was, ...made].map(subjectOf))) {
    const now = about(subject, current).filter(isDirect)
    const [old, ours] = [about(subject, was), about(subject, made)]
    if (holds(now, old, row)) continue
    const problem = holds(now, ours, row)
      ? cannotReturn(old, facts)
      : 'was changed again since; that stays as it is.'
    if (problem) notes.push(`${nameOf(old[0] ?? ours[0], facts)} ${problem}`)
    else after = [...after.filter((entry) => !now.includes(entry)), ...old]
  }
  return { after, notes }
}

/** Intune refuses a group that is gone, and an entry without its filter would reach more than it did. */
function cannotReturn(old: readonly Entry[], facts: Facts): string | null {
  for (const { groupId, filter } of old) {
    if (groupId && !facts.groups.get(groupId.toLowerCase())?.name) {
      return 'is not in the directory any more, so it cannot be put back.'
    }
    if (filter && !facts.filters.has(filter.id)) {
      return 'had a filter that is gone, so it cannot be put back as it was.'
    }
  }
  return null
}

function isDirect(entry: Entry): boolean {
  return entry.source === 'direct'
}

function about(subject: string, entries: readonly Entry[]): Entry[] {
  return entries.filter((entry) => subjectOf(entry) === subject)
}

/** Whom an entry is about, be it included or excluded. */
export function subjectOf({ target, groupId, targetProperties }: Entry): string {
  if (target === 'group' || target === 'exclusionGroup') return `group ${groupId?.toLowerCase()}`
  return target === 'other' ? JSON.stringify(targetProperties) : target
}

function sameEntries(a: readonly Entry[], b: readonly Entry[]): boolean {
  return (
    a.length === b.length &&
    a.every((entry) => b.some((other) => other.target === entry.target && sameContent(entry, other)))
  )
}

function nameOf(entry: Entry | undefined, facts: Facts): string {
  if (entry?.target === 'allUsers') return 'All users'
  if (entry?.target === 'allDevices') return 'All devices'
  const name = entry?.groupId && facts.groups.get(entry.groupId.toLowerCase())?.name
  return name ? `“${name}”` : entry?.groupId ? `The group ${entry.groupId}` : 'A target of another kind'
}
