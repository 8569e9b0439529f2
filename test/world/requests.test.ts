import { describe, expect, it } from 'vitest'
import { ada, buttonsOf, CHAT, type Driven, textOf, useWorld } from './world.ts'

const TEMPLATES = 'deviceManagement/groupPolicyConfigurations'
const COMPLIANCE = 'deviceManagement/deviceCompliancePolicies'
const APPS = 'deviceAppManagement/mobileApps'

describe('What is asked for, as the tenant holds it afterwards', () => {
  const world = useWorld()

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
    await w.shows(card, /Done/)
    return said
  }

  /** An app's set, each entry with its intent: "+ Help Desk available". */
  async function app(w: Driven, name: string): Promise<string[]> {
    const { assignments } = await w.object(APPS, name)
    const lines = await w.set(APPS, name)
    expect(lines).toHaveLength(assignments.length)
    const { groups } = (await w.tenant('GET', '/control/state')).body
    const nameOf = (id?: string) => groups.find((one: { id: string }) => one.id === id)?.displayName
    return assignments
      .map(({ target, properties: { intent } }) => {
        const type: string = target['@odata.type']
        const who = nameOf(target.groupId) ?? (type.includes('allDevices') ? 'all devices' : 'all users')
        return `${type.includes('exclusion') ? '-' : '+'} ${who} ${intent}`
      })
      .sort()
  }

  const refused = async (w: Driven, text: string): Promise<string> => {
    const card = await w.ask(ada, CHAT.ada, text)
    expect(buttonsOf(card).map(({ verb }) => verb)).not.toContain('approve')
    return textOf(card)
  }

  it('lifts an exclusion alone, and says where there is none', async () => {
    const w = world()
    await through(w, 'stop excluding Store Kiosks from BitLocker Required')
    expect(await w.set(COMPLIANCE, 'BitLocker Required')).toEqual([
      '+ allDevices | include Corporate Windows',
    ])
    const before = await w.set(COMPLIANCE, 'Kiosk Windows')
    await refused(w, 'stop excluding Old Kiosks from Kiosk Windows')
    expect(await w.set(COMPLIANCE, 'Kiosk Windows')).toEqual(before)
  })

  it('leaves one group alone with a policy, and wants a reason first', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, 'assign Outlook Cached Mode to Legal only')
    const { toast } = await w.press(ada, card, /^Approve/)
    expect(toast).toContain('reason')
    expect(await w.set(TEMPLATES, 'Outlook Cached Mode')).toHaveLength(3)
    await w.press(ada, card, /^Approve/, { comment: 'the others have left' })
    await w.shows(card, /Done/)
    expect(await w.set(TEMPLATES, 'Outlook Cached Mode')).toEqual(['+ Legal'])
  })

  it('asks how an app is meant, and does what is chosen', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, 'assign app Lunch Menu to group Legal')
    const [first] = buttonsOf(card)
    expect(first?.verb).toBe('choose')
    expect(textOf(card)).toMatch(/Which do you mean: required, available/)
    await w.press(ada, card, 'Choose 2')
    const planned = await w.shows(card, 'Waiting for approval')
    await w.press(ada, planned, /^Approve/)
    await w.shows(card, /Done/)
    expect(await app(w, 'Lunch Menu')).toEqual(['+ Legal available', '+ all users available'])
  })

  it('asks which of two entries of a group is meant', async () => {
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
    const left = (await app(w, 'Zscaler Client')).filter((line) => line.includes('Marketing'))
    expect(left).toHaveLength(1)
  })

  it('names the words that it left out, and carries the reason along', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, 'INC0012345: assign Install Company Fonts to Legal for testing')
    expect(textOf(card)).toContain('I left out “for testing”.')
    expect(textOf(card)).toContain('Reason: INC0012345')
    await w.press(ada, card, /Cancel/)
  })
})
