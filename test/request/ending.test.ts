import { describe, expect, it } from 'vitest'
import { endOf } from '../../src/request/ending.ts'
import type { Event } from '../../src/request/event.ts'
import type { StoredPeriod } from '../../src/request/timing.ts'
import { advance } from '../../src/request/transition.ts'
import { newsForRequester } from '../../src/teams/outbound/noticeReplies.ts'
import { ADA, afterEvents, asked, HOUR, NOW, somePlan } from './requests.ts'

const later = (hours: number) => new Date(NOW.getTime() + hours * HOUR)
const planned = (period: StoredPeriod): Event => ({ type: 'planned', plans: [somePlan()], notes: [], period })
const VERIFIED: Event = { type: 'verified', item: 0 }

function written(period: StoredPeriod) {
  const steps: Event[] = [planned(period), { type: 'approved', by: ADA }, { type: 'started', item: 0 }]
  return afterEvents({ ...asked(), zone: 'Europe/Berlin' }, ...steps)
}

describe('The end of a temporary change', () => {
  it('counts a duration from the write, and happens once', () => {
    const done = advance(
      written({ start: null, end: { for: { amount: 3, unit: 'days' } } }),
      VERIFIED,
      later(2),
    )
    expect(done?.request.period?.end).toBe('2026-11-27T14:00:00.000Z')
    expect(done?.effects.filter(({ type }) => type === 'end')).toHaveLength(1)
    expect(done && endOf(done.request)?.toISOString()).toBe('2026-11-27T14:00:00.000Z')
    const undone = done && advance(done.request, { type: 'undone', by: 'r-2' }, later(3))
    expect(undone?.effects.map(({ type }) => type)).not.toContain('end')
    expect(undone && endOf(undone.request)).toBe(null)
  })

  it('keeps the time of day across a DST change in the requester’s zone', () => {
    // Berlin sets its clocks back on 25 October 2026 and on again on 28 March 2027.
    const request = written({ start: null, end: { for: { amount: 2, unit: 'days' } } })
    const endAt = (now: string) => advance(request, VERIFIED, new Date(now))?.request.period?.end
    expect(endAt('2026-10-24T08:00:00Z')).toBe('2026-10-26T09:00:00.000Z')
    expect(endAt('2027-03-27T09:00:00Z')).toBe('2027-03-29T08:00:00.000Z')
  })

  it('does not happen where nothing was written', () => {
    const failed = advance(
      written({ start: null, end: later(5).toISOString() }),
      { type: 'failed', item: 0, reason: 'no right' },
      later(1),
    )
    expect(failed?.request.state).toBe('failed')
    expect(failed?.effects.map(({ type }) => type)).not.toContain('end')
    expect(failed && endOf(failed.request)).toBe(null)
  })

  it('limits the time for approval, and nothing is written after it', () => {
    const end = later(0.5)
    const pending = advance(asked(), planned({ start: null, end: end.toISOString() }), NOW)?.request
    expect(pending?.expiresAt).toBe(end.toISOString())
    expect(pending && advance(pending, { type: 'approved', by: ADA }, end)).toBe(null)
    const start = later(0.25).toISOString()
    const waiting = afterEvents(asked(), planned({ start, end: end.toISOString() }), {
      type: 'approved',
      by: ADA,
    })
    expect(waiting.state).toBe('scheduled')
    expect(advance(waiting, { type: 'begun' }, later(1))?.request.state).toBe('asked')
    expect(advance(waiting, { type: 'begun' }, later(0.3))?.request.state).toBe('approved')
  })
})

describe('A scheduled change', () => {
  it('starts under the rules that applied when it was approved', () => {
    const period = { start: later(1).toISOString(), end: null }
    const waiting = afterEvents(asked(), planned(period), { type: 'approved', by: ADA })
    const stricter = {
      channel: null,
      rules: [
        {
          name: 'two',
          when: {},
          approvers: [{ who: 'conversation' as const }],
          needed: 2,
          requesterCounts: false,
          reasonRequired: true,
          lifetime: null,
          channel: null,
          notify: [],
        },
      ],
    }
    const begun = advance(waiting, { type: 'begun' }, later(1), stricter)?.request
    expect(begun?.state).toBe('approved')
    expect(begun?.terms).toEqual(waiting.terms)
    // A clock that jumps back, or a job that comes twice, begins nothing.
    expect(advance(waiting, { type: 'begun' }, later(0.9), stricter)).toBe(null)
    expect(begun && advance(begun, { type: 'begun' }, later(1), stricter)).toBe(null)
  })
})

describe('An end that was approved with the change', () => {
  const earlier = afterEvents(
    asked(),
    { type: 'planned', plans: [somePlan()], notes: [] },
    { type: 'approved', by: ADA },
  )
  const wayBack = () => {
    const { terms, approvals, decision } = earlier
    if (!terms || !decision) throw new Error('it is approved')
    return { ...asked(), undoes: 'r-1', approvedBefore: { terms, approvals, decision } }
  }

  it('is carried out at once if nothing has changed, and needs approval otherwise', () => {
    const plans = [somePlan()]
    const clean = advance(wayBack(), { type: 'planned', plans, notes: [], asLeft: true }, NOW)
    expect(clean?.request.state).toBe('approved')
    expect(clean?.request.decision?.by).toEqual(ADA)
    expect(clean?.effects).toContainEqual({ type: 'apply', item: 0 })
    // It has no card yet, so that is not put off.
    expect(clean?.effects).toContainEqual({ type: 'card' })
    const moved = advance(wayBack(), { type: 'planned', plans, notes: [] }, NOW)
    expect(moved?.request.state).toBe('pending')
    expect(moved?.effects.map(({ type }) => type)).not.toContain('apply')
    // Where nobody decides, or signs in for it, it is not forgotten without a word.
    const late = moved && advance(moved.request, { type: 'expired' }, later(30))
    expect(late?.request.log.at(-1)?.what).toBe('notEnded')
    expect(late?.effects).toContainEqual({ type: 'notice' })
    const signIn = advance(wayBack(), { type: 'needsSignIn', reason: 'sign in', claims: null }, NOW)
    const never = signIn && advance(signIn.request, { type: 'expired' }, later(30))
    expect(never?.request.log.at(-1)?.what).toBe('notEnded')
    expect(never && newsForRequester(never.request, never.request.log.length - 1, false)).toContain(
      'it is still in place in Intune',
    )
    const plain = advance(asked(), { type: 'planned', plans, notes: [], asLeft: true }, NOW)
    expect(plain?.request.state).toBe('pending')
  })
})
