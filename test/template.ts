import { cp, mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import project from '../package.json' with { type: 'json' }

const TEMPLATE = join(
  import.meta.dirname,
  '../node_modules/.cache/assent',
  `pglite-${project.dependencies['@electric-sql/pglite']}`,
)

/**
 * Makes the empty embedded database that tests begin with, before any of them runs: `initdb` in WebAssembly costs
 * some seconds of a processor each time, a copy almost nothing.
 */
export async function setup(): Promise<void> {
  if (await stat(TEMPLATE).catch(() => null)) return
  await mkdir(dirname(TEMPLATE), { recursive: true })
  const making = await mkdtemp(`${TEMPLATE}-`)
  const database = await PGlite.create({ dataDir: making })
  await database.close()
  await rename(making, TEMPLATE).catch(() => rm(making, { recursive: true, force: true }))
}

/** A data directory of its own, where Assent finds an empty database as it would make one itself. */
export async function freshDataDir(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'assent-'))
  await cp(TEMPLATE, join(folder, 'postgres'), { recursive: true })
  return folder
}
