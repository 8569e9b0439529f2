import { type Answer, type Call, jsonOf, type Route } from '../http.ts'
import type { ApprovalRequests } from './approvalRequests.ts'
import { asRecord } from './assignmentElements.ts'
import { type Caller, demandRole } from './bearer.ts'
import { intune } from './errors.ts'
import type { Faults } from './faults.ts'
import type { Guard } from './guard.ts'
import { identityOf } from './multiAdmin.ts'
import { page, selected } from './paging.ts'
import type { ApprovalRequest } from './state.ts'
import { policyTypeOf } from './workloads.ts'

const SCOPES = [
  'DeviceManagementConfiguration.Read.All',
  'DeviceManagementConfiguration.ReadWrite.All',
  'DeviceManagementRBAC.Read.All',
  'DeviceManagementRBAC.ReadWrite.All',
]
const ROOT = '/beta/deviceManagement/operationApprovalRequests'
const SOURCES = ['unknown', 'adminConsole', 'email']
const MAX_CHARACTERS = 1024

/**
 * Multi Admin Approval in Graph, which beta alone knows
 * (learn.microsoft.com/graph/api/resources/intune-rbac-operationapprovalrequest).
 */
export function approvalRoutes(
  requests: ApprovalRequests,
  guarded: Guard,
  approvers: () => Faults['approvers'],
): Route[] {
  const route = (act: (call: Call, caller: Caller) => Answer) =>
    guarded({ scopes: SCOPES, byIntune: true }, act)
  /** For whoever's Intune role lets them read and decide others' requests. */
  const approving = (act: (call: Call, caller: Caller) => Answer) =>
    route((call, caller) => {
      demandRole(caller)
      if (approvers()?.includes(caller.oid) ?? true) return act(call, caller)
      throw intune(
        403,
        'User is not authorized to perform this operation: an Intune role with Multi Admin Approval is missing',
        'Forbidden',
      )
    })
  const found = (id: string | undefined, caller?: Caller): ApprovalRequest => {
    const one = requests.find(id ?? '')
    if (one && (!caller || one.requestor.id === caller.oid)) return one
    throw intune(404, `Resource not found: ${id}`, 'ResourceNotFound')
  }
  const list = (call: Call, all: readonly ApprovalRequest[]) => {
    if (call.url.searchParams.has('$filter')) {
      throw intune(400, 'The filter is not supported on this collection')
    }
    return page(call, all.map(approvalBody), { context: 'operationApprovalRequests', most: 1000 })
  }
  const single = (call: Call, one: ApprovalRequest): Answer => ({
    status: 200,
    body: {
      '@odata.context': `${call.url.origin}/beta/$metadata#deviceManagement/operationApprovalRequests/$entity`,
      ...selected(call, approvalBody(one)),
    },
  })
  const deciding = (status: 'approved' | 'rejected') =>
    approving((call, caller) => {
      const one = found(call.params.id)
      const justification = readDecision(call)
      if (one.requestor.id === caller.oid) {
        throw intune(403, 'A request cannot be approved or rejected by its requestor', 'Forbidden')
      }
      if (!requests.decide(one, status, identityOf(caller.oid), justification)) {
        throw intune(400, `The request is ${one.status} and does not need an approval`)
      }
      return { status: 200, body: { value: status } }
    })
  const mine = route((call, caller) =>
    list(
      call,
      requests.all().filter(({ requestor }) => requestor.id === caller.oid),
    ),
  )
  const mineById = route((call, caller) => single(call, found(call.params.id, caller)))
  return [
    ['GET', `${ROOT}/retrieveMyRequests`, mine],
    ['GET', `${ROOT}/retrieveMyRequests()`, mine],
    ['GET', `${ROOT}/retrieveMyRequestById(id='{id}')`, mineById],
    ['GET', `${ROOT}/retrieveMyRequestById(id=%27{id}%27)`, mineById],
    ['GET', ROOT, approving((call) => list(call, requests.all()))],
    ['GET', `${ROOT}/{id}`, approving((call) => single(call, found(call.params.id)))],
    ['POST', `${ROOT}/{id}/approve`, deciding('approved')],
    ['POST', `${ROOT}/{id}/reject`, deciding('rejected')],
    [
      'POST',
      `${ROOT}/cancelMyRequest`,
      route((call, caller) => {
        const { id } = parametersOf(call, ['id'])
        if (typeof id !== 'string') throw intune(400, "The parameter 'id' is missing")
        const one = found(id, caller)
        if (requests.end(one, 'cancelled')) return { status: 204 }
        throw intune(400, `The request is ${one.status} and cannot be cancelled`)
      }),
    ],
    [
      'POST',
      `${ROOT}/{id}/cancelMyRequest`,
      route(() => {
        // It is bound to the collection, not to the request.
        throw intune(400, 'No method match route template')
      }),
    ],
  ]
}

/** @returns the justification, null without one. */
function readDecision(call: Call): string | null {
  const { justification = null, approvalSource = 'unknown' } = parametersOf(call, [
    'justification',
    'approvalSource',
  ])
  if (!SOURCES.includes(String(approvalSource))) {
    throw intune(400, `The value '${approvalSource}' of 'approvalSource' is not valid`)
  }
  if (justification === null) return null
  if (typeof justification === 'string' && justification.length <= MAX_CHARACTERS) return justification
  throw intune(400, `The justification has to be a text of at most ${MAX_CHARACTERS} characters`)
}

function parametersOf(call: Call, known: readonly string[]): Record<string, unknown> {
  if (call.body.trim() === '') throw intune(400, 'Empty Payload. JSON content expected.')
  const posted = asRecord(jsonOf(call), 'The request body')
  const wrong = Object.keys(posted).find((name) => !known.includes(name))
  if (wrong === undefined) return posted
  throw intune(400, `The parameter '${wrong}' in the request payload is not a valid parameter`)
}

/** What Graph shows of a request: not what was asked for. */
function approvalBody(one: ApprovalRequest): Record<string, unknown> {
  return {
    '@odata.type': '#microsoft.graph.operationApprovalRequest',
    id: one.id,
    requestDateTime: one.requestDateTime,
    expirationDateTime: one.expirationDateTime,
    lastModifiedDateTime: one.lastModifiedDateTime,
    requestor: { user: one.requestor },
    approver: one.approver && { user: one.approver },
    status: one.status,
    requestJustification: one.requestJustification,
    approvalJustification: one.approvalJustification,
    requiredOperationApprovalPolicyTypes: [policyTypeOf(one.collection)],
  }
}
