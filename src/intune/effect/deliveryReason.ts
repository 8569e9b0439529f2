import type { Reason, Why } from '../../wording/why.ts'
import type { PolicyRef } from '../assignments/change.ts'
import type { Entry } from '../assignments/entries.ts'
import { rowOf } from '../catalog/catalog.ts'
import { platformOfPolicy } from '../catalog/platforms.ts'

/** A device or a person, and what decides which assignments reach them. */
export interface MemberFacts {
  is: 'device' | 'user'
  name: string
  /** The device's system, as `platformOfSystem` names it; null: unknown, or a person. */
  platform: string | null
  /** Names of the groups it is in, however deep, by lower-case id. */
  groups: ReadonlyMap<string, string>
  /** The device's user: what they get reaches it, too. Null: nobody, or unknown. */
  owner: { name: string; groups: ReadonlyMap<string, string> } | null
}

/**
 * Why a device or a person gets a policy, or does not: the same rules as the effect of a change.
 * @param matches whether a filter matches the device; null: unknown.
 */
export function whyOf(
  policy: PolicyRef,
  entries: readonly Entry[],
  member: MemberFacts,
  matches: (filterId: string) => boolean | null,
): Why {
  const row = rowOf(policy.kind)
  const intentOf = (entry: Entry) => {
    const value = row.intent && entry.properties[row.intent.property]
    return typeof value === 'string' ? value : null
  }
  const met = entries.flatMap((entry) => {
    const { filter, target } = entry
    const matched =
      filter && target !== 'exclusionGroup' && member.is === 'device' ? matches(filter.id) : null
    const isFiltered = filter !== null && target !== 'exclusionGroup'
    const passes = !isFiltered ? true : matched === null ? null : matched === (filter.mode === 'include')
    const shown = { intent: intentOf(entry), filter: isFiltered ? filter : null, passes }
    const excluded = target === 'exclusionGroup'
    return waysIn(entry, member).map((way) => ({ ...way, ...shown, excluded }))
  })
  const reasons = met.map((one): Reason => {
    const { byOwner, intent, excluded } = one
    const isOut = met.some((other) => other.excluded && other.byOwner === byOwner && other.intent === intent)
    return { ...one, outweighed: !excluded && isOut }
  })
  const platform = platformOfPolicy(policy)
  const standing = reasons.filter(({ excluded }) => !excluded).map(outcomeOfInclusion)
  const runs = member.platform === null || platform === null || platform.split(', ').includes(member.platform)
  const told = { reasons, platform }
  if (standing.length === 0) {
    return { verdict: 'lacks', because: reasons.length > 0 ? 'excluded' : 'nothing', ...told }
  }
  const best = (['included', 'open', 'filtered', 'excluded'] as const).find((one) => standing.includes(one))
  if (best === 'excluded') return { verdict: 'lacks', because: 'excluded', ...told }
  if (best === 'filtered') return { verdict: 'lacks', because: 'filtered', ...told }
  if (!runs) return { verdict: 'lacks', because: 'platform', ...told }
  return best === 'open'
    ? { verdict: 'open', because: 'filtered', ...told }
    : { verdict: 'gets', because: 'included', ...told }
}

/** What an inclusion leads to. */
function outcomeOfInclusion({ outweighed, passes }: Reason): 'included' | 'open' | 'filtered' | 'excluded' {
  if (outweighed) return 'excluded'
  return passes === null ? 'open' : passes ? 'included' : 'filtered'
}

function waysIn({ target, groupId }: Entry, member: MemberFacts): Pick<Reason, 'through' | 'byOwner'>[] {
  const everybody = { device: 'allDevices', user: 'allUsers' } as const
  const parts = [
    { is: member.is, groups: member.groups, byOwner: false },
    ...(member.owner ? [{ is: 'user' as const, groups: member.owner.groups, byOwner: true }] : []),
  ]
  return parts.flatMap(({ is, groups, byOwner }) => {
    if (target === everybody[is]) return [{ through: is === 'device' ? 'all devices' : 'all users', byOwner }]
    if (target !== 'group' && target !== 'exclusionGroup') return []
    const name = groups.get(groupId?.toLowerCase() ?? '')
    return name === undefined ? [] : [{ through: `“${name}”`, byOwner }]
  })
}
