import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { COMPLIANCE, TEMPLATES } from './collections.ts'
import { approved } from './steps.ts'
import { ada, bruno, buttonsOf, CHAT, textOf, useWorld } from './world.ts'

describe('A temporary change', () => {
  const world = useWorld()

  it('shows its end on the card, and is taken back then, without a second approval', async () => {
    const w = world()
    await w.ask(ada, CHAT.channel, 'notify here')
    const before = await w.set(COMPLIANCE, 'Developer Machines')
    const card = await w.ask(
      ada,
      CHAT.ada,
      'assign compliance policy Developer Machines to Finance for 5 hours',
    )
    expect(textOf(card)).toContain('for 5 hours from when it is written')
    expect(textOf(card)).toContain('Then this change is taken back by itself')
    await w.press(ada, card, 'Approve')
    const done = textOf(await w.shows(card, 'Done and verified in Intune'))
    expect(done).toMatch(/until \w+day, \d+ \w+ \d{4} at \d\d:\d\d \S+ \(Europe\/London\)/)
    expect(await w.set(COMPLIANCE, 'Developer Machines')).toContain('+ Finance')
    expect(textOf(await w.ask(ada, CHAT.ada, 'what is scheduled'))).toContain('Developer Machines')
    await w.moveOn({ hours: 4 })
    await w.world.restartAssent()
    await w.moveOn({ minutes: 50 })
    expect(await w.set(COMPLIANCE, 'Developer Machines')).toContain('+ Finance')
    await w.moveOn({ minutes: 15 })
    await w.shows(card, 'Done, and taken back at its end, as approved.')
    expect(await w.set(COMPLIANCE, 'Developer Machines')).toEqual(before)
    await w.posted(CHAT.ada, /Done and verified in Intune[\s\S]*end of: assign/)
    expect(textOf(await w.ask(ada, CHAT.ada, 'what is scheduled'))).toContain('Nothing is scheduled here')
  })

  it('asks first if a colleague changed what it would take back', async () => {
    const w = world()
    await approved(w, ada, 'assign compliance policy Pilot Compliance to Legal and to Finance for 2 hours')
    await approved(w, bruno, 'remove group Legal from compliance policy Pilot Compliance')
    await approved(w, bruno, 'exclude group Legal from compliance policy Pilot Compliance')
    await w.moveOn({ hours: 2, minutes: 1 })
    const asks = await w.posted(CHAT.ada, /Waiting for approval[\s\S]*end of: assign/)
    expect(textOf(asks)).toContain('was changed again since')
    expect(await w.set(COMPLIANCE, 'Pilot Compliance')).toContain('+ Finance')
    expect(buttonsOf(asks).map(({ verb }) => verb)).toContain('approve')
    await w.press(ada, asks, 'Approve')
    await w.shows(asks, 'Done and verified in Intune')
    expect(await w.set(COMPLIANCE, 'Pilot Compliance')).not.toContain('+ Finance')
    expect(await w.set(COMPLIANCE, 'Pilot Compliance')).toContain('- Legal')
  })

  it('asks first if far more would lose it than it was approved for', async () => {
    const w = world()
    const id = randomUUID()
    const made = { id, displayName: 'Guest Tablets', description: '', dynamic: false, securityEnabled: true }
    await w.tenant('POST', '/control/groups', { ...made, users: 0, devices: 3 })
    await approved(w, ada, 'assign compliance policy Developer Machines to Guest Tablets for 2 hours')
    await w.tenant('PUT', `/control/groups/${id}/properties`, { devices: 4000 })
    await w.moveOn({ hours: 2, minutes: 1 })
    const asks = await w.posted(CHAT.ada, /Waiting for approval[\s\S]*end of: assign/)
    expect(textOf(asks)).toContain('This end reaches far more than when it was approved with its change')
    expect(textOf(asks)).toContain('“Guest Tablets” had 3 members and has 4,000 now.')
    // The rule for more than 10 that lose something applies to it.
    expect(JSON.stringify(asks.attachments)).toContain('"isRequired":true')
    expect(await w.set(COMPLIANCE, 'Developer Machines')).toContain('+ Guest Tablets')
    await w.press(ada, asks, 'Approve')
    await w.shows(asks, 'Done and verified in Intune')
    expect(await w.set(COMPLIANCE, 'Developer Machines')).not.toContain('+ Guest Tablets')
  })

  it('ends under the new name of its policy, and says so', async () => {
    const w = world()
    await approved(w, ada, 'assign compliance policy Kiosk Windows to Finance for 2 hours')
    await w.rename(COMPLIANCE, 'Kiosk Windows', 'Lobby Windows')
    await w.moveOn({ hours: 2, minutes: 1 })
    const ended = await w.posted(
      CHAT.ada,
      /Done and verified in Intune[\s\S]*end of: assign compliance policy Kiosk/,
    )
    expect(textOf(ended)).toContain('“Kiosk Windows” is called “Lobby Windows” now.')
    expect(await w.set(COMPLIANCE, 'Lobby Windows')).not.toContain('+ Finance')
  })

  it('can be undone before, and then its end does nothing', async () => {
    const w = world()
    const before = await w.set(TEMPLATES, 'Chrome Extensions')
    const card = await w.ask(
      ada,
      CHAT.ada,
      'exclude group Legal from administrative template Chrome Extensions for 2 days',
    )
    await w.press(ada, card, 'Approve')
    const done = await w.shows(card, 'Done and verified in Intune')
    await w.press(ada, done, 'Undo')
    const undo = await w.posted(CHAT.ada, /Waiting for approval[\s\S]*undo: exclude/)
    await w.press(ada, undo, 'Approve')
    await w.shows(card, 'Done, and undone since.')
    const writes = (await w.writes()).length
    await w.moveOn({ days: 2, minutes: 5 })
    expect(await w.set(TEMPLATES, 'Chrome Extensions')).toEqual(before)
    expect((await w.writes()).length).toBe(writes)
  })
})
