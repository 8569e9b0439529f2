import { describe, expect, it } from 'vitest'
import { allScenes, type Scene } from '../../cards/scenes.ts'
import { breachesOf, partsIn } from '../../cards/validity.ts'

const scenes = allScenes()
const colorsIn = ({ card }: Scene) => new Set(partsIn(card).flatMap(({ color, style }) => [color, style]))
const scene = (name: string): Scene => {
  const found = scenes.find((one) => one.name === name)
  if (!found) throw new Error(`no card ${name}`)
  return found
}
const textOf = (name: string) =>
  partsIn(scene(name).card)
    .flatMap(({ text }) => (typeof text === 'string' ? [text] : []))
    .join('\n')

describe('Every card, in every state', () => {
  it.each(scenes.map((one) => [one.name, one] as const))('%s keeps the rules of Teams', (_name, { card }) => {
    expect(breachesOf(card)).toEqual([])
  })

  it.each(['rejected', 'cancelled', 'expired', 'failed', 'given-up'])(
    'has nothing green or promising where nothing came of it: %s',
    (state) => {
      const colors = colorsIn(scene(`request-${state}`))
      expect([colors.has('Good'), colors.has('good')]).toEqual([false, false])
      expect(textOf(`request-${state}`)).toMatch(/requested: /)
    },
  )

  it.each<[string, RegExp]>([
    ['request-exclude', /^− Exclude$/m],
    ['request-applying', /^− Excluding$/m],
    ['request-done', /^− Excluded$/m],
    ['request-rejected', /^Not set to uninstall$/m],
  ])('speaks in the tense of its state: %s', (name, mark) => {
    expect(textOf(name)).toMatch(mark)
  })

  it.each(scenes.filter(({ name }) => /^(request|bulk)-/.test(name)).map((one) => [one.name, one] as const))(
    '%s tells a notification who asks, what and how it stands',
    (name, { card }) => {
      const { fallbackText, speak } = card
      expect(speak).toBe(fallbackText)
      if (/searching|no-rights|shown/.test(name)) return
      expect(fallbackText).toMatch(/^Ada Lindqvist: .+\. .+\.$/)
    },
  )

  it('shows what others changed since, and names the button after it', () => {
    expect(textOf('request-drift')).toContain('New since you looked: Sales Laptops was added.')
    expect(partsIn(scene('request-drift').card).map(({ title }) => title)).toContain('Approve new plan')
  })
})
