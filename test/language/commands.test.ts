import { describe, expect, it } from 'vitest'
import { COMMANDS } from '../../src/language/commands.ts'
import { read } from '../../src/language/read.ts'
import { helpCard } from '../../src/teams/cards/helpCard.ts'
import { KIND_WORDS } from './corpus/kinds.ts'

const ALL = Object.entries(COMMANDS)

describe('Every command', () => {
  it.each(ALL.flatMap(([action, { examples }]) => examples.map((text) => [text, action] as const)))(
    '“%s” is read as %s',
    (text, action) => {
      expect(read(text, KIND_WORDS)[0]).toMatchObject({ action })
    },
  )

  it('stands on the help card where its entry says so, and only there', () => {
    const card = JSON.stringify(helpCard().content)
    for (const [, { examples, isOnHelpCard }] of ALL)
      expect(card.includes(`"${examples[0]}"`), examples[0]).toBe(isOnHelpCard === true)
  })
})
