import { rowOf } from './catalog.ts'
import type { GroupFacts, PolicyRef, Subject } from './change.ts'
import type { Entry } from './entries.ts'
import { isAbout } from './likeness.ts'

/** A way in which an assignment reaches a group: its own, or one of something it is part of. */
export interface Way {
  subject: Subject
  /** "all devices", a parent group's name; null: the group itself. */
  through: string | null
}

/** What a group gets, or does not get, from one policy. Plain data: it is stored as JSON. */
export interface Get {
  policy: PolicyRef
  excluded: boolean
  ways: {
    through: string | null
    intent: string | null
    filter: { id: string; mode: 'include' | 'exclude' } | null
  }[]
}

/** All that a group knows of a tenant. */
export interface Gets {
  /** As cards call it. */
  name: string
  group: GroupFacts | null
  gets: Get[]
  /** Names of the filters in it, by id. */
  filters: Record<string, string>
  /** Kinds that the person may not look among. */
  unseen: string[]
}

/** The group itself, what it is in, and everybody: all users where it holds users, all devices where devices. */
export function waysOf(
  subject: Subject,
  group: GroupFacts | null,
  parents: readonly { id: string; name: string }[],
): Way[] {
  const own: Way = { subject, through: null }
  if (subject.kind !== 'group') return [own]
  const of = group?.of ?? 'unknown'
  return [
    own,
    ...parents.map(({ id, name }): Way => ({ subject: { kind: 'group', id }, through: `“${name}”` })),
    ...(of === 'devices' ? [] : [{ subject: { kind: 'allUsers' }, through: 'all users' } as Way]),
    ...(of === 'users' ? [] : [{ subject: { kind: 'allDevices' }, through: 'all devices' } as Way]),
  ]
}

/** Null where the policy has nothing to do with the group. One exclusion on the way outweighs every inclusion. */
export function getOf(policy: PolicyRef, entries: readonly Entry[], ways: readonly Way[]): Get | null {
  const met = ways.flatMap(({ subject, through }) =>
    entries.filter((entry) => isAbout(entry, subject)).map((entry) => ({ entry, through })),
  )
  const out = met.filter(({ entry }) => entry.target === 'exclusionGroup')
  const those = out.length > 0 ? out : met
  if (those.length === 0) return null
  return {
    policy,
    excluded: out.length > 0,
    ways: those.map(({ entry, through }) => {
      const { intent: rule } = rowOf(policy.kind)
      const intent = rule && entry.properties[rule.property]
      return { through, intent: typeof intent === 'string' ? intent : null, filter: entry.filter }
    }),
  }
}
