import { describe, expect, it } from 'vitest'
import { CATALOG } from '../../src/intune/catalog/catalog.ts'
import { read } from '../../src/language/read.ts'
import type { ChangeReading } from '../../src/language/reading.ts'

function changesIn(sentence: string): ChangeReading[] {
  return read(sentence, CATALOG, []).filter((one): one is ChangeReading => one.action === 'change')
}

describe('A word that may be the end of a name', () => {
  it.each<[string, Partial<ChangeReading>, Partial<ChangeReading>]>([
    ['assign Kiosk to Sales only', { include: ['Sales'], only: true }, { include: ['Sales only'] }],
    [
      'assign Kiosk to all devices with filter Windows 11 only',
      { filter: { name: 'Windows 11', mode: 'include' } },
      { filter: { name: 'Windows 11 only', mode: 'include' } },
    ],
    [
      'assign Kiosk to Legal with filter VMs excluded',
      { filter: { name: 'VMs', mode: 'exclude' } },
      { filter: { name: 'VMs excluded', mode: 'include' } },
    ],
    [
      'assign Kiosk to Legal except Interns',
      { include: ['Legal'], exclude: ['Interns'] },
      { include: ['Legal except Interns'], exclude: [] },
    ],
    [
      'assign app Chrome to group Chrome (Required)',
      { include: ['Chrome'], intent: 'required' },
      { include: ['Chrome (Required)'], intent: null },
    ],
    ['assign Kiosk until Monday to Legal', { policies: ['Kiosk'] }, { policies: ['Kiosk until Monday'] }],
  ])('is read in both ways, the shorter name first: %s', (sentence, shorter, longer) => {
    const all = changesIn(sentence)
    expect(all[0]).toMatchObject(shorter)
    const other = all.find((one) => matches(one, longer))
    expect(other).toMatchObject(longer)
    expect(other).not.toHaveProperty('only')
    expect(other).not.toHaveProperty('timing')
  })

  it.each([
    ['Block USB for Legal', 'Block USB', 'USB'],
    ['Enable BitLocker on Legal', 'Enable BitLocker', 'BitLocker'],
    ['Turn Off Telemetry for Legal', 'Turn Off Telemetry', 'Telemetry'],
  ])('may be the verb, where it begins a name: %s', (sentence, longer, shorter) => {
    const all = changesIn(sentence)
    expect(all[0]?.policies).toEqual([shorter])
    expect(all).toContainEqual(
      expect.objectContaining({ policies: [longer], include: ['Legal'], exclude: [], remove: [] }),
    )
  })

  it.each([
    ['assign Both Sides to Legal', 'Both Sides'],
    ['Only Kiosk for Legal', 'Only Kiosk'],
    ['assign Kiosk completely to Legal', 'Kiosk completely'],
  ])('may begin or end it: %s', (sentence, name) => {
    expect(changesIn(sentence)).toContainEqual(
      expect.objectContaining({ policies: [name], include: ['Legal'] }),
    )
  })

  it('may end the name of what goes', () => {
    const names = changesIn('remove Legal from Android fully').map(({ policies }) => policies)
    expect(names[0]).toEqual(['Android'])
    expect(names).toContainEqual(['Android fully'])
  })

  it('begins no name without a capital', () => {
    const names = changesIn('assign both Sides to Legal').flatMap(({ policies }) => policies)
    expect(names).not.toContain('both Sides')
  })

  it('is no verb that takes away from whom it names', () => {
    const names = changesIn('Remove Bloatware from Legal').flatMap(({ policies }) => policies)
    expect(names).not.toContain('Remove Bloatware')
  })

  it('is left alone in quotes', () => {
    const names = changesIn('assign Kiosk to "Sales" only').flatMap(({ include }) => include)
    expect(names).not.toContain('Sales only')
    expect(names).toContain('Sales')
  })

  it('is not a word that joins two names', () => {
    const names = changesIn('remove the exclusion of Legal from Kiosk').flatMap((one) => [
      ...one.policies,
      ...one.remove,
    ])
    expect(names.filter((name) => / (from|to|and)$/.test(name))).toEqual([])
  })
})

function matches(one: ChangeReading, part: Partial<ChangeReading>): boolean {
  return Object.entries(part).every(
    ([key, value]) => JSON.stringify(one[key as keyof ChangeReading]) === JSON.stringify(value),
  )
}
