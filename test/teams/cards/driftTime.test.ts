import { describe, expect, it } from 'vitest'
import type { Event } from '../../../src/request/event.ts'
import type { AssignmentRequest } from '../../../src/request/request.ts'
import { advance } from '../../../src/request/transition.ts'
import { cardReason } from '../../../src/teams/cards/cardReason.ts'
import { EDGE, excludePlan, group, plan } from '../../cards/company.ts'
import { ADA, NOW, pending } from '../../request/requests.ts'

const approved: Event = { type: 'approved', by: ADA, comment: null }
const moved = (more: string) =>
  plan(EDGE, ['+@devices|f+Corporate Windows', '-Store Kiosks', more], { exclude: [group('Pilot Devices')] })

function drifted(from: AssignmentRequest, minutes: number, now = moved('+Sales Laptops')): AssignmentRequest {
  const at = new Date(NOW.getTime() + minutes * 60_000)
  return [approved, { type: 'started', item: 0 }, { type: 'drifted', item: 0, plan: now }].reduce(
    (current, event) => {
      const next = advance(current, event as Event, event.type === 'drifted' ? at : NOW)
      if (!next) throw new Error('the event does not fit')
      return next.request
    },
    from,
  )
}
const told = (request: AssignmentRequest) =>
  /Changed in Intune or by another request.*?\. N/.exec(cardReason(request)?.lines[0] ?? '')?.[0]

describe('When others changed what was approved', () => {
  it.each([
    ['minutes', 11, 'between {{TIME(2026-11-24T12:00:00Z)}} and {{TIME(2026-11-24T12:11:00Z)}}'],
    ['the same minute', 0, 'at about {{TIME(2026-11-24T12:00:00Z)}}'],
    [
      'a day',
      24 * 60,
      'between {{DATE(2026-11-24T12:00:00Z, SHORT)}}, {{TIME(2026-11-24T12:00:00Z)}} and {{DATE(2026-11-25T12:00:00Z, SHORT)}}, {{TIME(2026-11-25T12:00:00Z)}}',
    ],
  ])('is said by the times of the two reads, %s apart', (_apart, minutes, when) => {
    expect(told(drifted(pending(excludePlan()), minutes))).toBe(
      `Changed in Intune or by another request ${when}. N`,
    )
  })

  it('counts from the last read, not from the first', () => {
    const first = drifted(pending(excludePlan()), 11)
    expect(told(drifted(first, 30, moved('+Legal')))).toBe(
      'Changed in Intune or by another request between {{TIME(2026-11-24T12:11:00Z)}} and {{TIME(2026-11-24T12:30:00Z)}}. N',
    )
  })

  it('is omitted where a request was stored without it', () => {
    const request = pending(excludePlan())
    const items = request.items.map(({ seenAt: _unknown, ...item }) => item)
    expect(told(drifted({ ...request, items }, 11))).toBe('Changed in Intune or by another request. N')
  })

  it('is not taken from a name', () => {
    const request = drifted(pending(excludePlan()), 11)
    const items = request.items.map((item) => ({
      ...item,
      since: (item.since ?? []).map((line) => ({
        ...line,
        group: line.group && { ...line.group, name: '{{TIME(2020-01-01T00:00:00Z)}}' },
      })),
    }))
    const [text = ''] = cardReason({ ...request, items })?.lines ?? []
    expect(text).toContain('New since you looked')
    expect(text).toContain('{ {TIME(2020')
    expect(text.match(/\{\{TIME/g)).toHaveLength(2)
  })
})
