import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { idOf } from '../../src/local/tenant/seed.ts'
import { COMPLIANCE } from './collections.ts'
import { Entra } from './entra.ts'
import { approved } from './steps.ts'
import { ada, bruno, buttonsOf, CHAT, useWorld } from './world.ts'

const OAUTH = 'application/vnd.microsoft.card.oauth'

const file = join(mkdtempSync(join(tmpdir(), 'assent-rules-')), 'rules.json')
const rulesAre = (rules: object[]) => writeFileSync(file, JSON.stringify({ rules }))
rulesAre([])

describe('While a change is scheduled', () => {
  const world = useWorld({ APPROVAL_RULES: file, FOLLOW_HOURS: 'none' })

  /** She presses the button of the newest sign-in card in her chat. */
  const signIn = async () => {
    const w = world()
    const link = await w.until(async () => {
      const asks = (await w.messages()).filter(
        (one) => one.attachments[0]?.contentType === OAUTH && one.conversationId === CHAT.ada && !one.held,
      )
      const buttons = (asks.at(-1)?.attachments[0]?.content.buttons ?? []) as { value: string }[]
      return buttons[0]?.value
    })
    const body = new URLSearchParams({ state: new URL(link).searchParams.get('state') ?? '' })
    expect((await fetch(new URL('/signin', w.world.channel.url), { method: 'POST', body })).status).toBe(200)
  }

  it('its approval remains valid under its own rules; rescheduling uses the current ones', async () => {
    const w = world()
    const waiting = await approved(
      w,
      ada,
      'assign compliance policy Developer Machines to Legal in 2 hours',
      'Begins on',
    )
    await approved(w, ada, 'assign compliance policy Kiosk Windows to Legal in 2 hours', 'Begins on')
    rulesAre([
      {
        name: 'Bruno looks after Legal',
        when: { targets: [{ group: idOf('group', 'Legal 7') }] },
        approvers: [{ person: bruno.oid, name: bruno.name }],
      },
    ])
    await w.world.restartAssent()
    await w.say(ada, CHAT.ada, 'move Kiosk Windows by 1 hour')
    await w.posted(CHAT.ada, 'so it has to be approved again')
    const copy = await w.posted(
      CHAT.bruno,
      /Kiosk Windows[\s\S]*Waiting for approval|Waiting for approval[\s\S]*Kiosk Windows/,
    )
    expect(buttonsOf(copy).map(({ verb }) => verb)).toContain('approve')
    await w.moveOn({ hours: 2, minutes: 5 })
    await w.shows(waiting, 'Done and verified in Intune')
    expect(await w.set(COMPLIANCE, 'Developer Machines')).toEqual(['+ Legal'])
    expect(await w.set(COMPLIANCE, 'Kiosk Windows')).not.toContain('+ Legal')
    await w.press(bruno, copy, 'Approve')
    await w.moveOn({ hours: 1, minutes: 5 })
    await w.until(async () => (await w.set(COMPLIANCE, 'Kiosk Windows')).includes('+ Legal'))
    rulesAre([])
    await w.world.restartAssent()
  })

  it('its requester may sign out: when it starts they are asked to sign in, and it continues', async () => {
    const w = world()
    const entra = new Entra(w)
    const card = await approved(
      w,
      ada,
      'assign compliance policy Pilot Compliance to Finance in 2 hours',
      'Begins on',
    )
    await entra.conditions({ ssoRefused: [ada.oid] })
    await w.ask(ada, CHAT.ada, 'sign out')
    await w.moveOn({ hours: 2, minutes: 5 })
    await w.shows(card, 'Waiting for Ada Lindqvist to sign in')
    expect(await w.set(COMPLIANCE, 'Pilot Compliance')).not.toContain('+ Finance')
    await signIn()
    await w.shows(card, 'Done and verified in Intune')
    await entra.conditions()
    expect(await w.set(COMPLIANCE, 'Pilot Compliance')).toContain('+ Finance')
  })

  it('the same for its end: it waits for the sign-in, and continues', async () => {
    const w = world()
    const entra = new Entra(w)
    const before = await w.set(COMPLIANCE, 'Frontline Windows')
    const card = await approved(w, ada, 'assign compliance policy Frontline Windows to Finance for 2 hours')
    await entra.conditions({ ssoRefused: [ada.oid] })
    await w.ask(ada, CHAT.ada, 'sign out')
    await w.moveOn({ hours: 2, minutes: 5 })
    await w.posted(
      CHAT.ada,
      /Ada Lindqvist.*please sign in[\s\S]*end of: assign compliance policy Frontline Windows/,
    )
    expect(await w.set(COMPLIANCE, 'Frontline Windows')).not.toEqual(before)
    await signIn()
    await w.shows(card, 'Done, and taken back at its end, as approved.')
    await entra.conditions()
    expect(await w.set(COMPLIANCE, 'Frontline Windows')).toEqual(before)
  })
})
