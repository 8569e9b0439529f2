import { readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyAudit } from '../../src/store/auditProof.ts'
import { findConversation } from '../../src/store/conversations.ts'
import { type Database, openDatabase } from '../../src/store/database.ts'
import { MIGRATIONS } from '../../src/store/migrations/index.ts'
import { loadRequest } from '../../src/store/requests.ts'
import { signOutsOf } from '../../src/store/signOuts.ts'
import { ENGINES, type Engine, postgres, shared } from './engines.ts'
import { emptyBeside, type OldDatabase, openAt, structureOf, TENANT, writeAs } from './released.ts'

const RELEASED = Object.keys(await MIGRATIONS.getMigrations())
/** The schema that everything since only adds to; what came before it was never run by two versions at once. */
const FIRST_ADDITIVE = '006-audit-anchors'
/** The advisory lock under which Kysely's migrator works (its postgres-adapter.js). */
const MIGRATOR_LOCK = '3853314791062309107'
const PROOF = { retentionDays: 400, now: new Date('2026-11-02T00:00:00Z') }

const idOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

/** What any version wrote, read by this one. */
async function expectReadable({ kysely }: Database, id: string, version: string): Promise<void> {
  expect(await loadRequest(kysely, id)).toMatchObject({ id, state: 'pending', text: `asked by ${version}` })
  expect(await findConversation(kysely, `a:${id}`)).toMatchObject({
    tenantId: TENANT,
    reference: { serviceUrl: 'https://smba.trafficmanager.net/emea/', bot: { id: '28:bot' } },
  })
  const posts = await kysely.selectFrom('posts').selectAll().where('request_id', '=', id).execute()
  expect(posts).toMatchObject([{ activity_id: `m-${id}`, purpose: 'card', revision: 1 }])
  expect(posts[0]?.key).toMatch(/^[0-9a-f-]{36}$/)
  const trail = await kysely.selectFrom('audit').selectAll().where('request_id', '=', id).execute()
  expect(trail).toMatchObject([{ event: 'asked', detail: { text: `asked by ${version}` } }])
  if (version >= '005') expect(await signOutsOf(kysely, { tenantId: TENANT, oid: id })).toBe(2)
}

describe.each(ENGINES)('An upgrade on %s', (_name, start) => {
  let engine: Engine
  const made: string[] = []
  beforeAll(async () => {
    engine = await start()
  })
  afterAll(async () => {
    await engine?.stop()
    for (const folder of made) await rm(folder, { recursive: true, force: true })
  })

  it.each(RELEASED.slice(0, -1))('from %s keeps and reads everything', async (version) => {
    const [first = ''] = RELEASED
    const place = await emptyBeside(engine)
    made.push(place.where.dataDir)
    const old = await openAt(place, first)
    await writeAs(old.kysely, idOf(1), first)
    await old.migrateTo(version)
    await writeAs(old.kysely, idOf(2), version)
    await old.close()
    const database = await openDatabase(place.where)
    await expectReadable(database, idOf(1), first)
    await expectReadable(database, idOf(2), version)
    expect(await verifyAudit(database.kysely, PROOF)).toMatchObject([{ ok: true, rows: 2 }])
    await database.close()
  })
})

describe('Two versions side by side', () => {
  let engine: Engine
  let database: Database
  beforeAll(async () => {
    engine = await shared()
    database = await openDatabase(engine.where)
  })
  afterAll(async () => {
    await database?.close()
    await engine?.stop()
  })

  it.each(RELEASED.filter((version) => version >= FIRST_ADDITIVE))(
    'what %s writes fits the newest schema and is read',
    async (version) => {
      const id = idOf(Number(version.slice(0, 3)))
      await writeAs(database.kysely as Kysely<unknown>, id, version)
      await expectReadable(database, id, version)
      const [chain] = await verifyAudit(database.kysely, PROOF)
      expect(chain).toMatchObject({ ok: true })
    },
  )
})

describe('The migrations', () => {
  const changes = new Map<string, Change>()
  let old: OldDatabase
  let place: Pick<Engine, 'where'>
  beforeAll(async () => {
    place = await emptyBeside({ where: { databaseUrl: null, dataDir: '' } })
    old = await openAt(place, RELEASED[0] ?? '')
    let before: string[] = []
    for (const version of RELEASED) {
      await old.migrateTo(version)
      const after = await structureOf(old.kysely)
      changes.set(version, changeOf(before, after))
      before = after
    }
  })
  afterAll(async () => {
    await old?.close()
    await rm(place.where.dataDir, { recursive: true, force: true })
  })

  // A release adds what is new in it: what this test prints under “received”.
  it('that were released are never changed', () => {
    const text = readFileSync(join(import.meta.dirname, 'schemas.txt'), 'utf8')
    const held = text.trim().split('\n\n')
    expect(held.length).toBeGreaterThan(10)
    const now = [...changes].map(([version, { gone, come }]) =>
      [version, ...gone.map((line) => `- ${line}`), ...come.map((line) => `+ ${line}`)].join('\n'),
    )
    expect(now.slice(0, held.length)).toEqual(held)
  })

  it.each(RELEASED.filter((version) => version > FIRST_ADDITIVE))(
    '%s does not break a version that is still running',
    (version) => {
      const earlier = RELEASED.slice(0, RELEASED.indexOf(version)).flatMap((one) => changes.get(one)?.come)
      expect(harmIn(changes.get(version), earlier)).toEqual([])
    },
  )

  it.each([
    ['alter table posts drop column sending_at', 'posts.sending_at'],
    ['alter table people rename column name to known_as', 'people.name'],
    [
      'alter table people alter column personal_conversation_id set not null',
      'people.personal_conversation_id',
    ],
    ['alter table people add column mail text not null', 'people.mail'],
    ['alter table heard add unique (request_id)', 'heard UNIQUE'],
    ['alter table requests alter column revision type bigint', 'requests.revision'],
    ['drop table tickets', 'tickets.body'],
    ['drop trigger audit_rows on audit', 'audit trigger'],
  ])('that did “%s” would be caught', async (statement, expected) => {
    const before = await structureOf(old.kysely)
    await old.kysely
      .transaction()
      .execute(async (transaction) => {
        await sql.raw(statement).execute(transaction)
        const harm = harmIn(changeOf(before, await structureOf(transaction)), before)
        expect(harm.join('\n')).toContain(expected)
        throw new Error('only tried')
      })
      .catch((error) => expect(error.message).toBe('only tried'))
  })

  it('run once, however many replicas of a new version start at once', async () => {
    const engine = await postgres()
    try {
      const opened = await Promise.all(Array.from({ length: 4 }, () => openDatabase(engine.where)))
      expect(await migrationsIn(opened[0]?.kysely)).toEqual(RELEASED)
      await Promise.all(opened.map((one) => one.close()))

      // An old replica that starts while a newer one migrates.
      const newer = new pg.Client(engine.where.databaseUrl ?? '')
      await newer.connect()
      await newer.query(`select pg_advisory_lock(${MIGRATOR_LOCK})`)
      const starting = openDatabase(engine.where).then(
        () => 'opened',
        (error: Error) => error.message,
      )
      const waiting = "select from pg_locks where locktype = 'advisory' and not granted"
      while ((await newer.query(waiting)).rows.length === 0) await pause(20)
      await newer.query("insert into kysely_migration (name, timestamp) values ('999-future', 'now')")
      await newer.query(`select pg_advisory_unlock(${MIGRATOR_LOCK})`)
      await newer.end()
      expect(await starting).toMatch(
        /^The database was made by a newer Assent \(it knows 999-future\)\. Run that version or a later one; to go back, restore the backup/,
      )
    } finally {
      await engine.stop()
    }
  })
})

interface Change {
  gone: string[]
  come: string[]
}

function changeOf(before: readonly string[], after: readonly string[]): Change {
  return {
    gone: before.filter((line) => !after.includes(line)),
    come: after.filter((line) => !before.includes(line)),
  }
}

/** What a version that does not know a change would stumble over: something it uses is gone, or something is asked of it. */
function harmIn(change: Change | undefined, earlier: readonly (string | undefined)[]): string[] {
  const tableOf = (line = '') => line.split(/[. ]/, 1)[0] ?? ''
  const known = new Set(earlier.map(tableOf))
  const { gone, come } = change ?? { gone: [], come: [] }
  const demand = /, has to be given$| (CHECK|FOREIGN KEY|PRIMARY KEY|UNIQUE) /
  return [...gone, ...come.filter((line) => known.has(tableOf(line)) && demand.test(line))]
}

async function migrationsIn(kysely: Database['kysely'] | undefined): Promise<string[]> {
  if (!kysely) return []
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(
    kysely,
  )
  return rows.map(({ name }) => name)
}
