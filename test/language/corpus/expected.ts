import type {
  BulkReading,
  ChangeReading,
  CopyReading,
  SeveralReading,
  ShowGroupReading,
  ShowReading,
} from '../../../src/language/reading.ts'
import type { CommandReading } from '../../../src/teams/inbound/commands/index.ts'

type FixedReading = Extract<CommandReading, { action: FixedAction }>
type FixedAction = 'help' | 'undo' | 'history' | 'signOut' | 'notify' | 'stopNotifying'

export type Expected =
  | ChangeReading
  | ShowReading
  | BulkReading
  | CopyReading
  | SeveralReading
  | ShowGroupReading
  | FixedReading
  | null

/** What is said, and its best reading: null for none. */
export type Case = readonly [say: string, best: Expected]

export const COMPLIANCE = 'deviceCompliancePolicy'
export const TEMPLATE = 'groupPolicyConfiguration'
export const SCRIPT = 'deviceManagementScript'
export const ENROLLMENT = 'deviceEnrollmentConfiguration'
export const USERS = '@allUsers'
export const DEVICES = '@allDevices'

type Names = string | string[]
type Rest = Partial<Omit<ChangeReading, 'action' | 'kind' | 'policies' | 'include'>>

/** Policies of one kind (null: none named) assigned to targets. */
export function to(kind: string | null, policies: Names, include: Names, rest: Rest = {}): ChangeReading {
  return change(kind, policies, { include: many(include), ...rest })
}

export function excluded(kind: string | null, policies: Names, exclude: Names): ChangeReading {
  return change(kind, policies, { exclude: many(exclude) })
}

export function removed(kind: string | null, policies: Names, remove: Names): ChangeReading {
  return change(kind, policies, { remove: many(remove) })
}

/** Everything that is assigned taken away. */
export function cleared(kind: string | null, policies: Names): ChangeReading {
  return { ...change(kind, policies, {}), clear: true }
}

/** Exclusions taken away, and nothing else. */
export function lifted(kind: string | null, policies: Names, remove: Names): ChangeReading {
  return { ...removed(kind, policies, remove), side: 'exclusion' }
}

/** The assignments of one policy for others, too. */
export function copied(from: string, policies: Names): CopyReading {
  return { action: 'copy', kind: null, from, policies: many(policies) }
}

export function several(...parts: ChangeReading[]): SeveralReading {
  return { action: 'several', parts }
}

/** Policies in the place of others, for the same people. */
export function exchanged(come: ChangeReading, gone: ChangeReading): SeveralReading {
  return several({ ...come, replaces: true }, gone)
}

export function filter(name: string, mode: 'include' | 'exclude' = 'include'): Rest {
  return { filter: { name, mode } }
}

export function show(policies: Names, kind: string | null = null): ShowReading {
  return { action: 'show', kind, policies: many(policies) }
}

export function showGroup(group: string): ShowGroupReading {
  return { action: 'show-group', group }
}

export function bulk(like: string | null, rest: Partial<BulkReading>): BulkReading {
  return { action: 'bulk', like, kind: null, include: [], exclude: [], remove: [], ...rest }
}

export function command(action: FixedAction): FixedReading {
  return { action }
}

function change(kind: string | null, policies: Names, rest: Partial<ChangeReading>): ChangeReading {
  return {
    action: 'change',
    kind,
    policies: many(policies),
    include: [],
    exclude: [],
    remove: [],
    filter: null,
    intent: null,
    ...rest,
  }
}

function many(names: Names): string[] {
  return typeof names === 'string' ? [names] : names
}
