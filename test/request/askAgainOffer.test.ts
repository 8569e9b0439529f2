import { describe, expect, it } from 'vitest'
import { plainChange } from '../../src/language/reading.ts'
import { askedOf } from '../../src/request/askAgainOffer.ts'
import type { Asking } from '../../src/request/request.ts'
import { advance } from '../../src/request/transition.ts'
import { ADA, afterEvents, asked, NOW, pending, somePlan } from './requests.ts'

const READING = plainChange({ kind: null, policies: ['Edge Settings'] }, { include: ['Legal'] })
const text = 'assign Edge Settings to Legal'
const request = (readings: Asking[]) => ({ ...asked(), text, readings })

describe('What can be asked again', () => {
  it('is what could not be planned at the moment, in the same words', () => {
    const reason = 'Microsoft Graph had a problem answering.'
    const away = afterEvents(request([READING]), { type: 'answered', reason, plans: [], setback: true })
    expect(askedOf(away)).toEqual({ text, readings: [READING] })
    const given = afterEvents(request([READING]), { type: 'gaveUp', reason })
    expect(given.state).toBe('failed')
    expect(askedOf(given)).toEqual({ text, readings: [READING] })
  })

  it('is what its requester cancelled, and no sentence that they edited since', () => {
    const waiting = { ...pending(somePlan()), readings: [READING] }
    const cancelled = afterEvents(waiting, { type: 'cancelled', by: waiting.asker })
    expect(askedOf(cancelled)).toMatchObject({ readings: [READING] })
    const reason = { code: 'messageEdited' } as const
    expect(askedOf(afterEvents(waiting, { type: 'cancelled', by: waiting.asker, reason }))).toBeNull()
  })

  it('is no dry run: a trial is not one press away from a write', () => {
    const plans = [somePlan()]
    const dry = request([{ ...READING, dryRun: true }])
    expect(askedOf(afterEvents(dry, { type: 'answered', reason: null, plans }))).toBeNull()
  })

  it('is not a search without result, a pending request or a written one', () => {
    const found = afterEvents(request([READING]), { type: 'answered', reason: 'No such group.', plans: [] })
    const dry = afterEvents(request([{ ...READING, dryRun: true }]), {
      type: 'answered',
      reason: 'It is set up that way.',
      plans: [],
    })
    const waiting = { ...pending(somePlan()), readings: [READING] }
    const approved = advance(waiting, { type: 'approved', by: ADA }, NOW, { rules: [], channel: null })
    expect([found, dry, waiting, approved?.request].map((one) => one && askedOf(one))).toEqual([
      null,
      null,
      null,
      null,
    ])
  })
})
