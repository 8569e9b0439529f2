import { nounFor } from '../intune/plan/objectRules.ts'
import type { Plan } from '../intune/plan/plan.ts'
import type { Event } from '../request/event.ts'
import type { AssignmentRequest } from '../request/request.ts'
import { effectInWords } from '../wording/effect.ts'
import { type Note, noteWords } from '../wording/note.ts'

/** For the audit trail: what the event held, without the plans, which are stored with the request. */
export function detailOf(
  event: Event,
  { emergency, items = [] }: Partial<Pick<AssignmentRequest, 'emergency' | 'items'>> = {},
): object {
  const detail = ofEvent(event, items)
  // On every line from then on, so that nobody mistakes an approval for the second person's.
  return emergency && event.type !== 'emergency' ? { ...detail, inEmergency: emergency.reason } : detail
}

function ofEvent(event: Event, items: AssignmentRequest['items']): object {
  switch (event.type) {
    case 'planned':
    case 'answered':
      return {
        policies: event.plans.map((plan) => plan.policy),
        ...(event.type === 'planned' ? { effects: event.plans.map(effectIn) } : {}),
        ...('reason' in event ? { reason: noteText(event.reason) } : {}),
        ...('why' in event ? { why: event.why } : {}),
        ...('gets' in event ? { gets: event.gets?.gets.length } : {}),
      }
    case 'membersRead':
      return {
        effects: event.told.map(({ effect }, index) =>
          effectIn({ effect, policy: items[index]?.plan.policy }),
        ),
      }
    case 'drifted':
      return {
        item: event.item,
        policy: event.plan.policy,
        effect: effectIn(event.plan),
        ...(event.shifts ? { shifts: event.shifts.map(noteWords) } : {}),
      }
    case 'halfWritten':
      return { item: event.item, lost: event.half.lost, reason: noteText(event.reason) }
    case 'replanned':
      return {
        policies: event.outcomes.map((one) => one?.plan?.policy ?? noteText(one?.refusal)),
        effects: event.outcomes.map((one) => (one?.plan ? effectIn(one.plan) : null)),
      }
    default: {
      const { type: _type, ...detail } = event
      return {
        ...detail,
        ...('reason' in event ? { reason: noteText(event.reason) } : {}),
        ...('note' in event ? { note: noteText(event.note) } : {}),
      }
    }
  }
}

/** The trail is read without the program, so it stores the sentence itself. */
function noteText(note: Note | null | undefined): string | null {
  return note === null || note === undefined ? null : noteWords(note)
}

/** Who gains and who loses, in the card's words. */
function effectIn({
  effect,
  policy,
}: {
  effect?: Plan['effect']
  policy?: Plan['policy'] | undefined
}): string | null {
  const noun = policy ? nounFor(policy) : 'policy'
  return effect ? effectInWords(effect, { noun }).sentences.join(' ') : null
}
