import { describe, expect, it } from 'vitest'
import type { Facts } from '../../../src/intune/assignments/change.ts'
import type { Entry } from '../../../src/intune/assignments/entries.ts'
import { makePlan, type Plan } from '../../../src/intune/plan/plan.ts'
import { deedOf } from '../../../src/teams/cards/deed.ts'
import { getsCard } from '../../../src/teams/cards/getsCard.ts'
import { noticeCard } from '../../../src/teams/cards/noticeCard.ts'
import { requestCard } from '../../../src/teams/cards/requestCard.ts'
import type { Attachment } from '../../../src/teams/turn.ts'
import {
  COMPLIANCE,
  entriesOf,
  FACTS,
  FILTER,
  GROUP_A,
  GROUP_B,
  group,
  inB,
  NO_CHANGE,
  outA,
  POLICY,
  planOf,
  sentences,
} from '../../intune/sets.ts'
import { pending } from '../../request/requests.ts'

const OTHER_FILTER = 'ffffffff-0000-4000-8000-000000000008'
const EVERYBODY = { oid: null, conversationId: 'a:ada' }

function called(nameA: string, nameB: string): Facts {
  const groups = new Map(FACTS.groups)
  for (const [id, name] of [
    [GROUP_A, nameA],
    [GROUP_B, nameB],
  ] as const) {
    const known = groups.get(id)
    if (known) groups.set(id, { ...known, name })
  }
  return { ...FACTS, groups }
}

/** A is added where B has it already. */
function planWith(nameA: string, nameB: string, policy = POLICY): Plan {
  const facts = called(nameA, nameB)
  const { plan } = makePlan(
    COMPLIANCE,
    policy,
    entriesOf(inB),
    { ...NO_CHANGE, include: [group(GROUP_A)] },
    facts,
  )
  if (!plan) throw new Error('this change can be planned')
  return plan
}

const textOf = (card: Attachment) => JSON.stringify(card.content)

describe('Things on one card whose names look alike', () => {
  it.each(['Sales ', 'Sa\u200bles', 'SALES', 'Sаles'])(
    'groups “Sales” and “%s” carry the ends of their ids',
    (other) => {
      const request = pending(planWith('Sales', other))
      expect(deedOf(request)?.heading).toBe('Assign Windows 11 Baseline to Sales (id …0001)')
      for (const card of [requestCard(request, EVERYBODY), noticeCard(request)])
        expect(textOf(card)).toContain('Sales (id …0001)')
      expect(textOf(requestCard(request, EVERYBODY))).toMatch(/stays the same: [^"]*\(id …0002\)/)
    },
  )

  it('names that can be told apart stay as they are', () => {
    const request = pending(planWith('Sales', 'Sales 2'))
    expect(deedOf(request)?.heading).toBe('Assign Windows 11 Baseline to Sales')
    expect(textOf(requestCard(request, EVERYBODY))).not.toContain('id …')
  })

  it.each(['Corporate Windows ', 'Corp\u200borate Windows', 'Corporate Windоws'])(
    'filters “Corporate Windows” and “%s” carry theirs, also where only one of them is on the card',
    (name) => {
      const facts: Facts = {
        ...FACTS,
        filters: new Map([
          ...FACTS.filters,
          [OTHER_FILTER, { id: OTHER_FILTER, name, platform: 'Windows', of: 'devices' }],
        ]),
      }
      const request = (before: Entry[], id: string) =>
        pending(planOf(before, { include: [group(GROUP_B)], filter: { id, mode: 'include' } }, { facts }))
      const added = request([], FILTER)
      expect(textOf(requestCard(added, EVERYBODY))).toContain(
        'filter: include “Corporate Windows (id …0009)”',
      )
      const exchanged = request(entriesOf(inB), OTHER_FILTER)
      expect(deedOf(exchanged)?.heading).toMatch(/^Use filter .*\(id …0008\) for Sales People on/)
      const [line] = exchanged.items[0]?.plan.lines ?? []
      expect(line?.after?.filter?.name).toBe(name)
      const again = request(exchanged.items[0]?.plan.after ?? [], FILTER)
      expect(deedOf(again)?.heading).toMatch(/^Use filter Corporate Windows \(id …0009\)/)
      expect(textOf(requestCard(again, EVERYBODY))).toMatch(/include “Corp[^”]*\(id …0008\)”/)
    },
  )

  it('filters on what a group gets carry theirs', () => {
    const way = (id: string) => ({ through: null, intent: null, filter: { id, mode: 'include' as const } })
    const gets = {
      name: '“Sales”',
      group: null,
      gets: [{ policy: POLICY, excluded: false, ways: [way(FILTER), way(OTHER_FILTER)] }],
      filters: { [FILTER]: 'Corporate Windows', [OTHER_FILTER]: 'Corporate  Windows' },
      unseen: [],
    }
    const card = textOf(getsCard(pending(), gets, 0))
    expect(card).toContain('Corporate Windows (id …0009)')
    expect(card).toContain('Corporate  Windows (id …0008)')
  })

  it('notes carry the ends of ids, too, and what is to be written does not', () => {
    const facts = called('Sales', 'Sales ')
    const there = planOf(entriesOf(inB), { include: [group(GROUP_A), group(GROUP_B)] }, { facts })
    expect(sentences(there)).toEqual(['“Sales (id …0002)” is already assigned; that stays as it is.'])
    const absent = planOf(entriesOf(inB), { remove: [group(GROUP_A)] }, { facts })
    expect(sentences(absent)).toEqual(['There is no assignment to “Sales (id …0001)” to remove.'])
    const out = planOf(entriesOf(inB, outA), { remove: [group(GROUP_A)] }, { facts })
    expect(sentences(out).join()).toContain('“Sales (id …0001)” is excluded from')
    expect(sentences(out).join()).toContain('write: stop excluding “Sales” from')
  })

  it('the approved plan keeps the true names', () => {
    const request = pending(planWith('Sales', 'Sales '))
    requestCard(request, EVERYBODY)
    expect(request.items[0]?.plan.lines.map((line) => line.group?.name)).toEqual(['Sales', 'Sales '])
  })

  it('two policies of one kind and one name carry theirs', () => {
    const other = { ...POLICY, id: '11111111-0000-4000-8000-0000000000ff' }
    const request = pending(planWith('Legal', 'Finance'), planWith('Legal', 'Finance', other))
    expect(deedOf(request)?.heading).toBe(
      'Assign Windows 11 Baseline (id …0001) and Windows 11 Baseline (id …00ff) to Legal',
    )
    const card = textOf(requestCard(request, EVERYBODY))
    expect(card).toContain('Windows 11 Baseline (id …0001)')
    expect(card).toContain('Windows 11 Baseline (id …00ff)')
  })

  it('long names that are cut to the same carry theirs', () => {
    const [start, end] = [
      'Contoso Windows managed devices of the '.repeat(3),
      ' in the northern regions of Europe',
    ]
    const request = pending(planWith(`${start}A${end}`, `${start}B${end}`))
    expect(deedOf(request)?.heading).toContain('(id …0001)')
  })
})
