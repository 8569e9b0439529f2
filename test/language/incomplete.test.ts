import { describe, expect, test } from 'vitest'
import { incompleteIn } from '../../src/language/feedback/incomplete.ts'
import { plain } from '../../src/language/lexer/messageText.ts'
import { UNSAID } from '../../src/language/reading.ts'
import { readMessage as read } from '../../src/teams/inbound/commands/index.ts'
import { COMPLIANCE, DEVICES, excluded, removed, to } from './corpus/expected.ts'
import { KIND_WORDS } from './corpus/kinds.ts'

const incomplete = (say: string) => incompleteIn(plain({ text: say }), KIND_WORDS)

describe('a request that lacks one name keeps the rest', () => {
  test.each([
    ['assign to Legal', to(null, UNSAID, 'Legal'), 'assign … to Legal'],
    [
      'please assign to Legal as required, thanks',
      to(null, UNSAID, 'Legal', { intent: 'required' }),
      'assign … to Legal as required',
    ],
    ['assign to Legal and Finance', to(null, UNSAID, ['Legal', 'Finance']), 'assign … to Legal and Finance'],
    [
      'assign the compliance policy to all devices',
      to(COMPLIANCE, UNSAID, DEVICES),
      'assign the compliance policy … to all devices',
    ],
    ['assign Edge Settings', to(null, 'Edge Settings', UNSAID), 'assign Edge Settings to …'],
    ['assign edge settings', to(null, 'edge settings', UNSAID), 'assign edge settings to …'],
    [
      'assign compliance policy Windows 11 Baseline',
      to(COMPLIANCE, 'Windows 11 Baseline', UNSAID),
      'assign compliance policy Windows 11 Baseline to …',
    ],
    ['give group Legal', to(null, UNSAID, 'Legal'), 'give group Legal …'],
    ['exclude Interns', excluded(null, UNSAID, 'Interns'), 'exclude Interns from …'],
    ['exclude from Edge Settings', excluded(null, 'Edge Settings', UNSAID), 'exclude … from Edge Settings'],
    ['remove group Legal', removed(null, UNSAID, 'Legal'), 'remove group Legal from …'],
  ])('%s', (say, reading, sentence) => {
    expect(read(plain({ text: say }), KIND_WORDS)).toEqual([])
    expect(incomplete(say)).toEqual({ reading, sentence })
  })

  test.each([
    'assign',
    "don't assign to Legal",
    'should I assign to Legal?',
    'assign it to all devices',
    'delete policy X',
    'block Legal',
    'use your brain',
    'assign to half of Sales Laptops',
    'Bruno said assign to Legal',
  ])('is not %s', (say) => expect(incomplete(say)).toBeNull())
})
