import { readSet } from '../../graph/assignments.ts'
import { NO_CHANGE, type PolicyRef } from '../../intune/assignments/change.ts'
import { entriesFor, type Subject, sideOf } from '../../intune/assignments/entries.ts'
import { rowOf } from '../../intune/catalog/catalog.ts'
import type { Person } from '../../request/person.ts'
import type { Note } from '../../wording/note.ts'
import type { GraphFor } from '../setback.ts'
import type { Wish } from './makePlans.ts'
import { refKey } from './requestParts.ts'

/** Whose assignment is not copied, and as sentences call them. */
export interface LeftOut {
  subject: Subject
  name: string
}

/**
 * What copying one policy's assignments to others amounts to: the source's current direct entries, for each of the
 * others; or why it cannot be done. What a policy set wrote belongs to that set and is not copied.
 */
export async function copyChanges(
  graphFor: GraphFor,
  person: Person,
  from: PolicyRef,
  policies: readonly PolicyRef[],
  leftOut: readonly LeftOut[],
): Promise<{ wishes: Wish[]; refusal?: never } | { refusal: Note; wishes?: never }> {
  const row = rowOf(from.kind)
  const other = policies.find(({ kind }) => kind !== from.kind)
  if (other) {
    return {
      refusal: {
        code: 'copiedToOtherKind',
        from: from.name,
        title: row.title,
        other: other.name,
        otherTitle: rowOf(other.kind).title,
      },
    }
  }
  if (policies.some((policy) => refKey(policy) === refKey(from))) {
    return { refusal: { code: 'copiedToItself', name: from.name } }
  }
  const set = await readSet(graphFor(person, [row.readScope]), row, from.id)
  const entries = set.filter(({ source }) => source === 'direct')
  if (entries.length === 0) {
    return { refusal: { code: 'nothingToCopy', name: from.name, isHeldBySet: set.length > 0 } }
  }
  for (const { subject, name } of leftOut) {
    const own = entriesFor(entries, subject)
    const isExcluded = own.some((entry) => sideOf(entry) === 'exclusion')
    if (own.length === 0 || isExcluded)
      return { refusal: { code: 'nothingToLeaveOut', name, from: from.name, isExcluded } }
  }
  const except = leftOut.map(({ subject }) => subject)
  const copy = { from, entries, ...(except.length > 0 ? { except } : {}) }
  return { wishes: policies.map((policy) => ({ policy, change: { ...NO_CHANGE, copy } })) }
}
