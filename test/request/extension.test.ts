import { describe, expect, it } from 'vitest'
import { endOf, reminderBefore, whyNotProlong } from '../../src/request/ending.ts'
import { nextTry } from '../../src/request/endRetry.ts'
import type { Event } from '../../src/request/event.ts'
import type { AssignmentRequest } from '../../src/request/request.ts'
import { advance } from '../../src/request/transition.ts'
import { newsForRequester } from '../../src/teams/outbound/noticeReplies.ts'
import { ADA, afterEvents, asked, BRUNO, HOUR, NOW, ruleOf, somePlan } from './requests.ts'

const at = (hours: number) => new Date(NOW.getTime() + hours * HOUR)
const iso = (hours: number) => at(hours).toISOString()
const PLANNED: Event = { type: 'planned', plans: [somePlan()], notes: [] }

/** Written, and to be taken back in ten hours. */
const lasting = () =>
  afterEvents(
    { ...asked(), period: { start: null, end: iso(10) }, zone: 'Europe/Berlin' },
    PLANNED,
    { type: 'approved', by: ADA },
    { type: 'started', item: 0 },
    { type: 'verified', item: 0 },
  )

describe('Extending a temporary change', () => {
  const extension = (lifetime = HOUR): AssignmentRequest =>
    afterEvents(
      {
        ...asked(),
        lifetime,
        prolongs: { id: 'r-1', end: iso(10) },
        period: { start: null, end: iso(48) },
      },
      PLANNED,
    )

  it('is approved like any other, and writes nothing', () => {
    const pending = extension()
    expect(pending).toMatchObject({ state: 'pending', approvals: [] })
    const done = advance(pending, { type: 'approved', by: ADA }, NOW)
    expect(done?.request).toMatchObject({ state: 'done', decision: { by: ADA } })
    expect(done?.effects.map(({ type }) => type)).toEqual(['card', 'notice'])
    // There is nothing of its own to take back at any end.
    expect(done && endOf(done.request)).toBe(null)
    // It is about all of what was written.
    expect(advance(pending, { type: 'ticked', by: ADA, items: [{ item: 0, ticked: false }] }, NOW)).toBe(null)
  })

  it('can be approved only before the old end', () => {
    const pending = extension(100 * HOUR)
    expect(pending.expiresAt).toBe(iso(10))
    expect(advance(pending, { type: 'approved', by: ADA }, at(10))).toBe(null)
  })

  it('moves the end to a later time only, and the old end’s job sees that', () => {
    const longer = advance(lasting(), { type: 'prolonged', by: BRUNO, end: iso(48) }, at(1))
    expect(longer?.request.state).toBe('done')
    expect(longer && endOf(longer.request)?.toISOString()).toBe(iso(48))
    expect(longer?.effects.map(({ type }) => type)).toContain('end')
    expect(advance(lasting(), { type: 'prolonged', by: BRUNO, end: iso(9) }, at(1))).toBe(null)
    const undone = advance(lasting(), { type: 'undone', by: 'r-2' }, at(1))?.request
    expect(undone && advance(undone, { type: 'prolonged', by: BRUNO, end: iso(48) }, at(1))).toBe(null)
  })

  it('moves the end to an earlier time only on request, and only to the future', () => {
    const to = (hours: number) =>
      advance(lasting(), { type: 'prolonged', by: BRUNO, end: iso(hours), earlier: true }, at(1))
    const shorter = to(5)
    expect(shorter && endOf(shorter.request)?.toISOString()).toBe(iso(5))
    expect(shorter?.effects.map(({ type }) => type)).toContain('end')
    expect(shorter?.request.log.at(-1)).toMatchObject({ what: 'shortened', by: BRUNO })
    expect(to(48)).toBe(null)
    expect(to(1)).toBe(null)
    expect(whyNotProlong(lasting(), at(5), at(1), true)).toBe(null)
    expect(whyNotProlong(lasting(), at(48), at(1), true)).toBe(null)
    expect(whyNotProlong(lasting(), at(10), at(1), true)).toContain('already ends on')
    expect(whyNotProlong(lasting(), at(0), at(1), true)).toContain('already passed')
  })

  it('to an earlier end can be approved only before it', () => {
    const pending = afterEvents(
      {
        ...asked(),
        lifetime: 100 * HOUR,
        prolongs: { id: 'r-1', end: iso(10), earlier: true },
        period: { start: null, end: iso(5) },
      },
      PLANNED,
    )
    expect(pending.expiresAt).toBe(iso(5))
    expect(advance(pending, { type: 'approved', by: ADA }, at(5))).toBe(null)
    const done = advance(pending, { type: 'approved', by: ADA }, at(4))
    expect(done?.request.log.at(-1)).toMatchObject({ what: 'shortened' })
  })

  it('says why it is not possible', () => {
    expect(whyNotProlong(lasting(), at(48), at(1))).toBe(null)
    expect(whyNotProlong(lasting(), at(5), at(1))).toContain('It already lasts until')
    expect(whyNotProlong(lasting(), at(0), at(1))).toContain('already passed')
    expect(whyNotProlong(lasting(), at(24 * 500), at(1))).toContain('more than a year')
    expect(whyNotProlong(lasting(), null, at(1))).toContain('pick a day')
    expect(whyNotProlong(lasting(), at(48), at(11))).toContain('is being taken back')
  })
})

describe('The reminder before an end', () => {
  const BERLIN = 'Europe/Berlin'
  const remindedAt = (end: string, zone = BERLIN, now = '2026-11-01T00:00:00Z') =>
    reminderBefore(new Date(end), zone, new Date(now))?.toISOString().slice(0, 16) ?? null

  it.each([
    // A Monday is told of on Friday, at the same time of the day.
    ['2026-11-30T09:00:00Z', '2026-11-27T09:00'],
    ['2026-11-26T09:00:00Z', '2026-11-25T09:00'],
    ['2026-11-29T09:00:00Z', '2026-11-27T09:00'],
    // Nobody is written to at night: 23:59 and 0:30 in Berlin.
    ['2026-11-27T22:59:00Z', '2026-11-26T16:00'],
    ['2026-11-25T23:30:00Z', '2026-11-25T07:00'],
    // The first of a month, and over a change of the clocks.
    ['2026-12-01T10:00:00Z', '2026-11-30T10:00'],
    ['2027-03-29T08:00:00Z', '2027-03-26T09:00'],
    ['2026-10-26T09:00:00Z', null],
  ])('%s', (end, expected) => expect(remindedAt(end)).toBe(expected))

  it('uses the requester’s own day', () => {
    // Monday 8:00 in Auckland is Sunday evening in Berlin.
    expect(remindedAt('2026-11-29T19:00:00Z', 'Pacific/Auckland')).toBe('2026-11-26T19:00')
  })

  it('is not sent for changes that last only hours', () => {
    expect(remindedAt('2026-11-26T12:00:00Z', BERLIN, '2026-11-26T09:00:00Z')).toBe(null)
  })
})

describe('An end that fails', () => {
  const wayBack = (tries = 0): AssignmentRequest => {
    const { terms, approvals, decision } = lasting()
    if (!terms || !decision) throw new Error('it is approved')
    return { ...asked(), undoes: 'r-1', tries, approvedBefore: { terms, approvals, decision } }
  }
  const AWAY: Event = { type: 'answered', reason: 'Graph is away.', plans: [], setback: true }
  const again = (request: AssignmentRequest, event: Event = AWAY) => advance(request, event, NOW)

  it('is retried with increasing pauses, and reported after the first and last attempt', () => {
    const first = again(wayBack())
    expect(first?.effects.map(({ type }) => type)).toContain('endAgain')
    expect(first?.request.log.map(({ what }) => what)).toEqual(['endDelayed'])
    expect(first && newsForRequester(first.request, 0, false)).toContain('it is still in place in Intune')
    expect(again(wayBack(3))?.request.log).toEqual([])
    const pauses: number[] = []
    for (let tries = 0; ; tries++) {
      const next = nextTry({ tries }, NOW)
      if (!next) break
      pauses.push(next.getTime() - NOW.getTime())
    }
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b))
    expect(pauses.reduce((sum, one) => sum + one)).toBeGreaterThan(12 * HOUR)
    const last = again(wayBack(pauses.length))
    expect(last?.request.log.map(({ what }) => what)).toEqual(['notEnded'])
  })

  it('fails whatever step it stopped in, and is reported once', () => {
    const planned = afterEvents(wayBack(), { ...PLANNED, asLeft: true } as Event)
    const failed = again(planned, { type: 'failed', item: 0, reason: 'Graph is away.' })
    expect(failed?.request.state).toBe('failed')
    expect(failed?.request.log.map(({ what }) => what)).toEqual(['ending', 'endDelayed'])
    expect(failed?.effects.map(({ type }) => type)).toContain('endAgain')
    expect(
      again(wayBack(), { type: 'gaveUp', reason: 'no luck' })?.effects.map(({ type }) => type),
    ).toContain('endAgain')
  })

  it('says why it needs a sign-in, and continues afterwards', () => {
    const asks = again(wayBack(), { type: 'needsSignIn', reason: 'sign in', claims: null })?.request
    expect(asks?.state).toBe('signInNeeded')
    expect(asks && newsForRequester(asks, asks.log.length - 1, false)).toContain('please sign in')
    const on = asks && again(asks, { type: 'signedIn' })
    expect(on?.request).toMatchObject({ state: 'asked', undoes: 'r-1' })
    expect(on?.effects.map(({ type }) => type)).toEqual(['plan'])
  })

  it('has not failed where nothing was left to take back, or somebody rejected it', () => {
    const nothing = again(wayBack(), { type: 'answered', reason: 'Nothing is left.', plans: [] })
    expect(nothing?.effects.map(({ type }) => type)).not.toContain('endAgain')
    const asks = afterEvents(wayBack(), PLANNED)
    const no = again(asks, { type: 'cancelled', by: ADA })
    expect(no?.effects.map(({ type }) => type)).not.toContain('endAgain')
    expect(again(asked(), AWAY)?.effects.map(({ type }) => type)).not.toContain('endAgain')
  })

  it('that somebody wants at once is carried out if they could approve it alone, and needs approval otherwise', () => {
    const wanted: AssignmentRequest = { ...asked(), undoes: 'r-1', atOnce: true }
    const clean = again(wanted, { ...PLANNED, asLeft: true } as Event)
    expect(clean?.request).toMatchObject({ state: 'approved', decision: { by: ADA } })
    expect(again(wanted, PLANNED)?.request.state).toBe('pending')
    const shared = { ...wanted, place: { conversationId: '19:group', kind: 'groupChat' as const } }
    const rules = {
      channel: null,
      rules: [ruleOf('second', [{ who: 'conversation' }])],
    }
    expect(advance(shared, { ...PLANNED, asLeft: true } as Event, NOW, rules)?.request.state).toBe('pending')
  })
})
