import { isSameId } from '../intune/guid.ts'
import type { Graph } from './client.ts'

/** A change that Intune itself noted. */
export interface AuditedChange {
  /** ISO 8601. */
  at: string
  /** The person's address; null where Graph names none. */
  by: string | null
  /** The app that they used; null where Graph names none. */
  app: string | null
  /** What was done, in Intune's words: "assignDeviceCompliancePolicy". */
  activity: string
  /** Whether it succeeded. */
  succeeded: boolean
}

interface AuditEvent {
  activityDateTime?: string | null
  activityType?: string | null
  activity?: string | null
  displayName?: string | null
  activityResult?: string | null
  actor?: { userPrincipalName?: string | null; applicationDisplayName?: string | null } | null
  resources?: { resourceId?: string | null }[] | null
}

const TOP = 100

/**
 * What Intune's audit log says of one object, newest first
 * (learn.microsoft.com/graph/api/intune-auditing-auditevent-list); filtered by date and resource as public tools do
 * (github.com/almenscorner/IntuneCD).
 * @throws {GraphRefusal} `denied` where the person's role or the consent does not let them read it.
 */
export async function auditedChanges(graph: Graph, objectId: string, since: Date): Promise<AuditedChange[]> {
  const filter = `activityDateTime ge ${since.toISOString()} and resources/any(r:r/resourceId eq '${objectId.replaceAll("'", "''")}')`
  const query = `$filter=${encodeURIComponent(filter)}&$orderby=${encodeURIComponent('activityDateTime desc')}&$top=${TOP}`
  const events = await graph.list<AuditEvent>(`/deviceManagement/auditEvents?${query}`)
  const own = events.filter(({ resources }) => resources?.some((one) => isSameId(one.resourceId, objectId)))
  return own
    .flatMap(({ activityDateTime: at, activityType, activity, displayName, activityResult, actor }) =>
      at
        ? [
            {
              at,
              by: actor?.userPrincipalName ?? null,
              app: actor?.applicationDisplayName ?? null,
              activity: activityType ?? activity ?? displayName ?? '',
              succeeded: activityResult !== 'Failure',
            },
          ]
        : [],
    )
    .sort((a, b) => b.at.localeCompare(a.at))
}
