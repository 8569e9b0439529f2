import { describe, expect, it } from 'vitest'
import { CATALOG } from '../../src/intune/catalog/catalog.ts'
import { readMessage } from '../../src/teams/inbound/commands/index.ts'

const ASKED = 'assign Edge Settings to Legal'
const read = (text: string) => readMessage(text, CATALOG)
const [ALONE] = read(ASKED)

describe('What stands below the thanks', () => {
  it.each([
    'Thanks,\nAda',
    'Thanks,\nAda\nHead of Finance',
    'Kind regards,\nAda Lovelace\nHead of IT, Contoso\n+49 30 1234',
    'Best regards\nGrant',
    '--\nAda Lovelace | IT',
  ])('is left out where it only says who writes: %j', (below) => {
    expect(read(`${ASKED}\n\n${below}`)[0]).toEqual(ALONE)
  })

  it.each([
    'Thanks\nExclude HR',
    'Thanks\nAda\nExclude HR',
    'Thanks\nNot Finance',
    'Thanks\nAlso HR',
    'Thanks\nFinance Too',
    '--\nExclude HR',
  ])('is never left out where it goes on asking: %j', (below) => {
    expect(read(`${ASKED}\n${below}`)).not.toContainEqual(ALONE)
    expect(read(`${ASKED}.\n${below}`)).not.toContainEqual(ALONE)
  })
})
