import { describe, expect, it } from 'vitest'
import type { Event } from '../../src/request/event.ts'
import { verifyAudit } from '../../src/store/auditProof.ts'
import { requestHistory } from '../../src/store/lookups.ts'
import { sweep } from '../../src/store/retention.ts'
import { historyCard } from '../../src/teams/cards/historyCard.ts'
import { ADA, HOUR, somePlan } from '../request/requests.ts'
import { someRequest } from '../workflow/someRequest.ts'
import { useDesk } from '../workflow/useDesk.ts'
import { ENGINES } from './engines.ts'

const DAY = 24 * HOUR
const RULES = { days: 400, detailDays: 90 }

describe.each(ENGINES)('Retention on %s', (_name, start) => {
  let now = new Date('2026-01-05T09:00:00Z')
  const store = useDesk(start, { lifetime: 9 * HOUR, now: () => now })

  async function pending(): Promise<string> {
    const request = await someRequest(store.desk)
    await store.desk.transition(request.id, { type: 'planned', plans: [somePlan()], notes: [] })
    return request.id
  }

  async function ended(): Promise<string> {
    const id = await pending()
    await store.desk.transition(id, { type: 'cancelled', by: ADA, comment: null }, ADA.oid)
    return id
  }

  const write = (request: object, id: string) =>
    store.kysely
      .updateTable('requests')
      .set({ body: JSON.stringify(request) })
      .where('id', '=', id)
      .execute()
  const auditOf = async (id: string) =>
    (await store.kysely.selectFrom('audit').select('event').where('request_id', '=', id).execute()).length

  it('keeps temporary changes until their end, plans included', async () => {
    const id = await pending()
    const inDays = (days: number) => new Date(now.getTime() + days * DAY)
    const period = { start: null, end: inDays(300).toISOString() }
    const steps: Event[] = [
      { type: 'approved', by: ADA },
      { type: 'started', item: 0 },
      { type: 'written', item: 0, graphRequestId: null },
      { type: 'verified', item: 0 },
    ]
    const request = await store.desk.load(id)
    await write({ ...request, period }, id)
    for (const step of steps) await store.desk.transition(id, step)
    await sweep(store.kysely, RULES, inDays(299))
    expect((await store.desk.load(id))?.items[0]?.plan.after.length).toBeGreaterThan(0)
    await sweep(store.kysely, RULES, inDays(310))
    expect((await store.desk.load(id))?.items).toEqual([])
    await sweep(store.kysely, RULES, inDays(800))
  })

  it('keeps what is still to be checked, until it was', async () => {
    const id = await pending()
    const inDays = (days: number) => new Date(now.getTime() + days * DAY)
    const steps: Event[] = [
      { type: 'approved', by: ADA },
      { type: 'started', item: 0 },
      { type: 'written', item: 0, graphRequestId: null },
      { type: 'verified', item: 0 },
    ]
    for (const step of steps) await store.desk.transition(id, step)
    const request = await store.desk.load(id)
    const save = (look: object) => write({ ...request, follow: [look] }, id)
    await save({ at: inDays(100).toISOString() })
    await sweep(store.kysely, RULES, inDays(99))
    expect((await store.desk.load(id))?.items).toHaveLength(1)
    await save({ at: inDays(100).toISOString(), found: { why: 'signed out', at: inDays(50).toISOString() } })
    await sweep(store.kysely, RULES, inDays(99))
    expect((await store.desk.load(id))?.items).toEqual([])
    await sweep(store.kysely, RULES, inDays(800))
  })

  it('deletes plans of ended requests after their time, and the rest after its own', async () => {
    const id = await ended()
    const later = (days: number) => new Date(now.getTime() + days * DAY)
    await sweep(store.kysely, RULES, later(89))
    expect((await store.desk.load(id))?.items).toHaveLength(1)

    await sweep(store.kysely, RULES, later(91))
    expect(await store.desk.load(id)).toMatchObject({
      items: [],
      detailsGone: true,
      state: 'cancelled',
      asker: ADA,
    })
    expect(await auditOf(id)).toBe(3)
    const told = await requestHistory(store.kysely, ADA.tenantId, { asker: ADA.oid }, { offset: 0, limit: 9 })
    expect(told.map((one) => one.id)).toContain(id)
    const page = {
      title: 'Your requests',
      page: 0,
      hasMore: false,
      request: null,
      openable: new Set<string>(),
    }
    expect(JSON.stringify(historyCard(told, page).content)).toContain('Details deleted after their time')

    await sweep(store.kysely, RULES, later(399))
    expect(await store.desk.load(id)).not.toBeNull()
    expect(await sweep(store.kysely, RULES, later(401))).toMatchObject({ requests: 1, audit: 3 })
    expect(await store.desk.load(id)).toBeNull()
    expect(await auditOf(id)).toBe(0)
    const proofs = await verifyAudit(store.kysely, { retentionDays: RULES.days, now: later(401) })
    expect(proofs.map(({ ok }) => ok)).toEqual([true])
  })

  it('keeps what has not ended, however old', async () => {
    const id = await pending()
    await sweep(store.kysely, RULES, new Date(now.getTime() + 2000 * DAY))
    expect(await store.desk.load(id)).toMatchObject({ state: 'pending' })
    expect((await store.desk.load(id))?.items).toHaveLength(1)
  })

  it('has nothing left for a second run', async () => {
    now = new Date('2026-02-01T09:00:00Z')
    await ended()
    const later = new Date(now.getTime() + 100 * DAY)
    expect((await sweep(store.kysely, RULES, later)).details).toBe(1)
    expect((await sweep(store.kysely, RULES, later)).details).toBe(0)
  })
})
