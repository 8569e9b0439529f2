import { list } from '../../wording/list.ts'
import {
  type Change,
  type Facts,
  type FilterFacts,
  type PolicyRef,
  subjectKey,
} from '../assignments/change.ts'
import { type Entry, entriesFor } from '../assignments/entries.ts'
import { namesNobody } from '../assignments/merge.ts'
import type { CatalogRow, TargetKind } from '../catalog/catalog.ts'
import { flavourOf, platformOfPolicy } from '../catalog/platforms.ts'
import { article } from '../words.ts'
import { intentRefusal } from './intentRefusal.ts'
import { type ObjectRules, rulesFor } from './objectRules.ts'

/**
 * Why a change cannot be made to this object, as one sentence that says what to do next; null when it can.
 * Nothing that Intune would refuse or silently ignore is ever put on a card.
 */
export function refusalFor(
  row: CatalogRow,
  policy: PolicyRef,
  change: Change,
  facts: Facts,
  before: readonly Entry[],
): string | null {
  const rules = rulesFor(row, policy)
  const title = `the ${rules.title} “${policy.name}”`
  const adds = change.include.length + change.exclude.length > 0 || change.copy !== undefined
  if (rules.refuse) return `I can't assign ${title}. ${rules.refuse}`
  if (rules.refuseAdding && adds) return `I can't add anybody to ${title}. ${rules.refuseAdding}`
  if (change.filter && rules.filters === null) {
    return `I don't know whether Intune applies assignment filters to ${article(rules.title)}: nothing that Microsoft publishes says so. Ask again without the filter.`
  }
  if (change.filter && rules.filters === false) {
    return `Intune has no assignment filters for ${article(rules.title)}. Ask again without the filter.`
  }
  if (change.withoutFilter && rules.filters === false) {
    return `Intune has no assignment filters for ${article(rules.title)}, so there is none to take off.`
  }
  if (change.withoutFilter && change.include.length === 0 && !namesNobody(change)) {
    return 'I take a filter off what is included. An assignment that is taken away goes with its filter, and an excluded group has none.'
  }
  if (change.copy && change.copy.from.kind !== policy.kind) {
    return `Assignments can be copied between policies of one kind only, and “${change.copy.from.name}” is of another kind than ${title}.`
  }
  if (change.filter && change.include.length === 0) {
    return change.exclude.length > 0
      ? 'Intune takes no filter on an excluded group. Ask again without the filter.'
      : 'An assignment is taken away whole, and its filter with it. Ask again without the filter.'
  }
  const filter = change.filter ? facts.filters.get(change.filter.id) : undefined
  if (filter && filter.of !== row.filtersOf) {
    const [is, wants] = filter.of === 'apps' ? ['apps', 'devices'] : ['devices', 'apps']
    return `The filter “${filter.name}” is for managed ${is}, but ${article(rules.title)} takes filters for managed ${wants}. Choose another filter.`
  }
  const mismatch = filter && platformRefusal(policy, filter, title)
  if (mismatch) return mismatch
  return (
    targetRefusal(rules, change) ??
    groupRefusal(row, rules, change, facts, before) ??
    intentRefusal(row, rules, change, facts, before)
  )
}

/** A filter is for one platform, which has to be the policy's; one that nothing is known of does not count as the same. */
function platformRefusal(policy: PolicyRef, filter: FilterFacts, title: string): string | null {
  const platform = platformOfPolicy(policy)
  if (!platform) return null
  if (!filter.platform) {
    return `I don't know the platform of the filter “${filter.name}”, so I can't tell whether it fits ${title}, which is for ${platform}. Choose another filter.`
  }
  const platforms = policy.traits?.platforms
  const own = flavourOf(typeof platforms === 'string' ? platforms : policy.type)
  const isOther = filter.platform !== platform || (own && filter.flavour && own !== filter.flavour)
  if (!isOther) return null
  const [is, wants] = filter.platform === platform ? [filter.flavour, own] : [filter.platform, platform]
  return `The filter “${filter.name}” is for ${is}, but ${title} is for ${wants}. Choose a filter for ${wants}.`
}

/** What one set cannot hold together. A set that holds it already is not the change's fault. */
export function combinationRefusal(
  row: CatalogRow,
  before: readonly Entry[],
  after: readonly Entry[],
): string | null {
  if (!row.notTogether) return null
  const { targets, reason } = row.notTogether
  const holdsBoth = (entries: readonly Entry[]) =>
    targets.every((target) => entries.some((entry) => entry.target === target))
  return holdsBoth(after) && !holdsBoth(before) ? reason : null
}

function targetRefusal(rules: ObjectRules, change: Change): string | null {
  const wanted: [boolean, TargetKind, string][] = [
    [change.exclude.some((s) => s.kind === 'group'), 'exclusionGroup', 'an excluded group'],
    [change.include.some((s) => s.kind === 'group'), 'group', 'a group'],
    [change.include.some((s) => s.kind === 'allUsers'), 'allUsers', 'all users'],
    [change.include.some((s) => s.kind === 'allDevices'), 'allDevices', 'all devices'],
  ]
  if (change.exclude.some((subject) => subject.kind !== 'group')) {
    return 'Intune can exclude groups only, not all users or all devices. To stop assigning it to all, say “unassign … from all users”.'
  }
  for (const [asked, kind, words] of wanted) {
    if (asked && !rules.targets.includes(kind)) {
      return `Intune does not take ${words} on ${article(rules.title)}. It takes ${listTargets(rules.targets)}.`
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
): string | null {
  for (const subject of [...change.include, ...change.exclude]) {
    const group = subject.kind === 'group' ? facts.groups.get(subject.id.toLowerCase()) : null
    if (group && subject.kind === 'group' && !group.name && entriesFor(before, subject).length === 0) {
      return `The group ${subject.id} is not in the directory any more, so nothing can be assigned to it.`
    }
    if (group && !group.securityEnabled && !row.anyGroup) {
      return `The group “${group.name}” is not security-enabled, so Intune cannot use it. Use a security group instead.`
    }
    if (row.groupsOf === 'users' && group?.of === 'devices') {
      return `Intune gives ${article(rules.title)} to users only, and the group “${group.name}” holds devices. Choose a group of users.`
    }
  }
  const doubled = change.include.find(
    (subject) =>
      subject.kind === 'group' && change.exclude.some((s) => subjectKey(s) === subjectKey(subject)),
  )
  if (doubled) return 'One group cannot be included and excluded at once. Say which of the two you mean.'
  return null
}

const WORDS: Record<TargetKind, string> = {
  group: 'groups',
  exclusionGroup: 'excluded groups',
  allUsers: 'all users',
  allDevices: 'all devices',
}

function listTargets(targets: readonly TargetKind[]): string {
  return list(targets.map((kind) => WORDS[kind]))
}
