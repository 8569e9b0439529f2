import { describeGroups } from '../../graph/groups.ts'
import { GROUP_SCOPE } from '../../graph/scopes.ts'
import type { Effect } from '../../intune/effect/effect.ts'
import type { AssignmentRequest } from '../../request/request.ts'
import type { Desk } from '../desk.ts'
import { type GraphFor, sharing } from '../setback.ts'
import { groupsToCount, type MemberReading, withEffects } from './planEffects.ts'

export interface CountMembersJobParts extends MemberReading {
  desk: Desk
  graphFor: GraphFor
  /** After this many attempts the numbers on the card stay as they are. */
  attempts: number
}

/** The job behind a card that showed ranges because the members of large groups were still being read. */
export class CountMembersJob {
  private readonly parts: CountMembersJobParts

  constructor(parts: CountMembersJobParts) {
    this.parts = parts
  }

  async run(requestId: string, attempt: number): Promise<void> {
    const { desk, attempts } = this.parts
    const request = await desk.load(requestId)
    if (!request?.items.some(({ plan }) => plan.isCounting)) return
    try {
      await desk.transition(requestId, await this.read(request))
    } catch (error) {
      if (attempt < attempts) throw error
      // The numbers on the card are true as they are.
      const told = request.items.map(({ plan }) => ({
        effect: (plan.effect ?? []).map(withoutHope),
        warnings: plan.warnings,
      }))
      await desk.transition(requestId, { type: 'membersRead', round: request.round, told })
    }
  }

  private async read({ asker, items, round }: AssignmentRequest) {
    const graphFor = sharing(this.parts.graphFor)
    const plans = items.map(({ plan }) => plan)
    const ids = groupsToCount(plans)
    const groups = await describeGroups(graphFor(asker, [GROUP_SCOPE]), ids, ids)
    const told = await withEffects(graphFor, asker, this.parts, plans, groups, 'none')
    return {
      type: 'membersRead' as const,
      round,
      told: told.map(({ effect, warnings }) => ({ effect: effect ?? [], warnings })),
    }
  }
}

/** The announced numbers will not follow. */
function withoutHope(effect: Effect): Effect {
  if (!effect.gaps) return effect
  return { ...effect, gaps: effect.gaps.map((gap) => (gap === 'late' ? 'busy' : gap)) }
}
