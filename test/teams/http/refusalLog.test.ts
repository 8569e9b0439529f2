import { describe, expect, it } from 'vitest'
import { RefusalLog } from '../../../src/teams/http/refusalLog.ts'

const MINUTE = 60_000

describe('Refusals at the door', () => {
  it('log one line a minute for each reason, with a count', () => {
    const lines: object[] = []
    const refusals = new RefusalLog({ warn: (fields) => lines.push(fields) })
    for (let i = 0; i < 1000; i++) refusals.note(401, 'there is no token', i)
    refusals.note(403, 'another channel', 1000)
    expect(lines).toEqual([
      { status: 401, reason: 'there is no token', times: 1 },
      { status: 403, reason: 'another channel', times: 1 },
    ])
    refusals.note(401, 'there is no token', MINUTE)
    expect(lines.at(-1)).toEqual({ status: 401, reason: 'there is no token', times: 1000 })
  })
})
