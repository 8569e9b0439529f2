import { afterAll, describe, expect, it } from 'vitest'
import { Replicas } from '../../src/store/replicas.ts'
import { ENGINES } from './engines.ts'
import { useDatabase } from './useDatabase.ts'

describe.each(ENGINES)('Replicas of one database, on %s', (_name, start) => {
  const database = useDatabase(start)
  const running: Replicas[] = []
  const begin = async () => {
    const replicas = await Replicas.start(database.kysely)
    running.push(replicas)
    return replicas
  }
  afterAll(() => {
    for (const replicas of running) replicas.stop()
  })

  it('know each other, and report newcomers', async () => {
    const first = await begin()
    expect(first).toMatchObject({ living: 1, isNew: false })
    const others = await Promise.all([begin(), begin(), begin()])
    await first.look()
    expect(first).toMatchObject({ living: 4, isNew: false })
    expect(others.map(({ isNew }) => isNew)).toEqual([true, true, true])
    expect(Math.max(...others.map(({ living }) => living))).toBe(4)
  })

  it('count for a while after their last heartbeat, and then no longer', async () => {
    const [first] = running
    const heardBefore = (ms: number) =>
      database.kysely
        .updateTable('replicas')
        .set({ seen_at: new Date(Date.now() - ms) })
        .execute()
    await heardBefore(15_000)
    await first?.look()
    expect(first?.living).toBe(4)
    await heardBefore(60_000)
    await first?.look()
    expect(first?.living).toBe(1)
  })
})
