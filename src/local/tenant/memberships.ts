import { deviceAt, numberInId, ownSpan, PLAYERS, personAt } from './population.ts'
import type { Device, DirectoryPerson, Group, NumberRun, TenantState } from './state.ts'

/** Some devices, or some people: runs of numbers, and those who were added by name. Created when they are looked at. */
export class Crowd<One extends { id: string }> {
  readonly size: number
  private readonly spans: readonly NumberRun[]
  private readonly named: readonly One[]
  private readonly at: (number: number) => One

  constructor(spans: readonly NumberRun[], named: readonly One[], at: (number: number) => One) {
    this.spans = merged(spans)
    this.named = [...new Map(named.map((one) => [one.id, one])).values()]
    this.at = at
    this.size = this.spans.reduce((sum, [, count]) => sum + count, this.named.length)
  }

  /** This many of them, starting at a position. */
  slice(from: number, count: number): One[] {
    const taken = this.named.slice(from, from + count)
    let skip = Math.max(0, from - this.named.length)
    for (const [first, length] of this.spans) {
      const many = Math.min(length - skip, count - taken.length)
      for (let index = 0; index < many; index++) taken.push(this.at(first + skip + index))
      skip = Math.max(0, skip - length)
      if (taken.length >= count) break
    }
    return taken
  }

  all(): One[] {
    return this.slice(0, this.size)
  }
}

export interface Members {
  people: Crowd<DirectoryPerson>
  devices: Crowd<Device>
  /** Groups within it. */
  groups: Group[]
}

/** Who and what is in a group itself, or, with nested groups, in any group within it. */
export function membersOf(state: TenantState, group: Group, { nested }: { nested: boolean }): Members {
  const within = nested ? groupsWithin(state, group) : childrenOf(state, group)
  const counted = nested ? [group, ...within] : [group]
  const ids = counted.flatMap(({ members }) => members?.ids ?? [])
  const spansOf = (kind: 'device' | 'person') =>
    ids.flatMap((id): NumberRun[] => {
      const number = numberInId(kind, id)
      return number === null ? [] : [[number, 1]]
    })
  return {
    groups: within,
    people: new Crowd(
      [...counted.flatMap((one) => one.members?.people ?? ownUnless(one, 'users')), ...spansOf('person')],
      [...PLAYERS, ...(state.people ?? [])].filter(({ id }) => ids.includes(id)),
      personAt,
    ),
    devices: new Crowd(
      [...counted.flatMap((one) => one.members?.devices ?? ownUnless(one, 'devices')), ...spansOf('device')],
      (state.devices ?? []).filter(({ id }) => ids.includes(id)),
      deviceAt,
    ),
  }
}

function ownUnless(group: Group, side: 'users' | 'devices'): NumberRun[] {
  return group.members ? [] : ownSpan(group, group[side])
}

/** The groups that contain a device, a person or a group, by its object id. */
export function groupsAround(state: TenantState, id: string, { nested }: { nested: boolean }): Group[] {
  const direct = state.groups.filter((group) => hasMember(group, id))
  if (!nested) return direct
  const all = new Set(direct)
  for (const group of all) for (const parent of parentGroups(state, group)) all.add(parent)
  return [...all]
}

/** Recounts groups with named members. */
export function recount(state: TenantState): void {
  for (const group of state.groups) {
    if (!group.members) continue
    const { people, devices } = membersOf(state, group, { nested: true })
    group.users = people.size
    group.devices = devices.size
  }
}

function groupsWithin(state: TenantState, group: Group): Group[] {
  const all = new Set(childrenOf(state, group))
  for (const one of all) for (const child of childrenOf(state, one)) all.add(child)
  all.delete(group)
  return [...all]
}

function childrenOf(state: TenantState, { members }: Group): Group[] {
  const ids = members?.ids ?? []
  return ids.length === 0 ? [] : state.groups.filter(({ id }) => ids.includes(id))
}

function parentGroups(state: TenantState, group: Group): Group[] {
  return state.groups.filter(({ members }) => members?.ids?.includes(group.id))
}

function hasMember(group: Group, id: string): boolean {
  if (group.members?.ids?.includes(id)) return true
  const isIn = (number: number | null, spans: readonly NumberRun[] | undefined) =>
    number !== null && (spans ?? []).some(([from, count]) => number >= from && number < from + count)
  const { members } = group
  return (
    isIn(numberInId('device', id), members ? members.devices : ownSpan(group, group.devices)) ||
    isIn(numberInId('person', id), members ? members.people : ownSpan(group, group.users))
  )
}

/** The same numbers in runs that neither touch nor overlap. */
function merged(spans: readonly NumberRun[]): NumberRun[] {
  const found: [number, number][] = []
  for (const [from, count] of [...spans].sort(([a], [b]) => a - b)) {
    const last = found.at(-1)
    if (last && from <= last[0] + last[1]) last[1] = Math.max(last[1], from + count - last[0])
    else found.push([from, count])
  }
  return found
}
