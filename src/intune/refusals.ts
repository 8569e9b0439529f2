import type { CatalogRow, TargetKind } from './catalog.ts'
import type { Change, Facts, PolicyRef } from './change.ts'

/** The row as it holds for one object of it. */
export interface ObjectRules {
  title: string
  targets: readonly TargetKind[]
  filters: boolean
  refuse: string | null
}

/** Some objects of a collection can do less than the others: the row's variants say which. */
export function rulesFor(row: CatalogRow, policy: PolicyRef): ObjectRules {
  const variant = row.variants.find(
    ({ type, idEndsWith }) =>
      (type === undefined || type === policy.type) &&
      (idEndsWith === undefined || idEndsWith.some((end) => policy.id.endsWith(end))),
  )
  return {
    title: variant?.title ?? row.title,
    targets: variant?.targets ?? row.targets,
    filters: variant?.filters ?? row.filters,
    refuse: variant?.refuse ?? null,
  }
}

/**
 * Why a change cannot be made to this object, as one sentence that says what to do next; null when it can.
 * Nothing that Intune would refuse or silently ignore is ever put on a card.
 */
export function refusalFor(row: CatalogRow, policy: PolicyRef, change: Change, facts: Facts): string | null {
  const rules = rulesFor(row, policy)
  const title = `the ${rules.title} “${policy.name}”`
  if (rules.refuse) return `I can't assign ${title}. ${rules.refuse}`
  if (change.filter && !rules.filters) {
    return `Intune has no assignment filters for ${article(rules.title)}. Ask again without the filter.`
  }
  if (change.filter && change.include.length === 0) {
    return 'A filter narrows an included target. Say which group it is for: “assign … to group … with filter …”.'
  }
  const filter = change.filter ? facts.filters.get(change.filter.id) : undefined
  if (filter?.platform && policy.platform && !policy.platform.includes(filter.platform)) {
    return `The filter “${filter.name}” is for ${filter.platform}, but ${title} is for ${policy.platform}. Choose a filter for ${policy.platform}.`
  }
  if (change.intent && !row.entryProperties.some((name) => name === 'intent' || name === 'installIntent')) {
    return `“${change.intent}” is for apps; ${article(rules.title)} is simply assigned. Ask again without it.`
  }
  return targetRefusal(rules, change) ?? groupRefusal(change, facts)
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
function groupRefusal(change: Change, facts: Facts): string | null {
  for (const subject of [...change.include, ...change.exclude]) {
    const group = subject.kind === 'group' ? facts.groups.get(subject.id.toLowerCase()) : null
    if (group && !group.securityEnabled) {
      return `The group “${group.name}” is not security-enabled, so Intune cannot use it. Use a security group instead.`
    }
  }
  const doubled = change.include.find(
    (subject) =>
      subject.kind === 'group' && change.exclude.some((s) => s.kind === 'group' && s.id === subject.id),
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
  return new Intl.ListFormat('en').format(targets.map((kind) => WORDS[kind]))
}

function article(title: string): string {
  return `${/^[aeiou]/i.test(title) ? 'an' : 'a'} ${title}`
}
