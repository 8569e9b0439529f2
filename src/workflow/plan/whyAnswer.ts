import { matchesFilter } from '../../graph/filterMatches.ts'
import { listFilters } from '../../graph/filters.ts'
import { FILTER_SCOPE } from '../../graph/scopes.ts'
import { whyOf } from '../../intune/effect/deliveryReason.ts'
import type { Plan } from '../../intune/plan/plan.ts'
import type { ShowReading } from '../../language/reading.ts'
import { askAboutDevices, filtersNotEvaluated } from '../../wording/reportAnswers.ts'
import { whyInWords } from '../../wording/why.ts'
import { mayPassOver } from '../setback.ts'
import { type FoundMember, findMember } from './findMember.ts'
import type { PlanContext } from './planContext.ts'

/**
 * Why a device or a person gets a policy, or does not: the conclusion, each entry that applies to them, and what is not
 * known. Null where the words name a group, which is answered in another way.
 */
export async function whyAnswer(
  context: PlanContext,
  { policy, before }: Plan,
  asked: string,
  { subjectIs }: NonNullable<ShowReading['why']>,
): Promise<string | null> {
  const looked = await findMember(context, asked, subjectIs)
  if (looked.type === 'group') return null
  if (looked.type === 'told') return looked.sentence
  const { found } = looked
  const ids = new Set(before.flatMap(({ filter }) => filter?.id ?? []))
  const filters = await filterVerdicts(context, found, ids)
  const why = whyOf(policy, before, found.member, (id) => filters.matches.get(id) ?? null)
  const isOnDevices = before.some(({ target }) => target === 'allDevices' || target === 'group')
  const theirs =
    found.member.is === 'user' && why.verdict !== 'gets' && isOnDevices ? [askAboutDevices()] : []
  const words = whyInWords(policy.name, found.member, why, (id) => filters.names.get(id) ?? id)
  return [...words, ...theirs, ...found.gaps, ...filters.gaps].join(' ')
}

/** The results of filters for a device, evaluated by Intune itself. */
export async function filterVerdicts(
  { graphFor, person }: PlanContext,
  { member, managed }: FoundMember,
  ids: ReadonlySet<string>,
): Promise<{ matches: Map<string, boolean>; names: Map<string, string>; gaps: string[] }> {
  const told = { matches: new Map<string, boolean>(), names: new Map<string, string>(), gaps: [] as string[] }
  if (ids.size === 0) return told
  const graph = graphFor(person, [FILTER_SCOPE])
  try {
    for (const { id, name } of await listFilters(graph)) told.names.set(id, name)
    if (!managed) return told
    await Promise.all(
      [...ids].map(async (id) => {
        const matched = await matchesFilter(graph, id, { id: managed.id, name: member.name })
        if (matched !== null) told.matches.set(id, matched)
      }),
    )
  } catch (error) {
    if (!mayPassOver(error)) throw error
    told.gaps.push(filtersNotEvaluated((error as Error).message))
  }
  return told
}
