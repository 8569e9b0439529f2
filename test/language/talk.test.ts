import { describe, expect, test } from 'vitest'
import { peopleCalled } from '../../src/language/grammar/talk.ts'
import { messageAsText } from '../../src/language/lexer/messageText.ts'
import type { UndoOfReading, WaitingReading } from '../../src/language/reading.ts'
import { readMessage as read } from '../../src/teams/inbound/commands/index.ts'
import { KIND_WORDS } from './corpus/kinds.ts'

const best = (say: string) => read(messageAsText({ text: say }), KIND_WORDS)[0] ?? null

describe('Changing what is scheduled or temporary', () => {
  const HOUR = { is: 'by', span: { amount: 1, unit: 'hours' } }
  const day = (weekday: number, hour?: number) => ({
    is: 'at',
    day: { is: 'weekday', weekday, next: false },
    time: hour === undefined ? null : { hour, minute: 0 },
  })
  const tonight = {
    start: { is: 'at', day: { is: 'inDays', days: 0 }, time: { hour: 22, minute: 0 } },
    end: null,
  }
  test.each([
    ['postpone the Edge one to Friday 22:00', 'move', ['Edge'], day(5, 22)],
    ['delay it by an hour', 'move', [], { ...HOUR, earlier: false }],
    ['push it back an hour', 'move', [], { ...HOUR, earlier: false }],
    ['bring it forward by an hour', 'move', [], { ...HOUR, earlier: true }],
    ['bring forward Edge Settings by 1 hour', 'move', ['Edge Settings'], { ...HOUR, earlier: true }],
    ['make it an hour earlier', 'move', [], { ...HOUR, earlier: true }],
    ['change the time to Friday', 'move', [], day(5)],
    ['set it to Friday 22:00', 'move', [], day(5, 22)],
    ['do it on Friday instead', 'move', [], day(5)],
    ['start it now', 'move', [], { is: 'in', span: { amount: 1, unit: 'minutes' } }],
    ['keep it until Monday', 'extend', [], day(1)],
    ['make it last until Monday', 'extend', [], day(1)],
    ['extend the exclusion of Pilot from Edge Settings until Monday', 'extend', ['Edge Settings'], day(1)],
    ['give it two more days', 'extend', [], { is: 'by', span: { amount: 2, unit: 'days' }, earlier: false }],
    ['shorten it by an hour', 'changeEnd', [], { ...HOUR, earlier: true }],
    ['end it on Friday', 'changeEnd', [], day(5)],
    ['let it end on Friday', 'changeEnd', [], day(5)],
    ['the exclusion should end on Friday', 'changeEnd', [], day(5)],
    ['end it', 'endNow', [], null],
    ['make it permanent', 'keep', [], null],
    ['keep Edge Settings for good', 'keep', ['Edge Settings'], null],
    ['extend it indefinitely', 'keep', [], null],
    ['remove the end date', 'keep', [], null],
  ])('%s', (say, wish, policies, to) => {
    expect(best(say)).toEqual({ action: 'reschedule', wish, policies, to })
  })

  test('may refer to a change by its time', () => {
    expect(best("delay tonight's change by 1 hour")).toEqual({
      action: 'reschedule',
      wish: 'move',
      policies: [],
      when: tonight,
      to: { ...HOUR, earlier: false },
    })
    for (const say of ["cancel tonight's change", 'call off the change tonight'])
      expect(best(say)).toEqual({ action: 'waiting', wish: 'cancel', about: null, when: tonight })
  })

  test.each([
    ['cancel the scheduled change', null],
    ['cancel everything scheduled', null],
    ['cancel the scheduled change to Edge Settings', 'Edge Settings'],
    ['cancel the Edge change', 'Edge'],
    ['unschedule Edge Settings', 'Edge Settings'],
    ['cancel Edge Settings', 'Edge Settings'],
    ['withdraw “Edge Settings”', 'Edge Settings'],
  ])('%s', (say, about) => {
    expect(best(say)).toEqual({ action: 'waiting', wish: 'cancel', about })
  })
})

describe('Messages about pending requests', () => {
  const waits = (wish: WaitingReading['wish'], about: string | null = null) => ({
    action: 'waiting',
    wish,
    about,
  })

  test.each([
    'yes',
    'Yes!',
    'yes please',
    'yes, do it',
    'approve',
    'Approve it please',
    'approved',
    'do it',
    'go ahead',
    'please approve',
    'can you approve it?',
    'looks good to me',
    'approve my last request',
    'ok, do it',
    'Bruno will approve it.',
    'Bruno Keller can approve this',
  ])('%s', (say) => expect(best(say)).toEqual(waits('approve')))

  test.each([
    'cancel',
    'Cancel it.',
    'cancel my last request',
    'please cancel the request',
    'never mind',
    'nevermind',
    'no',
    'nope',
    'forget it',
    'withdraw my request',
    'cancel that please',
    'I changed my mind',
    'I’ve changed my mind',
    'stop',
    'stop asking me',
    'stop reminding me',
    'don’t ask me again',
    'cancel all pending requests',
  ])('%s', (say) => expect(best(say)).toEqual(waits('cancel')))

  test.each([
    'list pending',
    'show open requests',
    'what is waiting',
    'what’s waiting?',
    'what is waiting for approval',
    'show me all pending requests',
    'pending requests',
    'open requests',
    'any pending requests?',
    'is anything waiting for approval?',
    'which requests are waiting',
    'what needs approval',
    'what do I have to approve?',
    'status of my request',
  ])('%s', (say) => expect(best(say)).toEqual(waits('show')))

  test.each([
    ['remind Bruno', waits('remind', 'Bruno')],
    ['please remind <at>Bruno Keller</at>', waits('remind', 'Bruno Keller')],
    ['can you ping Bruno about it?', waits('remind', 'Bruno')],
    ['cancel the request for Edge Settings', waits('cancel', 'Edge Settings')],
    ['approve the request for "Edge Settings"', waits('approve', 'Edge Settings')],
    ['approve Bruno’s request', waits('approve', 'Bruno')],
  ])('%s', (say, expected) => expect(best(say)).toEqual(expected))

  test.each([
    'cancel the assignment of X to Y',
    'cancel Edge Settings for Legal',
    'drop Edge Settings',
    'nobody will approve it',
    'Bruno must approve it',
    'stop asking Legal',
    'stop excluding X from Y',
    'yes, assign X to Y',
    'ok',
    'thanks',
    'do not do it',
    'remind me tomorrow',
    'Bruno already approved this',
  ])('is not %s', (say) => expect(best(say)?.action ?? null).not.toBe('waiting'))
})

describe('Undo of one change', () => {
  const undo = (person: string | null, policy: string | null, toADay = false) => ({ person, policy, toADay })

  test.each([
    ['undo the change to Edge Settings', undo(null, 'Edge Settings')],
    ['undo the last change of template Edge Settings', undo(null, 'Edge Settings')],
    ['please revert Edge Settings', undo(null, 'Edge Settings')],
    ['roll back "Edge Settings"', undo(null, 'Edge Settings')],
    ['undo Bruno’s last change', undo('Bruno', null)],
    ['undo the last change by Bruno Keller', undo('Bruno Keller', null)],
    ["revert <at>Bruno Keller</at>'s change to Edge Settings", undo('Bruno Keller', 'Edge Settings')],
    ['revert Edge Settings to yesterday', undo(null, 'Edge Settings', true)],
    ['roll back Edge Settings to last week', undo(null, 'Edge Settings', true)],
  ])('%s', (say, { person, policy, toADay }) => {
    const reading = best(say) as UndoOfReading
    expect(reading).toMatchObject({ action: 'undo-of', person, toADay })
    if (policy) expect(reading.policies).toContain(policy)
    else expect(reading.policies).toEqual([])
  })

  test.each(['undo', 'undo that', 'revert', 'undo my last change'])('%s means my last change', (say) =>
    expect(best(say)).toEqual({ action: 'undo' }),
  )
})

describe('Messages about several requests, or about approvers', () => {
  test.each([
    'undo everything',
    'undo all changes from today',
    'undo the last 3 changes',
    'undo my last two changes',
  ])('%s', (say) => expect(best(say)).toMatchObject({ action: 'undo-of', policies: [], many: true }))
  test.each(['undo the change to Edge Settings', "undo Bruno's last change", 'undo my last change'])(
    '%s',
    (say) => expect(best(say)).not.toHaveProperty('many'),
  )
  test.each(['remind the approvers', 'remind everyone', 'ping them again'])('%s', (say) =>
    expect(best(say)).toEqual({ action: 'waiting', wish: 'remind', about: null }),
  )
  test.each(['who has to approve this?', 'who can approve my request'])('%s', (say) =>
    expect(best(say)).toEqual({ action: 'waiting', wish: 'show', about: null }),
  )
  test('“what is waiting for Bruno”', () =>
    expect(best('what is waiting for Bruno')).toEqual({ action: 'waiting', wish: 'show', about: 'Bruno' }))
  test.each([
    ['what happens if Edge Settings is removed from Legal?', 'remove'],
    ['what would happen if Legal was excluded from Edge Settings', 'exclude'],
  ])('%s', (say, side) => {
    expect(best(say)).toMatchObject({ action: 'try', wish: { [side]: [expect.any(String)] } })
  })
})

describe('People', () => {
  const people = ['Bruno Okafor', 'Bruno Okafor Lund', 'Chiara Venn'].map((name) => ({ name }))
  test.each([
    ['bruno okafor', ['Bruno Okafor']],
    ['@Bruno', ['Bruno Okafor', 'Bruno Okafor Lund']],
    ['Lund', ['Bruno Okafor Lund']],
    ['Edge Settings', []],
  ])('who is called %s', (asked, names) =>
    expect(peopleCalled(people, asked).map(({ name }) => name)).toEqual(names),
  )
})
