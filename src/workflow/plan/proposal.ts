import { rowOf } from '../../intune/catalog/catalog.ts'
import { changesAnything, type Plan } from '../../intune/plan/plan.ts'
import { tooLongToShow } from '../../request/cardPages.ts'
import { inTurn, type Note } from '../../wording/note.ts'
import { nothingToApprove, type PlanAnswer, type PlanContext } from './planContext.ts'
import { missingRights } from './requesterRights.ts'
import { leftOut, notCopied, nothingToChange } from './sentences.ts'

/** Policies that stay as they are; shown anyway where there would be nothing else to show. */
const MAX_SHOWN = 5

interface Proposing {
  /** What else people should know. */
  notes?: readonly Note[]
  /** What is said about plans that change nothing. */
  why?: (still: readonly Plan[]) => Note
  /**
   * Whether to leave out what the requester may not do and propose the rest; otherwise nothing is proposed, since all
   * was asked for together.
   */
  mayLeaveOut?: boolean
}

/** The plans that change something, for people to decide about. */
export async function proposePlans(
  context: PlanContext,
  plans: readonly Plan[],
  { notes = [], why = nothingToChange, mayLeaveOut = false }: Proposing = {},
): Promise<PlanAnswer> {
  const { person, parts } = context
  const changing = plans.filter(changesAnything)
  const still = plans.filter((plan) => !changing.includes(plan))
  // Plans that are shown say these by themselves.
  const uncopied = changing.length > 0 ? still.flatMap(notCopied) : []
  const all: Note[] = [...(still.length > 0 ? [why(still)] : []), ...uncopied, ...notes]
  if (changing.length === 0) {
    const shown = plans.length > MAX_SHOWN ? [] : [...plans]
    return { type: 'answered', reason: all.length > 0 ? inTurn(...all) : null, plans: shown }
  }
  const tooLong = changing.flatMap((plan) => tooLongToShow(plan) ?? [])
  if (tooLong.length > 0) return nothingToApprove(inTurn(...tooLong))
  const lacks = await missingRights(parts, person, changing, await context.rights())
  const able = changing.filter((_, index) => lacks[index] === null)
  if (able.length === 0 || (able.length < changing.length && !mayLeaveOut)) {
    const reason = inTurn(...lacks, { code: 'whoElseCan' }, ...all)
    return { type: 'answered', reason, plans: changing.slice(0, MAX_SHOWN), lacksRights: true }
  }
  const scopes = [...new Set(able.map((plan) => rowOf(plan.policy.kind).scope))]
  for (const scope of scopes) await parts.rehearse(person, [scope])
  const beyond = leftOut(
    changing,
    lacks.map((refusal) => (refusal ? { refusal } : {})),
  )
  return { type: 'planned', plans: able, notes: [...all, ...beyond] }
}
