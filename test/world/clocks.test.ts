import { describe, expect, it } from 'vitest'
import { COMPLIANCE, TEMPLATES } from './collections.ts'
import { nowIn } from './steps.ts'
import { ada, CHAT, textOf, useWorld } from './world.ts'

/** Everybody is in London. Each test goes on where the one before left the clock. */
describe('Times of a change', () => {
  const world = useWorld({ FOLLOW_HOURS: 'none' })

  const now = async () => (await nowIn(world())).getTime()
  const moveTo = async (iso: string) => {
    // Rather a moment after it than a moment before.
    const seconds = Math.ceil((Date.parse(iso) - (await now())) / 1000)
    await world().tenant('POST', '/control/clock', { seconds })
  }
  /** Asked by Ada in her chat, and approved. */
  const approved = async (text: string, state: string, moment: string | RegExp = '') => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, text)
    await w.press(ada, card, 'Approve')
    // The plan says when as well: the clock may not move before the change is made.
    const seen = await w.shows(card, state)
    expect(textOf(seen)).toMatch(moment)
    return seen
  }
  const BEGINS = 'Approved. Begins on'
  const DONE = 'Done and verified in Intune'
  const TAKEN_BACK = 'Done, and taken back at its end, as approved.'

  it('survive a clock that jumps by hours in both directions, and happen once', async () => {
    const w = world()
    const begins = await approved('assign compliance policy Developer Machines to Finance in 5 hours', BEGINS)
    const ends = await approved('assign compliance policy Kiosk Windows to Legal for 5 hours', DONE)
    const before = (await w.writes()).length
    await w.moveOn({ hours: -3 })
    await w.world.restartAssent()
    await w.moveOn({ hours: 6 })
    expect(await w.set(COMPLIANCE, 'Developer Machines')).toEqual([])
    expect(await w.set(COMPLIANCE, 'Kiosk Windows')).toContain('+ Legal')
    await w.moveOn({ hours: 2, minutes: 5 })
    await w.shows(begins, DONE)
    await w.shows(ends, TAKEN_BACK)
    // Back behind both moments, and over them once more.
    await w.moveOn({ hours: -4 })
    await w.world.restartAssent()
    await w.moveOn({ hours: 5 })
    expect(await w.set(COMPLIANCE, 'Developer Machines')).toEqual(['+ Finance'])
    expect(await w.set(COMPLIANCE, 'Kiosk Windows')).not.toContain('+ Legal')
    expect((await w.writes()).length).toBe(before + 2)
  })

  it('handle an end in a shorter month', async () => {
    const w = world()
    await moveTo('2027-01-31T10:00:00Z')
    await approved(
      'exclude group Legal from administrative template Printer Drivers for 1 month',
      DONE,
      /until Sunday, 28 February 2027 at 10:\d\d GMT/,
    )
    await moveTo('2027-02-28T09:50:00Z')
    expect(await w.set(TEMPLATES, 'Printer Drivers')).toContain('- Legal')
    await moveTo('2027-02-28T10:30:00Z')
    // Where the reminder of its end came first, it stands below that.
    await w.posted(CHAT.ada, /Printer Drivers[\s\S]*Done, and taken back at its end/)
    expect(await w.set(TEMPLATES, 'Printer Drivers')).not.toContain('- Legal')
  })

  it.each([
    // On 28 March 2027 at 1:00 London sets its clocks on to 2:00: the day has 23 hours.
    [
      'on',
      '2027-03-27',
      'Chrome Extensions',
      /Sunday, 28 March 2027 at 22:00 BST/,
      /28 March 2027 at 12:\d\d BST/,
    ],
    // On 31 October 2027 at 2:00 it sets them back to 1:00: the day has 25.
    [
      'back',
      '2027-10-30',
      'Edge Settings',
      /Sunday, 31 October 2027 at 22:00 GMT/,
      /31 October 2027 at 12:\d\d GMT/,
    ],
  ])('keep the time of day when the clocks are set %s', async (_way, day, policy, begins, ends) => {
    const w = world()
    const hour = day === '2027-03-27' ? ['12', '11', '21'] : ['11', '12', '22']
    const next = day === '2027-03-27' ? '2027-03-28' : '2027-10-31'
    await moveTo(`${day}T${hour[0]}:00:00Z`)
    const later = await approved(
      `assign administrative template ${policy} to Help Desk tomorrow at 22:00`,
      BEGINS,
      begins,
    )
    const lasting = await approved(
      `exclude group Legal from compliance policy Pilot Compliance for 1 day`,
      DONE,
      ends,
    )
    await moveTo(`${next}T${Number(hour[1]) - 1}:55:00Z`)
    expect(await w.set(COMPLIANCE, 'Pilot Compliance')).toContain('- Legal')
    await moveTo(`${next}T${hour[1]}:30:00Z`)
    await w.shows(lasting, TAKEN_BACK)
    expect(await w.set(COMPLIANCE, 'Pilot Compliance')).not.toContain('- Legal')
    await moveTo(`${next}T${Number(hour[2]) - 1}:55:00Z`)
    expect(textOf(await w.message(later.id))).toMatch(begins)
    expect(await w.set(TEMPLATES, policy)).not.toContain('+ Help Desk')
    await moveTo(`${next}T${hour[2]}:05:00Z`)
    await w.shows(later, DONE)
    expect(await w.set(TEMPLATES, policy)).toContain('+ Help Desk')
  })

  it('on a past day are next year’s only if that is chosen', async () => {
    const w = world()
    await moveTo('2027-11-20T12:00:00Z')
    const card = await w.ask(
      ada,
      CHAT.ada,
      'assign administrative template Printer Drivers to Finance on 1 November at 22:00',
    )
    expect(textOf(card)).toContain('The day you wrote is over this year.')
    await w.press(ada, card, 'Choose 1')
    const planned = textOf(await w.shows(card, 'Waiting for approval'))
    expect(planned).toMatch(/Begins\D+Wednesday, 1 November 2028 at 22:00 GMT/)
  })
})
