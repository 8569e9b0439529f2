import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { Entra } from './entra.ts'
import { ada, buttonsOf, CHAT, textOf, useWorld } from './world.ts'

const OWN_SYSTEM = 'Device.Read.All'

describe('Who gains and who loses, on the card', () => {
  const world = useWorld()
  const card = async (sentence: string) => textOf(await world().ask(ada, CHAT.ada, sentence))
  /** A group of made-up devices of all systems. @returns how many run Windows. */
  const addLarge = async (displayName: string, devices: number): Promise<number> => {
    const group = { id: randomUUID(), displayName, description: '', dynamic: true, securityEnabled: true }
    await world().tenant('POST', '/control/groups', { ...group, users: 0, devices })
    const filter = `$filter=${encodeURIComponent("operatingSystem eq 'Windows'")}&$count=true`
    const path = `/v1.0/groups/${group.id}/transitiveMembers/microsoft.graph.device?${filter}&$top=1`
    const scopes = ['GroupMember.Read.All', OWN_SYSTEM]
    const { body } = await world().graph(ada, scopes, 'GET', path, undefined, {
      ConsistencyLevel: 'eventual',
    })
    return body['@odata.count']
  }

  it('counts devices once that are in two groups', async () => {
    const text = await card('exclude group Pilot Devices from BitLocker Silent Encryption')
    expect(text).toContain('15 devices lose this policy.')
    expect(await card('stop excluding Pilot Devices from OneDrive Known Folder Move')).toContain(
      '15 devices get this policy.',
    )
  })

  it('leaves out devices that the policy does not work on, and names them', async () => {
    const text = await card('assign compliance policy Developer Machines to group Pilot Devices')
    expect(text).toContain('23 devices get this policy.')
    expect(text).toContain('2 of the 25 devices in “Pilot Devices” do not run Windows (2 macOS)')
    const none = await card('assign compliance policy Developer Machines to group Sales Tablets')
    expect(none).toContain('Nobody gains or loses by this.')
    expect(none).toContain('None of the 61 devices in “Sales Tablets” run Windows')
  })

  it('says who has an app with another intent today', async () => {
    const text = await card('assign app 7-Zip 24.08 as uninstall to group Help Desk')
    expect(text).toContain('14 users have this app uninstalled. They are offered it today.')
  })

  it('shows the card first and the exact number when a large group is read', async () => {
    const windows = await addLarge('Branch Machines', 4200)
    const first = await world().ask(
      ada,
      CHAT.ada,
      'assign compliance policy Developer Machines to Branch Machines',
    )
    expect(windows).toBeGreaterThan(0)
    const then = textOf(
      await world().shows(first, `${windows.toLocaleString('en')} devices get this policy.`),
    )
    expect(then).not.toContain('still reading')
    expect((await world().message(first.id)).updates).toBeGreaterThan(0)
    expect(then).toContain(
      `${(4200 - windows).toLocaleString('en')} of the 4,200 devices in “Branch Machines” do not run Windows`,
    )
  })

  it('gives a range, and why, where a group is too large to be read one by one', async () => {
    await addLarge('Everything in the Shops', 5001)
    const text = await card('assign compliance policy Developer Machines to Everything in the Shops')
    expect(text).toContain(
      'Up to 5,001 devices get this policy.\nA group is too large to be counted one by one.',
    )
  })
})

describe('Who gains and who loses by filters and among all devices', () => {
  const world = useWorld()
  const card = async (sentence: string) => textOf(await world().ask(ada, CHAT.ada, sentence))
  /** How many Windows devices of a group (null: of all) match a filter (null: any), asked for one by one. */
  const matching = async (filter: string | null, group: string | null): Promise<number> => {
    const w = world()
    const scopes = [
      'DeviceManagementManagedDevices.Read.All',
      'DeviceManagementConfiguration.Read.All',
      'GroupMember.Read.All',
      OWN_SYSTEM,
    ]
    const all = async (path: string): Promise<Record<string, string>[]> => {
      const { body } = await w.graph(ada, scopes, 'GET', path, undefined, { ConsistencyLevel: 'eventual' })
      const next = body['@odata.nextLink']
      const { pathname, search } = new URL(next ?? 'http://none')
      return [...body.value, ...(next ? await all(`${pathname}${search}`) : [])]
    }
    const devices = await all('/beta/deviceManagement/managedDevices')
    const windows = devices.filter(({ operatingSystem }) => operatingSystem === 'Windows')
    const filters = await all('/beta/deviceManagement/assignmentFilters')
    const rule = filters.find(({ displayName }) => displayName === filter)
    const members = group
      ? await all(
          `/v1.0/groups/${await w.groupId(group)}/transitiveMembers/microsoft.graph.device?$select=deviceId&$count=true`,
        )
      : null
    const isIn = new Set(members?.map(({ deviceId }) => deviceId))
    const sought = windows.filter(({ azureADDeviceId }) => !members || isIn.has(azureADDeviceId))
    if (!rule) return sought.length
    const matched = new Set<string | null>()
    for (let skip = 0, total = 1; skip < total; skip += 100) {
      const data = { platform: rule.platform, rule: rule.rule, top: 100, skip }
      const path = '/beta/deviceManagement/evaluateAssignmentFilter'
      const { body } = await w.graph(ada, scopes, 'POST', path, { data })
      const table = typeof body === 'string' ? JSON.parse(body) : body
      total = table.TotalRowCount
      for (const row of table.Values.flat()) matched.add(row)
    }
    return sought.filter(({ id }) => matched.has(id ?? '')).length
  }

  it('has Intune evaluate filters, and counts the matches', async () => {
    const asked = 'assign compliance policy Developer Machines to Engineering Workstations'
    const all = /(\d+) devices get this policy\./.exec(await card(asked))?.[1]
    const matched = /(\d+) devices get this policy\./.exec(
      await card(`${asked} with filter Virtual machines`),
    )?.[1]
    expect(Number(all)).toBeGreaterThan(Number(matched))
    expect(Number(matched)).toBe(await matching('Virtual machines', 'Engineering Workstations'))
    const others = await card(`${asked}, exclude filter Virtual machines`)
    expect(others).toContain(`${Number(all) - Number(matched)} devices get this policy.`)
  })

  it('counts all devices, and those that a filter matches', async () => {
    const all = await matching(null, null)
    const corporate = await matching('Corporate Windows', null)
    expect(all).toBeGreaterThan(corporate)
    const asked = 'assign compliance policy Developer Machines to all devices'
    expect(await card(asked)).toContain(`${all} devices get this policy.`)
    expect(await card(`${asked} with filter Corporate Windows`)).toContain(
      `${corporate} devices get this policy.`,
    )
    const without = await card('exclude Pilot Devices from administrative template Edge Settings')
    expect(without).toContain('23 devices lose this policy.')
  })
})

describe('Who gains and who loses, where nobody consented to see the devices in Intune', () => {
  const world = useWorld()

  it('says that an unevaluated filter leaves it open, and gives no number for all devices', async () => {
    const w = world()
    await new Entra(w).conditions({
      consentMissing: [{ scope: 'DeviceManagementManagedDevices.Read.All' }],
    })
    const asked = 'assign compliance policy Developer Machines to'
    const filtered = textOf(
      await w.ask(ada, CHAT.ada, `${asked} Sales Laptops with filter Corporate Windows`),
    )
    expect(filtered).toContain(
      'Up to 214 devices get this policy.\nHow many of them match the filter is not known.',
    )
    expect(textOf(await w.ask(ada, CHAT.ada, `${asked} all devices`))).toContain(
      'All Windows devices get this policy.',
    )
  })
})

describe('Who gains and who loses, afterwards and by rules', () => {
  const world = useWorld({ APPROVALS_CONVERSATION: CHAT.approvals })

  it('needs a second person where more than a handful lose something', async () => {
    const many = await world().ask(
      ada,
      CHAT.ada,
      'exclude group Pilot Devices from BitLocker Silent Encryption',
    )
    expect(textOf(many)).toContain('by the rule “More than 10 devices or users lose something')
    const none = await world().ask(
      ada,
      CHAT.ada,
      'exclude group Sales Tablets from BitLocker Silent Encryption',
    )
    expect(textOf(none)).toContain('Nobody gains or loses by this.')
    expect(textOf(none)).not.toContain('rule:')
  })

  it('is repeated in the notice', async () => {
    const w = world()
    await w.ask(ada, CHAT.channel, 'notify here')
    const card = await w.ask(ada, CHAT.ada, 'exclude group Ring 0 Canary from BitLocker Silent Encryption')
    expect(textOf(card)).toContain('5 devices lose this policy.')
    await w.press(ada, card, /^Approve/)
    const notice = await w.posted(CHAT.channel, 'BitLocker Silent Encryption')
    await w.shows(notice, '5 devices lose this policy when they next check in.')
  })
})

describe('Who gains and who loses, where nobody consented to see what devices run', () => {
  const world = useWorld()

  it('gives a range, and names the permission, where Assent may not see what devices run', async () => {
    await new Entra(world()).conditions({ consentMissing: [{ scope: OWN_SYSTEM }] })
    const text = textOf(
      await world().ask(
        ada,
        CHAT.ada,
        'assign compliance policy Developer Machines to group Finance Laptops',
      ),
    )
    expect(text).toContain('Up to 44 devices get this policy.')
    expect(text).toContain('hidden from Assent (permission Device.Read.All)')
  })
})

describe('Who gets something, without a change', () => {
  const world = useWorld()
  const card = async (sentence: string) => textOf(await world().ask(ada, CHAT.ada, sentence))

  it('is listed by group and in total', async () => {
    const text = await card('who gets BitLocker Silent Encryption')
    expect(text).toContain('Sales Laptops  dynamic group, 214 devices')
    expect(text).toContain('In all: 258 devices get this policy.')
    expect(await card('who gets OneDrive Known Folder Move')).toContain(
      'In all: 243 devices get this policy.',
    )
    expect(await card('who gets Developer Machines')).toContain('Nobody gets this policy.')
  })

  it('is shown for a dry run as for a request', async () => {
    const text = await card('dry run: exclude group Pilot Devices from BitLocker Silent Encryption')
    expect(text).toContain('15 devices would lose this policy.')
  })

  it('says what a group gets, what depends on a filter, and what is not for its platform', async () => {
    const w = world()
    const shown = await w.ask(ada, CHAT.ada, 'what does group Sales Tablets get')
    const text = textOf(await w.shows(shown, 'What Sales Tablets gets'))
    expect(text).toMatch(/2 policies, 13 without effect there/)
    expect(text).toMatch(/2 policies[^\n]*\n[^\n]*\nGets it[^\n]*\n[^\n]*\nGets it[^\n]*\n/)
    expect(text).toMatch(/Defender Up to Date[^\n]*\nNot on this platform {2}through all devices/)
    const laptops = await w.ask(ada, CHAT.ada, 'what does group Finance Laptops get')
    expect(textOf(await w.shows(laptops, 'What Finance Laptops gets'))).toMatch(
      /\d+ policies, \d+ more depend on a filter, \d+ without effect there/,
    )
  })

  it('says what reaches a person, by name alone', async () => {
    const w = world()
    const shown = await w.ask(ada, CHAT.ada, 'what does Ada Lindqvist get')
    expect(textOf(await w.shows(shown, 'What Ada Lindqvist gets'))).toContain('Office Macro Lockdown')
  })

  it('says what reaches a device, with its filters evaluated', async () => {
    const w = world()
    await w.tenant('POST', '/control/devices', {
      displayName: 'LT-0999',
      deviceOwnership: 'Personal',
      userId: ada.oid,
    })
    const shown = await w.ask(ada, CHAT.ada, 'what does device LT-0999 get')
    const text = textOf(await w.shows(shown, 'What reaches LT-0999'))
    const all = [text]
    let seen = shown
    for (let page = 2; buttonsOf(seen).some(({ title }) => title.startsWith(`Page ${page}`)); page++) {
      await w.press(ada, seen, new RegExp(`^Page ${page}`))
      seen = await w.seenBy(ada, shown)
      all.push(textOf(seen))
    }
    const whole = all.join('\n')
    expect(whole).toMatch(/Defender Up to Date[^\n]*\nGets it {2}through all devices/)
    expect(whole).toMatch(/BitLocker Required[^\n]*\nFilter leaves it out {2}through all devices/)
    expect(whole).toMatch(/Office Macro Lockdown[^\n]*\nGets it {2}through all users by its user/)
    expect(whole).not.toContain('Depends on filter')
  })
})
