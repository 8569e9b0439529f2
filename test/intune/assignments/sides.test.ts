import { describe, expect, it } from 'vitest'
import type { Change, Facts } from '../../../src/intune/assignments/change.ts'
import {
  assignBody,
  type Entry,
  fingerprint,
  holds,
  readEntry,
} from '../../../src/intune/assignments/entries.ts'
import { rowOf } from '../../../src/intune/catalog/catalog.ts'
import { isHeldByPolicySet, onOtherSide } from '../../../src/intune/plan/absenceNotes.ts'
import { lineName } from '../../../src/intune/plan/lines.ts'
import { changesAnything, makePlan, type Plan } from '../../../src/intune/plan/plan.ts'
import { noteWords } from '../../../src/wording/note.ts'
import {
  COMPLIANCE,
  entriesOf,
  everybody,
  FACTS,
  FILTER,
  GROUP_A,
  GROUP_C,
  group,
  inA,
  inB,
  NO_CHANGE,
  outA,
  outC,
  POLICY,
  planOf,
  raw,
  sentences,
  target,
} from '../sets.ts'

const setA = raw(target('group', { groupId: GROUP_A }), { source: 'policySets' })
const filteredA = raw(
  target('group', {
    groupId: GROUP_A,
    deviceAndAppManagementAssignmentFilterId: FILTER,
    deviceAndAppManagementAssignmentFilterType: 'include',
  }),
)
const collection = raw(target('configurationManagerCollection', { collectionId: 'SMS00001' }))

const planned = (before: Record<string, unknown>[], change: Partial<Change>, facts: Facts = FACTS) =>
  planOf(entriesOf(...before), change, { facts })

/** "+Sales Laptops" */
const inShort = ({ after }: Pick<Plan, 'after'>) =>
  after.map(({ target: kind, groupId, source, filter }) => {
    const who = groupId ? FACTS.groups.get(groupId)?.name : `@${kind}`
    const set = source === 'direct' ? '' : ' by set'
    return `${kind === 'exclusionGroup' ? '-' : '+'}${who}${filter ? ' filtered' : ''}${set}`
  })

describe('A removal has a side', () => {
  it('takes inclusions, and leaves exclusions with a sentence that says how to lift them', () => {
    const plan = planned([everybody, outA], { remove: [group(GROUP_A)] })
    expect(changesAnything(plan)).toBe(false)
    const sentence =
      '“Sales Laptops” is excluded from “Windows 11 Baseline”, so there is no assignment to remove. To lift the exclusion, write: stop excluding “Sales Laptops” from “Windows 11 Baseline”.'
    expect(sentences(plan)).toContain(sentence)
    expect(onOtherSide(plan).map(noteWords)).toEqual([sentence])
  })

  it('takes exclusions where they are named, and leaves inclusions', () => {
    const lifting = { remove: [group(GROUP_A)], side: 'exclusion' as const }
    const plan = planned([everybody, outA], lifting)
    expect(inShort(plan)).toEqual(['+@allDevices'])
    // That they may now receive it is just what was asked for.
    expect(sentences(plan).join()).not.toContain('is excluded today')
    const kept = planned([inA], lifting)
    expect(changesAnything(kept)).toBe(false)
    expect(sentences(kept)).toContain(
      '“Sales Laptops” is not excluded from “Windows 11 Baseline”, but has it assigned. To take the assignment away, write: remove “Sales Laptops” from “Windows 11 Baseline”.',
    )
    expect(sentences(planned([inB], lifting))).toContain(
      'There is no exclusion of “Sales Laptops” to remove.',
    )
  })

  it('does not claim that anybody can receive what nobody gets', () => {
    const plan = planned([outA], { remove: [group(GROUP_A)], side: 'exclusion' })
    expect(sentences(plan).join()).not.toContain('can receive')
  })
})

describe('Whole sets', () => {
  it('“only” takes everybody else’s inclusions and leaves exclusions, policy sets and unknown targets', () => {
    const plan = planned([inB, everybody, outC, setA, collection], { include: [group(GROUP_A)], only: true })
    expect(inShort(plan)).toEqual(['-Old', '+Sales Laptops by set', '+@other', '+Sales Laptops'])
    expect(sentences(plan).join()).toContain('stays as it is: Assent does not offer such targets.')
  })

  it('“only” removes nothing where the groups to be left do not have it', () => {
    const plan = planned([inB], { include: [group(GROUP_A)], only: true, withoutFilter: true })
    expect(changesAnything(plan)).toBe(false)
  })

  it('clears every direct entry and says what a policy set keeps', () => {
    const plan = planned([inB, outC, everybody, collection], { clear: true })
    expect(plan.after).toEqual([])
    expect(sentences(plan)).toContain('After this change it isn’t assigned to anyone.')
    expect(sentences(plan).join()).not.toContain('can receive')
    const held = planned([inB, outC, setA], { clear: true })
    expect(inShort(held)).toEqual(['-Old', '+Sales Laptops by set'])
    expect(sentences(held).join(' ')).toContain('“Sales Laptops” comes from a policy set. Remove it there')
    expect(sentences(held).join(' ')).toContain('“Old” stays excluded: a policy set still assigns this')
    expect(isHeldByPolicySet(planned([setA], { clear: true }))).toBe(true)
  })

  it('clears only the exclusions where only they are asked for', () => {
    const plan = planned([inB, outC, everybody], { clear: true, side: 'exclusion' })
    expect(inShort(plan)).toEqual(['+Sales People', '+@allDevices'])
    const held = planned([setA, outC], { clear: true, side: 'exclusion' })
    expect(inShort(held)).toEqual(['+Sales Laptops by set'])
    expect(changesAnything(planned([inB], { clear: true, side: 'exclusion' }))).toBe(false)
  })

  it('removes a filter from one entry, or from all, and adds nobody', () => {
    const one = planned([filteredA, inB], { include: [group(GROUP_A)], withoutFilter: true })
    expect(inShort(one)).toEqual(['+Sales People', '+Sales Laptops'])
    expect(sentences(one)).toContain('Without its filter, all of “Sales Laptops” may now receive this.')
    expect(inShort(planned([filteredA, outC], { withoutFilter: true }))).toEqual(['+Sales Laptops', '-Old'])
    const none = planned([inB], { include: [group(GROUP_A)], withoutFilter: true })
    expect(changesAnything(none)).toBe(false)
    expect(sentences(none).join()).toContain(
      'There is no assignment to “Sales Laptops” to take a filter off.',
    )
    const { refusal } = makePlan(
      COMPLIANCE,
      POLICY,
      entriesOf(filteredA),
      { ...NO_CHANGE, remove: [group(GROUP_A)], withoutFilter: true },
      FACTS,
    )
    expect(noteWords(refusal ?? '')).toContain('I can take a filter off an inclusion')
  })
})

describe('Policy sets', () => {
  it('allow a direct entry next to one from a policy set, without contradicting themselves', () => {
    const plan = planned([setA], { include: [group(GROUP_A)] })
    expect(inShort(plan)).toEqual(['+Sales Laptops by set', '+Sales Laptops'])
    const [first] = sentences(plan)
    expect(first).toBe(
      '“Sales Laptops” already gets it through a policy set. Its own assignment is kept beside that one; both apply.',
    )
    expect(sentences(plan).join()).not.toContain('already assigned')
  })

  it('are called by their names, where those are known', () => {
    const set = { ...setA, sourceId: 'SSSSSSSS-0000-4000-8000-000000000001' }
    const facts = { ...FACTS, policySets: new Map([['ssssssss-0000-4000-8000-000000000001', 'Starter Set']]) }
    const planFor = (change: object) =>
      makePlan(COMPLIANCE, POLICY, entriesOf(set), { ...NO_CHANGE, ...change }, facts).plan
    const asked = planFor({ include: [group(GROUP_A)] })
    expect(sentences(asked)).toContain(
      '“Sales Laptops” already gets it through policy set “Starter Set”. Its own assignment is kept beside that one; both apply.',
    )
    expect(asked?.lines.map(({ before, after }) => (after ?? before)?.policySet)).toContain('Starter Set')
    expect(sentences(planFor({ remove: [group(GROUP_A)] })).join(' ')).toContain(
      '“Sales Laptops” comes from policy set “Starter Set”. Remove it there; Assent leaves it as it is.',
    )
    // The name is for people: it neither tells entries apart nor is written.
    expect(fingerprint(entriesOf(set), COMPLIANCE)).toBe(fingerprint(entriesOf(setA), COMPLIANCE))
    expect(JSON.stringify(assignBody(asked?.after ?? [], COMPLIANCE))).not.toContain('SSSSSSSS')
  })

  it('are told apart on read-back: an entry of a policy set is not the one that was written', () => {
    const { before, after } = planned([setA], { include: [group(GROUP_A)] })
    expect(holds(before, after, COMPLIANCE)).toBe(false)
    expect(holds([...after].reverse(), after, COMPLIANCE)).toBe(true)
  })
})

describe('Deleted groups', () => {
  const groups = new Map([...FACTS.groups].filter(([id]) => id !== GROUP_A))
  const gone = { id: GROUP_A, name: null, membership: 'unknown', of: 'unknown', members: null } as const
  const facts: Facts = {
    ...FACTS,
    groups: new Map([...groups, [GROUP_A, { ...gone, securityEnabled: true }]]),
  }

  it('are shown as such and removed by their id', () => {
    const plan = planned([inA, inB], { remove: [group(GROUP_A.toUpperCase())] }, facts)
    expect(inShort(plan)).toEqual(['+Sales People'])
    expect(plan.lines.map(lineName)).toEqual([`Deleted group ${GROUP_A}`, '“Sales People”'])
  })

  it('get nothing new', () => {
    const { refusal } = makePlan(COMPLIANCE, POLICY, [], { ...NO_CHANGE, include: [group(GROUP_A)] }, facts)
    expect(noteWords(refusal ?? '')).toContain('is no longer in the directory')
  })
})

describe('Copying', () => {
  const row = rowOf('mobileApp')
  const app = { kind: 'mobileApp', id: '7', name: '7-Zip 24.09', type: 'win32LobApp', platform: 'Windows' }
  const from = { ...app, id: '6', name: '7-Zip 24.08' }
  const settings = {
    '@odata.type': '#microsoft.graph.win32LobAppAssignmentSettings',
    notifications: 'hideAll',
  }
  const read = (to: object, more: object) => readEntry(raw(to, more), row)
  const required = read(target('group', { groupId: GROUP_A }), { intent: 'required', settings })
  const exclusion = read(target('exclusionGroup', { groupId: GROUP_C }), {
    intent: 'required',
    settings: null,
  })
  const available = read(filteredA.target as object, { intent: 'available', settings: null })
  const bySet = read(target('allDevices'), { intent: 'required', source: 'policySets' })

  function copied(entries: Entry[], before: Entry[] = [], to = app, source = from, facts = FACTS): Plan {
    const change = { ...NO_CHANGE, copy: { from: source, entries } }
    const { plan, refusal } = makePlan(row, to, before, change, facts)
    if (!plan) throw new Error(JSON.stringify(refusal))
    return plan
  }
  const shown = ({ after }: Plan) =>
    after.map(({ target: kind, groupId, properties, filter, source }) =>
      [kind, FACTS.groups.get(groupId ?? '')?.name, properties.intent, filter?.mode, source].join(' '),
    )

  it('adds intents, filters, settings and exclusions, and nothing from a policy set', () => {
    const plan = copied([required, exclusion, bySet])
    expect(shown(plan)).toEqual([
      'group Sales Laptops required  direct',
      'exclusionGroup Old required  direct',
    ])
    expect(plan.after[0]?.properties.settings).toEqual(settings)
    expect(plan.after.every(({ id }) => id === null)).toBe(true)
    expect(shown(copied([available]))).toEqual(['group Sales Laptops available include direct'])
  })

  it('says where the filter of an existing entry differs', () => {
    const unfiltered = read(target('group', { groupId: GROUP_A }), { intent: 'available', settings: null })
    const plan = copied([available], [unfiltered])
    expect(shown(plan)).toEqual(['group Sales Laptops available  direct'])
    expect(sentences(plan)).toContain(
      '“Sales Laptops” was not copied: it is already assigned differently here, and that stays as it is.',
    )
    expect(sentences(copied([available], [available]))).toEqual([])
  })

  it('leaves existing entries alone, and says what differs', () => {
    const own = read(target('group', { groupId: GROUP_A }), { intent: 'available' })
    const plan = copied([required, exclusion], [own])
    expect(shown(plan)).toEqual([
      'group Sales Laptops available  direct',
      'exclusionGroup Old required  direct',
    ])
    expect(sentences(plan)).toContain(
      '“Sales Laptops” was not copied: it is already assigned differently here, and that stays as it is.',
    )
    expect(changesAnything(copied([required], [required]))).toBe(false)
  })

  it('says what cannot be copied: a filter for another platform, settings of another type, deleted groups', () => {
    const mac = { ...app, type: 'macOSPkgApp', platform: 'macOS' }
    const filtered = copied([available, required], [], mac)
    expect(shown(filtered)).toEqual(['group Sales Laptops required  direct'])
    expect(filtered.after[0]?.properties.settings).toBeUndefined()
    expect(sentences(filtered).join(' ')).toContain('its filter “Corporate Windows” is for Windows')
    expect(sentences(filtered).join(' ')).toContain('is copied without its settings')
    const unknown = { id: GROUP_A, name: null, membership: 'unknown', of: 'unknown', members: null } as const
    const facts: Facts = { ...FACTS, groups: new Map([[GROUP_A, { ...unknown, securityEnabled: true }]]) }
    const lost = copied([required], [], app, from, facts)
    expect(lost.after).toEqual([])
    expect(sentences(lost).join()).toContain('was not copied: the group is no longer in the directory.')
  })
})
