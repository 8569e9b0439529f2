import { describe, expect, test } from 'vitest'
import { plain } from '../../src/language/lexer/messageText.ts'
import type { UndoOfReading, WaitingReading } from '../../src/language/reading.ts'
import { readMessage as read } from '../../src/teams/inbound/commands/index.ts'
import { KIND_WORDS } from './corpus/kinds.ts'

const best = (say: string) => read(plain({ text: say }), KIND_WORDS)[0] ?? null

describe('talk about what waits', () => {
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
    'stop excluding X from Y',
    'yes, assign X to Y',
    'ok',
    'thanks',
    'do not do it',
    'remind me tomorrow',
    'Bruno already approved this',
  ])('is not %s', (say) => expect(best(say)?.action ?? null).not.toBe('waiting'))
})

describe('undo of one change', () => {
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

  test.each(['undo', 'undo that', 'revert', 'undo my last change'])('%s is the last of mine', (say) =>
    expect(best(say)).toEqual({ action: 'undo' }),
  )
})

describe('talk about many, or about whoever decides', () => {
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
  test('what is waiting for Bruno', () =>
    expect(best('what is waiting for Bruno')).toEqual({ action: 'waiting', wish: 'show', about: 'Bruno' }))
  test.each([
    ['what happens if Edge Settings is removed from Legal?', 'remove'],
    ['what would happen if Legal was excluded from Edge Settings', 'exclude'],
  ])('%s', (say, side) => {
    expect(best(say)).toMatchObject({ action: 'try', wish: { [side]: [expect.any(String)] } })
  })
})
