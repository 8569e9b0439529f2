import type { Transaction } from 'kysely'
import { endOf, whyNotEnd, whyNotProlong } from '../request/ending.ts'
import { momentIn } from '../request/postponement.ts'
import type { AssignmentRequest } from '../request/request.ts'
import { zoneOf } from '../request/timing.ts'
import { whyNotUndo } from '../request/undoPolicy.ts'
import { lastToUndo, openExtensionOf, openUndoOf } from '../store/lookups.ts'
import { lockRequest } from '../store/requests.ts'
import type { Schema } from '../store/schema.ts'
import { heardAlready, noChangeToUndo, requestUnknown, undoUnderWay } from '../wording/desk.ts'
import {
  beingTakenBack,
  earlierEndSentence,
  extensionSentence,
  extensionWaits,
  pickMoment,
} from '../wording/schedule.ts'
import { endSentence, momentInFull } from '../wording/timing.ts'
import type { Desk, Verdict } from './desk.ts'
import { type AskedChange, takeWithin } from './intake.ts'
import { TooMuch } from './limits.ts'

/* Requests about an earlier one: to take it back, or to make it last longer. */

/** What such a request is asked with: what it says follows from the earlier one. */
type AskedAbout = Omit<AskedChange, 'readings' | 'text'>

/**
 * Asks for a change to be taken back: a separate request, with its own plan, card and approval.
 * @param requestId null: the last change that this person asked for.
 */
export async function requestUndo(desk: Desk, requestId: string | null, asked: AskedAbout): Promise<Verdict> {
  const { db, undoWindow } = desk.parts
  const since = new Date((await desk.time(db)).getTime() - undoWindow)
  const id = requestId ?? (await lastToUndo(db, asked.person, since))
  if (!id) return refused(noChangeToUndo())
  return await takeAbout(desk, id, asked, async (original, now, transaction) => {
    const objection = asked.atOnce ? whyNotEnd(original) : whyNotUndo(original, undoWindow, now)
    if (objection) return objection
    if (await openUndoOf(transaction, id)) return undoUnderWay()
    const text = asked.atOnce ? endSentence(original.text) : `undo: ${original.text}`
    return { text, undoes: id }
  })
}

/**
 * Asks for a temporary change to last longer: a separate request, with its own approval under the rules
 * for what was written. Until then the old end holds.
 * @param either whether it may also end earlier.
 * @param moment ISO 8601; without an offset it is in the request's zone.
 */
export async function requestExtension(
  desk: Desk,
  requestId: string,
  moment: string,
  asked: AskedAbout,
  either = false,
): Promise<Verdict> {
  return await takeAbout(desk, requestId, asked, async (original, now, transaction) => {
    const zone = zoneOf(original.zone)
    const end = momentIn(moment, zone)
    const objection = whyNotProlong(original, end, now, either)
    if (objection || !end) return objection ?? pickMoment()
    if (await openUndoOf(transaction, requestId)) return beingTakenBack()
    if (await openExtensionOf(transaction, requestId)) return extensionWaits()
    const before = endOf(original)?.toISOString() ?? ''
    const earlier = end.toISOString() < before ? { earlier: true as const } : {}
    const sentence = earlier.earlier ? earlierEndSentence : extensionSentence
    return {
      text: sentence(momentInFull(end.toISOString(), zone), original.text),
      prolongs: { id: requestId, end: before, ...earlier },
      period: { start: null, end: end.toISOString() },
      zone,
    }
  })
}

/**
 * Creates a request about an earlier one, which stays as it is in the meantime.
 * @param judge returns why not, as a sentence, or what it is.
 */
async function takeAbout(
  desk: Desk,
  id: string,
  asked: AskedAbout,
  judge: (
    original: AssignmentRequest,
    now: Date,
    transaction: Transaction<Schema>,
  ) => Promise<string | (Partial<AskedChange> & { text: string })>,
): Promise<Verdict> {
  const { db, onTransition } = desk.parts
  const take = async (transaction: Transaction<Schema>): Promise<Verdict> => {
    const locked = await lockRequest(transaction, id)
    if (locked?.request.asker.tenantId !== asked.person.tenantId) return refused(requestUnknown())
    const judged = await judge(locked.request, desk.parts.now?.() ?? locked.at, transaction)
    if (typeof judged === 'string') return refused(judged)
    const request = await takeWithin(desk, transaction, { ...asked, readings: [], ...judged })
    return request && !('isUnderWay' in request) ? { accepted: true, request } : refused(heardAlready())
  }
  const taking = desk.lanes.through(asked.person.tenantId, () => db.transaction().execute(take))
  const verdict = await taking.catch((error: unknown) => {
    if (error instanceof TooMuch) return refused(error.message)
    throw error
  })
  if (verdict.accepted) onTransition(verdict.request, 'asked')
  return verdict
}

function refused(sentence: string): Verdict {
  return { accepted: false, sentence, request: null }
}
