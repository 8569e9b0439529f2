import { describe, expect, test } from 'vitest'
import { explain, inOneSentence } from '../../src/language/feedback/explain.ts'
import { messageAsText } from '../../src/language/lexer/messageText.ts'
import { readMessage as read } from '../../src/teams/inbound/commands/index.ts'
import { to } from './corpus/expected.ts'
import { KIND_WORDS } from './corpus/kinds.ts'
import * as turns from './corpus/turns.ts'

const readings = (say: string) => read(messageAsText({ text: say }), KIND_WORDS)

describe('Turns of phrase', () => {
  test.each([
    ...turns.LACKING,
    ...turns.WHEREVER,
    ...turns.LAST_INTENT,
    ...turns.KINDS_AT_ONCE,
    ...turns.TABLES,
  ])('%s', (say, best) => {
    expect(readings(say)[0] ?? null).toEqual(best)
  })

  test.each(turns.ODD_TABLES)('%s', (say, left) => {
    expect(readings(say)).toEqual([])
    expect(inOneSentence(explain(messageAsText({ text: say }), KIND_WORDS))).toContain(
      `I did not understand “${left}”`,
    )
  })

  test.each([
    'Legal is missing Edge Settings',
    'Legal is missing Edge Settings, remove it',
    'wherever HR is excluded, add Legal',
    'assign Company Portal to Legal required optional',
  ])('plan nothing: %s', (say) => expect(readings(say)).toEqual([]))

  test('“what can be done” is a question with its own answer', () => {
    const wish = to(null, 'Edge Settings', 'Legal')
    expect(readings('can Edge Settings be assigned to Legal?')[0]).toEqual({ action: 'try', wish })
    expect(readings('can Edge Settings be assigned to Legal please?')[0]).toEqual(wish)
    expect(readings('could Edge Settings be assigned to Legal?')[0]).toEqual(wish)
  })
})
