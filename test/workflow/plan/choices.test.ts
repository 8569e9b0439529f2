import { describe, expect, it } from 'vitest'
import { plainChange } from '../../../src/language/reading.ts'
import { choiceOfReading } from '../../../src/workflow/plan/choices.ts'

describe('A way to read a sentence, as a choice', () => {
  const given = plainChange({ kind: null, policies: ['Edge Settings'] }, { include: ['Hires'] })
  const at = { is: 'at' as const, day: { is: 'inDays' as const, days: 1 }, time: null }
  const title = (timing: { start: typeof at | null; end: typeof at | null }) =>
    choiceOfReading({ ...given, timing }, 0).title

  it('says that it has a time where another one takes the words for a name', () => {
    expect(choiceOfReading(given, 0).title).toBe('Assign “Edge Settings” to group “Hires”')
    const assigned = 'Assign “Edge Settings” to group “Hires”'
    expect(title({ start: at, end: null })).toBe(`${assigned}, at the time that you wrote`)
    expect(title({ start: null, end: at })).toBe(`${assigned}, until the time that you wrote`)
    expect(title({ start: at, end: at })).toBe(`${assigned}, for the time that you wrote`)
  })
})
