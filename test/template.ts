import { cp, mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import project from '../package.json' with { type: 'json' }

const TEMPLATE = join(
  import.meta.dirname,
  '../node_modules/.cache/assent',
  `pglite-${project.dependencies['@electric-sql/pglite']}-alone`,
)
/** The databases that others are made from (`template1` and `template0`, by their fixed numbers in pg_database.dat). */
const UNUSED = ['1', '4']

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
  // Two thirds of the files, and nothing here makes a database: to copy and remove them takes longer than to start.
  for (const number of UNUSED) await rm(join(making, 'base', number), { recursive: true })
  await rename(making, TEMPLATE).catch(() => rm(making, { recursive: true, force: true }))
}

/** A data directory of its own, where Assent finds an empty database as it would make one itself. */
export async function freshDataDir(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'assent-'))
  await cp(TEMPLATE, join(folder, 'postgres'), { recursive: true })
  return folder
}
