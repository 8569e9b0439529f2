import { expect, it } from 'vitest'
import { SigningKeys } from '../../../src/local/identity/keys.ts'

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
