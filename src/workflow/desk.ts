import type { Kysely, Transaction } from 'kysely'
import type { Limits } from '../config/settings.ts'
import { spanned } from '../observability/traces.ts'
import { askedChannelOf } from '../request/approval/eligibility.ts'
import type { RuleBook } from '../request/approval/rules.ts'
import { absentable, withStandIns } from '../request/approval/standIn.ts'
import type { Event, Transition } from '../request/event.ts'
import { channelOf } from '../request/place.ts'
import type { AssignmentRequest } from '../request/request.ts'
import { advance } from '../request/transition.ts'
import { findChannel } from '../store/channels.ts'
import { databaseTime } from '../store/databaseClock.ts'
import type { JobQueue } from '../store/jobs.ts'
import { openUndoOf } from '../store/lookups.ts'
import { loadRequest, lockRequests, type Read, readRequest } from '../store/requests.ts'
import { saveChange } from '../store/saveChange.ts'
import type { Schema } from '../store/schema.ts'
import { standInsFor } from '../store/standIns.ts'
import { TenantLanes } from '../store/tenantLanes.ts'
import { detailOf } from './auditDetail.ts'
import { followUps } from './followUps.ts'

export interface DeskParts {
  db: Kysely<Schema>
  jobs: JobQueue
  /** How long people have to decide where no rule says otherwise, in milliseconds. */
  lifetime: number
  /** How long after its end a request can be undone, in milliseconds. */
  undoWindow: number
  rules: RuleBook
  /** How long after its moment something scheduled may still begin, in milliseconds; a few hours when left out. */
  late?: number
  /** How many hours after a change to check how it went on devices; never when left out. */
  follow?: readonly number[]
  /** No limit when left out. */
  limits?: Limits
  /** The database's clock, which all replicas share, when left out. */
  now?: () => Date
  /** Called with every transition after it has been stored. */
  onTransition: (request: AssignmentRequest, event: Event['type'] | 'asked') => void
}

export type Verdict =
  | { accepted: true; request: AssignmentRequest }
  /** `sentence` also says so where the decision counts only after somebody has been looked up. */
  | { accepted: false; sentence: string; request: AssignmentRequest | null }

/** The outcome of an event, and when it happened. */
type TimedTransition = Transition & { at: Date }

/** What was to last longer is already being taken back. */
class TooLate extends Error {
  override readonly name = 'TooLate'
}

/** The one place where requests change: each change is one transaction with its audit line and its jobs. */
export class Desk {
  readonly parts: DeskParts
  /** Everything that changes a tenant's requests runs through here. */
  readonly lanes = new TenantLanes()

  constructor(parts: DeskParts) {
    this.parts = parts
  }

  /** As people decide about it now: including those who stand in for approvers. */
  async load(id: string): Promise<AssignmentRequest | null> {
    const request = await loadRequest(this.parts.db, id)
    return request && (await this.asDecidedNow(request))
  }

  /** With those standing in for its approvers at the moment, where its rule lets them; not to be stored. */
  async asDecidedNow<R extends AssignmentRequest>(request: R): Promise<R> {
    return await this.withChannelName(await this.withStandIns(request))
  }

  private async withChannelName<R extends AssignmentRequest>(request: R): Promise<R> {
    const id = askedChannelOf(request)
    const { terms } = request
    const found = id && (await findChannel(this.parts.db, request.asker.tenantId, channelOf(id)))
    if (!found || !terms) return request
    const { team, name, url } = found
    return { ...request, terms: { ...terms, channelName: { team, name, url } } }
  }

  private async withStandIns<R extends AssignmentRequest>(request: R): Promise<R> {
    const { db } = this.parts
    const ids = absentable(request)
    if (ids.length === 0) return request
    return withStandIns(request, await standInsFor(db, request.asker.tenantId, ids, await this.time(db)))
  }

  /** @returns the request afterwards; null if the event no longer applies and nothing changed. */
  async transition(
    requestId: string,
    event: Event,
    actorOid: string | null = null,
    fits: (request: AssignmentRequest) => boolean = () => true,
  ): Promise<AssignmentRequest | null> {
    return this.transitionRead(await readRequest(this.parts.db, requestId), event, actorOid, fits)
  }

  /** The same, for a request that has just been read. */
  async transitionRead(
    just: Read | null,
    event: Event,
    actorOid: string | null,
    fits: (request: AssignmentRequest) => boolean,
  ): Promise<AssignmentRequest | null> {
    const { db, onTransition } = this.parts
    // Somebody else was first: the request's new state decides.
    for (let read = just; read && fits(read.request); read = await readRequest(db, read.request.id)) {
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

  /** Together with what it took back or prolonged, in the same transaction, so that nobody can do that twice. */
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

  /**
   * Once it is approved, changes the end of the request that it prolongs or shortens.
   * @throws {TooLate}, so that nothing counts as approved.
   */
  private async prolong(
    transaction: Transaction<Schema>,
    { prolongs, period, decision }: AssignmentRequest,
    prolonged: Read | undefined,
    actorOid: string | null,
  ): Promise<AssignmentRequest | null> {
    if (!prolongs || !decision || typeof period?.end !== 'string') return null
    const earlier = prolongs.earlier ? { earlier: true as const } : {}
    const event: Event = { type: 'prolonged', by: decision.by, end: period.end, ...earlier }
    const isOver = await openUndoOf(transaction, prolongs.id)
    const after = isOver ? null : await this.change(transaction, prolonged, event, actorOid)
    if (!after) throw new TooLate()
    return after
  }

  /** The request that results from an event, as it was read; null where the event does not apply. */
  private next({ request, at }: Read, event: Event): TimedTransition | null {
    const { rules, late, follow } = this.parts
    const now = this.parts.now?.() ?? at
    const next = advance(request, event, now, rules, late, follow)
    return next && { ...next, at: now }
  }

  /** @returns false where somebody else has changed it since it was read. */
  private save(
    connection: Kysely<Schema> | Transaction<Schema>,
    { request: { id, revision }, traceparent }: Read,
    { request, effects, at }: TimedTransition,
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

  /** For a request that is locked. @returns it afterwards; null where the event does not apply. */
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

  /** The current time, by the database's clock, which all replicas share. */
  async time(connection: Kysely<Schema> | Transaction<Schema>): Promise<Date> {
    return this.parts.now?.() ?? (await databaseTime(connection))
  }
}

/** The other request that changes with one when it is done: what it took back, or what it prolongs. */
function otherDone(before: AssignmentRequest, after: AssignmentRequest): string | null {
  const isDone = before.state !== 'done' && after.state === 'done'
  return isDone ? (after.undoes ?? after.prolongs?.id ?? null) : null
}
