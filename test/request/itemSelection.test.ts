import { describe, expect, it } from 'vitest'
import type { Event } from '../../src/request/event.ts'
import type { AssignmentRequest } from '../../src/request/request.ts'
import { advance } from '../../src/request/transition.ts'
import { ADA, afterEvents, BRUNO, NOW, pending, somePlan } from './requests.ts'

const OTHER = '22222222-0000-4000-8000-000000000002'
const two = () => pending(somePlan(), somePlan(OTHER))
const leave = (item: number): Event => ({ type: 'ticked', by: ADA, items: [{ item, ticked: false }] })
const take = (item: number): Event => ({ type: 'ticked', by: ADA, items: [{ item, ticked: true }] })
const approved = { type: 'approved', by: ADA, comment: null } as Event
const progress = (request: AssignmentRequest) => request.items.map((item) => item.progress)

/** One of two done, the other failed. */
const partly = () =>
  afterEvents(two(), approved, { type: 'verified', item: 0 }, { type: 'failed', item: 1, reason: 'no right' })

describe('Skipping policies before approval', () => {
  it('writes exactly the remaining ones', () => {
    const less = afterEvents(two(), leave(0))
    const next = advance(less, approved, NOW)
    expect(next?.effects.filter(({ type }) => type === 'apply')).toEqual([{ type: 'apply', item: 1 }])
    const done = afterEvents(less, approved, { type: 'verified', item: 1 })
    expect(done.state).toBe('done')
    expect(progress(done)).toEqual(['leftOut', 'done'])
  })

  it('makes the previous card out of date, and can include skipped ones again', () => {
    const less = afterEvents(two(), leave(1))
    expect(less.round).toBe(two().round + 1)
    const more = afterEvents(less, take(1))
    expect(progress(more)).toEqual(['planned', 'planned'])
    expect(more.round).toBe(two().round + 2)
  })

  it('approves nothing when everything is left out', () => {
    const none = afterEvents(two(), leave(0), leave(1))
    expect(advance(none, approved, NOW)).toBeNull()
    expect(advance(none, { type: 'cancelled', by: ADA, comment: null } as Event, NOW)).not.toBeNull()
  })

  it('has no effect twice, for unknown policies, and after approval', () => {
    expect(advance(afterEvents(two(), leave(0)), leave(0), NOW)).toBeNull()
    expect(advance(two(), take(0), NOW)).toBeNull()
    for (const item of [2, -1, 0.5, Number.NaN]) expect(advance(two(), leave(item), NOW)).toBeNull()
    expect(advance(afterEvents(two(), approved), leave(0), NOW)).toBeNull()
  })

  it('keeps policies skipped when the rest needs approval again', () => {
    const again = afterEvents(two(), leave(0), approved, { type: 'drifted', item: 1, plan: somePlan(OTHER) })
    expect(again.state).toBe('pending')
    expect(progress(again)).toEqual(['leftOut', 'planned'])
  })
})

describe('Retrying what was not done', () => {
  const retried: Event = { type: 'retried', by: BRUNO }
  const replanned: Event = { type: 'replanned', outcomes: [null, { plan: somePlan(OTHER) }] }

  it('plans the rest again, asks for a new approval, and writes only the rest', () => {
    const looking = advance(partly(), retried, NOW)
    expect(looking?.request.state).toBe('asked')
    expect(looking?.effects).toContainEqual({ type: 'plan' })
    const again = afterEvents(partly(), retried, replanned)
    expect(again).toMatchObject({ state: 'pending', decision: null, reason: null })
    expect(again.round).toBeGreaterThan(partly().round)
    expect(progress(again)).toEqual(['done', 'planned'])
    const next = advance(again, approved, NOW)
    expect(next?.effects.filter(({ type }) => type === 'apply')).toEqual([{ type: 'apply', item: 1 }])
  })

  it('is done when nothing is left to change, and failed when it cannot be planned', () => {
    const plan = { ...somePlan(OTHER), lines: [] }
    const done = afterEvents(partly(), retried, { type: 'replanned', outcomes: [null, { plan }] })
    expect(done.state).toBe('done')
    const failed = afterEvents(partly(), retried, { type: 'replanned', outcomes: [null, { refusal: 'no' }] })
    expect(failed).toMatchObject({ state: 'failed', reason: 'no' })
    expect(advance(failed, retried, NOW)).not.toBeNull()
  })

  it('applies only to what was approved and failed', () => {
    const done = afterEvents(two(), approved, { type: 'verified', item: 0 }, { type: 'verified', item: 1 })
    const cancelled = afterEvents(two(), { type: 'cancelled', by: ADA, comment: null } as Event)
    for (const request of [two(), afterEvents(two(), approved), done, cancelled]) {
      expect(advance(request, retried, NOW)).toBeNull()
      expect(advance(request, replanned, NOW)).toBeNull()
    }
    expect(advance(afterEvents(partly(), retried), retried, NOW)).toBeNull()
  })

  it('continues after a sign-in', () => {
    const waiting = afterEvents(partly(), retried, { type: 'needsSignIn', reason: 'x', claims: null })
    expect(waiting).toMatchObject({ state: 'signInNeeded', resume: 'asked' })
    const back = advance(waiting, { type: 'signedIn' }, NOW)
    expect(back?.effects).toContainEqual({ type: 'plan' })
    expect(progress(afterEvents(back?.request as AssignmentRequest, replanned))).toEqual(['done', 'planned'])
  })
})
