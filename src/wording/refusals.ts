import { capital } from './inflect.ts'
import { either, list, quoted } from './list.ts'

/*
 * Why a change cannot be made to one policy, as one sentence that says what to do next. `a`: the policy's kind with its
 * article, "a compliance policy"; `the`: the policy itself, "the compliance policy “Windows 11 Baseline”".
 */

export function cannotAssign(the: string, because: string): string {
  return `I can't assign ${the}. ${because}`
}

export function cannotAdd(the: string, because: string): string {
  return `I can't add anybody to ${the}. ${because}`
}

export function filtersUnknown(a: string): string {
  return `I don't know whether Intune applies assignment filters to ${a}: nothing that Microsoft publishes says so. Ask again without the filter.`
}

export function noFilters(a: string): string {
  return `Intune has no assignment filters for ${a}. Ask again without the filter.`
}

export function noFilterToTakeOff(a: string): string {
  return `Intune has no assignment filters for ${a}, so there is none to take off.`
}

export function filterStaysWithEntry(): string {
  return 'I take a filter off what is included. An assignment that is taken away goes with its filter, and an excluded group has none.'
}

export function copiedAcrossKinds(from: string, the: string): string {
  return `Assignments can be copied between policies of one kind only, and ${quoted(from)} is of another kind than ${the}.`
}

export function filterOnExclusion(): string {
  return 'Intune takes no filter on an excluded group. Ask again without the filter.'
}

export function filterOnRemoval(): string {
  return 'An assignment is taken away whole, and its filter with it. Ask again without the filter.'
}

export function filterOfOtherTarget(filter: string, of: 'apps' | 'devices', a: string): string {
  return `The filter ${quoted(filter)} is for managed ${of}, but ${a} takes filters for managed ${of === 'apps' ? 'devices' : 'apps'}. Choose another filter.`
}

export function filterPlatformUnknown(filter: string, the: string, platform: string): string {
  return `I don't know the platform of the filter ${quoted(filter)}, so I can't tell whether it fits ${the}, which is for ${platform}. Choose another filter.`
}

export function filterOfOtherPlatform(filter: string, is: string, the: string, wants: string): string {
  return `The filter ${quoted(filter)} is for ${is}, but ${the} is for ${wants}. Choose a filter for ${wants}.`
}

export type Target = 'group' | 'exclusionGroup' | 'allUsers' | 'allDevices'

export function excludesEverybody(): string {
  return 'Intune can exclude groups only, not all users or all devices. To stop assigning it to all, say “unassign … from all users”.'
}

export function targetNotTaken(target: Target, a: string, taken: readonly Target[]): string {
  return `Intune does not take ${TARGETS[target].one} on ${a}. It takes ${list(taken.map((one) => TARGETS[one].all))}.`
}

const TARGETS: Record<Target, { one: string; all: string }> = {
  group: { one: 'a group', all: 'groups' },
  exclusionGroup: { one: 'an excluded group', all: 'excluded groups' },
  allUsers: { one: 'all users', all: 'all users' },
  allDevices: { one: 'all devices', all: 'all devices' },
}

export function groupGone(id: string): string {
  return `The group ${id} is not in the directory any more, so nothing can be assigned to it.`
}

export function notSecurityEnabled(group: string): string {
  return `The group ${quoted(group)} is not security-enabled, so Intune cannot use it. Use a security group instead.`
}

export function usersOnly(a: string, group: string): string {
  return `Intune gives ${a} to users only, and the group ${quoted(group)} holds devices. Choose a group of users.`
}

export function onBothSides(): string {
  return 'One group cannot be included and excluded at once. Say which of the two you mean.'
}

export function hasNoIntents(intent: string, a: string): string {
  return `${quoted(intent)} is for apps; ${a} is simply assigned. Ask again without it.`
}

export function intentNotTaken(a: string, intent: string, taken: readonly string[]): string {
  return `${capital(a)} cannot be ${quoted(intent)}. Say ${oneOf(taken)}.`
}

/** Nobody said how an app is meant. */
export function intentMissing(a: string, intents: readonly string[]): string {
  return `Say how ${a} is meant: ${oneOf(intents)}. For example “assign … to group … as ${intents[0]}”.`
}

export function excludedIntentMissing(intents: readonly string[]): string {
  return `${EXCLUSION_NARROWS} ${oneOf(intents)}. For example “exclude group … from … as ${intents[0]}”.`
}

/** @param devices why that target is no user: @see notUsers */
export function intentForUsersOnly(a: string, intent: string, devices: string): string {
  return `Intune offers ${a} as ${quoted(intent)} to users only, and ${devices}. Choose a group of users, or say “as required”.`
}

/** Within a sentence. @param group null: all devices. */
export function notUsers(group: string | null): string {
  return group === null ? 'all devices are not users' : `the group ${quoted(group)} holds devices`
}

const EXCLUSION_NARROWS = 'An exclusion narrows one intent. Say which:'

/**
 * Several entries of one target stand, and nobody said which is meant.
 * @param who as it begins a sentence.
 * @param wish what the answer is for.
 */
export function whichIntent(
  who: string,
  wish: keyof typeof WISHES | 'exclude',
  intents: readonly string[],
): string {
  const what =
    wish === 'exclude' ? EXCLUSION_NARROWS : `${who} stands there with several intents. Say ${WISHES[wish]}:`
  return `${what} ${oneOf(intents)}. Write it again with the one you mean, for example “as ${intents[0]}”.`
}

const WISHES = { remove: 'which to take away', give: 'which the others are to get', change: 'which you mean' }

function oneOf(intents: readonly string[]): string {
  return either(intents.map(quoted))
}

export function noDeletedGroups(policy: string): string {
  return `No group that “${policy}” is assigned to was deleted. Nothing was changed.`
}

export function onlyTakenFromPolicies(): string {
  return 'Deleted groups can be taken away from policies that you name, and nothing else can be done with them. Write “remove the deleted groups from” and the policies.'
}
