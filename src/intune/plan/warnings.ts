import type { Note } from '../../wording/note.ts'
import type { Change, Facts, GroupFacts } from '../assignments/change.ts'
import type { Subject } from '../assignments/entries.ts'
import { absenceNotes, heldBack } from './absenceNotes.ts'
import { type Line, lineName, plainNameOf, policySetOf, sameSubject } from './lines.ts'
import type { ObjectRules } from './objectRules.ts'

/** What somebody should know before approving. */
export function warningsFor(
  policy: string,
  rules: ObjectRules,
  change: Change,
  lines: readonly Line[],
  facts: Facts,
): Note[] {
  return [
    ...everyoneWarnings(lines),
    ...alreadyThere(change, lines),
    ...absenceNotes(policy, change, lines, facts),
    ...heldBack(change, lines),
    ...othersLeft(change, lines),
    ...mixedKinds(lines),
    ...keptInstalled(lines),
    ...wideningWarnings(change, lines),
    ...unfiltered(lines),
    ...policySets(rules, lines),
    ...emptyGroups(lines),
    ...empty(lines),
  ]
}

function everyoneWarnings(lines: readonly Line[]): Note[] {
  return lines
    .filter((line) => line.mark === 'added' && line.after?.included)
    .flatMap(({ subject }): Note[] => {
      if (subject.kind === 'allUsers') return [{ code: 'reachesAllUsers' }]
      return subject.kind === 'allDevices' ? [{ code: 'reachesAllDevices' }] : []
    })
}

/**
 * It is there already as asked; direct entries only: somebody who gets it through a policy set may also have one of
 * their own.
 */
function alreadyThere(change: Change, lines: readonly Line[]): Note[] {
  const intent = change.intent ?? change.fromIntent
  const of = (subjects: readonly Subject[], included: boolean) =>
    subjects.flatMap((subject): Note[] => {
      const own = lines.filter(
        (line) => sameSubject(line, subject) && (line.after ?? line.before)?.included === included,
      )
      const direct = own.filter((line) => !(line.after ?? line.before)?.fromPolicySet)
      const bySet = own.find((line) => line.after?.fromPolicySet)
      if (bySet && (included || direct.length === 0)) {
        const code = direct.length > 0 ? 'besidePolicySet' : 'alreadyFromPolicySet'
        return [{ code, name: lineName(bySet), policySet: policySetOf(bySet.after) }]
      }
      if (direct.some(({ mark }) => mark !== 'kept')) return []
      const line = direct.find(({ after }) => !intent || after?.intent === intent || after?.intent === null)
      return line ? [{ code: included ? 'alreadyAssigned' : 'alreadyExcluded', name: lineName(line) }] : []
    })
  return [...of(change.include, true), ...of(change.exclude, false)]
}

/**
 * Only what the change brings about: what was so before needs no warning now.
 * Intune does not evaluate user-to-device relations between include and exclude: such an exclusion silently
 * does nothing (learn.microsoft.com/mem/intune/configuration/device-profile-assign).
 */
function mixedKinds(lines: readonly Line[]): Note[] {
  const after = lines.filter((line) => line.after)
  const includes = after.filter((line) => line.after?.included)
  const isChange = lines.some(({ mark }) => mark !== 'kept')
  return after
    .filter((line) => line.after && !line.after.included)
    .flatMap((excluded): Note[] => {
      const other = includes.find(
        (included) =>
          included.after?.intent === excluded.after?.intent &&
          opposite(memberKind(included), memberKind(excluded)) &&
          !(isChange && included.mark === 'kept' && excluded.mark === 'kept'),
      )
      if (!other) return []
      const others = { name: lineName(other), of: other.group ? memberKind(other) : null }
      return [{ code: 'excludesOtherKind', name: lineName(excluded), of: memberKind(excluded), others }]
    })
}

/**
 * What is required stays installed on whoever is to have it uninstalled as well
 * (learn.microsoft.com/mem/intune/apps/apps-deploy), also where one is said of devices and the other of their users.
 */
function keptInstalled(lines: readonly Line[]): Note[] {
  const having = (intent: string) =>
    lines.filter(({ after }) => after?.included === true && after.intent === intent)
  const [required, uninstalled] = [having('required'), having('uninstall')]
  const isNew = lines.some(
    ({ before, after, mark }) =>
      mark !== 'kept' &&
      [before, after].some((one) => one?.intent === 'required' || one?.intent === 'uninstall'),
  )
  if (required.length === 0 || uninstalled.length === 0 || !isNew) return []
  return [
    {
      code: 'requiredWins',
      required: required.map(plainNameOf),
      uninstalled: uninstalled.map(plainNameOf),
    },
  ]
}

/** Where an exclusion ends, unless that is just what was asked for. */
function wideningWarnings({ side }: Change, lines: readonly Line[]): Note[] {
  if (side === 'exclusion') return []
  const left = lines.filter(({ after }) => after?.included).map(({ after }) => after?.intent)
  return lines
    .filter(
      ({ before, mark, after }) =>
        before &&
        !before.included &&
        mark !== 'kept' &&
        (after ? after.included : left.includes(before.intent)),
    )
    .map((line) => ({
      code: 'excludedToday',
      name: lineName(line),
      members: line.group?.members ?? null,
      of: memberKind(line),
    }))
}

function unfiltered(lines: readonly Line[]): Note[] {
  return lines
    .filter(({ before, after }) => before?.filter && after?.included && !after.filter)
    .map((line) => ({ code: 'losesFilter', name: plainNameOf(line) }))
}

/** "Only to Legal" takes groups, all users and all devices away, and nothing that Assent does not support. */
function othersLeft({ only }: Change, lines: readonly Line[]): Note[] {
  if (!only) return []
  return lines
    .filter(({ subject, mark }) => subject.kind === 'other' && mark === 'kept')
    .map((line) => ({ code: 'targetNotOffered', name: lineName(line) }))
}

/** What `assign` does to such entries is not documented; maintained clients leave them out, as Assent does. */
function policySets(rules: ObjectRules, lines: readonly Line[]): Note[] {
  const own = lines.filter((line) => (line.before ?? line.after)?.fromPolicySet)
  const sets = [...new Set(own.map((line) => policySetOf(line.before ?? line.after)))]
  return sets.map((policySet) => {
    const names = own.filter((line) => policySetOf(line.before ?? line.after) === policySet).map(lineName)
    return { code: 'lookedAfterByPolicySet', names, policySet, title: rules.title }
  })
}

function emptyGroups(lines: readonly Line[]): Note[] {
  return lines
    .filter((line) => line.mark === 'added' && line.group?.members === 0)
    .map((line) => ({ code: 'hasNoMembers', name: lineName(line) }))
}

function empty(lines: readonly Line[]): Note[] {
  const removes = lines.some((line) => line.mark === 'removed')
  const left = lines.some((line) => line.after?.included)
  return removes && !left ? [{ code: 'assignedToNobody' }] : []
}

type MembersKind = GroupFacts['of']

function memberKind(line: Line): MembersKind {
  if (line.subject.kind === 'allUsers') return 'users'
  if (line.subject.kind === 'allDevices') return 'devices'
  return line.group?.of ?? 'unknown'
}

function opposite(a: MembersKind, b: MembersKind): boolean {
  return (a === 'users' && b === 'devices') || (a === 'devices' && b === 'users')
}
