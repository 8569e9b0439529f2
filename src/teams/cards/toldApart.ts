import type { PolicyRef } from '../../intune/assignments/change.ts'
import type { Line, Plan } from '../../intune/plan/plan.ts'
import type { Item } from '../../request/item.ts'
import type { AssignmentRequest } from '../../request/request.ts'
import { lookKeys, markedName, type NamedThing, ownMarks } from '../../wording/lookKeys.ts'
import { kindInWords } from './labels.ts'
import { shortenedTo } from './safeText.ts'

/** By lower-case id, the name that tells it from the others it stands beside; only where one is needed. */
export type OwnNames = ReadonlyMap<string, string>

/** Longer names are cut on cards, and can differ in what is cut alone. */
export const MAX_NAME = 80

/**
 * Names that somebody who reads them cannot tell apart, with what does. Those that only differ in what is written
 * beside them are left as they are.
 */
export function ownNames(all: readonly NamedThing[]): OwnNames {
  const marks = ownMarks(all, (name) => [...new Set([name, shortenedTo(name, MAX_NAME)].flatMap(lookKeys))])
  return new Map(
    all.flatMap(({ id, name }): [string, string][] => {
      const mark = marks.get(id.toLowerCase())
      return mark ? [[id.toLowerCase(), markedName(name, mark)]] : []
    }),
  )
}

/**
 * The request as a card names things: groups and policies that look alike on it carry what tells them apart.
 * @param besideKinds whether each policy's kind stands beside its name.
 */
export function toldApart<R extends Pick<AssignmentRequest, 'items'>>(request: R, besideKinds: boolean): R {
  const { items } = request
  const groups = ownNames(items.flatMap(linesOf).flatMap(({ group }) => (group?.name ? [nameOf(group)] : [])))
  const policies = ownNames(
    items.flatMap(({ plan }) => {
      const beside = besideKinds ? { beside: kindInWords(plan) } : {}
      const { copy } = plan.change
      return [{ ...nameOf(plan.policy), ...beside }, ...(copy ? [nameOf(copy.from)] : [])]
    }),
  )
  if (groups.size + policies.size === 0) return request
  return { ...request, items: items.map((item) => renamedItem(item, groups, policies)) }
}

function nameOf({ id, name }: { id: string; name: string | null }): NamedThing {
  return { id, name: name ?? id }
}

function linesOf({ plan, since = [] }: Item): readonly Line[] {
  return [...plan.lines, ...since]
}

function renamedItem(item: Item, groups: OwnNames, policies: OwnNames): Item {
  const { plan, since } = item
  const lines = (of: readonly Line[]) => of.map((line) => renamedLine(line, groups))
  return {
    ...item,
    plan: renamedPlan({ ...plan, lines: lines(plan.lines) }, policies),
    ...(since ? { since: lines(since) } : {}),
  }
}

function renamedLine(line: Line, names: OwnNames): Line {
  const name = line.group && names.get(line.group.id.toLowerCase())
  return line.group && name ? { ...line, group: { ...line.group, name } } : line
}

function renamedPlan(plan: Plan, names: OwnNames): Plan {
  const { policy, change } = plan
  const { copy } = change
  return {
    ...plan,
    policy: renamedPolicy(policy, names),
    ...(copy ? { change: { ...change, copy: { ...copy, from: renamedPolicy(copy.from, names) } } } : {}),
  }
}

function renamedPolicy(policy: PolicyRef, names: OwnNames): PolicyRef {
  const name = names.get(policy.id.toLowerCase())
  return name ? { ...policy, name } : policy
}
