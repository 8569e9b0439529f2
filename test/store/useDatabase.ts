import { afterAll, beforeAll } from 'vitest'
import { type Database, openDatabase } from '../../src/store/database.ts'
import type { Engine } from './engines.ts'

export type OpenDatabase<On extends Engine = Engine> = Database & { engine: On }

/** A database for the tests of one `describe`, on an engine of its own; it is there from their first hook to their last. */
export function useDatabase<On extends Engine>(start: () => Promise<On>): OpenDatabase<On> {
  const opened = {} as OpenDatabase<On>
  beforeAll(async () => {
    opened.engine = await start()
    Object.assign(opened, await openDatabase(opened.engine.where))
  })
  afterAll(async () => {
    await opened.close?.()
    await opened.engine?.stop()
  })
  return opened
}
