import { openDatabase } from '../../src/store/database.ts'
import { ends } from '../exit.ts'
import { ADA, somePlan } from '../request/requests.ts'
import { OWN_ENGINES } from '../store/engines.ts'
import { setup } from '../template.ts'
import { openDesk } from '../workflow/openDesk.ts'
import { someRequest } from '../workflow/someRequest.ts'

/** What one change of state costs (request, audit line and jobs in one transaction), on each engine. */
const REQUESTS = 100
/** One may be so much slower than the other before something is wrong. */
const MAX_APART = 30

await setup()
const costs = new Map<string, number>()
for (const [name, start] of OWN_ENGINES) {
  const engine = await start()
  const database = await openDatabase(engine.where)
  const { jobs, desk } = await openDesk(database)
  const began = performance.now()
  for (let i = 0; i < REQUESTS; i++) {
    const request = await someRequest(desk)
    await desk.transition(request.id, { type: 'planned', plans: [somePlan()], notes: [] })
    await desk.transition(request.id, { type: 'cancelled', by: ADA, comment: null })
  }
  const each = (performance.now() - began) / (3 * REQUESTS)
  costs.set(name, each)
  console.log(`store: ${name}: ${each.toFixed(1)} ms for one change of state, one at a time`)
  await jobs.stop(1000)
  await database.close()
  await engine.stop()
}
const [embedded = 0, server = 0] = ['PGlite', 'PostgreSQL'].map((name) => costs.get(name) ?? 0)
const ratio = embedded / server
console.log(`store: PGlite costs ${ratio.toFixed(2)} times what PostgreSQL does`)
ends(ratio > 1 / MAX_APART && ratio < MAX_APART)
