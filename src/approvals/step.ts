import type { Person } from '../identity/person.ts'
import type { AssignmentRequest, Effect, LogEntry } from './request.ts'
import { leftToDo } from './several.ts'

/** What an event changes in a request, and what has to follow. */
export type Step = [Partial<AssignmentRequest>, Effect[]]

export const CARD: Effect = { type: 'card' }
export const NOTICE: Effect = { type: 'notice' }

/** The policies of a request that are neither done nor given up nor left out. */
export function openItems(request: AssignmentRequest): number[] {
  return leftToDo(request).filter((index) => request.items[index]?.progress !== 'failed')
}

/** The log with one more line. */
export function logged(
  request: AssignmentRequest,
  what: LogEntry['what'],
  by: Person | null,
  now: Date,
): LogEntry[] {
  return [...request.log, { what, by, at: now.toISOString() }]
}
