import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { COMPANY } from '../../../src/local/company.ts'
import { groupsAround, membersOf, recount } from '../../../src/local/tenant/memberships.ts'
import { deviceAt, findDevice, findPerson } from '../../../src/local/tenant/population.ts'
import { seedTenant } from '../../../src/local/tenant/seed.ts'
import type { Group, TenantState } from '../../../src/local/tenant/state.ts'

const { ada, bruno, chiara } = COMPANY.people
const state = seedTenant()
const groupOf = (name: string) => {
  const group = state.groups.find(({ displayName }) => displayName === name)
  if (!group) throw new Error(`no ${name}`)
  return group
}
const nested = { nested: true }

describe('The company of the local tenant', () => {
  it('has exactly as many devices and people in each group as the group claims, each once', () => {
    for (const group of state.groups) {
      const { people, devices } = membersOf(state, group, nested)
      expect([group.displayName, people.size, devices.size]).toEqual([
        group.displayName,
        group.users,
        group.devices,
      ])
      const ids = [...people.all(), ...devices.all()].map(({ id }) => id)
      expect(new Set(ids).size).toBe(group.users + group.devices)
    }
  })

  it('lists the groups of a device or person, nested ones included', () => {
    const [pilot] = membersOf(state, groupOf('Pilot Devices'), nested).devices.slice(0, 1)
    const around = groupsAround(state, pilot?.id ?? '', nested).map(({ displayName }) => displayName)
    expect(around.sort()).toEqual([
      'Autopilot Devices',
      'Pilot Devices',
      'Ring 1 Early',
      'Ring 2 Broad',
      'Sales Laptops',
      'Windows 11 Devices',
    ])
    const ofAda = groupsAround(state, ada.oid, nested).map(({ displayName }) => displayName)
    expect(ofAda.sort()).toEqual(['All Company Newsletter', 'IT Administrators', 'Pilot Users'])
    expect(groupsAround(state, chiara.oid, { nested: false }).map(({ displayName }) => displayName)).toEqual([
      'Help Desk',
    ])
  })

  it('agrees from group to member and from member to group', () => {
    for (const group of state.groups) {
      const { devices, people } = membersOf(state, group, nested)
      const last = [...devices.slice(devices.size - 1, 1), ...people.slice(people.size - 1, 1)]
      for (const { id } of last) expect(groupsAround(state, id, nested)).toContain(group)
    }
  })

  it('has the operating systems that its groups are named for', () => {
    const systems = (name: string) => [
      ...new Set(
        membersOf(state, groupOf(name), nested)
          .devices.all()
          .map(({ operatingSystem }) => operatingSystem),
      ),
    ]
    expect(systems('Sales Tablets')).toEqual(['iPad'])
    expect(systems('Windows 11 Devices')).toEqual(['Windows'])
    expect(systems('Engineering Macs')).toEqual(['MacMDM'])
    expect(systems('Android Corporate')).toEqual(['AndroidEnterprise'])
    expect(systems('Frontline Phones')).toEqual(['AndroidEnterprise', 'iPhone'])
  })

  it('finds a device by any of its three ids, and no other device', () => {
    const device = deviceAt(411)
    expect(device.displayName).toBe('PC-0412')
    expect(findDevice(state, device.id.toUpperCase(), 'device')).toEqual(device)
    expect(findDevice(state, device.deviceId, 'deviceId')).toEqual(device)
    expect(findDevice(state, device.managedDeviceId, 'managed')).toEqual(device)
    expect(findDevice(state, device.deviceId, 'device')).toBeUndefined()
    expect(findDevice(state, deviceAt(1_000_000).id, 'device')).toBeUndefined()
    expect(findPerson(state, bruno.userPrincipalName)?.id).toBe(bruno.oid)
    expect(new Set(Array.from({ length: 2230 }, (_, number) => deviceAt(number).displayName)).size).toBe(2230)
  })

  it('generates the members of a group that only has counts, on demand', () => {
    const large: Group = {
      id: '11111111-2222-4333-8444-555555555555',
      displayName: 'Large',
      description: '',
      dynamic: true,
      securityEnabled: true,
      users: 3,
      devices: 100_000,
    }
    const grown: TenantState = { ...state, groups: [...state.groups, large] }
    const { devices, people } = membersOf(grown, large, nested)
    expect([devices.size, people.size]).toEqual([100_000, 3])
    const [far] = devices.slice(99_999, 5)
    expect(findDevice(grown, far?.id ?? '', 'device')).toEqual(far)
    expect(groupsAround(grown, far?.id ?? '', nested)).toEqual([large])
  })

  it('agrees with a naive traversal, however groups are nested', () => {
    const ids = Array.from({ length: 8 }, (_, index) => `${index}0000000-0000-4000-8000-000000000000`)
    const members = fc.record({
      devices: fc.array(fc.tuple(fc.nat(200), fc.integer({ min: 1, max: 60 })), { maxLength: 3 }),
      people: fc.array(fc.tuple(fc.nat(200), fc.integer({ min: 1, max: 60 })), { maxLength: 2 }),
      ids: fc.subarray([...ids, ada.oid, deviceAt(3).id, deviceAt(230).id]),
    })
    fc.assert(
      fc.property(fc.array(members, { minLength: 8, maxLength: 8 }), (all) => {
        const random: TenantState = {
          ...state,
          groups: all.map((one, index) => ({
            id: ids[index] ?? '',
            displayName: `G${index}`,
            description: '',
            dynamic: false,
            securityEnabled: true,
            users: 0,
            devices: 0,
            members: one,
          })),
        }
        recount(random)
        for (const group of random.groups) {
          const seen = new Set<string>()
          const walk = (id: string): string[] => {
            if (seen.has(id)) return []
            seen.add(id)
            const own = random.groups.find((one) => one.id === id)?.members
            const numbers = (own?.devices ?? []).flatMap(([from, count]) =>
              Array.from({ length: count }, (_, step) => deviceAt(from + step).id),
            )
            const named = (own?.ids ?? []).filter((one) => one.startsWith('d0d0d0d0'))
            return [...numbers, ...named, ...(own?.ids ?? []).flatMap(walk)]
          }
          const expected = new Set(walk(group.id))
          const found = membersOf(random, group, nested).devices
          expect(new Set(found.all().map(({ id }) => id))).toEqual(expected)
          expect([found.size, group.devices]).toEqual([expected.size, expected.size])
        }
      }),
      { numRuns: 40 },
    )
  })
})
