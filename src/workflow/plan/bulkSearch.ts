import type { Held } from '../../graph/inventory.ts'
import { type Change, NO_CHANGE, type PolicyRef } from '../../intune/assignments/change.ts'
import type { Entry, Subject } from '../../intune/assignments/entries.ts'
import { isAbout, isGiven } from '../../intune/assignments/likeness.ts'
import { CATALOG, type CatalogRow, rowOf, rowsMeant } from '../../intune/catalog/catalog.ts'
import { isForPlatform } from '../../intune/catalog/platforms.ts'
import type { EntrySide, Intent } from '../../language/reading.ts'
import type { Person } from '../../request/person.ts'
import type { Note } from '../../wording/note.ts'
import type { GraphFor } from '../setback.ts'
import { lookThrough, type Searched } from './lookThrough.ts'
import type { Wish } from './makePlans.ts'
import { refKey } from './requestParts.ts'

/** "Everything that …", with its names resolved. */
export interface Whole {
  /** What the policies in question are assigned to; null: any policy to which the change can be made. */
  like: Subject | null
  /** Catalog key; null: all kinds. */
  kind: string | null
  alsoKinds?: string[]
  exceptKinds?: string[]
  include: Subject[]
  exclude: Subject[]
  remove: Subject[]
  /** What `remove` takes away; inclusions when left out. */
  side?: EntrySide
  /** How apps are assigned to the new targets; the same way as for `like` when left out. */
  intent?: Intent
  /** These policies stay as they are. */
  except?: PolicyRef[]
  /** Only policies for this platform, as `PolicyRef.platform` names it. */
  platform?: string
  /** Only policies whose names contain these words. */
  words?: string
  /** Their names begin with the words. */
  begins?: true
  /** `like` loses what the others get. */
  moves?: true
}

export interface BulkMatches {
  wishes: Wish[]
  /** What was not searched or is not changed. */
  notes: Note[]
}

/**
 * Every policy that a description covers, over all kinds the person may read, and what is to happen to each.
 * @param tell called with the progress of the search.
 */
export async function findWhole(
  graphFor: GraphFor,
  person: Person,
  whole: Whole,
  tell: (searched: Searched) => void,
): Promise<BulkMatches> {
  const rows = catalogRows(whole)
  const found: Sorted = { wishes: [], excluded: [], excepted: [], unknown: [] }
  const each = (held: readonly Held[]) => {
    sort(held, whole, found)
    return found.wishes.length
  }
  const { unseen, hidden } = await lookThrough(graphFor, person, rows, each, tell)
  const order = rows.map(({ key }) => key)
  found.wishes.sort(
    (a, b) =>
      order.indexOf(a.policy.kind) - order.indexOf(b.policy.kind) ||
      a.policy.name.localeCompare(b.policy.name, 'en', { numeric: true }),
  )
  return {
    wishes: found.wishes,
    notes: [...notesAboutSorted(found), ...unseenNote(unseen), ...noteOn('listHidden', hidden)],
  }
}

function catalogRows({ kind, alsoKinds = [], exceptKinds = [] }: Whole): readonly CatalogRow[] {
  const meant = new Set(kind ? [kind, ...alsoKinds].flatMap(rowsMeant) : CATALOG)
  for (const row of exceptKinds.flatMap(rowsMeant)) meant.delete(row)
  return CATALOG.filter((row) => meant.has(row))
}

/** What a search found. */
interface Sorted {
  wishes: Wish[]
  /** Where the group is excluded, which a request about inclusions does not touch. */
  excluded: PolicyRef[]
  /** What was asked to stay as it is and would otherwise be included. */
  excepted: PolicyRef[]
  /** What would be included if it is for the platform, which Graph does not say. */
  unknown: PolicyRef[]
}

function sort(held: readonly Held[], whole: Whole, found: Sorted): void {
  const change = changeOf(whole)
  const except = new Set(whole.except?.map(refKey))
  for (const { policy, entries } of held) {
    const { lastModified: _date, ...ref } = policy
    if (!isNamedSo(ref, whole)) continue
    const fits = whole.platform ? isForPlatform(ref, whole.platform) : true
    if (fits === false) continue
    const isMeantHere = isMeant(entries, whole, rowOf(ref.kind))
    if (isMeantHere && except.has(refKey(ref))) found.excepted.push(ref)
    else if (isMeantHere && fits === null) found.unknown.push(ref)
    else if (isMeantHere) found.wishes.push({ policy: ref, change })
    // What is said about exclusions is separate from what is done: a policy may include a group for one intent and
    // exclude it from another.
    if (isExcluded(entries, whole) && !except.has(refKey(ref))) found.excluded.push(ref)
  }
}

function isMeant(entries: readonly Entry[], whole: Whole, row: CatalogRow): boolean {
  const { like, include, exclude, remove, side } = whole
  if (like && !isGiven(entries, like, row)) return false
  // With nothing whose policies they are, all of a kind are meant.
  if (include.length > 0) return like !== null || whole.kind !== null || whole.words !== undefined
  // An exclusion takes effect only where something is included.
  if (exclude.length > 0) return like !== null || entries.some((entry) => entry.target !== 'exclusionGroup')
  return remove.some((subject) =>
    entries.some(
      (entry) => isAbout(entry, subject) && (entry.target === 'exclusionGroup') === (side === 'exclusion'),
    ),
  )
}

function isExcluded(entries: readonly Entry[], { like, remove, side }: Whole): boolean {
  const asked = like ? [like] : side === 'exclusion' ? [] : remove
  return entries.some(
    (entry) => entry.target === 'exclusionGroup' && asked.some((subject) => isAbout(entry, subject)),
  )
}

function changeOf({ like, include, exclude, remove, side, moves, intent }: Whole): Change {
  const lost = moves && like ? [...remove, like] : remove
  const change: Change = {
    ...NO_CHANGE,
    include,
    exclude,
    remove: lost,
    ...(side ? { side } : {}),
    ...(intent ? { intent } : {}),
  }
  return like && include.length > 0 ? { ...change, like } : change
}

/**
 * Whether the name contains every word, as a word or the beginning of one; or begins with them, where that was said.
 */
function isNamedSo({ name }: PolicyRef, { words, begins }: Whole): boolean {
  if (!words) return true
  if (begins) return plainly(name).startsWith(plainly(words))
  const named = lowerCaseWords(name)
  return lowerCaseWords(words).every((word) => named.some((one) => one.startsWith(word)))
}

function plainly(text: string): string {
  return text.toLocaleLowerCase('en').replace(/\s+/g, ' ').trim()
}

function lowerCaseWords(text: string): string[] {
  return text.toLocaleLowerCase('en').match(/[\p{L}\p{N}]+/gu) ?? []
}

type AboutPolicies = 'excludedThere' | 'leftAsAsked' | 'platformUnknown' | 'listHidden'

function notesAboutSorted({ excluded, excepted, unknown }: Sorted): Note[] {
  return [
    ...noteOn('excludedThere', excluded),
    ...noteOn('leftAsAsked', excepted),
    ...noteOn('platformUnknown', unknown),
  ]
}

function noteOn(code: AboutPolicies, policies: readonly PolicyRef[]): Note[] {
  return policies.length === 0 ? [] : [{ code, names: policies.map(({ name }) => name) }]
}

function unseenNote(rows: readonly CatalogRow[]): Note[] {
  return rows.length === 0 ? [] : [{ code: 'kindsNotSeen', titles: rows.map(({ title }) => title) }]
}
