import { readSet } from '../../graph/assignments.ts'
import { NO_CHANGE, type PolicyRef } from '../../intune/assignments/change.ts'
import { rowOf } from '../../intune/catalog/catalog.ts'
import type { Person } from '../../request/person.ts'
import type { GraphFor } from '../setback.ts'
import type { Wish } from './makePlans.ts'
import { keyOf } from './wishes.ts'

/**
 * What copying one policy's assignments to others amounts to: the source's direct entries as they are now, for each of
 * the others; or a sentence that says why not. What a policy set wrote belongs to that set and is not copied.
 */
export async function copiesOf(
  graphFor: GraphFor,
  person: Person,
  from: PolicyRef,
  policies: readonly PolicyRef[],
): Promise<{ wishes: Wish[]; refusal?: never } | { refusal: string; wishes?: never }> {
  const row = rowOf(from.kind)
  const other = policies.find(({ kind }) => kind !== from.kind)
  if (other) {
    return {
      refusal: `“${from.name}” (${row.title}) and “${other.name}” (${rowOf(other.kind).title}) are of different kinds, and I copy assignments between policies of one kind only. Nothing was changed.`,
    }
  }
  if (policies.some((policy) => keyOf(policy) === keyOf(from))) {
    return { refusal: `“${from.name}” can’t be copied to itself. Write which policy gets its assignments.` }
  }
  const set = await readSet(graphFor(person, [row.readScope]), row, from.id)
  const entries = set.filter(({ source }) => source === 'direct')
  if (entries.length === 0) {
    const why =
      set.length > 0 ? 'What it is assigned to comes from a policy set.' : 'It isn’t assigned to anyone.'
    return { refusal: `“${from.name}” has no assignments to copy. ${why} Nothing was changed.` }
  }
  return { wishes: policies.map((policy) => ({ policy, change: { ...NO_CHANGE, copy: { from, entries } } })) }
}
