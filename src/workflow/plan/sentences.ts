import { titleMeant } from '../../intune/catalog/catalog.ts'
import { isHeldByPolicySet, onOtherSide } from '../../intune/plan/notThere.ts'
import type { Plan, Planned } from '../../intune/plan/plan.ts'
import { either, quoted, someNames } from '../../wording/list.ts'
import { type Note, notesInWords, noteWords } from '../../wording/note.ts'
import { notOffered } from '../../wording/notOffered.ts'
import type { Searched } from './lookThrough.ts'
import type { Wish } from './makePlans.ts'
import type { Unknown } from './resolveName.ts'

// What a search and a plan come to, as sentences for people.

export function progressSentence({ kinds, of, policies, found }: Searched): string {
  return `I have looked through ${kinds} of ${of} kinds and ${policies} policies so far; this is about ${found} of them.`
}

/** Why policies that answer to the description are no part of the request, a note for each reason. */
export function leftOut(wishes: readonly Wish[], planned: readonly Planned[]): Note[] {
  const names = new Map<string, string[]>()
  for (const [index, { refusal }] of planned.entries()) {
    const name = wishes[index]?.policy.name ?? ''
    // The reason names the policy; said of many, it is said once.
    const reason = refusal?.replaceAll(`“${name}”`, '').replaceAll('  ', ' ').replaceAll(' .', '.')
    if (reason) names.set(reason, [...(names.get(reason) ?? []), name])
  }
  return [...names].map(([reason, those]) => ({ code: 'policiesLeftOut', names: those, reason }))
}

export function unknownSentence({ what, asked, kind, nearest }: Unknown): string {
  const reason = what === 'policy' && !kind ? notOffered(asked) : null
  if (reason) return reason
  if (what === 'group' && isNoGroup(asked)) {
    return `Intune assigns to groups, and “${asked}” seems to be a single user or device. Put it into a group, and write that group’s name.`
  }
  const thing = what === 'policy' ? (kind ? titleMeant(kind) : 'policy') : what
  if (nearest.length > 0) {
    const names = either(nearest.map(quoted))
    return `I found no ${thing} called “${asked}”. Did you mean ${names}? Write it again with that name.`
  }
  const hint =
    what === 'policy'
      ? 'Check the spelling; a policy that your Intune role does not let you see looks the same to me as one that does not exist.'
      : 'Check the spelling and write to me again.'
  return `I found no ${thing} called “${asked}”, and nothing close to it. ${hint}`
}

/** "user bruno@…", "device LAPTOP-12" */
function isNoGroup(asked: string): boolean {
  return /^(the )?(user|device|computer|person) \S/iu.test(asked) || /^\S+@\S+\.\S+$/u.test(asked)
}

export function nothingToUndo(plans: readonly Plan[]): string {
  const names = someNames(plans.map((plan) => plan.policy.name))
  const warnings = plans.flatMap((plan) => plan.warnings)
  return notesInWords([`For ${names} there is nothing left to undo.`, ...warnings])
}

export function nothingToChange(plans: readonly Plan[]): string {
  const held = plans.filter(isHeldByPolicySet)
  const names = (of: readonly Plan[]) => someNames(of.map((plan) => plan.policy.name))
  const other = plans.filter((plan) => !held.includes(plan) && onOtherSide(plan).length > 0)
  const asAsked = plans.filter((plan) => !held.includes(plan) && !other.includes(plan))
  return [
    ...(asAsked.length > 0
      ? [
          `${names(asAsked)} ${asAsked.length === 1 ? 'is' : 'are'} already set up that way. Nothing would change.`,
        ]
      : []),
    ...(held.length > 0
      ? [
          `${names(held)} ${held.length === 1 ? 'stays' : 'stay'} as ${held.length === 1 ? 'it is' : 'they are'}: what you want to remove comes from a policy set. Remove it there.`,
        ]
      : []),
    ...other.flatMap(onOtherSide).map(noteWords),
  ].join(' ')
}
