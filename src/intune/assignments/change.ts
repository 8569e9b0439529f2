import type { ChangeReading, FilterMode, Intent } from '../../language/reading.ts'
import { markedName, ownMarks } from '../../wording/lookKeys.ts'
import type { Entry, Subject } from './entries.ts'

/** The parts of a reading that hold no name, and so are kept word for word. */
type Nameless = Pick<
  ChangeReading,
  | 'intent'
  | 'side'
  | 'withoutFilter'
  | 'gives'
  | 'every'
  | 'fromIntent'
  | 'replaces'
  | 'only'
  | 'clear'
  | 'refilter'
>

/**
 * What somebody asked for, with every name resolved; `refilter.from` is a filter's id here. One change may apply to
 * several policies.
 */
export interface Change extends Nameless {
  include: Subject[]
  exclude: Subject[]
  remove: Subject[]
  filter: { id: string; mode: FilterMode } | null
  /** The set gets the direct entries that another policy had when this was planned, besides its own; but for those of `except`. */
  copy?: { from: PolicyRef; entries: Entry[]; except?: Subject[] }
  /** Those included get exactly what this one has: its filter, intent and settings, and nothing where it has none. */
  like?: Subject
  /** Whose entries go, next to an addition with an intent of its own: only those with this intent. */
  goneIntent?: Intent
  /** What those included had of other policies that they lose by the same request: "replace P with Q for G". */
  replaced?: Replaced[]
  /** An entry whose place those included take: one that is made for them has its settings. Found anew for each plan. */
  model?: Entry
  /** Takes an earlier change back, instead of all the above. */
  revert?: Reversal
  /** Follows this one, on the set that results from it: about other targets, with its own intent and filter. */
  next?: Change
}

/** The direct inclusions that a policy had of whoever loses it. */
export interface Replaced {
  from: PolicyRef
  entries: Entry[]
}

/** A change and those that follow it. */
export function stepsOf(change: Change): Change[] {
  const { next, ...step } = change
  return next ? [step, ...stepsOf(next)] : [change]
}

/** The same with each of its steps replaced. */
export function inEachStep(change: Change, remade: (step: Change) => Change): Change {
  const { next, ...step } = change
  return next ? { ...remade(step), next: inEachStep(next, remade) } : remade(change)
}

/**
 * What takes a change back: for every place that it touched, the entries from before and the ones it made.
 * Plain data: it is stored as JSON.
 */
export interface Reversal {
  was: Entry[]
  made: Entry[]
}

/** Asks for nothing: the set as it is. */
export const NO_CHANGE: Change = { include: [], exclude: [], remove: [], filter: null, intent: null }

/** The object whose assignments change. */
export interface PolicyRef {
  /** Catalog key. */
  kind: string
  id: string
  name: string
  /** `@odata.type` without `#microsoft.graph.`, where Graph gives one. */
  type: string | null
  /** "Windows", "iOS/iPadOS" …, where Graph tells. */
  platform: string | null
  /** Those of its properties by which the row's variants are recognised, where it has any. */
  traits?: Readonly<Record<string, unknown>>
}

/** What the directory knows about a group. */
export interface GroupFacts {
  id: string
  /** Null when the group has been deleted or is hidden from the requester. */
  name: string | null
  membership: 'assigned' | 'dynamic' | 'unknown'
  of: 'users' | 'devices' | 'users and devices' | 'nobody' | 'unknown'
  /** Users and devices, nested groups included; null when Graph would not say. */
  members: number | null
  securityEnabled: boolean
  /** As it is written, where `name` carries what tells it from another. */
  spelled?: string
}

/** A group of which nothing but its id is known. */
export function unknownGroup(id: string): GroupFacts {
  return { id, name: null, membership: 'unknown', of: 'unknown', members: null, securityEnabled: true }
}

export interface FilterFacts {
  id: string
  name: string
  /** As a person calls it; null where Graph does not say. */
  platform: string | null
  /** Which of several platforms of that name, where filters tell them apart. */
  flavour?: string | null
  /** What it selects from: enrolled devices, or apps wherever they run. */
  of: 'devices' | 'apps'
}

/** What must be known about the names in a plan. */
export interface Facts {
  groups: ReadonlyMap<string, GroupFacts>
  filters: ReadonlyMap<string, FilterFacts>
  /** Names of policy sets, by lower-case id, as far as the person may see them. */
  policySets?: ReadonlyMap<string, string>
}

/**
 * With names that carry what tells them from others that look alike: of the groups that are named, and of all filters.
 * @returns the same where none does.
 */
export function withMarks(facts: Facts): Facts {
  const known = markedFacts.get(facts)
  if (known) return known
  const named = [...facts.groups.values()].flatMap(({ id, name }) => (name ? [{ id, name }] : []))
  const groups = marked(facts.groups, ownMarks(named))
  const filters = marked(facts.filters, filterMarks(facts.filters))
  const isPlain = groups === facts.groups && filters === facts.filters
  const told = isPlain ? facts : { ...facts, groups, filters }
  markedFacts.set(facts, told)
  return told
}

/** One for many policies. */
const markedFacts = new WeakMap<Facts, Facts>()

/** By lower-case id, what tells a filter from others of the tenant that look like it. */
export function filterMarks(filters: Facts['filters']): ReadonlyMap<string, string> {
  const marks = marksOfFilters.get(filters) ?? ownMarks([...filters.values()])
  marksOfFilters.set(filters, marks)
  return marks
}

/** A set can have hundreds of lines. */
const marksOfFilters = new WeakMap<Facts['filters'], ReadonlyMap<string, string>>()

function marked<One extends { id: string; name: string | null }>(
  all: ReadonlyMap<string, One>,
  marks: ReadonlyMap<string, string>,
): ReadonlyMap<string, One> {
  if (marks.size === 0) return all
  return new Map(
    [...all].map(([key, one]): [string, One] => {
      const mark = marks.get(one.id.toLowerCase())
      return [key, mark && one.name ? { ...one, name: markedName(one.name, mark), spelled: one.name } : one]
    }),
  )
}

export function subjectKey(subject: Subject): string {
  return subject.kind === 'group' ? subject.id.toLowerCase() : subject.kind
}

/** "all users", "“Legal”", "the deleted group 1b2c…" */
export function calledIn(facts: Facts, subject: Subject): string {
  if (subject.kind === 'allUsers') return 'all users'
  if (subject.kind === 'allDevices') return 'all devices'
  const group = facts.groups.get(subject.id.toLowerCase())
  if (!group) return `the group ${subject.id}`
  return group.name ? `“${group.name}”` : `the deleted group ${subject.id}`
}
