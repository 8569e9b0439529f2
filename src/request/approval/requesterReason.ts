import type { AssignmentRequest } from '../request.ts'

/** How many characters of a reason are kept and searched. */
export const MAX_WHY = 300

/** Whether the rule wants the requester to say why, and they have not, or not with the ticket that it wants. */
export function lacksReason({ terms, why = '' }: Pick<AssignmentRequest, 'terms' | 'why'>): boolean {
  if (!terms?.why) return false
  const { pattern } = terms.why
  return pattern === null ? why.trim() === '' : !new RegExp(pattern, 'iu').test(why.slice(0, MAX_WHY))
}
