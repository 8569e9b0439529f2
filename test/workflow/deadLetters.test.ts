import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NO_RULES } from '../../src/request/approval/rules.ts'
import type { AssignmentRequest } from '../../src/request/request.ts'
import { type Database, openDatabase } from '../../src/store/database.ts'
import { type DeadJob, JobQueue } from '../../src/store/jobs.ts'
import { settleDeadJob } from '../../src/workflow/deadLetters.ts'
import { Desk } from '../../src/workflow/desk.ts'
import { takeRequest } from '../../src/workflow/intake.ts'
import { ADA, HOUR, somePlan } from '../request/requests.ts'
import { ENGINES, type Engine } from '../store/engines.ts'
import { someRequest } from './someRequest.ts'

describe.each(ENGINES)('a job that failed for good, on %s', (_name, start) => {
  let engine: Engine
  let database: Database
  let jobs: JobQueue
  let desk: Desk
  const told: [id: string, sentence: string][] = []

  beforeAll(async () => {
    engine = await start()
    database = await openDatabase(engine.where)
    jobs = new JobQueue(database.boss, () => {})
    await jobs.start()
    const terms = { lifetime: HOUR, undoWindow: 24 * HOUR, rules: NO_RULES }
    const parts = { db: database.kysely, jobs, ...terms, onTransition: () => {} }
    desk = new Desk(parts)
  })
  afterAll(async () => {
    await jobs?.stop(1000)
    await database?.close()
    await engine?.stop()
  })

  async function approved(...policies: string[]): Promise<string> {
    const request = await someRequest(desk)
    const plans = policies.map((id) => somePlan(id))
    await desk.transition(request.id, { type: 'planned', plans, notes: [] })
    await desk.transition(request.id, { type: 'approved', by: ADA, comment: null }, ADA.oid)
    return request.id
  }

  const bury = async (job: DeadJob): Promise<AssignmentRequest | null> => {
    const tell = async ({ id }: AssignmentRequest, sentence: string) => void told.push([id, sentence])
    await settleDeadJob(job, { desk, tell })
    return await desk.load(job.data.requestId ?? '')
  }

  it('ends the request with the reason when it was to write', async () => {
    const id = await approved('policy-1')
    const request = await bury({ name: 'apply', data: { requestId: id, item: 0 } })
    expect(request).toMatchObject({ state: 'failed', reason: { code: 'applyGivenUp' } })
  })

  it('lets the other policies of its request go on', async () => {
    const id = await approved('policy-1', 'policy-2')
    await bury({ name: 'apply', data: { requestId: id, item: 0 } })
    await desk.transition(id, { type: 'started', item: 1 })
    await desk.transition(id, { type: 'verified', item: 1 })
    const request = await desk.load(id)
    expect(request?.items.map(({ progress }) => progress)).toEqual(['failed', 'done'])
    expect(request?.state).toBe('failed')
  })

  it('says so when it could not see any more what Intune decided', async () => {
    const id = await approved('policy-1')
    await desk.transition(id, { type: 'started', item: 0 })
    await desk.transition(id, { type: 'filed', item: 0, approval: 'a' })
    const request = await bury({ name: 'intuneApproval', data: { requestId: id, item: 0 } })
    const notes = [{ code: 'approvalGivenUp' }, { code: 'approvalStillOpen', by: ADA.name }]
    expect(request).toMatchObject({ state: 'failed', reason: { code: 'inTurn', notes } })
  })

  it('ends the request when there will be no plan', async () => {
    const place = { conversationId: 'a:ada', kind: 'personal' } as const
    const asked = { person: ADA, place, activityId: 'never planned', text: 'assign …', readings: [] }
    const { id = '' } = (await takeRequest(desk, asked)) ?? {}
    const request = await bury({ name: 'plan', data: { requestId: id } })
    expect(request).toMatchObject({ state: 'failed', reason: { code: 'planGivenUp' } })
  })

  it('changes nothing about what was done when it was a message, and the requester is told', async () => {
    const id = await approved('policy-1')
    await desk.transition(id, { type: 'started', item: 0 })
    await desk.transition(id, { type: 'verified', item: 0 })
    for (const name of ['card', 'notice'] as const) {
      expect(await bury({ name, data: { requestId: id } })).toMatchObject({ state: 'done', reason: null })
    }
    expect(told.map(([whose]) => whose)).toEqual([id, id])
  })
})
