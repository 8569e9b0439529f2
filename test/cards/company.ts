import type { Change, FilterFacts, GroupFacts, PolicyRef } from '../../src/intune/assignments/change.ts'
import { NO_CHANGE } from '../../src/intune/assignments/change.ts'
import { type Entry, readEntry } from '../../src/intune/assignments/entries.ts'
import { rowOf } from '../../src/intune/catalog/catalog.ts'
import { effectOf } from '../../src/intune/effect/effect.ts'
import { reachOf } from '../../src/intune/effect/members.ts'
import { makePlan, type Plan, type Planned } from '../../src/intune/plan/plan.ts'

/** A small company for cards: plans of it are made as Assent makes them, never written by hand. */
type Of = GroupFacts['of']

const ID = (kind: string, number: number) =>
  `${kind.repeat(8)}-0000-4000-8000-${String(number).padStart(12, '0')}`

const GROUPS: [name: string, of: Of, members: number | null, membership: GroupFacts['membership']][] = [
  ['Sales Laptops', 'devices', 214, 'dynamic'],
  ['Pilot Devices', 'devices', 25, 'assigned'],
  ['Store Kiosks', 'devices', 88, 'dynamic'],
  ['Executive Devices', 'devices', 21, 'assigned'],
  ['Help Desk', 'users', 14, 'assigned'],
  ['Legal', 'users', 25, 'assigned'],
  ['Finance', 'users', 61, 'assigned'],
  ['Test Lab', 'devices', 11, 'assigned'],
  ['Old Kiosks', 'devices', 9, 'assigned'],
  ['All Windows Devices', 'devices', 12_480, 'dynamic'],
  ['Visitors', 'unknown', null, 'unknown'],
]

export const groups = new Map<string, GroupFacts>(
  GROUPS.map(([name, of, members, membership], index) => {
    const id = ID('a', index)
    return [id, { id, name, of, members, membership, securityEnabled: true }]
  }),
)
const FILTERS: FilterFacts[] = [
  { id: ID('f', 1), name: 'Corporate Windows', platform: 'Windows', of: 'devices' },
  { id: ID('f', 2), name: 'Virtual machines', platform: 'Windows', of: 'devices' },
]
export const filters = new Map(FILTERS.map((one) => [one.id, one]))

export function idOf(name: string): string {
  const found = [...groups.values(), ...filters.values()].find((one) => one.name === name)
  if (!found) throw new Error(`the company has no ${name}`)
  return found.id
}

const KINDS: Record<string, [kind: string, type: string | null, platform: string | null]> = {
  app: ['mobileApp', 'win32LobApp', 'Windows'],
  template: ['groupPolicyConfiguration', null, 'Windows'],
  compliance: ['deviceCompliancePolicy', 'windows10CompliancePolicy', 'Windows'],
  script: ['deviceManagementScript', null, 'Windows'],
  statusPage: ['deviceEnrollmentConfiguration', 'windows10EnrollmentCompletionPageConfiguration', 'Windows'],
}

let last = 0
export function policy(what: keyof typeof KINDS, name: string): PolicyRef {
  const [kind, type, platform] = KINDS[what] ?? []
  last = (last % 900) + 1
  return { kind: kind ?? '', id: ID('c', last), name, type: type ?? null, platform: platform ?? null }
}

/** "+Sales Laptops|required|f+Corporate Windows", "-Test Lab", "+@devices": an entry as it stands in Intune. */
export function entry(kind: string, text: string): Entry {
  const [head = '', ...more] = text.split('|')
  const filter = more.find((one) => one.startsWith('f'))
  const intent = more.find((one) => !one.startsWith('f'))
  const who = head.slice(1)
  const type = who.startsWith('@')
    ? who === '@devices'
      ? 'allDevices'
      : 'allLicensedUsers'
    : head.startsWith('-')
      ? 'exclusionGroup'
      : 'group'
  const target = {
    '@odata.type': `#microsoft.graph.${type}AssignmentTarget`,
    ...(who.startsWith('@') ? {} : { groupId: idOf(who) }),
    ...(filter && {
      deviceAndAppManagementAssignmentFilterId: idOf(filter.slice(2)),
      deviceAndAppManagementAssignmentFilterType: filter[1] === '+' ? 'include' : 'exclude',
    }),
  }
  return readEntry(
    { id: text, source: 'direct', target, ...(intent && { intent, settings: null }) },
    rowOf(kind),
  )
}

export const group = (name: string) => ({ kind: 'group' as const, id: idOf(name) })

export const changeTo = (change: Partial<Change>): Change => ({ ...NO_CHANGE, ...change })

/** What comes of a change to a set that is written as for `entry`. */
export function planOrRefusal(ref: PolicyRef, before: readonly string[], change: Partial<Change>): Planned {
  const set = before.map((text) => entry(ref.kind, text))
  return makePlan(rowOf(ref.kind), ref, set, changeTo(change), { groups, filters })
}

/** The plan of a change that can be made. */
export function plan(ref: PolicyRef, before: readonly string[], change: Partial<Change>): Plan {
  const made = planOrRefusal(ref, before, change)
  if (!made.plan) throw new Error(JSON.stringify(made.refusal))
  return made.plan
}

/** A set that somebody wants to see, and who has it by it. */
export function standing(ref: PolicyRef, set: readonly string[]): Plan {
  const shown = plan(ref, set, {})
  return { ...shown, effect: effectOf(rowOf(ref.kind), [], shown.before, reachOf(groups, ref.platform)) }
}

export const SEVEN_ZIP = policy('app', '7-Zip 24.08')
export const EDGE = policy('template', 'Edge Settings')
export const BASELINE = policy('compliance', 'Windows 11 Baseline')
export const TIME_ZONE = policy('script', 'Set Time Zone')

export const uninstallPlan = () =>
  plan(
    SEVEN_ZIP,
    ['+Sales Laptops|required|f+Corporate Windows', '+Help Desk|available', '-Executive Devices|required'],
    { include: [group('Sales Laptops')], intent: 'uninstall', fromIntent: 'required' },
  )
export const excludePlan = () =>
  plan(EDGE, ['+@devices|f+Corporate Windows', '-Store Kiosks'], { exclude: [group('Pilot Devices')] })
export const assignPlan = () =>
  plan(BASELINE, ['+Help Desk', '-Test Lab'], { include: [group('Sales Laptops')] })
export const removePlan = () => plan(TIME_ZONE, ['+Old Kiosks', '+Legal'], { remove: [group('Old Kiosks')] })

export const SEVERAL = 'assign Set Time Zone and Rename Device to Legal'
export const severalPlans = () =>
  ['Set Time Zone', 'Rename Device'].map((name) =>
    plan(policy('script', name), ['+Finance'], { include: [group('Legal')] }),
  )
