import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { COMMANDS } from '../../../src/language/commands.ts'

const FOLDER = fileURLToPath(new URL('../../../src/teams/inbound/commands/', import.meta.url))

/** Two commands that differ in a yes or no, or in what is left out, share a file. */
const SHARED: Readonly<Record<string, string>> = { stopNotifying: 'notify', 'history-of': 'history' }

/** "show-group" → "showGroup" */
const fileOf = (action: string) =>
  SHARED[action] ?? action.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())

/** The files that the index has its handlers from. */
const handled = [
  ...readFileSync(`${FOLDER}index.ts`, 'utf8').matchAll(/^import .* from '\.\/(\w+)\.ts'$/gm),
].map(([, name = '']) => name)

describe('A command', () => {
  it.each(Object.keys(COMMANDS))(
    '%s of the language has its partner here, in a file of its name',
    (action) => {
      expect(handled).toContain(fileOf(action))
      expect(existsSync(`${FOLDER}${fileOf(action)}.ts`)).toBe(true)
    },
  )

  it('is handled here only where the language has it', () => {
    const known = Object.keys(COMMANDS).map(fileOf)
    expect(handled.filter((name) => !known.includes(name))).toEqual([])
    expect(handled.length).toBeGreaterThan(10)
  })
})
