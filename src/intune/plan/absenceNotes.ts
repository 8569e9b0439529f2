import type { EntrySide } from '../../language/reading.ts'
import type { Note } from '../../wording/note.ts'
import { type Change, calledIn, type Facts, type PolicyRef } from '../assignments/change.ts'
import type { Subject } from '../assignments/entries.ts'
import { removedIntent } from './intents.ts'
import { earlierStanding, type Line, lineName, policySetOf, sameSubject, spelledNameOf } from './lines.ts'

/** Why there is nothing to take away of what was asked for, and what to do. */
export function absenceNotes(policy: string, change: Change, lines: readonly Line[], facts: Facts): Note[] {
  const removed = change.remove.flatMap(
    (subject) =>
      wrongSideOf(policy, change, lines, subject) ??
      heldOrMissing(change, linesOn(lines, subject, askedSide(change)), calledIn(facts, subject)),
  )
  return [...removed, ...unmoved(change, lines, facts)]
}

/** The parts of a plan that it takes to say so. */
interface OneChange {
  policy: PolicyRef
  change: Change
  lines: Line[]
}

/**
 * A group that is to be taken away but is only on the other side: whoever is excluded is not assigned. Removing
 * the exclusion instead would give the group what nobody asked it to get.
 */
export function onOtherSide({ policy, change, lines }: OneChange): Note[] {
  return change.remove.flatMap((subject) => wrongSideOf(policy.name, change, lines, subject) ?? [])
}

function wrongSideOf(policy: string, change: Change, lines: readonly Line[], subject: Subject): Note | null {
  const side = askedSide(change)
  const other = linesOn(lines, subject, side === 'inclusion' ? 'exclusion' : 'inclusion')
  const [line] = other
  if (linesOn(lines, subject, side).length > 0 || !line) return null
  const code = side === 'inclusion' ? 'onlyExcluded' : 'onlyAssigned'
  return { code, name: lineName(line), plain: spelledNameOf(line), policy }
}

function heldOrMissing(change: Change, own: readonly Line[], name: string): Note[] {
  const intent = removedIntent(change)
  const meant = own.filter((line) => !intent || earlierStanding(line)?.intent === intent)
  const code = askedSide(change) === 'inclusion' ? 'noAssignment' : 'noExclusion'
  if (meant.length === 0) return [{ code, name, intent }]
  if (meant.some(({ mark }) => mark !== 'kept')) return []
  return meant.filter(isLeft).map(held).slice(0, 1)
}

/** Inclusions that were about existing entries, where there were none. */
function unmoved(change: Change, lines: readonly Line[], facts: Facts): Note[] {
  const { fromIntent, withoutFilter, gives } = change
  const isOfExisting = fromIntent !== undefined || (withoutFilter === true && !gives)
  if (change.like || change.refilter || !isOfExisting) return []
  return change.include.flatMap((subject): Note[] => {
    const own = linesOn(lines, subject, 'inclusion').filter(
      (line) => !fromIntent || (line.before ?? line.after)?.intent === fromIntent,
    )
    if (own.some((line) => !earlierStanding(line)?.fromPolicySet)) return []
    const name = calledIn(facts, subject)
    return [
      fromIntent
        ? { code: 'noAssignmentToChange', name, intent: fromIntent }
        : { code: 'noFilterToTakeOff', name },
    ]
  })
}

/** What was to be removed with the rest and stays, since a policy set wrote it or because of what one wrote. */
export function heldBack({ clear, only, include, side }: Change, lines: readonly Line[]): Note[] {
  if (!clear && !only) return []
  // A request to remove all exclusions leaves the inclusions alone.
  if (clear && side === 'exclusion') {
    return lines.flatMap((line) => (isLeft(line) && line.before?.included === false ? [held(line)] : []))
  }
  const others = lines.filter(
    (line) => line.mark === 'kept' && !include.some((subject) => sameSubject(line, subject)),
  )
  return others.flatMap((line): Note[] => {
    if (isLeft(line)) return clear || line.before?.included ? [held(line)] : []
    return clear && line.before?.included === false ? [{ code: 'staysExcluded', name: lineName(line) }] : []
  })
}

/** Whether something that was to be removed stays, since a policy set wrote it. */
export function isHeldByPolicySet({ change, lines }: { change: Change; lines: readonly Line[] }): boolean {
  return (
    heldBack(change, lines).length > 0 ||
    change.remove.some((subject) => {
      const own = linesOn(lines, subject, askedSide(change))
      return own.some(isLeft) && own.every(({ mark }) => mark === 'kept')
    })
  )
}

function held(line: Line): Note {
  return { code: 'heldByPolicySet', name: lineName(line), policySet: policySetOf(line.before) }
}

function isLeft(line: Line): boolean {
  return line.mark === 'kept' && line.before?.fromPolicySet === true
}

/** The lines on which a subject was, or is, on one side. */
function linesOn(lines: readonly Line[], subject: Subject, side: EntrySide): Line[] {
  return lines.filter((line) => {
    const stands = earlierStanding(line)
    return sameSubject(line, subject) && stands?.included === (side === 'inclusion')
  })
}

function askedSide(change: Change): EntrySide {
  return change.side ?? 'inclusion'
}
