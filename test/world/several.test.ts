import { describe, expect, it } from 'vitest'
import { COMPLIANCE, TEMPLATES } from './collections.ts'
import { approved } from './steps.ts'
import { ada, bruno, buttonsOf, CHAT, type Driven, textOf, useWorld } from './world.ts'

describe('Several policies and groups in one sentence', () => {
  const world = useWorld()

  const writesOf = async (w: Driven, name: string) => {
    const { id } = await w.object(TEMPLATES, name)
    return (await w.writes()).filter(({ path, status }) => path.includes(id) && status < 300)
  }

  it('are one card with a plan each, one approval, and a result each', async () => {
    const w = world()
    const card = await w.ask(
      ada,
      CHAT.ada,
      'assign administrative templates Edge Settings, Chrome Extensions and Printer Drivers to groups Legal and Finance Laptops',
    )
    const text = textOf(card)
    expect(text).toContain('Assign 3 policies to Legal and Finance Laptops')
    expect(text.match(/\+ Add {2}(Legal|Finance Laptops)/g)).toHaveLength(6)
    expect(buttonsOf(card).filter(({ verb }) => verb === 'approve')).toHaveLength(1)

    await w.press(ada, card, 'Approve')
    const done = textOf(await w.shows(card, 'Done and verified in Intune'))
    expect(done.match(/^Done$/gm)).toHaveLength(3)
    for (const name of ['Edge Settings', 'Chrome Extensions', 'Printer Drivers']) {
      expect(await w.set(TEMPLATES, name)).toEqual(expect.arrayContaining(['+ Finance Laptops', '+ Legal']))
      expect(await writesOf(w, name)).toHaveLength(1)
    }
  })

  it('hand a filter on where one policy takes the place of another', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, 'replace Edge Settings with Outlook Cached Mode for all devices')
    expect(textOf(card)).toContain('not assigned  →  assigned, filter: include “Corporate Windows”')
    await w.press(ada, card, 'Cancel')
  })

  it('say what is not copied to an app that stays as it is', async () => {
    const w = world()
    await approved(w, ada, 'assign app Power BI Desktop to Sales Laptops as required')
    await approved(w, ada, 'assign app Power BI Desktop to Help Desk as required')
    await approved(w, ada, 'exclude Executive Devices from app Power BI Desktop as required')
    const card = await w.ask(ada, CHAT.ada, 'replace 7-Zip 24.08 with Power BI Desktop')
    expect(textOf(card)).toContain('Nothing would be copied to “Power BI Desktop”.')
    expect(textOf(card)).toContain(
      '“Sales Laptops” was not copied: it is already assigned differently here, and that stays as it is.',
    )
    expect(textOf(card)).not.toContain('already set up that way')
    await w.press(ada, card, 'Cancel')

    // Help Desk has 7-Zip as available.
    const one = await w.ask(ada, CHAT.ada, 'replace 7-Zip 24.08 with Power BI Desktop for Help Desk')
    expect(textOf(one)).toContain(
      '“Power BI Desktop” is already assigned in another way, and that stays as it is.',
    )
    await w.press(ada, one, 'Cancel')
  })

  it('say which succeeded; the rest is retried only after a new plan and a new approval', async () => {
    const w = world()
    const failing = await w.object(TEMPLATES, 'Screen Lock and Screensaver')
    await w.faults({
      rules: [
        {
          path: `${failing.id}/assign`,
          method: 'POST',
          status: 403,
          message: 'Not in the scope of your role',
        },
      ],
    })
    const card = await w.ask(
      ada,
      CHAT.group,
      'assign administrative templates Screen Lock and Screensaver, Removable Storage to group Legal',
    )
    await w.press(ada, card, 'Approve')
    const partly = await w.shows(card, 'Partly done')
    expect(textOf(partly)).toContain('Not in the scope of your role')
    expect(await w.set(TEMPLATES, 'Removable Storage')).toEqual(['+ Legal'])
    await w.faults()

    // A colleague changes the failed one meanwhile: the new plan is made from what is there now.
    const assign = `/beta/${TEMPLATES}/${failing.id}/assign`
    const element = { '@odata.type': '#microsoft.graph.groupPolicyConfigurationAssignment' }
    const groupId = await w.groupId('Marketing')
    const { status } = await w.graph(bruno, ['DeviceManagementConfiguration.ReadWrite.All'], 'POST', assign, {
      assignments: [
        { ...element, target: { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId } },
      ],
    })
    expect(status).toBe(200)
    const writes = (await w.writes()).length

    expect(await w.press(ada, partly, 'Retry the rest')).toEqual({ toast: null })
    const again = await w.shows(card, 'Waiting for approval')
    expect(textOf(again)).toMatch(/stays? the same: .*Marketing/)
    expect(textOf(again)).toMatch(/^Done$/m)
    expect((await w.writes()).length).toBe(writes)

    // The button of the card before does nothing any more.
    const old = await w.send(
      ada,
      partly,
      'retry',
      buttonsOf(partly).find(({ verb }) => verb === 'retry')?.data,
    )
    expect(old.toast).toMatch(/out of date|cannot be done/)

    await w.press(bruno, again, 'Approve')
    await w.shows(card, 'Done and verified in Intune')
    expect(await w.set(TEMPLATES, 'Screen Lock and Screensaver')).toEqual(['+ Legal', '+ Marketing'])
    expect(await writesOf(w, 'Removable Storage')).toHaveLength(1)
  })

  it('end without a write if somebody else did the rest in the meantime', async () => {
    const w = world()
    const failing = await w.object(COMPLIANCE, 'Windows 10 Legacy')
    await w.faults({ rules: [{ path: `${failing.id}/assign`, method: 'POST', status: 403 }] })
    const card = await w.ask(ada, CHAT.ada, 'assign compliance policy Windows 10 Legacy to group Test Lab')
    await w.press(ada, card, 'Approve')
    const over = await w.shows(card, 'Failed')
    await w.faults()
    await approved(w, bruno, 'assign compliance policy Windows 10 Legacy to group Test Lab')
    const writes = (await w.writes()).length

    await w.press(ada, over, 'Try again')
    await w.shows(card, 'Done and verified in Intune')
    expect((await w.writes()).length).toBe(writes)
  })

  it('offer no retry for what was rejected, or to people who may not decide', async () => {
    const w = world()
    const failing = await w.object(COMPLIANCE, 'Kiosk Windows')
    await w.faults({ rules: [{ path: `${failing.id}/assign`, method: 'POST', status: 403 }] })
    const card = await w.ask(ada, CHAT.ada, 'assign compliance policy Kiosk Windows to group Test Lab')
    await w.press(ada, card, 'Approve')
    const over = await w.shows(card, 'Failed')
    await w.faults()
    const retry = buttonsOf(over).find(({ verb }) => verb === 'retry')
    const { toast } = await w.send(bruno, over, 'retry', retry?.data)
    // He is not in her chat, so the bot tells him nothing: his client says that it went wrong.
    expect(toast).toMatch(/Something went wrong/)
    await w.shows(card, 'Failed')

    const cancelled = await w.ask(ada, CHAT.ada, 'assign compliance policy Kiosk Windows to group Test Lab')
    await w.press(ada, cancelled, 'Cancel')
    const now = await w.shows(cancelled, 'Cancelled')
    expect(buttonsOf(now).map(({ title }) => title)).toEqual(['Ask again'])
    const { toast: late } = await w.send(ada, now, 'retry', { ...buttonsOf(cancelled)[0]?.data })
    expect(late).toContain('cancelled')
  })
})
