import { lineName, policySetOf } from '../../intune/plan/lines.ts'
import { moveOf, sameFilter } from '../../intune/plan/moves.ts'
import type { Line, Standing } from '../../intune/plan/plan.ts'
import type { Item } from '../../request/item.ts'
import type { AssignmentRequest } from '../../request/request.ts'
import {
  changeMark,
  driftAdded,
  driftRemoved,
  filterWords,
  keptWords,
  type RowEffect,
  SETTINGS_CHANGE,
  type Tense,
} from '../../wording/changeRow.ts'
import { intentWords, type Move } from '../../wording/deed.ts'
import { describeGroup } from '../../wording/group.ts'
import { policySetWords } from '../../wording/planNotes.ts'
import type { Color } from './color.ts'
import { safe, shortenedTo } from './safeText.ts'

const COLORS: Record<RowEffect, Color> = { gains: 'Good', loses: 'Attention', changes: 'Warning' }

/** By lower-case id, what distinguishes a picked object from others of its name; it stays with it on the plan. */
export type Chosen = ReadonlyMap<string, string>
const NOTHING: Chosen = new Map()

/** What tells the picked ones from others of their name, by lower-case id. */
export function chosenIn({ answers }: AssignmentRequest): Chosen {
  return new Map(
    Object.values(answers).flatMap(({ id, detail }): [string, string][] =>
      detail ? [[id.toLowerCase(), detail]] : [],
    ),
  )
}

/** How far the change of one policy has got. */
export function tenseOf({ progress }: Item, { state, lacksRights, prolongs }: AssignmentRequest): Tense {
  // What is prolonged has been written already.
  if (progress === 'done' || prolongs) return 'done'
  if (progress === 'leftOut' || progress === 'failed' || lacksRights) return 'notDone'
  switch (state) {
    case 'cancelled':
    case 'rejected':
    case 'expired':
    case 'failed':
      return 'notDone'
    case 'approved':
    case 'applying':
    case 'awaitingIntune':
      return isInHand(progress) ? 'doing' : 'toDo'
    case 'signInNeeded':
      // Nothing is written without a sign-in, but what was sent before may have taken effect.
      return isInHand(progress) && progress !== 'queued' ? 'doing' : 'toDo'
    default:
      return 'toDo'
  }
}

/** Whether it is being written, and waits neither for people here nor in Intune. */
function isInHand(progress: Item['progress']): boolean {
  return progress !== 'planned' && progress !== 'awaitingIntune'
}

/**
 * A changed line in words: "+ Add  Sales Laptops  dynamic group, 214 devices / not assigned → assigned". Only what differs
 * is next to the arrow; what stays the same in the entry is among the details.
 */
export function changeRow(line: Line, tense: Tense, chosen: Chosen = NOTHING, names = 200) {
  const move = moveOf(line)
  const turn = turnOf(move, line)
  const { before, after, same } = differencesOf(line)
  return {
    mark: changeMark(move, turn, tense),
    color: tense === 'notDone' ? 'Default' : COLORS[turn],
    struck: tense === 'toDo' || tense === 'doing',
    saysMore: !ENDS.has(before) || !ENDS.has(after),
    name: shortenedTo(shortName(line), names),
    detail: shortenedTo([groupWords(line, chosen), ...same].filter(Boolean).join(', '), names + 100),
    before: shortenedTo(tense === 'notDone' ? `requested: ${before}` : before, names + 40),
    after: shortenedTo(after, names + 40),
  }
}

/** What the mark before a name says already. */
const ENDS: ReadonlySet<string> = new Set(['assigned', 'not assigned', 'excluded', 'not excluded'])

/** "Sales Laptops", without the quotes it has in a sentence. */
export function shortName(line: Line): string {
  return lineName(line).replace(/^“(.*)”$/su, '$1')
}

/** "Sales Laptops was added", "Legal: required → available": what somebody else changed. */
export function driftWords(line: Line): string {
  const { before, after } = differencesOf(line)
  const standing = line.before ?? line.after
  const how = standing?.included === false ? ' as an exclusion' : ''
  const name = safe(shortName(line), 80)
  if (!line.before) return driftAdded(name, how)
  return line.after ? `${name}: ${safe(before)} → ${safe(after)}` : driftRemoved(name, how)
}

/** A line that stays or is only shown: "Windows 11 Devices  dynamic group, 583 devices · assigned, filter: include “X”". */
export function standingRow(line: Line) {
  return {
    name: safe(shortName(line)),
    detail: safe(groupWords(line)),
    after: safe(line.after ? standingWords(line.after).join(', ') : 'not assigned'),
  }
}

/**
 * "2 other assignments stay the same: All devices (filter: include “Corporate Windows”), Store Kiosks (excluded)."
 * @param most how many names are shown; the rest are counted.
 */
export function keptLine(lines: readonly Line[], tense: Tense, most: number, length: number): string {
  const said = keptWords(lines.length, tense)
  if (lines.length === 0) return said
  const names = lines.slice(0, most).map((line) => {
    const words = line.after ? standingWords(line.after).filter((one) => one !== 'assigned') : []
    return `${shortenedTo(shortName(line), length)}${words.length > 0 ? ` (${shortenedTo(words.join(', '), length)})` : ''}`
  })
  const more = lines.length - names.length
  return `${said}: ${[...names, ...(more > 0 ? [`and ${more} more`] : [])].join(', ')}`
}

function turnOf(move: Move, { after }: Line): RowEffect {
  switch (move) {
    case 'include':
    case 'readmit':
      return 'gains'
    case 'exclude':
      return after?.intent === 'uninstall' ? 'changes' : 'loses'
    case 'remove':
    case 'uninstall':
      return 'loses'
    default:
      return 'changes'
  }
}

function groupWords({ group }: Line, chosen: Chosen = NOTHING): string {
  if (!group) return ''
  const picked = chosen.get(group.id.toLowerCase())
  if (picked) return picked
  return group.name ? describeGroup(group) : 'not in the directory any more'
}

function differencesOf({ before, after }: Line): { before: string; after: string; same: string[] } {
  if (!before || !after || before.included !== after.included) {
    const isExclusion = (before ?? after)?.included === false
    const absent = isExclusion ? 'not excluded' : 'not assigned'
    const words = (one: Standing | null) => (one ? standingWords(one).join(', ') : absent)
    return { before: words(before), after: words(after), same: [] }
  }
  const pairs = [
    [before.intent, after.intent].map((intent) => intent && intentWords(intent)),
    sameFilter(before, after) && !before.filter
      ? [null, null]
      : [before.filter, after.filter].map(filterWords),
    [before, after].map((one) => one.fromPolicySet && `from ${policySetWords(policySetOf(one))}`),
  ]
  const differ = pairs.filter(([was, is]) => was !== is)
  const same = pairs.flatMap(([was, is]) => (was && was === is ? [was] : []))
  if (differ.length === 0) {
    return { ...SETTINGS_CHANGE, same: standingWords(after).filter((word) => word !== 'assigned') }
  }
  const side = (index: number) =>
    differ
      .map((pair) => pair[index])
      .filter(Boolean)
      .join(', ')
  return { before: side(0) || 'assigned', after: side(1) || 'assigned', same }
}

/** "required", "filter: include “X”": what an entry is; "assigned" where it has nothing more. */
function standingWords(standing: Standing): string[] {
  const { included, intent, filter, fromPolicySet } = standing
  const how = intent ? intentWords(intent) : null
  const side = included ? (how ?? 'assigned') : how ? `excluded from ${how}` : 'excluded'
  return [
    side,
    ...(filter ? [filterWords(filter)] : []),
    ...(fromPolicySet ? [`from ${policySetWords(policySetOf(standing))}`] : []),
  ]
}
