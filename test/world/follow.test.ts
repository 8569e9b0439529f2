import { describe, expect, it } from 'vitest'
import { COMPLIANCE, PROFILES, SCRIPTS } from './collections.ts'
import { Entra } from './entra.ts'
import { approved, nowIn } from './steps.ts'
import { ada, bruno, buttonsOf, CHAT, type Driven, type Seen, textOf, useWorld } from './world.ts'

const READ = ['DeviceManagementConfiguration.Read.All', 'DeviceManagementScripts.Read.All']

describe('After a change', () => {
  const world = useWorld()
  const HALF_HOUR_MS = 30 * 60_000
  /** Reports are put together every half hour: that is not to come between a look and what it is held against. */
  const settle = async (w: Driven) => {
    const past = (await nowIn(w)).getTime() % HALF_HOUR_MS
    await w.moveOn({ minutes: Math.ceil((HALF_HOUR_MS - past) / 60_000) + 5 })
  }
  const done = async (sentence: string): Promise<Seen> => {
    const w = world()
    await settle(w)
    return await approved(w, ada, sentence)
  }
  /** What the report says now, in the words of the line. */
  const inWords = async (collection: string, name: string): Promise<string> => {
    const w = world()
    const { id } = await w.object(collection, name)
    const { body } = await w.graph(ada, READ, 'GET', `/beta/${collection}/${id}/deviceStatusOverview`)
    expect(body.pendingCount).toBeGreaterThan(0)
    return `${body.successCount} succeeded, ${body.errorCount} failed, ${body.pendingCount} not reported yet, wherever it is assigned`
  }
  const saying = async (w: Driven, text: string) =>
    (await w.messages()).filter((one) => (one.text ?? '').includes(text))

  it('its card and thread report how it went, at two hours and at one day, once each', async () => {
    const w = world()
    await w.ask(ada, CHAT.channel, 'notify here')
    const card = await done('assign configuration profile Store Kiosk Lockdown to Sales Laptops')
    const thread = await w.posted(CHAT.channel, /Store Kiosk Lockdown/)
    const writes = (await w.writes()).length
    await w.moveOn({ hours: 1, minutes: 50 })
    expect(textOf(await w.message(card.id))).not.toContain('After ')
    await w.moveOn({ minutes: 11 })
    const line = `After 2 h: ${await inWords(PROFILES, 'Store Kiosk Lockdown')}`
    const seen = await w.shows(card, line)
    expect(buttonsOf(seen).map(({ title }) => title)).toContain('Undo')
    const reply = await w.posted(CHAT.channel, line)
    expect(reply.replyTo ?? reply.conversationId).toBeTruthy()
    expect(thread.id).not.toBe(reply.id)
    await w.world.restartAssent()
    await w.moveOn({ hours: 22 })
    const later = `After 24 h: ${await inWords(PROFILES, 'Store Kiosk Lockdown')}`
    expect(later.slice(9)).not.toBe(line.slice(8))
    const both = textOf(await w.shows(card, later))
    expect(both).toContain(line)
    await w.posted(CHAT.channel, later)
    await w.moveOn({ days: 3 })
    expect(await saying(w, 'After ')).toHaveLength(2)
    expect((await w.writes()).length).toBe(writes)
  })

  it('the requester is mentioned if it fails on many devices', async () => {
    const w = world()
    await w.faults({ failing: 0.5 })
    const card = await done('assign script Enable Windows Sandbox to Finance Laptops')
    await w.moveOn({ hours: 2, minutes: 1 })
    await w.shows(card, /After 2 h: \d+ succeeded, [1-9]\d* failed/)
    const call = await w.posted(CHAT.ada, /<at>Ada Lindqvist<\/at>.*is failing on many devices/)
    expect(call.text).toContain('After 2 h: ')
    expect(call.text).toContain('press Undo on its card')
    const { id } = await w.object(SCRIPTS, 'Enable Windows Sandbox')
    const { body } = await w.graph(ada, READ, 'GET', `/beta/${SCRIPTS}/${id}/runSummary`)
    expect(call.text).toContain(`${body.successDeviceCount} succeeded, ${body.errorDeviceCount} failed`)
    expect(call.text).toMatch(/Most common errors: 0x87D1FDE8 on \d+ devices/)
    await w.faults()
  })

  it('several policies are summed up, and the requester is mentioned once in the channel where they asked', async () => {
    const w = world()
    await w.faults({ failing: 0.6 })
    await settle(w)
    await w.say(ada, CHAT.channel, 'assign scripts Set Time Zone and Rename Device to Sales Laptops')
    const card = await w.posted(CHAT.channel, /Waiting for approval[\s\S]*Rename Device/)
    await w.press(bruno, card, 'Approve')
    await w.shows(card, 'Done and verified in Intune')
    await w.moveOn({ hours: 2, minutes: 1 })
    const seen = textOf(await w.shows(card, /After 2 h, over 2 policies: \d+ succeeded, [1-9]\d* failed/))
    const summaries: { name: string; failed: number; succeeded: number }[] = []
    for (const name of ['Set Time Zone', 'Rename Device']) {
      const { id } = await w.object(SCRIPTS, name)
      const { body } = await w.graph(ada, READ, 'GET', `/beta/${SCRIPTS}/${id}/runSummary`)
      summaries.push({ name, failed: body.errorDeviceCount, succeeded: body.successDeviceCount })
    }
    const sum = (of: 'failed' | 'succeeded') => summaries.reduce((all, one) => all + one[of], 0)
    expect(seen).toContain(`over 2 policies: ${sum('succeeded')} succeeded, ${sum('failed')} failed`)
    const [worst] = summaries.sort((a, b) => b.failed - a.failed)
    expect(seen).toContain(`Most failures: “${worst?.name}” (${worst?.failed}).`)
    const call = await w.posted(
      CHAT.channel,
      /<at>Ada Lindqvist<\/at>.*Rename Device.*is failing on many devices/,
    )
    expect(call.replyTo).toBe(card.replyTo ?? card.id)
    await w.moveOn({ hours: 1 })
    const calls = (await saying(w, 'is failing on many devices')).filter(({ text }) =>
      text?.includes('Rename Device'),
    )
    expect(calls).toHaveLength(1)
    await w.faults()
  })

  it('one report follows a long outage, and says how long it took', async () => {
    const w = world()
    const card = await done('assign compliance policy Developer Machines to Finance Laptops')
    await w.moveOn({ days: 3 })
    const line = `After 3 days: ${await inWords(COMPLIANCE, 'Developer Machines')}`
    expect(textOf(await w.shows(card, line)).match(/After /g)).toHaveLength(1)
  })

  it('nothing is checked after an undo', async () => {
    const w = world()
    const card = await done('assign compliance policy Pilot Compliance to Legal')
    await w.press(ada, card, 'Undo')
    const undo = await w.posted(CHAT.ada, /Waiting for approval[\s\S]*undo: assign/)
    await w.press(ada, undo, 'Approve')
    await w.shows(card, 'Done, and undone since.')
    const reads = async () =>
      (await w.calls()).filter(({ path }) => path.endsWith('/deviceStatusOverview')).length
    const before = await reads()
    await w.moveOn({ hours: 25 })
    await done('assign compliance policy Kiosk Windows to Legal')
    expect(await reads()).toBe(before)
    expect(textOf(await w.message(card.id))).not.toContain('After ')
    expect(textOf(await w.message(undo.id))).not.toContain('After ')
  })

  it('the check waits for Graph if it does not answer in time', async () => {
    const w = world()
    const card = await done('assign compliance policy macOS FileVault to all devices')
    await w.faults({ rules: [{ path: 'deviceStatusOverview', status: 503, times: 3 }] })
    await w.moveOn({ hours: 2, minutes: 1 })
    await w.shows(card, /After 2 h: \d+ succeeded/)
    await w.faults()
  })

  it('nobody is asked to sign in for it: the card says so, and the next check is another chance', async () => {
    const w = world()
    const card = await done('assign compliance policy Windows 10 Legacy to Legal')
    await new Entra(w).conditions({ ssoRefused: [ada.oid] })
    await w.ask(ada, CHAT.ada, 'sign out')
    // In the channel a notice may be on its way.
    const here = async () =>
      (await w.messages()).filter(({ conversationId }) => conversationId === CHAT.ada).length
    const before = await here()
    await w.moveOn({ hours: 2, minutes: 1 })
    await w.shows(card, 'After 2 h: how it went on devices is not known. Ada Lindqvist was signed out.')
    expect(await here()).toBe(before)
    await new Entra(w).conditions({})
    await w.ask(ada, CHAT.ada, 'show compliance policy "Windows 10 Legacy"')
    await w.moveOn({ hours: 22 })
    await w.shows(card, /After 24 h: \d+ succeeded/)
  })
})

describe('FOLLOW_HOURS=none', () => {
  const world = useWorld({ FOLLOW_HOURS: 'none' })

  it('checks nothing', async () => {
    const w = world()
    const card = await approved(w, ada, 'assign compliance policy Developer Machines to Legal')
    await w.moveOn({ days: 2 })
    await approved(w, ada, 'assign compliance policy Pilot Compliance to Legal')
    expect(textOf(await w.message(card.id))).not.toContain('After ')
    expect((await w.calls()).filter(({ path }) => path.endsWith('/deviceStatusOverview'))).toEqual([])
  })

  it('still answers “did it work” about the last change', async () => {
    const w = world()
    await approved(w, ada, 'assign configuration profile Store Kiosk Lockdown to Legal')
    const card = await w.ask(ada, CHAT.ada, 'did it work?')
    await w.shows(card, /“Store Kiosk Lockdown”: \d+ succeeded/)
  })
})
