import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect, PostgresDialect, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import pg from 'pg'
import { BEFORE_ALL, hashOf, sealOf } from '../../src/store/audit.ts'
import { EMBEDDED } from '../../src/store/backup.ts'
import { MIGRATIONS } from '../../src/store/migrations/index.ts'
import { freshDataDir } from '../template.ts'
import type { Engine } from './engines.ts'

export const TENANT = 't0000000-0000-4000-8000-000000000000'
const AT = new Date('2026-11-01T08:00:00Z')

export interface OldDatabase {
  kysely: Kysely<unknown>
  migrateTo(version: string): Promise<void>
  close(): Promise<void>
}

/** Another empty database of the same kind: on the same server, or in a folder of its own. */
export async function emptyBeside({ where }: Pick<Engine, 'where'>): Promise<Pick<Engine, 'where'>> {
  const dataDir = await freshDataDir()
  if (!where.databaseUrl) return { where: { databaseUrl: null, dataDir } }
  const name = `beside_${randomUUID().replaceAll('-', '')}`
  const client = new pg.Client(where.databaseUrl)
  await client.connect()
  await client.query(`create database ${name}`)
  await client.end()
  return { where: { databaseUrl: where.databaseUrl.replace(/[^/]+$/, name), dataDir } }
}

/** A database as the version whose newest migration this is left it. */
export async function openAt({ where }: Pick<Engine, 'where'>, version: string): Promise<OldDatabase> {
  const dialect = where.databaseUrl
    ? new PostgresDialect({ pool: new pg.Pool({ connectionString: where.databaseUrl, max: 2 }) })
    : new PGliteDialect({ pglite: await PGlite.create({ dataDir: join(where.dataDir, EMBEDDED) }) })
  const kysely = new Kysely<unknown>({ dialect })
  const migrateTo = async (name: string) => {
    const { error } = await new Migrator({ db: kysely, provider: MIGRATIONS }).migrateTo(name)
    if (error) throw error
  }
  await migrateTo(version)
  return { kysely, migrateTo, close: () => kysely.destroy() }
}

/**
 * Writes what a version writes of one request, in its own words: only the columns that its schema had, and the shapes
 * that it kept. The id stands for the person and the conversation, too.
 */
export async function writeAs(db: Kysely<unknown>, id: string, version: string): Promise<void> {
  const request = {
    id,
    revision: 1,
    round: 0,
    state: 'pending',
    asker: { tenantId: TENANT, oid: id, teamsId: `29:${id}`, name: 'Ada' },
    place: { conversationId: `a:${id}`, kind: 'personal' },
    text: `asked by ${version}`,
    readings: [],
    items: [],
    terms: {},
    createdAt: AT.toISOString(),
    expiresAt: AT.toISOString(),
  }
  await sql`
    insert into requests (id, tenant_id, asker_oid, state, revision, body, created_at, updated_at)
    values (${id}, ${TENANT}, ${id}, 'pending', 1, ${JSON.stringify(request)}, ${AT}, ${AT})`.execute(db)
  await sql`
    insert into heard (conversation_id, activity_id, request_id, at)
    values (${`a:${id}`}, 'asked', ${id}, ${AT})`.execute(db)
  await sql`
    insert into posts (request_id, conversation_id, purpose, activity_id, revision)
    values (${id}, ${`a:${id}`}, 'card', ${`m-${id}`}, 1)`.execute(db)
  await sql`
    insert into conversations (id, tenant_id, kind, reference, updated_at)
    values (${`a:${id}`}, ${TENANT}, 'personal', ${JSON.stringify(referenceOf(id, version))}, ${AT})`.execute(
    db,
  )
  await sql`
    insert into people (tenant_id, oid, teams_id, name, personal_conversation_id, updated_at)
    values (${TENANT}, ${id}, ${`29:${id}`}, 'Ada', ${`a:${id}`}, ${AT})`.execute(db)
  await sql`
    insert into tickets (id, request_id, body, expires_at) values (${id}, ${id}, '{}', ${AT})`.execute(db)
  if (version >= '005')
    await sql`insert into sign_outs (tenant_id, oid, times) values (${TENANT}, ${id}, 2)`.execute(db)
  await auditAs(db, id, version)
}

/** Until 008 it was the bot library's own. */
function referenceOf(id: string, version: string): object {
  const ours = { serviceUrl: 'https://smba.trafficmanager.net/emea/', bot: { id: '28:bot', name: 'Assent' } }
  if (version >= '008') return { ...ours, user: { id: `29:${id}`, name: 'Ada' } }
  const conversation = { id: `a:${id}`, conversationType: 'personal', tenantId: TENANT }
  return {
    ...ours,
    conversation,
    activityId: '1795634984702',
    channelId: 'msteams',
    user: { id: `29:${id}`, aadObjectId: id },
  }
}

async function auditAs(db: Kysely<unknown>, id: string, version: string): Promise<void> {
  const detail = { text: `asked by ${version}` }
  if (version < '002') {
    await sql`
      insert into audit (at, tenant_id, request_id, revision, event, state, actor_oid, detail)
      values (${AT}, ${TENANT}, ${id}, 1, 'asked', 'pending', ${id}, ${JSON.stringify(detail)})`.execute(db)
    return
  }
  const { rows } = await sql<{ position: string; hash: string }>`
    select position, hash from audit_heads where tenant_id = ${TENANT}`.execute(db)
  const { position: last = '0', hash: previous = BEFORE_ALL } = rows[0] ?? {}
  const position = Number(last) + 1
  const link = { tenantId: TENANT, position, at: AT, requestId: id, revision: 1, event: 'asked' }
  const hash = hashOf({ ...link, state: 'pending', actorOid: id, detail, previous })
  await sql`
    insert into audit (tenant_id, position, at, request_id, revision, event, state, actor_oid, detail, previous, hash)
    values (${TENANT}, ${position}, ${AT}, ${id}, 1, 'asked', 'pending', ${id}, ${JSON.stringify(detail)}, ${previous}, ${hash})`.execute(
    db,
  )
  if (rows[0]) {
    await sql`update audit_heads set position = ${position}, hash = ${hash} where tenant_id = ${TENANT}`.execute(
      db,
    )
  } else if (version >= '006') {
    const seal = sealOf(TENANT, 0, BEFORE_ALL, new Date(0))
    await sql`
      insert into audit_heads (tenant_id, position, hash, anchor_position, anchor_hash, anchor_seal)
      values (${TENANT}, ${position}, ${hash}, 0, ${BEFORE_ALL}, ${seal})`.execute(db)
  } else {
    await sql`
      insert into audit_heads (tenant_id, position, hash, anchor_position, anchor_hash)
      values (${TENANT}, ${position}, ${hash}, 0, ${BEFORE_ALL})`.execute(db)
  }
}

/**
 * What every statement of a version can lean on, a line each: columns with type and whether they may be left out, and
 * what rows have to keep.
 */
export async function structureOf(db: Kysely<unknown>): Promise<string[]> {
  const { rows } = await sql<{ line: string }>`
    select c.table_name || '.' || c.column_name || ' ' || c.data_type ||
      case when c.is_nullable = 'NO' and c.column_default is null then ', has to be given' else '' end as line
    from information_schema.columns c
    where c.table_schema = 'public' and c.table_name not like 'kysely%'
    union all
    select r.relname || ' ' || pg_get_constraintdef(k.oid)
    from pg_constraint k join pg_class r on r.oid = k.conrelid join pg_namespace n on n.oid = r.relnamespace
    where n.nspname = 'public' and k.contype in ('p', 'u', 'f', 'c') and r.relname not like 'kysely%'
    union all
    select r.relname || ' trigger ' || t.tgname
    from pg_trigger t join pg_class r on r.oid = t.tgrelid join pg_namespace n on n.oid = r.relnamespace
    where n.nspname = 'public' and not t.tgisinternal
    order by 1`.execute(db)
  return rows.map(({ line }) => line)
}
