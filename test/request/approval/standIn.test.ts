import { describe, expect, it } from 'vitest'
import { eligibilityOf, whoMayApprove } from '../../../src/request/approval/eligibility.ts'
import { absentable, withStandIns } from '../../../src/request/approval/standIn.ts'
import { judgePress } from '../../../src/request/press.ts'
import type { AssignmentRequest } from '../../../src/request/request.ts'
import { advance } from '../../../src/request/transition.ts'
import { ADA, asked, BRUNO, NOW, ruleOf, somePlan } from '../requests.ts'

const CARL = { ...BRUNO, oid: 'c3c3c3c3-2d3e-4f5a-8b6c-7d8e9f0a1b2c', name: 'Carl' }
const DORA = { ...BRUNO, oid: 'd4d4d4d4-2d3e-4f5a-8b6c-7d8e9f0a1b2c', name: 'Dora' }
const BOARD = [BRUNO, DORA].map(({ oid, name }) => ({ who: 'person' as const, id: oid, name }))
const RULE = ruleOf('Two of the board', BOARD, { needed: 2, standIns: true })
const BOOK = { rules: [RULE], channel: null }

const step = (request: AssignmentRequest, event: Parameters<typeof advance>[1]) =>
  advance(request, event, NOW, BOOK)?.request ?? null
const waiting = (asker = ADA) => {
  const request = step({ ...asked(), asker }, { type: 'planned', plans: [somePlan()], notes: [] })
  if (!request) throw new Error('it can be planned')
  return request
}
const until = new Date(NOW.getTime() + 3_600_000).toISOString()
const carlForBruno = {
  absent: { id: BRUNO.oid, name: BRUNO.name },
  by: { id: CARL.oid, name: CARL.name },
  until,
}
const press = (request: AssignmentRequest, person: typeof ADA) =>
  judgePress(
    request,
    {
      verb: 'approve',
      choice: null,
      comment: null,
      person,
      place: request.place,
      round: request.round,
    },
    [],
  )

describe('Somebody who stands in for an approver', () => {
  it('may decide in their place, and the card says for whom', () => {
    const request = withStandIns(waiting(), [carlForBruno])
    expect(whoMayApprove(request)).toBe('any 2 of: Bruno, Dora, or Carl (for Bruno)')
    expect(press(request, CARL)).toMatchObject({
      is: 'event',
      event: { type: 'approved', by: CARL, insteadOf: { id: BRUNO.oid, name: 'Bruno' } },
    })
    expect(press(waiting(), CARL)).toMatchObject({ is: 'refused' })
  })

  it('counts once together with the person who was away', () => {
    const insteadOf = { id: BRUNO.oid, name: BRUNO.name }
    const once = step(waiting(), { type: 'approved', by: CARL, insteadOf })
    if (!once) throw new Error('Carl may approve')
    expect(step(once, { type: 'approved', by: BRUNO })).toBeNull()
    const other = step(waiting(), { type: 'approved', by: BRUNO })
    if (!other) throw new Error('Bruno may approve')
    expect(step(other, { type: 'approved', by: CARL, insteadOf })).toBeNull()
    expect(step(once, { type: 'approved', by: DORA })?.state).toBe('approved')
  })

  it('never decides about their own request, and decides as themselves where they are named', () => {
    const own = withStandIns(waiting(CARL), [carlForBruno])
    expect(eligibilityOf(own, CARL, own.place, 'approve', [])).toMatchObject({ is: 'mayNot' })
    const doraForBruno = { ...carlForBruno, by: { id: DORA.oid, name: DORA.name } }
    const named = press(withStandIns(waiting(), [doraForBruno]), DORA)
    expect(named).toMatchObject({ is: 'event', event: { by: DORA } })
    expect(JSON.stringify(named)).not.toContain('insteadOf')
  })

  it('does not decide about requests of the person they stand in for', () => {
    const own = withStandIns(waiting(BRUNO), [carlForBruno])
    expect(eligibilityOf(own, CARL, own.place, 'approve', [])).toMatchObject({ is: 'mayNot' })
    expect(press(own, CARL)).toMatchObject({ is: 'refused' })
  })

  it('is only looked up where a rule allows it', () => {
    expect(absentable(waiting())).toEqual([BRUNO.oid, DORA.oid])
    const { standIns: _none, ...strict } = RULE
    const request = advance(asked(), { type: 'planned', plans: [somePlan()], notes: [] }, NOW, {
      rules: [strict],
      channel: null,
    })
    expect(request && absentable(request.request)).toEqual([])
  })
})
