import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'

/** A script that has had a PostgreSQL of its own, with this as its last line. */
function exitOf(last: string): number | null {
  const engines = new URL('store/engines.ts', import.meta.url).href
  const exit = new URL('exit.ts', import.meta.url).href
  const script = `
    import { postgres } from ${JSON.stringify(engines)}
    import { ends } from ${JSON.stringify(exit)}
    const engine = await postgres()
    await engine.stop()
    ${last}`
  return spawnSync(process.execPath, ['--input-type=module', '--eval', script]).status
}

describe('A script with its own PostgreSQL', () => {
  it('exits with its own code, and with an error if it has none or waits forever', () => {
    expect(exitOf('ends(true)')).toBe(0)
    expect(exitOf('ends(false)')).toBe(1)
    expect(exitOf('await new Promise(() => {}); ends(true)')).toBe(13)
    expect(exitOf('throw new Error("no")')).toBe(1)
  })
})
