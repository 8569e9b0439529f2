import type { Entry } from '../assignments/entries.ts'
import type { CatalogRow } from '../catalog/catalog.ts'
import { countedChange, mostIncluded } from './counts.ts'
import { memberChanges } from './memberChange.ts'
import { type Hidden, knownMembers, type Reach, runsOn } from './members.ts'
import { ALL, isExact, isNothing, meet, type Range, type Reached } from './range.ts'
import { withRuling } from './rulingIntents.ts'

export { isNothing, type Range, type Reached } from './range.ts'

/**
 * Why a number is a range. `filter`: a filter was not evaluated. `system`: devices do not show their system;
 * `systems`: Assent may not read it. `target`: a kind of target that Assent does not know. `everybody`: how many there
 * are in the tenant.
 */
export type Gap = Hidden | 'filter' | 'system' | 'systems' | 'target' | 'everybody'

/** What a change does to those it reaches, for one intent (null where the kind has none). Plain data. */
export interface Effect {
  reached: Reached
  intent: string | null
  gain: Range
  lose: Range
  /** They have it before and afterwards, through other filters. Left out: none, or unknown. */
  keep?: Range
  /** Of those who gain it, who had it with another intent before. Left out: none, or unknown. */
  moves?: { from: string; count: number }[]
  /** Where `moves` are not known: whoever loses that intent gains this one; `isAll`: and nobody else does. */
  instead?: { from: string; isAll: boolean }
  /** Why one of the numbers is a range. */
  gaps?: Gap[]
  /** The platform, where devices of others do not count. */
  platform?: string
}

/**
 * Who gains and who loses between two sets: by member where the members are known, else by counts. Every
 * range contains the true number.
 *
 * Exclusion wins over inclusion of the same kind of member; user groups and device groups do not exclude each other
 * (learn.microsoft.com/mem/intune/configuration/device-profile-assign). Devices of another platform get nothing.
 * @returns only what somebody may gain or lose, or keep through other filters; empty: nobody does.
 */
export function effectOf(
  row: CatalogRow,
  before: readonly Entry[],
  after: readonly Entry[],
  reach: Reach,
): Effect[] {
  const intentOf = (entry: Entry) => {
    const value = row.intent && entry.properties[row.intent.property]
    return typeof value === 'string' ? value : null
  }
  const intents = [...before, ...after].map(intentOf)
  return (['devices', 'users'] as const).flatMap((reached) => {
    const isForAll = reached === 'users' || reach.platform === null
    return memberChanges(before, after, reached, reach, intentOf).flatMap((byMember) => {
      const { intent } = byMember
      const own = (entries: readonly Entry[]) => entries.filter((entry) => intentOf(entry) === intent)
      const counted = countedChange(own(before), own(after), reached, reach.groups, isForAll)
      const ruling = withRuling(intent, intents)
      // Where another intent may rule this one out, its own counts say no more than who can have it at all.
      const within = (entries: readonly Entry[]): Range => ({
        least: 0,
        most: mostIncluded(own(entries), reached, reach.groups),
      })
      const isRuled = ruling.length > 1
      const gain = meet(byMember.gain, inNumbers(isRuled ? within(after) : counted.gain, reached, reach))
      const lose = meet(byMember.lose, inNumbers(isRuled ? within(before) : counted.lose, reached, reach))
      const { keep, instead } = byMember
      if (isNothing(gain) && isNothing(lose) && !isTold(keep)) return []
      const isOpen = [gain, lose].some((range) => !isExact(range))
      const concerned = [...before, ...after].filter((entry) => ruling.includes(intentOf(entry)))
      const gaps = isOpen ? gapsOf(concerned, reached, reach) : []
      const moves = byMember.moves.flatMap(({ from, count }) =>
        isTold(count) ? [{ from, count: Number(count.most) }] : [],
      )
      const effect: Effect = {
        reached,
        intent,
        gain,
        lose,
        ...(isTold(keep) ? { keep } : {}),
        ...(moves.length > 0 ? { moves } : {}),
        ...(instead === null || moves.length > 0 ? {} : { instead }),
        ...(gaps.length > 0 ? { gaps } : {}),
        ...(isForAll || reach.platform === null ? {} : { platform: reach.platform }),
      }
      return [effect]
    })
  })
}

/** Where all devices are known, those of them that a policy works on are a number. */
function inNumbers({ least, most }: Range, reached: Reached, reach: Reach): Range {
  if (reached === 'users' || !reach.enrolled || (least !== ALL && most !== ALL)) return { least, most }
  const runs = [...reach.enrolled].map((device) => runsOn(reach, device))
  return {
    least: least === ALL ? runs.filter((one) => one === true).length : least,
    most: most === ALL ? runs.filter((one) => one !== false).length : most,
  }
}

/** Only a number deserves a sentence of its own here. */
function isTold(range: Range): boolean {
  return isExact(range) && typeof range.most === 'number' && range.most > 0
}

function gapsOf(entries: readonly Entry[], reached: Reached, reach: Reach): Gap[] {
  const gaps = new Set<Gap>()
  for (const { target, groupId, filter } of entries) {
    if (target === 'other') gaps.add('target')
    if (target === 'allUsers' && reached === 'users') gaps.add('everybody')
    if (target === 'allDevices' && reached === 'devices' && !reach.enrolled) gaps.add('everybody')
    if (filter && (reached === 'users' || !reach.matches.has(filter.id))) gaps.add('filter')
    if (target !== 'group' && target !== 'exclusionGroup') continue
    const key = groupId?.toLowerCase() ?? ''
    const known = knownMembers(reach, key, reached)
    const hidden = reach.members.get(key)?.hidden
    if (!known && hidden) gaps.add(hidden)
    if (reached === 'devices' && known?.some((device) => runsOn(reach, device) === null)) {
      gaps.add(reach.systemsHidden ? 'systems' : 'system')
    }
  }
  return [...gaps]
}
