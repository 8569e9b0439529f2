import { NO_RULES } from '../../src/request/approval/rules.ts'
import { openDatabase } from '../../src/store/database.ts'
import { JobQueue } from '../../src/store/jobs.ts'
import { Desk } from '../../src/workflow/desk.ts'
import { takeRequest } from '../../src/workflow/intake.ts'
import { ends } from '../exit.ts'
import { ADA, HOUR, somePlan } from '../request/requests.ts'
import { ENGINES } from '../store/engines.ts'
import { setup } from '../template.ts'

/** What one change of state costs (request, audit line and jobs in one transaction), on each engine. */
const REQUESTS = 100
/** One may be so much slower than the other before something is wrong. */
const MAX_APART = 30

await setup()
const costs = new Map<string, number>()
for (const [name, start] of ENGINES) {
  const engine = await start()
  const database = await openDatabase(engine.where)
  const jobs = new JobQueue(database.boss, () => {})
  await jobs.start()
  const terms = { lifetime: HOUR, undoWindow: 24 * HOUR, rules: NO_RULES }
  const desk = new Desk({
    db: database.kysely,
    jobs,
    ...terms,
    onTransition: () => {},
  })
  const place = { conversationId: 'a:ada', kind: 'personal' } as const
  const began = performance.now()
  for (let i = 0; i < REQUESTS; i++) {
    const asked = { person: ADA, place, activityId: `message-${i}`, text: 'assign …', readings: [] }
    const request = await takeRequest(desk, asked)
    if (!request) throw new Error('a new message opens a request')
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
