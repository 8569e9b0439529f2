import { randomUUID } from 'node:crypto'
import type { Answer, Call, Handler } from '../http.ts'
import { inWeather } from '../weather.ts'
import { type Caller, callerOf, demandScope, type Verify } from './bearer.ts'
import { CallAllowance } from './callAllowance.ts'
import { answerOf, Denied } from './errors.ts'
import type { Faults } from './faults.ts'
import { astray } from './paging.ts'

/** One answered call: the tenant's own log, by which tests judge what really happened. */
export interface CallRecord {
  method: string
  path: string
  status: number
  requestId: string
  /** Object id of the person whose token it was; null without a good token. */
  oid: string | null
  appId: string | null
  kind: 'user' | 'app' | null
  scopes: readonly string[]
  at: string
  /** Whether it changed assignments. */
  wrote: boolean
}

/** What a route demands of its callers. */
export interface Demand {
  /** One of these. */
  scopes: readonly string[]
  /** Intune's own back end answers, in its own words. */
  byIntune: boolean
  /** What it does, when it does it, changes assignments. */
  writes?: boolean
}

/** Checks the token, answers, and notes the call. */
export type Guard = (demand: Demand, act: (call: Call, caller: Caller) => Answer | Promise<Answer>) => Handler

const MAX_CALLS = 20_000

export function makeGuard(options: {
  verify: Verify
  faults: () => Faults
  calls: CallRecord[]
  /** Called for every call with its query and body. */
  onCall(record: CallRecord, sent: { query: string; body: string }): void
}): Guard {
  const { calls } = options
  const grant = new CallAllowance()
  return ({ scopes, byIntune, writes = false }, act) =>
    async (call) => {
      const requestId = randomUUID()
      let caller: Caller | null = null
      let wrote = false
      const path = decodeURIComponent(call.url.pathname)
      const answer = await inWeather(options.faults(), call, async () => {
        try {
          caller = await callerOf(call.headers.authorization, options.verify)
          demandScope(caller, scopes, byIntune)
          if (byIntune && options.faults().throttles) grant.spend(caller.appId, call.method)
          const given = astray(call, await act(call, caller), options.faults().nextLink)
          wrote = writes
          return given
        } catch (error) {
          if (error instanceof Denied) return answerOf(error, requestId, path)
          throw error
        }
      })
      const { oid = null, appId = null, kind = null, scopes: had = [] } = (caller as Caller | null) ?? {}
      const record = {
        method: call.method,
        path,
        status: answer.status,
        requestId,
        oid,
        appId,
        kind,
        scopes: had,
        at: new Date().toISOString(),
        wrote,
      }
      calls.push(record)
      options.onCall(record, { query: decodeURIComponent(call.url.search), body: call.body })
      if (calls.length > MAX_CALLS) calls.shift()
      return { ...answer, headers: { 'request-id': requestId, ...answer.headers } }
    }
}
