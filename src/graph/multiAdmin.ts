import type { Graph } from './client.ts'
import { GraphRefusal } from './errors.ts'

/**
 * Intune's own Multi Admin Approval: Intune accepts no write to a protected object before another administrator has
 * approved it there. The request for approval is the write itself with a justification; after the approval, which
 * changes nothing, the same person sends the same write again with the id of the request
 * (learn.microsoft.com, multi-admin-approval-graph-api).
 */
export interface IntuneApproval {
  /** Also the code that the second write carries. */
  id: string
  status: 'needsApproval' | 'approved' | 'rejected' | 'cancelled' | 'completed' | 'expired' | 'unknown'
  /** What the request said, and what the approver said; null for nothing. */
  requestJustification: string | null
  approvalJustification: string | null
  approver?: { user?: { displayName?: string | null } | null } | null
}

/** Longer ones are rejected: "Decoded content … must be no greater than 1024 characters". */
export const MAX_JUSTIFICATION = 1024

const APPROVALS = '/deviceManagement/operationApprovalRequests'

/**
 * One of the person's own requests. Reading any others takes a right in Intune that somebody who only asks may lack.
 * @throws {GraphRefusal} `missing` when Intune has no such request.
 */
export async function readApproval(graph: Graph, id: string): Promise<IntuneApproval> {
  try {
    const answer = await graph.get<IntuneApproval | { value: IntuneApproval }>(
      `${APPROVALS}/retrieveMyRequestById(id='${encodeURIComponent(id)}')`,
    )
    // Its page shows the object wrapped, as functions of Intune sometimes answer.
    return 'value' in answer ? answer.value : answer
  } catch (error) {
    if (!(error instanceof GraphRefusal) || error.passing || error.code === 'signIn') throw error
    return await graph.get<IntuneApproval>(`${APPROVALS}/${encodeURIComponent(id)}`)
  }
}

/** The person's own requests, ended ones too. */
export function listApprovals(graph: Graph): Promise<IntuneApproval[]> {
  return graph.list<IntuneApproval>(`${APPROVALS}/retrieveMyRequests`)
}

/** Withdraws one of the person's own requests. The action belongs to the collection, whatever its page says. */
export async function cancelApproval(graph: Graph, id: string): Promise<void> {
  await graph.post(`${APPROVALS}/cancelMyRequest`, { id })
}
