import { capital } from '../../wording/inflection.ts'
import type { Note } from '../../wording/note.ts'
import type { Facts } from '../assignments/change.ts'
import { type Entry, entryKey, sideOf, subjectOf } from '../assignments/entries.ts'
import { nameOfEntry } from '../assignments/entryName.ts'
import type { CatalogRow } from '../catalog/catalog.ts'
import { lostBy } from './intents.ts'
import { scheduleOf } from './schedules.ts'

/**
 * What is written besides the targets and is not on the lines: a schedule that is added, a setting that is dropped.
 * @param models what new entries hold as others do, or did.
 */
export function entryNotes(
  row: CatalogRow,
  before: readonly Entry[],
  after: readonly Entry[],
  facts: Facts,
  models: readonly Entry[] = [],
): Note[] {
  const known = new Set(before.map((entry) => entryKey(entry, row)))
  const left = new Set(after.map((entry) => entryKey(entry, row)))
  const gone = before.filter((entry) => !left.has(entryKey(entry, row)))
  return after.flatMap((entry): Note[] => {
    if (known.has(entryKey(entry, row))) return []
    const plain = nameOfEntry(entry, facts)
    const name = capital(plain)
    const own = gone.filter((one) => subjectOf(one) === subjectOf(entry))
    const was = own.find((one) => one.target === entry.target) ?? own[0]
    const schedule = scheduleOf(entry)
    return [
      ...(schedule ? [{ code: 'runs' as const, name: plain, schedule }] : []),
      ...(was ? lost(row, was, entry, name) : licence(entry, name)),
      ...(was || sideOf(entry) !== 'inclusion' ? [] : models.flatMap(notHandedOn(row, entry, name, facts))),
    ]
  })
}

/** What the entry would have as its model has it, and cannot. */
function notHandedOn(row: CatalogRow, entry: Entry, name: string, facts: Facts): (model: Entry) => Note[] {
  return (model) =>
    lostBy(row, model, entry).map(({ what, why }) => ({
      code: 'notHandedOn',
      name,
      what,
      why,
      from: subjectOf(model) === subjectOf(entry) ? null : nameOfEntry(model, facts),
    }))
}

/** Which of an organisation's licences a bought app is installed with. */
function licence({ properties: { settings } }: Entry, name: string): Note[] {
  const how = (settings as Record<string, unknown> | null | undefined)?.useDeviceLicensing
  if (typeof how !== 'boolean') return []
  return [{ code: how ? 'licensedByDevice' : 'licensedByUser', name }]
}

function lost(row: CatalogRow, was: Entry, will: Entry, name: string): Note[] {
  if (was.target === will.target) {
    return lostBy(row, was, will).map(({ what, why }) => ({
      code: 'losesProperty',
      name,
      what: `loses its ${what}, ${why}`,
    }))
  }
  const { settings } = was.properties
  return will.target === 'exclusionGroup' && settings ? [{ code: 'losesSettings', name }] : []
}
