import type { GroupFacts } from './assignments/change.ts'

/** "dynamic, 214 devices" */
export function describeGroup(group: GroupFacts): string {
  const members =
    group.members === null
      ? null
      : group.members === 0
        ? 'no members'
        : `${group.members.toLocaleString('en')} ${group.of}`
  return [group.membership === 'unknown' ? null : group.membership, members].filter(Boolean).join(', ')
}

export function article(title: string): string {
  return `${/^[aeiou]/i.test(title) ? 'an' : 'a'} ${title}`
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
