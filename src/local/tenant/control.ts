import { z } from 'zod'
import { jsonOf, type Route, taking } from '../http.ts'
import type { Traffic } from '../traffic.ts'
import type { WorldClock } from '../worldClock.ts'
import type { ApprovalRequests } from './approvalRequests.ts'
import { deploymentControl } from './deployments.ts'
import { directoryControl } from './directoryControl.ts'
import { Faults } from './faults.ts'
import type { CallRecord } from './guard.ts'
import { anotherAdministrator } from './multiAdmin.ts'
import type { IntuneObject, TenantState } from './state.ts'

const Protection = z.object({ collections: z.array(z.string()) }).strict()
const LimitsBody = z
  .object({
    limits: z.array(
      z
        .object({
          oid: z.string(),
          groups: z.array(z.string()),
          tags: z.array(z.string()),
          actions: z.array(z.string()).optional(),
        })
        .strict(),
    ),
  })
  .strict()
const NewName = z.object({ name: z.string() }).strict()
const ClockMove = z.object({ seconds: z.number() }).strict()
const Decision = z
  .object({
    status: z.enum(['approved', 'rejected', 'cancelled', 'expired']),
    justification: z.string().optional(),
  })
  .strict()

/** What tests ask of the tenant besides what it simulates. */
export function tenantControlRoutes(tenant: {
  state: TenantState
  calls: readonly CallRecord[]
  traffic: Traffic
  clock: WorldClock
  setFaults(faults: Faults): void
  approvals: ApprovalRequests
  touch(): void
}): Route[] {
  const { state, calls, approvals } = tenant
  return [
    [
      'PUT',
      '/control/faults',
      taking(Faults, (faults) => {
        tenant.setFaults(faults)
        return { status: 204 }
      }),
    ],
    [
      'POST',
      '/control/objects',
      // What a colleague made in the admin center.
      (call) => {
        const { collection, object } = jsonOf(call) as { collection: string; object: IntuneObject }
        const all = state.objects[collection]
        if (!all) return { status: 400, body: 'no such collection' }
        all.push(object)
        tenant.touch()
        return { status: 204 }
      },
    ],
    ...directoryControl(tenant),
    ...deploymentControl(tenant),
    [
      'GET',
      '/control/calls',
      ({ url }) => {
        const about = url.searchParams.get('about')
        return {
          status: 200,
          body: about === null ? calls : calls.filter(({ path }) => path.includes(about)),
        }
      },
    ],
    // One object by its name, with the groups and filters that it names: tests look at it again and again.
    [
      'GET',
      '/control/objects',
      ({ url: { searchParams } }) => {
        const named = state.objects[searchParams.get('collection') ?? '']?.find(
          ({ name }) => name === searchParams.get('name'),
        )
        if (!named) return { status: 404, body: 'no such object' }
        const said = JSON.stringify([named.assignments, named.legacyGroupIds])
        const isSaid = ({ id }: { id: string }) => said.includes(id)
        const body = {
          object: named,
          groups: state.groups.filter(isSaid),
          filters: state.filters.filter(isSaid),
        }
        return { status: 200, body }
      },
    ],
    [
      'GET',
      '/control/objects/{id}',
      ({ params }) => ({
        status: 200,
        body: Object.values(state.objects)
          .flat()
          .find(({ id }) => id === params.id),
      }),
    ],
    [
      'DELETE',
      '/control/objects/{id}',
      // What a colleague deleted in the admin center.
      ({ params }) => {
        const all = Object.values(state.objects).find((some) => some.some(({ id }) => id === params.id))
        if (!all) return { status: 404, body: 'no such object' }
        all.splice(
          all.findIndex(({ id }) => id === params.id),
          1,
        )
        tenant.touch()
        return { status: 204 }
      },
    ],
    [
      'PUT',
      '/control/objects/{id}/properties',
      // What the service says about an object besides its assignments.
      (call) => {
        const object = Object.values(state.objects)
          .flat()
          .find(({ id }) => id === call.params.id)
        if (!object) return { status: 404, body: 'no such object' }
        Object.assign(object.properties, jsonOf(call))
        tenant.touch()
        return { status: 204 }
      },
    ],
    [
      'PUT',
      '/control/objects/{id}/name',
      // What a colleague called it in the admin center.
      taking(NewName, ({ name }, { params }) => {
        const object = Object.values(state.objects)
          .flat()
          .find(({ id }) => id === params.id)
        if (!object) return { status: 404, body: 'no such object' }
        object.name = name
        tenant.touch()
        return { status: 204 }
      }),
    ],
    [
      'PUT',
      '/control/limits',
      // Roles for a part of the tenant; an empty list ends all of them.
      taking(LimitsBody, ({ limits }) => {
        state.limits = limits
        tenant.touch()
        return { status: 204 }
      }),
    ],
    [
      'PUT',
      '/control/protected',
      // The access policies of the company's administrators; an empty list ends all of them.
      taking(Protection, ({ collections }) => {
        const wrong = approvals.protect(collections)
        if (wrong.length > 0) return { status: 400, body: `cannot be protected: ${wrong.join(', ')}` }
        return { status: 204 }
      }),
    ],
    ['GET', '/control/approvals', () => ({ status: 200, body: approvals.all() })],
    [
      'POST',
      '/control/approvals/{id}',
      // Another administrator decides in the admin center; or the requestor cancels there, or three days go by.
      taking(Decision, ({ status, justification = null }, { params }) => {
        const request = approvals.find(params.id ?? '')
        if (!request) return { status: 404, body: 'no such request' }
        const isDone =
          status === 'approved' || status === 'rejected'
            ? approvals.decide(request, status, anotherAdministrator(request.requestor), justification)
            : approvals.end(request, status)
        return isDone ? { status: 204 } : { status: 409, body: `the request is ${request.status}` }
      }),
    ],
    ['GET', '/control/clock', () => ({ status: 200, body: { now: tenant.clock.now() } })],
    [
      'POST',
      '/control/clock',
      // Moves the whole world's time on; negative seconds set it back.
      taking(ClockMove, async ({ seconds }) => {
        await tenant.clock.advance(seconds * 1000)
        return { status: 200, body: { now: tenant.clock.now() } }
      }),
    ],
    ['GET', '/control/traffic', () => ({ status: 200, body: tenant.traffic })],
    ['GET', '/control/state', () => ({ status: 200, body: state })],
  ]
}
