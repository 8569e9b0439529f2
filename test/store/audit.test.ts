import { execFile } from 'node:child_process'
import { mkdtemp, readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { auditHeads, forgetAudit, sealOf } from '../../src/store/audit.ts'
import { headNotes, noteOutside, readNotes } from '../../src/store/auditNotes.ts'
import { verifyAudit } from '../../src/store/auditProof.ts'
import { openDatabase } from '../../src/store/database.ts'
import { pending } from '../request/requests.ts'
import { appendAudit } from './appendAudit.ts'
import { ENGINES, type Engine } from './engines.ts'
import { useDatabase } from './useDatabase.ts'

const DAY = 86_400_000
const START = Date.parse('2026-11-01T00:00:00Z')
/** Rows are kept for five days, as seen from the eleventh. */
const PROOF = { retentionDays: 5, now: new Date(START + 11 * DAY) }

describe.each(ENGINES)('The audit trail on %s', (_name, start) => {
  const database = useDatabase(start)
  let requests = 0

  beforeAll(async () => {
    for (let day = 0; day < 12; day++) await append(day)
  })

  async function append(
    day: number,
    detail: object = { text: 'assign … “ä” 𝄞', b: 1, a: { d: [1, null], c: 2.5 } },
  ) {
    const suffix = String(++requests).padStart(12, '0')
    const request = { ...pending(), id: `99999999-0000-4000-8000-${suffix}` }
    const entry = { at: new Date(START + day * DAY), event: 'approved', actorOid: 'ada', detail }
    await database.kysely.transaction().execute((t) => appendAudit(t, request, entry))
  }

  /** As somebody does who may do everything in the database. */
  async function tamper(statement: string): Promise<void> {
    await sql`alter table audit disable trigger user`.execute(database.kysely)
    await sql.raw(statement).execute(database.kysely)
    await sql`alter table audit enable trigger user`.execute(database.kysely)
  }

  it('is valid, even after many simultaneous appends', async () => {
    await Promise.all(Array.from({ length: 20 }, () => append(12)))
    expect(await verifyAudit(database.kysely, PROOF)).toMatchObject([{ ok: true, rows: 32, position: 32 }])
  })

  it('lets nothing be changed, deleted or emptied', async () => {
    const { kysely } = database
    for (const statement of [
      `update audit set actor_oid = 'bruno' where position = 3`,
      'delete from audit where position = 3',
      'truncate audit',
    ]) {
      await expect(sql.raw(statement).execute(kysely)).rejects.toThrow(/only be appended to/)
    }
  })

  it.each([
    ['who it was', `update audit set actor_oid = 'bruno' where position = 5`, 5, 'actor_oid', 'ada'],
    [
      'when it was',
      `update audit set at = at + interval '1 second' where position = 7`,
      7,
      'at',
      new Date(START + 6 * DAY),
    ],
    [
      'what it brought',
      `update audit set detail = jsonb_set(detail, '{b}', '2') where position = 9`,
      9,
      'detail',
      null,
    ],
  ])('names the row in which %s was changed', async (_what, statement, position, column, was) => {
    await tamper(statement)
    const [found] = await verifyAudit(database.kysely, PROOF)
    expect(found).toMatchObject({ ok: false, position, problem: 'its content is not what was written' })
    const back = was === null ? sql`jsonb_set(detail, '{b}', '1')` : sql`${was}`
    await sql`alter table audit disable trigger user`.execute(database.kysely)
    await sql`update audit set ${sql.ref(column)} = ${back} where position = ${position}`.execute(
      database.kysely,
    )
    await sql`alter table audit enable trigger user`.execute(database.kysely)
    expect(await verifyAudit(database.kysely, PROOF)).toMatchObject([{ ok: true }])
  })

  it('detects a changed row even if its hash was recomputed', async () => {
    const { rows } = await sql<{ hash: string }>`select hash from audit where position = 4`.execute(
      database.kysely,
    )
    await tamper(`update audit set hash = repeat('a', 64) where position = 4`)
    expect(await verifyAudit(database.kysely, PROOF)).toMatchObject([{ ok: false, position: 4 }])
    await tamper(`update audit set hash = '${rows[0]?.hash}' where position = 4`)
  })

  it('stays valid when retention removes its oldest part, and only that', async () => {
    const [before] = await auditHeads(database.kysely)
    expect(await forgetAudit(database.kysely, new Date(START + 5 * DAY))).toBe(5)
    expect(await verifyAudit(database.kysely, PROOF)).toMatchObject([{ ok: true, rows: 27, position: 32 }])
    expect(await forgetAudit(database.kysely, new Date(START + 5 * DAY))).toBe(0)
    expect((await auditHeads(database.kysely))[0]).toMatchObject({ anchorPosition: 5, hash: before?.hash })
    await append(13)
    expect(await verifyAudit(database.kysely, PROOF)).toMatchObject([{ ok: true, rows: 28, position: 33 }])
  })

  it('cannot be erased, even with an anchor that covers what is gone', async () => {
    const { kysely } = database
    const heads = await sql`select * from audit_heads`.execute(kysely)
    for (const statement of [
      'update audit_heads set anchor_position = position, anchor_hash = hash',
      'update audit_heads set position = position - 1',
      `update audit_heads set hash = repeat('c', 64)`,
      'delete from audit_heads',
      'truncate audit_heads',
    ]) {
      await expect(sql.raw(statement).execute(kysely), statement).rejects.toThrow(/only be appended to/)
    }
    expect(await sql`select * from audit_heads`.execute(kysely)).toMatchObject({ rows: heads.rows })
    // As its owner may, with every protection off.
    const [head] = await auditHeads(kysely)
    await sql`alter table audit_heads disable trigger user`.execute(kysely)
    await sql`update audit_heads set anchor_position = position, anchor_hash = hash`.execute(kysely)
    expect(await verifyAudit(kysely, PROOF)).toMatchObject([
      { ok: false, position: head?.position, problem: expect.stringContaining('not taken out by retention') },
    ])
    // Nor does a seal help where rows went that are kept longer.
    const at = new Date(START + 9 * DAY)
    const seal = sealOf(head?.tenantId ?? '', head?.position ?? 0, head?.hash ?? '', at)
    await sql`update audit_heads set anchor_at = ${at}, anchor_seal = ${seal}`.execute(kysely)
    expect(await verifyAudit(kysely, PROOF)).toMatchObject([
      { ok: false, problem: expect.stringContaining('retention keeps them longer') },
    ])
    await sql`update audit_heads set anchor_position = ${head?.anchorPosition}, anchor_hash = ${head?.anchorHash},
      anchor_at = ${head?.anchorAt}, anchor_seal = ${head?.anchorSeal}`.execute(kysely)
    await sql`alter table audit_heads enable trigger user`.execute(kysely)
  })

  it('is noted externally, and a note without its row is named', async () => {
    const notes = await headNotes(database.kysely, PROOF.now)
    const file = join(await mkdtemp(join(tmpdir(), 'assent-notes-')), 'notes')
    await noteOutside(notes, { file, url: null })
    await noteOutside(notes, { file, url: null })
    const read = readNotes(await readFile(file, 'utf8'))
    expect(read).toHaveLength(2)
    const gone = { ...(read[0] as (typeof read)[number]), position: 3 }
    const found = await verifyAudit(database.kysely, PROOF, [...read, gone])
    expect(found.filter((one) => !one.ok && one.problem.includes('noted'))).toMatchObject([{ position: 3 }])
    const old = { ...gone, at: new Date(START - 300 * DAY) }
    expect(
      (await verifyAudit(database.kysely, PROOF, [old])).some(
        (one) => !one.ok && one.problem.includes('noted'),
      ),
    ).toBe(false)
    expect(() => readNotes('a:b')).toThrow('Line 1 is not tenant:row:hash:time.')
  })

  it.each([
    ['answers 500', 500, 'AUDIT_NOTE_URL: it answered 500'],
    ['is not there', null, 'AUDIT_NOTE_URL: '],
  ])(
    'is still noted in the file where the webhook %s, and the failure is reported',
    async (_how, status, told) => {
      const webhook = createServer((request, response) => {
        request.resume()
        response.statusCode = status ?? 200
        response.end()
      })
      await new Promise<void>((resolve) => webhook.listen(0, '127.0.0.1', resolve))
      const url = `http://127.0.0.1:${(webhook.address() as AddressInfo).port}/secret-key`
      if (status === null) webhook.close()
      const file = join(await mkdtemp(join(tmpdir(), 'assent-notes-')), 'notes')
      const problems = await noteOutside(await headNotes(database.kysely, PROOF.now), { file, url })
      webhook.close()
      expect(problems).toEqual([expect.stringContaining(told)])
      expect(problems.join()).not.toContain('secret-key')
      expect(readNotes(await readFile(file, 'utf8'))).toHaveLength(1)
    },
  )

  it('names a missing row, in the middle or at the end', async () => {
    await tamper('delete from audit where position = 33')
    expect(await verifyAudit(database.kysely, PROOF)).toMatchObject([
      { ok: false, position: 33, problem: 'it is missing' },
    ])
    await tamper('delete from audit where position = 20')
    expect(await verifyAudit(database.kysely, PROOF)).toMatchObject([
      { ok: false, position: 20, problem: 'it is missing' },
    ])
  })

  it('recognizes a hash that was noted elsewhere, and reports a missing one', async () => {
    const note = { position: 6, hash: 'b'.repeat(64) }
    expect(await verifyAudit(database.kysely, PROOF, [note])).toContainEqual(
      expect.objectContaining({ ok: false, position: 6 }),
    )
  })

  it('is verified and exported by a command, which says why it cannot', async () => {
    const { databaseUrl } = database.engine.where
    if (!databaseUrl) {
      const busy = await audit(database.engine, 'verify')
      expect(busy).toMatchObject({ code: 2, err: expect.stringContaining('already uses') })
      await database.close()
    }
    const proof = await audit(database.engine, 'verify')
    expect(proof).toMatchObject({ code: 1, out: expect.stringMatching(/row 20 .*is missing/) })
    const lines = (await audit(database.engine, 'export', '--since', '2026-11-11')).out.trim().split('\n')
    expect(lines.map((line) => JSON.parse(line).position).slice(0, 3)).toEqual([11, 12, 13])
    const [heading, first = ''] = (await audit(database.engine, 'export', '--format', 'csv')).out.split('\n')
    expect(heading).toMatch(/^tenantId,position,at,requestId/)
    expect(first.split(',')[1]).toBe('"6"')
    expect((await audit(database.engine, 'mend')).code).toBe(2)
    if (!databaseUrl) Object.assign(database, await openDatabase(database.engine.where))
    // Each command is a process of its own, and reopens the embedded database.
  }, 240_000)
})

function audit(engine: Engine, ...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const { databaseUrl, dataDir } = engine.where
  const env = { ...process.env, DATABASE_URL: databaseUrl ?? '', DATA_DIR: dataDir, RETENTION_DAYS: '5' }
  return new Promise((resolve) => {
    execFile(process.execPath, ['src/cli/audit.ts', ...args], { env }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    )
  })
}
