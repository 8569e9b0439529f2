import type { CatalogRow } from '../catalog/catalog.ts'
import { intentIn } from '../plan/intents.ts'
import type { Change } from './change.ts'
import { type Entry, type Subject, sideOf } from './entries.ts'

/**
 * The change with its targets spelled out: everybody who is included directly with the intent that it names. Any other
 * change as it is; a change about filters finds its entries itself.
 */
export function withEveryone(row: CatalogRow, before: readonly Entry[], change: Change): Change {
  if (!change.every || change.refilter) return change
  const { fromIntent } = change
  const meant = before.filter(
    (entry) =>
      entry.source === 'direct' &&
      sideOf(entry) === 'inclusion' &&
      (!fromIntent || intentIn(row, entry) === fromIntent),
  )
  const subjects = meant.flatMap((entry) => entrySubject(entry) ?? [])
  return { ...change, include: [...new Map(subjects.map((one) => [JSON.stringify(one), one])).values()] }
}

function entrySubject({ target, groupId }: Entry): Subject | null {
  if (target === 'group' && groupId) return { kind: 'group', id: groupId }
  return target === 'allUsers' || target === 'allDevices' ? { kind: target } : null
}
