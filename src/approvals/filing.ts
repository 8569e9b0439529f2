import { writeSet } from '../graph/assignments.ts'
import type { Graph } from '../graph/client.ts'
import { GraphRefusal } from '../graph/errors.ts'
import { type IntuneApproval, listApprovals, MOST_JUSTIFICATION, readApproval } from '../graph/multiAdmin.ts'
import { rowOf } from '../intune/catalog.ts'
import type { AssignmentRequest, Event, Item } from './request.ts'

/** What became of a write. */
type Wrote = Extract<Event, { type: 'written' | 'filed' | 'failed' }>

export interface Graphs {
  /** With the scope that the write takes. */
  write: Graph
  /** With the scope to read requests for approval. */
  approvals: Graph
}

/**
 * Writes a policy's set; where Intune's own Multi Admin Approval protects the policy, has Intune take the change
 * in for somebody to approve there, and writes once that is done. May run any number of times: a change that was
 * taken in by a run that was cut short is found again by its justification.
 */
export async function writeOrFile(graphs: Graphs, request: AssignmentRequest, index: number): Promise<Wrote> {
  const item = request.items[index] as Item
  const { plan, intuneApproval: code } = item
  const row = rowOf(plan.policy.kind)
  const written = (graphRequestId: string | null): Wrote => ({ type: 'written', item: index, graphRequestId })
  const filed = (approval: string): Wrote => ({ type: 'filed', item: index, approval })
  try {
    const again = item.progress === 'applying'
    return written(await writeSet(graphs.write, row, plan, again, code ? { code } : undefined))
  } catch (error) {
    if (!(error instanceof GraphRefusal)) throw error
    if (code && error.code === 'denied') return await notTaken(graphs, index, code, error)
    if (error.code !== 'approval') throw error
    if (error.approvalCode) return filed(error.approvalCode)
    // Each single step would need an approval of its own.
    if (plan.write.how === 'oneByOne') throw error
  }
  try {
    const justification = justificationOf(request, index)
    return written(await writeSet(graphs.write, row, plan, true, { justification }))
  } catch (error) {
    if (!(error instanceof GraphRefusal)) throw error
    if (error.approvalCode) return filed(error.approvalCode)
    const own = error.code === 'approvalOpen' ? await findOwn(graphs, markOf(request, index)) : null
    if (!own) throw error
    return filed(own.id)
  }
}

/** Why an ended request for approval changed nothing, as a sentence for a person; null when it may still. */
export function whyEnded({ status, approver, approvalJustification }: IntuneApproval): string | null {
  switch (status) {
    case 'rejected': {
      const by = approver?.user?.displayName ? ` by ${approver.user.displayName}` : ''
      const why = approvalJustification ? `: “${approvalJustification}”` : ''
      return `Rejected in Intune${by}${why}. Nothing was written.`
    }
    case 'cancelled':
      return 'The request for approval was cancelled in Intune. Nothing was written.'
    case 'expired':
      return 'Nobody approved it in Intune within its time. Nothing was written.'
    default:
      return null
  }
}

/** Intune says no more than that it will not: what became of the approval tells the rest. */
async function notTaken(
  { approvals }: Graphs,
  item: number,
  code: string,
  error: GraphRefusal,
): Promise<Wrote> {
  const ended = whyEnded(await readApproval(approvals, code))
  const reason = ended ?? `Intune approved the change and then did not take it (${error.message}) Ask again.`
  return { type: 'failed', item, reason }
}

async function findOwn({ approvals }: Graphs, mark: string): Promise<IntuneApproval | null> {
  const all = await listApprovals(approvals)
  const isOurs = ({ status, requestJustification }: IntuneApproval) =>
    requestJustification?.includes(mark) && (status === 'needsApproval' || status === 'approved')
  return all.find(isOurs) ?? null
}

/** What the people read who approve it in Intune. */
function justificationOf(request: AssignmentRequest, index: number): string {
  const by = request.approvals.map((one) => one.by.name).join(', ')
  const said = `${request.asker.name} asked: “${request.text}”. Approved in Teams by ${by || request.asker.name}.`
  const mark = ` ${markOf(request, index)}`
  return said.slice(0, MOST_JUSTIFICATION - mark.length).toWellFormed() + mark
}

/** One plan of one policy of one request; another plan is another change to approve. */
function markOf({ id, round }: AssignmentRequest, index: number): string {
  return `[Assent ${id}/${index}/${round}]`
}
