import type { CatalogRow, GraphVersion } from './catalog.ts'
import type { Change, Facts, GroupFacts, PolicyRef, Subject } from './change.ts'
import { NO_CHANGE, subjectKey } from './change.ts'
import { type Effect, effectOf } from './effect/effect.ts'
import { type Entry, fingerprint, keyOf, sameContent, versionFor } from './entries.ts'
import { giveLike } from './likeness.ts'
import { merge } from './merge.ts'
import { entryNotes } from './notes.ts'
import { combinationRefusal, refusalFor, rulesFor } from './refusals.ts'
import { revert } from './undo.ts'
import { warningsFor } from './warnings.ts'

export type Mark = 'added' | 'kept' | 'changed' | 'removed'

/** How a subject stands in the set. */
export interface Standing {
  included: boolean
  filter: { name: string; mode: 'include' | 'exclude' } | null
  intent: string | null
  /** A policy set wrote it, not a person. */
  fromPolicySet: boolean
}

/** One line of the card: a subject before and after. */
export interface Line {
  subject: Subject | { kind: 'other'; type: string }
  /** Null for everything but groups. */
  group: GroupFacts | null
  mark: Mark
  before: Standing | null
  after: Standing | null
}

/** Exactly what would be written, and how it is shown. Plain data: it is stored as JSON. */
export interface Plan {
  policy: PolicyRef
  /** Kept so that the same change can be planned anew when the set has moved. */
  change: Change
  before: Entry[]
  after: Entry[]
  /** Of `before`. */
  fingerprint: string
  lines: Line[]
  warnings: string[]
  /** Who gains and who loses by it; left out in plans of earlier versions. */
  effect?: Effect[]
  write: { how: 'assign' | 'addOne' | 'oneByOne'; version: GraphVersion }
}

export type Planned = { plan: Plan; refusal?: never } | { refusal: string; plan?: never }

/** Merges a change into the set that is there, and says how it would look and be written. */
export function makePlan(
  row: CatalogRow,
  policy: PolicyRef,
  before: readonly Entry[],
  change: Change,
  facts: Facts,
): Planned {
  const rules = rulesFor(row, policy)
  const refusal = change === NO_CHANGE ? null : refusalFor(row, policy, change, facts, before)
  if (refusal) return { refusal }
  const { after, notes } = change.revert
    ? revert(row, before, change.revert, facts)
    : { after: changed(row, rules.element, before, change), notes: [] }
  const mixed = combinationRefusal(row, before, after)
  if (mixed) return { refusal: mixed }
  const lines = linesOf(row, before, after, facts)
  return {
    plan: {
      policy,
      change,
      before: [...before],
      after,
      fingerprint: fingerprint(before, row),
      lines,
      warnings: [
        ...notes,
        ...entryNotes(row, before, after, facts),
        ...warningsFor(rules, change, lines, facts),
      ],
      write: { how: howToWrite(row, before, after), version: versionFor(after, row, policy.type) },
      effect: effectOf(row, before, after, facts.groups),
    },
  }
}

/** The lines of what would be different afterwards. */
export function changedLines({ lines }: Pick<Plan, 'lines'>): Line[] {
  return lines.filter(({ mark }) => mark !== 'kept')
}

/** Whether anything would be different afterwards. */
export function changesAnything(plan: Plan): boolean {
  return changedLines(plan).length > 0
}

/** The entries of `after` that `before` does not hold, in the same form or another. */
export function addedEntries(row: CatalogRow, before: readonly Entry[], after: readonly Entry[]): Entry[] {
  const known = new Set(before.map((entry) => keyOf(entry, row)))
  return after.filter((entry) => !known.has(keyOf(entry, row)))
}

function howToWrite(
  row: CatalogRow,
  before: readonly Entry[],
  after: readonly Entry[],
): Plan['write']['how'] {
  if (row.writes === 'oneByOne') return 'oneByOne'
  return row.writes === 'assignOrOne' && isPureAddition(row, before, after) ? 'addOne' : 'assign'
}

function isPureAddition(row: CatalogRow, before: readonly Entry[], after: readonly Entry[]): boolean {
  const added = addedEntries(row, before, after)
  return (
    added.length === 1 &&
    // The older form can only be written with the whole set.
    !added[0]?.legacy &&
    after.length === before.length + 1 &&
    after.every((e) => added.includes(e) || before.includes(e))
  )
}

function changed(row: CatalogRow, element: string | null, before: readonly Entry[], change: Change): Entry[] {
  return change.like
    ? merge(row, element, giveLike(row, before, change), { ...change, include: [] })
    : merge(row, element, before, change)
}

function linesOf(row: CatalogRow, before: readonly Entry[], after: readonly Entry[], facts: Facts): Line[] {
  const was = new Map(before.map((entry) => [keyOf(entry, row), entry]))
  const will = new Map(after.map((entry) => [keyOf(entry, row), entry]))
  const lines = [...new Set([...was.keys(), ...will.keys()])].map((key) =>
    lineOf(row, was.get(key), will.get(key), facts),
  )
  const order: Mark[] = ['added', 'changed', 'removed', 'kept']
  return pairMoves(lines).sort((a, b) => order.indexOf(a.mark) - order.indexOf(b.mark))
}

function lineOf(row: CatalogRow, was: Entry | undefined, will: Entry | undefined, facts: Facts): Line {
  const entry = (will ?? was) as Entry
  const group = entry.groupId
    ? (facts.groups.get(entry.groupId.toLowerCase()) ?? unknownGroup(entry.groupId))
    : null
  const mark = !was ? 'added' : !will ? 'removed' : sameContent(was, will) ? 'kept' : 'changed'
  return {
    subject: subjectOf(entry),
    group,
    mark,
    before: was ? standingOf(row, was, facts) : null,
    after: will ? standingOf(row, will, facts) : null,
  }
}

/** "Excluded, removed" and "included, added" of one subject are one change to a reader. */
function pairMoves(lines: Line[]): Line[] {
  const of = (line: Line) => (line.subject.kind === 'other' ? line.subject.type : subjectKey(line.subject))
  const merged: Line[] = []
  for (const line of lines) {
    const twin = merged.find(
      (other) =>
        of(other) === of(line) &&
        ((other.mark === 'removed' && line.mark === 'added') ||
          (other.mark === 'added' && line.mark === 'removed')),
    )
    if (!twin) merged.push(line)
    else {
      twin.before ??= line.before
      twin.after ??= line.after
      twin.mark = 'changed'
    }
  }
  return merged
}

function subjectOf(entry: Entry): Line['subject'] {
  if (entry.target === 'allUsers' || entry.target === 'allDevices') return { kind: entry.target }
  if (entry.target === 'other') return { kind: 'other', type: String(entry.targetProperties['@odata.type']) }
  return { kind: 'group', id: entry.groupId ?? '' }
}

function unknownGroup(id: string): GroupFacts {
  return { id, name: null, membership: 'unknown', of: 'unknown', members: null, securityEnabled: true }
}

function standingOf(row: CatalogRow, entry: Entry, facts: Facts): Standing {
  const name = entry.filter && (facts.filters.get(entry.filter.id)?.name ?? entry.filter.id)
  const intent = row.intent && entry.properties[row.intent.property]
  return {
    included: entry.target !== 'exclusionGroup',
    filter: entry.filter && name ? { name, mode: entry.filter.mode } : null,
    intent: typeof intent === 'string' ? intent : null,
    fromPolicySet: entry.source !== 'direct',
  }
}
