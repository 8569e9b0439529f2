import { describe, expect, it } from 'vitest'
import { idMark, looksLike } from '../../src/wording/lookKeys.ts'

describe('Names that look alike', () => {
  it.each([
    ['Sales', 'Sales ', 'a space at the end'],
    ['Sales Laptops', 'Sales  Laptops', 'two spaces'],
    ['Sales Laptops', 'Sales\u00a0Laptops', 'a space that does not break'],
    ['Sales', 'Sa\u200bles', 'a space without width'],
    ['Sales', 'Sales\u3164', 'a filler that is drawn as nothing'],
    ['Sales', 'SALES', 'case'],
    ['Sales', 'Sаles', 'a Cyrillic letter'],
    ['Ring 1', 'Ring l', 'a digit and a letter'],
    ['Tier I', 'Tier 1', 'a capital and a digit'],
    ['Office 0', 'Office O', 'zero and a letter'],
    ['Café', 'Cafe\u0301', 'an accent in one sign or two'],
    ['Sales-Laptops', 'Sales–Laptops', 'dashes'],
  ])('%j and %j: %s', (one, other) => {
    expect(looksLike(one, other)).toBe(true)
  })

  it.each([
    ['Sales', 'Sales 2'],
    ['Ring 1', 'Ring 2'],
    ['Mail', 'Mall'],
    ['Sales Laptops', 'Sales-Laptops'],
    ['HR', 'IT'],
  ])('%j and %j do not', (one, other) => {
    expect(looksLike(one, other)).toBe(false)
  })

  it('are told apart by the end of the id, or all of it', () => {
    expect(idMark('aaaa-1234', ['bbbb-9876'])).toBe('id …1234')
    expect(idMark('aaaa-1234', ['bbbb-1234'])).toBe('id aaaa-1234')
  })
})
