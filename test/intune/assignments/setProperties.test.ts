import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Facts, NO_CHANGE, type PolicyRef } from '../../../src/intune/assignments/change.ts'
import { type Entry, fingerprint, readEntry } from '../../../src/intune/assignments/entries.ts'
import { getsOf } from '../../../src/intune/assignments/groupReport.ts'
import { reversalOf } from '../../../src/intune/assignments/undo.ts'
import { type CatalogRow, rowOf } from '../../../src/intune/catalog/catalog.ts'
import type { Standing } from '../../../src/intune/plan/lines.ts'
import { changesAnything, makePlan, type Plan } from '../../../src/intune/plan/plan.ts'
import { COMPLIANCE, FACTS, FILTER, GROUP_A, GROUP_B, GROUP_C, POLICY } from '../sets.ts'
import {
  type Asked,
  type Cell,
  cellText,
  changeOf,
  EVERYBODY,
  given,
  modelled,
  openIntents,
  rawOf,
  subjectOf,
  type Who,
} from './setModel.ts'

const APP = rowOf('mobileApp')
const SEVEN_ZIP: PolicyRef = { ...POLICY, kind: 'mobileApp', name: '7-Zip', type: 'win32LobApp' }
const INTENTS = ['required', 'available', 'uninstall']
const NAMES: Record<string, Who> = { [GROUP_A]: 'A', [GROUP_B]: 'B', [GROUP_C]: 'C' }
/** Groups of users all: what is tried here has nothing to do with who is in them. */
const PEOPLE: Facts = {
  ...FACTS,
  groups: new Map([...FACTS.groups].map(([id, group]) => [id, { ...group, of: 'users', members: 10 }])),
}

interface Kind {
  row: CatalogRow
  policy: PolicyRef
  intents: readonly string[]
}

const KINDS: Record<string, Kind> = {
  'with intents': { row: APP, policy: SEVEN_ZIP, intents: INTENTS },
  'without intents': { row: COMPLIANCE, policy: POLICY, intents: ['-'] },
}

/** Any set that Intune can hold: one direct inclusion of each, and never both sides in one intent. */
function cellsOf(intents: readonly string[]): fc.Arbitrary<Cell[]> {
  const intent = fc.constantFrom(...intents)
  const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null })
  const mode = maybe(fc.constantFrom('include' as const, 'exclude' as const))
  const of = (who: Who) =>
    fc
      .record({
        direct: maybe(fc.record({ intent, filter: mode })),
        out: fc.subarray([...intents]),
        bySet: maybe(intent),
      })
      .map(({ direct, out, bySet }): Cell[] => [
        ...(direct ? [{ who, side: 'in' as const, ...direct, bySet: false }] : []),
        ...out
          .filter((one) => one !== direct?.intent && who.length === 1)
          .map((one): Cell => ({ who, side: 'out', intent: one, filter: null, bySet: false })),
        ...(bySet ? [{ who, side: 'in' as const, intent: bySet, filter: null, bySet: true }] : []),
      ])
  return fc
    .tuple(...EVERYBODY.map(of))
    .chain((all) => fc.shuffledSubarray(all.flat(), { minLength: all.flat().length }))
}

function askedOf(intents: readonly string[]): fc.Arbitrary<Asked> {
  const has = intents.length > 1
  const said = has ? fc.option(fc.constantFrom(...intents), { nil: null }) : fc.constant(null)
  const rarely = fc.integer({ min: 0, max: 4 }).map((n) => n === 0)
  return fc
    .record({
      sides: fc.tuple(...EVERYBODY.map(() => fc.constantFrom('include', 'exclude', 'remove', '', ''))),
      side: fc.constantFrom('in' as const, 'out' as const, null),
      intent: said,
      fromIntent: fc.tuple(said, rarely).map(([one, keeps]) => (keeps ? one : null)),
      filter: fc.constantFrom('include' as const, 'exclude' as const, null, null),
      withoutFilter: rarely,
      only: rarely,
      clear: fc.integer({ min: 0, max: 19 }).map((n) => n === 0),
    })
    .map(({ sides, ...rest }): Asked => {
      const those = (side: string) => EVERYBODY.filter((_, index) => sides[index] === side)
      const include = rest.clear ? [] : those('include')
      const exclude = rest.clear ? [] : those('exclude').filter((who) => who.length === 1)
      const withoutFilter = include.length > 0 && rest.withoutFilter
      return {
        ...rest,
        include,
        exclude,
        remove: rest.clear ? [] : those('remove'),
        withoutFilter,
        filter: include.length > 0 && !withoutFilter ? rest.filter : null,
        ...(rest.clear ? { intent: null, fromIntent: null } : {}),
      }
    })
}

function cellFrom(entry: Entry): Cell {
  const { target, groupId, properties, filter, source } = entry
  const who = target === 'allUsers' ? 'users' : target === 'allDevices' ? 'devices' : NAMES[groupId ?? '']
  return {
    who: who as Who,
    side: target === 'exclusionGroup' ? 'out' : 'in',
    intent: String(properties.intent ?? '-'),
    filter: filter && (filter.id === FILTER ? filter.mode : null),
    bySet: source !== 'direct',
  }
}

const texts = (cells: readonly Cell[]) => cells.map(cellText).sort()

/** What the lines of a card say of one moment. */
function said({ lines }: Plan, when: 'before' | 'after'): string[] {
  const stands = (standing: Standing, who: Who): Cell => ({
    who,
    side: standing.included ? 'in' : 'out',
    intent: standing.intent ?? '-',
    filter: standing.filter?.mode ?? null,
    bySet: standing.fromPolicySet,
  })
  return texts(
    lines.flatMap((line) => {
      const { subject } = line
      const standing = line[when]
      const who =
        subject.kind === 'group'
          ? (NAMES[subject.id] as Who)
          : subject.kind === 'allUsers'
            ? 'users'
            : ('devices' as Who)
      return standing ? [stands(standing, who)] : []
    }),
  )
}

function asGets(policy: PolicyRef, entries: readonly Entry[], who: Who): string[] {
  const gets = getsOf(policy, entries, [{ subject: subjectOf(who), through: null }])
  return [
    ...new Set(
      gets.filter(({ excluded }) => !excluded).flatMap(({ ways }) => ways.map(({ intent }) => intent ?? '-')),
    ),
  ].sort()
}

describe.each(Object.entries(KINDS))(
  'Any set and any change, for kinds %s',
  (_name, { row, policy, intents }) => {
    const has = intents.length > 1
    const read = (cells: readonly Cell[]) => cells.map((cell, index) => readEntry(rawOf(cell, index), row))

    it('agree with a cell-by-cell model: plan, lines, result and undo', () => {
      const seen = { plans: 0, changes: 0, asks: 0 }
      fc.assert(
        fc.property(cellsOf(intents), askedOf(intents), (cells, asked) => {
          const before = read(cells)
          const { plan, asks, refusal } = makePlan(row, policy, before, changeOf(asked), PEOPLE)
          const open = has ? openIntents(cells, asked) : []
          const unsaid = asks?.as === 'intent' ? [] : (asks?.intents ?? [])
          expect([...unsaid].sort()).toEqual([...new Set(open)].sort())
          if (asks) seen.asks += 1
          const expected = open.length > 1 ? null : modelled(cells, asked, has)
          if (!expected) {
            expect(refusal).toBeTruthy()
            return
          }
          if (!plan) throw new Error(JSON.stringify(refusal))
          seen.plans += 1
          if (changesAnything(plan)) seen.changes += 1

          expect(texts(plan.after.map(cellFrom))).toEqual(texts(expected))
          expect(said(plan, 'before')).toEqual(texts(cells))
          expect(said(plan, 'after')).toEqual(texts(expected))

          const survivors = before.filter((entry) => texts(expected).includes(cellText(cellFrom(entry))))
          for (const entry of survivors) expect(plan.after).toContainEqual(entry)
          const named = new Set([...asked.include, ...asked.exclude, ...asked.remove])
          const others = before.filter((entry) => !named.has(cellFrom(entry).who))
          if (!asked.only && !asked.clear) for (const entry of others) expect(plan.after).toContain(entry)

          for (const who of EVERYBODY) {
            expect(asGets(policy, plan.after, who)).toEqual(given(expected, who).sort())
            const more = given(expected, who).filter((intent) => !given(cells, who).includes(intent))
            const mayGain =
              asked.include.includes(who) ||
              (asked.side === 'out' && (asked.clear || asked.remove.includes(who)))
            if (!mayGain) expect(more).toEqual([])
          }

          const back = reversalOf(plan.before, plan.after, row)
          const undone = makePlan(row, policy, plan.after, { ...NO_CHANGE, revert: back }, PEOPLE)
          expect(fingerprint(undone.plan?.after ?? [], row)).toBe(plan.fingerprint)
        }),
        { numRuns: 1500 },
      )
      expect(seen.changes).toBeGreaterThan(800)
      if (has) expect(seen.asks).toBeGreaterThan(50)
    })

    it('applied in sequence leave what each would leave on its own', () => {
      let plans = 0
      fc.assert(
        fc.property(cellsOf(intents), askedOf(intents), askedOf(intents), (cells, one, other) => {
          const before = read(cells)
          const { plan, asks } = makePlan(
            row,
            policy,
            before,
            { ...changeOf(one), next: changeOf(other) },
            PEOPLE,
          )
          const first = makePlan(row, policy, before, changeOf(one), PEOPLE).plan
          const second = first && makePlan(row, policy, first.after, changeOf(other), PEOPLE).plan
          expect(asks).toBeUndefined()
          expect(plan?.after).toEqual(second?.after)
          if (!plan || !first) return
          plans += 1
          expect(said(plan, 'before')).toEqual(texts(cells))
          expect(said(plan, 'after')).toEqual(texts(plan.after.map(cellFrom)))
          const undone = makePlan(
            row,
            policy,
            plan.after,
            { ...NO_CHANGE, revert: reversalOf(plan.before, plan.after, row) },
            PEOPLE,
          )
          expect(fingerprint(undone.plan?.after ?? [], row)).toBe(plan.fingerprint)
        }),
        { numRuns: 500 },
      )
      expect(plans).toBeGreaterThan(100)
    })

    it('copy to others what one has, and take nothing else from anybody', () => {
      let copied = 0
      fc.assert(
        fc.property(
          cellsOf(intents),
          fc.constantFrom(...EVERYBODY),
          fc.constantFrom(...EVERYBODY),
          (cells, like, who) => {
            if (like === who) return
            const before = read(cells)
            const change = { ...NO_CHANGE, include: [subjectOf(who)], like: subjectOf(like) }
            const { plan, asks } = makePlan(row, policy, before, change, PEOPLE)
            const has = given(cells, like)
            if (has.length > 1) {
              expect(asks?.intents.length).toBe(has.length)
              return
            }
            if (!plan) throw new Error('no plan')
            const isIn =
              given(cells, who).length > 0 ||
              (intents.length > 1 &&
                cells.some((cell) => cell.who === who && cell.side === 'in' && !cell.bySet))
            for (const entry of before) {
              const cell = cellFrom(entry)
              const isReplaced = !isIn && cell.who === who && cell.side === 'out' && has.includes(cell.intent)
              expect(plan.after.includes(entry)).toBe(!isReplaced)
            }
            for (const one of EVERYBODY) {
              const gains = given(plan.after.map(cellFrom), one)
              expect(gains).toEqual(one === who && !isIn && has.length > 0 ? has : given(cells, one))
              if (one === who && !isIn && has.length > 0) copied += 1
            }
          },
        ),
        { numRuns: 1500 },
      )
      expect(copied).toBeGreaterThan(10)
    })
  },
)
