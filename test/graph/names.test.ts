import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { best, closeness, isCertain, nearest } from '../../src/graph/names.ts'

const names = [
  'Windows 11 Baseline',
  'Windows 11 Baseline (Strict)',
  'windows 11 baseline',
  'Köln Büro',
  'Office Macros for Finance',
  'BitLocker Required',
]
const find = (asked: string) => best(asked, names, (name) => name)

describe('How names answer to what was asked', () => {
  it.each([
    ['Windows 11 Baseline', 'exact'],
    ['WINDOWS 11  Baseline', 'sameLetters'],
    ['koln buro', 'sameLetters'],
    ['Windows 11 B', 'prefix'],
    ['finance macros', 'words'],
    ['Bitloker Requierd', 'spelling'],
  ] as const)('%s → %s', (asked, expected) => {
    expect(find(asked).closeness).toBe(expected)
  })

  it.each(['Köln Büro to Legal', 'Köln Büro with filter Corporate Windows', 'Köln Büro and X to Legal'])(
    'does not take %s for one, since the rest of the sentence would be lost',
    (asked) => {
      expect(find(asked).closeness).toBeNull()
    },
  )

  it('takes the name as it is written before the same letters in another case', () => {
    expect(find('windows 11 baseline').found).toEqual(['windows 11 baseline'])
    expect(isCertain(find('windows 11 baseline'))).toBe(true)
    expect(isCertain(find('WINDOWS 11 BASELINE'))).toBe(false)
  })

  it('is certain of a whole name alone, never of a part or a misspelling', () => {
    expect(isCertain(find('BitLocker Required'))).toBe(true)
    expect(isCertain(find('BitLocker'))).toBe(false)
    expect(isCertain(find('BitLocker Reqired'))).toBe(false)
  })

  it('offers the names most like one that nothing has', () => {
    expect(find('Windows Baseline Twelve').closeness).toBeNull()
    expect(nearest('Windows Baseline Twelve', names)).toContain('Windows 11 Baseline')
    expect(nearest('zzzz', names)).toEqual([])
  })

  it('finds every name by itself, in any case and form of its letters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), (name) => {
        expect(closeness(name, name)).toBe('exact')
        expect(['exact', 'sameLetters']).toContain(closeness(name.normalize('NFD'), name.normalize('NFC')))
      }),
    )
  })
})
