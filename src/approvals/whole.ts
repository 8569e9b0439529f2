import { type Held, inventory } from '../graph/inventory.ts'
import type { Person } from '../identity/person.ts'
import { CATALOG, type CatalogRow, rowsMeant } from '../intune/catalog.ts'
import type { Change, PolicyRef, Subject } from '../intune/change.ts'
import type { Entry } from '../intune/entries.ts'
import { isAbout, isGiven } from '../intune/likeness.ts'
import { type GraphFor, mayPassOver } from './people.ts'
import type { Wish } from './plans.ts'

/** "Everything that …", with its names found. */
export interface Whole {
  /** What the policies concerned are assigned to; null: whatever the change can be made to. */
  like: Subject | null
  /** Catalog key; null: all kinds. */
  kind: string | null
  include: Subject[]
  exclude: Subject[]
  remove: Subject[]
}

/** How far a search over all kinds is. */
export interface Searched {
  kinds: number
  of: number
  policies: number
  found: number
}

export interface Found {
  wishes: Wish[]
  /** What was not looked at or is not touched, each a sentence. */
  notes: string[]
}

const KINDS_AT_ONCE = 6

/**
 * Every policy that a description names, over all kinds the person may read, and what is to become of each.
 * @param tell told as the search goes on.
 */
export async function findWhole(
  graphFor: GraphFor,
  person: Person,
  whole: Whole,
  tell: (searched: Searched) => void,
): Promise<Found> {
  const rows = whole.kind ? rowsMeant(whole.kind) : CATALOG
  const found: Found & { excluded: PolicyRef[] } = { wishes: [], notes: [], excluded: [] }
  const each = (held: readonly Held[]) => {
    sort(held, whole, found)
    return found.wishes.length
  }
  const unseen = await lookThrough(graphFor, person, rows, each, tell)
  const order = rows.map(({ key }) => key)
  found.wishes.sort(
    (a, b) =>
      order.indexOf(a.policy.kind) - order.indexOf(b.policy.kind) ||
      a.policy.name.localeCompare(b.policy.name, 'en', { numeric: true }),
  )
  return { wishes: found.wishes, notes: [...excludedNote(found.excluded), ...unseenNote(unseen)] }
}

/**
 * Looks through all objects of some kinds, several kinds at once.
 * @param each given the objects of a kind; says how many were found so far.
 * @returns the kinds that the person may not look among.
 */
export async function lookThrough(
  graphFor: GraphFor,
  person: Person,
  rows: readonly CatalogRow[],
  each: (held: readonly Held[], row: CatalogRow) => number,
  tell: (searched: Searched) => void,
): Promise<CatalogRow[]> {
  const searched = { kinds: 0, of: rows.length, policies: 0, found: 0 }
  const unseen: CatalogRow[] = []
  const queue = [...rows]
  const look = async () => {
    for (let row = queue.shift(); row; row = queue.shift()) {
      const held = await inventory(graphFor(person, [row.readScope]), row, (objects) => {
        searched.policies += objects
        tell(searched)
      }).catch((error): null => {
        if (rows.length > 1 && mayPassOver(error)) return null
        throw error
      })
      if (held) searched.found = each(held, row)
      else unseen.push(row)
      searched.kinds += 1
      tell(searched)
    }
  }
  await Promise.all(Array.from({ length: KINDS_AT_ONCE }, look))
  return unseen
}

function sort(held: readonly Held[], whole: Whole, found: { wishes: Wish[]; excluded: PolicyRef[] }): void {
  const change = changeOf(whole)
  for (const { policy, entries } of held) {
    const { lastModified: _date, ...ref } = policy
    if (isMeant(entries, whole)) found.wishes.push({ policy: ref, change })
    else if (whole.like && entries.some((entry) => whole.like && isAbout(entry, whole.like))) {
      if (!isGiven(entries, whole.like)) found.excluded.push(ref)
    }
  }
}

function isMeant(entries: readonly Entry[], { like, include, exclude, remove }: Whole): boolean {
  if (like && !isGiven(entries, like)) return false
  if (include.length > 0) return like !== null
  // An exclusion takes effect only where something is included.
  if (exclude.length > 0) return like !== null || entries.some((entry) => entry.target !== 'exclusionGroup')
  return remove.some((subject) => entries.some((entry) => isAbout(entry, subject)))
}

function changeOf({ like, include, exclude, remove }: Whole): Change {
  const change: Change = { include, exclude, remove, filter: null, intent: null }
  return like && include.length > 0 ? { ...change, like } : change
}

function excludedNote(policies: readonly PolicyRef[]): string[] {
  if (policies.length === 0) return []
  return [`Excluded there today, so not touched: ${someNames(policies.map(({ name }) => name))}.`]
}

function unseenNote(rows: readonly CatalogRow[]): string[] {
  if (rows.length === 0) return []
  const titles = new Intl.ListFormat('en').format(rows.map(({ title }) => title))
  return [`Your sign-in does not let me look among these kinds, so they are not part of this: ${titles}.`]
}

const MOST_NAMES = 6

/** "“A”, “B” and 12 more" */
export function someNames(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).map((name) => `“${name}”`)
  const more = names.length - shown.length
  return new Intl.ListFormat('en').format(more > 0 ? [...shown, `${more} more`] : shown)
}
