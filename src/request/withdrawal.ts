import type { CodedNote } from '../wording/note.ts'
import type { Person } from './person.ts'
import type { AssignmentRequest } from './request.ts'

/** Why a request that somebody withdrew was not written. */
export function withdrawnIn({ withdrawn }: AssignmentRequest): CodedNote {
  return { code: 'withdrawn', by: withdrawn?.name ?? null }
}

/** Where only people can withdraw it: who, and where. */
export function stillOpen({ name }: Pick<Person, 'name'>): CodedNote {
  return { code: 'approvalStillOpen', by: name }
}
