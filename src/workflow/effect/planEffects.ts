import { setTimeout as pause } from 'node:timers/promises'
import { type DeviceReach, readDeviceReach } from '../../graph/deviceReach.ts'
import type { ListCache } from '../../graph/lists.ts'
import { type Haste, type MemberLimits, type ReadReach, readReach } from '../../graph/membershipReach.ts'
import type { GroupFacts } from '../../intune/assignments/change.ts'
import { rowOf } from '../../intune/catalog/catalog.ts'
import { platformOfPolicy } from '../../intune/catalog/platforms.ts'
import { effectOf } from '../../intune/effect/effect.ts'
import type { Reach } from '../../intune/effect/members.ts'
import { reachNotes } from '../../intune/effect/reachNotes.ts'
import { changedLines, type Plan } from '../../intune/plan/plan.ts'
import type { Person } from '../../request/person.ts'
import { isSameNote } from '../../wording/note.ts'
import { type GraphFor, mayPassOver, sharing } from '../setback.ts'

/** What is needed to tell members apart one by one. */
export interface MemberReading {
  lists: ListCache
  limits: MemberLimits
}

/**
 * People who wait for a card wait at most this long for exact numbers, in milliseconds: later ones follow on the card.
 */
const PATIENCE_MS = 1500

/**
 * The same plans, with their effect determined member by member where that can be read in time.
 * @param groups what is known about their groups, by lower-case id, with their counts.
 */
export async function withEffects(
  graphFor: GraphFor,
  person: Person,
  { lists, limits }: MemberReading,
  plans: readonly Plan[],
  groups: ReadonlyMap<string, GroupFacts>,
  haste: Haste,
): Promise<Plan[]> {
  const shared = sharing(graphFor)
  const session = (scopes: readonly string[]) => shared(person, scopes)
  const parts = { person, session, lists, limits, mayPassOver }
  const end = Date.now() + PATIENCE_MS
  const got = <T>(reading: Promise<T>) => (haste === 'none' ? reading : inTime(reading, end - Date.now()))
  const needed = groupsToCount(plans).flatMap((id) => groups.get(id) ?? [])
  const read = needed.length === 0 ? NOTHING_READ : await got(readReach(parts, needed, haste))
  if (!read) return plans.map((plan) => ({ ...plan, isCounting: true as const }))
  const late = read.isLate ? { isCounting: true as const } : {}
  const counted = plans.map((plan) => ({ ...told(plan, groups, read, NO_DEVICES), ...late }))
  // Devices that show only their Entra ids cannot be matched with those in Intune.
  const open = read.systemsHidden ? [] : counted.filter(leavesDevicesOpen)
  if (open.length === 0) return counted
  const devices = await got(readDeviceReach(parts, filtersOf(open)))
  return counted.map((plan) => {
    if (!open.includes(plan)) return plan
    return devices
      ? { ...told(plan, groups, read, devices), ...late }
      : { ...plan, isCounting: true as const }
  })
}

/** Whether reading all devices, or those that filters match, would tell more. */
function leavesDevicesOpen({ effect = [] }: Plan): boolean {
  return effect.some(({ reached, gain, lose, gaps = [] }) => {
    if (reached === 'users') return false
    return gain.most === 'all' || lose.most === 'all' || gaps.includes('filter')
  })
}

function filtersOf(plans: readonly Plan[]): string[] {
  const entries = plans.flatMap(({ before, after }) => [...before, ...after])
  return [...new Set(entries.flatMap(({ filter }) => filter?.id ?? []))]
}

/** The ids of the groups in plans that change something, those first that change. */
export function groupsToCount(plans: readonly Plan[]): string[] {
  const changed = plans.flatMap((plan) =>
    changedLines(plan).flatMap(({ subject }) => (subject.kind === 'group' ? subject.id : [])),
  )
  const all = plans.flatMap(({ before, after }) =>
    [...before, ...after].flatMap(({ groupId }) => groupId ?? []),
  )
  return [...new Set([...changed, ...all].map((id) => id.toLowerCase()))]
}

const NOTHING_READ: ReadReach = {
  members: new Map(),
  systems: new Map(),
  systemsHidden: false,
  isLate: false,
}

const NO_DEVICES: DeviceReach = { enrolled: null, matches: new Map(), systems: new Map() }

function told(
  plan: Plan,
  groups: ReadonlyMap<string, GroupFacts>,
  { members, systemsHidden, ...read }: ReadReach,
  { enrolled, matches, ...devices }: DeviceReach,
): Plan {
  const { isCounting: _before, warnings, ...settled } = plan
  const platform = platformOfPolicy(plan.policy)
  const systems = new Map(devices.systems)
  for (const [device, system] of read.systems) systems.set(device, system ?? systems.get(device) ?? null)
  const known = { groups, members, systems, systemsHidden, platform, matches }
  const reach: Reach = enrolled ? { ...known, enrolled } : known
  const notes = reachNotes(plan.lines, reach)
  return {
    ...settled,
    effect: effectOf(rowOf(plan.policy.kind), plan.before, plan.after, reach),
    warnings: [...notes, ...warnings.filter((one) => !notes.some((note) => isSameNote(note, one)))],
  }
}

/** Null if it takes longer; the read continues, and its result is cached for the next caller. */
async function inTime<T>(reading: Promise<T>, patienceMs: number): Promise<T | null> {
  reading.catch(() => {})
  const done = new AbortController()
  try {
    return await Promise.race([
      reading,
      pause(Math.max(0, patienceMs), null, { signal: done.signal, ref: false }).catch(() => null),
    ])
  } finally {
    done.abort()
  }
}
