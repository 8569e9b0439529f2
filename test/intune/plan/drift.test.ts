import { describe, expect, it } from 'vitest'
import { driftBetween } from '../../../src/intune/plan/drift.ts'
import { driftWords } from '../../../src/teams/cards/changeRow.ts'
import { EDGE, group, plan, SEVEN_ZIP } from '../../cards/company.ts'

/** As `jsonb` hands it out: the keys of each object in an order of its own. */
const stored = <T>(value: T): T =>
  JSON.parse(JSON.stringify(value), (_key, inner) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => a.length - b.length || (a < b ? -1 : 1)))
      : inner,
  )

const forFinance = { include: [group('Finance')], intent: 'required' as const }
const asked = { exclude: [group('Pilot Devices')] }

describe('Drift between two plans', () => {
  it.each<[string[], string[], string[]]>([
    [['+@devices'], ['+@devices'], []],
    [['+@devices'], ['+@devices', '+Legal'], ['Legal was added']],
    [['+@devices', '+Legal'], ['+@devices'], ['Legal was removed']],
    [['+@devices'], ['+@devices', '-Test Lab'], ['Test Lab was added as an exclusion']],
    [['+Legal'], ['-Legal'], ['Legal: assigned → excluded']],
    [
      ['+@devices|f+Corporate Windows'],
      ['+@devices|f-Virtual machines'],
      ['All devices: filter: include “Corporate Windows” → filter: exclude “Virtual machines”'],
    ],
    // The very group that is asked about.
    [['+@devices'], ['+@devices', '+Pilot Devices'], ['Pilot Devices was added']],
    [['+@devices', '+Pilot Devices'], ['+@devices'], ['Pilot Devices was removed']],
  ])('%j became %j', (before, after, words) => {
    const [earlier, later] = [before, after].map((set) => plan(EDGE, set, asked))
    if (!earlier || !later) throw new Error('both can be planned')
    expect(driftBetween(stored(earlier), later).map(driftWords)).toEqual(words)
  })

  it('includes settings where nothing else differs, and nobody whose settings are the same', () => {
    const earlier = plan(SEVEN_ZIP, ['+Legal|required', '+Finance|available'], forFinance)
    const later = structuredClone(earlier)
    const [legal] = later.before
    if (legal) legal.properties.settings = { notifications: 'hideAll' }
    expect(driftBetween(stored(earlier), later).map(driftWords)).toEqual([
      'Legal: old settings → new settings',
    ])
  })

  it('pairs entries whose intent changed', () => {
    const [earlier, later] = [['+Legal|required'], ['+Legal|available']].map((set) =>
      plan(SEVEN_ZIP, set, forFinance),
    )
    if (!earlier || !later) throw new Error('both can be planned')
    expect(driftBetween(earlier, later).map(driftWords)).toEqual(['Legal: required → available'])
  })
})
