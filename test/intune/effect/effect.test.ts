import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { GroupFacts } from '../../../src/intune/assignments/change.ts'
import { type Entry, makeEntry } from '../../../src/intune/assignments/entries.ts'
import { rowOf } from '../../../src/intune/catalog/catalog.ts'
import { type Effect, effectOf, type Range } from '../../../src/intune/effect/effect.ts'
import { reachOf } from '../../../src/intune/effect/members.ts'
import { effectInWords, nounOf } from '../../../src/wording/effect.ts'

const POLICY = rowOf('deviceCompliancePolicy')
const APP = rowOf('mobileApp')

function group(id: string, of: GroupFacts['of'], members: number | null): [string, GroupFacts] {
  return [id, { id, name: id, membership: 'assigned', of, members, securityEnabled: true }]
}

const GROUPS = new Map([
  group('sales', 'devices', 214),
  group('pilot', 'devices', 25),
  group('people', 'users', 90),
  group('hidden', 'unknown', null),
  group('empty', 'nobody', 0),
])

const inc = (id: string, more: Partial<Entry> = {}) => makeEntry(POLICY, 'group', id, more)
const exc = (id: string) => makeEntry(POLICY, 'exclusionGroup', id)
const everyDevice = (more: Partial<Entry> = {}) => makeEntry(POLICY, 'allDevices', null, more)
const app = (id: string, intent: string, target: 'group' | 'exclusionGroup' = 'group') =>
  makeEntry(APP, target, id, { properties: { intent } })
const APP_WORDS = { noun: 'app' }
const FILTER = { id: 'f', mode: 'include' } as const

describe('The effect of a change, from member counts', () => {
  const told = (before: Entry[], after: Entry[], row = POLICY) =>
    effectInWords(effectOf(row, before, after, reachOf(GROUPS)), { noun: nounOf(row.title) }).sentences

  it.each<[string, Entry[], Entry[], string[]]>([
    ['a group is added where nothing is', [], [inc('sales')], ['214 devices get this policy.']],
    [
      'another one stands already',
      [inc('pilot')],
      [inc('pilot'), inc('sales')],
      ['189 to 214 devices get this policy.'],
    ],
    [
      'a larger one stands already',
      [inc('sales')],
      [inc('sales'), inc('pilot')],
      ['Up to 25 devices get this policy.'],
    ],
    [
      'everybody has it already',
      [everyDevice()],
      [everyDevice(), inc('sales')],
      ['Nobody gains or loses by this.'],
    ],
    ['one is taken away', [inc('sales')], [], ['214 devices lose this policy.']],
    [
      'one is taken away from all',
      [everyDevice(), inc('sales')],
      [everyDevice()],
      ['Nobody gains or loses by this.'],
    ],
    [
      'one is excluded from all',
      [everyDevice()],
      [everyDevice(), exc('pilot')],
      ['25 devices lose this policy.'],
    ],
    [
      'one is excluded from another',
      [inc('sales')],
      [inc('sales'), exc('pilot')],
      ['Up to 25 devices lose this policy.'],
    ],
    [
      'users are excluded from devices',
      [inc('sales')],
      [inc('sales'), exc('people')],
      ['Nobody gains or loses by this.'],
    ],
    [
      'an exclusion is lifted from all',
      [everyDevice(), exc('pilot')],
      [everyDevice()],
      ['25 devices get this policy.'],
    ],
    ['an exclusion where nobody is included', [], [exc('pilot')], ['Nobody gains or loses by this.']],
    ['all devices', [], [everyDevice()], ['All devices get this policy.']],
    [
      'all devices but some',
      [exc('pilot')],
      [exc('pilot'), everyDevice()],
      ['Possibly all devices get this policy.'],
    ],
    [
      'a filter that is not evaluated',
      [],
      [inc('sales', { filter: FILTER })],
      ['Up to 214 devices get this policy.'],
    ],
    [
      'a filter is put on',
      [inc('sales')],
      [inc('sales', { filter: FILTER })],
      ['Up to 214 devices lose this policy.'],
    ],
    [
      'a group whose members are hidden',
      [],
      [inc('hidden')],
      ['An unknown number of devices and an unknown number of users get this policy.'],
    ],
    ['a group without members', [], [inc('empty')], ['Nobody gains or loses by this.']],
  ])('%s', (_what, before, after, sentences) => {
    expect(told(before, after)).toEqual(sentences)
  })

  it('keeps intents apart', () => {
    expect(told([app('people', 'required')], [app('people', 'available')], APP)).toEqual([
      '90 users get this app as available instead of required.',
      'Where available replaces required, Intune uninstalls nothing, and no longer installs this app by itself.',
    ])
    const removal = effectInWords(effectOf(APP, [], [app('sales', 'uninstall')], reachOf(GROUPS)), APP_WORDS)
    expect(removal).toEqual({ sentences: ['214 devices have this app uninstalled.'], weight: 'loses' })
    const both = [app('people', 'available'), app('people', 'required', 'exclusionGroup')]
    expect(told([app('people', 'available')], both, APP)).toEqual(['Nobody gains or loses by this.'])
  })

  it('never leaves the truth outside its range, whatever groups and filters hold', () => {
    const ids = ['a', 'b', 'c', 'd']
    const members = fc.record({
      devices: fc.uniqueArray(fc.integer({ min: 0, max: 11 })),
      users: fc.uniqueArray(fc.integer({ min: 100, max: 107 })),
      hidden: fc.boolean(),
    })
    const entry = fc.record({
      target: fc.constantFrom('group', 'group', 'exclusionGroup', 'allDevices', 'allUsers'),
      group: fc.constantFrom(...ids),
      filter: fc.constantFrom(null, null, 'even', 'small'),
      intent: fc.constantFrom('required', 'available', 'uninstall'),
    })
    const set = fc.array(entry, { maxLength: 6 })
    fc.assert(
      fc.property(
        fc.array(members, { minLength: 4, maxLength: 4 }),
        set,
        set,
        fc.boolean(),
        (groups, was, is, isApp) => {
          const row = isApp ? APP : POLICY
          const byId = new Map(ids.map((id, index) => [id, groups[index]] as const))
          const facts = new Map(
            [...byId].map(([id, held]) => {
              const [devices, users] = [held?.devices.length ?? 0, held?.users.length ?? 0]
              const of =
                devices && users ? 'users and devices' : devices ? 'devices' : users ? 'users' : 'nobody'
              return held?.hidden ? group(id, 'unknown', null) : group(id, of, devices + users)
            }),
          )
          type Drawn = (typeof was)[number]
          const made = ({ target, group: id, filter, intent }: Drawn) =>
            makeEntry(row, target as 'group', target.startsWith('all') ? null : id, {
              filter: filter && target !== 'exclusionGroup' ? { id: filter, mode: 'include' } : null,
              properties: isApp ? { intent } : {},
            })
          // Every device and person asked by itself.
          const isReached = (one: number, entries: Drawn[], intent: string | null) => {
            const own = entries.filter((drawn) => !isApp || drawn.intent === intent)
            const isIn = (id: string) =>
              byId.get(id)?.devices.includes(one) || byId.get(id)?.users.includes(one)
            const passes = ({ filter }: Drawn) =>
              filter === null || (filter === 'even' ? one % 2 === 0 : one % 100 < 4)
            if (own.some((drawn) => drawn.target === 'exclusionGroup' && isIn(drawn.group))) return false
            return own.some(
              (drawn) =>
                passes(drawn) &&
                (drawn.target === (one < 100 ? 'allDevices' : 'allUsers') ||
                  (drawn.target === 'group' && isIn(drawn.group))),
            )
          }
          // What is required stays installed, and what is to be uninstalled is not offered.
          const receives = (one: number, entries: Drawn[], intent: string | null): boolean => {
            const by = (other: string) => isReached(one, entries, other)
            if (!isReached(one, entries, intent)) return false
            if (intent === 'uninstall') return !by('required')
            return intent !== 'available' || !by('uninstall') || by('required')
          }
          const effects = effectOf(row, was.map(made), is.map(made), reachOf(facts))
          for (const intent of isApp ? ['required', 'available', 'uninstall'] : [null]) {
            for (const reached of ['devices', 'users'] as const) {
              const all = Array.from(
                { length: reached === 'devices' ? 12 : 8 },
                (_, index) => index + (reached === 'devices' ? 0 : 100),
              )
              const found = effects.find((one) => one.reached === reached && one.intent === intent)
              const gain = all.filter(
                (one) => !receives(one, was, intent) && receives(one, is, intent),
              ).length
              const lose = all.filter(
                (one) => receives(one, was, intent) && !receives(one, is, intent),
              ).length
              expect(holds(found?.gain, gain, all.length), `gain ${gain} in ${show(found)}`).toBe(true)
              expect(holds(found?.lose, lose, all.length), `lose ${lose} in ${show(found)}`).toBe(true)
            }
          }
        },
      ),
      { numRuns: 3000 },
    )
  })
})

function holds(range: Range | undefined, truth: number, all: number): boolean {
  const { least, most } = range ?? { least: 0, most: 0 }
  return (
    (least === 'all' ? all : least) <= truth &&
    truth <= (most === 'all' ? all : (most ?? Number.POSITIVE_INFINITY))
  )
}

function show(effect: Effect | undefined): string {
  return JSON.stringify(effect ?? null)
}
