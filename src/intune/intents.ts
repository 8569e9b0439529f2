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
  for (const drop of rule.drops) {
    const whole = wanted[drop.property]
    if (drop.intent === intent && whole && typeof whole === 'object' && drop.part in whole) {
      wanted[drop.property] = { ...whole, [drop.part]: null }
    }
  }
  return wanted
}

/** What a changed entry loses by its new intent, in words that follow a name. */
export function lostBy(row: CatalogRow, was: Entry, will: Entry): string[] {
  return (row.intent?.drops ?? []).flatMap(({ property, part, words }) =>
    partOf(was, property, part) && !partOf(will, property, part) ? [words] : [],
  )
}

function partOf(entry: Entry, property: string, part: string): unknown {
  const whole = entry.properties[property]
  return whole && typeof whole === 'object' ? (whole as Record<string, unknown>)[part] : null
}
