import { setTimeout as pause } from 'node:timers/promises'
import type { ListCache } from '../../graph/lists.ts'
import { type MemberLimits, type ReadReach, readReach } from '../../graph/membershipReach.ts'
import type { GroupFacts } from '../../intune/assignments/change.ts'
import { rowOf } from '../../intune/catalog/catalog.ts'
import { platformOfPolicy } from '../../intune/catalog/platforms.ts'
import { effectOf } from '../../intune/effect/effect.ts'
import type { Reach } from '../../intune/effect/members.ts'
import { reachNotes } from '../../intune/effect/reachNotes.ts'
import { changedLines, type Plan } from '../../intune/plan/plan.ts'
import type { Person } from '../../request/person.ts'
import { type GraphFor, mayPassOver, sharing } from '../setback.ts'

/** `card`: what takes long is left for later. */
export type Haste = 'card' | 'none'

/** What it takes to know members one by one. */
export interface MemberReading {
  lists: ListCache
  limits: MemberLimits
}

/** Who waits for a card waits no longer than this for exact numbers, in milliseconds: they follow on the card. */
const PATIENCE_MS = 1500

/**
 * The same plans, with whom they reach told member by member where that can be read in time.
 * @param groups what is known of the groups in them, by lower-case id, with their counts.
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
  const needed = groupsOf(plans).flatMap((id) => groups.get(id) ?? [])
  if (needed.length === 0) return plans.map((plan) => told(plan, groups, NOTHING_READ))
  const reading = readReach({ person, session, lists, limits, mayPassOver }, needed, haste)
  const read = haste === 'none' ? await reading : await inTime(reading)
  return plans.map((plan) => {
    if (read) return { ...told(plan, groups, read), ...(read.isLate ? { isCounting: true as const } : {}) }
    return { ...plan, isCounting: true as const }
  })
}

/** The ids of the groups in plans that change something, those first that change. */
export function groupsOf(plans: readonly Plan[]): string[] {
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

function told(plan: Plan, groups: ReadonlyMap<string, GroupFacts>, read: ReadReach): Plan {
  const { isCounting: _before, warnings, ...settled } = plan
  const { members, systems, systemsHidden } = read
  const platform = platformOfPolicy(plan.policy)
  const reach: Reach = { groups, members, systems, systemsHidden, platform, matches: new Map() }
  const notes = reachNotes(plan.lines, reach)
  return {
    ...settled,
    effect: effectOf(rowOf(plan.policy.kind), plan.before, plan.after, reach),
    warnings: [...notes, ...warnings.filter((one) => !notes.includes(one))],
  }
}

/** Null where it takes longer; it goes on, and what it read is kept for whoever asks again. */
async function inTime<T>(reading: Promise<T>): Promise<T | null> {
  reading.catch(() => {})
  const done = new AbortController()
  try {
    return await Promise.race([
      reading,
      pause(PATIENCE_MS, null, { signal: done.signal, ref: false }).catch(() => null),
    ])
  } finally {
    done.abort()
  }
}
