import type { GroupFacts } from './change.ts'

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
