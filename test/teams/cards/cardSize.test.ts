import { describe, expect, it } from 'vitest'
import type { Line, Plan } from '../../../src/intune/plan/plan.ts'
import { MAX_CHANGES, pagesOf } from '../../../src/request/cardPages.ts'
import { noticeCard } from '../../../src/teams/cards/noticeCard.ts'
import { requestCard } from '../../../src/teams/cards/requestCard.ts'
import type { Attachment } from '../../../src/teams/turn.ts'
import { BRUNO, pending, somePlan } from '../../request/requests.ts'

const EVERYBODY = { oid: null, conversationId: 'a:ada' }

/** A plan with so many lines, each with a name of this length. */
function planOf(count: number, nameLength: number, mark: Line['mark']): Plan {
  const plan = somePlan()
  const [line] = plan.lines
  if (!line?.group) throw new Error('the plan has a line with a group')
  const { group } = line
  const lines = Array.from({ length: count }, (_none, index): Line => {
    const name = `${index} ${'名'.repeat(nameLength)}`
    return {
      ...line,
      mark,
      group: { ...group, name },
      subject: { kind: 'group', id: `${index}`, name } as never,
    }
  })
  const warnings = lines.map((_line, index) => `Warning ${index}: ${'x'.repeat(nameLength)}`)
  return { ...plan, lines, warnings }
}

function bytesOf({ content }: Attachment): number {
  return Buffer.byteLength(JSON.stringify(content))
}

describe('A card stays within Teams’ size limit', () => {
  it('with every change to approve, and the longest names', () => {
    const card = requestCard(pending(planOf(MAX_CHANGES, 256, 'changed')), EVERYBODY)
    expect(bytesOf(card)).toBeLessThan(28 * 1024)
    for (let index = 0; index < MAX_CHANGES; index++)
      expect(JSON.stringify(card.content)).toContain(`${index} 名`)
  })

  it('on each page of a long one, which together hold every change', () => {
    const plans = Array.from({ length: 12 }, (_none, index) => planOf(index * 2 + 1, 256, 'added'))
    const request = pending(...plans)
    const cards = pagesOf(request.items).map((_page, page) => requestCard(request, EVERYBODY, { page }))
    for (const card of cards) expect(bytesOf(card)).toBeLessThan(28 * 1024)
    const shown = cards.map(({ content }) => JSON.stringify(content)).join()
    expect(shown.match(/\+ Add"/g)).toHaveLength(144)
    expect(shown).not.toContain('further changes')
  })

  it.each([
    ['300 targets added', planOf(300, 20, 'added')],
    ['300 targets kept', planOf(300, 20, 'kept')],
    ['300 targets with the longest names', planOf(300, 256, 'added')],
    ['300 targets removed, with the longest names', planOf(300, 256, 'removed')],
  ])('%s', (_what, plan) => {
    const request = pending(plan)
    const card = requestCard(request, EVERYBODY)
    expect(bytesOf(card)).toBeLessThan(28 * 1024)
    expect(JSON.stringify(card.content)).toMatch(/further (changes|warnings)/)
    const ended = {
      ...request,
      state: 'done' as const,
      decision: { by: BRUNO, at: '', comment: null },
      endedAt: '',
    }
    expect(bytesOf(noticeCard(ended))).toBeLessThan(28 * 1024)
  })

  it('five such policies at once, too', () => {
    const plans = Array.from({ length: 5 }, () => planOf(300, 256, 'changed'))
    expect(bytesOf(requestCard(pending(...plans), EVERYBODY))).toBeLessThan(28 * 1024)
    expect(bytesOf(noticeCard(pending(...plans)))).toBeLessThan(28 * 1024)
  })
})

describe('A notice of more changes than it shows', () => {
  it.each([
    [21, '1 further change'],
    [23, '3 further changes'],
  ])('of %i says how many more there are', (count, words) => {
    const text = JSON.stringify(noticeCard(pending(planOf(count, 20, 'added'))))
    expect(text).toContain(`"text":"${words}"`)
  })
})
