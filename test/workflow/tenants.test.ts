import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NO_RULES } from '../../src/request/approval/rules.ts'
import { type Database, openDatabase } from '../../src/store/database.ts'
import { JobQueue } from '../../src/store/jobs.ts'
import { Desk } from '../../src/workflow/desk.ts'
import { ADA, HOUR, somePlan } from '../request/requests.ts'
import { type Engine, postgres } from '../store/engines.ts'
import { someRequest } from './someRequest.ts'

const THEIR_TENANT = '9d1c7a52-8f64-4b0a-9c3e-6f1e2d3c4b5a'

/** Each change of state locks the end of its tenant's audit trail until it is over. */
describe('Tenants of one database', () => {
  let engine: Engine
  let database: Database
  let jobs: JobQueue
  let desk: Desk
  let messages = 0
  beforeAll(async () => {
    engine = await postgres()
    database = await openDatabase(engine.where)
    jobs = new JobQueue(database.boss, () => {})
    await jobs.start()
    const limits = { open: 20, perMinute: 30, tenantPerMinute: 300 }
    const terms = { lifetime: HOUR, undoWindow: 24 * HOUR, rules: NO_RULES, limits }
    desk = new Desk({ db: database.kysely, jobs, ...terms, onTransition: () => {} })
  })
  afterAll(async () => {
    await jobs?.stop(1000)
    await database?.close()
    await engine?.stop()
  })

  const ask = async (tenantId: string) => {
    const request = await someRequest(desk, {
      person: { ...ADA, tenantId },
      place: { conversationId: `a:${tenantId}`, kind: 'personal' },
      text: `assign … ${++messages}`,
    })
    await desk.transition(request.id, { type: 'planned', plans: [somePlan()], notes: [] })
    return await desk.transition(request.id, { type: 'cancelled', by: { ...ADA, tenantId }, comment: null })
  }

  it('never wait for each other, be one of them held in the middle of a change', async () => {
    await ask(ADA.tenantId)
    await ask(THEIR_TENANT)
    let letGo = () => {}
    const held = new Promise<void>((resolve) => {
      letGo = resolve
    })
    const isHeld = new Promise<void>((resolve, reject) => {
      database.kysely
        .transaction()
        .execute(async (transaction) => {
          const head = transaction.selectFrom('audit_heads').selectAll().where('tenant_id', '=', ADA.tenantId)
          await head.forUpdate().executeTakeFirstOrThrow()
          resolve()
          await held
        })
        .catch(reject)
    })
    await isHeld
    let ours = 'waits'
    const own = ask(ADA.tenantId).then(() => {
      ours = 'is done'
    })
    expect((await ask(THEIR_TENANT))?.state).toBe('cancelled')
    // A tenant nobody has heard of before has to make its row first.
    expect((await ask('1a2b3c4d-0000-4000-8000-000000000000'))?.state).toBe('cancelled')
    expect(ours).toBe('waits')
    letGo()
    await own
    expect(ours).toBe('is done')
  })
})
