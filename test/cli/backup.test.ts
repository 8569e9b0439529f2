import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '../../src/store/database.ts'
import { ADA, HOUR, pending, somePlan } from '../request/requests.ts'
import { appendAudit } from '../store/appendAudit.ts'
import { openDesk } from '../workflow/openDesk.ts'
import { someRequest } from '../workflow/someRequest.ts'

/** Each command is a process of its own. */
async function run(command: 'backup' | 'restore', dataDir: string, ...args: string[]) {
  const env = { ...process.env, DATABASE_URL: '', DATA_DIR: dataDir }
  const child = spawn(process.execPath, ['src/cli/backup.ts', command, ...args], { env })
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  return { code: child.exitCode, out: out.trim(), err: err.trim() }
}

describe('Backup and restore of the embedded database', () => {
  let folder = ''
  let dataDir = ''
  let database: Database | null = null
  const file = () => join(folder, 'assent.tar.gz')

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assent-backup-'))
    dataDir = join(folder, 'data')
    database = await openDatabase({ databaseUrl: null, dataDir })
    await append(3)
  })
  afterAll(async () => {
    await database?.close()
    await rm(folder, { recursive: true, force: true })
  })
  async function append(rows: number) {
    for (let row = 0; row < rows; row++) {
      const entry = { at: new Date(), event: 'approved', actorOid: 'ada', detail: {} }
      await database?.kysely
        .transaction()
        .execute((t) => appendAudit(t, { ...pending(), id: randomUUID() }, entry))
    }
  }

  it('includes scheduled changes, which start at the same moment after a restore', async () => {
    if (!database) throw new Error('the database is open')
    const { jobs, desk } = await openDesk(database)
    const { id } = await someRequest(desk)
    const start = new Date(Date.now() + 48 * HOUR).toISOString()
    const period = { start, end: null }
    await desk.transition(id, { type: 'planned', plans: [somePlan()], notes: [], period })
    const scheduled = await desk.transition(id, { type: 'approved', by: ADA }, ADA.oid)
    expect(scheduled).toMatchObject({ state: 'scheduled', period })
    await jobs.stop(1000)
    const moved = join(folder, 'moved.tar.gz')
    expect(await run('backup', dataDir, moved)).toMatchObject({ code: 0 })
    expect(await run('restore', join(folder, 'moved'), moved)).toMatchObject({ code: 0 })
    const there = await openDatabase({ databaseUrl: null, dataDir: join(folder, 'moved') })
    try {
      const { rows } = await sql<{ id: string; at: Date }>`
        select data->>'requestId' as id, start_after as at from pgboss.job where name = 'begin' and state = 'created'
      `.execute(there.kysely)
      expect(rows).toEqual([{ id, at: new Date(start) }])
      const request = await there.kysely.selectFrom('requests').select('state').where('id', '=', id).execute()
      expect(request).toEqual([{ state: 'scheduled' }])
    } finally {
      await there.close()
    }
  })

  it('makes a complete copy while it is in use', async () => {
    expect(await run('backup', dataDir, file())).toMatchObject({ code: 0, err: '' })
    // What comes later is not in it.
    await append(2)
    const there = join(folder, 'restored')
    expect(await run('restore', there, file())).toMatchObject({
      code: 0,
      out: expect.stringContaining('6 rows of the audit trail are whole'),
    })
  })

  it('makes a copy while it is not in use', async () => {
    await database?.close()
    database = null
    const second = join(folder, 'second.tar.gz')
    expect(await run('backup', dataDir, second)).toMatchObject({ code: 0, err: '' })
    expect(existsSync(join(dataDir, 'backup.tar.gz'))).toBe(false)
    expect(await run('restore', join(folder, 'again'), second)).toMatchObject({
      code: 0,
      out: expect.stringContaining('8 rows'),
    })
  })

  it('overwrites nothing and says what is wrong', async () => {
    expect(await run('backup', dataDir, file())).toMatchObject({
      code: 2,
      err: expect.stringContaining('already'),
    })
    expect(await run('restore', dataDir, file())).toMatchObject({
      code: 1,
      err: expect.stringContaining('holds a database. Move it away'),
    })
    expect(await run('backup', join(folder, 'nothing'), join(folder, 'x'))).toMatchObject({
      code: 1,
      err: expect.stringContaining('There is no database'),
    })
    await writeFile(join(folder, 'no.tar.gz'), 'this is no backup')
    expect(await run('restore', join(folder, 'broken'), join(folder, 'no.tar.gz'))).toMatchObject({
      code: 1,
      err: expect.stringContaining('holds no backup'),
    })
    expect(existsSync(join(folder, 'broken', 'postgres'))).toBe(false)
    expect((await run('backup', dataDir)).code).toBe(2)
  })
})
