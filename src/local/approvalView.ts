import { CATALOG } from '../intune/catalog/catalog.ts'
import type { PageApproval, PageMultiAdmin } from './page/pageWorld.ts'
import { isOpen } from './tenant/approvalRequests.ts'
import { anotherAdministrator } from './tenant/multiAdmin.ts'
import type { ApprovalRequest } from './tenant/state.ts'
import type { Tenant } from './tenant/tenant.ts'
import { WORKLOADS } from './tenant/workloads.ts'

/** Multi Admin Approval as the page shows it. */
export function multiAdminOf({ state, approvals }: Tenant): PageMultiAdmin {
  const shown = (one: ApprovalRequest): PageApproval => ({
    id: one.id,
    status: one.status === 'approved' ? 'approved' : 'needsApproval',
    policyName: state.objects[one.collection]?.find(({ id }) => id === one.objectId)?.name ?? one.objectId,
    kindTitle: CATALOG.find(({ path }) => path === one.collection)?.title ?? one.collection,
    requestor: one.requestor.displayName,
    approver: (one.approver ?? anotherAdministrator(one.requestor)).displayName,
    justification: one.requestJustification,
  })
  return {
    workloads: WORKLOADS.map(({ type, title, detail, collections }) => ({
      type,
      title,
      detail,
      isProtected: collections.every((one) => approvals.protects(one)),
    })),
    requests: approvals.all().filter(isOpen).map(shown),
  }
}

/** @throws {Error} with a sentence for the person. */
export function protectWorkload({ state, approvals }: Tenant, type: string, isProtected: boolean): void {
  const collections = WORKLOADS.find((one) => one.type === type)?.collections
  if (!collections) throw new Error('Intune has no such workload.')
  const others = state.protectedCollections.filter((one) => !collections.includes(one))
  approvals.protect(isProtected ? [...others, ...collections] : others)
}

/** @throws {Error} with a sentence for the person. */
export function decideOn({ approvals }: Tenant, id: string, status: 'approved' | 'rejected'): void {
  const request = approvals.find(id)
  if (!request) throw new Error('Intune has no such request.')
  const isDone = approvals.decide(request, status, anotherAdministrator(request.requestor), null)
  if (!isDone) throw new Error(`The request is ${request.status} already.`)
}
