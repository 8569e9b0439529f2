import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { wholeSentence } from '../../../src/language/grammar/wholeSentence.ts'
import { read } from '../../../src/language/read.ts'
import { helpCard } from '../../../src/teams/cards/helpCard.ts'
import { COMMANDS, HELP_EXAMPLES, readMessage } from '../../../src/teams/inbound/commands/index.ts'
import { KIND_WORDS } from '../../language/corpus/kinds.ts'

const SRC = fileURLToPath(new URL('../../../src/', import.meta.url))
const FOLDER = `${SRC}teams/inbound/commands/`
const files = readdirSync(FOLDER).filter((name) => name !== 'index.ts')
const actions = COMMANDS.map(({ action }) => action)

/** "show-group" → "showGroup.ts" */
const fileOf = (action: string) =>
  `${action.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())}.ts`

describe('Every command', () => {
  it('is one file with its name, listed in the index, and nothing else is there', () => {
    expect(actions.length).toBeGreaterThan(10)
    expect([...actions].map(fileOf).sort()).toEqual(files.sort())
  })

  it.each(files)(
    '%s has its help, its reading and its action, and imports no other command',
    async (file) => {
      const held = Object.values(await import(`${FOLDER}${file}`))
      expect(held).toEqual([
        expect.objectContaining({
          action: expect.any(String),
          does: expect.any(String),
          examples: expect.any(Array),
          reads: expect.any(Object),
          handle: expect.any(Function),
        }),
      ])
      expect(held).toEqual(COMMANDS.filter(({ action }) => fileOf(action) === file))
      expect(readFileSync(FOLDER + file, 'utf8')).not.toMatch(/from '\.\//)
    },
  )

  it.each(COMMANDS.flatMap(({ action, examples }) => examples.map((text) => [text, action] as const)))(
    '“%s” is read as %s',
    (text, action) => {
      expect(readMessage(text, KIND_WORDS)[0]).toMatchObject({ action })
    },
  )

  it('is on the help card if it says so', () => {
    const card = JSON.stringify(helpCard(HELP_EXAMPLES).content)
    for (const { examples, isOnHelpCard } of COMMANDS as readonly Shown[])
      expect(card.includes(`"${examples[0]}"`), examples[0]).toBe(isOnHelpCard === true)
  })

  it('is in the table of the language', () => {
    const readme = readFileSync(`${SRC}language/README.md`, 'utf8')
    for (const { does, examples } of COMMANDS) {
      expect(readme).toContain(`| ${examples.map((one) => `\`${one}\``).join(', ')} | ${does} |`)
    }
  })
})

interface Shown {
  examples: readonly string[]
  isOnHelpCard?: true
}

describe('A command that the language does not know', () => {
  const water = {
    action: 'water',
    reads: {
      stage: 'question' as const,
      read({ bare }: { bare: string }) {
        const plant = wholeSentence('water the (?<plant>.+)').exec(bare)?.groups?.plant
        return plant ? { action: 'water' as const, plant } : null
      },
    },
  }

  it('is read just by being in the list', () => {
    const said = 'please water the ferns.'
    expect(readMessage(said, KIND_WORDS)).toEqual([])
    expect(read(said, KIND_WORDS, [...COMMANDS, water])).toEqual([{ action: 'water', plant: 'ferns' }])
  })

  it('takes precedence over no request and no other command', () => {
    const others = ['assign Edge Settings to Legal', 'who is in Legal', 'what is Edge Settings assigned to']
    for (const said of others)
      expect(read(said, KIND_WORDS, [...COMMANDS, water])).toEqual(readMessage(said, KIND_WORDS))
  })

  it('is not read if it is not in the list, while requests still are', () => {
    expect(read('who is in Legal', KIND_WORDS, []).map(({ action }) => action)).not.toContain('members')
    expect(read('assign Edge Settings to Legal', KIND_WORDS, [])).toEqual(
      readMessage('assign Edge Settings to Legal', KIND_WORDS),
    )
  })
})
