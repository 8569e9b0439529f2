import { isGuid } from '../../intune/guid.ts'
import { PEOPLE } from '../company.ts'
import type { Call } from '../http.ts'
import type { ApprovalRequests } from './approvalRequests.ts'
import type { Caller } from './bearer.ts'
import { Denied, intune } from './errors.ts'
import type { Faults } from './faults.ts'
import type { ApprovalRequest, Identity, IntuneObject } from './state.ts'

const JUSTIFICATION = 'x-msft-approval-justification'
const CODE = 'x-msft-approval-code'
const MAX_CHARACTERS = 1024
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/** A write that Multi Admin Approval may block. */
export interface Attempt {
  call: Call
  caller: Caller
  collection: string
  object: IntuneObject
}

/**
 * Lets a write to a protected collection through only with the code of a request that another administrator
 * approved, sent by whoever filed it, and exactly as it was filed. A write with a justification files such a request
 * and changes nothing
 * (learn.microsoft.com/intune/fundamentals/role-based-access-control/multi-admin-approval-graph-api; refusals as
 * reported in github.com/Microsoft365DSC/Microsoft365DSC/issues/7236 and
 * github.com/Micke-K/IntuneManagement/discussions/426). Neither reads the body: what is wrong with it shows when the
 * write is performed.
 *
 * @returns the request to complete once the write was performed; null where nothing is protected.
 * @throws {Denied}
 */
export function admit(
  requests: ApprovalRequests,
  attempt: Attempt,
  answersWith: Faults['approvalStatus'],
): ApprovalRequest | null {
  const { call, caller, collection, object } = attempt
  if (!requests.protects(collection)) return null
  const { [JUSTIFICATION]: justification, [CODE]: code } = call.headers
  if (justification === undefined && code !== undefined) return redeemed(requests, attempt, String(code))
  const requestJustification = readJustification(String(justification ?? ''))
  if (requests.openFor(collection, object.id)) {
    throw intune(409, 'An active Approval Request already exists for this entity', 'Conflict')
  }
  const { id } = requests.file({
    requestor: identityOf(caller.oid),
    requestJustification,
    collection,
    objectId: object.id,
    ...asSent(call),
  })
  throw filed(id, answersWith)
}

function readJustification(header: string): string {
  if (header.trim() === '') throw intune(400, `Header '${JUSTIFICATION}' is required to request approval`)
  const text = BASE64.test(header) ? utf8(Buffer.from(header, 'base64')) : null
  if (text === null) throw intune(400, `Header '${JUSTIFICATION}' must be a Base64 encoded UTF-8 string`)
  if (text.trim() === '') throw intune(400, `Header '${JUSTIFICATION}' is required to request approval`)
  if (text.length > MAX_CHARACTERS) {
    throw intune(
      400,
      `Decoded content of '${JUSTIFICATION}' header must be no greater than ${MAX_CHARACTERS} characters`,
    )
  }
  return text
}

function utf8(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** The back end does not say which of its reasons applies. */
function redeemed(
  requests: ApprovalRequests,
  { call, caller, collection, object }: Attempt,
  code: string,
): ApprovalRequest {
  if (!isGuid(code)) throw intune(400, 'Invalid approval header format, expected GUID format')
  const request = requests.find(code)
  const { method, url, body } = asSent(call)
  const isAsFiled =
    request?.status === 'approved' &&
    request.requestor.id === caller.oid &&
    request.collection === collection &&
    request.objectId === object.id &&
    request.method === method &&
    request.url === url &&
    request.body === body
  if (request && isAsFiled) return request
  throw intune(403, 'An error has occurred', 'Forbidden')
}

function filed(id: string, status: Faults['approvalStatus']): Denied {
  const message = `Approval Required. Request Approval using the request ID returned as part of the ${CODE} response header. ${CODE}: ${id}`
  const headers = { [CODE]: id }
  return status === 403
    ? new Denied(403, 'ApprovalRequired', message, { headers })
    : new Denied(412, 'BadRequest', message, { byIntune: true, headers })
}

function asSent({ method, url, body }: Call) {
  return { method, url: url.pathname + url.search, body }
}

export function identityOf(oid: string): Identity {
  return { id: oid, displayName: PEOPLE.find((one) => one.oid === oid)?.name ?? '' }
}

/** Who in the company decides on what this person asked for. */
export function anotherAdministrator(requestor: Identity): Identity {
  const other = PEOPLE.find(({ oid, role }) => role === 'administrator' && oid !== requestor.id)
  if (!other) throw new Error('the company has no other administrator')
  return identityOf(other.oid)
}
