import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { keptFigures, printFigures } from './world/figures.ts'

/**
 * `npm run bench [name…]`: every bench of this folder, or those named, each in a process of its own. At the end there is
 * one table of what they have kept in `bench.json`.
 */
const named = process.argv.slice(2)
const all = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && file !== 'index.ts')
  .map((file) => file.replace(/\.ts$/, ''))
const unknown = named.filter((name) => !all.includes(name))
if (unknown.length > 0)
  throw new Error(`there is no bench ${unknown.join(', ')}; there are ${all.join(', ')}`)
const asked = named.length > 0 ? named : all
for (const name of asked) {
  const { status } = spawnSync(process.execPath, [join(import.meta.dirname, `${name}.ts`)], {
    stdio: 'inherit',
    // As large as the real services' pages.
    env: { LOCAL_PAGE_SIZE: '1000', ...process.env },
  })
  if (status !== 0) process.exitCode = 1
}
const kept = keptFigures()
printFigures(Object.fromEntries(asked.map((name) => [name, kept[name] ?? {}])))
