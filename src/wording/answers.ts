import { either, quoted, someNames } from './list.ts'

interface Names {
  names: readonly string[]
}

/** What a request comes to that changes nothing: what was looked for was not there, or there is nothing to do. */
export const ANSWER_NOTES = {
  /** `names`: what is like it. */
  bothOfNothing: ({
    what,
    asked,
    names,
  }: {
    what: 'policy' | 'group'
    asked: string
    names: readonly string[]
  }) =>
    `You wrote “both”, but no ${what} is called ${quoted(asked)}. Write the names in full: what I found is ${someNames(names)}.`,
  bothOfSeveral: ({ what, asked, count }: { what: 'policy' | 'group'; asked: string; count: number }) =>
    count === 1
      ? `You wrote “both”, but there is only one ${what} called ${quoted(asked)}. Write the same without “both” if that one is meant.`
      : `You wrote “both”, but there are ${count} ${what === 'policy' ? 'policies' : 'groups'} called ${quoted(asked)}. Write the ids of the two that are meant.`,
  /** `thing`: "compliance policy", "group". */
  notFoundButNear: ({
    thing,
    asked,
    nearest,
  }: {
    thing: string
    asked: string
    nearest: readonly string[]
  }) =>
    `I found no ${thing} called “${asked}”. Did you mean ${either(nearest.map(quoted))}? Write it again with that name.`,
  notFound: ({ thing, asked }: { thing: string; asked: string }) =>
    `I found no ${thing} called “${asked}”, and nothing close to it.`,
  checkPolicySpelling: () =>
    'Check the spelling; a policy that your Intune role does not let you see looks the same to me as one that does not exist.',
  checkSpelling: () => 'Check the spelling and write to me again.',
  seemsNoGroup: ({ asked }: { asked: string }) =>
    `Intune assigns to groups, and “${asked}” seems to be a single user or device. Put it in a group and write that group’s name.`,
  allOrNone: () => 'Your message asks for several things, and I do all of them or none.',
  nothingFound: () => 'I found nothing that this is about.',
  tooManyPolicies: ({ policies, max }: { policies: number; max: number }) =>
    `That is about ${policies} policies; I take at most ${max} at once. Name a kind of policy to narrow it. Nothing was changed.`,

  nothingChanged: () => 'Nothing was changed.',
  onlyTried: () =>
    'This is what would change; you asked only to see it, so there is nothing to approve. To have it done, write it as a plain request.',
  nothingToUndo: ({ names }: Names) => `For ${someNames(names)} there is nothing left to undo.`,
  alreadySetUp: ({ names }: Names) =>
    `${someNames(names)} ${names.length === 1 ? 'is' : 'are'} already set up that way. Nothing would change.`,
  onlyAppsMeant: ({ intent }: { intent: string }) =>
    `Only apps can be “${intent}”: whatever else this is about is not included.`,
  keptOwnWay: ({ names }: Names) =>
    `${someNames(names)} ${names.length === 1 ? 'is' : 'are'} already assigned in another way, and that stays as it is.`,
  nothingCopied: ({ names }: Names) => `Nothing would be copied to ${someNames(names)}.`,
  noFilterToChange: ({ names }: Names) =>
    `There is no assignment of ${someNames(names)} with such a filter, so nothing would change. To give a filter to a group, write “assign … to … with filter …”.`,
  nobodyHasIntent: ({ names, intent }: Names & { intent: string }) =>
    `Nobody has ${someNames(names)} as “${intent}”, so nothing would change.`,
  heldByPolicySets: ({ names }: Names) =>
    `${someNames(names)} ${names.length === 1 ? 'stays as it is' : 'stay as they are'}: what you want to remove comes from a policy set. Remove it there.`,
}

/** The progress of a search. */
export function progressWords(searched: {
  kinds: number
  of: number
  policies: number
  found: number
}): string {
  const { kinds, of, policies, found } = searched
  return `I have looked through ${kinds} of ${of} kinds and ${policies.toLocaleString('en')} policies so far; this is about ${found} of them.`
}

/** After what went wrong for the moment. */
export function keepTrying(trouble: string): string {
  return `${trouble} I keep trying.`
}
