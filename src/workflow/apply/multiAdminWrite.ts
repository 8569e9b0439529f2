import { writeSet } from '../../graph/assignments.ts'
import type { Graph } from '../../graph/client.ts'
import { GraphRefusal } from '../../graph/errors.ts'
import {
  cancelApproval,
  type IntuneApproval,
  listApprovals,
  MAX_JUSTIFICATION,
  readApproval,
} from '../../graph/multiAdmin.ts'
import { rowOf } from '../../intune/catalog/catalog.ts'
import type { Event } from '../../request/event.ts'
import type { Item } from '../../request/item.ts'
import type { Person } from '../../request/person.ts'
import type { AssignmentRequest } from '../../request/request.ts'
import { stillOpen } from '../../request/withdrawal.ts'
import { justification } from '../../wording/applyNotes.ts'
import { inTurn, type Note } from '../../wording/note.ts'

/** How a write turned out. */
export type Wrote = Extract<Event, { type: 'written' | 'filed' | 'failed' }>

export interface Graphs {
  /** With the scope that the write takes. */
  write: Graph
  /** With the scope to read requests for approval. */
  approvals: Graph
}

/**
 * Writes a policy's set. Where Intune's own Multi Admin Approval protects the policy, files the change in Intune for
 * somebody to approve there, and writes once that is done. May run any number of times: a change filed by a run
 * that was cut short is recognised by its justification, and one filed for an earlier plan of the same request is
 * withdrawn.
 */
export async function writeOrFile(graphs: Graphs, request: AssignmentRequest, index: number): Promise<Wrote> {
  const item = request.items[index] as Item
  const { plan, intuneApproval: code } = item
  const row = rowOf(plan.policy.kind)
  try {
    const again = item.progress === 'applying'
    const id = await writeSet(graphs.write, row, plan, again, code ? { code } : undefined)
    return { type: 'written', item: index, graphRequestId: id }
  } catch (error) {
    if (!(error instanceof GraphRefusal)) throw error
    if (code && error.isClear && !error.passing && error.code !== 'signIn') {
      return await notTaken(graphs, request, index, error)
    }
    if (error.code !== 'approval') throw error
    if (error.approvalCode) return { type: 'filed', item: index, approval: error.approvalCode }
    // Each single step would need an approval of its own.
    if (plan.write.how === 'oneByOne') throw error
  }
  return await fileForApproval(graphs, request, index, true)
}

/** @param mayClear whether an earlier request for the same change may be withdrawn so that this one can be filed. */
async function fileForApproval(
  graphs: Graphs,
  request: AssignmentRequest,
  index: number,
  mayClear: boolean,
): Promise<Wrote> {
  const { plan } = request.items[index] as Item
  try {
    const justification = justificationOf(request, index)
    const id = await writeSet(graphs.write, rowOf(plan.policy.kind), plan, true, { justification })
    return { type: 'written', item: index, graphRequestId: id }
  } catch (error) {
    if (!(error instanceof GraphRefusal)) throw error
    if (error.approvalCode) return { type: 'filed', item: index, approval: error.approvalCode }
    if (error.code !== 'approvalOpen') throw error
    const open = await openOnes(graphs, startOfMark(request, index))
    const own = open.find(({ requestJustification: said }) => said?.includes(markOf(request, index)))
    if (own) return { type: 'filed', item: index, approval: own.id }
    if (open.length === 0 || !mayClear) throw error
    for (const { id } of open) await cancelApproval(graphs.approvals, id)
  }
  return await fileForApproval(graphs, request, index, false)
}

const RAN_OUT: Note = { code: 'ranOutInIntune' }

/** Why an ended request for approval changed nothing; null while it still may. */
export function whyEnded({ status, approver, approvalJustification }: IntuneApproval): Note | null {
  switch (status) {
    case 'rejected':
      return {
        code: 'rejectedInIntune',
        by: approver?.user?.displayName ?? null,
        why: approvalJustification ?? null,
      }
    case 'cancelled':
      return { code: 'cancelledInIntune' }
    case 'expired':
      return RAN_OUT
    default:
      return null
  }
}

/**
 * Intune only says that it refuses, with one status or another (400, 403 and 412 were seen): the state of the approval
 * tells the rest.
 */
async function notTaken(
  { approvals }: Graphs,
  { asker, items }: AssignmentRequest,
  item: number,
  error: GraphRefusal,
): Promise<Wrote> {
  const code = items[item]?.intuneApproval ?? ''
  // It demands another approval, and has filed the request for it.
  if (error.approvalCode && error.approvalCode !== code) {
    return { type: 'filed', item, approval: error.approvalCode }
  }
  const approval = await readApproval(approvals, code).catch((failed: unknown) => {
    if (failed instanceof GraphRefusal && failed.isClear && !failed.passing) return null
    throw failed
  })
  // It was written already, by a run whose answer was lost or by the requester in Intune; the read lags.
  if (approval?.status === 'completed') return { type: 'written', item, graphRequestId: null }
  const ended = approval ? whyEnded(approval) : /expired/i.test(error.detail) ? RAN_OUT : null
  const reason =
    ended ??
    inTurn({ code: 'approvedButNotTaken', error: error.note }, await letGo(approvals, code, asker), {
      code: 'askAgain',
    })
  return { type: 'failed', item, reason }
}

/**
 * Withdraws a request for approval that will come to nothing; otherwise it would block other changes of the same object
 * for three days.
 * @returns what to say about it; null where it was no longer open.
 */
export async function letGo(approvals: Graph, code: string, asker: Person): Promise<Note | null> {
  try {
    const { status } = await readApproval(approvals, code)
    if (status !== 'needsApproval' && status !== 'approved') return null
    await cancelApproval(approvals, code)
    return { code: 'approvalWithdrawn' }
  } catch {
    return stillOpen(asker)
  }
}

/** The person's own requests that block others for the same object, for one policy of one request of ours. */
async function openOnes({ approvals }: Graphs, mark: string): Promise<IntuneApproval[]> {
  const all = await listApprovals(approvals)
  return all.filter(
    ({ status, requestJustification }) =>
      requestJustification?.includes(mark) && (status === 'needsApproval' || status === 'approved'),
  )
}

/** What the people who approve it in Intune read: the reason comes first, since a long sentence is cut. */
function justificationOf(request: AssignmentRequest, index: number): string {
  const { asker, approvals, text, why } = request
  const by = approvals.map(({ by: { name }, comment }) => (comment ? `${name} (“${comment}”)` : name))
  const said = justification(asker.name, text, by, why ?? null)
  const mark = ` ${markOf(request, index)}`
  return said.slice(0, MAX_JUSTIFICATION - mark.length).toWellFormed() + mark
}

/** One plan of one policy of one request; another plan is another change to approve. */
function markOf(request: AssignmentRequest, index: number): string {
  return `${startOfMark(request, index)}${request.round}]`
}

function startOfMark({ id }: AssignmentRequest, index: number): string {
  return `[Assent ${id}/${index}/`
}
