import { effectInWords } from '../intune/effect/effectWords.ts'
import type { Event } from '../request/event.ts'

/** For the audit trail: what the event brought, without the plans, which the request holds. */
export function detailOf(event: Event): object {
  switch (event.type) {
    case 'planned':
    case 'answered':
      return {
        policies: event.plans.map((plan) => plan.policy),
        ...('reason' in event ? { reason: event.reason } : {}),
        ...('why' in event ? { why: event.why } : {}),
        ...('gets' in event ? { policies: event.gets?.gets.length } : {}),
      }
    case 'membersRead':
      return { effects: event.told.map(({ effect }) => effectInWords(effect).sentences.join(' ')) }
    case 'drifted':
      return { item: event.item, policy: event.plan.policy }
    case 'halfWritten':
      return { item: event.item, lost: event.half.lost, reason: event.reason }
    case 'replanned':
      return { policies: event.outcomes.map((one) => one?.plan?.policy ?? one?.refusal ?? null) }
    default: {
      const { type: _type, ...detail } = event
      return detail
    }
  }
}
