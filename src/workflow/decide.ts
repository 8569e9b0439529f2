import { editionOf, isPaged } from '../request/cardPages.ts'
import { judgePress, type Press } from '../request/press.ts'
import { whyLate } from '../request/refusedPress.ts'
import type { AssignmentRequest } from '../request/request.ts'
import { isOver } from '../request/stepTypes.ts'
import { isShownOld } from '../store/postLookups.ts'
import { readPosted } from '../store/requests.ts'
import { pagesShown } from '../store/shownPages.ts'
import { checkingApprover, requestUnknown } from '../wording/desk.ts'
import type { Desk, Verdict } from './desk.ts'
import { followUps } from './followUps.ts'

/** A button somebody pressed on a request's card; `round` is the one that the card was drawn for. */
export interface Click extends Press {
  requestId: string
}

/**
 * A click. Everything but the id, the round, the verb and the comment comes from the store; of many simultaneous clicks
 * exactly one is accepted, since the request is locked while it changes.
 */
export async function decide(desk: Desk, click: Click): Promise<Verdict> {
  const { db } = desk.parts
  const { person, round } = click
  const found = await readPosted(db, click.requestId)
  if (found?.read.request.asker.tenantId !== person.tenantId) {
    return { accepted: false, sentence: requestUnknown(), request: null }
  }
  const { read, posted } = found
  const before = await desk.asDecidedNow(read.request)
  const judged = judgePress(before, await pressOf(desk, before, click), posted)
  if (judged.is === 'refused') return { accepted: false, sentence: judged.sentence, request: before }
  if (judged.is === 'nothing') return { accepted: true, request: before }
  const isOld = (request: AssignmentRequest) => request.round !== round
  const after = await desk.transitionRead(read, judged.event, person.oid, (request) => !isOld(request))
  if (!after) {
    const now = await desk.time(db)
    const current = (await mend(desk, before.id, now)) ?? before
    return { accepted: false, sentence: whyLate(current, person, isOld(current), now), request: current }
  }
  return judged.is === 'event'
    ? { accepted: true, request: await desk.asDecidedNow(after) }
    : { accepted: false, sentence: checkingApprover(), request: after }
}

/** The press together with what the store knows about it. */
async function pressOf(desk: Desk, request: AssignmentRequest, click: Click): Promise<Press> {
  const { verb, person, round } = click
  // An old card's toggles do not know what has been skipped since, and its pages can still be turned.
  const isOldPage = verb === 'page' && round !== request.round
  const kept = isOldPage || click.kept === undefined ? new Map<number, boolean>() : click.kept
  if (verb === 'move') return { ...click, kept, at: await desk.time(desk.parts.db) }
  const decides = verb === 'approve' || verb === 'emergency'
  if (!decides || !isPaged(request)) return { ...click, kept }
  const reader = { requestId: request.id, oid: person.oid, edition: editionOf(request) }
  return { ...click, kept, shown: await pagesShown(desk.parts.db, reader) }
}

/** After a press that had no effect, the card is brought up to date everywhere. @returns the request as it is now. */
async function mend(desk: Desk, id: string, now: Date): Promise<AssignmentRequest | null> {
  const { db, jobs } = desk.parts
  const request = await desk.load(id)
  if (!request) return null
  const expired = isOver(request, now) ? await desk.transition(id, { type: 'expired' }) : null
  if (expired) return expired
  if (!(await isShownOld(db, id, request.revision))) return request
  await db.transaction().execute(async (transaction) => {
    if (!(await jobs.isWaiting(transaction, 'card', id)))
      await jobs.send(transaction, ...followUps(request, [{ type: 'card' }], now))
  })
  return request
}
