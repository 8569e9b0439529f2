import { describe, expect, it } from 'vitest'
import type { Change } from '../../../src/intune/assignments/change.ts'
import { type Entry, readEntry } from '../../../src/intune/assignments/entries.ts'
import { getsOf } from '../../../src/intune/assignments/groupReport.ts'
import { isGiven } from '../../../src/intune/assignments/likeness.ts'
import { reversalOf } from '../../../src/intune/assignments/undo.ts'
import { rowOf } from '../../../src/intune/catalog/catalog.ts'
import { keepsOtherWay } from '../../../src/intune/plan/handedOn.ts'
import { changesAnything, makePlan, type Plan } from '../../../src/intune/plan/plan.ts'
import { noteWords } from '../../../src/wording/note.ts'
import {
  FACTS,
  FILTER,
  GROUP_A,
  GROUP_B,
  GROUP_C,
  group,
  NO_CHANGE,
  raw,
  sentences,
  target,
} from '../sets.ts'

const APP = rowOf('mobileApp')
const SEVEN_ZIP = {
  kind: 'mobileApp',
  id: '77777777-0000-4000-8000-000000000007',
  name: '7-Zip 24.08',
  type: 'win32LobApp',
  platform: 'Windows',
}
const PEOPLE = GROUP_B
const nameOf = (id: string) => FACTS.groups.get(id)?.name
const SETTINGS = {
  '@odata.type': '#microsoft.graph.win32LobAppAssignmentSettings',
  notifications: 'hideAll',
  installTimeSettings: { deadlineDateTime: '2026-12-01T00:00:00Z' },
}

const read = (type: string, intent: string, more: object = {}, properties: object = {}) =>
  readEntry(raw(target(type, more), { intent, ...properties }), APP)
const includes = (groupId: string, intent: string, properties: object = {}) =>
  read('group', intent, { groupId }, properties)
const excludes = (groupId: string, intent: string) => read('exclusionGroup', intent, { groupId })
const allUsers = (intent: string) => read('allLicensedUsers', intent)

function outcome(before: readonly Entry[], asked: Partial<Change>) {
  return makePlan(APP, SEVEN_ZIP, before, { ...NO_CHANGE, ...asked }, FACTS)
}

function planned(before: readonly Entry[], asked: Partial<Change>): Plan {
  const { plan, refusal } = outcome(before, asked)
  if (!plan) throw new Error(JSON.stringify(refusal))
  return plan
}

/** "+Sales People|available" */
const inShort = (entries: readonly Entry[]) =>
  entries
    .map(({ target: kind, groupId, properties, filter }) => {
      const who = groupId ? FACTS.groups.get(groupId)?.name : `@${kind}`
      return `${kind === 'exclusionGroup' ? '-' : '+'}${who}|${properties.intent}${filter ? '|f' : ''}`
    })
    .sort()

const lines = ({ lines }: Plan) =>
  lines.map(({ mark, group: of, before, after }) => {
    const stands = after ?? before
    return `${mark} ${of?.name ?? 'everybody'} ${stands?.included ? 'in' : 'out'} ${stands?.intent}`
  })

describe('A group has one entry per side and intent of an app', () => {
  const available = includes(PEOPLE, 'available', { settings: SETTINGS })

  it('can be excluded from one intent and keeps its inclusion with another, byte for byte', () => {
    const plan = planned([available, allUsers('required')], { exclude: [group(PEOPLE)], intent: 'required' })
    expect(plan.after.slice(0, 2)).toEqual(plan.before)
    expect(plan.after[2]).toMatchObject({ target: 'exclusionGroup', properties: { intent: 'required' } })
    expect(plan.after[2]?.properties.settings).toBeUndefined()
    expect(lines(plan)).toEqual([
      'added Sales People out required',
      'kept Sales People in available',
      'kept everybody in required',
    ])
  })

  it('can be included with one intent and keeps its exclusion from another', () => {
    const plan = planned([excludes(PEOPLE, 'available'), allUsers('available')], {
      include: [group(PEOPLE)],
      intent: 'required',
    })
    expect(inShort(plan.after)).toEqual([
      '+@allUsers|available',
      '+Sales People|required',
      '-Sales People|available',
    ])
    expect(sentences(plan).join()).not.toContain('is excluded today')
  })

  it('turns an exclusion into an inclusion of the same intent, and says so', () => {
    const plan = planned([excludes(PEOPLE, 'required')], { include: [group(PEOPLE)], intent: 'required' })
    expect(inShort(plan.after)).toEqual(['+Sales People|required'])
    expect(lines(plan)).toEqual(['changed Sales People in required'])
    expect(sentences(plan).join()).toContain('is excluded today; its 90 users may now receive this')
  })

  it('turns an inclusion into an exclusion of the same intent, and says what is lost', () => {
    const plan = planned([includes(PEOPLE, 'required', { settings: SETTINGS })], {
      exclude: [group(PEOPLE)],
      intent: 'required',
    })
    expect(inShort(plan.after)).toEqual(['-Sales People|required'])
    expect(sentences(plan).join()).toContain('“Sales People” loses its settings')
  })

  it('changes a filter on the inclusion only', () => {
    const before = [includes(PEOPLE, 'available'), excludes(PEOPLE, 'required')]
    const plan = planned(before, { include: [group(PEOPLE)], filter: { id: FILTER, mode: 'include' } })
    expect(inShort(plan.after)).toEqual(['+Sales People|available|f', '-Sales People|required'])
    expect(lines(plan)).toEqual(['changed Sales People in available', 'kept Sales People out required'])
  })

  it('is included once: another intent replaces it and drops what does not fit', () => {
    const before = [includes(PEOPLE, 'required', { settings: SETTINGS }), excludes(PEOPLE, 'uninstall')]
    const plan = planned(before, { include: [group(PEOPLE)], intent: 'available' })
    expect(inShort(plan.after)).toEqual(['+Sales People|available', '-Sales People|uninstall'])
    expect(lines(plan)).toEqual(['changed Sales People in available', 'kept Sales People out uninstall'])
    expect(sentences(plan).join()).toContain('“Sales People” loses its install deadline')
  })

  it('changes only entries with the named intent', () => {
    const asked = { include: [group(PEOPLE)], intent: 'uninstall' as const, fromIntent: 'required' as const }
    expect(inShort(planned([includes(PEOPLE, 'required')], asked).after)).toEqual(['+Sales People|uninstall'])
    for (const before of [[available], [excludes(PEOPLE, 'required')], []]) {
      const plan = planned(before, asked)
      expect(plan.after).toEqual(plan.before)
      expect(sentences(plan)).toContain('There is no assignment to “Sales People” as “required” to change.')
    }
  })

  it('is not reported as excluded already when the exclusion is from another intent', () => {
    const before = [excludes(PEOPLE, 'available'), allUsers('required'), allUsers('available')]
    const plan = planned(before, { exclude: [group(PEOPLE)], intent: 'required' })
    expect(sentences(plan).join()).not.toContain('already')
    expect(sentences(planned(plan.after, { exclude: [group(PEOPLE)], intent: 'required' }))).toContain(
      '“Sales People” is already excluded; that stays as it is.',
    )
  })

  it('loses its exclusion on undo, whatever happened to the inclusion since', () => {
    const done = planned([available, allUsers('required')], { exclude: [group(PEOPLE)], intent: 'required' })
    const now = done.after.filter(({ properties }) => properties.intent !== 'available')
    const undone = planned(now, { revert: reversalOf(done.before, done.after, APP) })
    expect(inShort(undone.after)).toEqual(['+@allUsers|required'])
  })

  it('gets no inclusion back on undo next to one that somebody has made since', () => {
    const done = planned([includes(PEOPLE, 'required')], { remove: [group(PEOPLE)] })
    const now = [includes(PEOPLE, 'available')]
    const undone = planned(now, { revert: reversalOf(done.before, done.after, APP) })
    expect(undone.after).toEqual(now)
    expect(sentences(undone)).toContain('“Sales People” was changed again since; that stays as it is.')
  })

  it('can be copied to others, even if it is excluded from another intent', () => {
    const before = [
      includes(PEOPLE, 'uninstall'),
      excludes(PEOPLE, 'required'),
      excludes(GROUP_C, 'required'),
    ]
    expect(isGiven(before, group(PEOPLE), APP)).toBe(true)
    const plan = planned(before, { include: [group(GROUP_C)], like: group(PEOPLE) })
    expect(inShort(plan.after)).toEqual([
      '+Old|uninstall',
      '+Sales People|uninstall',
      '-Old|required',
      '-Sales People|required',
    ])
  })

  it('shows an uninstall that exclusions from other intents do not affect', () => {
    const before = [includes(PEOPLE, 'uninstall'), excludes(PEOPLE, 'required'), allUsers('required')]
    const ways = [
      { subject: group(PEOPLE), through: null },
      { subject: { kind: 'allUsers' as const }, through: 'all users' },
    ]
    expect(getsOf(SEVEN_ZIP, before, ways)).toEqual([
      { policy: SEVEN_ZIP, excluded: false, ways: [{ through: null, intent: 'uninstall', filter: null }] },
      { policy: SEVEN_ZIP, excluded: true, ways: [{ through: null, intent: 'required', filter: null }] },
    ])
  })
})

describe('With several entries and no intent named, a question is asked', () => {
  const both = [includes(GROUP_A, 'uninstall'), allUsers('required')]

  it.each<[string, Entry[], Partial<Change>, string, string[]]>([
    ['an exclusion', both, { exclude: [group(PEOPLE)] }, '“Sales People”', ['uninstall', 'required']],
    [
      'an exclusion of a group that stands there itself',
      [includes(PEOPLE, 'available'), allUsers('required')],
      { exclude: [group(PEOPLE)] },
      '“Sales People”',
      ['available', 'required'],
    ],
    [
      'lifting exclusions',
      [excludes(PEOPLE, 'required'), excludes(PEOPLE, 'available')],
      { remove: [group(PEOPLE)], side: 'exclusion' },
      '“Sales People”',
      ['required', 'available'],
    ],
    [
      'a removal of a group that is there twice',
      [allUsers('required'), allUsers('uninstall')],
      { remove: [{ kind: 'allUsers' }] },
      'all users',
      ['required', 'uninstall'],
    ],
  ])('%s', (_what, before, asked, of, intents) => {
    const { asks, refusal, plan } = outcome(before, asked)
    expect(plan).toBeUndefined()
    expect(asks).toMatchObject({ group: of, intents })
    const said = noteWords(refusal ?? '')
    expect(said).toContain('for example “as')
    // Said of many policies at once, it must not hang on the name of one.
    expect(said).not.toContain(SEVEN_ZIP.name)
    const answered = planned(before, { ...asked, fromIntent: intents[1] as 'required' })
    expect(changesAnything(answered)).toBe(true)
    const untouched = before.filter((entry) => entry.properties.intent !== intents[1])
    expect(answered.after).toEqual(expect.arrayContaining(untouched))
  })

  it('is not asked where one side, one intent or one entry remains', () => {
    const before = [includes(PEOPLE, 'available'), excludes(PEOPLE, 'required')]
    expect(inShort(planned(before, { remove: [group(PEOPLE)] }).after)).toEqual(['-Sales People|required'])
    expect(inShort(planned(before, { remove: [group(PEOPLE)], side: 'exclusion' }).after)).toEqual([
      '+Sales People|available',
    ])
    expect(inShort(planned([allUsers('required')], { exclude: [group(PEOPLE)] }).after)).toEqual([
      '+@allUsers|required',
      '-Sales People|required',
    ])
  })
})

describe('An app that is required of some and uninstalled from others', () => {
  const NOTE =
    'This app is required for all users and uninstalled from “Sales People”: whoever is reached by both keeps it.'

  it('stays on whoever is both, and the plan says so', () => {
    const added = planned([allUsers('required')], { include: [group(PEOPLE)], intent: 'uninstall' })
    expect(sentences(added)).toContain(NOTE)
    const narrowed = planned([allUsers('required'), includes(PEOPLE, 'uninstall')], {
      exclude: [group(GROUP_C)],
      intent: 'required',
    })
    expect(sentences(narrowed)).toContain(NOTE)
  })

  it('is no matter of a change to neither', () => {
    const before = [allUsers('required'), includes(PEOPLE, 'uninstall')]
    const plan = planned(before, { include: [group(GROUP_C)], intent: 'available' })
    expect(sentences(plan).join(' ')).not.toContain('reached by both')
  })
})

describe('An app in place of another one', () => {
  const settings = { ...SETTINGS, installTimeSettings: null }
  const filtered = {
    deviceAndAppManagementAssignmentFilterId: FILTER,
    deviceAndAppManagementAssignmentFilterType: 'exclude',
  }
  const had = read('group', 'available', { groupId: PEOPLE, ...filtered }, { settings })
  const replaced = (from: object, entries = [had]) => ({
    include: [group(PEOPLE)],
    replaces: true as const,
    replaced: [{ from: { ...SEVEN_ZIP, id: '8', ...from }, entries }],
  })

  it('is given as the other one was: intent, filter, and settings', () => {
    const plan = planned([], replaced({}))
    expect(inShort(plan.after)).toEqual(['+Sales People|available|f'])
    expect(plan.after[0]).toMatchObject({ filter: { id: FILTER, mode: 'exclude' }, properties: { settings } })
    const said = planned([], { ...replaced({}), intent: 'required' })
    expect(inShort(said.after)).toEqual(['+Sales People|required|f'])
    const widened = planned([], { ...replaced({}), filter: { id: FILTER, mode: 'include' } })
    expect(widened.after[0]?.filter?.mode).toBe('include')
  })

  it('says what its intent takes away of what the other one had', () => {
    const dated = includes(PEOPLE, 'required', { settings: SETTINGS })
    const plan = planned([], { ...replaced({}, [dated]), intent: 'available' })
    expect(sentences(plan)).toContain(
      '“Sales People” gets it without the install deadline it had, which Intune does not take for an available app.',
    )
    expect(sentences(planned([], replaced({}, [dated]))).join()).not.toContain('deadline')
  })

  it('is refused where it can have no filter and the other one has one', () => {
    const script = rowOf('deviceCustomAttributeShellScript')
    const policy = { kind: script.key, id: '9', name: 'Battery', type: null, platform: 'macOS' }
    const { refusal } = makePlan(script, policy, [], { ...NO_CHANGE, ...replaced({}) }, FACTS)
    expect(refusal && noteWords(refusal)).toContain('What this replaces has the filter “')
    expect(refusal && noteWords(refusal)).toContain('so more people or devices would get it')
  })

  it('takes no settings from another type of app, and no intent from another kind', () => {
    const other = planned([], replaced({ type: 'winGetApp' }))
    expect(inShort(other.after)).toEqual(['+Sales People|available|f'])
    expect(other.after[0]?.properties.settings).toBeUndefined()
    const policy = { kind: 'deviceConfiguration', type: 'windows10GeneralConfiguration' }
    expect(outcome([], replaced(policy)).asks?.as).toBe('intent')
    expect(planned([], { ...replaced(policy), intent: 'required' }).after[0]?.filter?.id).toBe(FILTER)
  })

  it('leaves whoever has it already as they are', () => {
    const own = planned([includes(PEOPLE, 'required')], replaced({}))
    expect(inShort(own.after)).toEqual(['+Sales People|required'])
    const keeps = (before: Entry[], from = {}) => {
      const { change } = planned(before, replaced(from))
      return keepsOtherWay(APP, before, change)
    }
    expect(keeps([includes(PEOPLE, 'required')])).toBe(true)
    expect(keeps([includes(PEOPLE, 'available')])).toBe(true)
    expect(keeps([had])).toBe(false)
    expect(keeps([])).toBe(false)
    // How another kind was assigned says nothing of an app's intent.
    const filteredToo = read('group', 'required', { groupId: PEOPLE, ...filtered }, { settings })
    expect(keeps([filteredToo], { kind: 'deviceConfiguration', type: 'windows10GeneralConfiguration' })).toBe(
      false,
    )
  })
})

describe('A new entry that is made after somebody else’s', () => {
  const dated = includes(PEOPLE, 'required', { settings: SETTINGS })
  const without = (plan: Plan) => sentences(plan).filter((one) => one.includes('gets it without'))

  it('says what its own intent takes away of it', () => {
    const moved = { include: [group(GROUP_C)], remove: [group(PEOPLE)], intent: 'available' as const }
    const plan = planned([dated], moved)
    expect(inShort(plan.after)).toEqual([`+${nameOf(GROUP_C)}|available`])
    const said = `“${nameOf(GROUP_C)}” gets it without the install deadline of “Sales People”, which Intune does not take for an available app.`
    expect(without(plan)).toEqual([said])
    expect(without(planned([dated], { ...moved, intent: 'required' }))).toEqual([])
    const like = { include: [group(GROUP_C)], like: group(PEOPLE), intent: 'available' as const }
    expect(without(planned([dated], like))).toEqual([said])
    expect(without(planned([dated], { ...like, intent: null }))).toEqual([])
  })
})

describe('Replacing one group by another', () => {
  const swapped = { include: [group(PEOPLE)], remove: [{ kind: 'allUsers' as const }] }

  it.each(['available', 'required'])('uses the intent of the group that leaves: %s', (intent) => {
    expect(inShort(planned([allUsers(intent)], swapped).after)).toEqual([`+Sales People|${intent}`])
  })

  it('uses the intent that is named, or that the group already has', () => {
    const said = planned([allUsers('available')], { ...swapped, intent: 'required' })
    expect(inShort(said.after)).toEqual(['+Sales People|required'])
    const had = planned([allUsers('required'), includes(PEOPLE, 'required')], swapped)
    expect(inShort(had.after)).toEqual(['+Sales People|required'])
  })

  it('asks where they have it in another way than who goes', () => {
    const entries = [allUsers('available'), includes(PEOPLE, 'required')]
    expect(outcome(entries, swapped).asks).toMatchObject({
      as: 'intent',
      gone: 'all users',
      intents: ['available', 'required'],
    })
    const told = (intent: 'available' | 'required') => inShort(planned(entries, { ...swapped, intent }).after)
    expect(told('available')).toEqual(['+Sales People|available'])
    expect(told('required')).toEqual(['+Sales People|required'])
  })

  it('asks which of two intents goes, and hands that one on with its filter', () => {
    const filtered = read(
      'group',
      'required',
      {
        groupId: GROUP_A,
        deviceAndAppManagementAssignmentFilterId: FILTER,
        deviceAndAppManagementAssignmentFilterType: 'include',
      },
      {},
    )
    const both = [filtered, includes(GROUP_A, 'available')]
    const moved = { include: [group(PEOPLE)], remove: [group(GROUP_A)] }
    expect(outcome(both, moved).asks).toMatchObject({ as: 'goneIntent', intents: ['required', 'available'] })
    const told = (more: Partial<Change>) => inShort(planned(both, { ...moved, ...more }).after)
    expect(told({ goneIntent: 'required' })).toEqual(['+Sales Laptops|available', '+Sales People|required|f'])
    expect(told({ goneIntent: 'available' })).toEqual([
      '+Sales Laptops|required|f',
      '+Sales People|available',
    ])
    expect(told({ goneIntent: 'required', intent: 'available' })).toEqual([
      '+Sales Laptops|available',
      '+Sales People|available|f',
    ])
    // Whom an exclusion is from is asked for by itself.
    const excluding = { exclude: [group(PEOPLE)], remove: [group(GROUP_A)] }
    expect(outcome(both, excluding).asks?.as).toBe('goneIntent')
    expect(outcome(both, { ...excluding, goneIntent: 'required' }).asks).toMatchObject({
      intents: ['required', 'available'],
    })
  })

  it('asks where nobody goes, and hands no uninstall on', () => {
    expect(outcome([], swapped).asks?.as).toBe('intent')
    expect(outcome([allUsers('uninstall')], swapped).asks?.as).toBe('intent')
  })
})
