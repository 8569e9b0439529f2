import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Change } from '../../../src/intune/assignments/change.ts'
import { type Entry, fingerprint, readLegacyEntry } from '../../../src/intune/assignments/entries.ts'
import { reversalOf } from '../../../src/intune/assignments/undo.ts'
import type { Plan } from '../../../src/intune/plan/plan.ts'
import {
  COMPLIANCE,
  entriesOf,
  everybody,
  FACTS,
  FILTER,
  GROUP_A,
  GROUP_B,
  GROUP_C,
  group,
  inA,
  inB,
  outA,
  planOf,
  raw,
  SCRIPT,
  sentences,
  target,
} from '../sets.ts'

const filtered = (groupId: string, id = FILTER) =>
  raw(
    target('group', {
      groupId,
      deviceAndAppManagementAssignmentFilterId: id,
      deviceAndAppManagementAssignmentFilterType: 'include',
    }),
  )

const change = (before: readonly Entry[], asked: Partial<Change>, row = COMPLIANCE, facts = FACTS) =>
  planOf(before, asked, { row, facts })

/** The plan that takes `done` back, against the set as it is now. */
function undo(done: Plan, now: readonly Entry[] = done.after, row = COMPLIANCE, facts = FACTS): Plan {
  return change(now, { revert: reversalOf(done.before, done.after, row) }, row, facts)
}

const same = (a: readonly Entry[], b: readonly Entry[], row = COMPLIANCE) =>
  expect(fingerprint(a, row)).toBe(fingerprint(b, row))

describe('Undo', () => {
  it.each<[string, Record<string, unknown>[], Partial<Change>]>([
    ['an addition', [inB, everybody], { include: [group(GROUP_A)] }],
    ['a removal, filter and all', [filtered(GROUP_A), inB], { remove: [group(GROUP_A)] }],
    ['a move from excluded to included', [outA, inB], { include: [group(GROUP_A)] }],
    [
      'a filter that was put on',
      [inA, inB],
      { include: [group(GROUP_A)], filter: { id: FILTER, mode: 'exclude' } },
    ],
    ['all of several', [inA, everybody], { remove: [group(GROUP_A)], include: [group(GROUP_B)] }],
  ])('takes back %s', (_what, before, asked) => {
    const done = change(entriesOf(...before), asked)
    same(undo(done).after, done.before)
  })

  it('keeps later changes by others', () => {
    const done = change(entriesOf(inB), { include: [group(GROUP_A)] })
    const now = [...done.after.filter((entry) => entry.groupId !== GROUP_B), ...entriesOf(everybody)]
    same(undo(done, now).after, entriesOf(everybody))
  })

  it('leaves a target that somebody changed again, and says so', () => {
    const done = change(entriesOf(inB), { include: [group(GROUP_A)] })
    const now = [...done.before, ...entriesOf(filtered(GROUP_A))]
    const plan = undo(done, now)
    same(plan.after, now)
    expect(sentences(plan)).toContain('“Sales Laptops” was changed again since; that stays as it is.')
  })

  it('does not restore a removed target that somebody has since assigned differently', () => {
    const done = change(entriesOf(inA), { remove: [group(GROUP_A)] })
    same(undo(done, entriesOf(outA)).after, entriesOf(outA))
  })

  it('has nothing to do where it was already done by hand', () => {
    const done = change(entriesOf(inB), { include: [group(GROUP_A)] })
    const plan = undo(done, done.before)
    expect(plan.lines.every((line) => line.mark === 'kept')).toBe(true)
    expect(sentences(plan)).toEqual([])
  })

  it('does not restore a deleted group, or an entry whose filter was deleted', () => {
    const done = change(entriesOf(filtered(GROUP_A), inB), { remove: [group(GROUP_A), group(GROUP_B)] })
    const groups = new Map([...FACTS.groups].filter(([id]) => id !== GROUP_B))
    const plan = undo(done, [], COMPLIANCE, { groups, filters: new Map() })
    expect(plan.after).toEqual([])
    expect(sentences(plan)[0]).toMatch(/“Sales Laptops” had a filter that is gone/)
    expect(sentences(plan)[1]).toMatch(/is no longer in the directory/)
  })

  it('restores a legacy entry in the legacy form, with the whole set', () => {
    const older = readLegacyEntry({ targetGroupId: GROUP_A }, SCRIPT)
    const done = change([older], { remove: [group(GROUP_A)] }, SCRIPT)
    const plan = undo(done, [], SCRIPT)
    same(plan.after, [older], SCRIPT)
    expect(plan.write.how).toBe('assign')
  })

  it('never touches what a policy set wrote', () => {
    const bySet = raw(target('group', { groupId: GROUP_A }), { source: 'policySets' })
    const done = change(entriesOf(bySet), { include: [group(GROUP_B)] })
    same(undo(done).after, entriesOf(bySet))
  })

  it('restores the original set, for any set and any change', () => {
    const ids = [GROUP_A, GROUP_B, GROUP_C]
    const entry = fc
      .tuple(fc.constantFrom(...ids), fc.constantFrom('in', 'out', 'filtered'))
      .map(([id, how]) =>
        how === 'filtered'
          ? filtered(id)
          : raw(target(how === 'in' ? 'group' : 'exclusionGroup', { groupId: id })),
      )
    const before = fc.uniqueArray(entry, {
      selector: (one) => JSON.stringify((one.target as { groupId: string }).groupId),
    })
    const sides = fc.array(fc.constantFrom('include', 'exclude', 'remove', 'none'), {
      minLength: 3,
      maxLength: 3,
    })
    fc.assert(
      fc.property(before, sides, fc.boolean(), (raws, chosen, withFilter) => {
        const of = (side: string) => ids.filter((_, i) => chosen[i] === side).map(group)
        const [include, exclude, remove] = [of('include'), of('exclude'), of('remove')]
        const filter = withFilter && include.length > 0 ? ({ id: FILTER, mode: 'include' } as const) : null
        const done = change(entriesOf(...raws), { include, exclude, remove, filter })
        same(undo(done).after, done.before)
        same(undo(undo(done)).after, done.after)
      }),
    )
  })
})
