import { describeGroup } from './group.ts'
import { list, quoted, someNames } from './list.ts'

/** Answers to questions about policies, groups, devices and people. Names come bare, and are quoted here. */

/** What each of two gets that the other does not. */
export interface Compared {
  /** As sentences call them. */
  names: readonly [string, string]
  /** The policies that each gets alone. */
  only: readonly [readonly string[], readonly string[]]
  /** How many both get. */
  both: number
  /** Kinds of policies that could not be looked through. */
  unseen: readonly string[]
  areGroups: boolean
}

/** A line for each part, what differs first. */
export function comparisonWords({ names, only, both, unseen, areGroups }: Compared): string {
  const [more, less] = only[0].length >= only[1].length ? names : [names[1], names[0]]
  const differ = only[0].length + only[1].length > 0
  return [
    onlyWords(names[0], only[0]),
    onlyWords(names[1], only[1]),
    `Both: ${policyCount(both)}, directly, through a group they are in, or along with everybody.`,
    ...(unseen.length > 0
      ? [`The requester’s sign-in does not let me look at some kinds: ${someNames(unseen)}.`]
      : []),
    ...(differ && areGroups
      ? [`To even it out, write for example: give group ${less} everything that group ${more} has.`]
      : []),
    'Ask what one of them gets to see how each policy reaches it.',
  ].join('\n')
}

function onlyWords(name: string, names: readonly string[]): string {
  if (names.length === 0) return `Only ${name}: nothing.`
  return `Only ${name} (${policyCount(names.length)}): ${someNames(names)}.`
}

function policyCount(count: number): string {
  return count === 1 ? '1 policy' : `${count} policies`
}

/** Who was asked about as a member of nothing. */
export function membersOfEverybody(): string {
  return 'That is everybody rather than a group: Intune shows who is enrolled.'
}

/** @param group null: nothing is known of it. */
export function membersCounted(name: string, group: Parameters<typeof describeGroup>[0] | null): string {
  const what = (group && describeGroup(group)) || 'I was not told how many are in it'
  return `${quoted(name)}: ${what}, nested groups included. I count members and read no names; Entra shows who they are, under the group’s members.`
}

/** A way by which a policy reaches somebody. `through`: "all users", "“Pilot”"; null: directly. */
export interface WayWords {
  through: string | null
  intent: string | null
  isFiltered: boolean
}

/**
 * Whether somebody gets a policy, and by which ways.
 * @param whom "“Legal”", "all users".
 * @param isOnItsOwn whether nothing is known of groups that its members are in.
 */
export function whetherGetsWords(
  policy: string,
  whom: string,
  { given, out, isOnItsOwn }: { given: readonly WayWords[]; out: readonly WayWords[]; isOnItsOwn: boolean },
): string {
  const left = out.length > 0 ? `${whom} is excluded ${waysWords(out)}.` : null
  if (given.length > 0) {
    const yes = `Yes: ${quoted(policy)} is assigned to ${whom} ${waysWords(given)}.`
    return left ? `${yes} But ${left}` : yes
  }
  if (left) return `No: ${left}`
  const more = isOnItsOwn ? ' Single members may get it through groups of their own.' : ''
  return `No: nothing assigns ${quoted(policy)} to ${whom}.${more}`
}

function waysWords(ways: readonly WayWords[]): string {
  const words = ways.map(({ through, intent, isFiltered }) =>
    [through ? `through ${through}` : 'directly', intent && `as ${intent}`, isFiltered && 'with a filter']
      .filter(Boolean)
      .join(' '),
  )
  return list([...new Set(words)])
}

export interface PastChange {
  /** "2026-11-25" */
  day: string
  by: string
  text: string
  isUndone: boolean
}

/** @param more how many others there are. */
export function historyWords(changes: readonly PastChange[], more: number): string {
  const own = 'This is Assent’s own record.'
  if (changes.length === 0) return `Nothing was changed here through Assent. ${own}`
  // A line for each change.
  const told = changes.map(
    ({ day, by, text, isUndone }) =>
      `${day}: ${by}: ${quoted(shortText(text))}${isUndone ? ' (undone since)' : ''}.`,
  )
  return [own, ...told, ...(more > 0 ? [`${more} more under History.`] : [])].join('\n')
}

/** A line of Intune's audit log. */
export interface LoggedChange {
  /** "2026-11-26 04:05 UTC" */
  time: string
  by: string | null
  app: string | null
  /** In Intune's words. */
  activity: string
  succeeded: boolean
}

/** A line for each change. @param changes null: it may not be read. */
export function intunesLogWords(changes: readonly LoggedChange[] | null, more: number, days: number): string {
  if (changes === null)
    return 'Changes made elsewhere are in Intune’s audit log, which the requester’s role or the app’s consent does not let me read (permission DeviceManagementApps.Read.All).'
  if (changes.length === 0) return `Intune’s audit log has no change to it in the last ${days} days.`
  const lines = changes.map(({ time, by, app, activity, succeeded }) => {
    const who = by ?? app ?? 'somebody'
    const through = by !== null && app !== null ? ` with ${app}` : ''
    return `${time}: ${who}${through}: ${activity}${succeeded ? '' : ' (failed)'}.`
  })
  const rest = more > 0 ? [`${more} more in Intune.`] : []
  return [`Intune’s audit log of the last ${days} days, whoever made the change:`, ...lines, ...rest].join(
    '\n',
  )
}

const MAX_LETTERS = 120

function shortText(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length > MAX_LETTERS ? `${line.slice(0, MAX_LETTERS - 1)}…` : line
}

/** @param thing "device", "person", "group" */
export function memberNotFound(thing: string, asked: string, hidden: readonly string[]): string {
  return [`I found no ${thing} called “${asked}”.`, ...hidden].join(' ')
}

/** @param all each with what tells it from the others: "device “PC-1” (Windows, object id …)". */
export function severalAnswer(asked: string, all: readonly string[]): string {
  return `Several match “${asked}”: ${list(all)}. Ask again with an object id, a person’s address, or “device”, “user” or “group” before the name.`
}

/** @param what "devices", "people", "groups" */
export function mayNotLookAmong(what: string, permission: string): string {
  return `I am not allowed to read ${what}: nobody has consented to the permission ${permission}, or the requester’s role does not cover it.`
}

export function userHidden(permission: string): string {
  return `Who uses it is hidden from Assent (permission ${permission}): what they get reaches it, too.`
}

export function notEnrolled(): string {
  return 'Intune does not know this device: nothing reaches it before it is enrolled.'
}

export function askAboutDevices(): string {
  return 'Their devices may get it through groups of devices: ask about one by its name.'
}

/** @param trouble why, as a sentence. */
export function filtersNotEvaluated(trouble: string): string {
  return `Filters could not be evaluated: ${trouble}`
}
