import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { RulesProblem, readRulesFile, rulesSchema } from '../../../src/request/approval/rulesFile.ts'

const folder = mkdtempSync(join(tmpdir(), 'assent-rules-'))
const PERSON = 'b2b2b2b2-1c2d-4e3f-9a4b-5c6d7e8f9011'

function read(rules: unknown, hasChannel = false) {
  const file = join(folder, 'rules.json')
  writeFileSync(file, typeof rules === 'string' ? rules : JSON.stringify({ rules }))
  return readRulesFile(file, hasChannel)
}

function problems(rules: unknown): readonly string[] {
  try {
    read(rules)
  } catch (error) {
    if (error instanceof RulesProblem) return error.problems
    throw error
  }
  return []
}

describe('The rules file', () => {
  it('reports all problems at once, each with its place', () => {
    expect(
      problems([
        {
          name: 'x',
          approvers: ['nobody'],
          when: { kinds: ['printer'], moreThanMembers: -1 },
          colour: 'red',
        },
        { approvers: [] },
      ]),
    ).toEqual([
      'rules[0].when.kinds[0]: is no kind that Assent knows (npm run --silent catalog)',
      expect.stringMatching(/^rules\[0\]\.when\.moreThanMembers: /),
      'rules[0].approvers[0] is none of the things that can stand there',
      'rules[0] has no setting colour',
      expect.stringMatching(/^rules\[1\]\.name: /),
      expect.stringMatching(/^rules\[1\]\.approvers: /),
    ])
    expect(problems('{')).toHaveLength(1)
  })

  it('refuses rules that nobody could ever satisfy', () => {
    const lacking = [
      { name: 'a', approvers: ['channel'] },
      { name: 'b', approvers: [{ group: PERSON }] },
      { name: 'c', approvers: ['requester', { person: PERSON }], approvals: 3 },
      { name: 'd', approvers: ['requester'], requesterCounts: false },
    ]
    expect(problems(lacking).map((one) => one.slice(0, 8))).toEqual(lacking.map((_, i) => `rules[${i}]`))
    expect(read(lacking.slice(0, 2), true)).toHaveLength(2)
  })

  it('does not count the requester by default where a second person is needed', () => {
    const [one, two, named] = read([
      { name: 'one', approvers: ['requester'] },
      { name: 'two', approvers: ['requester', 'conversation'], approvals: 2 },
      { name: 'named', approvers: [{ person: PERSON }], expiresAfterHours: 2 },
    ])
    expect([one, two, named].map((rule) => rule?.requesterCounts)).toEqual([true, false, false])
    expect(named).toMatchObject({ lifetime: 7_200_000, approvers: [{ who: 'person', id: PERSON }] })
  })

  it('has a valid example and JSON Schema', () => {
    expect(readRulesFile('env/approval-rules.example.json', true)).toHaveLength(5)
    const published = JSON.parse(readFileSync('env/approval-rules.schema.json', 'utf8'))
    expect(published).toEqual(JSON.parse(JSON.stringify(rulesSchema())))
  })
})
