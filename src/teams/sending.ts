import { setTimeout as pause } from 'node:timers/promises'
import { ActivityTypes, type Middleware, type TurnContext } from 'botbuilder'
import { Rate, TooBusy } from './rate.ts'

/** Statuses that Microsoft says to repeat (learn.microsoft.com/microsoftteams, conversation-messages). */
const REPEAT_UPDATE = [412, 429, 502, 503, 504]
/** A create that was accepted and then failed would stand there twice: only one that was never begun is repeated. */
const REPEAT_CREATE = [429]
const ATTEMPTS = 5
/** While Teams waits for the turn's own answer; it gives up after some ten seconds. */
const PATIENCE_IN_TURN_MS = 5000
const PATIENCE_IN_JOB_MS = 60_000

/**
 * Everything the bot sends, in turns and from jobs, goes through here: within Teams' rate for the conversation,
 * and repeated only where that cannot double a message.
 */
export function keepingRate(rate = new Rate()): Middleware {
  return {
    async onTurn(context, next) {
      const patience = isProactive(context) ? PATIENCE_IN_JOB_MS : PATIENCE_IN_TURN_MS
      const lane = laneOf(context)
      const within = <T>(send: () => Promise<T>) => rate.send(lane, patience, send)
      context.onSendActivities(async (_context, activities, send) => {
        // The answer to an invoke goes back with the request itself.
        if (activities.every(({ type }) => type === ActivityTypes.InvokeResponse)) return send()
        if (activities.every(({ type }) => type === ActivityTypes.Typing)) return typing(rate, lane, send)
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

/** The status Teams answered with; 0 when there was no answer. */
export function statusOf(error: unknown): number {
  return Number((error as { statusCode?: number })?.statusCode ?? 0)
}

/** It says "wait a moment": where it would have to wait itself, it says nothing. */
async function typing<T>(rate: Rate, lane: string, send: () => Promise<T[]>): Promise<T[]> {
  try {
    return await rate.send(lane, 0, send)
  } catch (error) {
    if (error instanceof TooBusy || statusOf(error) === 429) return []
    throw error
  }
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
      if (!statuses.includes(statusOf(error)) || attempt >= ATTEMPTS || wait > patience) throw error
      await pause(wait)
    }
  }
}

/** Threads of a channel count together: a thread's id is the channel's with `;messageid=…` behind it. */
function laneOf({ activity }: TurnContext): string {
  return activity.conversation?.id?.split(';')[0] ?? ''
}

/** botbuilder begins a turn of its own, with an event as its activity, for what no message caused. */
function isProactive({ activity }: TurnContext): boolean {
  return activity.type === ActivityTypes.Event
}

/** Milliseconds that Teams asks us to wait, when it says so. */
function retryAfter(error: unknown): number | null {
  const response = (error as { response?: { headers?: { get(name: string): string | undefined } } })?.response
  const seconds = Number(response?.headers?.get('retry-after'))
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : null
}
