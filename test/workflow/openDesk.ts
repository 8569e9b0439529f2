import { NO_RULES } from '../../src/request/approval/rules.ts'
import type { Database } from '../../src/store/database.ts'
import { JobQueue } from '../../src/store/jobs.ts'
import { Desk, type DeskParts } from '../../src/workflow/desk.ts'
import { HOUR } from '../request/requests.ts'

/** A desk without rules, and the queue for what follows from its transitions. Nothing works on its jobs. */
export async function openDesk(database: Database, more: Partial<DeskParts> = {}) {
  const jobs = new JobQueue(database.boss, () => {})
  await jobs.start()
  const desk = new Desk({
    db: database.kysely,
    jobs,
    lifetime: HOUR,
    undoWindow: 24 * HOUR,
    rules: NO_RULES,
    onTransition: () => {},
    ...more,
  })
  return { jobs, desk }
}
