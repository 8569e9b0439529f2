import type { Registrations } from './registrations.ts'
import { TokenRefused } from './tokenRefusals.ts'

/** Scopes that ask for something else than access to a resource. */
const OPENID = ['openid', 'profile', 'email', 'offline_access']
/** Microsoft Graph, by cloud. */
const GRAPH = [
  'https://graph.microsoft.com',
  'https://graph.microsoft.us',
  'https://dod-graph.microsoft.us',
  'https://microsoftgraph.chinacloudapi.cn',
]
/** Bot Framework's Connector and token service, by cloud. */
const CONNECTOR = [
  'https://api.botframework.com',
  'https://api.botframework.us',
  'https://api.botframework.azure.cn',
]

/** What a `scope` parameter asks for: one resource, and names on it. */
export interface AskedScopes {
  kind: 'graph' | 'connector' | 'api' | 'none'
  resource: string
  /** Short names. */
  names: string[]
  openId: string[]
}

/** @throws {TokenRefused} when the scopes are of two resources, or of one that nobody knows. */
export function askedScopes(parameter: string, registrations: Registrations): AskedScopes {
  const all = parameter.split(/\s+/).filter((scope) => scope !== '')
  const openId = all.filter((scope) => OPENID.includes(scope))
  const parts = all
    .filter((scope) => !OPENID.includes(scope))
    .map((scope) => {
      const slash = scope.lastIndexOf('/')
      // A name without a resource is Graph's.
      return { resource: slash < 0 ? (GRAPH[0] ?? '') : scope.slice(0, slash), name: scope.slice(slash + 1) }
    })
  const resources = new Set(parts.map(({ resource }) => resource.replace(/\/+$/, '')))
  const [resource] = resources
  if (resource === undefined) return { kind: 'none', resource: '', names: [], openId }
  if (resources.size > 1) throw new TokenRefused('scopeInvalid', { detail: 'Scopes of two resources.' })
  return {
    kind: resourceKind(resource, registrations),
    resource,
    names: parts.map(({ name }) => name),
    openId,
  }
}

function resourceKind(resource: string, { signIn }: Registrations): AskedScopes['kind'] {
  if (GRAPH.includes(resource)) return 'graph'
  if (CONNECTOR.includes(resource)) return 'connector'
  if (resource === signIn.api?.uri || resource === signIn.appId) return 'api'
  throw new TokenRefused('resourceUnknown', { detail: resource })
}
