import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { type Route, taking } from '../http.ts'
import type { Guard } from './guard.ts'
import { page } from './paging.ts'
import type { TenantState } from './state.ts'

const SCOPES = ['DeviceManagementConfiguration.Read.All', 'DeviceManagementConfiguration.ReadWrite.All']

/** learn.microsoft.com/graph/api/resources/intune-gntgraphservice-deviceandappmanagementdeployment */
const DeploymentBody = z
  .object({
    id: z.string().default(() => randomUUID()),
    displayName: z.string(),
    mode: z.enum(['draft', 'active']).default('active'),
    state: z.enum(['notStarted', 'inProgress', 'canceled', 'paused', 'completed', 'error']),
    ringCount: z.number().int().default(1),
    payloads: z.array(
      z.object({ payloadId: z.string(), payloadDisplayName: z.string(), payloadType: z.string() }).strict(),
    ),
  })
  .strict()

/** Intune's own staged roll-outs: to be read. Nothing here takes a write. */
export function deploymentRoutes(state: TenantState, guarded: Guard): Route[] {
  return [
    [
      'GET',
      '/beta/deviceManagement/deployments',
      guarded({ scopes: SCOPES, byIntune: true }, (call) =>
        page(
          call,
          (state.deployments ?? []).map((one) => ({ ...one })),
          { context: 'deviceManagement/deployments', most: 1000 },
        ),
      ),
    ],
  ]
}

/** What another administrator rolls out in stages. */
export function deploymentControl(tenant: { state: TenantState; touch(): void }): Route[] {
  return [
    [
      'PUT',
      '/control/deployments',
      taking(z.array(DeploymentBody), (deployments) => {
        tenant.state.deployments = deployments
        tenant.touch()
        return { status: 204 }
      }),
    ],
  ]
}
