import { describe, expect, it } from 'vitest'
import type { CallOptions, Graph } from '../../src/graph/client.ts'
import { describeGroups } from '../../src/graph/groups.ts'

interface InDirectory {
  users: number
  devices: number
}

/** A directory in which what is asked at the same moment is one round trip. */
function directory(groups: Readonly<Record<string, InDirectory>>) {
  const seen = { roundTrips: 0, counts: 0 }
  let trip: Promise<void> | null = null
  const travel = () => {
    trip ??= new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      trip = null
      seen.roundTrips += 1
    })
    return trip
  }
  const graph = {
    async query(_path: string, { ids }: { ids: string[] }) {
      await travel()
      return { value: ids.filter((id) => id in groups).map((id) => ({ id, displayName: `Group ${id}` })) }
    },
    async get(path: string, _options: CallOptions) {
      await travel()
      seen.counts += 1
      const [, id = '', kind] =
        /^\/groups\/(.*)\/transitiveMembers\/microsoft\.graph\.(\w+)\//.exec(path) ?? []
      const group = groups[id]
      if (!group) throw new Error('404')
      return kind === 'user' ? group.users : group.devices
    },
  } as unknown as Graph
  return { graph, seen }
}

const named = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`g${i}`, { users: i, devices: 1 }]))

describe('Groups on a card', () => {
  it('take one round trip: they are counted while they are looked up', async () => {
    const { graph, seen } = directory(named(4))
    const facts = await describeGroups(graph, ['g0', 'g1', 'G2', 'gone'], ['g3'])
    expect(seen.roundTrips).toBe(1)
    expect([...facts.values()].map(({ id, members, of, name }) => [id, name, members, of])).toEqual([
      ['g0', 'Group g0', 1, 'devices'],
      ['g1', 'Group g1', 2, 'users and devices'],
      ['g2', 'Group g2', 3, 'users and devices'],
      ['gone', null, null, 'unknown'],
    ])
  })

  it('are counted up to thirty, changed ones first; deleted groups take no place', async () => {
    const { graph, seen } = directory(named(50))
    const gone = Array.from({ length: 5 }, (_, i) => `gone${i}`)
    const ids = [...gone, ...Object.keys(named(50))]
    const facts = await describeGroups(graph, ids, ['g49'])
    const counted = [...facts.values()].filter(({ members }) => members !== null).map(({ id }) => id)
    expect(counted).toHaveLength(30)
    expect(counted).toContain('g49')
    expect(counted).toContain('g28')
    expect(counted).not.toContain('g29')
    expect(seen.roundTrips).toBe(2)
  })
})
