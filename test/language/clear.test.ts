import { describe, expect, test } from 'vitest'
import { explain, inOneSentence } from '../../src/language/feedback/explain.ts'
import { incompleteIn } from '../../src/language/feedback/incompleteRequest.ts'
import { messageAsText } from '../../src/language/lexer/messageText.ts'
import { readMessage as read } from '../../src/teams/inbound/commands/index.ts'
import * as clear from './corpus/clear.ts'
import { cleared, removed } from './corpus/expected.ts'
import { KIND_WORDS } from './corpus/kinds.ts'

const readings = (say: string) => read(messageAsText({ text: say }), KIND_WORDS)

describe('Clear to any administrator', () => {
  test.each([
    ...clear.INTENTS,
    ...clear.MOVED,
    ...clear.REPLACED,
    ...clear.WHOLLY,
    ...clear.FROM_NOW_ON,
    ...clear.FILTERS,
    ...clear.STORIES,
    ...clear.ONLY,
    ...clear.OTHER_FILTERS,
    ...clear.WORDED,
    ...clear.MORE_WORDED,
    ...clear.CALLED_SO,
    ...clear.TOLD_AND_ASKED,
  ])('%s', (say, best) => {
    expect(readings(say)[0] ?? null).toEqual(best)
  })

  test.each(clear.MAYBE_ONLY)('%s, or from everybody else as well', (say, one) => {
    const [first, second] = readings(say)
    expect(first).toEqual(one)
    expect(second).toEqual({ ...one, only: true })
  })

  test.each([...clear.GIVEN, ...clear.REPLACED_BY, ...clear.COPIED, ...clear.WORDED_ALIKE])(
    '%s, as the names tell',
    (say, one) => {
      expect(readings(say)).toContainEqual(one)
    },
  )

  test('“from everyone” is from all users, or from whoever has it', () => {
    const found = readings('remove Edge Settings from everyone')
    expect(found[0]).toEqual(removed(null, 'Edge Settings', '@allUsers'))
    expect(found[1]).toEqual(cleared(null, 'Edge Settings'))
    expect(readings('remove Edge Settings from all users')).not.toContainEqual(
      expect.objectContaining({ clear: true }),
    )
  })

  test('what takes a group out of everything may clear a policy', () => {
    expect(readings('remove Legal completely')).toContainEqual(
      expect.objectContaining({ policies: ['Legal'], clear: true }),
    )
    expect(readings('delete Legal completely')).not.toContainEqual(expect.objectContaining({ clear: true }))
  })

  test('what takes a group out of everything clears no policy beside another request', () => {
    for (const one of readings('remove HR completely and add Legal to Edge Settings'))
      expect(JSON.stringify(one)).not.toContain('"clear"')
  })

  test.each([
    'remove everyone completely',
    'remove all exclusions completely',
    "remove Legal's exclusion completely",
    'remove filter Kiosks completely',
  ])('what names no group is taken out of nothing: %s', (say) => {
    expect(readings(say)).toEqual([])
  })

  test('“only” behind a filter and a group of one name is never left out', () => {
    for (const say of [
      'assign Edge Settings with filter Kiosk to Kiosk only',
      'assign Edge Settings to Kiosk with filter Kiosk only',
    ])
      expect(readings(say)).not.toContainEqual(
        expect.objectContaining({
          policies: ['Edge Settings'],
          include: ['Kiosk'],
          filter: { name: 'Kiosk', mode: 'include' },
        }),
      )
  })

  test('“off for Legal only” may be either side, and is asked about', () => {
    const sides = readings('turn Edge Settings off for Legal only').filter(
      (one) => one.action === 'change' && one.policies[0] === 'Edge Settings',
    )
    expect(sides).toContainEqual(expect.objectContaining({ exclude: ['Legal'], remove: [] }))
    expect(sides).toContainEqual(expect.objectContaining({ exclude: [], remove: ['Legal'] }))
  })

  test.each(clear.UNREAD)('plan nothing: %s', (say) => {
    expect(readings(say)).toEqual([])
    expect(incompleteIn(say, KIND_WORDS)).toEqual([])
  })

  test.each([
    'remove every group from Edge Settings',
    'assign Edge Settings to each group',
    'exclude some groups from Edge Settings',
  ])('%s names no group', (say) => {
    for (const one of readings(say))
      expect(one).not.toEqual(expect.objectContaining({ policies: ['Edge Settings'] }))
  })

  test.each(clear.TIME_OF_ALL)('%s', (say) => {
    expect(readings(say)).not.toEqual([])
    expect(JSON.stringify(readings(say)[0])).toContain('"timing"')
  })

  test.each(clear.REFUSED.filter(([, instead]) => instead.startsWith('write it first')))(
    'plan nothing: %s',
    (say) => expect(readings(say)).toEqual([]),
  )

  test.each(clear.REFUSED)('%s says what to write', (say, instead) => {
    expect(inOneSentence(explain(say, KIND_WORDS))).toContain(instead)
  })
})
