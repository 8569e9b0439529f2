import { describe, expect, it } from 'vitest'
import { kindPhrasesOf } from '../../src/language/grammar/kindWords.ts'
import { rescheduleIn } from '../../src/language/grammar/reschedule.ts'
import type { RuleBook } from '../../src/request/approval/rules.ts'
import type { Event } from '../../src/request/event.ts'
import { movedFrom, prolongedFrom } from '../../src/request/postponement.ts'
import { judgePress } from '../../src/request/press.ts'
import type { StoredPeriod } from '../../src/request/timing.ts'
import { advance } from '../../src/request/transition.ts'
import { KIND_WORDS } from '../language/corpus/kinds.ts'
import { ADA, afterEvents, asked, BRUNO, HOUR, NOW, ruleOf, somePlan } from './requests.ts'

const at = (hours: number) => new Date(NOW.getTime() + hours * HOUR)
const iso = (hours: number) => at(hours).toISOString()
const PERSONAL = { conversationId: 'a:ada', kind: 'personal' as const }
const GROUP = { conversationId: '19:group', kind: 'groupChat' as const }

function waiting(period: StoredPeriod, place: typeof PERSONAL | typeof GROUP = PERSONAL) {
  const planned: Event = { type: 'planned', plans: [somePlan()], notes: [], period }
  return afterEvents({ ...asked(), place, zone: 'Europe/Berlin' }, planned, { type: 'approved', by: ADA })
}

const moved = (start: string, by = ADA, place: typeof PERSONAL | typeof GROUP = PERSONAL): Event => ({
  type: 'moved',
  by,
  place,
  start,
})

/** Whoever asked does not approve it. */
const SECOND: RuleBook = {
  channel: null,
  rules: [ruleOf('second', [{ who: 'conversation' }])],
}

describe('Rescheduling', () => {
  it('counts as approval by somebody who could approve alone', () => {
    const next = advance(waiting({ start: iso(2), end: null }), moved(iso(3)), at(1))
    expect(next?.request).toMatchObject({
      state: 'scheduled',
      period: { start: iso(3) },
      decision: { by: ADA },
    })
    expect(next?.request.decision?.at).toBe(iso(1))
    expect(next?.effects.map(({ type }) => type)).toContain('begin')
    // The job for the old moment finds nothing to do.
    expect(next && advance(next.request, { type: 'begun' }, at(2))).toBe(null)
    expect(next && advance(next.request, { type: 'begun' }, at(3))?.request.state).toBe('approved')
  })

  it('asks for approval again otherwise, under the current rules', () => {
    const request = waiting({ start: iso(2), end: null }, GROUP)
    const asks = advance(request, moved(iso(3), ADA, GROUP), at(1), SECOND)
    expect(asks?.request).toMatchObject({ state: 'pending', approvals: [], period: { start: iso(3) } })
    expect(asks?.request.round).toBe(request.round + 1)
    // Nothing begins at either moment until somebody has answered.
    expect(asks && advance(asks.request, { type: 'begun' }, at(3), SECOND)).toBe(null)
    const approved = asks && advance(asks.request, { type: 'approved', by: BRUNO }, at(1.5), SECOND)
    expect(approved?.request).toMatchObject({ state: 'scheduled', decision: { by: BRUNO } })
    const byBruno = advance(request, moved(iso(3), BRUNO, GROUP), at(1), SECOND)
    expect(byBruno?.request).toMatchObject({ state: 'scheduled', decision: { by: BRUNO } })
  })

  it('refuses moments that have passed, are too far ahead, or after the end', () => {
    const request = waiting({ start: iso(2), end: iso(5) })
    for (const start of [iso(1), iso(0.5), iso(5), iso(6), iso(2), 'no time'])
      expect(advance(request, moved(start), at(1)), start).toBe(null)
    expect(advance(waiting({ start: iso(2), end: null }), moved(iso(24 * 500)), at(1))).toBe(null)
    // At its own moment the job and a move are one after the other, whichever comes first.
    const begun = advance(request, { type: 'begun' }, at(2))
    expect(begun && advance(begun.request, moved(iso(3)), at(2))).toBe(null)
  })

  it('changes the time of a request that nobody has approved, and approves nothing', () => {
    const planned: Event = {
      type: 'planned',
      plans: [somePlan()],
      notes: [],
      period: { start: iso(2), end: null },
    }
    const pending = afterEvents(asked(), planned)
    const next = advance(pending, moved(iso(3)), at(0.5))
    expect(next?.request).toMatchObject({ state: 'pending', approvals: [], period: { start: iso(3) } })
    expect(next?.request.round).toBe(pending.round + 1)
  })

  it('uses the card’s day and time, in the request’s zone', () => {
    const request = waiting({ start: '2026-11-25T21:00:00.000Z', end: null })
    const press = (moment: string, person = ADA) =>
      judgePress(
        request,
        {
          verb: 'move',
          choice: null,
          comment: null,
          person,
          place: PERSONAL,
          round: request.round,
          moment,
          at: NOW,
        },
        [],
      )
    expect(press('2026-11-26T22:30')).toMatchObject({ event: { start: '2026-11-26T21:30:00.000Z' } })
    expect(press('2026-11-20T22:30')).toMatchObject({ is: 'refused' })
    expect(press('')).toMatchObject({ is: 'refused', sentence: expect.stringContaining('pick a day') })
    expect(press('2026-11-26T22:30', BRUNO)).toMatchObject({ is: 'refused' })
  })
})

describe('The new time', () => {
  /** Thursday 22:00 in Berlin; it is Tuesday noon. */
  const FROM = '2026-11-26T21:00:00.000Z'
  const to = (words: string, from = FROM, now = '2026-11-24T12:00:00Z') => {
    const reading = rescheduleIn(`move it ${words}`, kindPhrasesOf(KIND_WORDS))
    if (!reading?.to) return 'not read'
    const found = movedFrom(from, reading.to, { at: new Date(now), zone: 'Europe/Berlin' })
    return found.is === 'problem' ? found.problem : found.choices.map((one) => one.toISOString().slice(0, 16))
  }

  it.each([
    // Only the time is said: the day stays.
    ['to 23:00', ['2026-11-26T22:00']],
    // Only the day is said: the time of the day stays.
    ['to Friday', ['2026-11-27T21:00']],
    ['to tomorrow', ['2026-11-25T21:00']],
    ['to tomorrow 20:00', ['2026-11-25T19:00']],
    ['to 15.01.2027', ['2027-01-15T21:00']],
    ['by 2 hours', ['2026-11-26T23:00']],
    ['2 hours earlier', ['2026-11-26T19:00']],
    ['to 05/06/2027', ['2027-06-05T20:00', '2027-05-06T20:00']],
    ['to yesterday', 'not read'],
    ['to 1 March 2024', 'past'],
    ['to 31.11.2026', 'noSuchDay'],
    ['7 days earlier', 'past'],
  ])('%s', (words, expected) => expect(to(words)).toEqual(expected))

  it('is the last minute of a day, for an end', () => {
    const said = { at: new Date('2026-11-24T12:00:00Z'), zone: 'Europe/Berlin' }
    const until = (words: string) => {
      const reading = rescheduleIn(`extend it ${words}`, kindPhrasesOf(KIND_WORDS))
      const found = reading?.to && prolongedFrom(FROM, reading.to, said)
      return found?.is === 'found'
        ? found.choices.map((one) => one.toISOString().slice(0, 16))
        : found?.problem
    }
    expect(until('until Friday')).toEqual(['2026-11-27T22:59'])
    expect(until('until Friday 18:00')).toEqual(['2026-11-27T17:00'])
    expect(until('until the end of the month')).toEqual(['2026-11-30T22:59'])
    expect(until('by 3 days')).toEqual(['2026-11-29T21:00'])
    const shortened = (began: string | null) => {
      const reading = rescheduleIn('shorten it to 3 days', kindPhrasesOf(KIND_WORDS))
      const found = reading?.to && prolongedFrom(FROM, reading.to, said, began)
      return found?.is === 'found' ? found.choices.map((one) => one.toISOString().slice(0, 16)) : found
    }
    // Counted from its beginning or from now, where these are apart.
    expect(shortened('2026-11-24T11:30:00Z')).toEqual(['2026-11-27T11:30'])
    expect(shortened('2026-11-23T12:00:00Z')).toEqual(['2026-11-26T12:00', '2026-11-27T12:00'])
    expect(shortened('2026-11-19T12:00:00Z')).toEqual(['2026-11-27T12:00'])
    expect(shortened(null)).toEqual(['2026-11-27T12:00'])
    expect(until('for another week')).toEqual(['2026-12-03T21:00'])
  })

  it('keeps the time of day across a DST change, while hours stay hours', () => {
    // Berlin sets its clocks on at 2:00 on 28 March 2027.
    const from = '2027-03-27T21:00:00.000Z'
    expect(to('by 1 day', from)).toEqual(['2027-03-28T20:00'])
    expect(to('by 24 hours', from)).toEqual(['2027-03-28T21:00'])
    expect(to('to 2:30', '2027-03-28T10:00:00.000Z')).toEqual(['2027-03-28T01:30'])
  })
})
