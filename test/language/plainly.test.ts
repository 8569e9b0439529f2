import { describe, expect, test } from 'vitest'
import { explain, inOneSentence } from '../../src/language/feedback/explain.ts'
import { sayInstead } from '../../src/language/feedback/sayInstead.ts'
import { messageAsText } from '../../src/language/lexer/messageText.ts'
import { readMessage } from '../../src/teams/inbound/commands/index.ts'
import { bulk, excluded, lifted, removed, to } from './corpus/expected.ts'
import { KIND_WORDS } from './corpus/kinds.ts'
import * as plainly from './corpus/plainly.ts'

const readings = (say: string) => readMessage(messageAsText({ text: say }), KIND_WORDS)

describe('Said plainly', () => {
  test.each([
    ...plainly.CLAUSES,
    ...plainly.PLACE_TO_INSTALL,
    ...plainly.OTHER_VERBS,
    ...plainly.LONGER_WORDED,
  ])('%s', (say, best) => {
    expect(readings(say)[0] ?? null).toEqual(best)
  })

  test.each(plainly.LEFT_OUT)('%s, as the names tell', (say, one) => {
    expect(readings(say)).toContainEqual(one)
  })

  test.each(plainly.EXCEPTED)('%s, in either way', (say, inNone, notInLast) => {
    expect(readings(say)).toContainEqual(inNone)
    expect(readings(say)).toContainEqual(notInLast)
  })

  test.each(plainly.UNCLEAR_CLAUSES)('not read: %s', (say) => {
    expect(readings(say)).toEqual([])
  })

  test.each(plainly.NO_NAMES)('%s: refused in true words', (say, words) => {
    expect(readings(say)).toEqual([])
    expect(inOneSentence(explain(messageAsText({ text: say }), KIND_WORDS))).toContain(words)
  })

  test.each([
    ['deploy Zoom company-wide', ['deploy Zoom to all users', 'deploy Zoom to all devices']],
    [
      'please roll out Zoom to the whole company as required',
      ['roll out Zoom to all users as required', 'roll out Zoom to all devices as required'],
    ],
    ['swap everything Legal and HR have', ['compare Legal and HR']],
    ['swap the assignments of Legal and HR', ['compare Legal and HR']],
    ['Zoom is no longer needed', []],
  ])('%s: what can be pressed instead', (say, instead) => {
    const { problem } = explain(say, KIND_WORDS)
    const said = sayInstead(say, problem).map((one) => one.say)
    expect(said).toEqual(instead)
    for (const one of said) expect(readings(one)).not.toEqual([])
  })

  test.each(plainly.UNBLOCKED)('%s, in either way', (say) => {
    expect(readings(say)).toContainEqual(to(null, 'Zoom', 'Legal'))
    expect(readings(say)).toContainEqual(lifted(null, 'Zoom', 'Legal'))
  })

  test.each(plainly.NOT_LET)('%s, in either way', (say) => {
    expect(readings(say)).toContainEqual(excluded(null, 'Zoom', 'Interns'))
    expect(readings(say)).toContainEqual(removed(null, 'Zoom', 'Interns'))
  })

  test('what begins with “No” may be called so', () => {
    expect(readings('No Sleep for Kiosks')).toEqual([])
    expect(readings('never give Interns Zoom')).toEqual([])
    expect(readings('no sleep for kiosks')).toEqual([])
  })

  test('no word of a name is lost', () => {
    expect(readings('assign auto log off to legal')[0]).toEqual(to(null, 'auto log off', 'legal'))
    expect(readings('give legal back office settings')).toContainEqual(
      to(null, 'back office settings', 'legal'),
    )
    for (const one of readings('give legal back office settings'))
      expect(one).not.toMatchObject({ policies: ['office settings'], include: ['legal'] })
    expect(readings('Printer Drivers to Legal not for HR')).not.toContainEqual(
      expect.objectContaining({ policies: ['Printer Drivers to Legal'] }),
    )
  })

  test('whether somebody can have something is tried', () => {
    for (const say of [
      'can HR have Edge Settings?',
      'can HR get Edge Settings?',
      'may HR have Edge Settings?',
    ])
      expect(readings(say)[0]).toEqual({ action: 'try', wish: to(null, 'Edge Settings', 'HR') })
  })

  test('why somebody is not in it', () => {
    for (const say of ["why isn't Legal in Edge Settings", 'why is Legal not in Edge Settings?'])
      expect(readings(say)[0]).toMatchObject({ action: 'why', subject: 'Legal', expects: 'lacks' })
  })

  test('where something goes to is no part of a name', () => {
    expect(readings('get Legal off Edge Settings')).toContainEqual(removed(null, 'Edge Settings', 'Legal'))
    expect(JSON.stringify(readings('get Legal off Edge Settings'))).not.toMatch(/"off|off"/)
  })

  test('who “shouldn’t” may be removed as well as excluded', () => {
    const parts = readings("Legal should get Edge Settings but HR shouldn't").flatMap((one) =>
      one.action === 'several' ? [one.parts[1]] : [],
    )
    expect(parts).toContainEqual(expect.objectContaining({ policies: ['Edge Settings'], remove: ['HR'] }))
  })

  test('“only” beside the policy that a group is added to takes nothing from others', () => {
    expect(readings('add Kiosk to Kiosk only')).toEqual([])
  })

  test.each(['make sure Legal gets everything HR has', 'ensure that Legal has everything that HR has'])(
    '%s',
    (say) => {
      expect(readings(say)[0]).toEqual(bulk('HR', { include: ['Legal'] }))
    },
  )
})
