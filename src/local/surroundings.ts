import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type AppKind, appSettings } from './appKinds.ts'
import { makeCertificate } from './certificate.ts'
import { type Channel, startChannel } from './channel/channel.ts'
import { COMPANY } from './company.ts'
import { type IdentityProvider, startIdentity } from './identity/provider.ts'
import type { Ports } from './ports.ts'
import { FACTS } from './tenant/facts.ts'
import { startTenant, type Tenant } from './tenant/tenant.ts'
import { WorldClock } from './worldClock.ts'

/** Everything Assent talks to, on this machine. */
export interface Surroundings {
  identity: IdentityProvider
  tenant: Tenant
  channel: Channel
  clock: WorldClock
  /** What Assent needs to know of it, under the names of its own settings. */
  settings: Record<string, string>
  stop(): Promise<void>
}

const GRAPH_SCOPES = [
  ...new Set([...FACTS.values()].flatMap(({ scopes }) => [...scopes.read, ...scopes.write])),
]

/** @param folder where the world keeps what has to survive a restart. */
export async function startSurroundings(folder: string, ports: Ports, kind: AppKind): Promise<Surroundings> {
  mkdirSync(folder, { recursive: true })
  const certificate = await makeCertificate()
  const caFile = resolve(folder, 'authority.pem')
  writeFileSync(caFile, certificate.ca)
  const defaultScopes = [...GRAPH_SCOPES, 'GroupMember.Read.All']
  const identity = await startIdentity({ port: ports.identity, certificate, defaultScopes })
  const { verify } = identity
  const clock = new WorldClock(join(folder, 'clock.json'))
  const tenant = await startTenant({
    clock,
    port: ports.tenant,
    certificate,
    verify,
    file: join(folder, 'tenant.json'),
  })
  const channel = await startChannel({ port: ports.channel, identity, file: join(folder, 'channel.json') })
  return {
    identity,
    tenant,
    channel,
    clock,
    settings: {
      ...(await appSettings(kind, identity, folder)),
      GRAPH_URL: tenant.url,
      ENTRA_URL: identity.url,
      BOT_TOKEN_SERVICE_URL: channel.url,
      BOT_OPENID_URL: channel.openIdUrl,
      TEAMS_SERVICE_HOSTS: '127.0.0.1',
      TRUSTED_CA_FILE: caFile,
      // Assent's own sign-in page is where Assent is.
      BOT_DOMAIN: `localhost:${ports.assent}`,
      NOTIFY_CONVERSATION: COMPANY.team.channels[0].id,
    },
    async stop() {
      await Promise.all([channel.close(), tenant.close(), identity.close()])
    },
  }
}
