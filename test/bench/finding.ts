import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { COMPLIANCE, TEMPLATES } from '../world/collections.ts'
import { ask, type Cost, cost, post, reach, type World } from './world/driven.ts'
import { keep, round } from './world/figures.ts'

/**
 * From a sentence to its card in tenants of 100, 1,000 and 10,000 policies per kind and 100,000 groups: calls to
 * Graph (a batch is one) and bytes of bodies, against the plain way, which lists everything and matches at home.
 * `node test/bench/finding.ts [policies per kind …]`
 */

// As large as the real services' pages; read when the local tenant is loaded.
process.env.LOCAL_PAGE_SIZE = '1000'
const { startWorld } = await import('../../src/local/world.ts')
const { COMPANY } = await import('../../src/local/company.ts')
const { CONVERSATIONS } = await import('../../src/local/channel/state.ts')

const GROUPS = 100_000
const KINDS = [
  COMPLIANCE,
  TEMPLATES,
  'deviceManagement/deviceManagementScripts',
  'deviceManagement/deviceEnrollmentConfigurations',
]
const { ada } = COMPANY.people
const CHAT = CONVERSATIONS[0]?.id ?? ''
const READ = [
  'DeviceManagementConfiguration.Read.All',
  'DeviceManagementServiceConfig.Read.All',
  'DeviceManagementScripts.Read.All',
  'GroupMember.Read.All',
]

const sizes = process.argv
  .slice(2)
  .map(Number)
  .filter((size) => size > 0)
for (const size of sizes.length > 0 ? sizes : [100, 1000, 10_000]) await measure(size)

async function measure(size: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'assent-bench-'))
  const world = await startWorld({ DATA_DIR: folder, LOCAL_PORTS: 'any', LOG_LEVEL: 'silent' })
  try {
    grow(world, size)
    // Signs in and fetches keys, and lists nothing.
    await ask(world, ada, CHAT, 'assign compliance policy Defender Up to Date to group Legal')
    const group = 'group Bench Group 77777'
    const rows: [string, Cost, Cost][] = [
      [
        'kind named, filtered by the service',
        await cost(world, () =>
          ask(world, ada, CHAT, `assign compliance policy Bench Policy ${size - 1} to ${group}`),
        ),
        await cost(world, () => plain(world, [COMPLIANCE])),
      ],
      [
        'kind named, can be listed only',
        await cost(world, () =>
          ask(world, ada, CHAT, `assign administrative template Bench Policy ${size - 1} to ${group}`),
        ),
        await cost(world, () => plain(world, [TEMPLATES])),
      ],
      [
        'the same again within a minute',
        await cost(world, () =>
          ask(world, ada, CHAT, `assign administrative template Bench Policy ${size - 2} to ${group}`),
        ),
        await cost(world, () => plain(world, [TEMPLATES])),
      ],
      [
        'no kind named, all kinds looked at',
        await cost(world, () => ask(world, ada, CHAT, `assign Bench Script ${size - 3} to ${group}`)),
        await cost(world, () => plain(world, KINDS)),
      ],
      [
        'everything of a group (12 policies)',
        await cost(world, () =>
          ask(world, ada, CHAT, `give ${group} everything that group Bench Group 5 has`),
        ),
        await plainSweep(world, size),
      ],
    ]
    report(size, rows)
  } finally {
    await world.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

function report(size: number, rows: readonly [string, Cost, Cost][]): void {
  const figures = rows.map(([what, { calls, bytes }]) => [
    what,
    { 'Graph calls': calls, KB: round(bytes / 1000) },
  ])
  keep('finding', { [`${size} policies a kind`]: Object.fromEntries(figures) })
  console.log(`\n${size} policies of each of ${KINDS.length} kinds, ${GROUPS} groups`)
  for (const [what, ours, theirs] of rows) {
    const line = [
      what.padEnd(38),
      `${ours.calls} calls, ${kilobytes(ours)} KB`.padEnd(24),
      `plain ${theirs.calls} calls, ${kilobytes(theirs)} KB`.padEnd(32),
      `1/${(theirs.calls / ours.calls).toFixed(1)} of the calls, 1/${(theirs.bytes / ours.bytes).toFixed(1)} of the bytes`,
    ]
    console.log(line.join(' '))
  }
}

function kilobytes({ bytes }: Cost): string {
  return (bytes / 1000).toFixed(bytes < 100_000 ? 1 : 0)
}

/** Policies and groups of made-up names; twelve policies are assigned to "Bench Group 5". */
function grow({ tenant: { state } }: World, size: number): void {
  for (let index = state.groups.length; index < GROUPS; index++) {
    state.groups.push({
      id: guid(1, index),
      displayName: `Bench Group ${index}`,
      description: 'Made for measuring',
      dynamic: index % 2 === 0,
      securityEnabled: true,
      users: index % 50,
      devices: 0,
    })
  }
  const five = state.groups.find(({ displayName }) => displayName === `Bench Group ${Math.max(60, 5)}`)
  if (five) five.displayName = 'Bench Group 5'
  for (const [kind, collection] of KINDS.entries()) {
    const objects = state.objects[collection] ?? []
    const [model] = objects
    if (!model) throw new Error(`the local tenant has nothing in ${collection}`)
    const noun = collection.endsWith('Scripts') ? 'Script' : 'Policy'
    for (let index = objects.length; index < size; index++) {
      const id = guid(kind + 2, index)
      const holders = index >= size - 3 ? [five?.id] : [guid(1, 1000 + index)]
      objects.push({
        ...structuredClone(model),
        id,
        name: `Bench ${noun} ${index}`,
        properties: {
          ...model.properties,
          description: 'What this policy is for, in a sentence of usual length.',
        },
        legacyGroupIds: [],
        assignments: holders.map((groupId) => ({
          id: `${id}_${groupId}`,
          target: { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId: groupId ?? '' },
          source: 'direct' as const,
          sourceId: id,
          properties: {},
        })),
      })
    }
  }
}

function guid(kind: number, index: number): string {
  return `${String(kind).padStart(8, '0')}-0000-4000-8000-${String(index).padStart(12, '0')}`
}

/** Lists all groups and all policies of these kinds, whole; reads the set of one and its groups one by one. */
async function plain(world: World, kinds: readonly string[]): Promise<void> {
  const get = await reader(world)
  await everyPage(get, '/v1.0/groups?$top=999')
  const all = []
  for (const kind of kinds) all.push(...(await everyPage(get, `/beta/${kind}?$top=1000`)))
  const chosen = all.at(-1)
  const set = await everyPage(get, `/beta/${kinds.at(-1)}/${chosen?.id}/assignments`)
  for (const { target } of set as { target?: { groupId?: string } }[]) {
    if (target?.groupId) await get(`/v1.0/groups/${target.groupId}`)
  }
}

/**
 * Lists all groups and all policies of all kinds, and reads the set of each policy by itself. In large tenants only
 * some of the sets are read, and counted for all: each costs the same.
 */
async function plainSweep(world: World, size: number): Promise<Cost> {
  const get = await reader(world)
  const ids: string[] = []
  const lists = await cost(world, async () => {
    await everyPage(get, '/v1.0/groups?$top=999')
    for (const kind of KINDS) {
      for (const { id } of await everyPage(get, `/beta/${kind}?$top=1000`)) ids.push(`${kind}/${id}`)
    }
  })
  const step = Math.ceil(size / 250)
  const some = ids.filter((_, index) => index % step === 0)
  const sets = await cost(world, async () => {
    for (const id of some) await get(`/beta/${id}/assignments`)
  })
  const times = ids.length / some.length
  return { calls: Math.round(lists.calls + sets.calls * times), bytes: lists.bytes + sets.bytes * times }
}

type Get = (path: string) => Promise<Record<string, unknown>>

async function reader(world: World): Promise<Get> {
  const asked = { person: ada.oid, scopes: READ }
  const { token } = (await post(`${world.identity.url}/control/graph-token`, asked)) as { token: string }
  return async (path) => {
    const url = path.startsWith('http') ? path : world.tenant.url + path
    const answer = await reach(url, { headers: { authorization: `Bearer ${token}` } })
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
    return (await answer.json()) as Record<string, unknown>
  }
}

async function everyPage(get: Get, path: string): Promise<{ id: string }[]> {
  const found: { id: string }[] = []
  for (let next: string | undefined = path; next; ) {
    const page: Record<string, unknown> = await get(next)
    found.push(...(page.value as { id: string }[]))
    next = page['@odata.nextLink'] as string | undefined
  }
  return found
}
