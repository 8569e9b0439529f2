import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { embedded } from '../store/engines.ts'
import { ada, CHAT, textOf, useWorld } from './world.ts'

/** What a newcomer copies out of the README: every sentence in the table of what one can say. */
function sentences(file: string): string[] {
  const [, table = ''] = readFileSync(file, 'utf8').split('| to | write |\n')
  const rows = table.split('\n').slice(1)
  const end = rows.findIndex((row) => !row.startsWith('|'))
  return rows.slice(0, end).flatMap((row) => [...row.matchAll(/`([^`]+)`/g)].map(([, said = '']) => said))
}

describe('The sentences in the README', () => {
  const world = useWorld({}, embedded)
  const all = sentences('README.md')

  it('are found', () => expect(all.length).toBeGreaterThan(12))

  it.each(all)('%s: understood, and its names exist in the local world', async (sentence) => {
    const text = textOf(await world().ask(ada, CHAT.ada, sentence))
    expect(text).not.toMatch(/did not understand|I found no (policy|group|filter|app)|could not do this/)
  })
})
