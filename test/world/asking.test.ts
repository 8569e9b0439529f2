import { describe, expect, it } from 'vitest'
import { spanOf } from '../../src/teams/inbound/historyFilter.ts'
import { COMPLIANCE } from './collections.ts'
import { ada, bruno, buttonsOf, CHAT, textOf, useWorld } from './world.ts'

describe('Questions', () => {
  const world = useWorld()

  it('a dry run is the card without buttons, and cannot be approved', async () => {
    const w = world()
    const card = await w.ask(
      ada,
      CHAT.ada,
      'dry run: assign compliance policy iPad Boardroom to group Finance',
    )
    expect(textOf(card)).toContain('This is what would change')
    expect(textOf(card)).toMatch(/Finance/)
    expect(buttonsOf(card).filter(({ title }) => /Approve|Cancel/.test(title))).toEqual([])
    expect(await w.set(COMPLIANCE, 'iPad Boardroom')).not.toContain('+ Finance')
    expect(textOf(await w.ask(ada, CHAT.ada, 'yes'))).toContain('Nothing is waiting for approval here')
  })

  it('whether somebody gets a policy is answered, with how', async () => {
    const w = world()
    const no = await w.ask(ada, CHAT.ada, 'is iPad Boardroom assigned to Legal?')
    expect(textOf(no)).toContain('No: nothing assigns “iPad Boardroom” to “Legal”')
    const everybody = await w.ask(ada, CHAT.ada, 'is Edge Settings assigned to all devices?')
    expect(textOf(everybody)).toContain(
      'Yes: “Edge Settings” is assigned to all devices directly with a filter.',
    )
    const out = await w.ask(ada, CHAT.ada, 'is Store Kiosks excluded from Edge Settings?')
    expect(textOf(out)).toContain('“Store Kiosks” is excluded directly.')
    expect(buttonsOf(no).filter(({ title }) => /Approve|Cancel/.test(title))).toEqual([])
    const nobody = await w.ask(ada, CHAT.ada, 'does Nowhere Land get Edge Settings?')
    expect(textOf(nobody)).toContain('I found no group called “Nowhere Land”')
  })

  it('an unnamed policy is chosen from the few of its kind, and the rest is kept', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, 'assign compliance script to group Legal')
    expect(textOf(card)).toContain('Which policy?')
    expect(textOf(card)).toContain('The rest of what you wrote is kept.')
    await w.press(ada, card, 'Choose 1')
    const planned = await w.shows(card, 'Waiting for approval')
    expect(textOf(planned)).toContain('Legal')
    await w.press(ada, planned, /Cancel/)

    // What only some of a kind are called offers just those.
    const sort = await w.ask(ada, CHAT.ada, 'assign firewall policy to group Legal')
    expect(textOf(sort)).toContain('Mac Firewall')
    expect(textOf(sort)).not.toContain('App Control for Kiosks')

    // Too many to offer them all: those that were changed last, and any other can be written.
    const many = await w.ask(ada, CHAT.ada, 'assign to group Legal as required')
    expect(textOf(many)).toContain('Which policy?')
    expect(buttonsOf(many).length).toBeLessThanOrEqual(6)
    expect((await w.press(ada, many, 'Continue')).toast).toContain('write a name first')
    await w.press(ada, many, 'Continue', { written: 'Nothing Like This' })
    const again = await w.shows(many, 'I found no policy called “Nothing Like This”')
    await w.press(ada, again, 'Continue', { written: ' 7-Zip  24.08 ' })
    const named = await w.shows(many, 'Waiting for approval')
    expect(textOf(named)).toContain('7-Zip 24.08')
    expect(textOf(named)).toContain('required')
    await w.press(ada, named, /Cancel/)
  })

  it('one missing name is offered from the tenant, and the answer continues the request', async () => {
    const w = world()
    // What is taken away has to be there, so only that is offered.
    const has = await w.set('deviceManagement/groupPolicyConfigurations', 'Edge Settings')
    const from = await w.ask(ada, CHAT.ada, 'remove Edge Settings')
    expect(textOf(from)).toContain('Which group?')
    const offered = buttonsOf(from).filter(({ title }) => title.startsWith('Choose'))
    expect(offered).toHaveLength(has.filter((one: string) => one.startsWith('+')).length)
    await w.press(ada, from, 'Choose 1')
    const removal = await w.shows(from, 'Waiting for approval')
    expect(textOf(removal)).toContain('Edge Settings')
    await w.press(ada, removal, /Cancel/)

    const what = await w.ask(ada, CHAT.ada, 'remove Old Kiosks')
    expect(textOf(what)).toContain('Which policy?')
    expect(textOf(what)).toContain('Kiosk Windows')
    expect(textOf(what)).not.toContain('7-Zip')
    await w.press(ada, what, /None/)

    // A name that no policy has and a group does, and the other way round.
    const out = await w.ask(ada, CHAT.ada, 'exclude Pilot Devices')
    expect(textOf(out)).toContain('Which policy?')
    await w.press(ada, out, 'Continue', { written: 'Edge Settings' })
    const exclusion = await w.shows(out, 'Waiting for approval')
    expect(textOf(exclusion)).toContain('Exclude Pilot Devices from Edge Settings')
    await w.press(ada, exclusion, /Cancel/)

    const whom = await w.ask(ada, CHAT.ada, 'assign Outlook Cached Mode')
    expect(textOf(whom)).toContain('Which group?')
    expect(buttonsOf(whom).length).toBeLessThanOrEqual(6)
    await w.press(ada, whom, 'Continue', { written: 'all devices' })
    expect(textOf(await w.shows(whom, 'Waiting for approval'))).toContain('every device in your tenant')
    // Neither a verb: the tenant tells which is the group, and the person what is to become of it.
    const bare = await w.ask(ada, CHAT.ada, 'Legal and Outlook Cached Mode')
    expect(textOf(bare)).toContain('Which of these do you mean?')
    expect(buttonsOf(bare).filter(({ verb }) => verb === 'choose')).toHaveLength(3)
    expect(textOf(bare)).toContain('Exclude group “Legal” from “Outlook Cached Mode”')
    await w.press(ada, bare, /None/)
    const talk = await w.ask(ada, CHAT.ada, 'Salt and Pepper')
    expect(textOf(talk)).toContain('Salt')
    expect(buttonsOf(talk).filter(({ verb }) => verb === 'choose')).toEqual([])
    // What was asked for lately comes first.
    const next = await w.ask(ada, CHAT.ada, 'assign to group Legal')
    expect(textOf(next)).toContain('1. Outlook Cached Mode')
  })

  it('several kinds at once, or all but some, are searched, and no others', async () => {
    const w = world()
    const both = textOf(
      await w.ask(ada, CHAT.ada, 'dry run: remove all scripts and all apps from Sales Laptops'),
    )
    const apart = textOf(
      await w.ask(ada, CHAT.ada, 'dry run: remove everything apart from apps from Sales Laptops'),
    )
    const apps = textOf(await w.ask(ada, CHAT.ada, 'dry run: remove all apps from Sales Laptops'))
    const named = (text: string) => /7-Zip|Company Portal|Power BI|Zscaler|Visual Studio/.test(text)
    expect(named(apps)).toBe(true)
    expect(named(both)).toBe(true)
    expect(named(apart)).toBe(false)
    expect(both).toContain('script')
    expect(both).not.toContain('compliance policy')
    expect(apart).toContain('This is what would change')
  })

  it('who changed what comes from Assent’s own record, and says so', async () => {
    const w = world()
    const none = await w.ask(ada, CHAT.ada, 'who changed iPad Boardroom?')
    expect(textOf(none)).toContain('Nothing was changed here through Assent. This is Assent’s own record')
    expect(textOf(await w.ask(ada, CHAT.ada, 'what was changed today?'))).toContain(
      'nothing was changed today',
    )
    const sentence = 'assign compliance policy iPad Boardroom to group Help Desk'
    const card = await w.shows(await w.ask(ada, CHAT.ada, sentence), 'Waiting for approval')
    await w.press(ada, card, 'Approve')
    await w.shows(card, 'Done and verified in Intune')
    const told = await w.ask(ada, CHAT.ada, 'history of iPad Boardroom')
    expect(textOf(told)).toContain(`${ada.name}: “${sentence}”`)
    expect(textOf(told)).toContain('Assent’s own record')
    // Intune's own log knows it, too, and what was changed elsewhere.
    expect(textOf(told)).toMatch(
      /Intune’s audit log of the last 30 days[\s\S]*ada@fabrikam\.example with Assent/,
    )
    const [edge] = (await w.tenant('GET', '/control/state')).body.objects[
      'deviceManagement/groupPolicyConfigurations'
    ]
    const scopes = ['DeviceManagementConfiguration.ReadWrite.All']
    const path = `/beta/deviceManagement/groupPolicyConfigurations/${edge.id}/assign`
    expect((await w.graph(bruno, scopes, 'POST', path, { assignments: [] })).status).toBeLessThan(300)
    const elsewhere = textOf(await w.ask(ada, CHAT.ada, `who changed ${edge.name}?`))
    expect(elsewhere).toContain('Nothing was changed here through Assent.')
    expect(elsewhere).toMatch(/UTC: bruno@fabrikam\.example/)
    const today = await w.ask(ada, CHAT.ada, 'what changed today?')
    expect(textOf(today)).toMatch(/Changed today, by Assent’s own record[\s\S]*iPad Boardroom/)
    // What its record does not hold is told behind the card.
    await w.until(async () => (await w.messages()).at(-1)?.text?.includes('These are the changes') === true)
  })

  it('a dry run has nothing to press: only a plain request leads to an approval', async () => {
    const w = world()
    const sentence = 'assign compliance policy Developer Machines to group Finance'
    const dry = await w.ask(ada, CHAT.ada, `dry run: ${sentence}`)
    expect(buttonsOf(dry)).toEqual([])
    expect(textOf(dry)).toContain('To have it done, write it as a plain request.')
    const card = await w.ask(ada, CHAT.ada, sentence)
    await w.press(ada, card, 'Approve assignment')
    await w.shows(card, 'Done and verified in Intune')
    expect(await w.set(COMPLIANCE, 'Developer Machines')).toContain('+ Finance')
  })

  it('how many are in a group is answered, and who is not counted', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, 'who is in Sales Team?')
    expect(textOf(card)).toContain('“Sales Team”: assigned group, 187 users, nested groups included.')
    expect(textOf(card)).not.toContain('I could not do this')
    const none = await w.ask(ada, CHAT.ada, 'how many devices are in Nowhere Land?')
    expect(textOf(none)).toContain('I found no group called “Nowhere Land”')
  })

  it('two groups are compared by what they get', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, 'compare Sales Laptops and Finance Laptops')
    const whole = textOf(await w.shows(card, 'Two groups compared'))
    expect(whole).toMatch(/^Only “Sales Laptops”.+\.\nOnly “Finance Laptops”/m)
    expect(whole).not.toContain('Nothing was changed')
    expect(whole).toMatch(/Both: \d+ polic/)
  })

  it('what nobody gets is searched in all kinds, or one', async () => {
    const w = world()
    const state = (await w.tenant('GET', '/control/state')).body.objects[COMPLIANCE]
    const name = (of: { displayName?: string; name?: string }) => of.name ?? of.displayName
    const empty = state.filter((one: { assignments: unknown[] }) => one.assignments.length === 0).map(name)
    const card = await w.ask(ada, CHAT.ada, 'which compliance policies have no assignment?')
    expect(textOf(card)).toContain('What nobody gets')
    expect(textOf(card)).toMatch(/compliance policy/)
    for (const one of empty.slice(0, 5)) expect(textOf(card)).toContain(one)
    expect(textOf(card)).not.toContain('Gets it')
    const all = await w.ask(ada, CHAT.ada, 'which policies have no assignment?')
    expect(textOf(all)).toContain('No assignment')
  })

  it.each([
    ['today', '2026-11-25', '2026-11-26'],
    ['yesterday', '2026-11-24', '2026-11-25'],
    ['this week', '2026-11-23', '2026-11-30'],
    ['last week', '2026-11-16', '2026-11-23'],
    ['this month', '2026-11-01', '2026-12-01'],
    ['last month', '2026-10-01', '2026-11-01'],
  ] as const)('%s starts and ends at midnight', (period, from, to) => {
    const span = spanOf(period, new Date('2026-11-25T18:20:00Z'))
    expect([span.from, span.to].map((at) => at.toISOString())).toEqual([
      `${from}T00:00:00.000Z`,
      `${to}T00:00:00.000Z`,
    ])
  })
})
