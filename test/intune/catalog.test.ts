import { describe, expect, it } from 'vitest'
import { CATALOG, rowsMeant } from '../../src/intune/catalog/catalog.ts'
import { KindPhrases } from '../../src/language/grammar/kindWords.ts'
import { FACTS } from '../../src/local/tenant/facts.ts'
import { UNSUPPORTED_KINDS, unsupportedKind } from '../../src/wording/unsupportedKinds.ts'

describe('The catalog', () => {
  it('has exactly one row for every collection of the tenant', () => {
    expect(CATALOG.map(({ path }) => path).sort()).toEqual([...FACTS.keys()].sort())
    expect(new Set(CATALOG.map(({ key }) => key)).size).toBe(CATALOG.length)
  })

  it('has no two kinds with the same name', () => {
    const claims = new Map<string, string[]>()
    for (const { key, title, aliases } of CATALOG) {
      for (const name of new Set([title, ...aliases].map((one) => one.toLowerCase().replaceAll('-', ' ')))) {
        claims.set(name, [...(claims.get(name) ?? []), key])
      }
    }
    expect([...claims].filter(([, keys]) => keys.length > 1)).toEqual([])
  })

  it('agrees with the facts on names, versions and parameters', () => {
    for (const row of CATALOG) {
      const fact = FACTS.get(row.path)
      const action = row.writes === 'update' ? fact?.update : fact?.assign[row.version]
      expect(fact?.name, row.key).toBe(row.name)
      expect(fact?.element, row.key).toBe(row.assign.element)
      expect(fact?.scopes.write, row.key).toContain(row.scope)
      expect(fact?.scopes.read, row.key).toContain(row.readScope)
      if (row.writes === 'oneByOne')
        expect(row.assign, row.key).toMatchObject({ parameter: null, answers: 'entry' })
      else {
        expect(action?.[row.assign.parameter ?? ''], row.key).toBe(row.assign.element)
        expect(row.assign.answers, row.key).toBe(fact?.answers === 200 ? 'collection' : 'nothing')
      }
    }
  })

  it.each([
    ['deviceCompliancePolicy', ['deviceCompliancePolicy', 'compliancePolicy']],
    [
      'deviceConfiguration',
      [
        'deviceConfiguration',
        'configurationPolicy',
        'groupPolicyConfiguration',
        'deviceManagementIntent',
        'resourceAccessProfile',
        'hardwareConfiguration',
      ],
    ],
    ['deviceManagementScript', ['deviceManagementScript', 'deviceShellScript']],
    ['configurationPolicy', ['configurationPolicy']],
  ])('includes in %s the kinds that join it', (kind, keys) => {
    expect(rowsMeant(kind).map(({ key }) => key)).toEqual(keys)
  })

  it('joins only existing kinds', () => {
    const keys = CATALOG.map(({ key }) => key)
    for (const row of CATALOG) for (const head of row.joins) expect(keys).toContain(head)
  })
})

describe('Unsupported kinds', () => {
  it.each([
    ['scope tag Denmark', /scope tags/],
    ['the Denmark scope tag', /scope tags/],
    ['role Help Desk Operator', /roles/],
    ['Cloud PC pool Berlin', /Cloud PC pools/],
    ['CA policy "MFA for Admins"', /Entra/],
    ['Conditional Access policy Block legacy sign-in', /Entra/],
  ])('include “%s”', (asked, reason) => {
    expect(unsupportedKind(asked)).toMatch(reason)
  })

  it('include nothing else, and no name of a supported kind', () => {
    expect(unsupportedKind('Windows 11 Baseline')).toBeNull()
    expect(unsupportedKind('Controlled Folder Access')).toBeNull()
    const phrases = new KindPhrases(CATALOG)
    for (const word of UNSUPPORTED_KINDS.flatMap(({ words }) => words)) {
      const tokens = word
        .split(' ')
        .map((raw) => ({ raw, word: raw, quoted: null, glued: false, startsLine: false }))
      expect(
        phrases.first(tokens).filter(({ key, length }) => key && length === tokens.length),
        word,
      ).toEqual([])
    }
  })
})
