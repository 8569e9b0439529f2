import { article } from '../../wording/inflection.ts'
import { inTurn, type Note } from '../../wording/note.ts'
import {
  type Change,
  type Facts,
  type FilterFacts,
  type PolicyRef,
  subjectKey,
} from '../assignments/change.ts'
import { type Entry, entriesFor } from '../assignments/entries.ts'
import { namesNobody, refilterable } from '../assignments/merge.ts'
import type { CatalogRow, TargetKind } from '../catalog/catalog.ts'
import { flavourOf, platformOfPolicy } from '../catalog/platforms.ts'
import { intentRefusal } from './intentRefusal.ts'
import { type ObjectRules, rulesFor } from './objectRules.ts'

/**
 * Why a change cannot be made to this object, and what to do next; null when it can.
 * Nothing that Intune would refuse or silently ignore is ever put on a card.
 */
export function refusalFor(
  row: CatalogRow,
  policy: PolicyRef,
  change: Change,
  facts: Facts,
  before: readonly Entry[],
): Note | null {
  const rules = rulesFor(row, policy)
  const the = `the ${rules.title} “${policy.name}”`
  const a = article(rules.title)
  const adds = change.include.length + change.exclude.length > 0 || change.copy !== undefined
  if (rules.refuse) return inTurn({ code: 'cannotAssign', the }, rules.refuse)
  if (rules.refuseAdding && adds) return inTurn({ code: 'cannotAdd', the }, rules.refuseAdding)
  if (change.filter && rules.filters === null) return { code: 'filtersUnknown', a }
  if (change.filter && rules.filters === false) return { code: 'noFilters', a }
  if (change.withoutFilter && rules.filters === false) return { code: 'kindWithoutFilters', a }
  if (change.withoutFilter && change.include.length === 0 && !namesNobody(change)) {
    return { code: 'filterStaysWithEntry' }
  }
  if (change.copy && change.copy.from.kind !== policy.kind) {
    return { code: 'copiedAcrossKinds', from: change.copy.from.name, the }
  }
  if (change.refilter && rules.filters !== true && !change.filter) return { code: 'kindWithoutFilters', a }
  if (change.refilter?.flips && refilterable(row, before, change).length > 0)
    return { code: 'filterModesDiffer', name: policy.name }
  const useless = change.filter && !change.refilter ? filterWithoutInclusion(change) : null
  if (useless) return useless
  const filter = change.filter ? facts.filters.get(change.filter.id) : undefined
  if (filter && filter.of !== row.filtersOf)
    return { code: 'filterOfOtherTarget', filter: filter.name, of: filter.of, a }
  const mismatch = filter && platformRefusal(policy, filter, the)
  if (mismatch) return mismatch
  return (
    targetRefusal(rules, change) ??
    groupRefusal(row, rules, change, facts, before) ??
    intentRefusal(row, rules, change, facts, before)
  )
}

/** Of a filter that nobody named: what goes has it, and what comes in its place can have none. */
export function handedOnRefusal(
  { filters, title }: ObjectRules,
  handedOn: Change['filter'],
  facts: Facts,
): Note | null {
  if (!handedOn || filters === true) return null
  const filter = facts.filters.get(handedOn.id)?.name ?? handedOn.id
  return { code: 'filterNotHandedOn', filter, a: article(title) }
}

/** Of a filter that was named: only what is included can have one. */
export function filterWithoutInclusion(named: {
  include: readonly unknown[]
  exclude: readonly unknown[]
}): Note | null {
  if (named.include.length > 0) return null
  return { code: named.exclude.length > 0 ? 'filterOnExclusion' : 'filterOnRemoval' }
}

/**
 * A filter is for one platform, which has to be the policy's; if nothing is known about one of them, they do not count
 * as the same.
 */
function platformRefusal(policy: PolicyRef, filter: FilterFacts, the: string): Note | null {
  const platform = platformOfPolicy(policy)
  if (!platform) return null
  if (!filter.platform) return { code: 'filterPlatformUnknown', filter: filter.name, the, platform }
  const platforms = policy.traits?.platforms
  const own = flavourOf(typeof platforms === 'string' ? platforms : policy.type)
  const isOther = filter.platform !== platform || (own && filter.flavour && own !== filter.flavour)
  if (!isOther) return null
  const [is, wants] = filter.platform === platform ? [filter.flavour, own] : [filter.platform, platform]
  return { code: 'filterOfOtherPlatform', filter: filter.name, is: is ?? '', the, wants: wants ?? '' }
}

/** What cannot be together in one set. If the set already has both, that is not the change's fault. */
export function combinationRefusal(
  row: CatalogRow,
  before: readonly Entry[],
  after: readonly Entry[],
): Note | null {
  if (!row.notTogether) return null
  const { targets, reason } = row.notTogether
  const holdsBoth = (entries: readonly Entry[]) =>
    targets.every((target) => entries.some((entry) => entry.target === target))
  return holdsBoth(after) && !holdsBoth(before) ? reason : null
}

function targetRefusal(rules: ObjectRules, change: Change): Note | null {
  const wanted: [boolean, TargetKind][] = [
    [change.exclude.some((s) => s.kind === 'group'), 'exclusionGroup'],
    [change.include.some((s) => s.kind === 'group'), 'group'],
    [change.include.some((s) => s.kind === 'allUsers'), 'allUsers'],
    [change.include.some((s) => s.kind === 'allDevices'), 'allDevices'],
  ]
  if (change.exclude.some((subject) => subject.kind !== 'group')) {
    return { code: 'excludesEverybody' }
  }
  for (const [asked, kind] of wanted) {
    if (asked && !rules.targets.includes(kind)) {
      return { code: 'targetNotTaken', target: kind, a: article(rules.title), taken: rules.targets }
    }
  }
  return null
}

/**
 * A group that is not security-enabled cannot be a target; groups made in the Microsoft 365 admin center are
 * not by default (learn.microsoft.com/mem/intune/fundamentals/groups-add).
 */
function groupRefusal(
  row: CatalogRow,
  rules: ObjectRules,
  change: Change,
  facts: Facts,
  before: readonly Entry[],
): Note | null {
  for (const subject of [...change.include, ...change.exclude]) {
    const group = subject.kind === 'group' ? facts.groups.get(subject.id.toLowerCase()) : null
    if (group && subject.kind === 'group' && !group.name && entriesFor(before, subject).length === 0) {
      return { code: 'groupNotThere', id: subject.id }
    }
    if (group && !group.securityEnabled && !row.anyGroup) {
      return { code: 'notSecurityEnabled', group: group.name ?? group.id }
    }
    if (row.groupsOf === 'users' && group?.of === 'devices') {
      return { code: 'usersOnly', a: article(rules.title), group: group.name ?? group.id }
    }
  }
  const doubled = change.include.find(
    (subject) =>
      subject.kind === 'group' && change.exclude.some((s) => subjectKey(s) === subjectKey(subject)),
  )
  if (doubled) return { code: 'onBothSides' }
  return null
}
