import { describe, expect, it } from 'vitest'
import { ADA, somePlan } from '../request/requests.ts'
import { shared } from '../store/engines.ts'
import { someRequest } from './someRequest.ts'
import { useDesk } from './useDesk.ts'

const THEIR_TENANT = '9d1c7a52-8f64-4b0a-9c3e-6f1e2d3c4b5a'

/** Each change of state locks the end of its tenant's audit trail until it is over. */
describe('Tenants of one database', () => {
  const store = useDesk(shared, { limits: { open: 20, perMinute: 30, tenantPerMinute: 300 } })
  let messages = 0

  const ask = async (tenantId: string) => {
    const request = await someRequest(store.desk, {
      person: { ...ADA, tenantId },
      place: { conversationId: `a:${tenantId}`, kind: 'personal' },
      text: `assign … ${++messages}`,
    })
    await store.desk.transition(request.id, { type: 'planned', plans: [somePlan()], notes: [] })
    return await store.desk.transition(request.id, {
      type: 'cancelled',
      by: { ...ADA, tenantId },
      comment: null,
    })
  }

  it('never wait for each other, even if one is blocked in the middle of a change', async () => {
    await ask(ADA.tenantId)
    await ask(THEIR_TENANT)
    let letGo = () => {}
    const held = new Promise<void>((resolve) => {
      letGo = resolve
    })
    const isHeld = new Promise<void>((resolve, reject) => {
      store.kysely
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
