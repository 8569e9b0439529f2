import type { Change } from '../assignments/change.ts'
import type { Subject } from '../assignments/entries.ts'
import { type Entry, entriesFor, sideOf } from '../assignments/entries.ts'
import type { CatalogRow } from '../catalog/catalog.ts'

/** An entry's intent where the kind tells a group's entries apart by it; else null. */
export function intentIn(row: CatalogRow, { properties }: Entry): string | null {
  const { intent: rule, identity } = row
  const intent = rule && identity.includes(rule.property) ? properties[rule.property] : null
  return typeof intent === 'string' ? intent : null
}

/** The intents among entries, each once. */
export function intentsOf(row: CatalogRow, entries: readonly Entry[]): string[] {
  return [...new Set(entries.flatMap((entry) => intentIn(row, entry) ?? []))]
}

/** The direct inclusions of a subject that a change is about: all of them, or those with the intent it names. */
export function inclusionsMeant(
  row: CatalogRow,
  before: readonly Entry[],
  subject: Subject,
  { intent, fromIntent }: Change,
): Entry[] {
  const all = entriesFor(before, subject).filter((entry) => sideOf(entry) === 'inclusion')
  const own = fromIntent ? all.filter((entry) => intentIn(row, entry) === fromIntent) : all
  const asked = own.filter((entry) => intentIn(row, entry) === intent)
  return intent && asked.length > 0 ? asked : own
}

/** The direct entries of a subject that a change takes away: on one side and, where it names an intent, with that. */
export function removalsMeant(
  row: CatalogRow,
  before: readonly Entry[],
  subject: Subject,
  change: Change,
): Entry[] {
  const intent = removedIntent(change)
  return entriesFor(before, subject).filter(
    (entry) => sideOf(entry) === (change.side ?? 'inclusion') && (!intent || intentIn(row, entry) === intent),
  )
}

/** The intent whose entries are taken away. Next to an addition, `intent` is about the addition. */
export function removedIntent({ include, exclude, intent, fromIntent, goneIntent }: Change): string | null {
  return goneIntent ?? fromIntent ?? (include.length + exclude.length === 0 ? intent : null)
}

/**
 * The intents that an exclusion may be about when nobody says which: it narrows the installs of one intent
 * (learn.microsoft.com/mem/intune/apps/apps-inc-exl-assignments), so those of the inclusions, and the subject's own.
 */
export function intentsToNarrow(row: CatalogRow, before: readonly Entry[], subject: Subject): string[] {
  const inclusions = before.filter((entry) => entry.source === 'direct' && sideOf(entry) === 'inclusion')
  return intentsOf(row, [...inclusions, ...entriesFor(before, subject)])
}

/** The intent a subject gets: the one that was said, else the only possible one. Null where nobody can tell. */
export function intentFor(
  row: CatalogRow,
  before: readonly Entry[],
  subject: Subject,
  mode: 'include' | 'exclude',
  change: Change,
): string | null {
  if (!row.intent) return null
  if (change.intent) return change.intent
  if (mode === 'exclude' && change.fromIntent) return change.fromIntent
  const intents =
    mode === 'include'
      ? intentsOf(row, inclusionsMeant(row, before, subject, change))
      : intentsToNarrow(row, before, subject)
  return intents.length === 1 ? (intents[0] ?? null) : null
}

/** The entry's properties with this intent, without those that Intune does not accept with it. */
export function withIntent(
  row: CatalogRow,
  properties: Readonly<Record<string, unknown>>,
  intent: string | null,
): Record<string, unknown> {
  const { intent: rule } = row
  if (!rule || !intent) return { ...properties }
  const wanted: Record<string, unknown> = { ...properties, [rule.property]: intent }
  for (const { intents, property, part } of rule.drops) {
    if (!intents.some((one) => one === intent) || !propertyAt(wanted[property], part)) continue
    wanted[property] = withoutProperty(wanted[property], part)
  }
  return wanted
}

/** What an entry does not have of another one because of its intent, and why. */
export function lostBy(row: CatalogRow, was: Entry, will: Entry): { what: string; why: string }[] {
  return (row.intent?.drops ?? []).filter(
    ({ intents, property, part }) =>
      intents.some((one) => one === intentIn(row, will)) &&
      propertyAt(was.properties[property], part) &&
      !propertyAt(will.properties[property], part),
  )
}

/** @param part a dot leads into it. */
function propertyAt(whole: unknown, part: string): unknown {
  let value = whole
  for (const name of part.split('.')) value = (value as Record<string, unknown> | null | undefined)?.[name]
  return value
}

function withoutProperty(whole: unknown, part: string): unknown {
  const [name = '', ...rest] = part.split('.')
  const all = whole as Record<string, unknown>
  return { ...all, [name]: rest.length > 0 ? withoutProperty(all[name], rest.join('.')) : null }
}
