import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DeadJob, type Handlers, JobQueue } from '../../src/store/jobs.ts'
import type { NewJob } from '../../src/store/newJobs.ts'
import type { JobName, Jobs } from '../../src/store/queues.ts'
import { NotYet } from '../../src/store/workers.ts'
import { until } from '../until.ts'
import { ENGINES } from './engines.ts'
import { useDatabase } from './useDatabase.ts'

/** What pg-boss promises of each queue, tried out: the code above relies on it. */
describe.each(ENGINES)('Jobs on %s', (_name, start) => {
  const database = useDatabase(start)
  let jobs: JobQueue
  /** What a job of a request does; the rest do nothing. */
  const acts = new Map<string, (attempt: number) => Promise<void>>()
  const story: string[] = []
  const dead: DeadJob[] = []
  const problems: unknown[] = []

  const handler =
    (name: JobName) =>
    async (data: { requestId?: string; item?: number }, { attempt }: { attempt: number }) => {
      const what = [name, data.requestId, data.item].filter((one) => one !== undefined).join(' ')
      story.push(`+ ${what}`)
      await acts.get(what)?.(attempt)
      story.push(`- ${what}`)
    }
  const handlers = new Proxy({} as Handlers, { get: (_none, name) => handler(name as JobName) })

  beforeAll(async () => {
    jobs = new JobQueue(database.boss, (error) => problems.push(error))
    await jobs.start()
    await jobs.work(handlers, async (job) => {
      dead.push(job)
    })
  })
  afterAll(() => jobs?.stop(1000))

  async function send<Name extends JobName>(name: Name, data: Jobs[Name], key: string) {
    await jobs.send(database.kysely, { name, data, key, tenantId: 'one' } as NewJob)
  }

  const comes = (look: () => boolean) => until(look, () => `more than\n${story.join('\n')}`, 30_000)
  const about = (requestId: string) => story.filter((line) => line.split(' ')[2] === requestId)

  it('a rolled-back change enqueues nothing', async () => {
    await expect(
      database.kysely.transaction().execute(async (transaction) => {
        await jobs.send(transaction, {
          name: 'card',
          data: { requestId: 'undone' },
          key: 'undone',
          tenantId: 'one',
        })
        throw new Error('no')
      }),
    ).rejects.toThrow('no')
    await send('card', { requestId: 'after' }, 'after')
    await comes(() => about('after').length === 2)
    expect(about('undone')).toEqual([])
  })

  it('apply runs one at a time and in order per policy, in parallel with other policies', async () => {
    acts.set('apply first 0', () => pause(400))
    await send('apply', { requestId: 'first', item: 0 }, 'one policy')
    await send('apply', { requestId: 'second', item: 0 }, 'one policy')
    await send('apply', { requestId: 'third', item: 0 }, 'one policy')
    await send('apply', { requestId: 'elsewhere', item: 0 }, 'another policy')
    await comes(() => about('third').length === 2 && about('elsewhere').length === 2)
    const one = story.filter((line) => /first|second|third/.test(line))
    expect(one).toEqual([
      '+ apply first 0',
      '- apply first 0',
      '+ apply second 0',
      '- apply second 0',
      '+ apply third 0',
      '- apply third 0',
    ])
    expect(story.indexOf('+ apply elsewhere 0')).toBeLessThan(story.indexOf('- apply first 0'))
  })

  it('one that waits for something external is repeated without reporting a problem', async () => {
    acts.set('intuneApproval waits 0', async (attempt) => {
      if (attempt === 1) throw new NotYet('nobody has decided')
      if (attempt === 2) throw new Error('no answer')
    })
    await send('intuneApproval', { requestId: 'waits', item: 0 }, 'waits 0')
    await comes(() => about('waits').includes('- intuneApproval waits 0'))
    expect(about('waits').filter((line) => line.startsWith('+'))).toHaveLength(3)
    expect(problems.map(String)).toEqual(['Error: no answer'])
  })

  it('an apply that waits for a retry is not overtaken', async () => {
    acts.set('apply stumbles 0', async (attempt) => {
      if (attempt === 1) throw new Error('not now')
    })
    await send('apply', { requestId: 'stumbles', item: 0 }, 'a third policy')
    await send('apply', { requestId: 'patient', item: 0 }, 'a third policy')
    await comes(() => about('patient').length === 2)
    expect(story.indexOf('- apply stumbles 0')).toBeLessThan(story.indexOf('+ apply patient 0'))
  })

  it('no card is dropped because another of its request is waiting, running or failed', async () => {
    let attempts = 0
    acts.set('card busy', async () => {
      attempts++
      await pause(100)
      if (attempts === 1) throw new Error('Teams is not well')
    })
    for (let i = 0; i < 4; i++) await send('card', { requestId: 'busy' }, 'busy')
    await comes(() => about('busy').filter((line) => line.startsWith('-')).length === 4)
    const runs = about('busy')
    expect(runs.filter((line, i) => line.startsWith('+') && runs[i + 1]?.startsWith('+'))).toHaveLength(1)
    expect(dead).toEqual([])
  })

  it('one that fails permanently is reported, and does not block the next one', async () => {
    acts.set('apply hopeless 0', async () => {
      throw new Error('never')
    })
    await sql`update pgboss.queue set retry_limit = 1 where name = 'apply'`.execute(database.kysely)
    await send('apply', { requestId: 'hopeless', item: 0 }, 'a fourth policy')
    await send('apply', { requestId: 'next', item: 0 }, 'a fourth policy')
    await comes(() => about('next').length === 2)
    expect(dead).toEqual([{ name: 'apply', data: { requestId: 'hopeless', item: 0 } }])
    expect(about('hopeless').filter((line) => line.startsWith('+'))).toHaveLength(2)
  })

  it('the next start resumes what a stop interrupted', async () => {
    let released = () => {}
    acts.set('plan cut', async (attempt) => {
      if (attempt === 1) await new Promise<void>((resolve) => (released = resolve))
    })
    await send('plan', { requestId: 'cut' }, 'cut')
    await comes(() => about('cut').length === 1)
    await jobs.stop(1000)
    jobs = new JobQueue(database.boss, () => {})
    await jobs.start()
    await jobs.work(handlers, async () => {})
    await comes(() => about('cut').includes('- plan cut'))
    expect(about('cut').filter((line) => line.startsWith('+'))).toHaveLength(2)
    released()
  })
})
