import { describe, expect, it } from 'vitest'
import { choiceDetail } from '../../src/request/choiceDetail.ts'
import type { Choice } from '../../src/request/request.ts'

const choice = (title: string, id: string): Choice => ({
  id,
  kind: null,
  title,
  detail: 'assigned group, 12 users',
  mark: `made 2023-05-04, ${id}`,
})

describe('What stands beside a choice', () => {
  it('is what it is, where its title tells it from the others', () => {
    const all = [choice('Pilot', 'g-1'), choice('Pilot Devices', 'g-2')]
    expect(all.map((one) => choiceDetail(one, all))).toEqual([
      'assigned group, 12 users',
      'assigned group, 12 users',
    ])
  })

  it('has its date and id where another title looks the same', () => {
    const all = [choice('Pilot', 'g-1'), choice('Pilot ', 'g-2'), choice('Pilot Devices', 'g-3')]
    expect(all.map((one) => choiceDetail(one, all))).toEqual([
      'assigned group, 12 users, made 2023-05-04, g-1',
      'assigned group, 12 users, made 2023-05-04, g-2',
      'assigned group, 12 users',
    ])
  })

  it('stays as it is where it was stored before it had a mark', () => {
    const { mark: _mark, ...stored } = choice('Pilot', 'g-1')
    expect(choiceDetail(stored, [stored, choice('Pilot', 'g-2')])).toBe('assigned group, 12 users')
  })
})
