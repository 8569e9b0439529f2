import type { Side } from '../../language/reading.ts'
import { type Change, calledIn, type Facts, type PolicyRef } from '../assignments/change.ts'
import type { Subject } from '../assignments/entries.ts'
import { removedIntent } from './intents.ts'
import { type Line, nameOf, plainNameOf, policySetOf, type Standing, sameSubject } from './lines.ts'

/** Why something that was asked for has nothing to take away, each as a sentence that says what to do. */
export function notThere(policy: string, change: Change, lines: readonly Line[], facts: Facts): string[] {
  const removed = change.remove.flatMap(
    (subject) =>
      wrongSideOf(policy, change, lines, subject) ??
      heldOrMissing(change, linesOn(lines, subject, sideOf(change)), calledIn(facts, subject)),
  )
  return [...removed, ...unmoved(change, lines, facts)]
}

/** What of a plan it takes to say so. */
interface OneChange {
  policy: PolicyRef
  change: Change
  lines: Line[]
}

/**
 * A group that is to be taken away, but stands on the other side only: whoever is excluded is not assigned. Taking
 * the exclusion instead would give the group what nobody asked it to get.
 */
export function onOtherSide({ policy, change, lines }: OneChange): string[] {
  return change.remove.flatMap((subject) => wrongSideOf(policy.name, change, lines, subject) ?? [])
}

function wrongSideOf(
  policy: string,
  change: Change,
  lines: readonly Line[],
  subject: Subject,
): string | null {
  const side = sideOf(change)
  const other = linesOn(lines, subject, side === 'inclusion' ? 'exclusion' : 'inclusion')
  const [line] = other
  if (linesOn(lines, subject, side).length > 0 || !line) return null
  const name = nameOf(line)
  const plain = plainNameOf(line)
  return side === 'inclusion'
    ? `${name} is excluded from “${policy}”, not assigned to it. To lift the exclusion, write: stop excluding ${plain} from “${policy}”.`
    : `${name} is assigned to “${policy}”, not excluded from it. To take the assignment away, write: remove ${plain} from “${policy}”.`
}

function heldOrMissing(change: Change, own: readonly Line[], called: string): string[] {
  const intent = removedIntent(change)
  const meant = own.filter((line) => !intent || standing(line)?.intent === intent)
  const what = sideOf(change) === 'inclusion' ? 'assignment to' : 'exclusion of'
  const as = intent ? ` as “${intent}”` : ''
  if (meant.length === 0) return [`There is no ${what} ${called}${as} to remove.`]
  if (meant.some(({ mark }) => mark !== 'kept')) return []
  return meant.filter(isLeft).map(heldSentence).slice(0, 1)
}

/** Includes that were about what is there already, and nothing was. */
function unmoved(change: Change, lines: readonly Line[], facts: Facts): string[] {
  const { fromIntent, withoutFilter } = change
  if (change.like || (!fromIntent && !withoutFilter)) return []
  return change.include.flatMap((subject) => {
    const own = linesOn(lines, subject, 'inclusion').filter(
      (line) => !fromIntent || (line.before ?? line.after)?.intent === fromIntent,
    )
    if (own.some((line) => !standing(line)?.fromPolicySet)) return []
    const called = calledIn(facts, subject)
    return [
      fromIntent
        ? `There is no assignment to ${called} as “${fromIntent}” to change.`
        : `There is no assignment to ${called} to take a filter off. To assign it, write the same without “without filter”.`,
    ]
  })
}

/** What was to go with the rest and stays, since a policy set wrote it or because of what one wrote. */
export function heldBack({ clear, only, include, side }: Change, lines: readonly Line[]): string[] {
  if (!clear && !only) return []
  // Whoever takes all exclusions away leaves the inclusions alone.
  if (clear && side === 'exclusion') {
    return lines.flatMap((line) =>
      isLeft(line) && line.before?.included === false ? [heldSentence(line)] : [],
    )
  }
  const others = lines.filter(
    (line) => line.mark === 'kept' && !include.some((subject) => sameSubject(line, subject)),
  )
  return others.flatMap((line) => {
    if (isLeft(line)) return clear || line.before?.included ? [heldSentence(line)] : []
    return clear && line.before?.included === false
      ? [
          `${nameOf(line)} stays excluded: a policy set still assigns this, and without the exclusion more people or devices would get it.`,
        ]
      : []
  })
}

/** Whether something that was to be removed stays, since a policy set wrote it. */
export function isHeldByPolicySet({ change, lines }: { change: Change; lines: readonly Line[] }): boolean {
  return (
    heldBack(change, lines).length > 0 ||
    change.remove.some((subject) => {
      const own = linesOn(lines, subject, sideOf(change))
      return own.some(isLeft) && own.every(({ mark }) => mark === 'kept')
    })
  )
}

function heldSentence(line: Line): string {
  return `${nameOf(line)} comes from ${policySetOf(line.before)}. Remove it there; Assent leaves it as it is.`
}

function isLeft(line: Line): boolean {
  return line.mark === 'kept' && line.before?.fromPolicySet === true
}

/** The lines on which a subject stood, or stands, on one side. */
function linesOn(lines: readonly Line[], subject: Subject, side: Side): Line[] {
  return lines.filter((line) => {
    const stands = standing(line)
    return sameSubject(line, subject) && stands?.included === (side === 'inclusion')
  })
}

function standing(line: Line): Standing | null {
  return line.before ?? line.after
}

function sideOf(change: Change): Side {
  return change.side ?? 'inclusion'
}
