import { describe, expect, it } from 'vitest'
import type { Change } from '../../../src/intune/assignments/change.ts'
import { readEntry } from '../../../src/intune/assignments/entries.ts'
import { rowOf } from '../../../src/intune/catalog/catalog.ts'
import { changesAnything } from '../../../src/intune/plan/plan.ts'
import { noteWords } from '../../../src/wording/note.ts'
import { nothingToChange } from '../../../src/workflow/plan/sentences.ts'
import { entriesOf, FILTER, GROUP_A, GROUP_B, GROUP_C, group, outC, planOf, raw, target } from '../sets.ts'

const OTHER = '0f0f0f0f-1111-4222-8333-444444444444'
const included = (groupId: string, filter?: string, mode: 'include' | 'exclude' = 'include') =>
  raw(
    target('group', {
      groupId,
      ...(filter
        ? {
            deviceAndAppManagementAssignmentFilterId: filter,
            deviceAndAppManagementAssignmentFilterType: mode,
          }
        : {}),
    }),
  )
const setB = raw(
  target('group', {
    groupId: GROUP_B,
    deviceAndAppManagementAssignmentFilterId: FILTER,
    deviceAndAppManagementAssignmentFilterType: 'include',
  }),
  { source: 'policySets' },
)
const planned = (before: Record<string, unknown>[], change: Partial<Change>) =>
  planOf(entriesOf(...before), change)
const filters = (plan: ReturnType<typeof planned>) =>
  plan.after.map(({ groupId, filter }) => [groupId, filter && `${filter.mode} ${filter.id}`])

describe('Changing filters', () => {
  const to = { id: FILTER, mode: 'include' as const }

  it('replaces every filter, keeps each mode, and touches nothing else', () => {
    const before = [included(GROUP_A, OTHER, 'exclude'), included(GROUP_C), setB]
    const plan = planned(before, { filter: to, refilter: {}, every: true })
    expect(filters(plan)).toEqual([
      [GROUP_A, `exclude ${FILTER}`],
      [GROUP_C, null],
      [GROUP_B, `include ${FILTER}`],
    ])
  })

  it('gets its other mode once, however often that is planned, and not where the modes differ', () => {
    const flip = { refilter: { flips: true as const }, every: true as const }
    const plan = planned([included(GROUP_A, FILTER), included(GROUP_C)], flip)
    expect(filters(plan)).toEqual([
      [GROUP_A, `exclude ${FILTER}`],
      [GROUP_C, null],
    ])
    expect(changesAnything(planOf(plan.after, plan.change))).toBe(false)
    const mixed = [included(GROUP_A, FILTER), included(GROUP_B, OTHER, 'exclude')]
    expect(() => planned(mixed, flip)).toThrow('filterModesDiffer')
    const none = planned([included(GROUP_C)], flip)
    expect(noteWords(nothingToChange([none]))).toContain('There is no assignment of')
  })

  it('changes only the one that is named, only for whom is named', () => {
    const before = [included(GROUP_A, OTHER), included(GROUP_B, OTHER)]
    const one = planned(before, { filter: to, refilter: { from: OTHER }, include: [group(GROUP_B)] })
    expect(filters(one)).toEqual([
      [GROUP_A, `include ${OTHER}`],
      [GROUP_B, `include ${FILTER}`],
    ])
    const none = planned(before, { filter: to, refilter: { from: FILTER }, every: true })
    expect(changesAnything(none)).toBe(false)
    expect(noteWords(nothingToChange([none]))).toContain('There is no assignment of')
  })

  it('changes only the mode, or removes the named filter', () => {
    const before = [included(GROUP_A, FILTER), included(GROUP_B, OTHER), included(GROUP_C)]
    const mode = planned(before, { refilter: { mode: 'exclude' }, every: true })
    expect(filters(mode)).toEqual([
      [GROUP_A, `exclude ${FILTER}`],
      [GROUP_B, `exclude ${OTHER}`],
      [GROUP_C, null],
    ])
    const off = planned(before, { refilter: { from: OTHER }, withoutFilter: true, every: true })
    expect(filters(off)[1]).toEqual([GROUP_B, null])
    expect(filters(off)[0]).toEqual([GROUP_A, `include ${FILTER}`])
  })

  it('adds a filter to assignments without one, and never to exclusions', () => {
    const plan = planned([included(GROUP_A), outC], { filter: to, refilter: { adds: true }, every: true })
    expect(filters(plan)).toEqual([
      [GROUP_A, `include ${FILTER}`],
      [GROUP_C, null],
    ])
  })
})

describe('Changing an app’s intent without naming groups', () => {
  const app = (groupId: string, intent: string) => ({ ...included(groupId), intent })

  it('affects everybody who has the old intent', () => {
    const row = rowOf('mobileApp')
    const before = [app(GROUP_A, 'required'), app(GROUP_B, 'uninstall')].map((one) => readEntry(one, row))
    const plan = planOf(before, { every: true, fromIntent: 'required', intent: 'uninstall' }, { row })
    expect(plan.after.map(({ groupId, properties }) => [groupId, properties.intent])).toEqual([
      [GROUP_B, 'uninstall'],
      [GROUP_A, 'uninstall'],
    ])
    // Kept as it was said, so that it holds for whoever has it when it is written.
    expect(plan.change.include).toEqual([])
    const none = planOf(before, { every: true, fromIntent: 'available', intent: 'required' }, { row })
    expect(noteWords(nothingToChange([none]))).toContain('as “available”, so nothing would change')
  })
})
