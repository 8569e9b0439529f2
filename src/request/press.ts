import { eligibilityOf, type Verb } from './approval/eligibility.ts'
import type { Event } from './event.ts'
import { isSamePerson, type Person } from './person.ts'
import type { AssignmentRequest, Place } from './request.ts'

/** A button somebody pressed. */
export interface Press {
  verb: Verb
  /** The object that was picked, with `choose`; a policy's place, with `leaveOut` and `takeIn`. */
  choice: string | null
  comment: string | null
  person: Person
  place: Place
}

/** What a press comes to: an event, a refusal as a sentence for the person, or nothing that changes the request. */
export type Judgement =
  | { is: 'event'; event: Event }
  /** Whether they may decide has to be looked up; the event keeps their decision until then. */
  | { is: 'lookup'; event: Event }
  | { is: 'refused'; sentence: string }
  | { is: 'nothing' }

/** @param places the conversations in which a copy of the card stands. */
export function judgePress(request: AssignmentRequest, press: Press, places: readonly string[]): Judgement {
  const { person: by, place, verb, choice, comment } = press
  const eligibility = eligibilityOf(request, by, place, verb, places)
  if (eligibility.is === 'mayNot') return { is: 'refused', sentence: eligibility.sentence }
  const decides = verb === 'approve' || (verb === 'cancel' && !isSamePerson(by, request.asker))
  if (request.terms?.reasonRequired && !comment && decides) {
    return { is: 'refused', sentence: 'Please write a reason on the card first.' }
  }
  switch (verb) {
    case 'page':
      return { is: 'nothing' }
    case 'choose':
      return { is: 'event', event: { type: 'chose', by, choice: choice ?? '' } }
    case 'leaveOut':
    case 'takeIn': {
      const item = Number(choice ?? Number.NaN)
      return { is: 'event', event: { type: 'ticked', by, item, ticked: verb === 'takeIn' } }
    }
    case 'retry':
      return { is: 'event', event: { type: 'retried', by } }
    case 'withdraw':
      return { is: 'event', event: { type: 'withdrawn', by } }
    case 'approve':
    case 'cancel': {
      if (eligibility.is === 'ask') return { is: 'lookup', event: { type: 'offered', by, verb, comment } }
      const type = verb === 'approve' ? 'approved' : 'cancelled'
      return { is: 'event', event: { type, by, comment } }
    }
  }
}
