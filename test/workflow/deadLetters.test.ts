import { describe, expect, it } from 'vitest'
import type { AssignmentRequest } from '../../src/request/request.ts'
import type { DeadJob } from '../../src/store/jobs.ts'
import { settleDeadJob } from '../../src/workflow/deadLetters.ts'
import { takeRequest } from '../../src/workflow/intake.ts'
import { ADA, somePlan } from '../request/requests.ts'
import { ENGINES } from '../store/engines.ts'
import { someRequest } from './someRequest.ts'
import { useDesk } from './useDesk.ts'

describe.each(ENGINES)('A permanently failed job, on %s', (_name, start) => {
  const store = useDesk(start)
  const told: [id: string, sentence: string][] = []

  async function approved(...policies: string[]): Promise<string> {
    const request = await someRequest(store.desk)
    const plans = policies.map((id) => somePlan(id))
    await store.desk.transition(request.id, { type: 'planned', plans, notes: [] })
    await store.desk.transition(request.id, { type: 'approved', by: ADA, comment: null }, ADA.oid)
    return request.id
  }

  const bury = async (job: DeadJob): Promise<AssignmentRequest | null> => {
    const tell = async ({ id }: AssignmentRequest, sentence: string) => void told.push([id, sentence])
    await settleDeadJob(job, { desk: store.desk, tell })
    return await store.desk.load(job.data.requestId ?? '')
  }

  it('ends the request with the reason if it was to write', async () => {
    const id = await approved('policy-1')
    const request = await bury({ name: 'apply', data: { requestId: id, item: 0 } })
    expect(request).toMatchObject({ state: 'failed', reason: { code: 'applyGivenUp' } })
  })

  it('lets the other policies of its request continue', async () => {
    const id = await approved('policy-1', 'policy-2')
    await bury({ name: 'apply', data: { requestId: id, item: 0 } })
    await store.desk.transition(id, { type: 'started', item: 1 })
    await store.desk.transition(id, { type: 'verified', item: 1 })
    const request = await store.desk.load(id)
    expect(request?.items.map(({ progress }) => progress)).toEqual(['failed', 'done'])
    expect(request?.state).toBe('failed')
  })

  it('says so if it could no longer see what Intune decided', async () => {
    const id = await approved('policy-1')
    await store.desk.transition(id, { type: 'started', item: 0 })
    await store.desk.transition(id, { type: 'filed', item: 0, approval: 'a' })
    const request = await bury({ name: 'intuneApproval', data: { requestId: id, item: 0 } })
    const notes = [{ code: 'approvalGivenUp' }, { code: 'approvalStillOpen', by: ADA.name }]
    expect(request).toMatchObject({ state: 'failed', reason: { code: 'inTurn', notes } })
  })

  it('ends the request if there will be no plan', async () => {
    const place = { conversationId: 'a:ada', kind: 'personal' } as const
    const asked = { person: ADA, place, activityId: 'never planned', text: 'assign …', readings: [] }
    const { id = '' } = (await takeRequest(store.desk, asked)) ?? {}
    const request = await bury({ name: 'plan', data: { requestId: id } })
    expect(request).toMatchObject({ state: 'failed', reason: { code: 'planGivenUp' } })
  })

  it('changes no result if it was a message, and the requester is told', async () => {
    const id = await approved('policy-1')
    await store.desk.transition(id, { type: 'started', item: 0 })
    await store.desk.transition(id, { type: 'verified', item: 0 })
    for (const name of ['card', 'notice'] as const) {
      expect(await bury({ name, data: { requestId: id } })).toMatchObject({ state: 'done', reason: null })
    }
    expect(told.map(([whose]) => whose)).toEqual([id, id])
  })
})
