import { describe, expect, it } from 'vitest'
import { timingIn } from '../../src/language/grammar/when.ts'
import { tokenize } from '../../src/language/lexer/tokens.ts'
import { periodsOf } from '../../src/request/timing.ts'

const ZONE = 'Europe/Berlin'
/** A Wednesday, 14:30 in Berlin. */
const SAID = new Date('2026-11-25T13:30:00Z')
const SENTENCE = 'assign X to Legal'

/** Every period that the words can mean, in Berlin's time, apart by " | "; the rest of the sentence where it is not all read. */
function meant(words: string): string {
  const timed = timingIn(tokenize(`${SENTENCE} ${words}`, (word) => word))
  if (!timed) return 'no time'
  const rest = timed.rest.map(({ raw }) => raw).join(' ')
  if (rest !== SENTENCE) return `left: ${rest}`
  const periods = periodsOf(timed.timing, { at: SAID, zone: ZONE })
  if (periods.is === 'problem') return periods.problem
  return periods.choices
    .map(({ start, end }) => {
      const until = end instanceof Date ? `→ ${local(end)}` : end && `for ${end.for.amount} ${end.for.unit}`
      return [start && local(start), until].filter(Boolean).join(' ')
    })
    .join(' | ')
}

/** "Wed 25.11. 23:00", with the year where it is another. */
function local(moment: Date): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: ZONE,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(moment)
  const { weekday, day, month, year, hour, minute } = Object.fromEntries(
    parts.map(({ type, value }) => [type, value]),
  )
  return `${weekday} ${day}.${month}.${year === '2026' ? '' : year} ${hour}:${minute}`
}

describe('Words for a time, said on Wednesday, 25 November 2026 at 14:30 in Berlin', () => {
  it.each([
    ['at 22:00 UTC', 'Wed 25.11. 23:00'],
    ['at 22:00 CET', 'Wed 25.11. 22:00'],
    ['tomorrow 22:00 UTC+2', 'Thu 26.11. 21:00'],
    ['tomorrow at 22:00 Berlin time', 'Thu 26.11. 22:00'],
    ['tomorrow at 10pm London time', 'Thu 26.11. 23:00'],
    ['on 2026-12-01T22:00Z', 'Tue 01.12. 23:00'],
    ['on 2026-12-01T22:00:00+01:00', 'Tue 01.12. 22:00'],
    ['tomorrow at 3pm EST', 'Thu 26.11. 21:00'],
    ['tomorrow at 3pm ET', 'Thu 26.11. 21:00'],
    ['at 22:00 local time', 'Wed 25.11. 22:00'],
    ['tomorrow at 9 our time', 'Thu 26.11. 09:00 | Thu 26.11. 21:00'],
    [
      'next week',
      'Mon 30.11. 08:00 | Tue 01.12. 08:00 | Wed 02.12. 08:00 | Thu 03.12. 08:00 | Fri 04.12. 08:00',
    ],
    ['this weekend', 'Sat 28.11. 08:00'],
    ['at the weekend', 'Sat 28.11. 08:00'],
    ['over the weekend', 'Sat 28.11. 00:00 → Sun 29.11. 23:59'],
    ['for the weekend', 'Sat 28.11. 00:00 → Sun 29.11. 23:59'],
    ['next weekend', 'Sat 05.12. 08:00 | Sat 28.11. 08:00'],
    ['half past ten', 'Wed 25.11. 22:30 | Thu 26.11. 10:30'],
    ['tomorrow at half past ten', 'Thu 26.11. 10:30 | Thu 26.11. 22:30'],
    ['tomorrow at quarter to nine pm', 'Thu 26.11. 20:45'],
    ['at a quarter past 8', 'Wed 25.11. 20:15 | Thu 26.11. 08:15'],
    ['at ten thirty', 'Wed 25.11. 22:30 | Thu 26.11. 10:30'],
    ['tomorrow at ten', 'Thu 26.11. 10:00 | Thu 26.11. 22:00'],
    ['tonight at 10', 'Wed 25.11. 22:00'],
    ['tonight at ten', 'Wed 25.11. 22:00'],
    ['tomorrow evening at 8', 'Thu 26.11. 20:00'],
    ['tomorrow at 8 in the evening', 'Thu 26.11. 20:00'],
    ['at 8 tonight', 'Wed 25.11. 20:00'],
    ['tomorrow night at 11', 'Thu 26.11. 23:00'],
    ['in the morning', 'Thu 26.11. 08:00'],
    ['tomorrow in the morning at 7', 'Thu 26.11. 07:00'],
    ['at 7', 'Wed 25.11. 19:00 | Thu 26.11. 07:00'],
    ['tomorrow at 7', 'Thu 26.11. 07:00 | Thu 26.11. 19:00'],
    ["tomorrow at 5 o'clock", 'Thu 26.11. 05:00 | Thu 26.11. 17:00'],
    ['tomorrow 2200', 'Thu 26.11. 22:00'],
    ['tomorrow 22h', 'Thu 26.11. 22:00'],
    ['tomorrow 22h30', 'Thu 26.11. 22:30'],
    ['tomorrow at 2200 hrs', 'Thu 26.11. 22:00'],
    ['tomorrow at 10.30pm', 'Thu 26.11. 22:30'],
    ['until EOD', '→ Wed 25.11. 23:59'],
    ['until end of day tomorrow', '→ Thu 26.11. 23:59'],
    ['a week from now', 'Wed 02.12. 14:30'],
    ['a week from tomorrow', 'Thu 03.12. 08:00'],
    ['a week from Monday', 'Mon 07.12. 08:00'],
    ['Monday week', 'Mon 07.12. 08:00'],
    ["in a week's time", 'Wed 02.12. 14:30'],
    ["in two weeks' time", 'Wed 09.12. 14:30'],
    ['in a fortnight', 'Wed 09.12. 14:30'],
    ['in a couple of days', 'Fri 27.11. 14:30'],
    ['in an hour and a half', 'Wed 25.11. 16:00'],
    ['in 1.5 hours', 'Wed 25.11. 16:00'],
    ['in one and a half hours', 'Wed 25.11. 16:00'],
    ['in 1h30', 'Wed 25.11. 16:00'],
    ['in 1h 30m', 'Wed 25.11. 16:00'],
    ['in 90 minutes', 'Wed 25.11. 16:00'],
    ['in 3 working days', 'Mon 30.11. 08:00'],
    ['in 2 business days', 'Fri 27.11. 08:00'],
    ['for 24h', 'Thu 26.11. 00:00'],
    ['for 1.5 hours', 'for 90 minutes'],
    ['day after tomorrow', 'Fri 27.11. 08:00'],
    ['the day after tomorrow at noon', 'Fri 27.11. 12:00'],
    ['this evening', 'Wed 25.11. 20:00'],
    ['this afternoon', 'past'],
    ['this morning', 'past'],
    ['first thing tomorrow', 'Thu 26.11. 08:00'],
    ['first thing Monday', 'Mon 30.11. 08:00'],
    ['Monday next week', 'Mon 30.11. 08:00'],
    ['on Friday of next week', 'Fri 04.12. 08:00'],
    ['next week Monday', 'Mon 30.11. 08:00'],
    ['next week on Tuesday at 9am', 'Tue 01.12. 09:00'],
    ['Friday this week', 'Fri 27.11. 08:00'],
    ['the Monday after next', 'Mon 07.12. 08:00'],
    ['on the first Monday of December', 'Mon 07.12. 08:00'],
    ['on the last Friday of the month', 'Fri 27.11. 08:00'],
    ['on the first of December', 'Tue 01.12. 08:00'],
    ['on the 1st of next month', 'Tue 01.12. 08:00'],
    ['at the beginning of next month', 'Tue 01.12. 08:00'],
    ['at the end of November', 'Mon 30.11. 08:00'],
    ['at the end of the month', 'Mon 30.11. 08:00'],
    ['end of next week', 'Fri 04.12. 08:00 | Sun 06.12. 08:00'],
    ['start of next week', 'Mon 30.11. 08:00'],
    ['until January', '→ Thu 31.12. 23:59 | → Sun 31.01.2027 23:59'],
    ['until January 2027', '→ Thu 31.12. 23:59 | → Sun 31.01.2027 23:59'],
    ['tomorrow at midday', 'Thu 26.11. 12:00'],
    ['tomorrow at midnight', 'Fri 27.11. 00:00 | Thu 26.11. 00:00'],
    ['at 24:00', 'Thu 26.11. 00:00'],
    ['midnight tonight', 'Thu 26.11. 00:00'],
    ['on 1-Dec-2026', 'Tue 01.12. 08:00'],
    ['on 20261201', 'Tue 01.12. 08:00'],
    ['Fri 4 Dec', 'Fri 04.12. 08:00'],
    ['Friday 4th', 'Fri 04.12. 08:00'],
    ['Friday, 5 December', 'Sat 05.12. 08:00 | Fri 04.12. 08:00'],
    ['on Friday the 4th of December at 18:00', 'Fri 04.12. 18:00'],
    ['from Monday to Friday', 'Mon 30.11. 08:00 → Fri 04.12. 23:59'],
    ['from 22:00 to 06:00', 'Wed 25.11. 22:00 → Thu 26.11. 06:00'],
    ['from now until Friday', '→ Fri 27.11. 23:59'],
    ['from today until Friday', '→ Fri 27.11. 23:59'],
    ['not before Monday', 'Mon 30.11. 08:00'],
    ['no earlier than Monday 8:00', 'Mon 30.11. 08:00'],
    ['after 22:00', 'Wed 25.11. 22:00'],
    ['after 6pm tomorrow', 'Thu 26.11. 18:00'],
    ['in an hour', 'Wed 25.11. 15:30'],
    ['in 2 hrs', 'Wed 25.11. 16:30'],
    ['2 hours from now', 'Wed 25.11. 16:30'],
    ['in two days at 22:00', 'Fri 27.11. 22:00'],
    ['2 days from now at noon', 'Fri 27.11. 12:00'],
    ['two weeks from today', 'Wed 09.12. 08:00'],
    ['thurs at 6', 'Thu 26.11. 06:00 | Thu 26.11. 18:00'],
    ['wed 22:00', 'Wed 25.11. 22:00'],
    ['Tue, 1 Dec 2026, 22:00', 'Tue 01.12. 22:00'],
    ['1 Dec 22:00', 'Tue 01.12. 22:00'],
    ['1st December', 'Tue 01.12. 08:00'],
    ['December 1', 'Tue 01.12. 08:00'],
    ['Dec 1 @ 10pm', 'Tue 01.12. 22:00'],
    ['@22:00', 'Wed 25.11. 22:00'],
    ['12/1 at 10pm', 'Tue 12.01.2027 22:00 | Tue 01.12. 22:00'],
    ['1/12 22:00', 'Tue 01.12. 22:00 | Tue 12.01.2027 22:00'],
    ['on the 3rd at 22:00', 'Thu 03.12. 22:00'],
    ['on the 31st of November', 'noSuchDay'],
    ['on 29 Feb', 'noSuchDay'],
    ['on 30/02/2027', 'noSuchDay'],
    ['at 0:30', 'Thu 26.11. 00:30'],
    ['at 12:30 am', 'Thu 26.11. 00:30'],
    ['at 12 noon', 'Thu 26.11. 12:00'],
    ['until 12 midnight', '→ Thu 26.11. 00:00'],
    ['until tomorrow', '→ Thu 26.11. 23:59'],
    ['until tomorrow 18:00', '→ Thu 26.11. 18:00'],
    ['until the 15th', '→ Tue 15.12. 23:59'],
    ['until Monday morning', '→ Mon 30.11. 08:00'],
    ['until next Friday', '→ Fri 04.12. 23:59 | → Fri 27.11. 23:59'],
    ['until next week', '→ Sun 29.11. 23:59 | → Fri 04.12. 23:59 | → Sun 06.12. 23:59'],
    ['until next month', '→ Mon 30.11. 23:59 | → Thu 31.12. 23:59'],
    ['until the end of next week', '→ Fri 04.12. 23:59 | → Sun 06.12. 23:59'],
    ['until the end of next month', '→ Thu 31.12. 23:59'],
    ['until the end of this month', '→ Mon 30.11. 23:59'],
    ['until end of November', '→ Mon 30.11. 23:59'],
    ['until EOM', '→ Mon 30.11. 23:59'],
    ['until the weekend', '→ Sun 29.11. 23:59'],
    ['until Friday 18:00 UTC', '→ Fri 27.11. 19:00'],
    ['through Friday', '→ Fri 27.11. 23:59'],
    ['thru Friday', '→ Fri 27.11. 23:59'],
    ['til Friday', '→ Fri 27.11. 23:59'],
    ["'til Friday", '→ Fri 27.11. 23:59'],
    ['untill Friday', '→ Fri 27.11. 23:59'],
    ['only until Friday', '→ Fri 27.11. 23:59'],
    ['just for today', '→ Wed 25.11. 23:59'],
    ['for today', '→ Wed 25.11. 23:59'],
    ['for today only', '→ Wed 25.11. 23:59'],
    ['for tonight', 'Wed 25.11. 22:00'],
    ['for the rest of the day', '→ Wed 25.11. 23:59'],
    ['for the rest of the week', '→ Fri 27.11. 23:59 | → Sun 29.11. 23:59'],
    ['for a day', 'for 1 days'],
    ['for a couple of days', 'for 2 days'],
    ['for one week', 'for 1 weeks'],
    ['for 3 days starting tomorrow', 'Thu 26.11. 08:00 for 3 days'],
    ['for 3 days from Monday', 'Mon 30.11. 08:00 for 3 days'],
    ['for 3 days, from Monday 8:00', 'Mon 30.11. 08:00 for 3 days'],
    ['starting tomorrow for 3 days', 'Thu 26.11. 08:00 for 3 days'],
    ['starting next Monday for two weeks', 'Mon 30.11. 08:00 for 2 weeks'],
    ['from 1 to 5 December', 'Tue 01.12. 08:00 → Sat 05.12. 23:59'],
    ['from 1 December through 5 December', 'Tue 01.12. 08:00 → Sat 05.12. 23:59'],
    ['1-5 December', 'Tue 01.12. 08:00 → Sat 05.12. 23:59'],
    ['from December 1 to 5', 'Tue 01.12. 08:00 → Sat 05.12. 23:59'],
    ['temporarily until Friday', '→ Fri 27.11. 23:59'],
    ['temporarily for 2 days', 'for 2 days'],
    ['until EOD tomorrow', '→ Thu 26.11. 23:59'],
    ['until the end of Friday', '→ Fri 27.11. 23:59'],
    ['until the end of the day on Friday', '→ Fri 27.11. 23:59'],
    ['noon tomorrow', 'Thu 26.11. 12:00'],
    ['over next weekend', 'Sat 05.12. 00:00 → Sun 06.12. 23:59 | Sat 28.11. 00:00 → Sun 29.11. 23:59'],
    ['until midnight', '→ Thu 26.11. 00:00'],
    ['until Friday midnight', '→ Sat 28.11. 00:00 | → Fri 27.11. 00:00'],
    ['tomorrow at 00:00', 'Thu 26.11. 00:00 | Fri 27.11. 00:00'],
    ['on 1 December at 00:00', 'Tue 01.12. 00:00'],
    ['tomorrow at 12', 'Thu 26.11. 12:00 | Fri 27.11. 00:00'],
    ['on Friday, 27/11/2026', 'Fri 27.11. 08:00'],
    ['on Tuesday 01/12/2026', 'Tue 01.12. 08:00'],
    ['on Monday 01/12/2026', 'Tue 01.12. 08:00 | Mon 30.11. 08:00'],
    ['for two and a half days', 'for 60 hours'],
    ['for 2 hours 30 minutes', 'for 150 minutes'],
    ['from tomorrow 8am until Friday 6pm', 'Thu 26.11. 08:00 → Fri 27.11. 18:00'],
    ['from 8am tomorrow to 6pm on Friday', 'Thu 26.11. 08:00 → Fri 27.11. 18:00'],
    [
      'starting tomorrow at 6 in the morning, until the end of next week',
      'Thu 26.11. 06:00 → Fri 04.12. 23:59 | Thu 26.11. 06:00 → Sun 06.12. 23:59',
    ],
  ])('%s', (words, expected) => {
    expect(meant(words)).toBe(expected)
  })
})

describe('Words that say no time, or one that is not read whole', () => {
  it.each([
    'tomorrow at half ten',
    'in a few days',
    'in mid December',
    'in January',
    'next month',
    'by Friday',
    'after Friday',
    'before Friday',
    'every Monday',
    'between 22:00 and 06:00',
    'tomorrow around 10',
    'within 2 hours',
    'until further notice',
    'until the audit is done',
    'at 13pm',
    'on Monday at 25:00',
    'in 0 hours',
    'tonight at 2',
    'tomorrow or on Friday',
    'not tomorrow but on Friday',
  ])('%s', (words) => {
    expect(meant(words)).toMatch(/^(no time|left: )/)
  })

  it('stand in the way of nothing that follows: the time of a zone is that of its clocks', () => {
    const at = (said: string) => {
      const timed = timingIn(tokenize(`${SENTENCE} tomorrow at 22:00 CET`, (word) => word))
      const periods = timed && periodsOf(timed.timing, { at: new Date(said), zone: ZONE })
      return periods?.is === 'found' && periods.choices.map(({ start }) => start?.toISOString())
    }
    // In July "CET" is said for Berlin's summer time as well.
    expect(at('2027-07-01T10:00:00Z')).toEqual(['2027-07-02T21:00:00.000Z', '2027-07-02T20:00:00.000Z'])
    expect(at('2027-01-11T10:00:00Z')).toEqual(['2027-01-12T21:00:00.000Z'])
  })
})

describe('A time in the middle of a sentence', () => {
  it.each([
    ['exclude Pilot until 1 December from BitLocker', 'exclude Pilot from BitLocker'],
    ['assign X tomorrow at 22:00 UTC to Legal', 'assign X to Legal'],
    ['please assign tomorrow at 22:00 the policy X to Legal', 'please assign the policy X to Legal'],
  ])('%s', (text, rest) => {
    const timed = timingIn(tokenize(text, (word) => word))
    expect(timed?.rest.map(({ raw }) => raw).join(' ')).toBe(rest)
  })

  it('takes nobody else’s assignment for “only until Friday”', () => {
    for (const words of [
      'only until Friday',
      'just for 2 days',
      'until Friday only',
      'temporarily until Friday',
    ])
      expect(meant(words)).toMatch(/^(→|for)/)
  })
})
