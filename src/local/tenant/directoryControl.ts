import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { jsonOf, type Route, taking } from '../http.ts'
import { recount } from './memberships.ts'
import { ordinaryDevice } from './population.ts'
import type { AssignmentFilter, Group, TenantState } from './state.ts'

const Ids = z.array(z.string())
const NewPerson = z
  .object({ displayName: z.string(), userPrincipalName: z.string(), department: z.string().default('IT') })
  .strict()
const GroupEdit = z
  .object({ displayName: z.string(), users: z.number(), devices: z.number() })
  .partial()
  .strict()
const NewFilter = z.object({ displayName: z.string(), platform: z.string(), rule: z.string() }).strict()
const NewDevice = z
  .object({
    displayName: z.string(),
    operatingSystem: z.string(),
    operatingSystemVersion: z.string(),
    manufacturer: z.string(),
    model: z.string(),
    deviceOwnership: z.enum(['Company', 'Personal']),
    trustType: z.enum(['AzureAd', 'ServerAd', 'Workplace']),
    cpuArchitecture: z.enum(['amd64', 'arm64', 'unknown']),
    sku: z.string().nullable(),
    enrollmentProfileName: z.string().nullable(),
    userId: z.string().nullable(),
  })
  .partial()
  .required({ displayName: true })
  .strict()
/** What tests change in the directory: groups, who is in them, devices and people. */
export function directoryControl(tenant: { state: TenantState; touch(): void }): Route[] {
  const { state } = tenant
  return [
    [
      'POST',
      '/control/groups',
      // With members by their object ids; or with counts only, whose members are made up.
      (call) => {
        state.groups.push(jsonOf(call) as Group)
        recount(state)
        tenant.touch()
        return { status: 204 }
      },
    ],
    [
      'PUT',
      '/control/groups/{id}/properties',
      // Renamed by a colleague; or, where its members are made up, grown or shrunk.
      (call) => {
        const group = state.groups.find(({ id }) => id === call.params.id)
        const asked = GroupEdit.safeParse(jsonOf(call))
        if (!group || !asked.success) return { status: 400, body: 'no such group, or no such property' }
        Object.assign(group, asked.data)
        recount(state)
        tenant.touch()
        return { status: 204 }
      },
    ],
    [
      'PUT',
      '/control/filters/{id}/properties',
      (call) => {
        const filter = state.filters.find(({ id }) => id === call.params.id)
        const asked = NewFilter.partial().safeParse(jsonOf(call))
        if (!filter || !asked.success) return { status: 400, body: 'no such filter, or no such property' }
        Object.assign(filter, asked.data)
        tenant.touch()
        return { status: 204 }
      },
    ],
    [
      'PUT',
      '/control/groups/{id}/members',
      // Object ids of devices, people and groups: the complete list of members.
      (call) => {
        const group = state.groups.find(({ id }) => id === call.params.id)
        const ids = Ids.safeParse(jsonOf(call))
        if (!group || !ids.success) return { status: 400, body: 'no such group, or no list of ids' }
        group.members = { ids: ids.data }
        recount(state)
        tenant.touch()
        return { status: 204 }
      },
    ],
    [
      'POST',
      '/control/devices',
      // Enrolled by somebody: a name, and whatever else differs from an ordinary PC.
      taking(NewDevice, (asked) => {
        const device = Object.assign(ordinaryDevice(), asked)
        state.devices = [...(state.devices ?? []), device]
        tenant.touch()
        return { status: 200, body: device }
      }),
    ],
    [
      'POST',
      '/control/filters',
      taking(NewFilter, (asked) => {
        const filter: AssignmentFilter = {
          id: randomUUID(),
          assignmentFilterManagementType: /ApplicationManagement$/.test(asked.platform) ? 'apps' : 'devices',
          ...asked,
        }
        state.filters.push(filter)
        tenant.touch()
        return { status: 200, body: filter }
      }),
    ],
    [
      'POST',
      '/control/people',
      taking(NewPerson, (asked) => {
        const person = { id: randomUUID(), ...asked }
        state.people = [...(state.people ?? []), person]
        tenant.touch()
        return { status: 200, body: person }
      }),
    ],
    [
      'DELETE',
      '/control/groups/{id}',
      // Deleted in Entra; Intune's entries for it stay.
      ({ params }) => {
        const index = state.groups.findIndex(({ id }) => id === params.id)
        if (index < 0) return { status: 404, body: 'no such group' }
        state.groups.splice(index, 1)
        recount(state)
        tenant.touch()
        return { status: 204 }
      },
    ],
  ]
}
