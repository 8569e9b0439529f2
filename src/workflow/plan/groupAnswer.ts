import type { Subject } from '../../intune/assignments/entries.ts'
import { comparedIn, comparison } from './comparison.ts'
import { findGets } from './findGets.ts'
import { memberIn, reachingMember } from './memberReport.ts'
import { nothingToApprove, type PlanAnswer, type PlanContext, whileTelling } from './planContext.ts'
import { MEMBERS, memberCountOf } from './policyReport.ts'
import { unknownNote } from './sentences.ts'
import { findUnassigned, NOBODY_GROUP } from './unassignedReport.ts'

/*
 * Questions about what a group gets, which change nothing. Two groups can be compared, and "nobody" counts as a
 * group of its own.
 */

/** @param asked the group's name, or one of the markers used in its place. */
export async function answerForGroup(context: PlanContext, asked: string): Promise<PlanAnswer> {
  const { graphFor, person } = context
  if (asked.split(':', 1)[0] === NOBODY_GROUP) {
    const gets = await whileTelling(context, (tell) => findUnassigned(graphFor, person, asked, tell))
    return { type: 'answered', reason: null, plans: [], gets }
  }
  const member = memberIn(asked)
  if (member) {
    const answer = await reachingMember(context, member)
    return answer ?? (await answerForGroup(context, member.subject))
  }
  const pair = comparedIn(asked)
  if (pair.length > 0) return await compareGroups(context, pair)
  const counts = asked.startsWith(MEMBERS)
  const found = await findSubjects(context, [counts ? asked.slice(MEMBERS.length) : asked])
  if (found.answer) {
    // What is not a group may be a device or a person.
    const reached =
      found.isUnknown && !counts ? await reachingMember(context, { subject: asked, subjectIs: null }) : null
    return reached ?? found.answer
  }
  const [subject] = found.subjects
  if (counts) return { type: 'answered', reason: await memberCountOf(graphFor, person, subject), plans: [] }
  const gets = await whileTelling(context, (tell) => findGets(graphFor, person, subject, context.parts, tell))
  return { type: 'answered', reason: null, plans: [], gets }
}

async function compareGroups(context: PlanContext, names: readonly string[]): Promise<PlanAnswer> {
  const { graphFor, person } = context
  const found = await findSubjects(context, names)
  if (found.answer) return found.answer
  const [one, other = one] = found.subjects
  const reason = await whileTelling(context, (tell) =>
    comparison(graphFor, person, [one, other], context.parts, tell),
  )
  return { type: 'answered', reason, plans: [] }
}

type FoundSubjects =
  | { subjects: readonly [Subject, ...Subject[]]; answer?: never }
  | { answer: PlanAnswer; isUnknown: boolean; subjects?: never }

/** What the names refer to; or the answer where one of them refers to several or to nothing. */
async function findSubjects({ search }: PlanContext, names: readonly string[]): Promise<FoundSubjects> {
  const subjects: Subject[] = []
  for (const name of names) {
    const looked = await search.target(name)
    if (looked.type === 'asks')
      return { answer: { type: 'asksWhich', question: looked.question }, isUnknown: false }
    if (looked.type === 'unknown') return { answer: nothingToApprove(unknownNote(looked)), isUnknown: true }
    subjects.push(looked.one)
  }
  return { subjects: subjects as [Subject, ...Subject[]] }
}
