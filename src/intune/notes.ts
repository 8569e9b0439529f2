import type { CatalogRow } from './catalog.ts'
import type { Facts } from './change.ts'
import { type Entry, keyOf } from './entries.ts'
import { lostBy } from './intents.ts'
import { scheduleInWords } from './schedules.ts'

/** What is written beside the targets and is not on the lines: a schedule that comes, a setting that goes. */
export function entryNotes(
  row: CatalogRow,
  before: readonly Entry[],
  after: readonly Entry[],
  facts: Facts,
): string[] {
  const known = new Map(before.map((entry) => [keyOf(entry, row), entry]))
  return after.flatMap((entry) => {
    const name = nameOf(entry, facts)
    if (!known.has(keyOf(entry, row))) {
      const was = before.find((one) => one.target === entry.target && one.groupId === entry.groupId)
      const schedule = scheduleInWords(entry)
      return [
        ...(schedule ? [`On ${name} it runs ${schedule}.`] : []),
        ...(was ? lostBy(row, was, entry).map((words) => `${name} ${words}.`) : []),
      ]
    }
    return []
  })
}

function nameOf(entry: Entry, facts: Facts): string {
  if (entry.target === 'allUsers') return 'All users'
  if (entry.target === 'allDevices') return 'All devices'
  const name = entry.groupId && facts.groups.get(entry.groupId.toLowerCase())?.name
  return name ? `“${name}”` : `the group ${entry.groupId}`
}
