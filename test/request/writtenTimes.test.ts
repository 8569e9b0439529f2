import { describe, expect, it } from 'vitest'
import { CATALOG } from '../../src/intune/catalog/catalog.ts'
import { messageAsText } from '../../src/language/lexer/messageText.ts'
import { readMessage } from '../../src/teams/inbound/commands/index.ts'
import { meant } from './meant.ts'

describe('A time as machines, tickets and calendars write it, on Wednesday, 25 November 2026 at 14:30 in Berlin', () => {
  it.each([
    ['2026-12-01 22:00:00', 'Tue 01.12. 22:00'],
    ['2026-12-01 22:00:00Z', 'Tue 01.12. 23:00'],
    ['2026-12-01T22:00+02', 'Tue 01.12. 21:00'],
    ['2026-12-01T22:00 Europe/London', 'Tue 01.12. 23:00'],
    ['20261201T220000Z', 'Tue 01.12. 23:00'],
    ['2026-12-01/2026-12-05', 'Tue 01.12. 08:00 → Sat 05.12. 23:59'],
    ['24.12.-06.01.', 'Thu 24.12. 08:00 → Wed 06.01.2027 23:59'],
    ['at 22:00 hours', 'Wed 25.11. 22:00'],
    ['at 2200Z', 'Wed 25.11. 23:00'],
    ['at exactly 22:00', 'Wed 25.11. 22:00'],
    ['exactly at 22:00', 'Wed 25.11. 22:00'],
    ['tomorrow at 22:00 Eastern Standard Time', 'Fri 27.11. 04:00'],
    ['tomorrow at 22:00 Central European Standard Time', 'Thu 26.11. 22:00'],
    ['tomorrow at 22:00 Coordinated Universal Time', 'Thu 26.11. 23:00'],
    ['tomorrow, but not before 22:00', 'Thu 26.11. 22:00'],
    ['tomorrow not before 22:00', 'Thu 26.11. 22:00'],
    ['Monday to Wednesday', 'Mon 30.11. 08:00 → Wed 02.12. 23:59'],
    ['Monday through Wednesday', 'Mon 30.11. 08:00 → Wed 02.12. 23:59'],
    ['tue-thu', 'Tue 01.12. 08:00 → Thu 03.12. 23:59'],
    ['Tue–Thu next week', 'Tue 01.12. 08:00 → Thu 03.12. 23:59'],
    ['Thursday to Friday next week', 'Thu 03.12. 08:00 → Fri 04.12. 23:59'],
    ['Friday to Monday', 'Fri 27.11. 08:00 → Mon 30.11. 23:59'],
    ['between 1 and 5 December', 'Tue 01.12. 08:00 | Tue 01.12. 08:00 → Sat 05.12. 23:59'],
    ['between the 1st and the 5th of December', 'Tue 01.12. 08:00 | Tue 01.12. 08:00 → Sat 05.12. 23:59'],
    ['starting now for 2 hours', 'for 2 hours'],
    ['starting immediately until Friday', '→ Fri 27.11. 23:59'],
    ['today until 18:00', '→ Wed 25.11. 18:00'],
    ['for 1 day and 12 hours', 'for 36 hours'],
    ['for 1 week and 2 days', 'for 9 days'],
    ['for the coming week', 'for 1 weeks'],
    ['on the next Patch Tuesday', 'Tue 08.12. 08:00'],
    ['and remove it on Friday', '→ Fri 27.11. 08:00 | → Fri 27.11. 23:59'],
    ['and remove it again on Friday at 18:00', '→ Fri 27.11. 18:00'],
    ['then take it off Friday evening', '→ Fri 27.11. 20:00'],
    [', and undo it after 3 days', 'for 3 days'],
    ['and take it back in 2 hours', '→ Wed 25.11. 16:30'],
    ['tomorrow at 22:00 and remove it on Friday at 18:00', 'Thu 26.11. 22:00 → Fri 27.11. 18:00'],
    ['1.12. at 22:00', 'Tue 01.12. 22:00'],
    ['tomorrow 20.10', 'Thu 26.11. 20:10'],
    ['Friday 20.10', 'Fri 27.11. 20:10'],
  ])('%s', (words, expected) => {
    expect(meant(words)).toBe(expected)
  })

  it.each([
    // Two numbers behind a name are its end, and no time of day.
    '1.12',
    '20.10',
    'Team 15.1',
    'at 22:00:30',
    'tomorrow at 22:60',
    // "Monday Crew" is one.
    'Monday to Wednesday Crew',
    'and remove it from HR',
  ])('not a time by itself: %s', (words) => {
    expect(meant(words)).toMatch(/^(no time|left: )/)
  })

  it('lets the tenant decide about the end of a name: a date if no group has that name', () => {
    const readings = readMessage(messageAsText({ text: 'assign Edge Settings to Legal 15.1.' }), CATALOG)
    const timed = readings.map((one) => one.action === 'change' && [one.include[0], one.timing !== undefined])
    expect(timed).toContainEqual(['Legal 15.1', false])
    expect(timed).toContainEqual(['Legal', true])
    expect(timed).not.toContainEqual(['Legal', false])
  })

  it('does not mistake a policy’s version for a time', () => {
    for (const text of ['assign Windows 11 23.10 to Legal', 'exclude Legal from Windows 11 23.10'])
      for (const reading of readMessage(messageAsText({ text }), CATALOG)) {
        expect(JSON.stringify(reading)).toMatch(/"(?:assign )?Windows 11 23\.10"/)
        expect(reading).not.toHaveProperty('timing')
      }
  })
})
