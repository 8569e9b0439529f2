import { distinctNotes, type Note } from '../../wording/note.ts'
import type { GroupFacts } from '../assignments/change.ts'
import type { Effect } from '../effect/effect.ts'
import { NOBODY, type Range, type Reached } from '../effect/range.ts'
import { sameSubject } from './lines.ts'
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
  const renames = [...renamesBetween(shown, now), ...changedLines(now).flatMap(filtersRenamed(shown))]
  const grown = changedLines(now).flatMap((line) => growthOfGroup(shown.lines, line, isHeavier))
  const outgrown = (now.effect ?? []).some((effect) => {
    const was = shown.effect?.find(
      ({ reached, intent }) => reached === effect.reached && intent === effect.intent,
    )
    return isFarMore(was?.gain, effect.gain) || isFarMore(was?.lose, effect.lose)
  })
  // A new name may be all that another rule for approvals asks about.
  const isMore = grown.length === 0 && (outgrown || (isHeavier && renames.length === 0))
  return distinctNotes([...renames, ...grown, ...(isMore ? [{ code: 'reachesMore' as const }] : [])])
}

/**
 * What somebody who approved a change together with its end has not seen of that end: far larger groups, or far more who
 * lose or gain by it than gained or lost by the change.
 */
export function outgrowthOf(approved: Plan, end: Plan): Note[] {
  const grown = changedLines(end).flatMap((line) => growthOfGroup(approved.lines, line, false))
  const isMore = (['devices', 'users'] as const).some((reached) =>
    isFar(mostTouched(approved, reached), mostTouched(end, reached)),
  )
  return grown.length > 0 || isMore ? [{ code: 'endReachesMore' }, ...distinctNotes(grown)] : []
}

/** The largest number of them that one intent is about, given or taken. */
function mostTouched({ effect }: Plan, reached: Reached): number {
  // A plan of an earlier version does not say, and is no reason to ask.
  if (!effect) return Number.POSITIVE_INFINITY
  const own = effect.filter((one) => one.reached === reached)
  return Math.max(0, ...own.flatMap(({ gain, lose }) => [inNumber(gain), inNumber(lose)]))
}

/** What is called otherwise than in the plan that people were shown, though it is the same by its id. */
export function renamesBetween(shown: Plan, now: Plan): Note[] {
  const groups = changedLines(now).flatMap((line) =>
    renamed('groupRenamed', groupBefore(shown.lines, line)?.name, line.group?.name),
  )
  return distinctNotes([...renamed('policyRenamed', shown.policy.name, now.policy.name), ...groups])
}

/** Of the same set and the same change: the same line has the same filter. */
function filtersRenamed({ lines }: Plan): (line: Line) => Note[] {
  return (line) =>
    (['before', 'after'] as const).flatMap((when) => {
      const was = lines.find((one) => isSameStanding(one, line, when))
      return renamed('filterRenamed', was?.[when]?.filter?.name, line[when]?.filter?.name)
    })
}

function isSameStanding(one: Line, other: Line, when: 'before' | 'after'): boolean {
  const [was, is] = [one[when], other[when]]
  if (!was || !is || was.included !== is.included || was.intent !== is.intent) return false
  return one.subject.kind === 'other'
    ? other.subject.kind === 'other' && one.subject.type === other.subject.type
    : sameSubject(other, one.subject)
}

function renamed(
  code: 'policyRenamed' | 'groupRenamed' | 'filterRenamed',
  before: string | null | undefined,
  name: string | null | undefined,
): Note[] {
  return before && name && before !== name ? [{ code, name, before }] : []
}

function groupBefore(shown: readonly Line[], { group }: Line): Line['group'] {
  return shown.find((line) => line.group?.id.toLowerCase() === group?.id.toLowerCase())?.group ?? null
}

function growthOfGroup(shown: readonly Line[], line: Line, isHeavier: boolean): Note[] {
  const was = groupBefore(shown, line)
  const { group } = line
  if (!was?.name || !group?.name || was.members === null) return []
  const { name, members } = group
  const isLarger = members === null || isFar(was.members, members) || (isHeavier && members > was.members)
  return isLarger ? [{ code: 'groupGrown', name, before: was.members, now: members }] : []
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
