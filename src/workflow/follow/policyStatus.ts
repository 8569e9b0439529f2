import { type DeviceStatus, readDeviceStatus } from '../../graph/deviceStatus.ts'
import { GraphRefusal } from '../../graph/errors.ts'
import { SignInProblem } from '../../identity/signInProblems.ts'
import { sideOf } from '../../intune/assignments/entries.ts'
import { rowOf } from '../../intune/catalog/catalog.ts'
import type { Plan } from '../../intune/plan/plan.ts'
import type { Person } from '../../request/person.ts'
import type { Note } from '../../wording/note.ts'
import { type GraphFor, mayPassOver } from '../setback.ts'

/** What can be said about a policy's status on devices. */
export type PolicyStatus =
  | { type: 'counted'; counts: DeviceStatus; expected: number | null }
  /** It reaches nobody. */
  | { type: 'nobody' }
  /** Graph has no reports for its kind. */
  | { type: 'noReports' }
  /** The person may not read them. */
  | { type: 'hidden'; why: Note }
  /** Temporarily unavailable. */
  | { type: 'unread'; why: Note }

/**
 * How a policy is doing on devices, as far as the person's own rights show it.
 * @param plan a plan that changes nothing: the set, and whom it reaches.
 * @throws {SignInProblem | GraphRefusal} where the person has to sign in.
 */
export async function policyStatusOf(graphFor: GraphFor, person: Person, plan: Plan): Promise<PolicyStatus> {
  const row = rowOf(plan.policy.kind)
  if (row.reports === null) return { type: 'noReports' }
  if (plan.after.every((entry) => sideOf(entry) === 'exclusion')) return { type: 'nobody' }
  try {
    const counts = await readDeviceStatus(graphFor(person, [row.readScope]), row, plan.policy.id)
    if (!counts) return { type: 'noReports' }
    const expected = devicesReached(plan)
    return { type: 'counted', counts: withThoseUnheard(counts, expected), expected }
  } catch (error) {
    if (!(error instanceof GraphRefusal || error instanceof SignInProblem)) throw error
    if (mayPassOver(error)) return { type: 'hidden', why: error.note }
    if (error instanceof GraphRefusal && error.code !== 'signIn') return { type: 'unread', why: error.note }
    throw error
  }
}

/**
 * How many devices it is for; null where that is unknown, or where it is for people, who may have any number of
 * devices.
 */
function devicesReached({ effect = [] }: Plan): number | null {
  let devices = 0
  for (const { reached, gain } of effect) {
    if (reached === 'users' || typeof gain.most !== 'number' || gain.least !== gain.most) return null
    devices += gain.most
  }
  return devices
}

/** Where a report lists only the devices that have reported, the rest of those it is for have not. */
function withThoseUnheard(counts: DeviceStatus, expected: number | null): DeviceStatus {
  if (!counts.namesHeardOnly || expected === null) return counts
  const { namesHeardOnly: _unknown, ...known } = counts
  const heard = counts.succeeded + counts.failed + counts.conflict
  return { ...known, notReported: Math.max(counts.notReported, expected - heard) }
}
