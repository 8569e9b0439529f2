import { beforeAll, describe, expect, it } from 'vitest'
import type { Event } from '../../src/request/event.ts'
import type { AssignmentRequest, State } from '../../src/request/request.ts'
import { ALL_STATES, ENDED } from '../../src/request/states.ts'
import { cellOf, cellsOf, STATE_TABLE } from '../../src/request/stateTable.ts'
import { requestFrom, type StoredRequest } from '../../src/request/storedRequest.ts'
import { EVENTS, walk } from './walk.ts'

/** What follows of what was written, whatever wrote it. */
const BY_ITSELF: readonly string[] = ['end', 'endAgain', 'follow']

/** What an event came to in a state, over all requests that it met there. */
interface Met {
  states: Set<string>
  effects: Set<string>
}

describe('The state table of a request', () => {
  const met = new Map<string, Map<string, Met>>()
  const seen = new Set<string>()
  const wrong = new Set<string>()
  const writes: AssignmentRequest[] = []
  const revived = new Set<string>()
  const ends: AssignmentRequest[] = []

  beforeAll(() => {
    walk(({ before, event, after }) => {
      const here = metIn(before.state, event.type)
      if (!after) return
      const { request, effects } = after
      here.states.add(request.state)
      for (const { type } of effects) {
        here.effects.add(type)
        if (type === 'apply') writes.push(request)
      }
      if (request.revision !== before.revision + 1)
        wrong.add(`${before.state} × ${event.type}: revision ${request.revision}`)
      if (ends.length < 500) ends.push(request)
    })
    for (const [state, events] of met) {
      for (const [type, { states, effects }] of events) {
        const name = `${state} × ${type}`
        const cell = cellOf(state as State, type as Event['type'])
        if (states.size > 0 && !cell) wrong.add(`${name}: the cell is empty`)
        for (const next of states) {
          seen.add(`${name} → ${next}`)
          if (!cell?.to.includes(next as State)) wrong.add(`${name} → ${next}`)
          if (ENDED.includes(state as State) && !ENDED.includes(next as State)) revived.add(name)
        }
        for (const effect of effects) {
          seen.add(`${name}: ${effect}`)
          if (!BY_ITSELF.includes(effect) && !cell?.effects.some((one) => one === effect))
            wrong.add(`${name}: ${effect}`)
        }
      }
    }
  })

  function metIn(state: string, type: string): Met {
    const events = met.get(state) ?? new Map<string, Met>()
    const here = events.get(type) ?? { states: new Set(), effects: new Set() }
    if (!met.has(state)) met.set(state, events)
    if (!events.has(type)) events.set(type, here)
    return here
  }

  it('has a row for every state, and handles every event in each', () => {
    expect(Object.keys(STATE_TABLE).sort()).toEqual([...ALL_STATES].sort())
    const types = [...new Set<string>(EVENTS.map(({ type }) => type))]
    const all = ALL_STATES.flatMap((state) => types.map((type) => `${state} × ${type}`))
    const every = [...met].flatMap(([state, events]) =>
      [...events.keys()].map((type) => `${state} × ${type}`),
    )
    expect(all.filter((one) => !every.includes(one))).toEqual([])
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
