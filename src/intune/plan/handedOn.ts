import type { Intent } from '../../language/reading.ts'
import type { Change, PolicyRef } from '../assignments/change.ts'
import { canonical, type Entry } from '../assignments/entries.ts'
import type { CatalogRow } from '../catalog/catalog.ts'
import { inclusionsMeant, intentsOf, removalsMeant } from './intents.ts'

/**
 * The change with the filter, the intent, and the settings of those who are removed, where somebody takes their place:
 * "move X from A to B" never reaches devices that A's filter kept out, "swap Legal for HR on 7-Zip" hands the intent on,
 * and a remediation that only reported on A does not begin to fix on B. What was said counts, and what they do not have
 * alike stays open.
 */
export function withHandedOn(row: CatalogRow, before: readonly Entry[], change: Change): Change {
  const gone = goneFor(row, before, change)
  return { ...change, ...filterOf(gone, change), ...intentOf(row, gone, change), ...modelOf(row, gone) }
}

/**
 * The change with what those who are included had of a policy that this one replaces. From an object of another kind
 * the filter alone is handed on, and no settings from another type of app.
 */
export function withReplaced(
  row: CatalogRow,
  { type }: PolicyRef,
  before: readonly Entry[],
  change: Change,
): Change {
  const { include, replaced = [] } = change
  const isThere = include.some((subject) => inclusionsMeant(row, before, subject, change).length > 0)
  if (replaced.length === 0 || isThere) return change
  const all = replaced.flatMap(({ entries }) => entries)
  const alike = replaced.every(({ from }) => from.kind === row.key) ? all : []
  const isSameType = replaced.every(({ from }) => from.type === type)
  return {
    ...change,
    ...filterOf(all, change),
    ...intentOf(row, alike, change),
    ...(isSameType ? modelOf(row, alike) : {}),
  }
}

/** Whether somebody has this policy already, in another way than the one it replaces: then that stays as it is. */
export function keepsOtherWay(row: CatalogRow, before: readonly Entry[], change: Change): boolean {
  const { include, replaced = [] } = change
  const gone = replaced.flatMap(({ from, entries }) =>
    entries.map(({ filter, properties }) => ({ filter, properties, hasIntent: from.kind === row.key })),
  )
  const intent = (properties: Entry['properties']) => row.intent && properties[row.intent.property]
  return include.some((subject) => {
    const own = inclusionsMeant(row, before, subject, change)
    return (
      own.length > 0 && gone.length > 0 && !own.some((entry) => gone.some((one) => isSameWay(entry, one)))
    )
  })

  function isSameWay(entry: Entry, { filter, properties, hasIntent }: (typeof gone)[number]): boolean {
    const isSameFilter = entry.filter?.id === filter?.id && entry.filter?.mode === filter?.mode
    return isSameFilter && (!hasIntent || intent(entry.properties) === intent(properties))
  }
}

/** The entries whose place is taken by those who come; none where one who comes is there already. */
function goneFor(row: CatalogRow, before: readonly Entry[], change: Change): Entry[] {
  const { include, remove, side, fromIntent, like, copy, clear, refilter, withoutFilter } = change
  if (fromIntent || like || copy || clear || refilter || withoutFilter || side === 'exclusion') return []
  const isThere = include.some((subject) => inclusionsMeant(row, before, subject, change).length > 0)
  if (include.length === 0 || isThere) return []
  return remove.flatMap((subject) => removalsMeant(row, before, subject, change))
}

function filterOf([first, ...others]: readonly Entry[], { filter }: Change): Pick<Change, 'filter'> | null {
  const areSame = others.every(
    (entry) => entry.filter?.id === first?.filter?.id && entry.filter?.mode === first?.filter?.mode,
  )
  return !filter && first?.filter && areSame ? { filter: first.filter } : null
}

/** An uninstall is never handed on without being said. */
function intentOf(
  row: CatalogRow,
  gone: readonly Entry[],
  { intent }: Change,
): Pick<Change, 'intent'> | null {
  const [only, ...others] = intentsOf(row, gone)
  return row.intent && !intent && only && only !== 'uninstall' && others.length === 0
    ? { intent: only as Intent }
    : null
}

/** Settings, a schedule, a plan: whatever an entry holds besides its target, its filter, and its intent. */
function modelOf(row: CatalogRow, [first, ...others]: readonly Entry[]): Pick<Change, 'model'> | null {
  const rest = ({ properties, targetProperties }: Entry) =>
    canonical({
      properties: { ...properties, ...(row.intent && { [row.intent.property]: null }) },
      target: { ...targetProperties, '@odata.type': null, groupId: null },
    })
  return first && others.every((entry) => rest(entry) === rest(first)) ? { model: first } : null
}
