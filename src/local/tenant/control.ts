import { jsonOf, type Route } from '../http.ts'
import type { Traffic } from '../traffic.ts'
import { Faults } from './faults.ts'
import type { CallRecord } from './guard.ts'
import type { IntuneObject, TenantState } from './state.ts'

/** What tests ask of the tenant beside what it plays. */
export function controlRoutes(tenant: {
  state: TenantState
  calls: readonly CallRecord[]
  traffic: Traffic
  setFaults(faults: Faults): void
  touch(): void
}): Route[] {
  const { state, calls } = tenant
  return [
    [
      'PUT',
      '/control/faults',
      (call) => {
        const asked = Faults.safeParse(jsonOf(call))
        if (!asked.success) return { status: 400, body: asked.error.issues }
        tenant.setFaults(asked.data)
        return { status: 204 }
      },
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
    ['GET', '/control/traffic', () => ({ status: 200, body: tenant.traffic })],
    ['GET', '/control/state', () => ({ status: 200, body: state })],
  ]
}
