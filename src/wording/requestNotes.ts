import { list, quoted, someNames } from './list.ts'

/** What somebody should know about a request as a whole: what was not understood, not looked at, not touched. */
export const REQUEST_NOTES = {
  wordsLeftOut: ({ words }: { words: readonly string[] }) => `I left out ${list(words.map(quoted))}.`,
  /** `reason`: why, as a sentence. */
  policiesLeftOut: ({ names, reason }: { names: readonly string[]; reason: string }) =>
    `Not included: ${someNames(names)}. ${reason}`,
  excludedThere: ({ names }: { names: readonly string[] }) =>
    `Excluded there today, so not touched: ${someNames(names)}.`,
  leftAsAsked: ({ names }: { names: readonly string[] }) =>
    `Left as it is, as you asked: ${someNames(names)}.`,
  platformUnknown: ({ names }: { names: readonly string[] }) =>
    `Intune doesn’t say which platform these are for, so they are not part of this: ${someNames(names)}.`,
  listHidden: ({ names }: { names: readonly string[] }) => {
    const [are, their, they] = names.length === 1 ? ['is', 'its', 'it is'] : ['are', 'their', 'they are']
    return `Intune says ${someNames(names)} ${are} assigned but shows no list of ${their} assignments, so ${they} not part of this. Look in Intune.`
  },
  messageEdited: () => 'Its message was edited, so it no longer counts.',
  messageDeleted: () => 'Its message was deleted, so it no longer counts.',
  /** `titles`: kinds of policies, in the plural or singular as the catalog has them. */
  kindsNotSeen: ({ titles }: { titles: readonly string[] }) =>
    `The requester’s sign-in does not let me look at these kinds, so they are not part of this: ${list(titles)}.`,
}
