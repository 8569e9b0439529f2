import type { Note } from '../../wording/note.ts'
import type { GroupFacts } from '../assignments/change.ts'
import type { Effect } from '../effect/effect.ts'
import { NOBODY, type Range } from '../effect/range.ts'
import { changedLines, type Line, type Plan } from './plan.ts'

/** Growth by fewer than this is no news, whatever the factor. */
const HANDFUL = 10
const LARGE_FACTOR = 2

/** Whether a plan may reach others than it did, judged by its groups: then it has to be measured anew. */
export function mayHaveShifted(
  { lines }: Pick<Plan, 'lines'>,
  now: ReadonlyMap<string, GroupFacts>,
): boolean {
  return lines.some(({ subject, group }) => {
    if (subject.kind !== 'group' || !group) return false
    const is = now.get(subject.id.toLowerCase())
    const isCounted = group.members !== null
    return is?.name !== group.name || (isCounted && (is.members !== group.members || is.of !== group.of))
  })
}

/** Whether filters decide whom it reaches: their rules can change without a trace in the set. */
export function hasFilters({ before, after }: Pick<Plan, 'before' | 'after'>): boolean {
  return [...before, ...after].some(({ filter }) => filter !== null)
}

/**
 * What somebody who approved one plan has not seen in another of the same change and the same set: names, and numbers
 * that are far larger. @param isHeavier whether the rules for approvals ask for something else now.
 */
export function shiftsBetween(shown: Plan, now: Plan, isHeavier: boolean): Note[] {
  const notes = changedLines(now).flatMap((line) => shiftsOfGroup(shown.lines, line, isHeavier))
  const outgrown = (now.effect ?? []).some((effect) => {
    const was = shown.effect?.find(
      ({ reached, intent }) => reached === effect.reached && intent === effect.intent,
    )
    return isFarMore(was?.gain, effect.gain) || isFarMore(was?.lose, effect.lose)
  })
  return notes.length === 0 && (isHeavier || outgrown) ? [{ code: 'reachesMore' }] : notes
}

function shiftsOfGroup(shown: readonly Line[], { group }: Line, isHeavier: boolean): Note[] {
  const was = shown.find((line) => line.group?.id.toLowerCase() === group?.id.toLowerCase())?.group
  if (!was?.name || !group?.name) return []
  const { name, members } = group
  const renamed: Note[] = was.name === name ? [] : [{ code: 'groupRenamed', name, before: was.name }]
  if (was.members === null) return renamed
  const isLarger = members === null || isFar(was.members, members) || (isHeavier && members > was.members)
  const grown: Note[] = isLarger ? [{ code: 'groupGrown', name, before: was.members, now: members }] : []
  return [...renamed, ...grown]
}

/** By the upper ends, as people were told “up to”. Plans of an earlier version do not say. */
function isFarMore(was: Effect['gain'] = NOBODY, is: Range): boolean {
  return isFar(inNumber(was), inNumber(is))
}

function inNumber({ most }: Range): number {
  return typeof most === 'number' ? most : Number.POSITIVE_INFINITY
}

function isFar(was: number, is: number): boolean {
  return is > was * LARGE_FACTOR && is > was + HANDFUL
}
