import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeEntry } from '../../../src/intune/assignments/entries.ts'
import { rowOf } from '../../../src/intune/catalog/catalog.ts'
import { type MemberFacts, whyOf } from '../../../src/intune/effect/deliveryReason.ts'
import { effectOf } from '../../../src/intune/effect/effect.ts'
import type { Reach } from '../../../src/intune/effect/members.ts'

const APP = rowOf('mobileApp')
const GROUPS = ['a', 'b', 'c']

describe('Why somebody gets something', () => {
  it('agrees with the effect of all entries on them', () => {
    const entry = fc.record({
      target: fc.constantFrom('group', 'group', 'exclusionGroup', 'allDevices', 'allUsers'),
      group: fc.constantFrom(...GROUPS),
      filter: fc.constantFrom(null, 'yes', 'no', 'unknown'),
      mode: fc.constantFrom('include' as const, 'exclude' as const),
      intent: fc.constantFrom('required', 'available'),
    })
    const member = fc.record({
      is: fc.constantFrom('device' as const, 'user' as const),
      groups: fc.subarray(GROUPS),
      platform: fc.constantFrom('Windows', 'macOS'),
    })
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 5 }), member, (drawn, { is, groups, platform }) => {
        const entries = drawn.map(({ target, group, filter, mode, intent }) =>
          makeEntry(APP, target as 'group', target.startsWith('all') ? null : group, {
            filter: filter && target !== 'exclusionGroup' ? { id: filter, mode } : null,
            properties: { intent },
          }),
        )
        const policy = { kind: 'mobileApp', id: 'p', name: 'P', type: null, platform: 'Windows' }
        const facts: MemberFacts = {
          is,
          name: 'M',
          platform: is === 'device' ? platform : null,
          groups: new Map(groups.map((id) => [id, id])),
          owner: null,
        }
        const { verdict } = whyOf(policy, entries, facts, (id) => (id === 'unknown' ? null : id === 'yes'))
        const only = (id: string) => (groups.includes(id) ? ['m'] : [])
        const reach: Reach = {
          groups: new Map(),
          members: new Map(
            GROUPS.map((id) => [
              id,
              { devices: is === 'device' ? only(id) : [], users: is === 'user' ? only(id) : [] },
            ]),
          ),
          systems: new Map([['m', platform === 'macOS' ? 'MacMDM' : 'Windows']]),
          matches: new Map([
            ['yes', new Set(['m'])],
            ['no', new Set<string>()],
          ]),
          platform: 'Windows',
        }
        // Everybody is a group of the one, too, so that the effect is a number.
        const all = entries.map((one) =>
          one.target === (is === 'device' ? 'allDevices' : 'allUsers')
            ? makeEntry(APP, 'group', 'everybody', { filter: one.filter, properties: one.properties })
            : one,
        )
        const members = new Map(reach.members)
        members.set('everybody', { devices: is === 'device' ? ['m'] : [], users: is === 'user' ? ['m'] : [] })
        const gains = effectOf(APP, [], all, { ...reach, members })
          .filter(({ reached }) => reached === `${is}s`)
          .map(({ gain }) => gain)
        const expected = gains.some(({ least }) => least === 1)
          ? 'gets'
          : gains.some(({ most }) => most === 1)
            ? 'open'
            : 'lacks'
        expect(verdict).toBe(expected)
      }),
      { numRuns: 2000 },
    )
  })
})
