import { approvesAlone } from './approval/eligibility.ts'
import { choiceDetail } from './choiceDetail.ts'
import { approvalOf, carryOut } from './decisionTransitions.ts'
import type { FollowUp } from './event.ts'
import { newItem } from './item.ts'
import { mayRetry, replanItems } from './itemSelection.ts'
import { answerKey, type RequestIn } from './request.ts'
import { conclude } from './settlement.ts'
import {
  askPeople,
  BLANK,
  CARD,
  type Circumstances,
  type EventOf,
  expiry,
  isOver,
  logged,
  type Next,
  NOTICE,
  openItems,
} from './stepTypes.ts'

type AskedRequest = RequestIn<'asked'>

/** A language model read what the grammar could not. */
export function interpret(request: AskedRequest, { reading }: EventOf<'interpreted'>): Next<'asked'> | null {
  if (request.readings.length > 0) return null
  return [{ ...request, readings: [reading], interpreted: true }, [{ type: 'plan' }]]
}

export function askWhich(
  request: AskedRequest,
  { question }: EventOf<'asksWhich'>,
  { now }: Circumstances,
): Next<'choosing'> {
  const choosing = {
    ...request,
    ...BLANK,
    state: 'choosing' as const,
    question,
    round: request.round + 1,
    expiresAt: expiry(request.lifetime, now),
  }
  return [choosing, [CARD, { type: 'expiry' }]]
}

/** Null where that is not (or no longer) a choice. */
export function choose(
  request: RequestIn<'choosing'>,
  event: EventOf<'chose'>,
  { now }: Circumstances,
): Next<'asked'> | null {
  const { question } = request
  const choice = question.choices.find((one) => one.id === event.choice)
  const written = question.writes ? event.written : undefined
  if (!(choice || written) || isOver(request, now)) return null
  const answers = {
    ...request.answers,
    [answerKey(question.what, question.asked)]: choice
      ? { id: choice.id, kind: choice.kind, detail: choiceDetail(choice, question.choices) }
      : { id: '', kind: null, ...(written ? { written } : {}) },
  }
  return [{ ...request, state: 'asked', question: null, answers }, [{ type: 'plan' }, CARD]]
}

/** There is nothing to approve: it was a question, or it cannot be done. */
export function answer(
  request: AskedRequest,
  { reason, plans, gets, lacksRights, setback }: EventOf<'answered'>,
  { now }: Circumstances,
): Next<'answered'> {
  return [
    {
      ...request,
      ...BLANK,
      state: 'answered',
      reason,
      items: plans.map((plan) => newItem(plan, now)),
      gets: gets ?? null,
      ...(lacksRights ? { lacksRights } : {}),
      ...(setback ? { setback } : {}),
    },
    [CARD],
  ]
}

/** Nobody has seen anything of it yet. */
const FIRST_SHOWN: readonly FollowUp[] = [CARD, NOTICE]

export function propose(
  request: AskedRequest,
  { plans, notes, why, period, asLeft }: EventOf<'planned'>,
  circumstances: Circumstances,
): Next<'pending' | 'approved'> {
  const items = plans.map((plan) => newItem(plan, circumstances.now))
  const fields = { items, notes, ...(why ? { why } : {}), ...(period ? { period } : {}) }
  const pending = askPeople(request, fields, circumstances)
  const { approvedBefore } = request
  if (approvedBefore && asLeft) {
    const log = logged(request, 'ending', null, circumstances.now)
    return carryOut({ ...pending, ...approvedBefore, log }, openItems(pending), FIRST_SHOWN)
  }
  if (request.atOnce && asLeft && approvesAlone(pending, request.asker, request.place)) {
    const decision = approvalOf({ by: request.asker }, circumstances.now)
    const log = logged(request, 'ending', request.asker, circumstances.now)
    const approved = { ...pending, approvals: [decision], decision, log }
    return carryOut(approved, openItems(pending), FIRST_SHOWN)
  }
  const counts: FollowUp[] = plans.some(({ isCounting }) => isCounting) ? [{ type: 'countMembers' }] : []
  return [pending, [CARD, { type: 'expiry' }, { type: 'reminder' }, ...counts]]
}

/** More exact numbers for the same plans. Null where people have been asked again since. */
export function tellMembers(
  request: RequestIn<'pending'>,
  { round, told }: EventOf<'membersRead'>,
): Next<'pending'> | null {
  if (round !== request.round || !request.items.some(({ plan }) => plan.isCounting)) return null
  const items = request.items.map((item, index) => {
    const { isCounting: _done, ...plan } = item.plan
    return { ...item, plan: { ...plan, ...told[index] } }
  })
  return [{ ...request, items }, [CARD]]
}

/** What was approved and not done is planned again. */
export function retry(request: RequestIn<'failed'>): Next<'asked'> | null {
  if (!mayRetry(request)) return null
  return [{ ...request, ...BLANK, state: 'asked', withdrawn: null }, [{ type: 'plan' }, CARD]]
}

export function replan(
  request: AskedRequest,
  { outcomes }: EventOf<'replanned'>,
  circumstances: Circumstances,
): Next<'pending' | 'done' | 'failed'> {
  const items = replanItems(request.items, outcomes, circumstances.now)
  return conclude({ ...request, drifted: false }, items, circumstances)
}
