import { list } from '../../wording/list.ts'
import type { Change, Facts, GroupFacts } from '../assignments/change.ts'
import type { Subject } from '../assignments/entries.ts'
import { type Line, nameOf, plainNameOf, policySetOf, sameSubject } from './lines.ts'
import { heldBack, notThere } from './notThere.ts'
import type { ObjectRules } from './objectRules.ts'

/** What somebody should know before approving, each as one plain sentence. */
export function warningsFor(
  policy: string,
  rules: ObjectRules,
  change: Change,
  lines: readonly Line[],
  facts: Facts,
): string[] {
  return [
    ...everyone(lines),
    ...alreadyThere(change, lines),
    ...notThere(policy, change, lines, facts),
    ...heldBack(change, lines),
    ...othersLeft(change, lines),
    ...mixedKinds(lines),
    ...widened(lines),
    ...unfiltered(lines),
    ...policySets(rules, lines),
    ...emptyGroups(lines),
    ...empty(lines),
  ]
}

function everyone(lines: readonly Line[]): string[] {
  return lines
    .filter((line) => line.mark === 'added' && line.after?.included)
    .flatMap((line) =>
      line.subject.kind === 'allUsers'
        ? ['This reaches all users of the tenant.']
        : line.subject.kind === 'allDevices'
          ? ['This reaches all devices of the tenant.']
          : [],
    )
}

/** What is there as asked; direct entries only: who gets it through a policy set may have one of their own beside that. */
function alreadyThere(change: Change, lines: readonly Line[]): string[] {
  const intent = change.intent ?? change.fromIntent
  const of = (subjects: readonly Subject[], included: boolean) =>
    subjects.flatMap((subject) => {
      const own = lines.filter(
        (line) => sameSubject(line, subject) && (line.after ?? line.before)?.included === included,
      )
      const direct = own.filter((line) => !(line.after ?? line.before)?.fromPolicySet)
      const bySet = own.find((line) => line.after?.fromPolicySet)
      if (bySet && (included || direct.length === 0)) {
        const name = nameOf(bySet)
        const set = policySetOf(bySet.after)
        return direct.length > 0
          ? [`${name} already gets it through ${set}. Its own assignment stands beside that one; both hold.`]
          : [`${name} already gets it through ${set}; that stays as it is.`]
      }
      if (direct.some(({ mark }) => mark !== 'kept')) return []
      const line = direct.find(({ after }) => !intent || after?.intent === intent || after?.intent === null)
      return line
        ? [`${nameOf(line)} is already ${included ? 'assigned' : 'excluded'}; that stays as it is.`]
        : []
    })
  return [...of(change.include, true), ...of(change.exclude, false)]
}

/**
 * Intune does not evaluate user-to-device relations between include and exclude: such an exclusion silently
 * does nothing (learn.microsoft.com/mem/intune/configuration/device-profile-assign).
 */
function mixedKinds(lines: readonly Line[]): string[] {
  const after = lines.filter((line) => line.after)
  const includes = after.filter((line) => line.after?.included)
  return after
    .filter((line) => line.after && !line.after.included)
    .flatMap((excluded) => {
      const other = includes.find(
        (included) =>
          included.after?.intent === excluded.after?.intent && opposite(kindOf(included), kindOf(excluded)),
      )
      if (!other) return []
      return [
        `${nameOf(excluded)} holds ${kindOf(excluded)} and ${inclusionOf(other)}: Intune does not relate users to devices, so this exclusion has no effect there.`,
      ]
    })
}

function widened(lines: readonly Line[]): string[] {
  const left = lines.filter(({ after }) => after?.included).map(({ after }) => after?.intent)
  return lines
    .filter(
      ({ before, mark, after }) =>
        before &&
        !before.included &&
        mark !== 'kept' &&
        (after ? after.included : left.includes(before.intent)),
    )
    .map((line) => `${nameOf(line)} is excluded today; its members can receive this afterwards.`)
}

function unfiltered(lines: readonly Line[]): string[] {
  return lines
    .filter(({ before, after }) => before?.filter && after?.included && !after.filter)
    .map((line) => `Without its filter, all of ${plainNameOf(line)} can receive this afterwards.`)
}

/** "Only to Legal" takes groups, all users and all devices away, and nothing that Assent does not offer. */
function othersLeft({ only }: Change, lines: readonly Line[]): string[] {
  if (!only) return []
  return lines
    .filter(({ subject, mark }) => subject.kind === 'other' && mark === 'kept')
    .map((line) => `${nameOf(line)} stays as it is: Assent does not offer such targets.`)
}

/** What `assign` does to such entries is not documented; maintained clients leave them out, as Assent does. */
function policySets(rules: ObjectRules, lines: readonly Line[]): string[] {
  const own = lines.filter((line) => (line.before ?? line.after)?.fromPolicySet)
  const sets = [...new Set(own.map((line) => policySetOf(line.before ?? line.after)))]
  return sets.map((set) => {
    const names = own.filter((line) => policySetOf(line.before ?? line.after) === set).map(nameOf)
    const isOne = names.length === 1
    return `${list(names)} ${isOne ? 'comes' : 'come'} from ${set}, which looks after ${isOne ? 'it' : 'them'} itself. Check this ${rules.title} afterwards.`
  })
}

function emptyGroups(lines: readonly Line[]): string[] {
  return lines
    .filter((line) => line.mark === 'added' && line.group?.members === 0)
    .map((line) => `${nameOf(line)} has no members at the moment.`)
}

function empty(lines: readonly Line[]): string[] {
  const removes = lines.some((line) => line.mark === 'removed')
  const left = lines.some((line) => line.after?.included)
  return removes && !left ? ['Afterwards it is assigned to nobody.'] : []
}

function inclusionOf(line: Line): string {
  return line.group ? `${nameOf(line)} ${kindOf(line)}` : `this goes to ${nameOf(line).toLowerCase()}`
}

type Kind = GroupFacts['of']

function kindOf(line: Line): Kind {
  if (line.subject.kind === 'allUsers') return 'users'
  if (line.subject.kind === 'allDevices') return 'devices'
  return line.group?.of ?? 'unknown'
}

function opposite(a: Kind, b: Kind): boolean {
  return (a === 'users' && b === 'devices') || (a === 'devices' && b === 'users')
}
