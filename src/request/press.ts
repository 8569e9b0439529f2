import { unseenPages } from '../wording/bulk.ts'
import { emergencyNeedsReason } from '../wording/emergency.ts'
import { pickOne, reasonFirst, writeName } from '../wording/press.ts'
import { sayWhy } from '../wording/requesterReason.ts'
import { MOVE_PROBLEMS, movedNowhere, NOTHING_TO_MOVE, pickMoment } from '../wording/schedule.ts'
import { eligibilityOf, type Verb, whoMayApprove } from './approval/eligibility.ts'
import { lacksReason, MAX_WHY } from './approval/requesterReason.ts'
import { placeTakenBy } from './approval/standIn.ts'
import { pagesLeft } from './cardPages.ts'
import type { Event } from './event.ts'
import { ticksFrom } from './itemSelection.ts'
import { isSamePerson, type Person } from './person.ts'
import { momentIn, whyNoStart } from './postponement.ts'
import type { AssignmentRequest, Place } from './request.ts'
import { zoneOf } from './timing.ts'

/** A button somebody pressed. */
export interface Press {
  verb: Verb
  /** The object that was picked, with `choose`. */
  choice: string | null
  /** With `choose`: the name that was typed instead of choosing. */
  written?: string | undefined
  /** By a policy's position, whether its toggle on the card is on. */
  kept?: ReadonlyMap<number, boolean>
  /** Pages of a long card, from 0, that this person has been shown. */
  shown?: readonly number[]
  comment: string | null
  /** With `move`: when it is to begin, ISO 8601; without an offset it is in the request's zone. */
  moment?: string | undefined
  /** When it was pressed, where that matters. */
  at?: Date
  person: Person
  place: Place
  /** The round of the request that the card showed. */
  round: number
}

/** What a press leads to: an event, a refusal as a sentence for the person, or nothing that changes the request. */
export type Judgement =
  | { is: 'event'; event: Event }
  /** It has to be looked up whether they may decide; the event keeps their decision until then. */
  | { is: 'lookup'; event: Event }
  | { is: 'refused'; sentence: string }
  | { is: 'nothing' }

/** @param places the conversations that have a copy of the card. */
export function judgePress(request: AssignmentRequest, press: Press, places: readonly string[]): Judgement {
  const { person: by, place, verb, comment } = press
  const eligibility = eligibilityOf(request, by, place, verb, places)
  if (eligibility.is === 'mayNot') return { is: 'refused', sentence: eligibility.sentence }
  const maySelect = eligibilityOf(request, by, place, 'select', places).is === 'may'
  const ticks = maySelect ? ticksFrom(request, press.kept ?? new Map()) : []
  // What was toggled on the card and not sent yet is not what everybody sees: it is shown first.
  if (verb === 'approve' && ticks.length > 0) {
    return { is: 'event', event: { type: 'ticked', by, items: ticks } }
  }
  // An old card's approval is refused for its age, whatever has been read since.
  const isOld = press.round < request.round
  const left =
    (verb === 'approve' || verb === 'emergency') && !isOld ? pagesLeft(request, press.shown ?? []) : []
  if (left.length > 0) return { is: 'refused', sentence: unseenPages(left) }
  const decides = verb === 'approve' || (verb === 'cancel' && !isSamePerson(by, request.asker))
  if (request.terms?.reasonRequired && !comment && decides) {
    return { is: 'refused', sentence: reasonFirst() }
  }
  switch (verb) {
    case 'page':
    case 'select':
      return ticks.length > 0
        ? { is: 'event', event: { type: 'ticked', by, items: ticks } }
        : { is: 'nothing' }
    case 'choose':
      return judgeChoice(request, press)
    case 'explain': {
      const why = (comment ?? '').slice(0, MAX_WHY).trim()
      const isEnough = why !== '' && !lacksReason({ ...request, why })
      const sentence = sayWhy(request.terms?.why?.pattern ?? null)
      return isEnough ? { is: 'event', event: { type: 'explained', by, why } } : { is: 'refused', sentence }
    }
    case 'emergency': {
      const reason = comment?.trim()
      if (!reason) return { is: 'refused', sentence: emergencyNeedsReason() }
      return { is: 'event', event: { type: 'emergency', by, reason, skipped: whoMayApprove(request) } }
    }
    case 'review':
      return { is: 'event', event: { type: 'reviewed', by, comment } }
    case 'retry':
      return { is: 'event', event: { type: 'retried', by } }
    case 'withdraw':
      return { is: 'event', event: { type: 'withdrawn', by } }
    case 'move':
      return judgeMove(request, press)
    case 'approve':
    case 'cancel': {
      if (eligibility.is === 'ask') return { is: 'lookup', event: { type: 'offered', by, verb, comment } }
      const type = verb === 'approve' ? 'approved' : 'cancelled'
      const insteadOf = isSamePerson(by, request.asker) ? null : placeTakenBy(request, by)
      return { is: 'event', event: { type, by, comment, ...(insteadOf ? { insteadOf } : {}) } }
    }
  }
}

/** A button without a choice of its own needs one from the card's fields. */
function judgeChoice({ question }: AssignmentRequest, { person: by, choice, written }: Press): Judgement {
  const name = written?.replace(/\s+/g, ' ').trim()
  if (choice === null && !name) {
    return { is: 'refused', sentence: question?.writes ? writeName() : pickOne() }
  }
  return {
    is: 'event',
    event: { type: 'chose', by, choice: choice ?? '', ...(name ? { written: name } : {}) },
  }
}

function judgeMove({ period, zone }: AssignmentRequest, press: Press): Judgement {
  const { person: by, place, moment = '', at } = press
  const start = momentIn(moment, zoneOf(zone))
  if (!period?.start) return { is: 'refused', sentence: NOTHING_TO_MOVE }
  if (!start) return { is: 'refused', sentence: pickMoment() }
  const problem = at ? whyNoStart(start, period, at) : null
  if (problem) return { is: 'refused', sentence: MOVE_PROBLEMS[problem] }
  if (start.getTime() === Date.parse(period.start)) return { is: 'refused', sentence: movedNowhere() }
  return { is: 'event', event: { type: 'moved', by, place, start: start.toISOString() } }
}
