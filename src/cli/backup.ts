import { copyFileSync, existsSync, rmSync } from 'node:fs'
import { DEFAULT_RETENTION_DAYS } from '../config/environment.ts'
import { verifyAudit } from '../store/auditProof.ts'
import { makeBackup, restoreBackup } from '../store/backup.ts'
import { openDatabase } from '../store/database.ts'
import { databaseTime } from '../store/databaseClock.ts'

const USAGE = `npm run --silent backup -- <file>    copies the embedded database there, also while Assent runs
npm run --silent restore -- <file>   fills an empty DATA_DIR from it`

/** Backup and restore of the embedded database. Exit code 1: it did not work; 2: the command was wrong. */
async function main(): Promise<number> {
  const [command, file, ...more] = process.argv.slice(2)
  if ((command !== 'backup' && command !== 'restore') || !file || more.length > 0) return wrong(USAGE)
  const dataDir = process.env.DATA_DIR?.trim() || '.data'
  if (process.env.DATABASE_URL?.trim())
    return wrong('DATABASE_URL is set: use pg_dump and pg_restore for it (env/README.md says how).')
  if (command === 'backup') {
    if (existsSync(file)) return wrong(`${file} is there already.`)
    const made = await makeBackup(dataDir)
    copyFileSync(made, file)
    rmSync(made)
    console.log(`The database of ${dataDir} is copied to ${file}.`)
    return 0
  }
  if (!existsSync(file)) return wrong(`There is no ${file}.`)
  await restoreBackup(dataDir, file)
  return await lookAt(dataDir)
}

/** Opens the copy as Assent would and walks its audit trail: an untested backup is no backup. */
async function lookAt(dataDir: string): Promise<number> {
  const database = await openDatabase({ databaseUrl: null, dataDir })
  try {
    const retentionDays = Number(process.env.RETENTION_DAYS?.trim() || DEFAULT_RETENTION_DAYS)
    const now = await databaseTime(database.kysely)
    const trails = await verifyAudit(database.kysely, { retentionDays, now })
    const broken = trails.filter(({ ok }) => !ok)
    const rows = trails.reduce((sum, trail) => sum + (trail.ok ? trail.rows : 0), 0)
    console.log(`The database is restored in ${dataDir}; ${rows} rows of the audit trail are whole.`)
    if (broken.length > 0) console.error('A part of it is not: npm run --silent audit -- verify says where.')
    return broken.length > 0 ? 1 : 0
  } finally {
    await database.close()
  }
}

function wrong(sentence: string): number {
  console.error(sentence)
  return 2
}

main().then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  },
)
