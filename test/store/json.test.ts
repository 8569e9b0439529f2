import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jsonText, wellFormed } from '../../src/store/json.ts'

/** Pieces of what PostgreSQL refuses, and of what only looks like it. */
const PIECES = ['\0', '\ud83d', '\ude00', '😀', '\\', 'u', '0000', 'ud83d', 'd', ' ', 'ä']
const textOf = (pieces: string[]) =>
  fc.array(fc.constantFrom(...pieces), { maxLength: 6 }).map((some) => some.join(''))
const text = textOf(PIECES)
// V8 13.6 misreads some names that are written with an escape: “"” as “\\”, say.
const name = textOf(PIECES.filter((piece) => piece !== '\\'))
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    text,
    fc.constantFrom(null, true, 1),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(name, tie('value'), { maxKeys: 3 }),
  ),
}))

describe('JSON for PostgreSQL', () => {
  const texts = (one: unknown): string[] =>
    typeof one === 'string'
      ? [one]
      : one && typeof one === 'object'
        ? Object.entries(one).flatMap(([name, inner]) => [name, ...texts(inner)])
        : []
  const isTaken = (one: string) => one.isWellFormed() && !one.includes('\0')

  it('keeps what PostgreSQL takes, and repairs every text of the rest', () => {
    fc.assert(
      fc.property(value, (one) => {
        const repaired = wellFormed(one)
        expect(texts(repaired).every(isTaken)).toBe(true)
        if (texts(one).every(isTaken)) expect(repaired).toEqual(one)
        expect(JSON.parse(jsonText(repaired))).toEqual(repaired)
        // Names of fields are Assent's own wherever a text is stored as it is.
        const [written] = JSON.parse(jsonText([texts(one)])) as [string[]]
        expect(written).toEqual(texts(one).map((inner) => inner.replaceAll('\0', '').toWellFormed()))
      }),
      { numRuns: 2000 },
    )
  })

  it('leaves out what is nested too deeply', () => {
    let deep: unknown = 'inside'
    for (let level = 0; level < 120; level++) deep = [deep]
    expect(JSON.stringify(wellFormed(deep))).not.toContain('inside')
  })
})
