import { randomUUID } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import type { Person } from '../identity/person.ts'
import { appendAudit } from '../store/audit.ts'
import type { JobQueue } from '../store/jobs.ts'
import {
  hearOnce,
  insertRequest,
  loadRequest,
  lockRequest,
  saveRequest,
  waitingForSignIn,
} from '../store/requests.ts'
import type { Schema } from '../store/schema.ts'
import { advance, isOver, newRequest } from './advance.ts'
import type { Asking, AssignmentRequest, Effect, Event, Place } from './request.ts'
import { type Verb, whyNot } from './rules.ts'

export interface DeskParts {
  db: Kysely<Schema>
  jobs: JobQueue
  /** How long people have to decide, in milliseconds. */
  lifetime: number
  now: () => Date
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
}

/** A button somebody pressed. `round` is the one the card was drawn for. */
export interface Click {
  requestId: string
  round: number
  verb: Verb
  /** The object that was picked, with `choose`; a policy's place, with `leaveOut` and `takeIn`. */
  choice: string | null
  person: Person
  place: Place
}

export type Verdict =
  | { accepted: true; request: AssignmentRequest }
  | { accepted: false; sentence: string; request: AssignmentRequest | null }

/** The one place where requests change: each change is one transaction with its audit line and its jobs. */
export class Desk {
  private readonly parts: DeskParts

  constructor(parts: DeskParts) {
    this.parts = parts
  }

  /** @returns null when this very message was heard before. */
  async open(asked: Asked): Promise<AssignmentRequest | null> {
    const { db, now, lifetime, onTransition } = this.parts
    const { person, place, activityId, text, readings } = asked
    const { request, effects } = newRequest(
      { id: randomUUID(), asker: person, place, text, readings, lifetime },
      now(),
    )
    const opened = await db.transaction().execute(async (transaction) => {
      if (!(await hearOnce(transaction, place.conversationId, activityId, request.id, now()))) return false
      await insertRequest(transaction, request)
      await this.enqueue(transaction, request, effects)
      await this.record(transaction, request, 'asked', person.oid, { text })
      return true
    })
    if (opened) onTransition(request, 'asked')
    return opened ? request : null
  }

  load(id: string): Promise<AssignmentRequest | null> {
    return loadRequest(this.parts.db, id)
  }

  /**
   * A click. Everything but the id, the round and the verb comes from the store; of many clicks at once exactly
   * one is accepted, since the request is locked while it changes.
   */
  async decide(click: Click): Promise<Verdict> {
    const before = await this.load(click.requestId)
    if (!before || before.asker.tenantId !== click.person.tenantId) {
      return { accepted: false, sentence: 'I do not know this request any more.', request: null }
    }
    const objection = whyNot(before, click.person, click.place, click.verb)
    if (objection) return { accepted: false, sentence: objection, request: before }
    const event = eventOf(click)
    if (!event) return { accepted: true, request: before }
    const isOld = (request: AssignmentRequest) => request.round !== click.round
    const after = await this.transition(
      click.requestId,
      event,
      click.person.oid,
      (request) => !isOld(request),
    )
    if (after) return { accepted: true, request: after }
    const current = (await this.load(click.requestId)) ?? before
    return { accepted: false, sentence: this.whyLate(current, isOld(current)), request: current }
  }

  /** @returns the request as it is then; null when the event does not fit any more, and nothing changed. */
  async transition(
    requestId: string,
    event: Event,
    actorOid: string | null = null,
    fits: (request: AssignmentRequest) => boolean = () => true,
  ): Promise<AssignmentRequest | null> {
    const { db, now, onTransition } = this.parts
    const after = await db.transaction().execute(async (transaction) => {
      const request = await lockRequest(transaction, requestId)
      const next = request && fits(request) ? advance(request, event, now()) : null
      if (!next) return null
      await saveRequest(transaction, next.request, now())
      await this.enqueue(transaction, next.request, next.effects)
      await this.record(transaction, next.request, event.type, actorOid, detailOf(event))
      return next.request
    })
    if (after) onTransition(after, event.type)
    return after
  }

  /** The person has signed in: whatever of theirs waited for that goes on. */
  async signedIn(person: Pick<Person, 'tenantId' | 'oid'>): Promise<number> {
    const waiting = await waitingForSignIn(this.parts.db, person.tenantId, person.oid)
    for (const id of waiting) await this.transition(id, { type: 'signedIn' }, person.oid)
    return waiting.length
  }

  /** The person can be written to now: whatever of theirs waits for a sign-in asks them again. */
  async reachable(person: Pick<Person, 'tenantId' | 'oid'>): Promise<void> {
    const { db, jobs } = this.parts
    const waiting = await waitingForSignIn(db, person.tenantId, person.oid)
    await db.transaction().execute(async (transaction) => {
      for (const requestId of waiting)
        await jobs.send(transaction, 'signIn', { requestId }, { key: requestId })
    })
  }

  private async enqueue(
    transaction: Transaction<Schema>,
    request: AssignmentRequest,
    effects: Effect[],
  ): Promise<void> {
    const { jobs } = this.parts
    const requestId = request.id
    for (const effect of effects) {
      if (effect.type === 'apply') {
        const policy = request.items[effect.item]?.plan.policy
        const key = `${request.asker.tenantId} ${policy?.kind} ${policy?.id}`
        await jobs.send(transaction, 'apply', { requestId, item: effect.item }, { key })
      } else if (effect.type === 'expiry') {
        // A little later than the moment itself, so that the job never comes too early for it.
        const startAfter = new Date(Date.parse(request.expiresAt) + 1000)
        await jobs.send(transaction, 'expiry', { requestId }, { key: requestId, startAfter })
      } else {
        await jobs.send(transaction, effect.type, { requestId }, { key: requestId })
      }
    }
  }

  private async record(
    transaction: Transaction<Schema>,
    request: AssignmentRequest,
    event: string,
    actorOid: string | null,
    detail: object,
  ): Promise<void> {
    await appendAudit(transaction, request, { at: this.parts.now(), event, actorOid, detail })
  }

  private whyLate(request: AssignmentRequest, isOld: boolean): string {
    const { decision, asker } = request
    switch (request.state) {
      case 'pending':
      case 'choosing':
        if (isOver(request, this.parts.now()))
          return 'This request has expired. Ask again if it is still wanted.'
        return isOld
          ? 'This card is out of date. Decide on the newest card of this request.'
          : request.state === 'choosing'
            ? 'That is not one of the choices any more.'
            : 'That cannot be done with this request as it is now.'
      case 'approved':
      case 'applying':
      case 'done':
      case 'failed':
        return `Already approved by ${decision?.by.name ?? asker.name}. Nothing was done twice.`
      case 'cancelled':
      case 'rejected':
        return `${decision?.by.name ?? asker.name} has already ${request.state} this request.`
      case 'expired':
        return 'This request has expired. Ask again if it is still wanted.'
      case 'signInNeeded':
        return `This request waits for ${asker.name} to sign in.`
      default:
        return 'There is nothing to decide about this request at the moment.'
    }
  }
}

/** Null where there is nothing to decide. */
function eventOf({ verb, choice, person: by }: Click): Event | null {
  switch (verb) {
    case 'choose':
      return { type: 'chose', by, choice: choice ?? '' }
    case 'leaveOut':
    case 'takeIn':
      return { type: 'ticked', by, item: Number(choice ?? Number.NaN), ticked: verb === 'takeIn' }
    case 'approve':
      return { type: 'approved', by }
    case 'cancel':
      return { type: 'cancelled', by }
    case 'retry':
      return { type: 'retried', by }
    case 'page':
      return null
  }
}

/** For the audit trail: what the event brought, without the plans, which the request holds. */
function detailOf(event: Event): object {
  switch (event.type) {
    case 'planned':
    case 'answered':
      return {
        policies: event.plans.map((plan) => plan.policy),
        ...('reason' in event ? { reason: event.reason } : {}),
      }
    case 'drifted':
      return { item: event.item, policy: event.plan.policy }
    case 'replanned':
      return { policies: event.outcomes.map((one) => one?.plan?.policy ?? one?.refusal ?? null) }
    default: {
      const { type: _type, ...detail } = event
      return detail
    }
  }
}
