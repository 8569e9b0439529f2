import { describe, expect, it } from 'vitest'
import type { Plan } from '../../src/intune/plan/plan.ts'
import { MOST_CHANGES, pagesOf, tooLongToShow } from '../../src/request/cardPages.ts'
import { pending, somePlan } from './requests.ts'

function planWith(changes: number): Plan {
  const plan = somePlan()
  const line = plan.lines.find(({ mark }) => mark !== 'kept')
  if (!line) throw new Error('the plan changes something')
  return { ...plan, lines: [...Array(changes).fill(line), { ...line, mark: 'kept' }] }
}

describe('What is approved was on the card', () => {
  it('a plan that a card cannot show whole is not asked about, and the sentence says what to do', () => {
    expect(tooLongToShow(planWith(MOST_CHANGES))).toBeNull()
    expect(tooLongToShow(planWith(MOST_CHANGES + 1))).toMatch(/26 places at once.*Ask in parts\.$/)
  })

  it('every policy stands on one page, and no page holds more changes than can be shown', () => {
    const sizes = [1, 20, 6, 25, 1, 1, 24, 3, ...Array(25).fill(1)]
    const { items } = pending(...sizes.map(planWith))
    const pages = pagesOf(items)
    expect(pages.flat()).toEqual(sizes.map((_size, index) => index))
    for (const page of pages) {
      expect(page.length).toBeLessThanOrEqual(10)
      expect(page.reduce((sum, index) => sum + sizes[index], 0)).toBeLessThanOrEqual(MOST_CHANGES)
    }
  })
})
