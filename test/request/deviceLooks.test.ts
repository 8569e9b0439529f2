import { describe, expect, it } from 'vitest'
import { nextLook } from '../../src/request/deviceLooks.ts'
import type { Event } from '../../src/request/event.ts'
import type { LookResult } from '../../src/request/look.ts'
import type { AssignmentRequest } from '../../src/request/request.ts'
import { advance, LATE_MS } from '../../src/request/transition.ts'
import { followLines } from '../../src/teams/cards/followLines.ts'
import { ADA, afterEvents, asked, HOUR, NOW, somePlan } from './requests.ts'

const later = (hours: number) => new Date(NOW.getTime() + hours * HOUR)
const VERIFIED: Event = { type: 'verified', item: 0 }
const COUNTS = { succeeded: 180, failed: 12, conflict: 0, notReported: 22, notApplicable: 0, errors: [] }
const FOUND: LookResult = { counts: COUNTS, policies: 1, unread: 0, worst: null, isFailing: false }

type Steps = Parameters<typeof advance>
const at = (request: AssignmentRequest, event: Event, now: Date, hours = [2, 24]) =>
  advance(request, event, now, undefined as Steps[3], LATE_MS, hours)

function writing(plan = somePlan(), fields: Partial<AssignmentRequest> = {}): AssignmentRequest {
  const steps: Event[] = [
    { type: 'planned', plans: [plan], notes: [] },
    { type: 'approved', by: ADA },
    { type: 'started', item: 0 },
  ]
  return afterEvents({ ...asked(), ...fields } as AssignmentRequest, ...steps)
}

const typesOf = (transition: ReturnType<typeof at>) => transition?.effects.map(({ type }) => type) ?? []

describe('Device status after a change', () => {
  it('is checked some hours after the write, not after the request', () => {
    const done = at(writing(), VERIFIED, later(3))
    expect(done?.request.follow).toEqual([
      { at: '2026-11-24T17:00:00.000Z' },
      { at: '2026-11-25T15:00:00.000Z' },
    ])
    expect(typesOf(done).filter((type) => type === 'follow')).toHaveLength(1)
    expect(typesOf(at(writing(), VERIFIED, later(3), []))).not.toContain('follow')
  })

  it('is checked once for each of these hours, and not before', () => {
    const done = at(writing(), VERIFIED, NOW)?.request as AssignmentRequest
    const followed: Event = { type: 'followed', found: FOUND }
    expect(at(done, followed, later(1.9))).toBe(null)
    const first = at(done, followed, later(2))
    expect(typesOf(first)).toEqual(['card', 'notice', 'follow'])
    expect(first?.request.log.at(-1)?.what).toBe('followed')
    const after = first?.request as AssignmentRequest
    expect(nextLook(after)).toEqual(later(24))
    expect(at(after, followed, later(2))).toBe(null)
    const last = at(after, followed, later(24))
    expect(typesOf(last)).toEqual(['card', 'notice'])
    expect(followLines(last?.request as AssignmentRequest)).toEqual([
      'After 2 h: 180 succeeded, 12 failed, 22 not reported yet, wherever it is assigned.',
      'After 24 h: 180 succeeded, 12 failed, 22 not reported yet, wherever it is assigned.',
    ])
    expect(nextLook(last?.request as AssignmentRequest)).toBe(null)
  })

  it('is reported once after an outage over both, and silently where nothing was found', () => {
    const done = at(writing(), VERIFIED, NOW)?.request as AssignmentRequest
    const late = at(done, { type: 'followed', found: { why: 'Ada was signed out.' } }, later(60))
    expect(typesOf(late)).toEqual(['card'])
    expect(late?.request.log).toEqual(done.log)
    expect(followLines(late?.request as AssignmentRequest)).toEqual([
      'After 3 days: how it went on devices is not known. Ada was signed out.',
    ])
    expect(nextLook(late?.request as AssignmentRequest)).toBe(null)
  })

  it('is not checked after an undo', () => {
    const done = at(writing(), VERIFIED, NOW)?.request as AssignmentRequest
    const undone = at(done, { type: 'undone', by: 'r-2' }, later(1))?.request as AssignmentRequest
    expect(nextLook(undone)).toBe(null)
    expect(at(undone, { type: 'followed', found: FOUND }, later(3))).toBe(null)
  })

  it('is not checked where nothing was written, for an undo, or without reports', () => {
    const failed = at(writing(), { type: 'failed', item: 0, reason: 'no right' }, NOW)
    const way = at(writing(somePlan(), { undoes: 'r-1' }), VERIFIED, NOW)
    const plan = somePlan()
    const nobody = at(writing({ ...plan, after: [] }), VERIFIED, NOW)
    const terms = { ...plan, policy: { ...plan.policy, kind: 'termsAndConditions' } }
    const silent = at(writing(terms), VERIFIED, NOW)
    for (const one of [failed, way, nobody, silent]) {
      expect(one?.request.endedAt).toBeTruthy()
      expect(typesOf(one)).not.toContain('follow')
      expect(one?.request.follow).toBeUndefined()
    }
  })
})
