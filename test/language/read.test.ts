import { describe, expect, test } from 'vitest'
import { CATALOG } from '../../src/intune/catalog/catalog.ts'
import { messageAsText } from '../../src/language/lexer/messageText.ts'
import { readMessage as read } from '../../src/teams/inbound/commands/index.ts'
import { COMMANDS, SHOWING } from './corpus/asking.ts'
import { FILTERS, GROUPS, INTENTS, KINDS, MORE_KINDS, TRICKY_NAMES, VERBS } from './corpus/assigning.ts'
import type { Case } from './corpus/expected.ts'
import { KIND_WORDS } from './corpus/kinds.ts'
import { NEGATIONS, QUESTIONS, TALK } from './corpus/refusing.ts'
import { BULKS, EXCLUSIONS, REMOVALS } from './corpus/taking.ts'
import { LETTERS, POLITE } from './corpus/writing.ts'

const corpus: Record<string, readonly Case[]> = {
  verbs: VERBS,
  'kinds before and behind the name': KINDS,
  'more kinds': MORE_KINDS,
  'groups, users and devices': GROUPS,
  'names that hold the grammar’s own words': TRICKY_NAMES,
  filters: FILTERS,
  'app intents': INTENTS,
  exclusions: EXCLUSIONS,
  removals: REMOVALS,
  'whole groups at once': BULKS,
  questions: SHOWING,
  commands: COMMANDS,
  'polite words': POLITE,
  'letters, spaces and slips': LETTERS,
}

for (const [name, cases] of Object.entries(corpus)) {
  describe(name, () => {
    test.each(cases)('%s', (say, best) => {
      expect(read(messageAsText({ text: say }), KIND_WORDS)[0] ?? null).toEqual(best)
    })
  })
}

describe('What requests nothing changes nothing', () => {
  test.each([...NEGATIONS, ...QUESTIONS, ...TALK])('%s', (say) => {
    expect(read(messageAsText({ text: say }), KIND_WORDS)).toEqual([])
  })
})

describe('A name for part of a kind never means all of it', () => {
  const parts = CATALOG.flatMap((row) => row.parts ?? [])
  test.each(parts)('%s', (part) => {
    for (const say of [`remove group Test Lab from every ${part}`, `exclude Test Lab from all ${part}s`]) {
      const actions = read(messageAsText({ text: say }), CATALOG).map(({ action }) => action)
      expect(actions, say).not.toContain('bulk')
    }
  })
  test('is part of its row', () => {
    for (const { aliases, parts: some = [] } of CATALOG)
      expect(aliases).toEqual(expect.arrayContaining([...some]))
  })
})
