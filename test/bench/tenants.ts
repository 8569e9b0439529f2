import { type Database, openDatabase } from '../../src/store/database.ts'
import type { JobQueue } from '../../src/store/jobs.ts'
import type { Desk } from '../../src/workflow/desk.ts'
import { ends } from '../exit.ts'
import { ADA, somePlan } from '../request/requests.ts'
import { postgres } from '../store/engines.ts'
import { openDesk } from '../workflow/openDesk.ts'
import { someRequest } from '../workflow/someRequest.ts'
import { keep, round } from './world/figures.ts'

/**
 * What it costs that the end of a tenant's audit trail is one row: changes of state in a second, from four processes'
 * worth of connections, all in one tenant and spread over twenty. Tenants share the machine, so only the ratio is
 * judged: twenty of them must not be slower than one.
 */
const DATABASES = 4
const AT_ONCE = 20
const REQUESTS = 200
const LEAST_OF_ONE = 0.7

const engine = await postgres()
const databases: Database[] = []
const queues: JobQueue[] = []
const desks: Desk[] = []
for (let i = 0; i < DATABASES; i++) {
  const database = await openDatabase(engine.where)
  const { jobs, desk } = await openDesk(database)
  databases.push(database)
  queues.push(jobs)
  desks.push(desk)
}
let messages = 0
await measure(20)
const rates = new Map([1, 20].map((tenants) => [tenants, 0]))
for (const tenants of rates.keys()) {
  const rate = await measure(tenants)
  rates.set(tenants, rate)
  console.log(`tenants: ${tenants}: ${rate.toFixed(0)} changes of state in a second, ${AT_ONCE} at once`)
}
const [one = 0, twenty = 0] = rates.values()
keep(
  'tenants',
  Object.fromEntries(
    [...rates].map(([tenants, rate]) => [`${tenants}, changes of state a second`, round(rate)]),
  ),
)
console.log(`tenants: twenty are ${(twenty / one).toFixed(2)} times one`)
for (const jobs of queues) await jobs.stop(1000)
for (const database of databases) await database.close()
await engine.stop()
ends(twenty >= LEAST_OF_ONE * one)

async function measure(tenants: number): Promise<number> {
  const began = performance.now()
  let left = REQUESTS
  const work = async () => {
    while (left-- > 0) await carry(messages++, tenants)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return (3 * REQUESTS) / ((performance.now() - began) / 1000)
}

/** Three changes of one request, each at another process. */
async function carry(message: number, tenants: number): Promise<void> {
  const tenantId = `00000000-0000-4000-8000-${String(message % tenants).padStart(12, '0')}`
  const person = { ...ADA, tenantId }
  const at = (step: number) => desks[(message + step) % desks.length] as Desk
  const place = { conversationId: `a:${tenantId}`, kind: 'personal' } as const
  const request = await someRequest(at(0), { person, place })
  await at(1).transition(request.id, { type: 'planned', plans: [somePlan()], notes: [] })
  await at(2).transition(request.id, { type: 'cancelled', by: person, comment: null })
}
