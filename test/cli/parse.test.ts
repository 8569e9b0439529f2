import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'

function parse(input: string, ...args: string[]) {
  const { stdout, status } = spawnSync(process.execPath, ['src/cli/parse.ts', ...args], {
    input,
    encoding: 'utf8',
  })
  const lines = stdout.split('\n').filter(Boolean)
  return { status, all: lines.map((line) => JSON.parse(line)) }
}

describe('npm run parse', () => {
  it('reads a message as the chat does', () => {
    const { all, status } = parse('<at>Assent</at>&nbsp;assign **R&amp;D** to Legal\r\n\nhelp')
    expect(status).toBe(0)
    expect(all.map(({ text }) => text)).toEqual([
      '<at>Assent</at>&nbsp;assign **R&amp;D** to Legal',
      '',
      'help',
    ])
    expect(all[0].readings[0]).toMatchObject({ policies: ['R&D'], include: ['Legal'] })
    expect(all[1].readings).toEqual([])
    expect(all[2].readings).toEqual([{ action: 'help' }])
  })

  it('accepts multi-line messages as JSON, and says which line is not valid', () => {
    const { all, status } = parse('"assign scripts\\n- X\\n- Y\\nto Legal"\nhelp\n"help"', '--json')
    expect(status).toBe(1)
    expect(all.map(({ text }) => text)).toEqual(['assign scripts\n- X\n- Y\nto Legal', 'help'])
    expect(all[0].readings[0]).toMatchObject({ policies: ['X', 'Y'], include: ['Legal'] })
  })
})
