import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { CLOUDS } from '../config/clouds.ts'
import { DEFAULT_RETENTION_DAYS } from '../config/environment.ts'
import { databaseIdentityOf } from '../config/readSettings.ts'
import { databasePassword } from '../identity/credentials.ts'
import { type AuditRow, auditHeads, auditRows } from '../store/audit.ts'
import { readNotes } from '../store/auditNotes.ts'
import { type Noted, type Verified, verifyAudit } from '../store/auditProof.ts'
import { type Database, openDatabase } from '../store/database.ts'
import { databaseTime } from '../store/databaseClock.ts'

const USAGE = `npm run --silent audit -- verify [--noted <row>:<hash>] [--noted-file <file>]
npm run --silent audit -- export [--since 2026-11-01] [--format jsonl|csv]`

/** Proves that the audit trail is whole, or hands it out. Exit code 1: it is not; 2: the command was wrong. */
async function main(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      since: { type: 'string' },
      format: { type: 'string', default: 'jsonl' },
      noted: { type: 'string' },
      'noted-file': { type: 'string' },
    },
  })
  const [command] = positionals
  const since = values.since === undefined ? null : new Date(values.since)
  const noted = values.noted === undefined ? null : notedFrom(values.noted)
  const file = values['noted-file']
  const filed = file === undefined ? [] : readNotes(readFileSync(file, 'utf8'))
  const isFormat = values.format === 'jsonl' || values.format === 'csv'
  const isKnown = command === 'verify' || command === 'export'
  if (!isKnown || positionals.length > 1 || !isFormat || noted === 'wrong') throw new WrongUse(USAGE)
  if (since && Number.isNaN(since.getTime())) throw new WrongUse(`--since ${values.since} is not a date.`)
  const { DATABASE_MANAGED_IDENTITY, CLOUD } = process.env
  const identity = databaseIdentityOf(DATABASE_MANAGED_IDENTITY?.trim() || undefined, cloudOf(CLOUD?.trim()))
  const database = await openDatabase({
    databaseUrl: process.env.DATABASE_URL?.trim() || null,
    ...(identity ? { password: databasePassword(identity) } : {}),
    dataDir: process.env.DATA_DIR?.trim() || '.data',
  })
  try {
    if (command === 'verify') return await verifyTrail(database, [...(noted ? [noted] : []), ...filed])
    await hand(database, since, values.format === 'csv')
    return 0
  } finally {
    await database.close()
  }
}

function cloudOf(name: string | undefined): keyof typeof CLOUDS {
  return name !== undefined && name in CLOUDS ? (name as keyof typeof CLOUDS) : 'public'
}

class WrongUse extends Error {
  override readonly name = 'WrongUse'
}

async function verifyTrail({ kysely }: Database, noted: readonly Noted[]): Promise<number> {
  const retentionDays = Number(process.env.RETENTION_DAYS?.trim() || DEFAULT_RETENTION_DAYS)
  const verified = await verifyAudit(kysely, { retentionDays, now: await databaseTime(kysely) }, noted)
  if (verified.length === 0) console.log('The audit trail is empty.')
  for (const one of verified) console.log(verifiedInWords(one))
  return verified.every((one) => one.ok) ? 0 : 1
}

function verifiedInWords(one: Verified): string {
  if (one.ok)
    return `Tenant ${one.tenantId}: ${one.rows} rows are whole. To note: ${one.position}:${one.hash}`
  const { row } = one
  const which = row
    ? ` (request ${row.requestId}, revision ${row.revision}, ${row.event}, ${row.at.toISOString()})`
    : ''
  return `Tenant ${one.tenantId}: row ${one.position}${which} is wrong: ${one.problem}.`
}

async function hand({ kysely }: Database, since: Date | null, isCsv: boolean): Promise<void> {
  if (isCsv) console.log(COLUMNS.join(','))
  for (const { tenantId } of await auditHeads(kysely)) {
    for await (const row of auditRows(kysely, tenantId, since)) {
      const shown = shownRow(row)
      console.log(isCsv ? COLUMNS.map((name) => csvField(shown[name])).join(',') : JSON.stringify(shown))
    }
  }
}

const COLUMNS = [
  'tenantId',
  'position',
  'at',
  'requestId',
  'revision',
  'event',
  'state',
  'actorOid',
  'graphRequestId',
  'detail',
  'previous',
  'hash',
] as const

function shownRow(row: AuditRow): Record<(typeof COLUMNS)[number], unknown> {
  const { graphRequestId = null } = row.detail as { graphRequestId?: string | null }
  return { ...row, at: row.at.toISOString(), graphRequestId }
}

/** Always quoted. A spreadsheet takes a field that begins with one of these characters for a formula. */
function csvField(value: unknown): string {
  const text = value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value)
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return `"${harmless.replaceAll('"', '""')}"`
}

function notedFrom(text: string): Noted | 'wrong' {
  const [, position, hash] = /^(\d+):([0-9a-f]{64})$/.exec(text) ?? []
  return position && hash ? { position: Number(position), hash } : 'wrong'
}

main().then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
    process.exitCode = 2
  },
)
