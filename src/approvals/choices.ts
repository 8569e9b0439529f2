import type { GroupFound } from '../graph/groups.ts'
import type { PolicyFound } from '../graph/policies.ts'
import { rowOf, titleMeant } from '../intune/catalog.ts'
import type { FilterFacts } from '../intune/change.ts'
import { describeGroup } from '../intune/words.ts'
import { ALL_DEVICES, ALL_USERS, type BulkReading, type ChangeReading } from '../language/reading.ts'
import type { Asking, Choice } from './request.ts'

/** What tells candidates apart, in the order in which people look for it; the id settles it. */

export function choiceOfPolicy(policy: PolicyFound): Choice {
  const changed = policy.lastModified ? `changed ${policy.lastModified.slice(0, 10)}` : null
  const detail = [rowOf(policy.kind).title, policy.platform, changed, policy.id].filter(Boolean).join(', ')
  return { id: policy.id, kind: policy.kind, title: policy.name, detail }
}

export function choiceOfGroup(group: GroupFound): Choice {
  const created = group.created ? `made ${group.created.slice(0, 10)}` : null
  const detail = [describeGroup(group), group.description, created, group.id].filter(Boolean).join(', ')
  return { id: group.id, kind: null, title: group.name ?? group.id, detail }
}

export function choiceOfFilter(filter: FilterFacts): Choice {
  return {
    id: filter.id,
    kind: null,
    title: filter.name,
    detail: `${filter.platform ?? 'filter'}, ${filter.id}`,
  }
}

/** A way to understand the sentence. @param index its place among the request's readings. */
export function choiceOfReading(reading: Asking, index: number): Choice {
  return { id: String(index), kind: null, ...readingInWords(reading) }
}

function readingInWords(reading: Asking): { title: string; detail: string } {
  const kind = reading.kind ? titleMeant(reading.kind) : 'policy of any kind'
  if (reading.action === 'bulk') {
    return { title: sentenceOf(reading, wholeOf(reading)), detail: `every ${kind} that this is about` }
  }
  const policies = listed(reading.policies.map(quoted))
  const detail = reading.policies.length === 1 ? `one ${kind}` : `${reading.policies.length} of them: ${kind}`
  if (reading.action === 'show') return { title: `Show ${policies}`, detail }
  const { filter, intent } = reading
  const more = [
    filter && `${filter.mode === 'include' ? 'with' : 'without'} filter ${quoted(filter.name)}`,
    intent && `as ${intent}`,
  ].filter(Boolean)
  return { title: [sentenceOf(reading, policies), ...more].join(' '), detail }
}

function sentenceOf(
  { include, exclude, remove }: Pick<ChangeReading, 'include' | 'exclude' | 'remove'>,
  what: string,
): string {
  const parts = [
    include.length > 0 && `assign ${what} to ${listed(include.map(target))}`,
    exclude.length > 0 && `exclude ${listed(exclude.map(target))} from ${what}`,
    remove.length > 0 && `remove ${listed(remove.map(target))} from ${what}`,
  ].filter((part) => part !== false)
  const sentence = parts.join('; ')
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}

function wholeOf({ like }: BulkReading): string {
  return like ? `everything assigned to ${target(like)}` : 'everything'
}

function target(name: string): string {
  if (name === ALL_USERS) return 'all users'
  return name === ALL_DEVICES ? 'all devices' : `group ${quoted(name)}`
}

function quoted(name: string): string {
  return `“${name}”`
}

function listed(names: readonly string[]): string {
  return new Intl.ListFormat('en').format(names)
}
