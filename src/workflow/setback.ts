import type { Graph } from '../graph/client.ts'
import { GraphRefusal, type RefusalCode } from '../graph/errors.ts'
import { type ProblemCode, SignInProblem } from '../identity/signInProblems.ts'
import type { Person } from '../request/person.ts'
import { isOutage } from '../store/outage.ts'
import { inTurn, type Note } from '../wording/note.ts'

/** Microsoft Graph as one person, with only these delegated scopes. */
export type GraphFor = (person: Person, scopes: readonly string[]) => Graph

/** One Graph for each set of scopes, so that reads made at the same moment can travel together. */
export function sharing(graphFor: GraphFor): GraphFor {
  const made = new Map<string, Graph>()
  return (person, scopes) => {
    const key = [person.tenantId, person.oid, ...[...scopes].sort()].join(' ')
    const graph = made.get(key) ?? graphFor(person, scopes)
    made.set(key, graph)
    return graph
  }
}

/** These do not say whether the tenant has such a kind. */
const NOT_PASSED_OVER: readonly RefusalCode[] = ['signIn', 'busy', 'endless']

/**
 * Whether a search over all kinds continues without this one: the person's role or the tenant's consent does not
 * cover it, or the tenant does not have it (no licence, another cloud).
 */
export function mayPassOver(error: unknown): boolean {
  if (error instanceof SignInProblem) return error.code === 'consent'
  return error instanceof GraphRefusal && !NOT_PASSED_OVER.includes(error.code)
}

/** What was read; null where it may be passed over. */
export async function unlessPassedOver<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading
  } catch (error) {
    if (mayPassOver(error)) return null
    throw error
  }
}

const THE_PERSON_CAN_MEND: readonly ProblemCode[] = ['signIn', 'stepUp']

/** What a failed step means for a request. */
export type Setback =
  | { type: 'needsSignIn'; reason: Note; claims: string | null }
  | { type: 'ends'; reason: Note }
  /** Worth another attempt later, without anybody doing anything. */
  | { type: 'passes'; reason: Note }

/** @throws whatever the database lost in between. */
export function setbackFrom(error: unknown, asker: Person, attempt: number): Setback {
  if (error instanceof SignInProblem) {
    if (THE_PERSON_CAN_MEND.includes(error.code))
      return { type: 'needsSignIn', reason: error.note, claims: error.claims }
    return { type: error.passing ? 'passes' : 'ends', reason: error.note }
  }
  if (error instanceof GraphRefusal) {
    if (error.code === 'signIn') {
      // The rejected token has been dropped by now; a fresh one deserves one attempt.
      const { note: reason, claims } = error
      // A fresh token alone does not bring what Graph demands.
      return claims || attempt > 1 ? { type: 'needsSignIn', reason, claims } : { type: 'passes', reason }
    }
    if (error.passing) return { type: 'passes', reason: error.note }
    return { type: 'ends', reason: error.code === 'denied' ? denied(error, asker) : error.note }
  }
  // Nobody answered, which is no reason to give up: the queue runs the job again once it can.
  if (isOutage(error)) throw error
  return { type: 'passes', reason: { code: 'graphNotReached' } }
}

/** Why it ended after that many attempts: something may be written by then. */
export function inVain(reason: Note, attempts: number): Note {
  return inTurn(reason, { code: 'triedInVain', attempts }, { code: 'lookFirst' })
}

/**
 * A delegated scope is only the ceiling: the person also needs an Intune role with Assign for it, whose scope
 * groups hold the targets, excluded ones included (learn.microsoft.com/mem/intune/fundamentals/scope-tags).
 */
function denied(error: GraphRefusal, asker: Person): Note {
  return inTurn(error.note, { code: 'roleTooNarrow', asker: asker.name })
}
