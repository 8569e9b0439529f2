import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import type { Answer, Call } from './http.ts'

/** One thing that goes wrong on demand. It is used up after `times`; without it, it holds until it is replaced. */
export const FaultRule = z
  .object({
    method: z.string().optional(),
    /** A part of the path. */
    path: z.string().optional(),
    status: z.number().int(),
    /** Seconds, as a header; when left out, none is sent, as Intune often does. */
    retryAfter: z.number().optional(),
    message: z.string().optional(),
    /** True: the call has its effect first, and only the answer is bad. */
    afterEffect: z.boolean().default(false),
    /** The connection breaks instead of an answer. */
    drop: z.boolean().default(false),
    /** No answer at all: the connection stays open until the caller lets go of it. */
    hang: z.boolean().default(false),
    /** The true answer with its status, but only the first half of its body. */
    cut: z.boolean().default(false),
    /** Instead of a Graph error: a page written by something in between. */
    html: z.string().optional(),
    headers: z.record(z.string()).default({}),
    times: z.number().int().positive().optional(),
  })
  .strict()
type FaultRule = z.infer<typeof FaultRule>

/** What goes wrong at one server. */
export const Weather = z
  .object({
    rules: z.array(FaultRule).default([]),
    /** Milliseconds before every answer. */
    latency: z.number().nonnegative().default(0),
  })
  .strict()
export type Weather = z.infer<typeof Weather>

/** Lets a call through, or answers it badly. */
export async function inWeather(weather: Weather, call: Call, act: () => Promise<Answer>): Promise<Answer> {
  if (weather.latency > 0) await pause(weather.latency)
  const rule = weather.rules.find(
    ({ method, path, times }) =>
      (method === undefined || method === call.method) &&
      (path === undefined || decodeURIComponent(call.url.pathname).includes(path)) &&
      times !== 0,
  )
  if (!rule) return act()
  if (rule.times !== undefined) rule.times -= 1
  if (rule.cut) return cutAnswer(await act(), rule.status)
  if (rule.afterEffect) await act()
  if (rule.hang) return { status: 0, hang: true }
  return rule.drop ? { status: 0, drop: true } : badAnswer(rule)
}

/** What a proxy passes on when it loses the other side halfway: the first half of a body, even where there was none. */
function cutAnswer(answer: Answer, status: number): Answer {
  const body = JSON.stringify(answer.body ?? { value: [] })
  const headers = { ...answer.headers, 'content-type': 'application/json; charset=utf-8' }
  return { status, headers, body: body.slice(0, Math.ceil(body.length / 2)) }
}

const NAMES: Record<number, [code: string, message: string]> = {
  400: ['BadRequest', 'The request is not valid.'],
  403: ['Forbidden', 'User is not authorized to perform this operation.'],
  404: ['ResourceNotFound', 'Resource not found.'],
  408: ['RequestTimeout', 'The request timed out.'],
  409: ['Conflict', 'The request conflicts with another one.'],
  429: ['TooManyRequests', 'Too many requests.'],
  500: ['InternalServerError', 'Internal Server Error.'],
  503: ['ServiceUnavailable', 'Service unavailable.'],
  504: ['GatewayTimeout', 'Gateway timeout.'],
}

function badAnswer({ status, retryAfter, message, headers, html }: FaultRule): Answer {
  if (html !== undefined) return { status, headers: { 'content-type': 'text/html', ...headers }, body: html }
  const [code, words] = NAMES[status] ?? ['UnknownError', 'Something failed.']
  const wait = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }
  return {
    status,
    headers: { ...wait, ...headers },
    body: { error: { code, message: message ?? words, innerError: {} } },
  }
}
