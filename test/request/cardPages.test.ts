import { describe, expect, it } from 'vitest'
import type { Plan } from '../../src/intune/plan/plan.ts'
import {
  editionOf,
  isPaged,
  MAX_CHANGES,
  pagesLeft,
  pagesOf,
  sharedPage,
  tooLongToShow,
} from '../../src/request/cardPages.ts'
import { judgePress } from '../../src/request/press.ts'
import type { AssignmentRequest } from '../../src/request/request.ts'
import { noteWords } from '../../src/wording/note.ts'
import { ADA, afterEvents, pending, somePlan } from './requests.ts'

function planWith(changes: number): Plan {
  const plan = somePlan()
  const line = plan.lines.find(({ mark }) => mark !== 'kept')
  if (!line) throw new Error('the plan changes something')
  return { ...plan, lines: [...Array(changes).fill(line), { ...line, mark: 'kept' }] }
}

describe('What is approved was on the card', () => {
  it('a plan too long for a card is not offered, and the answer says what to do', () => {
    expect(tooLongToShow(planWith(MAX_CHANGES))).toBeNull()
    expect(noteWords(tooLongToShow(planWith(MAX_CHANGES + 1)) ?? '')).toMatch(
      /26 places at once.*Ask for it in parts\.$/,
    )
  })

  it('every policy is on one page, and no page has more changes than can be shown', () => {
    const sizes = [1, 20, 6, 25, 1, 1, 24, 3, ...Array(25).fill(1)]
    const { items } = pending(...sizes.map(planWith))
    const pages = pagesOf(items)
    expect(pages.flat()).toEqual(sizes.map((_size, index) => index))
    for (const page of pages) {
      expect(page.length).toBeLessThanOrEqual(10)
      expect(page.reduce((sum, index) => sum + sizes[index], 0)).toBeLessThanOrEqual(MAX_CHANGES)
    }
  })
})

describe('Unseen pages', () => {
  const long = () => pending(...Array.from({ length: 13 }, () => planWith(1)))
  const pressOn = ({ place, round }: AssignmentRequest) => ({
    verb: 'approve' as const,
    choice: null,
    comment: 'because',
    person: ADA,
    place,
    round,
  })

  it('are all except the shared one and those already shown', () => {
    const request = long()
    expect(isPaged(request)).toBe(true)
    expect(pagesLeft(request, [])).toEqual([1])
    expect(pagesLeft(request, [1])).toEqual([])
    expect(pagesLeft({ ...request, page: 1 }, [])).toEqual([0])
    expect(pagesLeft(pending(planWith(1)), [])).toEqual([])
  })

  it('are only those that have anything to decide about, once some policies are done', () => {
    const request = long()
    const doneTo = (last: number) => ({
      ...request,
      items: request.items.map((item, index) =>
        index <= last ? ({ ...item, progress: 'done' } as typeof item) : item,
      ),
    })
    expect(sharedPage(request)).toBe(0)
    // The first ten are on the first page.
    expect([sharedPage(doneTo(9)), pagesLeft(doneTo(9), [])]).toEqual([1, []])
    expect([sharedPage(doneTo(8)), pagesLeft(doneTo(8), [])]).toEqual([0, [1]])
    // Whoever skips all of a page stays there.
    const skipped = request.items.map((item, index) =>
      index > 9 ? ({ ...item, progress: 'leftOut' } as typeof item) : item,
    )
    expect(sharedPage({ items: skipped, page: 1 })).toBe(1)
    expect(sharedPage({ ...doneTo(12), page: 1 })).toBe(1)
  })

  it('have to be seen before approving', () => {
    const request = long()
    expect(judgePress(request, pressOn(request), [])).toEqual({
      is: 'refused',
      sentence: 'Look at page 2 of this card before you approve it.',
    })
    expect(judgePress(request, { ...pressOn(request), shown: [1] }, [])).toMatchObject({
      is: 'event',
      event: { type: 'approved' },
    })
  })

  it('do not matter on an outdated card, which cannot approve at all', () => {
    const request = { ...long(), round: 3 }
    const press = pressOn(request)
    expect(judgePress(request, { ...press, round: 2 }, [])).toMatchObject({ is: 'event' })
    expect(judgePress(request, { ...press, round: 4 }, [])).toMatchObject({ is: 'refused' })
  })

  it('change with the plans, and stay the same when something is skipped', () => {
    const request = long()
    const skipped = afterEvents(request, { type: 'ticked', by: ADA, items: [{ item: 3, ticked: false }] })
    expect(editionOf(skipped)).toBe(editionOf(request))
    expect(editionOf(pending(...Array.from({ length: 13 }, () => planWith(2))))).not.toBe(editionOf(request))
    // PostgreSQL gives an object's fields back in another order.
    const turned = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(turned)
        : value && typeof value === 'object'
          ? Object.fromEntries(
              Object.entries(value)
                .reverse()
                .map(([key, one]) => [key, turned(one)]),
            )
          : value
    expect(editionOf(turned(request) as typeof request)).toBe(editionOf(request))
  })

  it('include every warning', () => {
    const noted = { ...planWith(1), warnings: Array.from({ length: 9 }, (_, index) => `note ${index}`) }
    const { items } = pending(...Array.from({ length: 8 }, () => noted))
    for (const page of pagesOf(items)) expect(page.length * 10).toBeLessThanOrEqual(MAX_CHANGES)
  })

  it('show a toggle that was not sent before accepting an approval', () => {
    const request = long()
    const kept = new Map([[4, false]])
    expect(judgePress(request, { ...pressOn(request), shown: [1], kept }, [])).toEqual({
      is: 'event',
      event: { type: 'ticked', by: ADA, items: [{ item: 4, ticked: false }] },
    })
  })
})
