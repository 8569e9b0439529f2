import { rowOf } from '../../intune/catalog/catalog.ts'
import { changesAnything, type Plan } from '../../intune/plan/plan.ts'
import { tooLongToShow } from '../../request/cardPages.ts'
import { inTurn, type Note } from '../../wording/note.ts'
import { type Answer, nothing, type PlanContext } from './planContext.ts'
import { nothingToChange } from './sentences.ts'

/** Policies that stay as they are and are shown all the same, where nothing else would be. */
const MAX_SHOWN = 5

/**
 * The plans that change something, for people to decide about.
 * @param notes what else they should know.
 * @param why what is said of plans that change nothing.
 */
export async function propose(
  { person, parts }: PlanContext,
  plans: readonly Plan[],
  notes: readonly Note[] = [],
  why: (still: readonly Plan[]) => Note = nothingToChange,
): Promise<Answer> {
  const changing = plans.filter(changesAnything)
  const still = plans.filter((plan) => !changing.includes(plan))
  const all: Note[] = [...(still.length > 0 ? [why(still)] : []), ...notes]
  if (changing.length === 0) {
    const shown = plans.length > MAX_SHOWN ? [] : [...plans]
    return { type: 'answered', reason: all.length > 0 ? inTurn(...all) : null, plans: shown }
  }
  const tooLong = changing.flatMap((plan) => tooLongToShow(plan) ?? [])
  if (tooLong.length > 0) return nothing(inTurn(...tooLong))
  const scopes = [...new Set(changing.map((plan) => rowOf(plan.policy.kind).scope))]
  for (const scope of scopes) await parts.rehearse(person, [scope])
  return { type: 'planned', plans: changing, notes: all }
}
