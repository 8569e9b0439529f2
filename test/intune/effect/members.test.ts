import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { GroupFacts } from '../../../src/intune/assignments/change.ts'
import { type Entry, makeEntry } from '../../../src/intune/assignments/entries.ts'
import { rowOf } from '../../../src/intune/catalog/catalog.ts'
import { effectOf, type Range } from '../../../src/intune/effect/effect.ts'
import type { GroupMembers, Hidden, Reach } from '../../../src/intune/effect/members.ts'
import { platformOfSystem } from '../../../src/intune/effect/systems.ts'
import { effectInWords, gapsInWords, nounOf } from '../../../src/wording/effect.ts'

const POLICY = rowOf('deviceCompliancePolicy')
const APP = rowOf('mobileApp')

/** A group by its members; devices are called d…, people p…. */
function known(groups: Record<string, string[]>): Pick<Reach, 'groups' | 'members'> {
  const split = Object.entries(groups).map(([id, all]) => {
    const devices = all.filter((one) => one.startsWith('d'))
    const users = all.filter((one) => one.startsWith('p'))
    return { id, devices, users }
  })
  return {
    groups: new Map(split.map(({ id, devices, users }) => [id, factsOf(id, devices.length, users.length)])),
    members: new Map(split.map(({ id, devices, users }) => [id, { devices, users }])),
  }
}

function factsOf(id: string, devices: number, users: number): GroupFacts {
  const of = devices && users ? 'users and devices' : devices ? 'devices' : users ? 'users' : 'nobody'
  return { id, name: id, membership: 'assigned', of, members: devices + users, securityEnabled: true }
}

function reach(groups: Record<string, string[]>, more: Partial<Reach> = {}): Reach {
  return { ...known(groups), systems: new Map(), matches: new Map(), platform: null, ...more }
}

const inc = (id: string, more: Partial<Entry> = {}) => makeEntry(POLICY, 'group', id, more)
const exc = (id: string) => makeEntry(POLICY, 'exclusionGroup', id)
const everyDevice = () => makeEntry(POLICY, 'allDevices', null)
const app = (id: string, intent: string, target: 'group' | 'exclusionGroup' = 'group') =>
  makeEntry(APP, target, id, { properties: { intent } })
const FILTER = { id: 'f', mode: 'include' } as const

const numbered = (prefix: string, from: number, count: number) =>
  Array.from({ length: count }, (_, index) => `${prefix}${from + index}`)

describe('The effect of a change where members are known', () => {
  const GROUPS = {
    sales: numbered('d', 0, 20),
    pilot: numbered('d', 15, 10),
    people: numbered('p', 0, 9),
    few: ['p0', 'p1'],
    empty: [],
  }
  const told = (before: Entry[], after: Entry[], more: Partial<Reach> = {}, row = POLICY) =>
    effectInWords(effectOf(row, before, after, reach(GROUPS, more)), { noun: nounOf(row.title) }).sentences

  it.each<[string, Entry[], Entry[], string[]]>([
    ['groups that overlap', [inc('pilot')], [inc('pilot'), inc('sales')], ['15 devices get this policy.']],
    [
      'an exclusion that takes away',
      [inc('sales')],
      [inc('sales'), exc('pilot')],
      ['5 devices lose this policy.'],
    ],
    [
      'an inclusion that others keep',
      [inc('sales'), inc('pilot')],
      [inc('pilot')],
      ['15 devices lose this policy.'],
    ],
    [
      'an exclusion from all devices',
      [everyDevice()],
      [everyDevice(), exc('pilot')],
      ['10 devices lose this policy.'],
    ],
    [
      'an exclusion that takes nothing',
      [inc('sales')],
      [inc('sales'), exc('people')],
      ['Nobody gains or loses by this.'],
    ],
    [
      'one who is in both',
      [inc('sales')],
      [inc('pilot')],
      ['15 devices lose this policy.', '5 devices get this policy.'],
    ],
    ['nobody', [], [inc('empty')], ['Nobody gains or loses by this.']],
  ])('%s', (_what, before, after, sentences) => {
    expect(told(before, after)).toEqual(sentences)
  })

  it('uses filters that were evaluated, and says which were not', () => {
    const matches = new Map([['f', new Set(['d1', 'd2', 'd99'])]])
    const filtered = [inc('sales', { filter: FILTER })]
    expect(told([], filtered, { matches })).toEqual(['2 devices get this policy.'])
    expect(told([], [inc('sales', { filter: { id: 'f', mode: 'exclude' } })], { matches })).toEqual([
      '18 devices get this policy.',
    ])
    expect(told([], filtered)).toEqual(['Up to 20 devices get this policy.'])
    expect(gapsInWords(effectOf(POLICY, [], filtered, reach(GROUPS)))).toEqual([
      'How many of them match the filter is not known.',
    ])
    expect(told([inc('sales')], filtered, { matches })).toEqual([
      '18 devices lose this policy.',
      '2 devices keep this policy, with only the filter changed.',
    ])
  })

  it('counts all devices where Intune’s are known, and those that a filter matches where it was evaluated', () => {
    const enrolled = new Set(numbered('d', 0, 40))
    const matches = new Map([['f', new Set(['d1', 'd2', 'd39'])]])
    const all = (mode: 'include' | 'exclude') =>
      makeEntry(POLICY, 'allDevices', null, { filter: { id: 'f', mode } })
    expect(told([], [everyDevice()], { enrolled })).toEqual(['40 devices get this policy.'])
    expect(told([everyDevice()], [everyDevice(), exc('pilot')], { enrolled })).toEqual([
      '10 devices lose this policy.',
    ])
    expect(told([], [all('include')], { enrolled, matches })).toEqual(['3 devices get this policy.'])
    expect(told([], [all('exclude')], { enrolled, matches })).toEqual(['37 devices get this policy.'])
    expect(told([inc('sales')], [inc('sales'), all('include')], { enrolled, matches })).toEqual([
      '1 device gets this policy.',
    ])
    // Those that match are known, how many more there are is not.
    expect(told([], [all('include')], { matches })).toEqual(['3 devices get this policy.'])
    expect(told([], [all('exclude')], { matches })).toEqual(['Possibly all devices get this policy.'])
    const systems = new Map(numbered('d', 0, 40).map((id, index) => [id, index < 4 ? 'iOS' : 'Windows']))
    expect(told([], [everyDevice()], { enrolled, systems, platform: 'Windows' })).toEqual([
      '36 devices get this policy.',
    ])
  })

  it('leaves out devices of another platform, and does not guess at unknown ones', () => {
    const systems = new Map(
      numbered('d', 0, 25).map((id, index) => [id, index < 5 ? 'IPad' : index < 7 ? null : 'Windows']),
    )
    const windows = { systems, platform: 'Windows' }
    expect(told([], [inc('sales')], windows)).toEqual(['13 to 15 devices get this policy.'])
    expect(told([], [inc('pilot')], windows)).toEqual(['10 devices get this policy.'])
    expect(told([], [inc('sales')], { systems, platform: 'iOS/iPadOS' })).toEqual([
      '5 to 7 devices get this policy.',
    ])
    expect(told([], [everyDevice()], windows)).toEqual(['All Windows devices get this policy.'])
    expect(told([], [inc('people')], windows)).toEqual(['9 users get this policy.'])
  })

  it('knows that what is required stays, and that what is uninstalled is not offered', () => {
    const [required, uninstalled] = [app('people', 'required'), app('few', 'uninstall')]
    const offered = app('people', 'available')
    const change = (before: Entry[], after: Entry[]) => told(before, after, {}, APP)
    expect(change([required], [required, uninstalled])).toEqual(['Nobody gains or loses by this.'])
    expect(change([required, uninstalled], [uninstalled])).toEqual([
      '7 users are no longer required to have this app.',
      '2 users have this app uninstalled. They are required to have it today.',
    ])
    expect(change([uninstalled], [required, uninstalled])).toEqual([
      '2 users get this app as required instead of uninstall.',
      '7 users get this app as required.',
    ])
    expect(change([offered], [offered, uninstalled])).toEqual([
      '2 users have this app uninstalled. They are offered it today.',
    ])
    expect(change([offered, uninstalled], [offered])).toEqual([
      '2 users get this app as available instead of uninstall.',
    ])
    expect(change([required, uninstalled], [offered, uninstalled])).toEqual([
      '2 users have this app uninstalled. They are required to have it today.',
      '7 users get this app as available instead of required.',
      'Where available replaces required, Intune uninstalls nothing, and no longer installs this app by itself.',
    ])
  })

  it('says how an app changes for those who had it with another intent', () => {
    expect(told([app('people', 'required')], [app('people', 'available')], {}, APP)).toEqual([
      '9 users get this app as available instead of required.',
      'Where available replaces required, Intune uninstalls nothing, and no longer installs this app by itself.',
    ])
    const narrowed = [
      app('people', 'required'),
      app('few', 'required', 'exclusionGroup'),
      app('few', 'available'),
    ]
    expect(told([app('people', 'required')], narrowed, {}, APP)).toEqual([
      '2 users get this app as available instead of required.',
      'Where available replaces required, Intune uninstalls nothing, and no longer installs this app by itself.',
    ])
    expect(
      effectInWords(effectOf(APP, [app('sales', 'required')], [app('sales', 'uninstall')], reach(GROUPS)), {
        noun: 'app',
      }),
    ).toEqual({
      sentences: ['20 devices have this app uninstalled. They are required to have it today.'],
      weight: 'loses',
    })
  })

  it('says why it does not know', () => {
    const hidden = (why: Hidden) =>
      reach(GROUPS, { members: new Map([['sales', { devices: null, users: null, hidden: why }]]) })
    const why = (one: Hidden) =>
      gapsInWords(effectOf(POLICY, [inc('sales')], [inc('sales'), inc('pilot')], hidden(one)))
    expect(why('limit')).toEqual(['A group is too large to be counted one by one.'])
    expect(why('permission')).toEqual(['Who is in a group is hidden from the requester.'])
    expect(gapsInWords(effectOf(POLICY, [], [inc('sales')], reach(GROUPS)))).toEqual([])
  })

  it('recognizes the operating systems as Entra writes them', () => {
    const SYSTEMS: [string | null, string | null][] = [
      ['Windows', 'Windows'],
      ['Windows Server 2022 Datacenter', 'Windows'],
      ['MacMDM', 'macOS'],
      ['macOS', 'macOS'],
      ['IPhone', 'iOS/iPadOS'],
      ['IPad', 'iOS/iPadOS'],
      ['AndroidForWork', 'Android'],
      ['AndroidEnterprise', 'Android'],
      ['Linux', 'Linux'],
      ['Unknown', null],
      [null, null],
    ]
    for (const [written, platform] of SYSTEMS) expect(platformOfSystem(written), `${written}`).toBe(platform)
  })
})

const INTENTS = ['required', 'available', 'uninstall'] as const
const GROUP_IDS = numbered('g', 0, 30)

/** A tenant of up to 200 devices and people, and 30 groups that are in one another. */
const tenants = fc
  .record({
    devices: fc.integer({ min: 0, max: 200 }),
    people: fc.integer({ min: 0, max: 200 }),
    seed: fc.integer(),
    platform: fc.constantFrom(null, 'Windows', 'Windows', 'iOS/iPadOS, macOS'),
    hidden: fc.array(
      fc.record({ group: fc.constantFrom(...GROUP_IDS), why: fc.constantFrom('limit', 'permission') }),
      {
        maxLength: 12,
      },
    ),
    countless: fc.array(fc.constantFrom(...GROUP_IDS), { maxLength: 6 }),
    evaluated: fc.constantFrom([], ['even'], ['even', 'few']),
    isMute: fc.boolean(),
    isCounted: fc.boolean(),
  })
  .map(({ devices, people, seed, ...rest }) => {
    const draw = random(seed)
    const ids = [...numbered('d', 0, devices), ...numbered('p', 0, people)]
    const direct = new Map(
      GROUP_IDS.map((id) => {
        const share = draw() ** 3
        return [id, ids.filter((one) => draw() < share && (draw() < 0.9 || one.startsWith('d')))]
      }),
    )
    // Each may be in earlier ones and in later ones: rings exist, too.
    const children = new Map(
      GROUP_IDS.map((id) => [
        id,
        draw() < 0.4 ? [GROUP_IDS[Math.floor(draw() * GROUP_IDS.length)] ?? id] : [],
      ]),
    )
    const all = (id: string, seen = new Set<string>()): Set<string> => {
      if (seen.has(id)) return new Set()
      seen.add(id)
      return new Set([
        ...(direct.get(id) ?? []),
        ...(children.get(id) ?? []).flatMap((one) => [...all(one, seen)]),
      ])
    }
    const groups = Object.fromEntries(GROUP_IDS.map((id) => [id, [...all(id)]]))
    const systems = new Map(
      numbered('d', 0, devices).map((id) => [
        id,
        ['Windows', 'Windows', 'IPad', 'MacMDM'][Math.floor(draw() * 4)],
      ]),
    )
    return { ids, groups, systems, ...rest }
  })

const entries = fc.array(
  fc.record({
    target: fc.constantFrom(
      'group',
      'group',
      'group',
      'exclusionGroup',
      'exclusionGroup',
      'allDevices',
      'allUsers',
    ),
    group: fc.constantFrom(...GROUP_IDS),
    filter: fc.constantFrom(null, null, 'even', 'few'),
    mode: fc.constantFrom('include' as const, 'exclude' as const),
    intent: fc.constantFrom(...INTENTS),
  }),
  { maxLength: 7 },
)

describe('The effect of any change in any tenant', () => {
  it('equals the device-by-device result, or a range around it', () => {
    fc.assert(
      fc.property(tenants, entries, entries, fc.boolean(), (tenant, was, is, isApp) => {
        const row = isApp ? APP : POLICY
        const made = (drawn: (typeof was)[number]) =>
          makeEntry(row, drawn.target as 'group', drawn.target.startsWith('all') ? null : drawn.group, {
            filter:
              drawn.filter && drawn.target !== 'exclusionGroup'
                ? { id: drawn.filter, mode: drawn.mode }
                : null,
            properties: isApp ? { intent: drawn.intent } : {},
          })
        const effects = effectOf(row, was.map(made), is.map(made), reachIn(tenant))
        for (const intent of isApp ? INTENTS : [null]) {
          for (const reached of ['devices', 'users'] as const) {
            const all = tenant.ids.filter((id) => id.startsWith(reached === 'devices' ? 'd' : 'p'))
            const fitting = all.filter((id) => reached === 'users' || fits(tenant, id))
            const isReached = (set: typeof was, one: string, as: string | null) =>
              receives(tenant, one, isApp ? set.filter((drawn) => drawn.intent === as) : set)
            // What is required stays installed, and what is to be uninstalled is not offered.
            const gets = (set: typeof was, one: string, as: string | null) => {
              if (!isReached(set, one, as)) return false
              if (as === 'uninstall') return !isReached(set, one, 'required')
              const isUninstalled = as === 'available' && isReached(set, one, 'uninstall')
              return !isUninstalled || isReached(set, one, 'required')
            }
            const count = (holds: (one: string) => boolean) => fitting.filter(holds).length
            const gain = count((one) => !gets(was, one, intent) && gets(is, one, intent))
            const lose = count((one) => gets(was, one, intent) && !gets(is, one, intent))
            const found = effects.find((one) => one.reached === reached && one.intent === intent)
            expectIn(found?.gain, gain, fitting.length, `gain ${intent} ${reached}`)
            expectIn(found?.lose, lose, fitting.length, `lose ${intent} ${reached}`)
            for (const { from, count: moved } of found?.moves ?? []) {
              const others = INTENTS.filter((one) => one !== from && one !== intent)
              const truth = count(
                (one) =>
                  !gets(was, one, intent) &&
                  gets(is, one, intent) &&
                  gets(was, one, from) &&
                  !gets(is, one, from) &&
                  others.every((other) => gets(was, one, other) === gets(is, one, other)),
              )
              expect(moved, `moved from ${from} to ${intent}`).toBe(truth)
            }
            if (found?.instead) {
              const { from, isAll } = found.instead
              const gained = (one: string) => !gets(was, one, intent) && gets(is, one, intent)
              const lost = (one: string) => gets(was, one, from) && !gets(is, one, from)
              expect(
                count((one) => lost(one) && !gained(one)),
                `lost ${from} for ${intent}`,
              ).toBe(0)
              if (isAll)
                expect(
                  count((one) => gained(one) && !lost(one)),
                  `only from ${from}`,
                ).toBe(0)
            }
            if (!isHidden(tenant, [...was, ...is], reached)) {
              expect(found?.gain ?? NONE, 'nothing is hidden').toEqual({ least: gain, most: gain })
              expect(found?.lose ?? NONE, 'nothing is hidden').toEqual({ least: lose, most: lose })
            }
          }
        }
      }),
      { numRuns: 600 },
    )
  })
})

const NONE: Range = { least: 0, most: 0 }

type Tenant = typeof tenants extends fc.Arbitrary<infer T> ? T : never
type Drawn = typeof entries extends fc.Arbitrary<infer T> ? T : never

/** What Assent would have been shown of it. */
function reachIn({
  groups,
  systems,
  hidden,
  countless,
  evaluated,
  platform,
  ids,
  isMute,
  isCounted,
}: Tenant): Reach {
  const { groups: facts, members } = known(groups)
  const shown = new Map<string, GroupMembers>(members)
  for (const { group, why } of hidden) shown.set(group, { devices: null, users: null, hidden: why as Hidden })
  const counted = new Map(facts)
  for (const id of countless) {
    if (!shown.get(id)?.devices) counted.set(id, { ...factsOf(id, 0, 0), of: 'unknown', members: null })
  }
  return {
    groups: counted,
    members: shown,
    systems: isMute ? new Map() : new Map([...systems].map(([id, system]) => [id, system ?? null])),
    matches: new Map(
      evaluated.map((filter) => [
        filter,
        new Set(ids.filter((id) => id.startsWith('d') && matches(filter, id))),
      ]),
    ),
    platform,
    ...(isCounted ? { enrolled: new Set(ids.filter((id) => id.startsWith('d'))) } : {}),
  }
}

function receives({ groups }: Tenant, one: string, set: Drawn): boolean {
  const isIn = (id: string) => groups[id]?.includes(one) ?? false
  if (set.some((drawn) => drawn.target === 'exclusionGroup' && isIn(drawn.group))) return false
  const everybody = one.startsWith('d') ? 'allDevices' : 'allUsers'
  return set.some(
    ({ target, group, filter, mode }) =>
      (target === everybody || (target === 'group' && isIn(group))) &&
      (filter === null || matches(filter, one) === (mode === 'include')),
  )
}

function matches(filter: string, one: string): boolean {
  const number = Number(one.slice(1))
  return filter === 'even' ? number % 2 === 0 : number < 4
}

function fits({ platform, systems }: Tenant, device: string): boolean {
  if (platform === null) return true
  return platform.split(', ').includes(platformOfSystem(systems.get(device) ?? null) ?? '')
}

/** Whether something that these entries need is not shown. */
function isHidden(tenant: Tenant, set: Drawn, reached: 'devices' | 'users'): boolean {
  return (
    (tenant.isMute && tenant.platform !== null && reached === 'devices') ||
    set.some(
      ({ target, group, filter }) =>
        target === 'allUsers' ||
        (target === 'allDevices' && !tenant.isCounted) ||
        tenant.hidden.some((one) => one.group === group) ||
        (filter !== null && (reached === 'users' || !tenant.evaluated.some((one) => one === filter))),
    )
  )
}

function expectIn(range: Range | undefined, truth: number, all: number, what: string): void {
  const { least, most } = range ?? NONE
  const isWithin =
    (least === 'all' ? all : least) <= truth &&
    truth <= (most === 'all' ? all : (most ?? Number.POSITIVE_INFINITY))
  expect(isWithin, `${what}: ${truth} in ${JSON.stringify(range ?? NONE)}`).toBe(true)
}

/** Mulberry32: a tenant is the same at every run of one seed. */
function random(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
