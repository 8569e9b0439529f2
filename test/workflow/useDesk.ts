import { afterAll, beforeAll } from 'vitest'
import type { DeskParts } from '../../src/workflow/desk.ts'
import type { Engine } from '../store/engines.ts'
import { type OpenDatabase, useDatabase } from '../store/useDatabase.ts'
import { openDesk } from './openDesk.ts'

type OpenDesk = Awaited<ReturnType<typeof openDesk>>

/** A desk for the tests of one `describe`, in a database of its own. */
export function useDesk(
  start: () => Promise<Engine>,
  more: Partial<DeskParts> = {},
): OpenDatabase & OpenDesk {
  const store = useDatabase(start) as OpenDatabase & OpenDesk
  beforeAll(async () => {
    Object.assign(store, await openDesk(store, more))
  })
  afterAll(() => store.jobs?.stop(1000))
  return store
}
