import { randomUUID } from 'node:crypto'
import { FACTS } from './facts.ts'
import type { ApprovalRequest, ApprovalStatus, Identity, TenantState } from './state.ts'
import { isProtectable } from './workloads.ts'

/** Requests that nobody completes expire after three days (learn.microsoft.com/intune multi-admin-approval). */
const VALID_MS = 3 * 24 * 60 * 60 * 1000

/** Multi Admin Approval's memory: which collections are protected, and what waits for another administrator. */
export class ApprovalRequests {
  private readonly state: TenantState
  private readonly touch: () => void
  private readonly now: () => Date
  private readonly listeners = new Set<() => void>()

  /** @param touch the state changed and wants to be saved. */
  constructor(state: TenantState, touch: () => void, now: () => Date) {
    this.state = state
    this.touch = touch
    this.now = now
    // A file from before Multi Admin Approval was known here has neither.
    state.protectedCollections ??= []
    state.approvals ??= []
  }

  /** Told of everything that changes here. */
  onChange(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  protects(collection: string): boolean {
    return this.state.protectedCollections.includes(collection)
  }

  /** These and no others are protected from now on. @returns those that cannot be; nothing changes then. */
  protect(collections: readonly string[]): string[] {
    const wrong = collections.filter((one) => !FACTS.has(one) || !isProtectable(one))
    if (wrong.length > 0) return wrong
    this.state.protectedCollections = [...new Set(collections)]
    this.changed()
    return []
  }

  all(): readonly ApprovalRequest[] {
    const now = this.now().toISOString()
    for (const one of this.state.approvals) {
      if (!isOpen(one) || one.expirationDateTime > now) continue
      one.status = 'expired'
      one.lastModifiedDateTime = one.expirationDateTime
      this.touch()
    }
    return this.state.approvals
  }

  find(id: string): ApprovalRequest | undefined {
    return this.all().find((one) => one.id === id.toLowerCase())
  }

  /** The one that keeps others for the same object away. */
  openFor(collection: string, objectId: string): ApprovalRequest | undefined {
    return this.all().find((one) => one.collection === collection && one.objectId === objectId && isOpen(one))
  }

  file(
    asked: Pick<
      ApprovalRequest,
      'requestor' | 'requestJustification' | 'collection' | 'objectId' | 'method' | 'url' | 'body'
    >,
  ): ApprovalRequest {
    const now = this.now().getTime()
    const request: ApprovalRequest = {
      id: randomUUID(),
      requestDateTime: new Date(now).toISOString(),
      expirationDateTime: new Date(now + VALID_MS).toISOString(),
      lastModifiedDateTime: new Date(now).toISOString(),
      approver: null,
      status: 'needsApproval',
      approvalJustification: null,
      ...asked,
    }
    this.state.approvals.push(request)
    this.changed()
    return request
  }

  /** @returns false when the request does not wait for a decision. */
  decide(
    request: ApprovalRequest,
    status: 'approved' | 'rejected',
    approver: Identity,
    justification: string | null,
  ): boolean {
    if (request.status !== 'needsApproval') return false
    request.approver = approver
    request.approvalJustification = justification
    this.move(request, status)
    return true
  }

  /** @returns false when it has ended already. */
  end(request: ApprovalRequest, status: 'cancelled' | 'completed' | 'expired'): boolean {
    if (!isOpen(request)) return false
    const now = this.now().toISOString()
    if (status === 'expired') request.expirationDateTime = now
    this.move(request, status)
    return true
  }

  private move(request: ApprovalRequest, status: ApprovalStatus): void {
    request.status = status
    request.lastModifiedDateTime = this.now().toISOString()
    this.changed()
  }

  private changed(): void {
    this.touch()
    for (const listener of this.listeners) listener()
  }
}

export function isOpen({ status }: ApprovalRequest): boolean {
  return status === 'needsApproval' || status === 'approved'
}
