import { describe, expect, it } from 'vitest'
import type { Event } from '../../src/request/event.ts'
import { advance } from '../../src/request/transition.ts'
import { ADA, afterEvents, asked, BRUNO, HOUR, NOW, pending, somePlan } from './requests.ts'

const approved: Event = { type: 'approved', by: ADA }
const OTHER = '22222222-0000-4000-8000-000000000002'

describe('The life of a request', () => {
  it('goes from a sentence to a verified change', () => {
    const done = afterEvents(
      pending(),
      approved,
      { type: 'started', item: 0 },
      { type: 'written', item: 0, graphRequestId: 'r-1' },
      { type: 'verified', item: 0 },
    )
    expect(done.state).toBe('done')
    expect(done.items[0]).toMatchObject({ progress: 'done', graphRequestIds: ['r-1'] })
  })

  it('accepts one approval only, and none after it was cancelled, rejected or has expired', () => {
    expect(advance(afterEvents(pending(), approved), approved, NOW)).toBeNull()
    for (const by of [ADA, BRUNO])
      expect(advance(afterEvents(pending(), { type: 'cancelled', by }), approved, NOW)).toBeNull()
    const late = new Date(NOW.getTime() + HOUR)
    expect(advance(pending(), approved, late)).toBeNull()
    expect(advance(pending(), { type: 'expired' }, late)?.request.state).toBe('expired')
  })

  it('does not expire before its time, however early the job runs', () => {
    expect(advance(pending(), { type: 'expired' }, new Date(NOW.getTime() + HOUR - 1))).toBeNull()
  })

  it('is cancelled by the requester and rejected by anybody else', () => {
    expect(afterEvents(pending(), { type: 'cancelled', by: ADA }).state).toBe('cancelled')
    expect(afterEvents(pending(), { type: 'cancelled', by: BRUNO }).state).toBe('rejected')
  })

  it('asks again in a new round, with a new deadline, when the set has changed', () => {
    const again = afterEvents(
      pending(),
      approved,
      { type: 'started', item: 0 },
      { type: 'drifted', item: 0, plan: somePlan() },
    )
    expect(again).toMatchObject({
      state: 'pending',
      drifted: true,
      decision: null,
      round: pending().round + 1,
    })
    expect(afterEvents(again, approved).state).toBe('approved')
  })

  it('is done when somebody else has made the same change in the meantime', () => {
    const plan = {
      ...somePlan(),
      lines: somePlan().lines.map((line) => ({ ...line, mark: 'kept' as const })),
    }
    const done = afterEvents(
      pending(),
      approved,
      { type: 'started', item: 0 },
      { type: 'drifted', item: 0, plan },
    )
    expect(done.state).toBe('done')
  })

  it('waits for the requester to sign in, and continues with what is left', () => {
    const waiting = afterEvents(
      pending(somePlan(), somePlan(OTHER)),
      approved,
      { type: 'verified', item: 0 },
      { type: 'needsSignIn', reason: 'x', claims: null },
    )
    expect(waiting).toMatchObject({ state: 'signInNeeded', resume: 'applying' })
    const next = advance(waiting, { type: 'signedIn' }, NOW)
    expect(next?.request.state).toBe('applying')
    expect(next?.effects.filter((effect) => effect.type === 'apply')).toEqual([{ type: 'apply', item: 1 }])
  })

  it('can be cancelled while it waits for a sign-in and nothing has been sent, and not later', () => {
    const signIn = { type: 'needsSignIn', reason: 'x', claims: null } as const
    const cancelled = { type: 'cancelled', by: ADA } as const
    const begun = afterEvents(pending(), approved, { type: 'started', item: 0 })
    const unsent = afterEvents(begun, { ...signIn, unsent: 0 })
    expect(unsent.items[0]?.progress).toBe('queued')
    expect(advance(unsent, cancelled, NOW)?.request.state).toBe('cancelled')
    expect(afterEvents(unsent, { type: 'signedIn' }).state).toBe('applying')
    const maybeSent = afterEvents(begun, signIn)
    expect(maybeSent.items[0]?.progress).toBe('applying')
    expect(advance(maybeSent, cancelled, NOW)).toBeNull()
    const half = afterEvents(
      pending(somePlan(), somePlan(OTHER)),
      approved,
      { type: 'verified', item: 0 },
      { type: 'started', item: 1 },
      { ...signIn, unsent: 1 },
    )
    expect(advance(half, cancelled, NOW)).toBeNull()
  })

  it('finishes only when every policy is finished, and fails when one of them does', () => {
    const half = afterEvents(pending(somePlan(), somePlan(OTHER)), approved, { type: 'verified', item: 1 })
    expect(half.state).toBe('applying')
    const failed = afterEvents(half, { type: 'failed', item: 0, reason: 'no right' })
    expect(failed).toMatchObject({ state: 'failed', reason: 'no right' })
    expect(failed.items.map((item) => item.progress)).toEqual(['failed', 'done'])
  })

  it('asks again only about the policies that changed', () => {
    const again = afterEvents(
      pending(somePlan(), somePlan(OTHER)),
      approved,
      { type: 'drifted', item: 0, plan: somePlan() },
      { type: 'verified', item: 1 },
    )
    expect(again.state).toBe('pending')
    expect(advance(again, approved, NOW)?.effects).toContainEqual({ type: 'apply', item: 0 })
    expect(advance(again, approved, NOW)?.effects).not.toContainEqual({ type: 'apply', item: 1 })
  })

  it('goes up by one revision with every transition', () => {
    expect(afterEvents(pending(), approved).revision).toBe(asked().revision + 2)
  })

  it('ends when a job gave up, wherever it was, and only once', () => {
    const ended = afterEvents(pending(), approved, { type: 'gaveUp', reason: 'no luck' })
    expect(ended).toMatchObject({ state: 'failed', reason: 'no luck' })
    expect(advance(ended, { type: 'gaveUp', reason: 'again' }, NOW)).toBeNull()
    expect(advance(ended, { type: 'verified', item: 0 }, NOW)).toBeNull()
  })

  describe('with a write in progress when its job gave up', () => {
    const writing = () =>
      afterEvents(pending(), approved, { type: 'started', item: 0 }, { type: 'gaveUp', reason: 'no luck' })

    it('still reports the result of the write', () => {
      expect(writing()).toMatchObject({ state: 'failed', items: [{ progress: 'applying' }] })
      const written: Event = { type: 'written', item: 0, graphRequestId: 'r-1' }
      expect(afterEvents(writing(), written, { type: 'verified', item: 0 })).toMatchObject({
        state: 'done',
        reason: null,
        items: [{ progress: 'done', graphRequestIds: ['r-1'] }],
      })
      const failed: Event = { type: 'failed', item: 0, reason: 'no right' }
      expect(afterEvents(writing(), failed)).toMatchObject({ state: 'failed', reason: 'no right' })
    })

    it('says who can withdraw the request in Intune, since Assent no longer checks it', () => {
      const over = afterEvents(writing(), { type: 'filed', item: 0, approval: OTHER })
      const reason = { code: 'inTurn', notes: ['no luck', { code: 'approvalStillOpen', by: 'Ada' }] }
      expect(over).toMatchObject({ state: 'failed', items: [{ progress: 'failed', reason }] })
    })
  })
})
