import { describe, expect, test } from 'vitest'
import { messageAsText } from '../../src/language/lexer/messageText.ts'
import { readMessage as read } from '../../src/teams/inbound/commands/index.ts'
import { KIND_WORDS } from './corpus/kinds.ts'

const best = (say: string) => read(messageAsText({ text: say }), KIND_WORDS)[0] ?? null

describe('Stand-ins', () => {
  test.each([
    ['I am away until Friday, Bruno stands in', 'Bruno', true],
    ["I'm out of office until 1 December and Bruno Okafor covers for me", 'Bruno Okafor', true],
    ['I’m on vacation for 2 weeks. Bruno will stand in for me.', 'Bruno', true],
    ['Bruno stands in for me until Monday', 'Bruno', true],
    ['Bruno is my stand-in until tomorrow at 18:00', 'Bruno', true],
    ['I am away, Bruno stands in', 'Bruno', false],
    ['while I am away until Friday Ada approves', 'Ada', true],
    ['when I am on holiday for 2 weeks, Bruno covers for me', 'Bruno', true],
    ['Ada approves while I am away until Friday', 'Ada', true],
    ['Ada approves until Friday while I am away', 'Ada', true],
    ['Ada approves until Friday while I am away until Monday', 'Ada', false],
    ['I am away until Friday', '', true],
    ['I am out of office', '', false],
    ['I am back', null, false],
    ['I’m back again!', null, false],
  ])('%s', (say, who, ends) => {
    const reading = best(say)
    expect(reading).toMatchObject({ action: 'stand-in', who })
    expect((reading as { timing: unknown }).timing !== null).toBe(ends)
  })

  test.each([
    'Bruno stands in',
    'Bruno covers Ada until Friday',
    'who stands in for me',
    'assign Stand-in Settings to Legal until Friday',
    'back',
    'I am off to assign Edge Settings to Legal',
    'I am out of band',
  ])('%s is no stand-in', (say) => expect(best(say)?.action).not.toBe('stand-in'))
})
