import type { Change } from '../../../src/intune/assignments/change.ts'
import type { Subject } from '../../../src/intune/assignments/entries.ts'
import { FILTER, GROUP_A, GROUP_B, GROUP_C, raw, target } from '../sets.ts'

/**
 * What a set and a change come to, worked out cell by cell: for everybody, on each side, with each intent, whether
 * an entry stands there and with which filter. It shares no code with the project.
 */
export type Who = 'A' | 'B' | 'C' | 'users' | 'devices'
export type Side = 'in' | 'out'
export type Mode = 'include' | 'exclude'

export interface Cell {
  who: Who
  side: Side
  /** `-` for kinds without intents. */
  intent: string
  filter: Mode | null
  bySet: boolean
}

/** A change in the model's words. */
export interface Asked {
  include: Who[]
  exclude: Who[]
  remove: Who[]
  side: Side | null
  intent: string | null
  fromIntent: string | null
  filter: Mode | null
  withoutFilter: boolean
  only: boolean
  clear: boolean
}

export const EVERYBODY: readonly Who[] = ['A', 'B', 'C', 'users', 'devices']
const IDS: Record<string, string> = { A: GROUP_A, B: GROUP_B, C: GROUP_C }

/**
 * Whoever is new to it, and comes while others go, comes with the one filter and the one intent that these had, unless
 * that uninstalls.
 */
export function withHandedOn(before: readonly Cell[], asked: Asked): Asked {
  return withIntentHandedOn(before, withFilterHandedOn(before, asked))
}

function withFilterHandedOn(before: readonly Cell[], asked: Asked): Asked {
  const isSaid = asked.filter ?? asked.fromIntent
  if (isSaid || asked.withoutFilter || asked.clear || asked.side === 'out') return asked
  const inside = before.filter(({ bySet, side }) => !bySet && side === 'in')
  if (asked.include.length === 0 || inside.some(({ who }) => asked.include.includes(who))) return asked
  const [filter, ...more] = new Set(
    inside.filter(({ who }) => asked.remove.includes(who)).map((cell) => cell.filter),
  )
  return filter && more.length === 0 ? { ...asked, filter } : asked
}

function withIntentHandedOn(before: readonly Cell[], asked: Asked): Asked {
  const isSaid = asked.intent ?? asked.fromIntent
  if (isSaid || asked.withoutFilter || asked.clear || asked.side === 'out' || asked.remove.length === 0)
    return asked
  const inside = before.filter(({ bySet, side }) => !bySet && side === 'in')
  if (asked.include.length === 0 || inside.some(({ who }) => asked.include.includes(who))) return asked
  const gone = new Set(inside.filter(({ who }) => asked.remove.includes(who)).map(({ intent }) => intent))
  const [intent] = gone
  return intent && intent !== '-' && intent !== 'uninstall' && gone.size === 1 ? { ...asked, intent } : asked
}

/** Whether all who come have it already, in one way that is not that of those who go: then somebody has to say which. */
function comesOtherwise(before: readonly Cell[], asked: Asked): boolean {
  const { intent, fromIntent, withoutFilter, clear, side, include, remove } = asked
  if (intent || fromIntent || withoutFilter || clear || side === 'out') return false
  const intents = (of: readonly Who[]) =>
    of.map((who) => before.find((cell) => !cell.bySet && cell.side === 'in' && cell.who === who)?.intent)
  const [gone, ...others] = new Set(intents(remove).filter((one) => one !== undefined))
  const [own, ...more] = new Set(intents(include))
  return gone !== undefined && own !== undefined && others.length + more.length === 0 && own !== gone
}

/** The intents that may be meant where nobody says one; more than one, and somebody has to. */
export function openIntents(before: readonly Cell[], said: Asked): string[] {
  const asked = withHandedOn(before, said)
  const direct = before.filter(({ bySet }) => !bySet)
  if (asked.clear) return []
  const limit = asked.fromIntent ?? (asked.include.length + asked.exclude.length > 0 ? null : asked.intent)
  for (const who of asked.remove) {
    const all = direct.filter((cell) => cell.who === who && cell.side === (asked.side ?? 'in'))
    const intents = all.map(({ intent }) => intent).filter((intent) => !limit || intent === limit)
    if (intents.length > 1) return intents
  }
  if (asked.intent || asked.fromIntent) return []
  for (const who of asked.exclude) {
    const intents = new Set(
      direct.filter((cell) => cell.side === 'in' || cell.who === who).map(({ intent }) => intent),
    )
    if (intents.size > 1) return [...intents]
  }
  return []
}

/** The cells afterwards, or null where nobody can tell which intent is meant. */
export function modelled(before: readonly Cell[], said: Asked, hasIntents: boolean): Cell[] | null {
  if (comesOtherwise(before, said)) return null
  const asked = withHandedOn(before, said)
  const bySet = before.filter((cell) => cell.bySet)
  if (asked.clear && asked.side === 'out') return before.filter((cell) => cell.bySet || cell.side === 'in')
  if (asked.clear) {
    const held = bySet.map(({ intent }) => intent)
    return before.filter((cell) => cell.bySet || (cell.side === 'out' && held.includes(cell.intent)))
  }
  const named = [...asked.include, ...asked.exclude].length > 0
  const limit = asked.fromIntent ?? (named ? null : asked.intent)
  const direct = before.filter((cell) => !cell.bySet)
  const after: Cell[] = []
  for (const who of EVERYBODY) {
    const own = direct.filter((cell) => cell.who === who)
    const inside = own.find((cell) => cell.side === 'in')
    const outside = own.filter((cell) => cell.side === 'out')
    if (asked.remove.includes(who)) {
      const side = asked.side ?? 'in'
      after.push(...own.filter((cell) => cell.side !== side || (limit && cell.intent !== limit)))
    } else if (asked.include.includes(who)) {
      const isMeant = inside && (!asked.fromIntent || inside.intent === asked.fromIntent)
      if (!isMeant && (asked.fromIntent || asked.withoutFilter)) {
        after.push(...own)
        continue
      }
      const intent = hasIntents ? (asked.intent ?? inside?.intent) : '-'
      if (!intent) return null
      const filter = asked.withoutFilter ? null : (asked.filter ?? inside?.filter ?? null)
      after.push({ who, side: 'in', intent, filter, bySet: false })
      after.push(...outside.filter((cell) => cell.intent !== intent))
    } else if (asked.exclude.includes(who)) {
      const narrowed = direct.filter((cell) => cell.side === 'in' || cell.who === who)
      const intent = asked.intent ?? asked.fromIntent ?? narrowed[0]?.intent ?? (hasIntents ? null : '-')
      if (!intent) return null
      after.push(...own.filter((cell) => cell.intent !== intent))
      after.push({ who, side: 'out', intent, filter: null, bySet: false })
    } else after.push(...own)
  }
  const isGranted = asked.include.every((who) => after.some((cell) => cell.who === who && cell.side === 'in'))
  const isOnly = asked.only && asked.include.length > 0 && isGranted
  return [
    ...bySet,
    ...after.filter((cell) => !isOnly || cell.side === 'out' || asked.include.includes(cell.who)),
  ]
}

/** With which intents somebody gets it by entries of their own: included, and not excluded from the same. */
export function given(cells: readonly Cell[], who: Who): string[] {
  const own = cells.filter((cell) => cell.who === who)
  const out = own.filter(({ side }) => side === 'out').map(({ intent }) => intent)
  return [
    ...new Set(
      own.filter(({ side, intent }) => side === 'in' && !out.includes(intent)).map(({ intent }) => intent),
    ),
  ]
}

export function subjectOf(who: Who): Subject {
  if (who === 'users') return { kind: 'allUsers' }
  return who === 'devices' ? { kind: 'allDevices' } : { kind: 'group', id: IDS[who] ?? '' }
}

export function changeOf(asked: Asked): Change {
  const { include, exclude, remove, filter, intent, fromIntent } = asked
  return {
    include: include.map(subjectOf),
    exclude: exclude.map(subjectOf),
    remove: remove.map(subjectOf),
    filter: filter && { id: FILTER, mode: filter },
    intent: intent as Change['intent'],
    ...(asked.side ? { side: asked.side === 'in' ? 'inclusion' : 'exclusion' } : {}),
    ...(fromIntent ? { fromIntent: fromIntent as NonNullable<Change['fromIntent']> } : {}),
    ...(asked.withoutFilter ? { withoutFilter: true } : {}),
    ...(asked.only ? { only: true } : {}),
    ...(asked.clear ? { clear: true } : {}),
  }
}

/** A cell as Graph writes it. */
export function rawOf({ who, side, intent, filter, bySet }: Cell, index: number): Record<string, unknown> {
  const more = {
    ...(IDS[who] ? { groupId: IDS[who] } : {}),
    ...(filter
      ? {
          deviceAndAppManagementAssignmentFilterId: FILTER,
          deviceAndAppManagementAssignmentFilterType: filter,
        }
      : {}),
  }
  const type =
    who === 'users'
      ? 'allLicensedUsers'
      : who === 'devices'
        ? 'allDevices'
        : side === 'in'
          ? 'group'
          : 'exclusionGroup'
  return raw(target(type, more), {
    id: `entry_${index}`,
    source: bySet ? 'policySets' : 'direct',
    ...(intent === '-'
      ? {}
      : { intent, settings: side === 'in' ? { notifications: `hide_${index}` } : null }),
  })
}

export function cellText({ who, side, intent, filter, bySet }: Cell): string {
  return [who, side, intent, filter ?? '', bySet ? 'set' : ''].join('|')
}
