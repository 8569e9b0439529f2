import type { Person } from './person.ts'
import type { AssignmentRequest } from './request.ts'

/** Why a request that somebody withdrew was not written. */
export function withdrawnIn({ withdrawn }: AssignmentRequest): string {
  return `Withdrawn by ${withdrawn?.name ?? 'somebody'}. Nothing was written.`
}

/** Where only people can withdraw it: who, and where. */
export function stillOpen({ name }: Pick<Person, 'name'>): string {
  return `Its request for approval may still be open in Intune and keeps other changes of the same object away: ${name} can cancel it there (Tenant administration › Multi Admin Approval › My requests), or an approver can reject it. It ends by itself after three days.`
}
