import type { JWTPayload } from 'jose'
import { PEOPLE } from '../company.ts'
import { Denied, intune } from './errors.ts'

/** Who is calling, by a verified token. */
export interface Caller {
  oid: string
  /** The app the token was given to. */
  appId: string
  /** `user`: delegated; `app`: the app as itself. */
  kind: 'user' | 'app'
  scopes: readonly string[]
  mayAssign: boolean
}

export type Verify = (token: string, audience: readonly string[]) => Promise<JWTPayload | null>

const AUDIENCE = ['https://graph.microsoft.com', '00000003-0000-0000-c000-000000000000']

/** @throws {Denied} 401, worded as Graph does. */
export async function callerOf(authorization: string | undefined, verify: Verify): Promise<Caller> {
  const [, token] = /^Bearer (\S+)$/i.exec(authorization ?? '') ?? []
  if (!token) throw new Denied(401, 'InvalidAuthenticationToken', 'Access token is empty.')
  const claims = await verify(token, AUDIENCE)
  if (!claims) {
    throw new Denied(401, 'InvalidAuthenticationToken', 'Access token validation failure.', {
      headers: { 'www-authenticate': 'Bearer realm="", error="invalid_token"' },
    })
  }
  const oid = String(claims.oid)
  return {
    oid,
    appId: String(claims.appid),
    kind: claims.idtyp === 'user' ? 'user' : 'app',
    scopes: String(claims.scp ?? '')
      .split(' ')
      .filter(Boolean),
    mayAssign: PEOPLE.find((person) => person.oid === oid)?.role === 'administrator',
  }
}

/** One of these scopes, or one that includes it. @throws {Denied} */
export function demandScope(caller: Caller, anyOf: readonly string[], byIntune: boolean): void {
  if (caller.kind === 'user' && anyOf.some((scope) => caller.scopes.includes(scope))) return
  if (!byIntune) {
    throw new Denied(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.')
  }
  throw intune(
    403,
    `Application is not authorized to perform this operation. Application must have one of the following scopes: ${anyOf.join(', ')}`,
    'Forbidden',
  )
}

/**
 * A scope is only the ceiling: the person needs an Intune role that may assign
 * (learn.microsoft.com/mem/intune/fundamentals/role-based-access-control).
 */
export function demandRole(caller: Caller): void {
  if (caller.mayAssign) return
  throw intune(
    403,
    'User is not authorized to perform this operation: an Intune role with Assign is missing',
    'Forbidden',
  )
}
