import { describe, expect, it } from 'vitest'
import { CATALOG } from '../../src/intune/catalog/catalog.ts'
import { timingIn } from '../../src/language/grammar/timingPhrase.ts'
import { messageAsText } from '../../src/language/lexer/messageText.ts'
import { tokenize } from '../../src/language/lexer/tokens.ts'
import { readMessage as read } from '../../src/teams/inbound/commands/index.ts'

function timed(text: string) {
  const found = timingIn(tokenize(text, (word) => word))
  return found && { ...found.timing, rest: found.rest.map(({ raw }) => raw).join(' ') }
}
const at = (day: object | null, hour?: number, minute = 0) => ({
  is: 'at',
  day,
  time: hour === undefined ? null : { hour, minute },
})
const date = (year: number | null, month: number, day: number) => ({ is: 'date', year, month, day })
const inDays = (days: number) => ({ is: 'inDays', days })
const weekday = (day: number, next = false) => ({ is: 'weekday', weekday: day, next })
const ASK = 'assign X to Legal'

describe('When a change begins', () => {
  it.each([
    ['tomorrow at 22:00', at(inDays(1), 22)],
    ['at 22:00 tomorrow', at(inDays(1), 22)],
    ['tomorrow', at(inDays(1))],
    ['tomorrow morning', at(inDays(1), 8)],
    ['tonight', at(inDays(0), 22)],
    ['tonight at 23:30', at(inDays(0), 23, 30)],
    ['today at 5pm', at(inDays(0), 17)],
    ['at 10 pm', at(null, 22)],
    ['at 07', at(null, 7)],
    ['at 7', { is: 'at', day: null, time: { hour: 7, minute: 0, either: true } }],
    ['at noon', at(null, 12)],
    ['at midnight', { is: 'at', day: null, time: { hour: 24, minute: 0, midnight: true } }],
    ['at 12 am', at(null, 0)],
    ['on 15.01.2027', at(date(2027, 1, 15))],
    ['on 15.01.2027 at 8:00', at(date(2027, 1, 15), 8)],
    ['on 2027-01-15, 06:30', at(date(2027, 1, 15), 6, 30)],
    ['on 15/01/2027', at(date(2027, 1, 15))],
    ['on 01/15/2027', at(date(2027, 1, 15))],
    ['(from 01/12/2026)', at({ is: 'numbers', first: 1, second: 12, year: 2026 })],
    ['on 5/5', at(date(null, 5, 5))],
    ['on 15 January 2027', at(date(2027, 1, 15))],
    ['on January 15th, 2027', at(date(2027, 1, 15))],
    ['on the 3rd of December at 9am', at(date(null, 12, 3), 9)],
    ['on Dec 3', at(date(null, 12, 3))],
    ['next Monday', at(weekday(1, true))],
    ['on Monday', at(weekday(1))],
    ['this Friday at 18:00', at(weekday(5), 18)],
    ['on Fri', at(weekday(5))],
    ['on Monday, 7 December', at({ ...date(null, 12, 7), weekday: 1 })],
    ['on 7 December, a Monday', at({ ...date(null, 12, 7), weekday: 1 })],
    ['on 7 December (Monday)', at({ ...date(null, 12, 7), weekday: 1 })],
    ['on 7 December (Monday) at 9:00', at({ ...date(null, 12, 7), weekday: 1 }, 9)],
    ['starting Monday', at(weekday(1))],
    ['in 2 hours', { is: 'in', span: { amount: 2, unit: 'hours' } }],
    ['in half', null],
    ['in a week', { is: 'in', span: { amount: 1, unit: 'weeks' } }],
    ['in 45min', { is: 'in', span: { amount: 45, unit: 'minutes' } }],
  ])('%s', (words, start) => {
    for (const text of [`${ASK} ${words}`, `${ASK}, ${words}`, `${ASK} ${words}.`])
      expect(timed(text)).toEqual(start && { start, end: null, rest: ASK })
  })

  it('may be at the beginning', () => {
    expect(timed(`Tomorrow at 22:00, ${ASK}`)).toEqual({ start: at(inDays(1), 22), end: null, rest: ASK })
    expect(timed(`on Friday ${ASK}`)).toEqual({ start: at(weekday(5)), end: null, rest: ASK })
  })
})

describe('When it ends', () => {
  it.each([
    ['until Friday', at(weekday(5))],
    ['until 1 December', at(date(null, 12, 1))],
    ['until tomorrow at noon', at(inDays(1), 12)],
    ['till 18:00', at(null, 18)],
    ['until the end of Friday', at({ is: 'endOfDay', day: weekday(5) })],
    ['for 3 days', { is: 'for', span: { amount: 3, unit: 'days' } }],
    ['for two weeks', { is: 'for', span: { amount: 2, unit: 'weeks' } }],
    ['for an hour', { is: 'for', span: { amount: 1, unit: 'hours' } }],
    ['for the next 48 hours', { is: 'for', span: { amount: 48, unit: 'hours' } }],
  ])('%s', (words, end) => {
    expect(timed(`exclude Pilot from BitLocker ${words}`)).toEqual({
      start: null,
      end,
      rest: 'exclude Pilot from BitLocker',
    })
  })

  it('may come with a start', () => {
    expect(timed(`${ASK} from Monday until Friday`)).toEqual({
      start: at(weekday(1)),
      end: at(weekday(5)),
      rest: ASK,
    })
    expect(timed(`${ASK} tomorrow at 22:00 for 2 hours`)).toEqual({
      start: at(inDays(1), 22),
      end: { is: 'for', span: { amount: 2, unit: 'hours' } },
      rest: ASK,
    })
    expect(timed(`${ASK} for 3 days, starting on Monday`)).toEqual({
      start: at(weekday(1)),
      end: { is: 'for', span: { amount: 3, unit: 'days' } },
      rest: ASK,
    })
  })
})

describe('Not a time', () => {
  it.each([
    'assign X to Monday Crew',
    'assign Friday to Legal',
    'assign X to Friday',
    'assign X to "until Friday"',
    'assign Windows 11 to Floor 3',
    'assign X to Legal at 25:00',
    'assign X to Legal on 32.01.2027',
    'assign X to Legal for testing',
    'assign X to Legal until further notice',
    'assign X to Legal at 22:00 their time',
    'assign X to Legal in a few days',
    'assign X to Legal tonight at 2',
    'assign X to Legal by Friday',
    'assign X to Legal after Friday',
    'assign X until Friday only to Legal',
    'assign X to Legal at the end of Friday',
    'assign X to Legal next month',
    'assign X to Legal every Monday',
    'assign X to Legal after the meeting',
    'assign 7-Zip 24.08 to Legal',
    'assign X to Q1 2027',
    'help',
  ])('“%s”', (text) => {
    expect(timed(text)).toBeNull()
  })
})

describe('“schedule”', () => {
  it.each([
    'schedule Edge Settings for Legal tomorrow at 22:00',
    'please schedule the assignment of Edge Settings to Legal for tomorrow at 22:00',
    'can you schedule the deployment of Edge Settings to Legal tomorrow at 22:00?',
  ])('asks for an assignment at a time: %s', (text) => {
    const [reading] = read(messageAsText({ text }), CATALOG)
    expect(reading).toMatchObject({
      action: 'change',
      policies: ['Edge Settings'],
      include: ['Legal'],
      timing: { start: at(inDays(1), 22), end: null },
    })
  })

  it('without one is no request', () => {
    expect(read(messageAsText({ text: 'schedule Edge Settings for Legal' }), CATALOG)).toEqual([])
  })
})
