import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { allScenes, type Scene } from '../../cards/scenes.ts'
import { breachesOf, MAX_CARD_BYTES, partsIn } from '../../cards/validity.ts'

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

const UNFILLED = ['$', '{name}'].join('')
const bodyOf = (card: Scene['card']) => card.body as { [name: string]: unknown }[]
const executeIn = (card: Scene['card']) => {
  const found = partsIn(card).find(({ type }) => type === 'Action.Execute')
  if (!found) throw new Error('no action')
  return found
}

describe('Every card, in every state', () => {
  it('is drawn in at least one scene, for every template', () => {
    const SCENES: Readonly<Record<string, string>> = { several: 'bulk', signIn: 'sign-in' }
    const templates = readdirSync('cards').flatMap((file) => /^(\w+)\.json$/.exec(file)?.[1] ?? [])
    const drawn = (template: string) =>
      scenes.some(({ name }) => name.startsWith(SCENES[template] ?? template))
    expect(templates.length).toBeGreaterThan(5)
    expect(templates.filter((template) => !drawn(template))).toEqual([])
  })

  it.each(scenes.map((one) => [one.name, one] as const))(
    '%s follows the rules of Teams',
    (_name, { card }) => {
      expect(breachesOf(card)).toEqual([])
    },
  )

  it('says once on a page what makes several of its numbers inexact', () => {
    const why = /how many of them match the filter is not known/gi
    expect(textOf('bulk-first-page').match(why)).toHaveLength(1)
    expect(textOf('bulk-last-page').match(why)).toHaveLength(1)
  })

  it.each(['rejected', 'cancelled', 'expired', 'failed', 'given-up'])(
    'has nothing green or promising where nothing was achieved: %s',
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
    ['request-awaiting-intune', /^− Uninstall from$/m],
    ['request-withdrawing', /^− Uninstall from$/m],
    ['request-sign-in-needed', /^\+ Add$/m],
    ['request-rejected', /^Not uninstalled from:$/m],
  ])('uses the tense of its state: %s', (name, mark) => {
    expect(textOf(name)).toMatch(mark)
  })

  it.each(scenes.filter(({ name }) => /^(request|bulk)-/.test(name)).map((one) => [one.name, one] as const))(
    '%s says in its notification who asks for what, and its status',
    (name, { card }) => {
      const { fallbackText, speak } = card
      expect(speak).toBe(fallbackText)
      if (/searching|no-rights|shown|members|compared/.test(name)) return
      expect(fallbackText).toMatch(/^Ada Lindqvist: .+\. .+\.$/)
    },
  )

  it.each([
    ['gets-first-page', 'What all devices get'],
    ['request-emergency-told', 'Emergency: Ada Lindqvist can approve this alone. Waiting for approval'],
    [
      'request-lasting',
      'Done and verified in Intune. Lasts until Friday, 27 November 2026 at 23:59 CET (Europe/Berlin)',
    ],
  ])('says in good English how it is: %s', (name, words) => {
    expect(textOf(name).split('\n')).toContain(words)
  })

  it('says once why nothing would change', () => {
    expect(textOf('request-other-side').split('so there is no assignment to remove')).toHaveLength(2)
  })

  it.each<[string, RegExp]>([
    ['request-members', /^Ada Lindqvist: “Sales Laptops”: dynamic group, 214 devices/],
    ['request-compared', /^Ada Lindqvist: Only “Sales Laptops” \(3 policies\): “Windows 11 Baseline”/],
  ])('says in the notification of an answer what it is: %s', (name, answer) => {
    expect(scene(name).card.speak).toMatch(answer)
  })

  it('says in the notification of every pending request whom it affects and how', () => {
    const waiting = scenes.filter(({ name, card }) => {
      const offers = partsIn(card).some(({ title }) => /^(Approve|Cancel|Reject)/.test(String(title)))
      return /^(request|bulk)-/.test(name) && offers && /Waiting for approval/.test(String(card.speak))
    })
    expect(waiting.length).toBeGreaterThan(12)
    for (const { name, card } of waiting) {
      const parts = partsIn(card)
      const heading = parts.find(({ style, size }) => style === 'heading' || size === 'Large')?.text
      const box = parts.find(
        ({ type, style }) => type === 'Container' && /good|attention|warning|emphasis/.test(String(style)),
      )
      const [effect] = partsIn(box?.items).filter(({ type }) => type === 'TextRun')
      // Of a few policies each has a box of its own; what all of them come to is said.
      const told = name === 'request-several' ? '2 policies: 2 give something.' : effect?.text
      expect([name, card.speak]).toEqual([name, expect.stringContaining(String(heading))])
      expect([name, card.speak]).toEqual([name, expect.stringContaining(String(told))])
    }
  })

  it.each<[string, (card: Scene['card']) => unknown]>([
    ['Action.Execute without fallback', (card) => delete executeIn(card).fallback],
    ['Action.Execute without verb', (card) => delete executeIn(card).verb],
    ['AdaptiveCard has no such property', (card) => Object.assign(card, { lang: 'en' })],
    ['"1.6"', (card) => Object.assign(card, { version: '1.6' })],
    ['AdaptiveCard without fallbackText', (card) => delete card.fallbackText],
    ['AdaptiveCard without speak', (card) => delete card.speak],
    ['Carousel is no element that Teams draws', (card) => bodyOf(card).push({ type: 'Carousel' })],
    ['TextBlock without wrap', (card) => bodyOf(card).push({ type: 'TextBlock', text: 'x' })],
    ['Input.Text without label', (card) => bodyOf(card).push({ type: 'Input.Text', id: 'x' })],
    [UNFILLED, (card) => bodyOf(card).push({ type: 'TextBlock', text: UNFILLED, wrap: true })],
    ['undefined', (card) => bodyOf(card).push({ type: 'TextBlock', text: 'undefined', wrap: true })],
    [
      '7 actions',
      (card) =>
        bodyOf(card).push({ type: 'ActionSet', actions: Array.from({ length: 5 }, () => executeIn(card)) }),
    ],
    ['not full width', (card) => Object.assign(card, { msteams: {} })],
    [
      ' bytes',
      (card) => bodyOf(card).push({ type: 'TextBlock', text: 'x'.repeat(MAX_CARD_BYTES), wrap: true }),
    ],
  ])('would be caught: %s', (breach, spoil) => {
    const card = structuredClone(scene('request-assign').card)
    expect(breachesOf(card)).toEqual([])
    spoil(card)
    expect(breachesOf(card).join('\n')).toContain(breach)
  })

  it('shows what others changed since, and names the button after it', () => {
    expect(textOf('request-drift')).toContain(
      'New since you looked: Sales Laptops was added. Changed in Intune or by another request between {{TIME(2026-11-24T12:00:00Z)}} and {{TIME(2026-11-24T12:10:00Z)}}.',
    )
    // A second click where the first one was does not approve what nobody has read.
    const buttons = partsIn(scene('request-drift').card).filter(({ verb }) => verb)
    expect(buttons.map(({ title }) => title)).toEqual(['Cancel', 'Approve new plan'])
  })

  it('links to the approvals channel from elsewhere, and where nobody else is asked', () => {
    const links = scenes.flatMap(({ name, card }) =>
      partsIn(card).flatMap(({ type, text, selectAction }) =>
        type === 'TextRun' && selectAction ? [[name, text, (selectAction as { url: string }).url]] : [],
      ),
    )
    const url = 'https://teams.microsoft.com/l/channel/19%3Aapprovals/Approvals'
    expect(links).toEqual([['request-channel', 'anyone in Device Operations › Approvals', url]])
    expect(textOf('bulk-channel')).toContain('anyone in Device Operations › Approvals')
  })

  it('does not explain how to withdraw what is being withdrawn', () => {
    expect(textOf('request-awaiting-intune')).toContain('press Withdraw')
    expect(textOf('request-withdrawing')).not.toContain('press Withdraw')
  })

  it('can be told apart by heading, effect and button alone', () => {
    const short = (name: string) => {
      const parts = partsIn(scene(name).card)
      const heading = parts.find(({ style, size }) => style === 'heading' || size === 'Large')?.text
      const effect = parts.find(
        ({ type, style }) => type === 'Container' && /good|attention|warning|emphasis/.test(String(style)),
      )
      const approve = parts.find(({ verb }) => verb === 'approve')
      const [first] = partsIn(effect?.items).filter(({ type }) => type === 'TextRun')
      return [heading, first?.text, effect?.style, approve?.title, approve?.style]
    }
    expect(
      ['assign', 'exclude', 'remove', 'uninstall', 'filter', 'undo'].map((name) => short(`request-${name}`)),
    ).toEqual([
      [
        'Assign Windows 11 Baseline to Sales Laptops',
        '203 to 214 devices get this policy.',
        'good',
        'Approve assignment',
        'positive',
      ],
      [
        'Exclude Pilot Devices from Edge Settings',
        'Up to 25 devices lose this policy.',
        'attention',
        'Approve exclusion',
        'destructive',
      ],
      [
        'Remove Old Kiosks from Set Time Zone',
        '9 devices lose this script.',
        'attention',
        'Approve removal',
        'destructive',
      ],
      [
        'Uninstall 7-Zip 24.08 from Sales Laptops',
        'Up to 214 devices have this app uninstalled. Any of them may be required to have it today.',
        'attention',
        'Approve uninstall',
        'destructive',
      ],
      [
        'Use filter Corporate Windows for All devices on Edge Settings',
        'Possibly all devices lose or get this policy.',
        'attention',
        'Approve filter change',
        'destructive',
      ],
      [
        'Undo: assign Set Time Zone to Old Kiosks',
        '9 devices get this script.',
        'good',
        'Approve undo',
        'positive',
      ],
    ])
  })

  it('asks for an app where only apps are meant, and otherwise for a policy', () => {
    expect(textOf('choose-app')).toContain('Did you mean this app?\nThere is no app named “7-Zip”.')
    expect(scene('choose-app').card.speak).toBe('Ada Lindqvist, which app did you mean?')
    expect(textOf('choose-many')).toContain('Which policy do you mean?')
  })

  it('offers to ask again only where nothing was written', () => {
    const again = scenes.filter(({ card }) => partsIn(card).some(({ verb }) => verb === 'again'))
    expect(again.map(({ name }) => name)).toEqual([
      'request-rejected',
      'request-cancelled',
      'request-expired',
      'request-no-rights',
      'request-beyond-scope',
      'request-setback',
      'history',
    ])
  })
})
