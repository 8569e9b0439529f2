import { z } from 'zod'
import { Weather } from '../weather.ts'
import { REFUSAL_NAMES } from './tokenRefusals.ts'

/** Whom and which scopes a condition is about: everybody and every scope when left out. `person` is an object id. */
const ConditionScope = z.object({ person: z.string().optional(), scope: z.string().optional() })

export const Conditions = z.object({
  /** Nobody consented to these; scopes by short name, such as `DeviceManagementApps.ReadWrite.All`. */
  consentMissing: z.array(ConditionScope),
  /** These need a stronger sign-in than the one they have; `claims` is the JSON text that asks for it. */
  stepUp: z.array(ConditionScope.extend({ claims: z.string().optional() })),
  /** Object ids of people whom a Conditional Access policy shuts out. */
  blocked: z.array(z.string()),
  /** Object ids of people for whom Teams gets no token silently. */
  ssoRefused: z.array(z.string()),
  /** True: every token request fails for a while (AADSTS90033); a number: that many do. */
  unavailable: z.union([z.boolean(), z.number().int().nonnegative()]),
  /** Every exchange on somebody's behalf is refused for this reason, or the next `times` of them; null: none is. */
  refused: z
    .object({ why: z.enum(REFUSAL_NAMES), times: z.number().int().nonnegative().optional() })
    .nullable(),
  /** What goes wrong with single calls, as with any server: a path that is never answered, say. */
  rules: Weather.shape.rules,
  /** Connections break without an answer. */
  down: z.boolean(),
  /** Milliseconds before every answer. */
  latency: z.number().nonnegative(),
  /** Seconds by which the provider's clock is wrong, the beginning of its tokens included. */
  clockSkew: z.number(),
  /** Seconds that access tokens live; null for Entra's own 60 to 90 minutes. */
  lifetime: z.number().positive().nullable(),
})
export type Conditions = z.infer<typeof Conditions>

export function fairConditions(): Conditions {
  return {
    consentMissing: [],
    stepUp: [],
    blocked: [],
    ssoRefused: [],
    unavailable: false,
    refused: null,
    rules: [],
    down: false,
    latency: 0,
    clockSkew: 0,
    lifetime: null,
  }
}

/** Whether a condition applies to a person and one of these scopes. */
export function concerns(
  { person, scope }: z.infer<typeof ConditionScope>,
  oid: string,
  scopes: readonly string[],
): boolean {
  const isPerson = person === undefined || person === oid
  return isPerson && (scope === undefined || scopes.some((one) => one.toLowerCase() === scope.toLowerCase()))
}
