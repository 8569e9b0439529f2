import { withEveryone } from '../../intune/assignments/everyone.ts'
import { keepsOwnWay } from '../../intune/assignments/likeness.ts'
import { refilterable } from '../../intune/assignments/merge.ts'
import { rowOf, titleMeant } from '../../intune/catalog/catalog.ts'
import { isHeldByPolicySet, onOtherSide } from '../../intune/plan/absenceNotes.ts'
import { keepsOtherWay } from '../../intune/plan/handedOn.ts'
import type { Plan, Planned } from '../../intune/plan/plan.ts'
import { inTurn, type Note, noteWords } from '../../wording/note.ts'
import { unsupportedKind } from '../../wording/unsupportedKinds.ts'
import type { Wish } from './makePlans.ts'
import type { Unknown } from './resolveName.ts'

// The result of a search and a plan, as notes for people.

/** Why policies that match the description are not part of the request, one note for each reason. */
export function leftOut(
  wishes: readonly Pick<Wish, 'policy'>[],
  planned: readonly Pick<Planned, 'refusal'>[],
): Note[] {
  const names = new Map<string, string[]>()
  for (const [index, { refusal }] of planned.entries()) {
    const name = wishes[index]?.policy.name ?? ''
    // The reason names the policy; for many with the same reason, it is given once.
    if (refusal === undefined) continue
    const said = noteWords(refusal)
    const reason = said.replaceAll(`“${name}”`, '').replaceAll('  ', ' ').replaceAll(' .', '.')
    if (reason) names.set(reason, [...(names.get(reason) ?? []), name])
  }
  return [...names].map(([reason, those]) => ({ code: 'policiesLeftOut', names: those, reason }))
}

export function unknownNote({ what, asked, kind, nearest }: Unknown): Note {
  const reason = what === 'policy' && !kind ? unsupportedKind(asked) : null
  if (reason) return reason
  if (what === 'group' && isNoGroup(asked)) return { code: 'seemsNoGroup', asked }
  const thing = what === 'policy' ? (kind ? titleMeant(kind) : 'policy') : what
  if (nearest.length > 0) return { code: 'notFoundButNear', thing, asked, nearest }
  return inTurn(
    { code: 'notFound', thing, asked },
    { code: what === 'policy' ? 'checkPolicySpelling' : 'checkSpelling' },
  )
}

/** "user bruno@…", "device LAPTOP-12" */
function isNoGroup(asked: string): boolean {
  return /^(the )?(user|device|computer|person) \S/iu.test(asked) || /^\S+@\S+\.\S+$/u.test(asked)
}

export function nothingToUndo(plans: readonly Plan[]): Note {
  const names = plans.map((plan) => plan.policy.name)
  return inTurn({ code: 'nothingToUndo', names }, ...plans.flatMap((plan) => plan.warnings))
}

export function nothingToChange(plans: readonly Plan[]): Note {
  const held = plans.filter(isHeldByPolicySet)
  const names = (of: readonly Plan[]) => of.map((plan) => plan.policy.name)
  const other = plans.filter((plan) => !held.includes(plan) && onOtherSide(plan).length > 0)
  const missing = new Map(plans.map((plan) => [plan, nothingMeant(plan)]))
  const uncopied = plans.filter((plan) => notCopied(plan).length > 0)
  const differing = plans.filter(({ policy: { kind }, before, change }) =>
    [keepsOwnWay, keepsOtherWay].some((differs) => differs(rowOf(kind), before, change)),
  )
  const told = [...held, ...other, ...uncopied, ...differing]
  const asAsked = plans.filter((plan) => !told.includes(plan) && !missing.get(plan))
  return inTurn(
    ...missing.values(),
    asAsked.length > 0 ? { code: 'alreadySetUp', names: names(asAsked) } : null,
    uncopied.length > 0 ? { code: 'nothingCopied', names: names(uncopied) } : null,
    differing.length > 0 ? { code: 'keptOwnWay', names: names(differing) } : null,
    held.length > 0 ? { code: 'heldByPolicySets', names: names(held) } : null,
    ...other.flatMap(onOtherSide),
  )
}

/** What a policy did not get of another one's entries. */
export function notCopied({ warnings }: Plan): Note[] {
  return warnings.filter((note) => typeof note !== 'string' && note.code === 'notCopied')
}

/** A change to an existing assignment, where there is none that it could be about. */
function nothingMeant({ policy, before, change }: Plan): Note | null {
  const names = [policy.name]
  const row = rowOf(policy.kind)
  if (change.refilter) {
    return refilterable(row, before, change).length === 0 ? { code: 'noFilterToChange', names } : null
  }
  const { every, fromIntent } = change
  const isNobody = every && fromIntent && withEveryone(row, before, change).include.length === 0
  return isNobody ? { code: 'nobodyHasIntent', names, intent: fromIntent } : null
}
