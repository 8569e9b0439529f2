import type { BulkReading } from '../../language/reading.ts'
import { inTurn, type Note } from '../../wording/note.ts'
import { findWhole } from './bulkSearch.ts'
import { plansFor } from './makePlans.ts'
import { nothingToApprove, type PlanAnswer, type PlanContext, whileTelling } from './planContext.ts'
import { proposePlans } from './proposal.ts'
import type { Meaning } from './resolveReading.ts'
import { leftOut } from './sentences.ts'

/*
 * Everything that a group has, gets or loses: policies that were described rather than named. One that cannot be
 * changed is left out, with a note.
 */

/** How many policies one request may have: what people can still look through, and Intune accepts within a minute. */
const MAX_POLICIES = 200

function onlyApps({ onlyWithIntent, intent }: BulkReading): Note[] {
  return onlyWithIntent && intent ? [{ code: 'onlyAppsMeant', intent }] : []
}

/** Plans for every policy that a description covers. */
export async function answerForWhole(
  context: PlanContext,
  { whole, reading }: Extract<Meaning, { type: 'whole' }>,
): Promise<PlanAnswer> {
  const { graphFor, person, parts, haste } = context
  const { wishes, notes } = await whileTelling(context, (tell) => findWhole(graphFor, person, whole, tell))
  if (wishes.length === 0) return nothingToApprove(inTurn({ code: 'nothingFound' }, ...notes))
  if (wishes.length > MAX_POLICIES) {
    return nothingToApprove({ code: 'tooManyPolicies', policies: wishes.length, max: MAX_POLICIES })
  }
  void context.rights()
  const planned = await plansFor(graphFor, person, wishes, parts, haste)
  const plans = planned.flatMap((one) => one.plan ?? [])
  return await proposePlans(context, plans, {
    notes: [...leftOut(wishes, planned), ...onlyApps(reading), ...notes],
    mayLeaveOut: true,
  })
}
