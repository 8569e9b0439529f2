import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { best, closeness, isCertain, nearest } from '../../src/graph/nameMatch.ts'

const names = [
  'Windows 11 Baseline',
  'Windows 11 Baseline (Strict)',
  'windows 11 baseline',
  'Köln Büro',
  'Office Macros for Finance',
  'BitLocker Required',
]
const find = (asked: string) => best(asked, names, (name) => name)

describe('Matching names', () => {
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

  it.each([
    'Köln Büro to Legal',
    'Köln Büro with filter Corporate Windows',
    'Köln Büro and X to Legal',
    'Köln Büro (from 01/12/2026)',
    'Köln Büro next sprint',
    'Köln Büro HR',
    'Köln Büro A',
    'Köln Büro 2',
    'half of Köln Büro',
    'Köln Büro and Köln Büro 2',
    'BitLocker Required and BitLocker Required 2',
    'Windows 11 Baseline (Strict) for testing',
  ])('does not match %s, since the rest of the sentence would be lost', (asked) => {
    expect(find(asked).closeness).toBeNull()
    expect(nearest(asked, names)).toEqual([])
  })

  it.each(['!Köln Büro', '-Köln Büro', '¬ Köln Büro', 'Köln Büro 💀', '💀 Köln Büro'])(
    'does not match %s, whose sign says more than a name',
    (asked) => {
      expect(find(asked).closeness).toBeNull()
      expect(closeness(asked, `${asked} 2`)).toBe('prefix')
    },
  )

  it.each([
    ['7zip', '7-Zip 24.08', 'words'],
    ['7zip 24.08', '7-Zip 24.08', 'words'],
    ['bit locker required', 'BitLocker Required', 'words'],
    ['Bit Loker Requird', 'BitLocker Required', 'spelling'],
    ['BitLockerRequird', 'BitLocker Required', 'spelling'],
    ['Bruno’s Team', "Bruno's Team", 'sameLetters'],
    ["Bruno's Team", 'Bruno’s Team', 'sameLetters'],
    ['**Köln Büro**', 'Köln Büro', 'sameLetters'],
    ['7-Zip 24.09', '7-Zip 24.08', null],
    ['Windows Update Ring 2', 'Windows Update Ring 1', null],
    ['Windows 12 Baseline', 'Windows 11 Baseline', null],
    ['---', 'Köln Büro', null],
  ] as const)('%s and %s: %s', (asked, name, expected) => {
    expect(closeness(asked, name)).toBe(expected)
  })

  it('never match when they leave out a word of what was asked', () => {
    const word = fc.stringMatching(/^[a-z]{1,9}$/)
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), word, fc.nat(4), (words, more, at) => {
        const name = words.join(' ')
        const asked = words.toSpliced(Math.min(at, words.length), 0, `${more}${more}${more}x`).join(' ')
        expect(closeness(asked, name)).toBeNull()
        expect(nearest(asked, [name])).toEqual([])
      }),
    )
  })

  it('prefers the exact spelling to the same letters in another case', () => {
    expect(find('windows 11 baseline').found).toEqual(['windows 11 baseline'])
    expect(isCertain(find('windows 11 baseline'))).toBe(true)
    expect(isCertain(find('WINDOWS 11 BASELINE'))).toBe(false)
  })

  it.each([
    ['a space at the end', 'Sales', 'Sales '],
    ['two spaces', 'Sales Team', 'Sales  Team'],
    ['a space of another kind', 'Sales Team', 'Sales\u00a0Team'],
    ['a letter of no width', 'Sales', 'Sa\u200bles'],
    ['how an accent is written', 'Caf\u00e9', 'Cafe\u0301'],
  ])('is not certain of two names that look the same: %s', (_what, one, other) => {
    const both = best(one, [other, one, 'Other'], (name) => name)
    expect(both.found.toSorted()).toEqual([one, other].toSorted())
    expect(isCertain(both)).toBe(false)
    expect(isCertain(best(one, [other], (name) => name))).toBe(true)
  })

  it('is certain only of a complete name, never of a part or a misspelling', () => {
    expect(isCertain(find('BitLocker Required'))).toBe(true)
    expect(isCertain(find('BitLocker'))).toBe(false)
    expect(isCertain(find('BitLocker Reqired'))).toBe(false)
  })

  it('suggests the most similar names where nothing matches', () => {
    expect(find('Windows Baseline Twelve').closeness).toBeNull()
    expect(nearest('Windows Baseline Twelve', names)).toContain('Windows 11 Baseline')
    expect(nearest('zzzz', names)).toEqual([])
  })

  it('finds every name by itself, in any case and Unicode form', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), (name) => {
        expect(closeness(name, name)).toBe('exact')
        expect(['exact', 'sameLetters']).toContain(closeness(name.normalize('NFD'), name.normalize('NFC')))
      }),
    )
  })
})
