import {
  type Change,
  NO_CHANGE,
  type PolicyRef,
  stepsOf,
  subjectKey,
} from '../../intune/assignments/change.ts'
import type { ChangeReading, SeveralReading } from '../../language/reading.ts'
import type { Asking } from '../../request/request.ts'
import type { Note } from '../../wording/note.ts'
import type { Wish } from './makePlans.ts'

/** One of the requests in a message. */
export type RequestPart = Exclude<Asking, SeveralReading>

/** The requests in a message, one or several. */
export function requestParts(reading: Asking): readonly RequestPart[] {
  return reading.action === 'several' ? reading.parts : [reading]
}

/** What a reading asks of a policy, with its targets and filter resolved. */
export function changeFrom(
  reading: ChangeReading,
  sides: Pick<Change, 'include' | 'exclude' | 'remove'>,
  filterId: string | null,
  fromFilterId: string | null = null,
): Change {
  const filter = filterId && reading.filter ? { id: filterId, mode: reading.filter.mode } : null
  const { intent, side, withoutFilter, gives, fromIntent, replaces, only, clear, refilter, every } = reading
  const { from: _name, ...own } = refilter ?? {}
  return {
    ...sides,
    filter,
    intent,
    ...(side ? { side } : {}),
    ...(withoutFilter ? { withoutFilter } : {}),
    ...(gives ? { gives } : {}),
    ...(refilter ? { refilter: { ...own, ...(fromFilterId ? { from: fromFilterId } : {}) } } : {}),
    ...(every ? { every } : {}),
    ...(fromIntent ? { fromIntent } : {}),
    ...(replaces ? { replaces } : {}),
    ...(only ? { only } : {}),
    ...(clear ? { clear } : {}),
  }
}

/**
 * The wishes of several requests as one for each policy, since a policy's set is written once. Where two requests
 * want something of the same policy, the two are joined if that leaves nothing open; otherwise they are refused.
 */
export function joinedWishes(
  wishes: readonly Wish[],
): { wishes: Wish[]; refusal?: never } | { refusal: Note; wishes?: never } {
  const all = new Map<string, Wish>()
  for (const wish of wishes) {
    const key = refKey(wish.policy)
    const earlier = all.get(key)
    const change = earlier
      ? (both(earlier.change, wish.change) ?? oneAfter(earlier.change, wish.change))
      : wish.change
    if (!change) return { refusal: { code: 'cannotJoin', name: wish.policy.name } }
    all.set(key, { policy: wish.policy, change })
  }
  return { wishes: [...all.values()] }
}

export function refKey({ kind, id }: PolicyRef): string {
  return `${kind} ${id}`
}

function isOfWholeSet({ only, clear, copy, like, revert, refilter, every, replaces }: Change): boolean {
  return [only, clear, copy, like, revert, refilter, every, replaces].some((one) => one !== undefined)
}

/** Both, about different targets: "to A as required and to B as available". Null if they are about the same. */
function oneAfter(one: Change, other: Change): Change | null {
  const steps = stepsOf(one)
  if ([...steps, other].some(isOfWholeSet) || steps.some((step) => shareSubject(step, other))) return null
  return steps.reduceRight((next, step): Change => ({ ...step, next }), other)
}

/** Who is excluded from an app twice, each time as another intent, has two exclusions: they are not about the same. */
function shareSubject(one: Change, other: Change): boolean {
  const isApart = one.intent !== null && other.intent !== null && one.intent !== other.intent
  const named = ({ include, exclude, remove }: Change, excluded: Change['exclude']) =>
    [...include, ...remove, ...(isApart ? [] : exclude), ...excluded].map(subjectKey)
  return (
    named(one, []).some((key) => named(other, other.exclude).includes(key)) ||
    named(one, one.exclude).some((key) => named(other, []).includes(key))
  )
}

/** Null if one of them would interfere with the other. */
function both(one: Change, other: Change): Change | null {
  if (JSON.stringify(one) === JSON.stringify(other)) return one
  if ([one, other].some(isOfWholeSet)) {
    return null
  }
  if (one.next || shareSubject(one, other)) return null
  if (one.intent !== other.intent || one.fromIntent !== other.fromIntent) return null
  // In a removal alone, the intent says which entries go; next to an addition, it belongs to the addition.
  if (one.intent && onlyRemoves(one) !== onlyRemoves(other)) return null
  const [including] = [one, other].filter(({ include }) => include.length > 0)
  const [removing] = [one, other].filter(({ remove }) => remove.length > 0)
  if (one.include.length > 0 && other.include.length > 0 && filterKey(one) !== filterKey(other)) return null
  if (one.remove.length > 0 && other.remove.length > 0 && one.side !== other.side) return null
  return {
    ...NO_CHANGE,
    include: [...one.include, ...other.include],
    exclude: [...one.exclude, ...other.exclude],
    remove: [...one.remove, ...other.remove],
    filter: including?.filter ?? null,
    intent: one.intent,
    ...(removing?.side ? { side: removing.side } : {}),
    ...(including?.withoutFilter ? { withoutFilter: true } : {}),
    ...(including?.gives ? { gives: true } : {}),
    ...(one.fromIntent ? { fromIntent: one.fromIntent } : {}),
  }
}

function filterKey({ filter, withoutFilter, gives }: Change): string {
  return JSON.stringify([filter, withoutFilter ?? false, gives ?? false])
}

function onlyRemoves({ include, exclude }: Change): boolean {
  return include.length + exclude.length === 0
}

/** One policy that was named twice is changed once. */
export function uniquePolicies(policies: readonly PolicyRef[]): PolicyRef[] {
  return [...new Map(policies.map((policy) => [refKey(policy), policy])).values()]
}

/** The readings that say where to look first, and then the others. */
export function tiersOf(readings: readonly Asking[]): Asking[][] {
  // "Remove all assignments from X": X may be a group or a policy, and neither reading says more than the other.
  const isWhole = readings.every(({ action }) => action === 'bulk')
  const isNarrow = (reading: Asking) =>
    requestParts(reading).every(({ action, kind }) => kind !== null || (action === 'bulk' && isWhole))
  return [readings.filter(isNarrow), readings.filter((reading) => !isNarrow(reading))]
}
