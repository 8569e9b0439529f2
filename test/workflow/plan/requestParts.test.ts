import { describe, expect, it } from 'vitest'
import type { Change } from '../../../src/intune/assignments/change.ts'
import { plainChange } from '../../../src/language/reading.ts'
import { changeFrom, joinedWishes } from '../../../src/workflow/plan/requestParts.ts'
import { GROUP_A, GROUP_B, group, NO_CHANGE, POLICY } from '../../intune/sets.ts'

const [A, B] = [group(GROUP_A), group(GROUP_B)]
const wish = (change: Partial<Change>, policy = POLICY) => ({ policy, change: { ...NO_CHANGE, ...change } })
const OTHER = { ...POLICY, id: 'another' }
const filter = { id: 'f', mode: 'include' as const }

describe('Several requests', () => {
  it('are one wish per policy', () => {
    const both = [wish({ include: [A] }), wish({ remove: [B] }, OTHER)]
    expect(joinedWishes(both).wishes).toEqual(both)
  })

  it('for one policy are one change to it', () => {
    const { wishes } = joinedWishes([
      wish({ include: [A], filter }),
      wish({ remove: [B], side: 'exclusion' }),
    ])
    expect(wishes).toEqual([wish({ include: [A], remove: [B], filter, side: 'exclusion' })])
    expect(joinedWishes([wish({ include: [A] }), wish({ include: [A] })]).wishes).toEqual([
      wish({ include: [A] }),
    ])
  })

  it.each<[string, Partial<Change>, Partial<Change>]>([
    ['the same group, given and taken', { include: [A] }, { remove: [A] }],
    ['only these', { include: [A], only: true }, { include: [B] }],
    ['everything', { clear: true }, { include: [B] }],
  ])('that do not fit together are refused: %s', (_what, one, other) => {
    for (const wishes of [
      [wish(one), wish(other)],
      [wish(other), wish(one)],
    ]) {
      expect(joinedWishes(wishes).refusal).toEqual({ code: 'cannotJoin', name: POLICY.name })
    }
  })
})

describe('Requests about different groups of one policy', () => {
  it.each<[string, Partial<Change>, Partial<Change>]>([
    ['two filters', { include: [A], filter }, { include: [B] }],
    ['two intents', { include: [A], intent: 'required' }, { include: [B], intent: 'available' }],
    ['a filter that one of them takes off', { include: [A], withoutFilter: true }, { include: [B] }],
    ['inclusions and exclusions, both taken away', { remove: [A] }, { remove: [B], side: 'exclusion' }],
    ['intents that they were', { include: [A], fromIntent: 'required' }, { include: [B] }],
  ])('are planned one after the other: %s', (_what, one, other) => {
    const { wishes } = joinedWishes([wish(one), wish(other)])
    expect(wishes).toEqual([wish({ ...one, next: { ...NO_CHANGE, ...other } })])
  })

  it('are planned together where both exclude a group, each from another intent', () => {
    const one = { include: [A], exclude: [B], intent: 'required' as const }
    const other = { include: [group('c')], exclude: [B], intent: 'available' as const }
    expect(joinedWishes([wish(one), wish(other)]).wishes).toEqual([
      wish({ ...one, next: { ...NO_CHANGE, ...other } }),
    ])
    const included = { include: [B], intent: 'available' as const }
    expect(joinedWishes([wish(one), wish(included)]).refusal).toEqual({
      code: 'cannotJoin',
      name: POLICY.name,
    })
  })

  it('are refused if a third one is about the first group again', () => {
    const three = [
      wish({ include: [A], intent: 'required' }),
      wish({ include: [B], intent: 'available' }),
      wish({ remove: [A] }),
    ]
    expect(joinedWishes(three).refusal).toEqual({ code: 'cannotJoin', name: POLICY.name })
  })
})

describe('A reading as a change', () => {
  const reading = plainChange({ kind: null, policies: ['P'] }, { remove: ['B'] })
  const sides = { include: [], exclude: [], remove: [B] }

  it('contains nothing that was not said', () => {
    expect(changeFrom(reading, sides, null)).toEqual({ ...NO_CHANGE, remove: [B] })
  })

  it('contains the side, former intent, scope and the filter to remove', () => {
    const said = {
      side: 'exclusion',
      fromIntent: 'required',
      only: true,
      clear: true,
      withoutFilter: true,
    } as const
    expect(changeFrom({ ...reading, ...said, reason: 'x', leftOut: ['y'] }, sides, null)).toEqual({
      ...NO_CHANGE,
      remove: [B],
      ...said,
    })
  })
})
