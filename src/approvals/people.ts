import type { Graph } from '../graph/client.ts'
import { GraphRefusal } from '../graph/errors.ts'
import type { Person } from '../identity/person.ts'
import { type ProblemCode, SignInProblem } from '../identity/problems.ts'
import type { CatalogRow } from '../intune/catalog.ts'

/** Microsoft Graph as one person, with just these delegated scopes. */
export type GraphFor = (person: Person, scopes: readonly string[]) => Graph

/** To find groups and count their members. */
export const GROUP_SCOPE = 'GroupMember.Read.All'
/** To read assignment filters; without it Graph hides them instead of saying so. */
export const FILTER_SCOPE = 'DeviceManagementConfiguration.Read.All'

export function readScopes(row: CatalogRow): string[] {
  return [...new Set([row.readScope, GROUP_SCOPE, ...(row.filters ? [FILTER_SCOPE] : [])])]
}

const THE_PERSON_CAN_MEND: readonly ProblemCode[] = ['signIn', 'stepUp']

/** What a failed step means for a request. */
export type Setback =
  | { type: 'needsSignIn'; reason: string; claims: string | null }
  | { type: 'ends'; reason: string }
  /** Worth another try, later and by itself. */
  | { type: 'passes'; reason: string }

export function setbackFrom(error: unknown, asker: Person, attempt: number): Setback {
  if (error instanceof SignInProblem) {
    if (THE_PERSON_CAN_MEND.includes(error.code))
      return { type: 'needsSignIn', reason: error.message, claims: error.claims }
    return { type: error.code === 'busy' ? 'passes' : 'ends', reason: error.message }
  }
  if (error instanceof GraphRefusal) {
    if (error.code === 'signIn') {
      // The token that was turned down is forgotten by now; a fresh one deserves one try.
      const { message: reason } = error
      return attempt > 1 ? { type: 'needsSignIn', reason, claims: null } : { type: 'passes', reason }
    }
    if (error.passing) return { type: 'passes', reason: error.message }
    return { type: 'ends', reason: error.code === 'denied' ? denied(error, asker) : error.message }
  }
  return { type: 'passes', reason: 'Something went wrong on the way to Microsoft Graph.' }
}

/**
 * A delegated scope is only the ceiling: the person also needs an Intune role with Assign for it, whose scope
 * groups hold the targets, excluded ones included (learn.microsoft.com/mem/intune/fundamentals/scope-tags).
 */
function denied(error: GraphRefusal, asker: Person): string {
  return `${error.message} ${asker.name} needs an Intune role that may do this, with every group concerned (excluded ones too) within the role’s scope. A role that was activated a moment ago can take some minutes to count.`
}
