import type { CatalogRow, IntentRule } from './catalog.ts'
import type { Change, Subject } from './change.ts'
import { type Entry, entriesFor } from './entries.ts'

/**
 * The intent a subject gets: what was said, else what it has already. An exclusion narrows the installs of one
 * intent (learn.microsoft.com/mem/intune/apps/apps-inc-exl-assignments), so it takes that of the included
 * entries where they all agree. Null where nobody can tell.
 */
export function intentFor(
  row: CatalogRow,
  before: readonly Entry[],
  subject: Subject,
  mode: 'include' | 'exclude',
  change: Change,
): string | null {
  const rule = row.intent
  if (!rule) return null
  if (change.intent) return change.intent
  const own = intentOf(rule, entriesFor(before, subject))
  if (own || mode === 'include') return own
  return intentOf(
    rule,
    before.filter((entry) => entry.target !== 'exclusionGroup' && entry.source === 'direct'),
  )
}

/** The one intent that all these entries have. */
export function intentOf({ property }: IntentRule, entries: readonly Entry[]): string | null {
  const intents = new Set(entries.map((entry) => entry.properties[property]))
  const [only] = intents
  return intents.size === 1 && typeof only === 'string' ? only : null
}

/** The entry's properties with this intent, less what Intune does not take beside it. */
export function withIntent(
  row: CatalogRow,
  properties: Readonly<Record<string, unknown>>,
  intent: string | null,
): Record<string, unknown> {
  const { intent: rule } = row
  if (!rule || !intent) return { ...properties }
  const wanted: Record<string, unknown> = { ...properties, [rule.property]: intent }
  for (const { intents, property, part } of rule.drops) {
    if (!intents.some((one) => one === intent) || !partOf(wanted[property], part)) continue
    wanted[property] = without(wanted[property], part)
  }
  return wanted
}

/** What a changed entry loses by its new intent, in words that follow a name. */
export function lostBy(row: CatalogRow, was: Entry, will: Entry): string[] {
  return (row.intent?.drops ?? []).flatMap(({ property, part, words }) =>
    partOf(was.properties[property], part) && !partOf(will.properties[property], part) ? [words] : [],
  )
}

/** @param part a dot leads into it. */
function partOf(whole: unknown, part: string): unknown {
  let value = whole
  for (const name of part.split('.')) value = (value as Record<string, unknown> | null | undefined)?.[name]
  return value
}

function without(whole: unknown, part: string): unknown {
  const [name = '', ...rest] = part.split('.')
  const all = whole as Record<string, unknown>
  return { ...all, [name]: rest.length > 0 ? without(all[name], rest.join('.')) : null }
}
