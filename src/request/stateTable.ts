import {
  approve,
  begin,
  cancel,
  giveReason,
  markUndone,
  offer,
  tick,
  turnDown,
} from './decisionTransitions.ts'
import { noteLook } from './deviceLooks.ts'
import { declareEmergency, review } from './emergencyTransitions.ts'
import { expire, giveUp } from './endingTransitions.ts'
import type { Event, FollowUp } from './event.ts'
import {
  approveInIntune,
  drift,
  failItem,
  file,
  fileTooLate,
  loseSome,
  recordWrite,
  start,
  verify,
  withdraw,
} from './itemTransitions.ts'
import {
  answer,
  askWhich,
  choose,
  interpret,
  propose,
  replan,
  retry,
  tellMembers,
} from './planTransitions.ts'
import type { AssignmentRequest, RequestIn, State } from './request.ts'
import { move, prolong } from './scheduleTransitions.ts'
import { needsSignInToApply, needsSignInToCheck, needsSignInToPlan, resume } from './signInTransitions.ts'
import type { Circumstances, EventOf, Next } from './stepTypes.ts'

/** What an event does to a request in one state. */
interface TableCell<R, E> {
  /** The states that can result. */
  to: readonly State[]
  /** The follow-ups that can result. */
  effects: readonly FollowUp['type'][]
  /** Null where the event does not apply to this very request: the time is over, say, or it was received before. */
  step: (request: R, event: E, circumstances: Circumstances) => Next<State> | null
}

type TableRow<S extends State> = { [E in Event['type']]?: TableCell<RequestIn<S>, EventOf<E>> }

const ASKED_ANEW = ['card', 'notice', 'expiry', 'reminder'] as const
const CANCELLED = { to: ['cancelled', 'rejected'], effects: ['card', 'notice'], step: cancel } as const
const EXPIRED = { to: ['expired'], effects: ['card', 'notice'], step: expire } as const
/** Channels are told where something had been approved. */
const GAVE_UP = { to: ['failed'], effects: ['card', 'notice'], step: giveUp } as const
const NOT_BEGUN = { ...GAVE_UP, effects: ['card'] } as const
/** A sign-in that never helps ends the request. */
const SIGN_IN = { to: ['signInNeeded', 'failed'], effects: ['signIn', 'card', 'expiry'] } as const
const TO_APPLY = { ...SIGN_IN, effects: [...SIGN_IN.effects, 'notice'], step: needsSignInToApply } as const

/** What was done in an emergency is reviewed afterwards. */
function reviewed<S extends 'done' | 'failed'>(state: S) {
  return { to: [state], effects: ['card', 'notice'], step: review } as const
}

/** How it went on devices has been checked. */
function followed<S extends 'done' | 'failed' | 'cancelled' | 'rejected' | 'expired'>(state: S) {
  return { to: [state], effects: ['card', 'notice', 'follow'], step: noteLook } as const
}

/** Another request has taken back what was done; this one stays where it is. */
function undone<S extends State>(state: S) {
  return { to: [state], effects: ['card', 'notice'], step: markUndone } as const
}

/** What it wrote lasts longer; this one stays where it is. */
function prolonged<S extends State>(state: S) {
  return { to: [state], effects: ['end', 'card', 'notice'], step: prolong } as const
}

/**
 * What happens to one policy while others may be under way: then the request stays in one of the states given. With
 * the last one it ends, or people are asked again.
 */
function outcomes<S extends 'applying' | 'awaitingIntune' | 'signInNeeded' | 'failed'>(...meanwhile: S[]) {
  return {
    verified: { to: [...meanwhile, 'pending', 'done', 'failed'], effects: ASKED_ANEW, step: verify },
    failed: { to: [...meanwhile, 'pending', 'failed'], effects: ASKED_ANEW, step: failItem },
    drifted: { to: [...meanwhile, 'pending', 'done', 'failed'], effects: ASKED_ANEW, step: drift },
    halfWritten: { to: [...meanwhile, 'pending', 'failed'], effects: ASKED_ANEW, step: loseSome },
  } as const
}

const WRITTEN = { effects: [], step: recordWrite } as const
const STARTED = { effects: ['card'], step: start } as const
const FILED = { effects: ['intuneApproval', 'card', 'notice'], step: file } as const
const APPROVED_IN_INTUNE = { effects: ['apply', 'card'], step: approveInIntune } as const
const WITHDRAWN = { effects: ['intuneApproval', 'card'], step: withdraw } as const

/**
 * The life of a request: state × event → next state and follow-ups. Where there is no cell, the event has no effect.
 * `npm run readme` draws it into src/README.md.
 */
export const STATE_TABLE: { [S in State]: TableRow<S> } = {
  asked: {
    interpreted: { to: ['asked'], effects: ['plan'], step: interpret },
    asksWhich: { to: ['choosing'], effects: ['card', 'expiry'], step: askWhich },
    answered: { to: ['answered'], effects: ['card'], step: answer },
    planned: {
      to: ['pending', 'approved'],
      effects: ['card', 'expiry', 'reminder', 'countMembers', 'apply', 'notice'],
      step: propose,
    },
    replanned: { to: ['pending', 'done', 'failed'], effects: ASKED_ANEW, step: replan },
    needsSignIn: { ...SIGN_IN, effects: [...SIGN_IN.effects, 'notice'], step: needsSignInToPlan },
    cancelled: CANCELLED,
    gaveUp: NOT_BEGUN,
    undone: undone('asked'),
  },
  choosing: {
    chose: { to: ['asked'], effects: ['plan', 'card'], step: choose },
    cancelled: CANCELLED,
    expired: EXPIRED,
    gaveUp: NOT_BEGUN,
  },
  pending: {
    membersRead: { to: ['pending'], effects: ['card'], step: tellMembers },
    approved: {
      to: ['pending', 'scheduled', 'approved', 'done'],
      effects: ['apply', 'begin', 'card', 'notice'],
      step: approve,
    },
    explained: { to: ['pending'], effects: ['card'], step: giveReason },
    emergency: { to: ['pending'], effects: ['card', 'notice'], step: declareEmergency },
    offered: { to: ['pending'], effects: ['check'], step: offer },
    turnedDown: { to: ['pending'], effects: ['card'], step: turnDown },
    ticked: { to: ['pending'], effects: ['card'], step: tick },
    moved: { to: ['pending'], effects: ASKED_ANEW, step: move },
    needsSignIn: { ...SIGN_IN, step: needsSignInToCheck },
    cancelled: CANCELLED,
    expired: EXPIRED,
    gaveUp: NOT_BEGUN,
    undone: undone('pending'),
  },
  scheduled: {
    begun: { to: ['approved', 'asked'], effects: ['apply', 'plan', 'card', 'notice'], step: begin },
    moved: { to: ['scheduled', 'pending'], effects: [...ASKED_ANEW, 'begin'], step: move },
    cancelled: CANCELLED,
    gaveUp: GAVE_UP,
    undone: undone('scheduled'),
  },
  approved: {
    ...outcomes('applying'),
    verified: { to: ['applying', 'done', 'failed'], effects: ['card', 'notice'], step: verify },
    failed: { to: ['applying', 'failed'], effects: ['card', 'notice'], step: failItem },
    started: { ...STARTED, to: ['applying'] },
    filed: { ...FILED, to: ['applying', 'awaitingIntune'] },
    written: { ...WRITTEN, to: ['applying'] },
    needsSignIn: TO_APPLY,
    gaveUp: GAVE_UP,
    undone: undone('approved'),
  },
  applying: {
    ...outcomes('applying', 'awaitingIntune'),
    started: { ...STARTED, to: ['applying'] },
    filed: { ...FILED, to: ['applying', 'awaitingIntune'] },
    approvedInIntune: { ...APPROVED_IN_INTUNE, to: ['applying'] },
    written: { ...WRITTEN, to: ['applying'] },
    withdrawn: { ...WITHDRAWN, to: ['applying'] },
    needsSignIn: TO_APPLY,
    gaveUp: GAVE_UP,
    undone: undone('applying'),
  },
  awaitingIntune: {
    ...outcomes('awaitingIntune'),
    started: { ...STARTED, to: ['applying'] },
    filed: { ...FILED, to: ['awaitingIntune'] },
    approvedInIntune: { ...APPROVED_IN_INTUNE, to: ['applying'] },
    written: { ...WRITTEN, to: ['applying'] },
    withdrawn: { ...WITHDRAWN, to: ['awaitingIntune'] },
    needsSignIn: TO_APPLY,
    gaveUp: GAVE_UP,
    undone: undone('awaitingIntune'),
  },
  signInNeeded: {
    ...outcomes('signInNeeded'),
    signedIn: {
      to: ['asked', 'pending', 'applying', 'awaitingIntune'],
      effects: ['plan', 'check', 'apply', 'intuneApproval', 'card'],
      step: resume,
    },
    started: { ...STARTED, to: ['signInNeeded'] },
    filed: { ...FILED, to: ['signInNeeded'] },
    approvedInIntune: { ...APPROVED_IN_INTUNE, to: ['signInNeeded'] },
    written: { ...WRITTEN, to: ['signInNeeded'] },
    cancelled: CANCELLED,
    expired: { to: ['expired', 'failed'], effects: ['card', 'notice'], step: expire },
    gaveUp: GAVE_UP,
    undone: undone('signInNeeded'),
  },
  done: {
    reviewed: reviewed('done'),
    followed: followed('done'),
    prolonged: prolonged('done'),
    undone: undone('done'),
  },
  failed: {
    ...outcomes('failed'),
    written: { ...WRITTEN, to: ['failed'] },
    filed: { to: ['failed', 'pending'], effects: ASKED_ANEW, step: fileTooLate },
    retried: { to: ['asked'], effects: ['plan', 'card'], step: retry },
    reviewed: reviewed('failed'),
    followed: followed('failed'),
    prolonged: prolonged('failed'),
    undone: undone('failed'),
  },
  cancelled: {
    followed: followed('cancelled'),
    prolonged: prolonged('cancelled'),
    undone: undone('cancelled'),
  },
  rejected: {
    followed: followed('rejected'),
    prolonged: prolonged('rejected'),
    undone: undone('rejected'),
  },
  expired: { followed: followed('expired'), prolonged: prolonged('expired'), undone: undone('expired') },
  answered: {},
}

type AnyCell = TableCell<AssignmentRequest, Event>

/** The cell for a request that is in this state and an event of this type; null where it is empty. */
export function cellOf(state: State, event: Event['type']): AnyCell | null {
  return rowOfState(state)[event] ?? null
}

/** The cells of a state, by event. */
export function cellsOf(state: State): [Event['type'], AnyCell][] {
  return Object.entries(rowOfState(state)) as [Event['type'], AnyCell][]
}

/** A row takes requests in its own state, and a cell events of its own type, which the compiler cannot see here. */
function rowOfState(state: State) {
  return STATE_TABLE[state] as Partial<Record<Event['type'], AnyCell>>
}
