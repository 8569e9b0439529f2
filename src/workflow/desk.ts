import { randomUUID } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import type { Limits } from '../config/settings.ts'
import { spanned } from '../observability/traces.ts'
import type { RuleBook } from '../request/approval/rules.ts'
import { absentable, withStandIns } from '../request/approval/standIn.ts'
import { editionOf, isPaged } from '../request/cardPages.ts'
import { earlierApproval, endOf, whyNotEnd, whyNotProlong } from '../request/ending.ts'
import type { Event, Transition } from '../request/event.ts'
import { nextLook } from '../request/follow.ts'
import { momentIn } from '../request/moving.ts'
import { isSamePerson, type Person } from '../request/person.ts'
import { isAt } from '../request/place.ts'
import { judgePress, type Press } from '../request/press.ts'
import { whyLate } from '../request/refusedPress.ts'
import type { Asking, AssignmentRequest, EarlierApproval, Place, Prolonged } from '../request/request.ts'
import { isOver } from '../request/stepTypes.ts'
import { type StoredPeriod, zoneOf } from '../request/timing.ts'
import { advance, newRequest } from '../request/transition.ts'
import { whyNotUndo } from '../request/undoPolicy.ts'
import { askedBefore } from '../store/askedBefore.ts'
import { beginChain } from '../store/auditLine.ts'
import { saveChange, saveNew } from '../store/changes.ts'
import { databaseTime } from '../store/clock.ts'
import type { JobQueue } from '../store/jobs.ts'
import { historyOf, lastToUndo, openExtensionOf, openUndoOf, overdueRequests } from '../store/lookups.ts'
import { isShownOld, postedIn } from '../store/posts.ts'
import {
  hearOnce,
  loadRequest,
  lockRequest,
  lockRequests,
  type Read,
  readRequest,
  waitingForSignIn,
} from '../store/requests.ts'
import { saidFirst } from '../store/said.ts'
import type { Schema } from '../store/schema.ts'
import { pagesShown } from '../store/shownPages.ts'
import { standInsFor } from '../store/standIns.ts'
import { TenantLanes } from '../store/tenantLanes.ts'
import {
  checkingApprover,
  heardAlready,
  noChangeToUndo,
  requestUnknown,
  undoUnderWay,
} from '../wording/desk.ts'
import { beingTakenBack, extensionSentence, extensionWaits, pickMoment } from '../wording/schedule.ts'
import { endSentence, momentInFull } from '../wording/timing.ts'
import { sameSentenceAgain } from '../wording/turns.ts'
import { detailOf } from './auditDetail.ts'
import { followUps } from './followUps.ts'
import { keepLimits, SaidTwice, TooMuch } from './limits.ts'

export interface DeskParts {
  db: Kysely<Schema>
  jobs: JobQueue
  /** How long people have to decide where no rule says otherwise, in milliseconds. */
  lifetime: number
  /** How long after its end a request can be undone, in milliseconds. */
  undoWindow: number
  rules: RuleBook
  /** How long after its moment something scheduled may still begin, in milliseconds; left out: some hours. */
  late?: number
  /** How many hours after a change it is looked at how it went on devices; left out: never. */
  follow?: readonly number[]
  /** Left out: no limit. */
  limits?: Limits
  /** Left out: the database's clock, which all replicas share. */
  now?: () => Date
  /** Told of every transition after it is stored. */
  onTransition: (request: AssignmentRequest, event: Event['type'] | 'asked') => void
}

/** A sentence somebody wrote, understood as a change. */
export interface Asked {
  person: Person
  place: Place
  activityId: string
  text: string
  readings: Asking[]
  /** The request to take back, instead of what was read. */
  undoes?: string | null
  /** The group to show, instead of what was read. */
  getsOf?: string | null
  /** The person's time zone, an IANA name. */
  zone?: string
  /** Nobody said it just now: it was approved with what it takes back. */
  approvedBefore?: EarlierApproval
  /** A way back that is wanted at once, where the person could approve it alone. */
  atOnce?: true
  /** Of a way back at its end: how often that was tried before. */
  tries?: number
  /** What is to last until the end of `period` instead. */
  prolongs?: Prolonged
  period?: StoredPeriod
}

/** A button somebody pressed on the card of a request; `round` is the one that the card was drawn for. */
export interface Click extends Press {
  requestId: string
}

export type Verdict =
  | { accepted: true; request: AssignmentRequest }
  /** `sentence` also says so where the decision counts only once somebody has been looked up. */
  | { accepted: false; sentence: string; request: AssignmentRequest | null }

/** What comes of an event, and when that was. */
type Next = Transition & { at: Date }

/** How long an end waits for somebody who is just taking it back, in milliseconds. */
const UNDO_PAUSE_MS = 15 * 60_000

/** What was to last longer is being taken back by now. */
class TooLate extends Error {
  override readonly name = 'TooLate'
}

/** The one place where requests change: each change is one transaction with its audit line and its jobs. */
export class Desk {
  private readonly parts: DeskParts
  private readonly lanes = new TenantLanes()

  constructor(parts: DeskParts) {
    this.parts = parts
  }

  /** @returns null if exactly this message was heard before. @throws {NotTaken} */
  async open(asked: Asked): Promise<AssignmentRequest | null> {
    const { db, onTransition } = this.parts
    const begun = await spanned('request asked', {}, (span) =>
      this.lanes.through(asked.person.tenantId, () =>
        db.transaction().execute(async (transaction) => {
          const made = await this.take(transaction, asked)
          if (made && !('isUnderWay' in made)) span.setAttribute('assent.request_id', made.id)
          return made
        }),
      ),
    )
    if (begun && 'isUnderWay' in begun) return await this.saidTwice(asked, begun.isUnderWay)
    if (begun) onTransition(begun, 'asked')
    return begun
  }

  /** @returns null where that was said already. @throws {SaidTwice} */
  private async saidTwice({ place }: Asked, id: string): Promise<null> {
    const { db } = this.parts
    if (await saidFirst(db, place.conversationId, `twice ${id}`, await this.time(db)))
      throw new SaidTwice(sameSentenceAgain())
    return null
  }

  /** As people decide about it now: with those who stand in for approvers. */
  async load(id: string): Promise<AssignmentRequest | null> {
    const request = await loadRequest(this.parts.db, id)
    return request && (await this.asDecidedNow(request))
  }

  /** What was requested for a policy, newest first. */
  history(tenantId: string, policyId: string, limit: number): Promise<AssignmentRequest[]> {
    return historyOf(this.parts.db, tenantId, { policy: policyId }, { offset: 0, limit })
  }

  /**
   * The request, for somebody who is in a conversation that holds a copy of its card, or whose own it is, in their own
   * chat; null for everybody else.
   */
  async seenBy(id: string, person: Person, place: Place): Promise<AssignmentRequest | null> {
    const request = await this.load(id)
    if (request?.asker.tenantId !== person.tenantId) return null
    if (place.kind === 'personal' && isSamePerson(request.asker, person)) return request
    return (await this.standsAt(request, place)) ? request : null
  }

  /** With those who stand in for its approvers at the moment, where its rule lets them; not to be stored. */
  async asDecidedNow<R extends AssignmentRequest>(request: R): Promise<R> {
    const { db } = this.parts
    const ids = absentable(request)
    if (ids.length === 0) return request
    return withStandIns(request, await standInsFor(db, request.asker.tenantId, ids, await this.time(db)))
  }

  /** Whether its card stands in that conversation, where alone people decide about it. */
  async standsAt(request: AssignmentRequest, place: Place): Promise<boolean> {
    const places = await postedIn(this.parts.db, request.id, 'card')
    return isAt(place, [request.place.conversationId, ...places])
  }

  /**
   * Asks for a change to be taken back: a request of its own, with a plan, a card and an approval of its own.
   * @param requestId null: the last change that this person asked for.
   */
  async undo(requestId: string | null, asked: Omit<Asked, 'readings' | 'text'>): Promise<Verdict> {
    const { db, undoWindow } = this.parts
    const refused = (sentence: string): Verdict => ({ accepted: false, sentence, request: null })
    const since = new Date((await this.time(db)).getTime() - undoWindow)
    const id = requestId ?? (await lastToUndo(db, asked.person, since))
    if (!id) return refused(noChangeToUndo())
    return await this.takeAbout(id, asked, async (original, now, transaction) => {
      const objection = asked.atOnce ? whyNotEnd(original) : whyNotUndo(original, undoWindow, now)
      if (objection) return objection
      if (await openUndoOf(transaction, id)) return undoUnderWay()
      const text = asked.atOnce ? endSentence(original.text) : `undo: ${original.text}`
      return { text, undoes: id }
    })
  }

  /**
   * Asks for what was written for a time to last longer: a request of its own, with an approval of its own by the rules
   * for what was written. Until then the old end holds.
   * @param moment ISO 8601; without an offset it is in the zone of the request.
   */
  async extend(requestId: string, moment: string, asked: Omit<Asked, 'readings' | 'text'>): Promise<Verdict> {
    return await this.takeAbout(requestId, asked, async (original, now, transaction) => {
      const zone = zoneOf(original.zone)
      const end = momentIn(moment, zone)
      const objection = whyNotProlong(original, end, now)
      if (objection || !end) return objection ?? pickMoment()
      if (await openUndoOf(transaction, requestId)) return beingTakenBack()
      if (await openExtensionOf(transaction, requestId)) return extensionWaits()
      return {
        text: extensionSentence(momentInFull(end.toISOString(), zone), original.text),
        prolongs: { id: requestId, end: endOf(original)?.toISOString() ?? '' },
        period: { start: null, end: end.toISOString() },
        zone,
      }
    })
  }

  /** Takes a request about an earlier one, which stays as it is meanwhile. @param judge why not, as a sentence, or what it is. */
  private async takeAbout(
    id: string,
    asked: Omit<Asked, 'readings' | 'text'>,
    judge: (
      original: AssignmentRequest,
      now: Date,
      transaction: Transaction<Schema>,
    ) => Promise<string | (Partial<Asked> & { text: string })>,
  ): Promise<Verdict> {
    const { db, onTransition } = this.parts
    const refused = (sentence: string): Verdict => ({ accepted: false, sentence, request: null })
    const take = async (transaction: Transaction<Schema>): Promise<Verdict> => {
      const locked = await lockRequest(transaction, id)
      if (locked?.request.asker.tenantId !== asked.person.tenantId) return refused(requestUnknown())
      const judged = await judge(locked.request, this.parts.now?.() ?? locked.at, transaction)
      if (typeof judged === 'string') return refused(judged)
      const request = await this.take(transaction, { ...asked, readings: [], ...judged })
      return request && !('isUnderWay' in request) ? { accepted: true, request } : refused(heardAlready())
    }
    const taking = this.lanes.through(asked.person.tenantId, () => db.transaction().execute(take))
    const verdict = await taking.catch((error: unknown) => {
      if (error instanceof TooMuch) return refused(error.message)
      throw error
    })
    if (verdict.accepted) onTransition(verdict.request, 'asked')
    return verdict
  }

  /**
   * A click. Everything but the id, the round, the verb and the comment comes from the store; of many clicks at once
   * exactly one is accepted, since the request is locked while it changes.
   */
  async decide(click: Click): Promise<Verdict> {
    const { db } = this.parts
    const { person, round } = click
    const read = await this.read(click.requestId)
    if (read?.request.asker.tenantId !== person.tenantId) {
      return { accepted: false, sentence: requestUnknown(), request: null }
    }
    const before = await this.asDecidedNow(read.request)
    const judged = judgePress(
      before,
      await this.pressOf(before, click),
      await postedIn(db, before.id, 'card'),
    )
    if (judged.is === 'refused') return { accepted: false, sentence: judged.sentence, request: before }
    if (judged.is === 'nothing') return { accepted: true, request: before }
    const isOld = (request: AssignmentRequest) => request.round !== round
    const after = await this.transitionOf(read, judged.event, person.oid, (request) => !isOld(request))
    if (!after) {
      const now = await this.time(db)
      const current = (await this.mend(before.id, now)) ?? before
      return { accepted: false, sentence: whyLate(current, person, isOld(current), now), request: current }
    }
    return judged.is === 'event'
      ? { accepted: true, request: await this.asDecidedNow(after) }
      : { accepted: false, sentence: checkingApprover(), request: after }
  }

  /** The press with what the store knows of it. */
  private async pressOf(request: AssignmentRequest, click: Click): Promise<Press> {
    const { verb, person, round } = click
    // An old card's toggles say nothing of what is skipped by now, and its pages can still be turned.
    const isOldPage = verb === 'page' && round !== request.round
    const kept = isOldPage || click.kept === undefined ? new Map<number, boolean>() : click.kept
    if (verb === 'move') return { ...click, kept, at: await this.time(this.parts.db) }
    const decides = verb === 'approve' || verb === 'emergency'
    if (!decides || !isPaged(request)) return { ...click, kept }
    const reader = { requestId: request.id, oid: person.oid, edition: editionOf(request) }
    return { ...click, kept, shown: await pagesShown(this.parts.db, reader) }
  }

  /** @returns the request afterwards; null if the event no longer applies, and nothing changed. */
  async transition(
    requestId: string,
    event: Event,
    actorOid: string | null = null,
    fits: (request: AssignmentRequest) => boolean = () => true,
  ): Promise<AssignmentRequest | null> {
    return this.transitionOf(await this.read(requestId), event, actorOid, fits)
  }

  /** The same, for a request that was just read. */
  private async transitionOf(
    just: Read | null,
    event: Event,
    actorOid: string | null,
    fits: (request: AssignmentRequest) => boolean,
  ): Promise<AssignmentRequest | null> {
    const { db, onTransition } = this.parts
    // Somebody else was first: what it is by now decides.
    for (let read = just; read && fits(read.request); read = await this.read(read.request.id)) {
      const before = read
      const next = this.next(before, event)
      if (!next) return null
      const other = otherDone(before.request, next.request)
      const { id, asker } = before.request
      const inLane = <T>(change: () => Promise<T>) => this.lanes.through(asker.tenantId, change)
      if (other) return await inLane(() => this.transitionBoth(id, other, event, actorOid, fits))
      if (!(await inLane(() => this.save(db, before, next, event, actorOid)))) continue
      onTransition(next.request, event.type)
      return next.request
    }
    return null
  }

  /** With what it took back or prolonged, in the same transaction, so that nobody can do that twice. */
  private async transitionBoth(
    id: string,
    otherId: string,
    event: Event,
    actorOid: string | null,
    fits: (request: AssignmentRequest) => boolean,
  ): Promise<AssignmentRequest | null> {
    const { db, onTransition } = this.parts
    const changing = db.transaction().execute(async (transaction) => {
      const locked = await lockRequests(transaction, [id, otherId])
      const own = locked.get(id)
      const after = own && fits(own.request) ? await this.change(transaction, own, event, actorOid) : null
      const isDone = own && after && otherDone(own.request, after) === otherId
      const other = isDone ? locked.get(otherId) : undefined
      const undone = after?.undoes
        ? await this.change(transaction, other, { type: 'undone', by: id }, actorOid)
        : null
      const prolonged = isDone ? await this.prolong(transaction, after, other, actorOid) : null
      return { after, undone, prolonged }
    })
    const changed = await changing.catch((error: unknown) => {
      if (error instanceof TooLate) return { after: null, undone: null, prolonged: null }
      throw error
    })
    if (changed.after) onTransition(changed.after, event.type)
    if (changed.undone) onTransition(changed.undone, 'undone')
    if (changed.prolonged) onTransition(changed.prolonged, 'prolonged')
    return changed.after
  }

  /** Has what a request prolongs last longer, once it is approved. @throws {TooLate}, so that nothing counts as approved. */
  private async prolong(
    transaction: Transaction<Schema>,
    { prolongs, period, decision }: AssignmentRequest,
    prolonged: Read | undefined,
    actorOid: string | null,
  ): Promise<AssignmentRequest | null> {
    if (!prolongs || !decision || typeof period?.end !== 'string') return null
    const event: Event = { type: 'prolonged', by: decision.by, end: period.end }
    const isOver = await openUndoOf(transaction, prolongs.id)
    const after = isOver ? null : await this.change(transaction, prolonged, event, actorOid)
    if (!after) throw new TooLate()
    return after
  }

  /**
   * Nobody decided in time. Where the time is not over (it began again, or the database's clock was set back), the
   * job is put back for the moment when it is.
   */
  async expire(requestId: string): Promise<void> {
    if (await this.transition(requestId, { type: 'expired' })) return
    const { db, jobs, now } = this.parts
    await db.transaction().execute(async (transaction) => {
      const locked = await lockRequest(transaction, requestId)
      if (!locked) return
      const { request, at } = locked
      const end = new Date(request.expiresAt)
      if (end > (now?.() ?? at) && advance(request, { type: 'expired' }, end))
        await jobs.send(transaction, ...followUps(request, [{ type: 'expiry' }], at))
    })
  }

  /** Begins what was approved for this moment; a job that comes too early for it is put back. */
  async begin(requestId: string): Promise<void> {
    if (await this.transition(requestId, { type: 'begun' })) return
    const { db, jobs } = this.parts
    await db.transaction().execute(async (transaction) => {
      const locked = await lockRequest(transaction, requestId)
      if (locked?.request.state === 'scheduled')
        await jobs.send(transaction, ...followUps(locked.request, [{ type: 'begin' }], locked.at))
    })
  }

  /**
   * Takes back what was to last until now, as it was approved with it: a request of its own, which asks only where
   * somebody changed the assignments since. A job that comes too early, or while somebody is taking it back already,
   * is put back.
   * @param tries how often that came to nothing before.
   */
  async end(requestId: string, tries = 0): Promise<void> {
    const { db, jobs, onTransition } = this.parts
    const tenantId = (await this.read(requestId))?.request.asker.tenantId
    if (!tenantId) return
    const makeEnd = async (transaction: Transaction<Schema>) => {
      const locked = await lockRequest(transaction, requestId)
      const end = locked && endOf(locked.request)
      if (!end) return null
      const { request } = locked
      const now = await this.time(transaction)
      const isBeingUndone = await openUndoOf(transaction, requestId)
      if (end > now || isBeingUndone) {
        const when = end > now ? end : new Date(now.getTime() + UNDO_PAUSE_MS)
        await jobs.send(transaction, {
          name: 'end',
          data: { requestId, tries },
          key: requestId,
          tenantId,
          when,
        })
        return null
      }
      const approvedBefore = earlierApproval(request)
      const made = await this.take(transaction, {
        person: request.asker,
        place: request.place,
        activityId: [`end ${requestId} ${end.toISOString()}`, ...(tries ? [tries] : [])].join(' '),
        text: endSentence(request.text),
        readings: [],
        undoes: requestId,
        tries,
        ...(request.zone ? { zone: request.zone } : {}),
        ...(approvedBefore ? { approvedBefore } : {}),
      })
      return made && !('isUnderWay' in made) ? made : null
    }
    const begun = await this.lanes.through(tenantId, () => db.transaction().execute(makeEnd))
    if (begun) onTransition(begun, 'asked')
  }

  /** The request, where it is time to look how it went on devices; a job that comes too early for that is put back. */
  async dueToFollow(requestId: string): Promise<AssignmentRequest | null> {
    const { db, jobs } = this.parts
    return await db.transaction().execute(async (transaction) => {
      const locked = await lockRequest(transaction, requestId)
      const next = locked && nextLook(locked.request)
      if (!next) return null
      const now = await this.time(transaction)
      if (next <= now) return locked.request
      await jobs.send(transaction, ...followUps(locked.request, [{ type: 'follow' }], now))
      return null
    })
  }

  /** Ends requests that are over but were not ended by their job. @returns how many. */
  async expireOverdue(): Promise<number> {
    const { db } = this.parts
    const overdue = await overdueRequests(db, await this.time(db))
    for (const id of overdue) await this.expire(id)
    return overdue.length
  }

  /** A card that somebody pressed in vain is brought up to date, wherever it stands. @returns the request by now. */
  private async mend(id: string, now: Date): Promise<AssignmentRequest | null> {
    const { db, jobs } = this.parts
    const request = await this.load(id)
    if (!request) return null
    const expired = isOver(request, now) ? await this.transition(id, { type: 'expired' }) : null
    if (expired) return expired
    if (!(await isShownOld(db, id, request.revision))) return request
    await db.transaction().execute(async (transaction) => {
      if (!(await jobs.isWaiting(transaction, 'card', id)))
        await jobs.send(transaction, ...followUps(request, [{ type: 'card' }], now))
    })
    return request
  }

  /** The person has signed in: whatever of theirs waited for that goes on. */
  async signedIn(person: Pick<Person, 'tenantId' | 'oid'>): Promise<number> {
    const waiting = await waitingForSignIn(this.parts.db, person.tenantId, person.oid)
    for (const id of waiting) await this.transition(id, { type: 'signedIn' }, person.oid)
    return waiting.length
  }

  /** The person can be written to now: whatever of theirs waits for a sign-in asks again. */
  async reachable({ tenantId, oid }: Pick<Person, 'tenantId' | 'oid'>): Promise<void> {
    const { db, jobs } = this.parts
    const waiting = await waitingForSignIn(db, tenantId, oid)
    const asking = (requestId: string) => ({
      name: 'signIn' as const,
      data: { requestId },
      key: requestId,
      tenantId,
    })
    await jobs.send(db, ...waiting.map(asking))
  }

  private async take(
    transaction: Transaction<Schema>,
    asked: Asked,
  ): Promise<AssignmentRequest | { isUnderWay: string } | null> {
    const { lifetime, jobs, limits } = this.parts
    const { person, place, activityId, text, readings, undoes = null, getsOf = null, zone } = asked
    const { approvedBefore, atOnce, tries, prolongs, period } = asked
    const { conversationId } = place
    const about = { person, conversationId, activityId, text }
    const before = await askedBefore(transaction, about, limits !== undefined && !approvedBefore)
    if (before.heard) return null
    const now = this.parts.now?.() ?? before.at
    if (limits && !undoes && !prolongs && before.same) {
      await hearOnce(transaction, conversationId, activityId, before.same, now)
      return { isUnderWay: before.same }
    }
    if (limits && !approvedBefore) keepLimits(before, limits)
    if (!before.hasChain) await beginChain(transaction, person.tenantId)
    const { request, effects } = newRequest(
      {
        id: randomUUID(),
        asker: person,
        place,
        text,
        readings,
        lifetime,
        undoes,
        getsOf,
        ...(zone ? { zone } : {}),
        ...(approvedBefore ? { approvedBefore } : {}),
        ...(atOnce ? { atOnce } : {}),
        ...(tries ? { tries } : {}),
        ...(prolongs ? { prolongs } : {}),
        ...(period ? { period } : {}),
      },
      now,
    )
    const change = {
      request,
      line: {
        at: now,
        event: 'asked',
        actorOid: person.oid,
        detail: { text, ...(undoes ? { undoes } : {}), ...(prolongs ? { prolongs: prolongs.id } : {}) },
      },
      jobs: await jobs.insertions(followUps(request, effects, now)),
    }
    return (await saveNew(transaction, change, { conversationId, activityId })) ? request : null
  }

  private async read(id: string): Promise<Read | null> {
    return await readRequest(this.parts.db, id)
  }

  /** What an event makes of a request as it was read; null where it does not fit. */
  private next({ request, at }: Read, event: Event): Next | null {
    const { rules, late, follow } = this.parts
    const now = this.parts.now?.() ?? at
    const next = advance(request, event, now, rules, late, follow)
    return next && { ...next, at: now }
  }

  /** @returns false where somebody else has changed it since it was read. */
  private save(
    connection: Kysely<Schema> | Transaction<Schema>,
    { request: { id, revision }, traceparent }: Read,
    { request, effects, at }: Next,
    event: Event,
    actorOid: string | null,
  ): Promise<boolean> {
    const attributes = { 'assent.request_id': id, 'assent.state': request.state }
    return spanned(`request ${event.type}`, { attributes, continues: traceparent }, async () => {
      const line = { at, event: event.type, actorOid, detail: detailOf(event, request) }
      const jobs = await this.parts.jobs.insertions(followUps(request, effects, at))
      return await saveChange(connection, revision, { request, line, jobs })
    })
  }

  /** Of a request that is locked. @returns it afterwards; null where the event does not fit. */
  private async change(
    transaction: Transaction<Schema>,
    locked: Read | undefined,
    event: Event,
    actorOid: string | null,
  ): Promise<AssignmentRequest | null> {
    const next = locked && this.next(locked, event)
    if (!next) return null
    if (!(await this.save(transaction, locked, next, event, actorOid)))
      throw new Error('a request that was locked has changed')
    return next.request
  }

  private async time(connection: Kysely<Schema> | Transaction<Schema>): Promise<Date> {
    return this.parts.now?.() ?? (await databaseTime(connection))
  }
}

/** The other request that is changed with one when it is done: what it took back, or what it prolongs. */
function otherDone(before: AssignmentRequest, after: AssignmentRequest): string | null {
  const isDone = before.state !== 'done' && after.state === 'done'
  return isDone ? (after.undoes ?? after.prolongs?.id ?? null) : null
}
