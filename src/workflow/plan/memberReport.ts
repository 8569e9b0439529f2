import type { Way } from '../../intune/assignments/groupReport.ts'
import { withButs } from '../../intune/assignments/groupReport.ts'
import type { MemberFacts } from '../../intune/effect/deliveryReason.ts'
import type { WhyReading } from '../../language/reading.ts'
import { findAll } from './findGets.ts'
import { findMember } from './findMember.ts'
import { nothingToApprove, type PlanAnswer, type PlanContext, whileTelling } from './planContext.ts'
import { filterVerdicts } from './whyAnswer.ts'

/** In place of a group: a device or a person, as a JSON object after this prefix. */
export const MEMBER = '@member:'

export type AskedMember = Pick<WhyReading, 'subject' | 'subjectIs'>

/** Null where it is a group's name, or another marker. */
export function memberIn(asked: string): AskedMember | null {
  return asked.startsWith(MEMBER) ? (JSON.parse(asked.slice(MEMBER.length)) as AskedMember) : null
}

/** Everything that reaches a device or a person; null where the words name a group. */
export async function reachingMember(
  context: PlanContext,
  { subject, subjectIs }: AskedMember,
): Promise<PlanAnswer | null> {
  const looked = await findMember(context, subject, subjectIs)
  if (looked.type === 'group') return null
  if (looked.type === 'told') return nothingToApprove(looked.sentence)
  const { member, gaps } = looked.found
  const { graphFor, person } = context
  const all = await whileTelling(context, (tell) => findAll(graphFor, person, waysToMember(member), tell))
  const ids = new Set(all.gets.flatMap(({ ways }) => ways.flatMap(({ filter }) => filter?.id ?? [])))
  const filters = await filterVerdicts(context, looked.found, ids)
  const platforms = member.platform === null ? null : new Set([member.platform])
  const gets = withButs(all.gets, platforms, ({ id, mode }) => {
    const matched = filters.matches.get(id)
    return matched === undefined ? null : matched === (mode === 'include')
  })
  const notes = [...gaps, ...filters.gaps]
  const found = { ...all, gets, ...(notes.length > 0 ? { notes } : {}) }
  return {
    type: 'answered',
    reason: null,
    plans: [],
    gets: { name: `“${member.name}”`, group: null, member: member.is, ...found },
  }
}

/** Through its own groups and all devices; and through those of whoever uses it, which never exclude a device. */
function waysToMember({ is, groups, owner }: MemberFacts): Way[][] {
  const through = (some: ReadonlyMap<string, string>, end: string): Way[] =>
    [...some].map(([id, name]) => ({ subject: { kind: 'group', id }, through: `“${name}”${end}` }))
  const users = (end: string): Way => ({ subject: { kind: 'allUsers' }, through: `all users${end}` })
  if (is === 'user') return [[...through(groups, ''), users('')]]
  const own: Way[] = [...through(groups, ''), { subject: { kind: 'allDevices' }, through: 'all devices' }]
  return [own, ...(owner ? [[...through(owner.groups, ' by its user'), users(' by its user')]] : [])]
}
