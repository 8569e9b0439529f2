import { type Facts, filterMarks, type GroupFacts, subjectKey, unknownGroup } from '../assignments/change.ts'
import { type Entry, entryKey, type Subject, sameContent } from '../assignments/entries.ts'
import type { CatalogRow } from '../catalog/catalog.ts'
import { isSameId } from '../guid.ts'

export type Mark = 'added' | 'kept' | 'changed' | 'removed'

/** How a subject appears in the set. */
export interface Standing {
  included: boolean
  filter: { name: string; mode: 'include' | 'exclude'; mark?: string } | null
  intent: string | null
  /** A policy set wrote it, not a person. */
  fromPolicySet: boolean
  /** The name of that policy set, where the person may see it. */
  policySet?: string
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

/** One line per entry there was or will be: a group that is in the set several times, once per intent, has several. */
export function planLines(
  row: CatalogRow,
  before: readonly Entry[],
  after: readonly Entry[],
  facts: Facts,
): Line[] {
  const was = new Map(before.map((entry) => [entryKey(entry, row), entry]))
  const will = new Map(after.map((entry) => [entryKey(entry, row), entry]))
  const lines = [...new Set([...was.keys(), ...will.keys()])].map((key) =>
    makeLine(row, was.get(key), will.get(key), facts),
  )
  const order: Mark[] = ['added', 'changed', 'removed', 'kept']
  return pairMoves(lines).sort((a, b) => order.indexOf(a.mark) - order.indexOf(b.mark))
}

function makeLine(row: CatalogRow, was: Entry | undefined, will: Entry | undefined, facts: Facts): Line {
  const entry = (will ?? was) as Entry
  const group = entry.groupId
    ? (facts.groups.get(entry.groupId.toLowerCase()) ?? unknownGroup(entry.groupId))
    : null
  const mark = !was ? 'added' : !will ? 'removed' : sameContent(was, will) ? 'kept' : 'changed'
  return {
    subject: subjectFrom(entry),
    group,
    mark,
    before: was ? standingOf(row, was, facts) : null,
    after: will ? standingOf(row, will, facts) : null,
  }
}

/**
 * "Excluded, removed" and "included, added" for one subject are one change to a reader, and so are two inclusions
 * with different intents. An exclusion from another intent has a line of its own.
 */
function pairMoves(lines: Line[]): Line[] {
  const of = (line: Line) => (line.subject.kind === 'other' ? line.subject.type : subjectKey(line.subject))
  const merged: Line[] = []
  for (const line of lines) {
    const opposite = line.mark === 'added' ? 'removed' : line.mark === 'removed' ? 'added' : null
    const twins = merged.filter(
      (other) => other.mark === opposite && of(other) === of(line) && isOneMove(other, line),
    )
    const twin =
      twins.find((other) => earlierStanding(other)?.included === earlierStanding(line)?.included) ?? twins[0]
    if (!twin) merged.push(line)
    else {
      twin.before ??= line.before
      twin.after ??= line.after
      twin.mark = 'changed'
    }
  }
  return merged
}

function isOneMove(a: Line, b: Line): boolean {
  const [one, other] = [earlierStanding(a), earlierStanding(b)]
  return (one?.included === true && other?.included === true) || one?.intent === other?.intent
}

/** How it was, or will be where it is new. */
export function earlierStanding({ before, after }: Line): Standing | null {
  return before ?? after
}

function subjectFrom(entry: Entry): Line['subject'] {
  if (entry.target === 'allUsers' || entry.target === 'allDevices') return { kind: entry.target }
  if (entry.target === 'other') return { kind: 'other', type: String(entry.targetProperties['@odata.type']) }
  return { kind: 'group', id: entry.groupId ?? '' }
}

function standingOf(row: CatalogRow, entry: Entry, facts: Facts): Standing {
  const name = entry.filter && (facts.filters.get(entry.filter.id)?.name ?? entry.filter.id)
  const mark = entry.filter && filterMarks(facts.filters).get(entry.filter.id.toLowerCase())
  const intent = row.intent && entry.properties[row.intent.property]
  const policySet = entry.sourceId && facts.policySets?.get(entry.sourceId.toLowerCase())
  return {
    included: entry.target !== 'exclusionGroup',
    filter: entry.filter && name ? { name, mode: entry.filter.mode, ...(mark ? { mark } : {}) } : null,
    intent: typeof intent === 'string' ? intent : null,
    fromPolicySet: entry.source !== 'direct',
    ...(policySet ? { policySet } : {}),
  }
}

/** The name of the policy set that wrote it; null where it is unknown. */
export function policySetOf(standing: Standing | null): string | null {
  return standing?.policySet ?? null
}

/** Whether a line is about a subject; group ids compare without regard to case. */
export function sameSubject(line: Line, subject: { kind: string; id?: string }): boolean {
  if (line.subject.kind !== subject.kind) return false
  return line.subject.kind !== 'group' || isSameId(subject.id, line.subject.id)
}

/** As somebody has to write it: without what tells it from another. */
export function spelledNameOf(line: Line): string {
  const { group } = line
  return group?.spelled ? `“${group.spelled}”` : plainNameOf(line)
}

/** Within a sentence. */
export function plainNameOf(line: Line): string {
  const name = lineName(line)
  return name.startsWith('“') ? name : name.charAt(0).toLowerCase() + name.slice(1)
}

/** The target as it begins a sentence: "All users", "“Legal”", or the id of a deleted group. */
export function lineName(line: Line): string {
  if (line.subject.kind === 'allUsers') return 'All users'
  if (line.subject.kind === 'allDevices') return 'All devices'
  if (line.subject.kind === 'other') return line.subject.type.replace('#microsoft.graph.', '')
  return line.group?.name ? `“${line.group.name}”` : `Deleted group ${line.subject.id}`
}
