import { describe, expect, it } from 'vitest'
import type { Event } from '../../src/request/event.ts'
import type { AssignmentRequest } from '../../src/request/request.ts'
import { advance } from '../../src/request/transition.ts'
import { requestCard } from '../../src/teams/cards/requestCard.ts'
import { ADA, afterEvents, HOUR, NOW, pending, somePlan } from './requests.ts'

const OTHER = '22222222-0000-4000-8000-000000000002'
const APPROVAL = '55555555-0000-4000-8000-000000000005'

const approved: Event = { type: 'approved', by: ADA }
const started = (item: number): Event => ({ type: 'started', item })
const filed = (item: number): Event => ({ type: 'filed', item, approval: APPROVAL })

const effectsOf = (request: AssignmentRequest, event: Event) => advance(request, event, NOW)?.effects ?? []

describe('A request held by Intune’s Multi Admin Approval', () => {
  it('waits for Intune, is written once approved there, and ends like any other', () => {
    const waiting = afterEvents(pending(), approved, started(0), filed(0))
    expect(waiting.state).toBe('awaitingIntune')
    expect(waiting.items[0]).toMatchObject({ progress: 'awaitingIntune', intuneApproval: APPROVAL })

    const goesOn: Event = { type: 'approvedInIntune', item: 0 }
    expect(effectsOf(waiting, goesOn)).toContainEqual({ type: 'apply', item: 0 })
    const queued = afterEvents(waiting, goesOn)
    expect(queued.state).toBe('applying')
    expect(queued.items[0]?.intuneApproval).toBe(APPROVAL)
    const written: Event = { type: 'written', item: 0, graphRequestId: null }
    expect(afterEvents(queued, started(0), written, { type: 'verified', item: 0 }).state).toBe('done')
  })

  it('keeps writing its other policies, and reports the waiting once', () => {
    const two = afterEvents(pending(somePlan(), somePlan(OTHER)), approved, started(0), filed(0))
    expect(two.state).toBe('applying')
    const both = afterEvents(two, started(1), filed(1))
    expect(both.state).toBe('awaitingIntune')
    expect(both.log.filter(({ what }) => what === 'filed')).toHaveLength(1)

    const one = afterEvents(two, started(1), { type: 'verified', item: 1 })
    expect(one.state).toBe('awaitingIntune')
  })

  it('is not done if it is rejected there', () => {
    const waiting = afterEvents(pending(), approved, started(0), filed(0))
    const over = afterEvents(waiting, { type: 'failed', item: 0, reason: 'Rejected in Intune.' })
    expect(over).toMatchObject({ state: 'failed', reason: 'Rejected in Intune.' })
  })

  it('checks again without writing after a sign-in that it waited for', () => {
    const waiting = afterEvents(pending(), approved, started(0), filed(0))
    const signIn = afterEvents(waiting, { type: 'needsSignIn', reason: 'x', claims: null })
    expect(signIn).toMatchObject({ state: 'signInNeeded', resume: 'applying' })
    expect(effectsOf(signIn, { type: 'signedIn' })).toContainEqual({ type: 'intuneApproval', item: 0 })
    expect(effectsOf(signIn, { type: 'signedIn' })).not.toContainEqual({ type: 'apply', item: 0 })
    expect(afterEvents(signIn, { type: 'signedIn' }).state).toBe('awaitingIntune')
  })

  it('is withdrawn once, by the polling jobs, while it waits there', () => {
    const withdrawn: Event = { type: 'withdrawn', by: ADA }
    expect(advance(pending(), withdrawn, NOW)).toBeNull()
    const waiting = afterEvents(pending(), approved, started(0), filed(0))
    expect(effectsOf(waiting, withdrawn)).toContainEqual({ type: 'intuneApproval', item: 0 })
    const after = afterEvents(waiting, withdrawn)
    expect(advance(after, withdrawn, NOW)).toBeNull()
    const failed = afterEvents(after, { type: 'failed', item: 0, reason: 'Withdrawn.' })
    expect(afterEvents(failed, { type: 'retried', by: ADA }).withdrawn).toBeNull()
  })

  it('leaves time to sign in from when that is needed, however long ago it was approved', () => {
    const waiting = afterEvents(pending(), approved, started(0), filed(0))
    const later = new Date(NOW.getTime() + 24 * HOUR)
    const needed: Event = { type: 'needsSignIn', reason: 'x', claims: null }
    const signIn = advance(waiting, needed, later)?.request ?? waiting
    expect(advance(signIn, { type: 'expired' }, new Date(later.getTime() + 2000))).toBeNull()
    const over = advance(signIn, { type: 'expired' }, new Date(later.getTime() + HOUR))
    expect(over?.request.state).toBe('failed')
  })

  it('asks for each sign-in that expires, but not for one that never helps', () => {
    const needed: Event = { type: 'needsSignIn', reason: 'x', claims: null }
    const signInEvery = (minutes: number, request: AssignmentRequest) => {
      let current = request
      for (let i = 0; i < 10; i++) {
        const now = new Date(NOW.getTime() + i * minutes * 60_000)
        for (const event of [needed, { type: 'signedIn' } as const])
          current = advance(current, event, now)?.request ?? current
      }
      return current.state
    }
    const waiting = afterEvents(pending(), approved, started(0), filed(0))
    expect(signInEvery(60, waiting)).toBe('awaitingIntune')
    expect(signInEvery(1, waiting)).toBe('failed')
  })

  it('says that what waits in Intune was not done, when nobody signs in again', () => {
    const waiting = afterEvents(pending(somePlan(), somePlan(OTHER)), approved, started(0), filed(0))
    const signIn = afterEvents(waiting, { type: 'needsSignIn', reason: 'x', claims: null })
    const over = advance(signIn, { type: 'expired' }, new Date(NOW.getTime() + HOUR))?.request
    const reason = { code: 'didNotSignIn', name: 'Ada' }
    // Only people can take back now what Intune was asked: it is said who.
    const who = { code: 'inTurn', notes: [reason, { code: 'approvalStillOpen', by: 'Ada' }] }
    expect(over).toMatchObject({ state: 'failed', reason: who })
    expect(over?.items).toMatchObject([
      { progress: 'failed', reason: who },
      { progress: 'failed', reason },
    ])
  })

  it('asks for approval again when the set has changed, and drops Intune’s approval', () => {
    const approvedThere = afterEvents(
      pending(),
      approved,
      started(0),
      filed(0),
      { type: 'approvedInIntune', item: 0 },
      started(0),
    )
    const again = afterEvents(approvedThere, { type: 'drifted', item: 0, plan: somePlan() })
    expect(again.state).toBe('pending')
    expect(again.items[0]?.intuneApproval).toBeNull()
  })

  it('says that a policy changed in the meantime was not written, while the rest waits', () => {
    const two = afterEvents(pending(somePlan(), somePlan(OTHER)), approved, started(0), filed(0))
    const drifted: Event = { type: 'drifted', item: 1, plan: somePlan(OTHER) }
    const waiting = afterEvents(two, started(1), drifted)
    expect(waiting.state).toBe('awaitingIntune')
    const card = requestCard(waiting, { oid: null, conversationId: 'a:ada' })
    expect(JSON.stringify(card)).toContain('Assignments changed, not applied')
  })

  it('can be approved there only while it waits for that', () => {
    const writing = afterEvents(pending(), approved, started(0))
    expect(advance(writing, { type: 'approvedInIntune', item: 0 }, NOW)).toBeNull()
    expect(advance(pending(), filed(0), NOW)).toBeNull()
  })
})
