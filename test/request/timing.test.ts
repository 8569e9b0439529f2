import { describe, expect, it } from 'vitest'
import { timingIn } from '../../src/language/grammar/timingPhrase.ts'
import { tokenize } from '../../src/language/lexer/tokens.ts'
import { endAfter, isMonthFirst, misfitAmong, periodsOf, yearOn, zoneOf } from '../../src/request/timing.ts'
import { weekdayMisfit } from '../../src/wording/timing.ts'

const BERLIN = 'Europe/Berlin'
/** A Wednesday, 14:30 in Berlin. */
const NOW = '2026-11-25T13:30:00Z'

function periods(words: string, now = NOW, zone = BERLIN, monthFirst = false) {
  const timed = timingIn(tokenize(`assign X to Legal ${words}`, (word) => word))
  if (!timed) return 'no time'
  const resolved = periodsOf(timed.timing, { at: new Date(now), zone, monthFirst })
  if (resolved.is === 'problem') return resolved.problem
  return resolved.choices.map(({ start, end }) => {
    const text = (one: typeof end) => (one instanceof Date ? one.toISOString().slice(0, 16) : one)
    return end === null ? text(start) : [text(start), text(end)]
  })
}

/** What is said of the weekday in it; null: it fits. */
function misfit(words: string, now = NOW) {
  const timed = timingIn(tokenize(`assign X to Legal ${words}`, (word) => word))
  const { start = null, end = null } = timed?.timing ?? {}
  const found = misfitAmong([start, end], { at: new Date(now), zone: BERLIN })
  return found && weekdayMisfit(found)
}

describe('A weekday that its date is not', () => {
  it.each([
    ['on Friday 25 November at 22:00', '25 November 2026 is a Wednesday, not a Friday.'],
    ['until Sunday 31.12.2026', '31 December 2026 is a Thursday, not a Sunday.'],
    ['until the end of Monday 1 December', '1 December 2026 is a Tuesday, not a Monday.'],
    ['on Monday the 27th', '27 November 2026 is a Friday, not a Monday.'],
    ['on Wednesday 25 November at 22:00', null],
    ['on 25 November at 22:00', null],
    ['on Friday', null],
    ['for 3 days', null],
    // The fourth of May or the fifth of April: not for sure the one or the other.
    ['on Friday 04/05/2027', null],
  ])('%s', (words, said) => expect(misfit(words)).toBe(said))
})

describe('Resolving a time', () => {
  it.each([
    ['tomorrow at 22:00', ['2026-11-26T21:00']],
    ['tomorrow', ['2026-11-26T07:00']],
    ['tonight', ['2026-11-25T21:00']],
    ['at 22:00', ['2026-11-25T21:00']],
    ['at 8:00', ['2026-11-26T07:00']],
    ['at midnight', ['2026-11-25T23:00']],
    ['tonight at midnight', ['2026-11-25T23:00']],
    ['in 2 hours', ['2026-11-25T15:30']],
    ['on 15.01.2027', ['2027-01-15T07:00']],
    ['on 15 January', ['2027-01-15T07:00']],
    ['on Monday', ['2026-11-30T07:00']],
    ['next Monday', ['2026-11-30T07:00']],
    // Today is one: that may be at once.
    ['on Wednesday', ['2026-12-02T07:00', null]],
    ['on Wednesday at 18:00', ['2026-11-25T17:00']],
    ['Friday 6 pm', ['2026-11-27T17:00']],
    ['Friday night', ['2026-11-27T21:00']],
    ['on 2026-12-01T22:00', ['2026-12-01T21:00']],
    ['2026-12-01 22:00', ['2026-12-01T21:00']],
    ['on the 15th', ['2026-12-15T07:00']],
    ['on the 31st', ['2026-12-31T07:00']],
    ['in half an hour', ['2026-11-25T14:00']],
    ['from 1 Dec to 5 Dec', [['2026-12-01T07:00', '2026-12-05T22:59']]],
    ['from 1.12.2026 - 5.12.2026', [['2026-12-01T07:00', '2026-12-05T22:59']]],
    ['until the end of the month', [[null, '2026-11-30T22:59']]],
    ['until end of year', [[null, '2026-12-31T22:59']]],
    // It ends on Friday for some and on Sunday for others.
    [
      'until the end of the week',
      [
        [null, '2026-11-27T22:59'],
        [null, '2026-11-29T22:59'],
      ],
    ],
    // On a Wednesday.
    [
      'until Wednesday',
      [
        [null, '2026-11-25T22:59'],
        [null, '2026-12-02T22:59'],
      ],
    ],
    ['until Friday', [[null, '2026-11-27T22:59']]],
    ['first thing Monday morning', ['2026-11-30T07:00']],
    ['next Friday', ['2026-12-04T07:00', '2026-11-27T07:00']],
    ['on 01/12/2026', ['2026-12-01T07:00']],
    ['on 03/12/2026', ['2026-12-03T07:00']],
    ['on 05/06/2027', ['2027-06-05T06:00', '2027-05-06T06:00']],
    ['until Friday', [[null, '2026-11-27T22:59']]],
    ['until 18:00', [[null, '2026-11-25T17:00']]],
    ['from Monday until Friday', [['2026-11-30T07:00', '2026-12-04T22:59']]],
    ['from 10.12.2026 until 01.12.2026', 'past'],
    ['tomorrow at 22:00 until Saturday at 6:00', [['2026-11-26T21:00', '2026-11-28T05:00']]],
    ['for 3 days', [[null, { for: { amount: 3, unit: 'days' } }]]],
    ['on 31.11.2026', 'noSuchDay'],
    ['on 29.02.2027', 'noSuchDay'],
    ['on 01.01.2026', 'past'],
    ['today at 9:00', 'past'],
    ['on 15.01.2030', 'tooFar'],
  ])('%s', (words, expected) => {
    expect(periods(words)).toEqual(expected)
  })

  it('depends on the requester’s zone', () => {
    expect(periods('tomorrow at 22:00', NOW, 'America/Los_Angeles')).toEqual(['2026-11-27T06:00'])
    expect(periods('tomorrow at 22:00', NOW, 'Pacific/Auckland')).toEqual(['2026-11-27T09:00'])
    expect(periods('tomorrow at 22:00', NOW, zoneOf('Not/AZone'))).toEqual(['2026-11-26T22:00'])
  })

  it('starts with the requester’s date order, and still offers the other', () => {
    expect(periods('on 05/06/2027', NOW, BERLIN, true)).toEqual(['2027-05-06T06:00', '2027-06-05T06:00'])
    expect(periods('on 01/12', NOW, BERLIN, true)).toEqual(['2027-01-12T07:00', '2026-12-01T07:00'])
    expect(periods('on 15/01/2027', NOW, BERLIN, true)).toEqual(['2027-01-15T07:00'])
    expect(
      ['en-US', 'en-GB', 'de', 'sv-SE', 'ja-JP', 'en-CA', 'x', 'en_US', '', null].filter(isMonthFirst),
    ).toEqual(['en-US'])
  })

  it('asks whether the day of the week that it is begins today or in a week', () => {
    const early = '2026-11-25T05:00:00Z'
    expect(periods('from Wednesday')).toEqual(['2026-12-02T07:00', null])
    expect(periods('from Wednesday', early)).toEqual(['2026-12-02T07:00', '2026-11-25T07:00'])
    expect(periods('from Wednesday until Friday')).toEqual([
      ['2026-12-02T07:00', '2026-12-04T22:59'],
      [null, '2026-11-27T22:59'],
    ])
    expect(periods('on Wednesday at 22:00')).toEqual(['2026-11-25T21:00'])
    expect(periods('next Wednesday')).toEqual(['2026-12-02T07:00'])
    expect(periods('a week on Wednesday')).toEqual(['2026-12-09T07:00'])
  })

  it('offers no other day where the weekday does not match and one of the two has passed', () => {
    // 26 November is a Thursday.
    expect(periods('on Thu 25 November', '2026-11-26T06:00:00Z')).toEqual('noSuchDay')
    expect(periods('on Friday 26 November at 8:00', '2026-11-26T15:00:00Z')).toEqual('noSuchDay')
    expect(periods('on Friday 27 November', '2026-11-26T15:00:00Z')).toEqual(['2026-11-27T07:00'])
    expect(periods('on Friday 5 December', '2026-11-26T15:00:00Z')).toEqual([
      '2026-12-05T07:00',
      '2026-12-04T07:00',
    ])
  })

  it('keeps its time of day across a DST change', () => {
    // Berlin: forward on 28 March 2027 at 2:00, back on 31 October 2027 at 3:00.
    expect(periods('tomorrow at 22:00', '2027-03-27T12:00:00Z')).toEqual(['2027-03-28T20:00'])
    expect(periods('tomorrow at 22:00', '2027-10-30T12:00:00Z')).toEqual(['2027-10-31T21:00'])
    // 2:30 is skipped in March, and comes twice in October: the first of them.
    expect(periods('tomorrow at 2:30', '2027-03-27T12:00:00Z')).toEqual(['2027-03-28T01:30'])
    expect(periods('tomorrow at 2:30', '2027-10-30T12:00:00Z')).toEqual(['2027-10-31T00:30'])
  })

  it('of a past day without a year can be next year’s', () => {
    const said = { at: new Date(NOW), zone: BERLIN }
    const next = (words: string) => {
      const timed = timingIn(tokenize(`assign X to Legal ${words}`, (word) => word))
      const later = timed && yearOn(timed.timing, said)
      const resolved = later && periodsOf(later, said)
      return resolved?.is === 'found' ? resolved.choices.map(({ start }) => start?.toISOString()) : null
    }
    expect(next('on 1 November at 22:00')).toEqual(['2027-11-01T21:00:00.000Z'])
    expect(next('on 24/11 at 8:00')).toEqual(['2027-11-24T07:00:00.000Z'])
    expect(next('on 1 November 2026')).toBe(null)
    expect(next('today at 9:00')).toBe(null)
  })

  it('counts days by the calendar and hours by the clock', () => {
    const from = new Date('2027-03-27T11:00:00Z')
    const behind = (amount: number, unit: 'days' | 'hours' | 'months') =>
      endAfter(from, { amount, unit }, BERLIN).toISOString().slice(0, 16)
    expect(behind(1, 'days')).toBe('2027-03-28T10:00')
    expect(behind(24, 'hours')).toBe('2027-03-28T11:00')
    expect(endAfter(new Date('2027-01-31T11:00:00Z'), { amount: 1, unit: 'months' }, BERLIN)).toEqual(
      new Date('2027-02-28T11:00:00Z'),
    )
  })
})
