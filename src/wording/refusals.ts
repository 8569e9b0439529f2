import { capital } from './inflection.ts'
import { either, list, quoted } from './list.ts'

export type Target = 'group' | 'exclusionGroup' | 'allUsers' | 'allDevices'

/** The policy itself, "the compliance policy “Windows 11 Baseline”". */
interface The {
  the: string
}

/** The policy's kind with its article, "a compliance policy". */
interface A {
  a: string
}

interface Intents {
  intents: readonly string[]
}

/** There are several entries of one target, and nobody said which is meant. `who`: as it begins a sentence. */
interface OfSeveral extends Intents {
  who: string
  wish: keyof typeof WISHES | 'exclude'
}

/** Why a change cannot be made to one policy, and what to do next. */
export const REFUSALS = {
  /** Before the reason, as `cannotAdd` is. */
  cannotAssign: ({ the }: The) => `I can't assign ${the}.`,
  cannotAdd: ({ the }: The) => `I can't add anybody to ${the}.`,

  filtersUnknown: ({ a }: A) =>
    `I don't know whether Intune applies assignment filters to ${a}: nothing that Microsoft publishes says so. Ask again without the filter.`,
  noFilters: ({ a }: A) => `Intune has no assignment filters for ${a}. Ask again without the filter.`,
  filterNotHandedOn: ({ filter, a }: A & { filter: string }) =>
    `What this replaces has the filter ${quoted(filter)}, and I know of no assignment filters for ${a}, so more people or devices would get it. If you want that, write two requests: one that removes, and one that assigns.`,
  kindWithoutFilters: ({ a }: A) =>
    `Intune has no assignment filters for ${a}, so there is none to take off.`,
  filterModesDiffer: ({ name }: { name: string }) =>
    `The filters on “${name}” differ in their modes, so I cannot flip them together. Say which one you mean: “change the filter mode on … for … to exclude”.`,
  filterStaysWithEntry: () =>
    'I can take a filter off an inclusion. Removing an assignment removes its filter as well, and an excluded group has none.',
  filterOnExclusion: () =>
    'Intune does not accept a filter on an excluded group. Ask again without the filter.',
  filterOnRemoval: () => 'Removing an assignment removes its filter as well. Ask again without the filter.',
  filterOfOtherTarget: ({ filter, of, a }: A & { filter: string; of: 'apps' | 'devices' }) =>
    `The filter ${quoted(filter)} is for managed ${of}, but ${a} takes filters for managed ${of === 'apps' ? 'devices' : 'apps'}. Choose another filter.`,
  filterPlatformUnknown: ({ filter, the, platform }: The & { filter: string; platform: string }) =>
    `I don't know the platform of the filter ${quoted(filter)}, so I can't tell whether it fits ${the}, which is for ${platform}. Choose another filter.`,
  filterOfOtherPlatform: ({ filter, is, the, wants }: The & { filter: string; is: string; wants: string }) =>
    `The filter ${quoted(filter)} is for ${is}, but ${the} is for ${wants}. Choose a filter for ${wants}.`,

  /** `from`: the policy that is copied. */
  copiedAcrossKinds: ({ from, the }: The & { from: string }) =>
    `Assignments can be copied between policies of one kind only, and ${quoted(from)} is of another kind than ${the}.`,
  /** `title` and `otherTitle`: the kinds of the two, "compliance policy". */
  copiedToOtherKind: ({
    from,
    title,
    other,
    otherTitle,
  }: {
    from: string
    title: string
    other: string
    otherTitle: string
  }) =>
    `${quoted(from)} (${title}) and ${quoted(other)} (${otherTitle}) are of different kinds, and I copy assignments between policies of one kind only. Nothing was changed.`,
  copiedToItself: ({ name }: { name: string }) =>
    `${quoted(name)} can’t be copied to itself. Write which policy gets its assignments.`,
  nothingToCopy: ({ name, isHeldBySet }: { name: string; isHeldBySet: boolean }) =>
    `${quoted(name)} has no assignments to copy. ${isHeldBySet ? 'What it is assigned to comes from a policy set.' : 'It isn’t assigned to anyone.'} Nothing was changed.`,
  /** `name`: with its quotes. */
  nothingToLeaveOut: ({ name, from, isExcluded }: { name: string; from: string; isExcluded: boolean }) =>
    isExcluded
      ? `${capital(name)} is excluded from ${quoted(from)}, and without that exclusion it could get the other one. Write “copy the assignments of … to …” to copy the exclusion as well. Nothing was changed.`
      : `${capital(name)} has no assignment of its own on ${quoted(from)}, so there is nothing to leave out. Write “copy the assignments of … to …”, and then “exclude … from …” if it is not to get the other one at all. Nothing was changed.`,
  nothingToSwap: ({ names }: { names: readonly string[] }) =>
    `Nothing to swap: ${list(names.map(quoted))} already ${names.length === 1 ? 'has both' : 'have the group'}, so a swap would only take something away. Write what to remove from whom.`,
  swapsExcluded: ({ names }: { names: readonly string[] }) =>
    `One of the two is excluded from ${list(names.map(quoted))}, so I can’t tell what a swap is to make of it. Write what each of them is to have: “assign … to …”, “exclude … from …”. Nothing was changed.`,
  swapsIntents: ({ names }: { names: readonly string[] }) =>
    `Both have ${list(names.map(quoted))} already, each in its own way, and I can’t exchange these ways in one step. Write what each of them is to have: “assign … to … as required”. Nothing was changed.`,
  cannotJoin: ({ name }: { name: string }) =>
    `${quoted(name)} is in two of your requests, and they don’t fit into one change. Write them one after the other. Nothing was changed.`,

  excludesEverybody: () =>
    'Intune can exclude groups only, not all users or all devices. To stop assigning it to all, say “unassign … from all users”.',
  targetNotTaken: ({ target, a, taken }: A & { target: Target; taken: readonly Target[] }) =>
    `Intune does not accept ${TARGETS[target].one} on ${a}. It accepts ${list(taken.map((one) => TARGETS[one].all))}.`,
  /** `id`: all that is left of it. */
  groupNotThere: ({ id }: { id: string }) =>
    `The group ${id} is no longer in the directory, so nothing can be assigned to it.`,
  notSecurityEnabled: ({ group }: { group: string }) =>
    `The group ${quoted(group)} is not security-enabled, so Intune cannot use it. Use a security group instead.`,
  usersOnly: ({ a, group }: A & { group: string }) =>
    `Intune gives ${a} to users only, and the group ${quoted(group)} contains devices. Choose a group of users.`,
  onBothSides: () => 'One group cannot be included and excluded at once. Say which of the two you mean.',
  noDeletedGroups: ({ name }: { name: string }) =>
    `No group that ${quoted(name)} is assigned to was deleted. Nothing was changed.`,
  onlyTakenFromPolicies: () =>
    'Deleted groups can only be removed from policies that you name. Write “remove the deleted groups from” and the policies.',

  hasNoIntents: ({ intent, a }: A & { intent: string }) =>
    `${quoted(intent)} is for apps; ${a} is simply assigned. Ask again without it.`,
  intentNotTaken: ({ a, intent, intents }: A & Intents & { intent: string }) =>
    `${capital(a)} cannot be ${quoted(intent)}. Say ${eitherQuoted(intents)}.`,
  /** Nobody said how an app is meant. */
  intentMissing: ({ a, intents }: A & Intents) =>
    `Choose how to assign ${a}: ${eitherQuoted(intents)}. For example “assign … to group … as ${intents[0]}”.`,
  excludedIntentMissing: ({ intents }: Intents) =>
    `${EXCLUSION_NARROWS} ${eitherQuoted(intents)}. For example “exclude group … from … as ${intents[0]}”.`,
  /** `devices`: @see notUsers */
  intentForUsersOnly: ({ a, intent, devices }: A & { intent: string; devices: string }) =>
    `Intune offers ${a} as ${quoted(intent)} to users only, and ${devices}. Choose a group of users, or say “as required”.`,
  whichIntent: ({ who, wish, intents }: OfSeveral) => {
    const what =
      wish === 'exclude'
        ? EXCLUSION_NARROWS
        : `${who} is assigned there with several intents. Say ${WISHES[wish]}:`
    return `${what} ${eitherQuoted(intents)}. Write it again with the one you mean, for example “as ${intents[0]}”.`
  },

  /** A card shows all its places before it can be approved. */
  tooManyPlaces: ({ name, places, max }: { name: string; places: number; max: number }) =>
    `${quoted(name)} would change in ${places} places at once, and I ask for at most ${max}, so that all of them can be read before an approval. Ask for it in parts.`,
}

const TARGETS: Record<Target, { one: string; all: string }> = {
  group: { one: 'a group', all: 'groups' },
  exclusionGroup: { one: 'an excluded group', all: 'excluded groups' },
  allUsers: { one: 'all users', all: 'all users' },
  allDevices: { one: 'all devices', all: 'all devices' },
}

const EXCLUSION_NARROWS = 'An exclusion narrows one intent. Say which:'

const WISHES = { remove: 'which to take away', give: 'which the others are to get', change: 'which you mean' }

function eitherQuoted(intents: readonly string[]): string {
  return either(intents.map(quoted))
}

/** Within a sentence. @param group null: all devices. */
export function notUsers(group: string | null): string {
  return group === null ? 'all devices are not users' : `the group ${quoted(group)} contains devices`
}
