import { capital } from '../../wording/inflection.ts'
import { list } from '../../wording/list.ts'
import type { Note } from '../../wording/note.ts'
import { type Change, calledIn, type Facts } from '../assignments/change.ts'
import type { Entry, Subject } from '../assignments/entries.ts'
import { intentsLike } from '../assignments/likeness.ts'
import type { CatalogRow } from '../catalog/catalog.ts'
import { inclusionsMeant, intentsOf, intentsToNarrow, removalsMeant } from './intents.ts'

/** What has to be answered before there is a plan. */
export interface IntentQuestion {
  /** The part of the change that the answer is about; `fromIntent` when left out. */
  as?: 'intent' | 'goneIntent'
  /** As cards call it: "“Help Desk”", "all users". */
  group: string
  /** Those whose place it takes, where these had it with the first of the intents and it has the other. */
  gone?: string
  /** Those that it can be, as Graph spells them. */
  intents: string[]
  /** What to write instead. */
  refusal: Note
}

/** Whose entries a change leaves ambiguous; null where it is clear. */
export function openIntent(
  row: CatalogRow,
  before: readonly Entry[],
  change: Change,
  facts: Facts,
): IntentQuestion | null {
  if (!row.intent || change.refilter) return null
  const ask = (
    subject: Subject,
    intents: string[],
    wish: 'remove' | 'give' | 'change' | 'exclude',
  ): IntentQuestion => {
    const group = calledIn(facts, subject)
    return { group, intents, refusal: { code: 'whichIntent', who: capital(group), wish, intents } }
  }
  for (const subject of change.remove) {
    const intents = intentsOf(row, removalsMeant(row, before, subject, change))
    if (intents.length > 1) {
      const isAlone = change.include.length + change.exclude.length === 0
      return { ...ask(subject, intents, 'remove'), ...(isAlone ? {} : { as: 'goneIntent' }) }
    }
  }
  if (change.like) {
    const intents = intentsLike(row, before, change)
    return intents.length > 1 ? ask(change.like, intents, 'give') : null
  }
  for (const subject of change.include) {
    const intents = intentsOf(row, inclusionsMeant(row, before, subject, change))
    if (intents.length > 1) return ask(subject, intents, 'change')
  }
  if (change.intent || change.fromIntent) return null
  for (const subject of change.exclude) {
    const intents = intentsToNarrow(row, before, subject)
    if (intents.length > 1) return ask(subject, intents, 'exclude')
  }
  return handedOn(row, before, change, facts)
}

/**
 * "replace A with B on P", where B has P already, in another way than A: B may take A's way with its place, or keep its
 * own. Null where there is no such choice.
 */
function handedOn(
  row: CatalogRow,
  before: readonly Entry[],
  change: Change,
  facts: Facts,
): IntentQuestion | null {
  const { include, remove, side, withoutFilter, clear } = change
  if (include.length === 0 || remove.length === 0 || side === 'exclusion' || withoutFilter || clear)
    return null
  const [gone, ...others] = intentsOf(
    row,
    remove.flatMap((subject) => removalsMeant(row, before, subject, change)),
  )
  const had = include.map((subject) => intentsOf(row, inclusionsMeant(row, before, subject, change))[0])
  const [own] = had
  if (!gone || others.length > 0 || !own || own === gone || had.some((one) => one !== own)) return null
  const group = list(include.map((subject) => calledIn(facts, subject)))
  const intents = [gone, own]
  return {
    as: 'intent',
    group,
    gone: list(remove.map((subject) => calledIn(facts, subject))),
    intents,
    refusal: { code: 'whichIntent', who: capital(group), wish: 'change', intents },
  }
}
