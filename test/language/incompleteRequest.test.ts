import { describe, expect, test } from 'vitest'
import { incompleteIn } from '../../src/language/feedback/incompleteRequest.ts'
import { missingVerbIn } from '../../src/language/feedback/missingVerb.ts'
import { messageAsText } from '../../src/language/lexer/messageText.ts'
import { UNNAMED } from '../../src/language/reading.ts'
import { readMessage as read } from '../../src/teams/inbound/commands/index.ts'
import { COMPLIANCE, DEVICES, excluded, removed, to } from './corpus/expected.ts'
import { KIND_WORDS } from './corpus/kinds.ts'

const incomplete = (say: string) => incompleteIn(messageAsText({ text: say }), KIND_WORDS)

describe('A request that lacks one name keeps the rest', () => {
  test.each([
    ['assign to Legal', [to(null, UNNAMED, 'Legal')]],
    ['add Legal to', [to(null, UNNAMED, 'Legal')]],
    ['please assign to Legal as required, thanks', [to(null, UNNAMED, 'Legal', { intent: 'required' })]],
    ['assign to Legal and Finance', [to(null, UNNAMED, ['Legal', 'Finance'])]],
    ['assign the compliance policy to all devices', [to(COMPLIANCE, UNNAMED, DEVICES)]],
    ['assign compliance policy Windows 11 Baseline', [to(COMPLIANCE, 'Windows 11 Baseline', UNNAMED)]],
    ['give group Legal', [to(null, UNNAMED, 'Legal')]],
    ['exclude Interns from', [excluded(null, UNNAMED, 'Interns')]],
    ['exclude from Edge Settings', [excluded(null, 'Edge Settings', UNNAMED)]],
    ['remove group Legal', [removed(null, UNNAMED, 'Legal')]],
    ['stop excluding Interns from', [{ ...removed(null, UNNAMED, 'Interns'), side: 'exclusion' }]],
  ])('%s', (say, readings) => {
    expect(read(messageAsText({ text: say }), KIND_WORDS)).toEqual([])
    expect(incomplete(say)).toEqual(readings)
  })

  test.each([
    ['assign Edge Settings', to(null, 'Edge Settings', UNNAMED), to(null, UNNAMED, 'Edge Settings')],
    ['assign edge settings', to(null, 'edge settings', UNNAMED), to(null, UNNAMED, 'edge settings')],
    ['add Legal', to(null, UNNAMED, 'Legal'), to(null, 'Legal', UNNAMED)],
    ['exclude Interns', excluded(null, UNNAMED, 'Interns'), excluded(null, 'Interns', UNNAMED)],
    ['stop assigning HR', removed(null, 'HR', UNNAMED), removed(null, UNNAMED, 'HR')],
    ['remove HR', removed(null, UNNAMED, 'HR'), removed(null, 'HR', UNNAMED)],
    ['remove A and B', removed(null, UNNAMED, ['A', 'B']), removed(null, ['A', 'B'], UNNAMED)],
  ])('the tenant decides which name is missing: %s', (say, ...readings) => {
    expect(read(messageAsText({ text: say }), KIND_WORDS)).toEqual([])
    expect(incomplete(say)).toEqual(readings)
  })

  test.each([
    'assign',
    'assign the compliance policy',
    "don't assign to Legal",
    'stop asking Legal',
    'should I assign to Legal?',
    'assign it to all devices',
    'delete policy X',
    'block Legal',
    'use your brain',
    'assign to half of Sales Laptops',
    'Bruno said assign to Legal',
  ])('is not %s', (say) => expect(incomplete(say)).toEqual([]))
})

describe('A policy and a group without a verb ask what to do', () => {
  const deeds = (say: string) => missingVerbIn(messageAsText({ text: say }), KIND_WORDS)
  const all = (policy: string, group: string) => [
    to(null, policy, group),
    excluded(null, policy, group),
    removed(null, policy, group),
  ]

  test.each([
    'Legal and BitLocker',
    'BitLocker + Legal',
    'Legal / BitLocker',
    'Hi, Legal & BitLocker please',
  ])('%s', (say) => {
    expect(read(messageAsText({ text: say }), KIND_WORDS)).toEqual([])
    expect(deeds(say)).toHaveLength(6)
    expect(deeds(say)).toEqual(
      expect.arrayContaining([...all('BitLocker', 'Legal'), ...all('Legal', 'BitLocker')]),
    )
  })

  test('the kind tells which of them is the policy', () => {
    expect(deeds('compliance policy Windows 11 Baseline and group Legal')).toEqual([
      to(COMPLIANCE, 'Windows 11 Baseline', 'Legal'),
      excluded(COMPLIANCE, 'Windows 11 Baseline', 'Legal'),
      removed(COMPLIANCE, 'Windows 11 Baseline', 'Legal'),
    ])
  })

  test.each([
    'Legal',
    'Legal and Finance and BitLocker',
    'thanks and bye',
    'Legal and BitLocker?',
    'not Legal and BitLocker',
    'assign Legal and BitLocker',
    'salt and pepper',
  ])('not %s', (say) => expect(deeds(say)).toEqual([]))
})
