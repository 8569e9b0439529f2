import { NO_CHANGE, subjectKey } from '../../intune/assignments/change.ts'
import { fingerprint } from '../../intune/assignments/entries.ts'
import { isAbout } from '../../intune/assignments/likeness.ts'
import { rowOf } from '../../intune/catalog/catalog.ts'
import { addedEntries, changesAnything, type Plan } from '../../intune/plan/plan.ts'
import type { ShowReading } from '../../language/reading.ts'
import { requestHistory } from '../../store/lookups.ts'
import { inTurn } from '../../wording/note.ts'
import { statusAnswer } from '../follow/statusAnswer.ts'
import { copyChanges } from './copySource.ts'
import { plansFor, type Wish } from './makePlans.ts'
import { openIntentOf, withAnswers } from './openIntents.ts'
import { nothingToApprove, type PlanAnswer, type PlanContext } from './planContext.ts'
import { historyInWords, inIntunesLog, whetherGets } from './policyReport.ts'
import { proposePlans } from './proposal.ts'
import { refKey, requestParts } from './requestParts.ts'
import type { Alternative, Meaning } from './resolveReading.ts'
import { unknownNote } from './sentences.ts'
import { whyAnswer } from './whyAnswer.ts'

/*
 * Policies that were named: to change them, to copy another's assignments to them, or to see them. One that cannot be
 * changed stops the others, since they were asked for together.
 */

type FoundPolicies = Pick<Extract<Meaning, { type: 'found' }>, 'wishes' | 'reading'>

/** How many requests are searched for a policy's history. */
const MAX_LOOKED_BACK = 20

/** Plans for named policies; for a question, what they are assigned to, without a plan to approve. */
export async function answerForPolicies(
  context: PlanContext,
  { wishes: asked, reading }: FoundPolicies,
): Promise<PlanAnswer> {
  const { graphFor, person, request, parts, haste } = context
  const wishes = withAnswers(asked, request.answers)
  // What is only looked at gets no more exact numbers later.
  const patience = reading.action === 'show' ? 'none' : haste
  if (reading.action !== 'show') void context.rights()
  const planned = await plansFor(graphFor, person, wishes, parts, patience)
  const question = openIntentOf(wishes, planned, request.answers)
  if (question) return { type: 'asksWhich', question }
  const refusals = planned.flatMap((one) => one.refusal ?? [])
  if (refusals.length > 0) return nothingToApprove(inTurn(...refusals))
  const plans = planned.flatMap((one) => one.plan ?? [])
  return reading.action === 'show'
    ? await showPolicies(context, reading, plans)
    : await proposePlans(context, plans)
}

/** Plans that copy one policy's assignments to others. */
export async function answerForCopies(
  context: PlanContext,
  { from, policies, leftOut, reading }: Extract<Meaning, { type: 'copies' }>,
): Promise<PlanAnswer> {
  const { graphFor, person } = context
  const { wishes: copied, refusal } = await copyChanges(graphFor, person, from, policies, leftOut)
  if (refusal !== undefined) return nothingToApprove(refusal)
  const cleared: Wish = { policy: from, change: { ...NO_CHANGE, clear: true } }
  const wishes = reading.moves ? [...copied, cleared] : copied
  return await answerForPolicies(context, { wishes, reading })
}

/** Policies as they are now, with an answer to the question about them. */
async function showPolicies(
  context: PlanContext,
  { isFor, why, history, status }: ShowReading,
  plans: Plan[],
): Promise<PlanAnswer> {
  const { graphFor, person, parts, search } = context
  const [plan] = plans
  if (status) return { type: 'answered', reason: await statusAnswer(context, plans), plans }
  if (!plan || !(isFor || history)) return { type: 'answered', reason: null, plans }
  if (history) {
    const of = { policy: plan.policy.id }
    const window = { offset: 0, limit: MAX_LOOKED_BACK }
    const requests = await requestHistory(parts.desk.parts.db, person.tenantId, of, window)
    const seen = await inIntunesLog(context, plan.policy.id)
    return { type: 'answered', reason: historyInWords(plan.policy.id, requests, seen), plans }
  }
  if (why && isFor) {
    const reason = await whyAnswer(context, plan, isFor, why)
    if (reason !== null) return { type: 'answered', reason, plans }
  }
  const looked = await search.target(isFor ?? '')
  if (looked.type === 'asks') return { type: 'asksWhich', question: looked.question }
  if (looked.type === 'unknown') return nothingToApprove(unknownNote(looked))
  return { type: 'answered', reason: await whetherGets(graphFor, person, plan, looked.one), plans }
}

/**
 * Which reading was meant: the choices in the order in which they are offered. First come those that would change
 * something, and among them removals before exclusions, since a removal does less. What would take from everybody who
 * is not named comes last. Where all come to the same, nobody is asked: the first of them is the answer.
 */
export async function askWhichReading(
  { graphFor, person }: PlanContext,
  { question, ways = [] }: Extract<Meaning, { type: 'asks' }>,
): Promise<PlanAnswer | Alternative> {
  const wishes = ways.map((way) => way.wishes)
  const [first, ...others] = ways
  if (!first || !wishes.every((those) => those.length > 0)) return { type: 'asksWhich', question }
  const planned = await Promise.all(wishes.map((those) => plansFor(graphFor, person, those)))
  if (others.every(isSameTime(first)) && areSame(planned)) return first
  if (areOpposite(wishes)) {
    const plans = planned.flatMap((each) => each.flatMap(({ plan }) => plan ?? []))
    const names = namesOf(wishes)
    if (plans.some(meetsExclusion)) return nothingToApprove({ code: 'swapsExcluded', names })
    if (planned.some((each) => each.some(({ asks }) => asks?.gone)))
      return nothingToApprove({ code: 'swapsIntents', names })
    if (planned.every(onlyTakes)) return nothingToApprove({ code: 'nothingToSwap', names })
  }
  const ranked = planned.map((each, index) => {
    const changes = each.some(({ plan }) => plan && changesAnything(plan))
    const excludes = wishes[index]?.some(({ change }: Wish) => change.exclude.length > 0)
    const empties = wishes[index]?.some(({ change }: Wish) => change.only || change.clear)
    return {
      choice: question.choices[index],
      rank: (changes ? 0 : 2) + (excludes ? 1 : 0) + (empties ? 4 : 0),
    }
  })
  ranked.sort((a, b) => a.rank - b.rank)
  return {
    type: 'asksWhich',
    question: { ...question, choices: ranked.flatMap(({ choice }) => choice ?? []) },
  }
}

function isSameTime(first: Alternative): (other: Alternative) => boolean {
  const timings = ({ reading }: Alternative) =>
    JSON.stringify(requestParts(reading).map((part) => ('timing' in part && part.timing) || null))
  return (other) => timings(other) === timings(first)
}

/** Whether each would write the same to the same policies, and something. */
function areSame(planned: readonly (readonly { plan?: Plan }[])[]): boolean {
  const written = planned.map((each) =>
    each.every(({ plan }) => plan && changesAnything(plan))
      ? JSON.stringify(each.map(({ plan }) => plan && [refKey(plan.policy), contents(plan)]).sort())
      : null,
  )
  return written.every((one) => one !== null && one === written[0])
}

/** What is written, apart from the ids that new entries get. */
function contents({ policy, after }: Plan): string {
  return fingerprint(after, rowOf(policy.kind))
}

function namesOf(wishes: readonly Wish[][]): string[] {
  return [...new Set(wishes.flat().map(({ policy }) => policy.name))]
}

/** "swap A and B": one reading adds what the other takes, and takes what the other adds. */
function areOpposite([one, other, ...more]: readonly Wish[][]): boolean {
  const sided = (wishes: readonly Wish[], side: 'include' | 'remove') =>
    wishes.flatMap(({ policy, change }) =>
      change[side].map((subject) => `${refKey(policy)} ${subjectKey(subject)}`),
    )
  const areSame = (a: readonly string[], b: readonly string[]) =>
    a.length > 0 && JSON.stringify([...a].sort()) === JSON.stringify([...b].sort())
  if (!one || !other || more.length > 0) return false
  return (
    areSame(sided(one, 'include'), sided(other, 'remove')) &&
    areSame(sided(one, 'remove'), sided(other, 'include'))
  )
}

/** One of the two is excluded: whether the other is to be excluded instead, nobody has said. */
function meetsExclusion({ before, change: { include, remove } }: Plan): boolean {
  return [...include, ...remove].some((subject) =>
    before.some((entry) => isAbout(entry, subject, 'exclusion')),
  )
}

function onlyTakes(planned: readonly { plan?: Plan }[]): boolean {
  return planned.every(
    ({ plan }) => plan && addedEntries(rowOf(plan.policy.kind), plan.before, plan.after).length === 0,
  )
}
