import { beforeAll, describe, expect, it } from 'vitest'
import type { AssignmentRequest } from '../../src/request/request.ts'
import { ALL_STATES, ENDED } from '../../src/request/states.ts'
import { cellOf, cellsOf, STATE_TABLE } from '../../src/request/stateTable.ts'
import { requestFrom, type StoredRequest } from '../../src/request/storedRequest.ts'
import { EVENTS, type Step, walk } from './walk.ts'

/** What follows of what was written, whatever wrote it. */
const BY_ITSELF: readonly string[] = ['end', 'endAgain', 'follow']

const nameOf = ({ before, event }: Step) => `${before.state} × ${event.type}`

describe('The state table of a request', () => {
  const met = new Set<string>()
  const seen = new Set<string>()
  const wrong = new Set<string>()
  const writes: AssignmentRequest[] = []
  const revived = new Set<string>()
  const ends: AssignmentRequest[] = []

  beforeAll(() => {
    walk((step) => {
      const name = nameOf(step)
      const { before, after } = step
      met.add(name)
      if (!after) return
      const { request, effects } = after
      const cell = cellOf(before.state, step.event.type)
      if (!cell) wrong.add(`${name}: the cell is empty`)
      if (!cell?.to.includes(request.state)) wrong.add(`${name} → ${request.state}`)
      if (request.revision !== before.revision + 1) wrong.add(`${name}: revision ${request.revision}`)
      for (const { type } of effects)
        if (!BY_ITSELF.includes(type) && !cell?.effects.includes(type)) wrong.add(`${name}: ${type}`)
      seen.add(`${name} → ${request.state}`)
      for (const { type } of effects) seen.add(`${name}: ${type}`)
      if (effects.some(({ type }) => type === 'apply')) writes.push(request)
      if (ENDED.includes(before.state) && !ENDED.includes(request.state)) revived.add(name)
      if (ends.length < 500) ends.push(request)
    })
  })

  it('has a row for every state, and handles every event in each', () => {
    expect(Object.keys(STATE_TABLE).sort()).toEqual([...ALL_STATES].sort())
    const types = [...new Set<string>(EVENTS.map(({ type }) => type))]
    const all = ALL_STATES.flatMap((state) => types.map((type) => `${state} × ${type}`))
    expect(all.filter((one) => !met.has(one))).toEqual([])
    const named = ALL_STATES.flatMap((state) => cellsOf(state).map(([event]) => event))
    expect(named.filter((type) => !types.includes(type))).toEqual([])
  })

  it('leads to the states and effects of the cell; an empty cell does nothing', () => {
    expect([...wrong]).toEqual([])
  })

  it('lists nothing that cannot happen', () => {
    const promised = ALL_STATES.flatMap((state) =>
      cellsOf(state).flatMap(([event, { to, effects }]) => [
        ...to.map((next) => `${state} × ${event} → ${next}`),
        ...effects.map((effect) => `${state} × ${event}: ${effect}`),
      ]),
    )
    expect(promised.filter((one) => !seen.has(one))).toEqual([])
  })

  it('writes nothing that was not approved in that round by enough people', () => {
    expect(writes.length).toBeGreaterThan(0)
    const unapproved = writes.filter(
      ({ terms, approvals, decision }) => !decision || approvals.length !== terms?.needed,
    )
    expect(unapproved).toEqual([])
  })

  it('resumes nothing that ended except by Retry, or by the result of a write in progress', () => {
    expect([...revived].sort()).toEqual([
      'failed × drifted',
      'failed × failed',
      'failed × filed',
      'failed × halfWritten',
      'failed × retried',
      'failed × verified',
    ])
  })

  it('produces requests that can be stored and read back unchanged', () => {
    expect(ends.length).toBe(500)
    for (const request of ends) {
      const stored = JSON.stringify(request)
      expect(requestFrom(JSON.parse(stored) as StoredRequest)).toEqual(JSON.parse(stored))
    }
  })
})
