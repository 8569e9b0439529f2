import type { Change, Facts, GroupFacts, Subject } from './change.ts'
import type { Line } from './plan.ts'
import type { ObjectRules } from './refusals.ts'

/** What somebody should know before approving, each as one plain sentence. */
export function warningsFor(
  rules: ObjectRules,
  change: Change,
  lines: readonly Line[],
  facts: Facts,
): string[] {
  return [
    ...everyone(lines),
    ...alreadyThere(change, lines),
    ...notThere(change, lines, facts),
    ...mixedKinds(lines),
    ...widened(lines),
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

function alreadyThere(change: Change, lines: readonly Line[]): string[] {
  return [...change.include, ...change.exclude].flatMap((subject) => {
    const line = lines.find((l) => l.mark === 'kept' && sameSubject(l, subject))
    return line
      ? [`${nameOf(line)} is already ${line.after?.included ? 'assigned' : 'excluded'}; that stays as it is.`]
      : []
  })
}

function notThere(change: Change, lines: readonly Line[], facts: Facts): string[] {
  return change.remove.flatMap((subject) => {
    const line = lines.find((l) => sameSubject(l, subject))
    if (!line) return [`There is no assignment to ${calledIn(facts, subject)} to remove.`]
    if (isLeft(line)) {
      return [`${nameOf(line)} comes from a policy set. Remove it there; Assent leaves it as it is.`]
    }
    return []
  })
}

function isLeft(line: Line): boolean {
  return line.mark === 'kept' && line.before?.fromPolicySet === true
}

/** Whether something that was to be removed stays, since a policy set wrote it. */
export function isHeldByPolicySet({ change, lines }: { change: Change; lines: readonly Line[] }): boolean {
  return change.remove.some((subject) => lines.some((line) => sameSubject(line, subject) && isLeft(line)))
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
      const other = includes.find((included) => opposite(kindOf(included), kindOf(excluded)))
      if (!other) return []
      return [
        `${nameOf(excluded)} holds ${kindOf(excluded)} and ${inclusionOf(other)}: Intune does not relate users to devices, so this exclusion has no effect there.`,
      ]
    })
}

function widened(lines: readonly Line[]): string[] {
  return lines
    .filter(
      (line) =>
        line.before && !line.before.included && line.mark !== 'kept' && line.after?.included !== false,
    )
    .map((line) => `${nameOf(line)} is excluded today; its members can receive this afterwards.`)
}

/** What `assign` does to such entries is not documented; maintained clients leave them out, as Assent does. */
function policySets(rules: ObjectRules, lines: readonly Line[]): string[] {
  const names = lines.filter((line) => (line.before ?? line.after)?.fromPolicySet).map(nameOf)
  if (names.length === 0) return []
  return [
    `${list(names)} ${names.length === 1 ? 'comes' : 'come'} from a policy set, which looks after ${names.length === 1 ? 'it' : 'them'} itself. Check this ${rules.title} afterwards.`,
  ]
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

function sameSubject(line: Line, subject: { kind: string; id?: string }): boolean {
  if (line.subject.kind !== subject.kind) return false
  return line.subject.kind !== 'group' || line.subject.id.toLowerCase() === subject.id?.toLowerCase()
}

function calledIn(facts: Facts, subject: Subject): string {
  if (subject.kind === 'allUsers') return 'all users'
  if (subject.kind === 'allDevices') return 'all devices'
  const name = facts.groups.get(subject.id.toLowerCase())?.name
  return name ? `“${name}”` : `the group ${subject.id}`
}

export function nameOf(line: Line): string {
  if (line.subject.kind === 'allUsers') return 'All users'
  if (line.subject.kind === 'allDevices') return 'All devices'
  if (line.subject.kind === 'other') return line.subject.type.replace('#microsoft.graph.', '')
  return line.group?.name ? `“${line.group.name}”` : `The group ${line.subject.id}`
}

function list(names: string[]): string {
  return new Intl.ListFormat('en').format(names)
}
