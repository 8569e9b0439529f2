import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises'
import { ActivityTypes, type Middleware, type TurnContext } from 'botbuilder'
import { channelOf } from '../../request/place.ts'
import { RateLimiter } from '../outbound/rateLimiter.ts'

/** Statuses that Microsoft says to repeat (learn.microsoft.com/microsoftteams, conversation-messages). */
const REPEAT_UPDATE = [412, 429, 502, 503, 504]
/** A create that was accepted and then failed would be there twice: only one that was never begun is repeated. */
const REPEAT_CREATE = [429]
const ATTEMPTS = 5
/**
 * While Teams waits for the turn's own answer, which is the answer to an invoke; it gives up after some ten seconds.
 */
const PATIENCE_IN_INVOKE_MS = 5000
/** Only the person waits for the answer to a message. */
const PATIENCE_IN_TURN_MS = 20_000
const PATIENCE_IN_JOB_MS = 60_000

/**
 * Everything the bot sends, in turns and from jobs, goes through here: within Teams' rate for the conversation,
 * and repeated only where that cannot double a message.
 */
export function rateLimitMiddleware(): Middleware {
  const rate = new RateLimiter()
  return {
    async onTurn(context, next) {
      const patience = patienceOf(context)
      const lane = laneOf(context)
      const within = <T>(send: () => Promise<T>) => rate.send(lane, patience, send)
      context.onSendActivities(async (_context, activities, send) => {
        // The answer to an invoke goes back with the request itself.
        if (activities.every(({ type }) => type === ActivityTypes.InvokeResponse)) return send()
        if (activities.every(({ type }) => type === ActivityTypes.Typing)) {
          if (release(context)) await nextTurn()
          return typing(rate, lane, send)
        }
        if (!rate.isFree(lane)) release(context)
        return repeated(REPEAT_CREATE, patience, () => within(send))
      })
      context.onUpdateActivity((_context, _activity, send) =>
        repeated(REPEAT_UPDATE, patience, () => within(send)),
      )
      context.onDeleteActivity((_context, _reference, send) =>
        repeated(REPEAT_UPDATE, patience, () => within(send)),
      )
      await next()
    },
  }
}

/** For calls that do no harm when made twice, such as opening a chat. */
export function repeatedInTurn<T>(call: () => Promise<T>): Promise<T> {
  return repeated(REPEAT_UPDATE, PATIENCE_IN_INVOKE_MS, call)
}

/** The status Teams answered with; 0 when there was no answer. */
export function httpStatusOf(error: unknown): number {
  return Number((error as { statusCode?: number })?.statusCode ?? 0)
}

/**
 * @param released is called as soon as the turn only has to send: where it would wait for the conversation's rate, and
 * before it shows that something is happening.
 */
export function onlySendsAreLeft(context: TurnContext, released: () => void): void {
  context.turnState.set(ONLY_SENDS, released)
}

const ONLY_SENDS = Symbol('only sends are left')

/** @returns whether Teams gets its answer now, before anything else is sent. */
function release({ turnState }: TurnContext): boolean {
  const released = turnState.get<(() => void) | undefined>(ONLY_SENDS)
  released?.()
  return released !== undefined
}

/** This says "wait a moment": where it would have to wait itself, it says nothing, and nothing waits for it. */
function typing<T>(rate: RateLimiter, lane: string, send: () => Promise<T[]>): T[] {
  rate.sendIfFree(lane, send)?.catch(() => {})
  return []
}

async function repeated<T>(
  statuses: readonly number[],
  patience: number,
  send: () => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await send()
    } catch (error) {
      const wait = retryAfter(error) ?? 500 * 2 ** attempt * (0.5 + Math.random())
      if (!statuses.includes(httpStatusOf(error)) || attempt >= ATTEMPTS || wait > patience) throw error
      await pause(wait)
    }
  }
}

/** A channel's threads count together. */
function laneOf({ activity }: TurnContext): string {
  return channelOf(activity.conversation?.id ?? '')
}

function patienceOf(context: TurnContext): number {
  if (isProactive(context)) return PATIENCE_IN_JOB_MS
  return context.activity.type === ActivityTypes.Invoke ? PATIENCE_IN_INVOKE_MS : PATIENCE_IN_TURN_MS
}

/** botbuilder creates a turn of its own, with an event as its activity, for what no message caused. */
function isProactive({ activity }: TurnContext): boolean {
  return activity.type === ActivityTypes.Event
}

/** Milliseconds that Teams asks us to wait, where it says so. */
function retryAfter(error: unknown): number | null {
  const response = (error as { response?: { headers?: { get(name: string): string | undefined } } })?.response
  const seconds = Number(response?.headers?.get('retry-after'))
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : null
}
