import type { Facts } from '../assignments/change.ts'
import { type Entry, keyOf, subjectOf } from '../assignments/entries.ts'
import { nameOfEntry } from '../assignments/entryName.ts'
import type { CatalogRow } from '../catalog/catalog.ts'
import { capital } from '../words.ts'
import { lostBy } from './intents.ts'
import { scheduleInWords } from './schedules.ts'

/** What is written beside the targets and is not on the lines: a schedule that comes, a setting that goes. */
export function entryNotes(
  row: CatalogRow,
  before: readonly Entry[],
  after: readonly Entry[],
  facts: Facts,
): string[] {
  const known = new Set(before.map((entry) => keyOf(entry, row)))
  const left = new Set(after.map((entry) => keyOf(entry, row)))
  const gone = before.filter((entry) => !left.has(keyOf(entry, row)))
  return after.flatMap((entry) => {
    if (known.has(keyOf(entry, row))) return []
    const name = nameOfEntry(entry, facts)
    const own = gone.filter((one) => subjectOf(one) === subjectOf(entry))
    const was = own.find((one) => one.target === entry.target) ?? own[0]
    const schedule = scheduleInWords(entry)
    return [
      ...(schedule ? [`On ${name} it runs ${schedule}.`] : []),
      ...(was ? [] : licence(entry).map((words) => `${capital(name)} ${words}.`)),
      ...(was ? lost(row, was, entry).map((words) => `${capital(name)} ${words}.`) : []),
    ]
  })
}

/** Which of an organisation's licences a bought app is installed with. */
function licence({ properties: { settings } }: Entry): string[] {
  const how = (settings as Record<string, unknown> | null | undefined)?.useDeviceLicensing
  return typeof how === 'boolean' ? [`gets it with ${how ? 'device' : 'user'} licensing`] : []
}

function lost(row: CatalogRow, was: Entry, will: Entry): string[] {
  if (was.target === will.target) return lostBy(row, was, will)
  const { settings } = was.properties
  return will.target === 'exclusionGroup' && settings
    ? ['loses its settings for this app, such as its deadline: Intune takes none on an exclusion']
    : []
}
