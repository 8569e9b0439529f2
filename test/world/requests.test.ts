import { describe, expect, it } from 'vitest'
import { embedded } from '../store/engines.ts'
import { COMPLIANCE, SCRIPTS, TEMPLATES } from './collections.ts'
import { appSet } from './steps.ts'
import { ada, buttonsOf, CHAT, type Driven, textOf, useWorld } from './world.ts'

const SHELL = 'deviceManagement/deviceShellScripts'

describe('Requests, and what the tenant has afterwards', () => {
  const world = useWorld({}, embedded)

  /** Takes the first choice of whatever is asked, gives a reason where one is wanted, and approves. */
  async function through(w: Driven, text: string): Promise<string> {
    let card = await w.ask(ada, CHAT.ada, text)
    let said = textOf(card)
    if (buttonsOf(card).some(({ verb }) => verb === 'choose')) {
      await w.press(ada, card, 'Choose 1')
      card = await w.shows(card, /Waiting for approval|Nothing would change|could not/)
      said += textOf(card)
    }
    await w.press(ada, card, /^Approve/, { comment: 'agreed in the change board' })
    // Each policy says "Done" for itself first.
    await w.shows(card, 'Done and verified in Intune')
    return said
  }

  const refused = async (w: Driven, text: string): Promise<string> => {
    const card = await w.ask(ada, CHAT.ada, text)
    expect(buttonsOf(card).map(({ verb }) => verb)).not.toContain('approve')
    return textOf(card)
  }

  it('lift an exclusion only, and say where there is none', async () => {
    const w = world()
    await through(w, 'stop excluding Store Kiosks from BitLocker Required')
    expect(await w.set(COMPLIANCE, 'BitLocker Required')).toEqual([
      '+ allDevices | include Corporate Windows',
    ])
    const before = await w.set(COMPLIANCE, 'Kiosk Windows')
    await refused(w, 'stop excluding Old Kiosks from Kiosk Windows')
    expect(await w.set(COMPLIANCE, 'Kiosk Windows')).toEqual(before)
  })

  it('give a group a filter and leave it and the others the assignment', async () => {
    const w = world()
    await through(w, 'assign compliance policy Kiosk Windows to Legal and Finance')
    const before = await w.set(COMPLIANCE, 'Kiosk Windows')
    await through(w, 'limit Kiosk Windows on Legal to devices matching Corporate Windows')
    expect(await w.set(COMPLIANCE, 'Kiosk Windows')).toEqual(
      before.map((line) => (line === '+ Legal' ? '+ Legal | include Corporate Windows' : line)),
    )
    await through(w, 'change filter mode to exclude on Kiosk Windows for Legal')
    expect(await w.set(COMPLIANCE, 'Kiosk Windows')).toContain('+ Legal | exclude Corporate Windows')
    await through(w, 'restrict Kiosk Windows for Legal to the filter Corporate Windows')
    expect(await w.set(COMPLIANCE, 'Kiosk Windows')).toContain('+ Legal | include Corporate Windows')
    await refused(w, 'limit Kiosk Windows on Help Desk to devices matching Corporate Windows')
  })

  it('end the one assignment that is to be cancelled, and say so where there is none', async () => {
    const w = world()
    const before = await w.set(COMPLIANCE, 'Android Corporate')
    await through(w, 'assign compliance policy Android Corporate to group Finance')
    expect(await w.set(COMPLIANCE, 'Android Corporate')).toContain('+ Finance')
    await through(w, 'cancel the assignment of compliance policy Android Corporate for group Finance')
    expect(await w.set(COMPLIANCE, 'Android Corporate')).toEqual(before)
    await refused(w, 'cancel the assignment of compliance policy Android Corporate for group Finance')
  })

  it('can leave a policy to one group only, after a reason', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, 'assign Outlook Cached Mode to Legal only')
    const { toast } = await w.press(ada, card, /^Approve/, { comment: '' })
    expect(toast).toContain('reason')
    expect(await w.set(TEMPLATES, 'Outlook Cached Mode')).toHaveLength(3)
    await w.press(ada, card, /^Approve/, { comment: 'the others have left' })
    await w.shows(card, /Done/)
    expect(await w.set(TEMPLATES, 'Outlook Cached Mode')).toEqual(['+ Legal'])
  })

  it('can clear one policy, after a reason', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, 'clear the assignments of Chrome Extensions')
    expect((await w.press(ada, card, /^Approve/, { comment: '' })).toast).toContain('reason')
    await w.press(ada, card, /^Approve/, { comment: 'retired' })
    await w.shows(card, /Done/)
    expect(await w.set(TEMPLATES, 'Chrome Extensions')).toEqual([])
  })

  it('can copy one policy’s assignments to another, next to its own', async () => {
    const w = world()
    await through(w, 'copy all assignments of Office Macro Lockdown to Removable Storage')
    expect(await w.set(TEMPLATES, 'Removable Storage')).toEqual(['+ allLicensedUsers', '- Finance'].sort())
    await through(w, 'copy all assignments of 7-Zip 24.08 to Power BI Desktop')
    expect(await appSet(w, 'Power BI Desktop')).toEqual([
      '+ Finance available',
      '+ Help Desk available',
      '+ Sales Laptops required',
      '- Executive Devices required',
    ])
  })

  it('never copy between kinds, or from a policy without assignments', async () => {
    const w = world()
    expect(await refused(w, 'copy all assignments of 7-Zip 24.08 to BitLocker Required')).toMatch(/kind/)
    expect(await refused(w, 'copy all assignments of Disable IPv6 to Rename Device')).toMatch(
      /no assignments to copy/,
    )
  })

  it('in one message are all done, or none of them', async () => {
    const w = world()
    await through(
      w,
      'add Legal to Teams Autostart\nremove Engineering Workstations from Enable Windows Sandbox',
    )
    expect(await w.set(TEMPLATES, 'Teams Autostart')).toContain('+ Legal')
    expect(await w.set(SCRIPTS, 'Enable Windows Sandbox')).toEqual([])
    const text = await refused(w, 'add Legal to Printer Drivers\nadd Legal to No Such Policy At All')
    expect(text).toContain('No Such Policy At All')
    expect(text).toContain('all of them or none')
    expect(await w.set(TEMPLATES, 'Printer Drivers')).not.toContain('+ Legal')
  })

  it('for one policy are joined', async () => {
    const w = world()
    await through(w, 'add Legal to Collect Inventory\nremove IT Administrators from Collect Inventory')
    expect(await w.set(SCRIPTS, 'Collect Inventory')).toEqual(['+ Help Desk', '+ Legal'])
  })

  it('can move everything from one group to another', async () => {
    const w = world()
    await through(w, 'move everything from Design Macs to Sales Tablets')
    expect(await w.set(COMPLIANCE, 'macOS FileVault')).toEqual(['+ Engineering Macs', '+ Sales Tablets'])
  })

  it('honour exceptions, and refuse unknown ones', async () => {
    const w = world()
    const card = await w.ask(
      ada,
      CHAT.ada,
      'remove group Frontline Workers from everything except One Device for Frontline',
    )
    expect(textOf(card)).not.toMatch(/^\d*\.? ?One Device for Frontline/m)
    await w.press(ada, card, /Cancel/)
    expect(await refused(w, 'remove group Legal from everything except Nothing Like That')).toContain(
      'Nothing Like That',
    )
  })

  it('remove inclusions from everything, and exclusions only if asked', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, 'remove group Test Lab from all policies where it is excluded')
    expect(textOf(card)).toContain('Windows 11 Baseline')
    await w.press(ada, card, /^Approve/)
    await w.shows(card, 'Done and verified in Intune')
    expect(await w.set(COMPLIANCE, 'Windows 11 Baseline')).not.toContain('- Test Lab')
    expect(await w.set(COMPLIANCE, 'Defender Up to Date')).toEqual(['+ allDevices'])
  })

  it('are limited to the platform and words that were said', async () => {
    const w = world()
    await through(w, 'assign shell script Dock Layout to group Help Desk')
    await through(w, 'remove group Help Desk from all PowerShell scripts')
    expect(await w.set(SHELL, 'Dock Layout')).toContain('+ Help Desk')
    expect(await w.set(SCRIPTS, 'Collect Inventory')).not.toContain('+ Help Desk')
    await through(w, 'remove group Store Kiosks from everything with Kiosk in the name')
    expect(await w.set(TEMPLATES, 'Edge Kiosk Mode')).not.toContain('+ Store Kiosks')
    expect(await w.set(SCRIPTS, 'Set Wallpaper')).toContain('+ Store Kiosks')
    // Where a name is to begin with the words, one that only holds them is left alone.
    await through(w, 'assign template Edge Kiosk Mode to group Help Desk')
    await through(w, 'assign compliance policy Kiosk Windows to group Help Desk')
    await through(w, 'remove group Help Desk from all policies that start with Kiosk')
    expect(await w.set(COMPLIANCE, 'Kiosk Windows')).not.toContain('+ Help Desk')
    expect(await w.set(TEMPLATES, 'Edge Kiosk Mode')).toContain('+ Help Desk')
  })

  it('ask for an app’s intent, and use the chosen one', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, 'assign app Lunch Menu to group Legal')
    const [first] = buttonsOf(card)
    expect(first?.verb).toBe('choose')
    expect(textOf(card)).toMatch(/Which do you mean: required, available/)
    await w.press(ada, card, 'Choose 2')
    const planned = await w.shows(card, 'Waiting for approval')
    await w.press(ada, planned, /^Approve/)
    await w.shows(card, /Done/)
    expect(await appSet(w, 'Lunch Menu')).toEqual(['+ Legal available', '+ all users available'])
  })

  it('ask which of two entries of a group is meant', async () => {
    const w = world()
    await through(w, 'exclude Legal from Lunch Menu as required')
    await through(w, 'exclude Marketing from Zscaler Client as required')
    await through(w, 'exclude Marketing from Zscaler Client as available')
    const card = await w.ask(ada, CHAT.ada, 'stop excluding Marketing from Zscaler Client')
    expect(textOf(card)).toMatch(/Which do you mean/)
    await w.press(ada, card, 'Choose 1')
    const planned = await w.shows(card, 'Waiting for approval')
    await w.press(ada, planned, /^Approve/)
    await w.shows(card, /Done/)
    const left = (await appSet(w, 'Zscaler Client')).filter((line) => line.includes('Marketing'))
    expect(left).toHaveLength(1)
  })

  it('offer a removal before an exclusion where there is an assignment', async () => {
    const w = world()
    const offered = async (text: string) => {
      const card = await w.ask(ada, CHAT.ada, text)
      await w.press(ada, card, 'None of these')
      return [...textOf(card).matchAll(/^\d\. (\w+)/gm)].map(([, word]) => word)
    }
    expect(await offered('block Sales Team from Teams Autostart')).toEqual(['Remove', 'Exclude'])
    expect(await offered('block Finance from Screen Lock and Screensaver')).toEqual(['Exclude', 'Remove'])
  })

  it('distinguish a policy from a group of the same name', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, 'remove all assignments from Android Corporate')
    const text = textOf(card)
    expect(text).toContain('Remove every assignment of “Android Corporate”')
    expect(text).toContain('Remove group “Android Corporate” from everything')
    await w.press(ada, card, 'None of these')
  })

  it('name the words that were left out, and keep the reason', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, 'INC0012345: assign Install Company Fonts to Legal for testing')
    expect(textOf(card)).toContain('I left out “for testing”.')
    expect(textOf(card)).toContain('Reason: INC0012345')
    await w.press(ada, card, /Cancel/)
  })
})
