import { either, list, quoted } from './list.ts'
import { looksLike } from './lookKeys.ts'

/*
 * What somebody should know before they approve the change of one policy. Names come as a sentence writes them:
 * "“Legal”", "All devices", "Deleted group 1b2c…".
 */

type MembersInWords = 'users' | 'devices' | 'users and devices' | 'nobody' | 'unknown'

interface WithName {
  name: string
}

/** `before`: what people were shown. */
interface Renamed extends WithName {
  before: string
}

/** `policySet`: its name; null where the person may not see it. */
interface FromPolicySet extends WithName {
  policySet: string | null
}

/** When a script runs. `time`: "01:00"; `date`: "2026-11-25". */
export type Schedule = { mends: boolean } & (
  | { every: 'hour'; interval: number }
  | { every: 'day'; interval: number; time: string; isUtc: boolean }
  | { every: 'once'; date: string; time: string; isUtc: boolean }
)

/** Why an entry cannot be copied to another object. `title`: the object's kind, "an iOS store app". */
export type CopyProblem =
  | { is: 'notOffered' | 'groupGone' | 'noSecurityGroup' }
  | { is: 'targetNotTaken' | 'filtersNotTaken'; title: string }
  | { is: 'filterOfOtherPlatform'; filter: string; platform: string; wanted: string }
  | { is: 'intentNotTaken'; title: string; intent: string }
  | { is: 'intentForUsers'; title: string; intent: string; devices: string }
  | { is: 'alreadyExcluded' | 'alreadyAssigned' | 'leftOut' }

export const PLAN_NOTES = {
  reachesAllUsers: () => 'This targets every user in your tenant.',
  reachesAllDevices: () => 'This targets every device in your tenant.',
  alreadyAssigned: ({ name }: WithName) => `${name} is already assigned; that stays as it is.`,
  alreadyExcluded: ({ name }: WithName) => `${name} is already excluded; that stays as it is.`,
  alreadyFromPolicySet: ({ name, policySet }: FromPolicySet) =>
    `${name} already gets it through ${policySetWords(policySet)}; that stays as it is.`,
  besidePolicySet: ({ name, policySet }: FromPolicySet) =>
    `${name} already gets it through ${policySetWords(policySet)}. Its own assignment is kept beside that one; both apply.`,
  /** `others`: whom it was to narrow; their `of` is null for all users and all devices. */
  excludesOtherKind: ({
    name,
    of,
    others,
  }: WithName & { of: MembersInWords; others: { name: string; of: MembersInWords | null } }) => {
    const included = others.of ? `${others.name} ${others.of}` : `this goes to ${others.name.toLowerCase()}`
    return `${name} contains ${of} and ${included}: Intune does not relate users to devices, so this exclusion has no effect there.`
  },
  requiredWins: ({
    required,
    uninstalled,
  }: {
    required: readonly string[]
    uninstalled: readonly string[]
  }) =>
    `This app is required for ${list(required)} and uninstalled from ${list(uninstalled)}: whoever is reached by both keeps it.`,
  /** `members`: how many; left out or null: not known. */
  excludedToday: ({ name, members, of }: WithName & { members?: number | null; of?: MembersInWords }) =>
    `${name} is excluded today; its ${membersWords(members, of)} may now receive this.`,
  losesFilter: ({ name }: WithName) => `Without its filter, all of ${name} may now receive this.`,
  targetNotOffered: ({ name }: WithName) => `${name} stays as it is: Assent does not offer such targets.`,
  /** `title`: the kind of the policy, "compliance policy". */
  lookedAfterByPolicySet: ({
    names,
    policySet,
    title,
  }: {
    names: readonly string[]
    policySet: string | null
    title: string
  }) => {
    const [come, them] = names.length === 1 ? ['comes', 'it'] : ['come', 'them']
    return `${list(names)} ${come} from ${policySetWords(policySet)}, which looks after ${them} itself. Check this ${title} afterwards.`
  },
  hasNoMembers: ({ name }: WithName) => `${name} has no members at the moment.`,
  assignedToNobody: () => 'After this change it isn’t assigned to anyone.',

  /** `plain`: the name as it appears within a sentence. */
  onlyExcluded: ({ name, plain, policy }: WithName & { plain: string; policy: string }) =>
    `${name} is excluded from “${policy}”, so there is no assignment to remove. To lift the exclusion, write: stop excluding ${plain} from “${policy}”.`,
  onlyAssigned: ({ name, plain, policy }: WithName & { plain: string; policy: string }) =>
    `${name} is not excluded from “${policy}”, but has it assigned. To take the assignment away, write: remove ${plain} from “${policy}”.`,
  noAssignment: ({ name, intent }: WithName & { intent: string | null }) =>
    `There is no assignment to ${name}${asQuotedIntent(intent)} to remove.`,
  noExclusion: ({ name, intent }: WithName & { intent: string | null }) =>
    `There is no exclusion of ${name}${asQuotedIntent(intent)} to remove.`,
  noAssignmentToChange: ({ name, intent }: WithName & { intent: string }) =>
    `There is no assignment to ${name} as “${intent}” to change.`,
  noFilterToTakeOff: ({ name }: WithName) =>
    `There is no assignment to ${name} to take a filter off. To assign it, write the same without “without filter”.`,
  heldByPolicySet: ({ name, policySet }: FromPolicySet) =>
    `${name} comes from ${policySetWords(policySet)}. Remove it there; Assent leaves it as it is.`,
  staysExcluded: ({ name }: WithName) =>
    `${name} stays excluded: a policy set still assigns this, and without the exclusion more people or devices would get it.`,

  /** `others`: the systems of the devices that it does not work on, with how many run each. */
  otherPlatform: ({
    name,
    platforms,
    devices,
    others,
  }: WithName & {
    platforms: readonly string[]
    devices: number
    others: readonly { system: string; devices: number }[]
  }) => {
    const runs = either(platforms)
    const count = others.reduce((sum, one) => sum + one.devices, 0)
    if (count === devices) {
      return devices === 1
        ? `The one device in ${name} does not run ${runs}: this has no effect there.`
        : `None of the ${devices.toLocaleString('en')} devices in ${name} run ${runs}: this has no effect there.`
    }
    const tally = list(others.map((one) => `${one.devices.toLocaleString('en')} ${one.system}`))
    return `${count.toLocaleString('en')} of the ${devices.toLocaleString('en')} devices in ${name} do not run ${runs} (${tally}): this has no effect on them.`
  },

  runs: ({ name, schedule }: WithName & { schedule: Schedule }) =>
    `On ${name} it runs ${scheduleWords(schedule)}.`,
  licensedByDevice: ({ name }: WithName) => `${name} gets it with device licensing.`,
  licensedByUser: ({ name }: WithName) => `${name} gets it with user licensing.`,
  /** `what`: follows the name, "loses its install deadline, which …". */
  losesProperty: ({ name, what }: WithName & { what: string }) => `${name} ${what}.`,
  /** `from`: whose it was; null: its own, of what is replaced. */
  notHandedOn: ({ name, what, why, from }: WithName & { what: string; why: string; from: string | null }) =>
    `${name} gets it without the ${what} ${from === null ? 'it had' : `of ${from}`}, ${why}.`,
  losesSettings: ({ name }: WithName) =>
    `${name} loses its settings for this app, such as its deadline: Intune accepts none on an exclusion.`,

  changedSince: ({ name }: WithName) => `${name} was changed again since; that stays as it is.`,
  /** The six: since the plan was shown. */
  policyRenamed: renamedWords,
  groupRenamed: renamedWords,
  filterRenamed: (renamed: Renamed) => `Filter ${renamedWords(renamed)}`,
  groupGrown: ({ name, before, now }: WithName & { before: number; now: number | null }) =>
    `${quoted(name)} had ${before.toLocaleString('en')} members and ${
      now === null ? 'could not be counted' : `has ${now.toLocaleString('en')}`
    } now.`,
  /** Before what has grown. */
  endReachesMore: () =>
    'This end reaches far more than when it was approved with its change, so I ask before I write it.',
  reachesMore: () => 'The change reaches more than it did when you looked.',
  groupGone: ({ name }: WithName) => `${name} is no longer in the directory, so it cannot be put back.`,
  filterGone: ({ name }: WithName) =>
    `${name} had a filter that is gone, so it cannot be put back as it was.`,

  notCopied: ({ name, because }: WithName & { because: CopyProblem }) =>
    `${name} was not copied: ${copyProblem(because)}`,
  copiedWithoutSettings: ({ name, title }: WithName & { title: string }) =>
    `${name} is copied without its settings: they are for another type of ${title}.`,

  /** `deployment`: null where its name is not known. */
  stagedBy: ({ deployment, rings }: { deployment: string; rings: number }) =>
    `Intune also rolls this out in stages: deployment ${quoted(deployment)}${rings > 1 ? `, in ${rings} rings` : ''}. I don't show or change that: look at it in Intune.`,
  staged: ({ count }: { count: number }) =>
    `Intune also rolls this out in stages by a deployment of its own (${count} ${count === 1 ? 'assignment' : 'assignments'} there). I don't show or change those: look at them in Intune.`,
}

function renamedWords({ name, before }: Renamed): string {
  const differs = looksLike(before, name)
    ? ' The two look alike: compare them letter by letter in Intune.'
    : ''
  return `${quoted(before)} is called ${quoted(name)} now.${differs}`
}

/** "17 devices", "members" */
function membersWords(members: number | null | undefined, of: MembersInWords | undefined): string {
  const isOneKind = of === 'users' || of === 'devices'
  if (typeof members !== 'number' || members < 1 || !isOneKind) return 'members'
  return members === 1 ? `one ${of.slice(0, -1)}` : `${members.toLocaleString('en')} ${of}`
}

/** "policy set “Frontline Starter Set”", or "a policy set" where its name is not known. */
export function policySetWords(name: string | null): string {
  return name === null ? 'a policy set' : `policy set ${quoted(name)}`
}

function asQuotedIntent(intent: string | null): string {
  return intent ? ` as “${intent}”` : ''
}

/** "every day at 01:00 (device time), and fixes what it detects" */
function scheduleWords({ mends, ...when }: Schedule): string {
  const then = mends ? ', and fixes what it detects' : ', and only reports'
  if (when.every === 'hour') return `${every(when.interval, 'hour')}${then}`
  const clock = `${when.time} (${when.isUtc ? 'UTC' : 'device time'})`
  return when.every === 'day'
    ? `${every(when.interval, 'day')} at ${clock}${then}`
    : `once, on ${when.date} at ${clock}${then}`
}

function every(interval: number, unit: string): string {
  return interval === 1 ? `every ${unit}` : `every ${interval} ${unit}s`
}

function copyProblem(problem: CopyProblem): string {
  switch (problem.is) {
    case 'notOffered':
      return 'Assent does not offer such targets.'
    case 'leftOut':
      return 'you asked to leave it out.'
    case 'groupGone':
      return 'the group is no longer in the directory.'
    case 'noSecurityGroup':
      return 'the group is not security-enabled.'
    case 'targetNotTaken':
      return `Intune does not accept it on ${problem.title}.`
    case 'filtersNotTaken':
      return `Intune has no assignment filters for ${problem.title}, and it has one.`
    case 'filterOfOtherPlatform':
      return `its filter ${quoted(problem.filter)} is for ${problem.platform}, and this is for ${problem.wanted}.`
    case 'intentNotTaken':
      return `${problem.title} cannot be “${problem.intent}”.`
    case 'intentForUsers':
      return `Intune offers ${problem.title} as “${problem.intent}” to users only, and ${problem.devices}.`
    case 'alreadyAssigned':
      return 'it is already assigned differently here, and that stays as it is.'
    case 'alreadyExcluded':
      return 'it is already excluded here, and that stays as it is.'
  }
}
