import type { Intent } from '../../language/reading.ts'
import { distinctNotes, type Note } from '../../wording/note.ts'
import type { Change, Facts, PolicyRef } from '../assignments/change.ts'
import { NO_CHANGE, stepsOf, withMarks } from '../assignments/change.ts'
import { copyEntries } from '../assignments/copyEntries.ts'
import { type Entry, entryKey, fingerprint, versionFor } from '../assignments/entries.ts'
import { withEveryone } from '../assignments/everyone.ts'
import { entriesLike, giveLike } from '../assignments/likeness.ts'
import { merge, withModeFlipped } from '../assignments/merge.ts'
import { revert } from '../assignments/undo.ts'
import type { CatalogRow, GraphVersion } from '../catalog/catalog.ts'
import { type Effect, effectOf } from '../effect/effect.ts'
import { reachOf } from '../effect/members.ts'
import { entryNotes } from './entryNotes.ts'
import { withHandedOn, withReplaced } from './handedOn.ts'
import { type Line, planLines } from './lines.ts'
import { missingIntent } from './missingIntent.ts'
import { type ObjectRules, rulesFor } from './objectRules.ts'
import { type IntentQuestion, openIntent } from './openIntent.ts'
import { combinationRefusal, handedOnRefusal, refusalFor } from './refusals.ts'
import { warningsFor } from './warnings.ts'

export type { Line, Mark, Standing } from './lines.ts'

/** Exactly what would be written, and how it is shown. Plain data: it is stored as JSON. */
export interface Plan {
  policy: PolicyRef
  /** Kept so that the same change can be planned again when the set has changed. */
  change: Change
  before: Entry[]
  after: Entry[]
  /** Of `before`. */
  fingerprint: string
  lines: Line[]
  /** What somebody should know before they approve it. */
  warnings: Note[]
  /** Who gains and who loses by it; missing in plans of earlier versions. */
  effect?: Effect[]
  /** Members are still being read: the effect will soon be more exact. */
  isCounting?: true
  write: { how: 'assign' | 'addOne' | 'oneByOne'; version: GraphVersion }
}

/** `asks`: the refusal is a question; once it is answered, there is a plan. */
export type Planned =
  | { plan: Plan; refusal?: never; asks?: never }
  | { refusal: Note; asks?: IntentQuestion; plan?: never }

/** Merges a change into the current set, and says how the result would look and be written. */
export function makePlan(
  row: CatalogRow,
  policy: PolicyRef,
  before: readonly Entry[],
  asked: Change,
  facts: Facts,
): Planned {
  const said = withModeFlipped(row, before, asked)
  const steps = stepsOf(said)
  const isOne = steps.length === 1
  const notes: Note[] = []
  let lines: Line[] = []
  let after = before
  for (const step of steps) {
    const { done, refusal, asks } = takeStep(row, policy, after, step, facts)
    // An answer to one of several would have to say which of them it is for.
    if (asks && !isOne) return { refusal: { code: 'cannotJoin', name: policy.name } }
    if (!done) return asks ? { refusal, asks } : { refusal }
    notes.push(...done.warnings)
    lines = done.lines
    after = done.after
  }
  return {
    plan: {
      policy,
      change: said,
      before: [...before],
      after: [...after],
      fingerprint: fingerprint(before, row),
      lines: isOne ? lines : planLines(row, before, after, facts),
      warnings: isOne ? notes : distinctNotes(notes),
      write: { how: howToWrite(row, before, after), version: versionFor(after, row, policy.type) },
      effect: effectOf(row, before, after, reachOf(facts.groups)),
    },
  }
}

type Step =
  | { done: Pick<Plan, 'after' | 'lines' | 'warnings'>; refusal?: never; asks?: never }
  | { refusal: Note; asks?: IntentQuestion; done?: never }

/** The result of one change to a set, with notes about it. */
function takeStep(
  row: CatalogRow,
  policy: PolicyRef,
  before: readonly Entry[],
  said: Change,
  facts: Facts,
): Step {
  const rules = rulesFor(row, policy)
  const told = withMarks(facts)
  const meant = withReplaced(row, policy, before, withEveryone(row, before, said))
  const change = said === NO_CHANGE ? said : withHandedOn(row, before, meant)
  const asks = openIntent(row, before, change, told) ?? missingIntent(row, rules, before, change, told)
  const clear = asks ? withHandedOn(row, before, withAnswer(meant, asks)) : change
  const handedOn = said.filter ? null : clear.filter
  const refusal =
    change === NO_CHANGE
      ? null
      : (handedOnRefusal(rules, handedOn, told) ?? refusalFor(row, policy, clear, told, before))
  if (refusal) return { refusal }
  if (asks) return { refusal: asks.refusal, asks }
  const { after, notes } = changed(row, rules, policy, before, change, told)
  const mixed = combinationRefusal(row, before, after)
  if (mixed) return { refusal: mixed }
  const lines = planLines(row, before, after, facts)
  const named = told === facts ? lines : planLines(row, before, after, told)
  const warnings = [
    ...notes,
    ...entryNotes(row, before, after, told, modelsOf(row, before, change)),
    ...warningsFor(policy.name, rules, change, named, told),
  ]
  return { done: { after, lines, warnings } }
}

/** Those whose entries new ones are made after, in another way than they have it themselves. */
function modelsOf(row: CatalogRow, before: readonly Entry[], change: Change): Entry[] {
  if (change.model) return [change.model]
  return change.intent ? entriesLike(row, before, change) : []
}

/** As if the question were answered: whether it is worth an answer. */
function withAnswer(change: Change, { as, intents }: IntentQuestion): Change {
  const answer = intents[0] as Intent
  // What those who come get instead is asked for later.
  const come = as === 'goneIntent' ? { intent: change.intent ?? answer } : {}
  return { ...change, ...come, [as ?? 'fromIntent']: answer }
}

/** The lines of what would be different afterwards. */
export function changedLines({ lines }: Pick<Plan, 'lines'>): Line[] {
  return lines.filter(({ mark }) => mark !== 'kept')
}

/** Whether anything would be different afterwards. */
export function changesAnything(plan: Plan): boolean {
  return changedLines(plan).length > 0
}

/** The entries of `after` that `before` does not have, in the same form or another. */
export function addedEntries(row: CatalogRow, before: readonly Entry[], after: readonly Entry[]): Entry[] {
  const known = new Set(before.map((entry) => entryKey(entry, row)))
  return after.filter((entry) => !known.has(entryKey(entry, row)))
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

function changed(
  row: CatalogRow,
  rules: ObjectRules,
  policy: PolicyRef,
  before: readonly Entry[],
  change: Change,
  facts: Facts,
): { after: Entry[]; notes: Note[] } {
  if (change.revert) return revert(row, before, change.revert, facts)
  if (change.copy) return copyEntries(row, rules, policy, before, change.copy, facts)
  const own = { ...row, newEntry: rules.newEntry }
  const after = change.like
    ? merge(own, rules.element, giveLike(row, before, change), { ...change, include: [] })
    : merge(own, rules.element, before, change)
  return { after, notes: [] }
}
