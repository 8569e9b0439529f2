import { afterAll, describe, expect, it } from 'vitest'
import { encoded, SigningKeys } from '../../../src/local/identity/keys.ts'

it('a pair signs for one world at a time, and under another name in the next', () => {
  const first = new SigningKeys()
  const other = new SigningKeys()
  const pems = [first.publicPem, other.publicPem]
  first.rotate()
  pems.push(first.publicPem)
  const kid = first.kid
  expect(new Set(pems).size).toBe(3)
  first.close()
  first.close()
  const next = [new SigningKeys(), new SigningKeys(), new SigningKeys()]
  expect(new Set([other, ...next].map(({ publicPem }) => publicPem)).size).toBe(4)
  expect(next.filter(({ publicPem }) => pems.includes(publicPem))).toHaveLength(2)
  expect(next.map((one) => one.kid)).not.toContain(kid)
  for (const one of [other, ...next]) one.close()
})

describe('A signed token', () => {
  const keys = new SigningKeys()
  afterAll(() => keys.close())

  it('says what it says, every time', async () => {
    const token = keys.sign({ oid: 'ada' })
    expect(await keys.signedBy(token)).toEqual({ oid: 'ada' })
    expect(await keys.signedBy(token)).toEqual({ oid: 'ada' })
  })

  it('is refused with other claims, although the right one is known', async () => {
    const token = keys.sign({ oid: 'ada' })
    await keys.signedBy(token)
    const [header, , signature] = token.split('.')
    const forged = [header, encoded({ oid: 'bruno' }), signature].join('.')
    await expect(keys.signedBy(forged)).rejects.toThrow()
    await expect(keys.signedBy([header, encoded({ oid: 'ada' }), 'AAAA'].join('.'))).rejects.toThrow()
  })

  it('of an older key is good while that is published', async () => {
    const token = keys.sign({ oid: 'ada' })
    await keys.signedBy(token)
    keys.rotate()
    expect(await keys.signedBy(token)).toEqual({ oid: 'ada' })
    keys.rotate({ keepOld: false })
    await expect(keys.signedBy(token)).rejects.toThrow()
  })
})
