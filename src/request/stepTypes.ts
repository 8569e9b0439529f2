import { leftToDo } from './itemSelection.ts'
import type { Person } from './person.ts'
import type { AssignmentRequest, Effect, LogEntry } from './request.ts'

/** What an event changes in a request, and what has to follow. */
export type Step = [Partial<AssignmentRequest>, Effect[]]

export const CARD: Effect = { type: 'card' }
export const NOTICE: Effect = { type: 'notice' }

/** The policies of a request that are neither done nor given up nor left out. */
export function openItems(request: AssignmentRequest): number[] {
  return leftToDo(request).filter((index) => request.items[index]?.progress !== 'failed')
}

/** Whether what people approved is being carried out. */
export function isBeingApplied({ state }: AssignmentRequest): boolean {
  return state === 'approved' || state === 'applying' || state === 'awaitingIntune'
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

/** People have something new to decide, and their time begins again. */
export function ask(
  request: AssignmentRequest,
  now: Date,
  fields: Partial<AssignmentRequest>,
): Partial<AssignmentRequest> {
  return { ...fields, round: request.round + 1, expiresAt: expiry(request.lifetime, now) }
}

export function expiry(lifetime: number, now: Date): string {
  return new Date(now.getTime() + lifetime).toISOString()
}
