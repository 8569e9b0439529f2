import type { AssignmentRequest } from '../request.ts'

/** The id of the channel whose people decide about a request; null where no channel is asked, or no longer. */
export function asksChannel({ state, terms }: Pick<AssignmentRequest, 'state' | 'terms'>): string | null {
  if (state !== 'pending' || !terms?.approvers.some(({ who }) => who === 'channel')) return null
  return terms.channel
}
