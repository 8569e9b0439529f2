import { describe, expect, it } from 'vitest'
import { COMPLIANCE, TEMPLATES } from './collections.ts'
import { Entra } from './entra.ts'
import { approved, nowIn } from './steps.ts'
import { ada, bruno, buttonsOf, CHAT, textOf, useWorld } from './world.ts'

describe('A scheduled change', () => {
  const world = useWorld()

  it('says when, waits once it is approved, and is written then and not before', async () => {
    const w = world()
    await w.ask(ada, CHAT.channel, 'notify here')
    const card = await w.ask(
      ada,
      CHAT.ada,
      'assign compliance policy Developer Machines to Finance in 5 hours',
    )
    expect(textOf(card)).toMatch(/Begins\D+\w+day, \d+ \w+ \d{4} at \d\d:\d\d \S+ \(Europe\/London\)/)
    await w.press(ada, card, 'Approve')
    const waiting = textOf(await w.shows(card, /Approved\. Begins on \w+day, /))
    expect(waiting).toContain('The assignments are read again then.')
    await w.posted(CHAT.channel, /Developer Machines[\s\S]*Begins on|Begins on[\s\S]*Developer Machines/)
    expect(textOf(await w.ask(ada, CHAT.ada, 'what is scheduled'))).toContain('Developer Machines')
    await w.moveOn({ hours: 4 })
    await w.world.restartAssent()
    await w.moveOn({ minutes: 50 })
    expect(await w.set(COMPLIANCE, 'Developer Machines')).toEqual([])
    await w.moveOn({ minutes: 15 })
    await w.shows(card, 'Done and verified in Intune')
    expect(await w.set(COMPLIANCE, 'Developer Machines')).toEqual(['+ Finance'])
    expect(textOf(await w.ask(ada, CHAT.ada, 'what is scheduled'))).toContain('Nothing is scheduled here')
  })

  it('needs approval again if the assignments changed in the meantime', async () => {
    const w = world()
    const card = await approved(
      w,
      ada,
      'assign administrative template Printer Drivers to Legal in 2 hours',
      'Begins on',
    )
    await approved(w, bruno, 'assign administrative template Printer Drivers to Finance')
    await w.moveOn({ hours: 2, minutes: 1 })
    const again = await w.shows(card, 'Assignments changed. Review the new plan')
    expect(await w.set(TEMPLATES, 'Printer Drivers')).not.toContain('+ Legal')
    await w.press(ada, again, 'Approve')
    await w.shows(card, 'Done and verified in Intune')
    expect(await w.set(TEMPLATES, 'Printer Drivers')).toContain('+ Legal')
  })

  it('can be cancelled on its card, and then nothing happens', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, 'assign compliance policy Pilot Compliance to Legal in 2 hours')
    await w.press(ada, card, 'Approve')
    const waiting = await w.shows(card, 'Begins on')
    expect(buttonsOf(waiting).map(({ title }) => title)).toEqual(['Move', 'Cancel'])
    await w.press(ada, waiting, 'Cancel')
    await w.shows(card, 'Cancelled. Nothing was changed.')
    const before = await w.set(COMPLIANCE, 'Pilot Compliance')
    await w.moveOn({ hours: 3 })
    expect(await w.set(COMPLIANCE, 'Pilot Compliance')).toEqual(before)
  })

  it('waits for a sign-in if that was lost in the meantime', async () => {
    const w = world()
    const entra = new Entra(w)
    const card = await approved(
      w,
      ada,
      'assign administrative template Chrome Extensions to Legal in 2 hours',
      'Begins on',
    )
    await entra.conditions({ ssoRefused: [ada.oid] })
    await entra.forgetSignIns()
    await w.world.restartAssent()
    await w.moveOn({ hours: 2, minutes: 1 })
    await w.shows(card, /Waiting for Ada Lindqvist to sign in/)
    expect(await w.set(TEMPLATES, 'Chrome Extensions')).not.toContain('+ Legal')
    await entra.conditions({})
    await w.moveOn({ hours: 9 })
  })

  it('needs approval again if it is hours late', async () => {
    const w = world()
    const card = await approved(
      w,
      bruno,
      'assign compliance policy Kiosk Windows to Finance in 1 hour',
      'Begins on',
    )
    await w.moveOn({ hours: 9 })
    const again = await w.shows(card, 'Waiting for approval')
    expect(await w.set(COMPLIANCE, 'Kiosk Windows')).not.toContain('+ Finance')
    await w.press(bruno, again, 'Approve')
    await w.shows(card, 'Done and verified in Intune')
  })

  it('asks which day is meant if two are possible, and refuses past ones', async () => {
    const w = world()
    const now = await nowIn(w)
    const year = now.getUTCFullYear() + 1
    const card = await w.ask(
      ada,
      CHAT.ada,
      `assign compliance policy Frontline Windows to Legal on 03/04/${year}`,
    )
    const text = textOf(card)
    expect(text).toContain('Which time do you mean?')
    expect(text).toContain(`3 April ${year}`)
    expect(text).toContain(`4 March ${year}`)
    await w.press(ada, card, 'Choose 1')
    const planned = await w.shows(card, 'Waiting for approval')
    expect(textOf(planned)).toMatch(new RegExp(`Begins\\D+\\w+day, 3 April ${year}`))
    await w.press(ada, planned, /Cancel/)
    const over = await w.ask(
      ada,
      CHAT.ada,
      'assign compliance policy Frontline Windows to Legal on 1 March 2024',
    )
    expect(textOf(over)).toContain('has already passed')
    expect(buttonsOf(over).map(({ verb }) => verb)).not.toContain('approve')
  })

  it('offers the same time on two later days if the requested one has passed', async () => {
    const w = world()
    const asks = 'assign compliance policy Frontline Windows to Legal on 1 March 2024 at 20:00'
    const card = await w.shows(await w.ask(ada, CHAT.ada, asks), 'Which time do you mean?')
    const now = await nowIn(w)
    const on = (days: number) =>
      new Date(now.getTime() + days * 86_400_000).toLocaleDateString('en-GB', {
        timeZone: 'Europe/London',
        weekday: 'long',
        day: 'numeric',
        month: 'long',
        year: 'numeric',
      })
    const days = [1, 7].map((ahead) => on(ahead).replace(/^(\w+) /, '$1, '))
    for (const day of days) expect(textOf(card)).toContain(`${day} at 20:00`)
    await w.press(ada, card, 'Choose 2')
    const planned = await w.shows(card, 'Waiting for approval')
    expect(textOf(planned)).toContain(`Begins: ${days[1]} at 20:00`)
    expect(await w.set(COMPLIANCE, 'Frontline Windows')).not.toContain('+ Legal')
    await w.press(ada, planned, /Cancel/)
  })
})
