import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Event } from '../../src/request/event.ts'
import type { LookResult } from '../../src/request/look.ts'
import { settleDeadJob } from '../../src/workflow/deadLetters.ts'
import { dueToFollow } from '../../src/workflow/deadlines.ts'
import { Desk } from '../../src/workflow/desk.ts'
import { ADA, HOUR, somePlan } from '../request/requests.ts'
import { ENGINES } from '../store/engines.ts'
import { someRequest } from './someRequest.ts'
import { useDesk } from './useDesk.ts'

const COUNTS = { succeeded: 3, failed: 0, conflict: 0, notReported: 1, notApplicable: 0, errors: [] }
const FOUND: LookResult = { counts: COUNTS, policies: 1, unread: 0, worst: null, isFailing: false }

describe.each(ENGINES)('Checks after a change on %s', (_name, start) => {
  let now = new Date('2026-11-24T12:00:00Z')
  const store = useDesk(start, { lifetime: 9 * HOUR, follow: [2, 24], now: () => now })
  const desks: Desk[] = []
  beforeAll(async () => {
    desks.push(store.desk, new Desk(store.desk.parts))
  })

  async function done(): Promise<string> {
    const request = await someRequest(store.desk)
    const steps: Event[] = [
      { type: 'planned', plans: [somePlan()], notes: [] },
      { type: 'approved', by: ADA },
      { type: 'started', item: 0 },
      { type: 'written', item: 0, graphRequestId: null },
      { type: 'verified', item: 0 },
    ]
    for (const step of steps) await store.desk.transition(request.id, step)
    return request.id
  }
  const jobsOf = async (id: string) => {
    const { rows } = await sql<{ at: Date }>`
      select start_after as at from pgboss.job where name = 'follow' and singleton_key = ${id}
      order by start_after`.execute(store.kysely)
    return rows.map(({ at }) => at.toISOString())
  }
  const inHours = (hours: number) => new Date(now.getTime() + hours * HOUR)

  it('wait in the database for the next moment, and are reported by one of many workers', async () => {
    const id = await done()
    const [first, second] = [inHours(2), inHours(24)]
    expect(await jobsOf(id)).toEqual([first.toISOString()])
    now = first
    const event: Event = { type: 'followed', found: FOUND }
    const all = await Promise.all([...desks, ...desks, ...desks].map((one) => one.transition(id, event)))
    expect(all.filter(Boolean)).toHaveLength(1)
    expect((await store.desk.load(id))?.log.filter(({ what }) => what === 'followed')).toHaveLength(1)
    expect((await jobsOf(id)).at(-1)).toBe(second.toISOString())
  })

  it('are postponed if a clock that was set back starts them too early', async () => {
    const id = await done()
    const at = inHours(2)
    now = inHours(1)
    expect(await dueToFollow(store.desk, id)).toBe(null)
    expect(await jobsOf(id)).toEqual([at.toISOString(), at.toISOString()])
    now = at
    expect((await dueToFollow(store.desk, id))?.id).toBe(id)
  })

  it('continue with the next one if one failed permanently, and end after an undo', async () => {
    const id = await done()
    const second = inHours(24)
    now = inHours(2)
    await settleDeadJob(
      { name: 'follow', data: { requestId: id } },
      { desk: store.desk, tell: async () => {} },
    )
    const request = await store.desk.load(id)
    expect(request?.follow?.[0]?.found).toMatchObject({ why: { code: 'reportsNotRead' } })
    expect(request?.log.map(({ what }) => what)).not.toContain('followed')
    expect((await jobsOf(id)).at(-1)).toBe(second.toISOString())
    await store.desk.transition(id, { type: 'undone', by: 'r-2' })
    now = second
    expect(await dueToFollow(store.desk, id)).toBe(null)
  })
})
