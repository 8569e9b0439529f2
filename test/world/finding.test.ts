import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { CATALOG } from '../../src/intune/catalog/catalog.ts'
import { COMPLIANCE, TEMPLATES } from './collections.ts'
import { ada, bruno, buttonsOf, CHAT, type Driven, type Seen, textOf, useWorld } from './world.ts'

/** The tenant's calls for one thing done, as "GET /beta/…". */
async function during(w: Driven, act: () => Promise<unknown>): Promise<string[]> {
  const before = (await w.calls()).length
  await act()
  return (await w.calls()).slice(before).map(({ method, path }) => `${method} ${path}`)
}

const lists = (calls: string[], collection: string) =>
  calls.filter((call) => call.endsWith(`/${collection}`)).length

describe('Finding what a sentence means', () => {
  const world = useWorld()

  const stands = (card: Seen, ...names: string[]) => {
    expect(textOf(card)).toContain('Waiting for approval')
    for (const name of names) expect(textOf(card)).toContain(name)
  }

  it('goes straight to the plan for one exact name, in any letter case and without its accents', async () => {
    const w = world()
    stands(await w.ask(ada, CHAT.ada, 'assign chrome extensions to FINANCE'), 'Chrome Extensions', 'Finance')
    stands(await w.ask(ada, CHAT.ada, 'assign Chrome Extensions to group Koln Buro'), 'Köln Büro')
  })

  it('accepts ids instead of names, which must be exact', async () => {
    const w = world()
    const { id } = await w.object(TEMPLATES, 'Chrome Extensions')
    const group = await w.groupId('Legal')
    stands(await w.ask(ada, CHAT.ada, `assign ${id} to group ${group}`), 'Chrome Extensions', 'Legal')
    const other = `${id.slice(0, -1)}${id.endsWith('0') ? '1' : '0'}`
    const card = await w.ask(ada, CHAT.ada, `assign administrative template ${other} to group ${group}`)
    expect(textOf(card)).toContain(`I found no administrative template called “${other}”`)
  })

  it.each([
    ['the beginning', 'Chrome Ext'],
    ['the words in another order', 'extensions chrome'],
    ['a close spelling', 'Chrom Extentions'],
  ])('asks about a name that is only %s of another', async (_what, name) => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, `assign administrative template "${name}" to group Finance`)
    expect(textOf(card)).toContain('Did you mean this policy?')
    expect(textOf(card)).toContain('Chrome Extensions')
    await w.press(ada, card, 'Choose 1')
    stands(await w.shows(card, 'Waiting for approval'), 'Chrome Extensions', 'Finance')
  })

  it('plans for both of a name that two have, where “both” is said of it', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, 'assign Chrome Extensions to both Pilot groups')
    stands(card, 'Chrome Extensions', '12 users', '15 devices')
    expect(textOf(card)).toMatch(
      /Assign Chrome Extensions to Pilot \(id …[0-9a-f]{4}\) and Pilot \(id …[0-9a-f]{4}\)/,
    )
    const { id, ...object } = await w.object(COMPLIANCE, 'Kiosk Windows')
    await w.tenant('POST', '/control/objects', {
      collection: COMPLIANCE,
      object: { ...object, id: randomUUID() },
    })
    const two = await w.ask(ada, CHAT.ada, 'assign both Kiosk Windows compliance policies to Legal')
    stands(two, 'Legal')
    expect(textOf(two).match(/Kiosk Windows \(id …/g)?.length).toBeGreaterThan(1)
    expect(textOf(two)).toContain(`id …${id.slice(-4)}`)
  })

  it.each([
    [
      'assign both Chrome Extensions policies to Legal',
      'there is only one policy called “Chrome Extensions”',
    ],
    ['assign both Chrome Ext policies to Legal', 'no policy is called “Chrome Ext”'],
    ['assign Chrome Extensions to both Legal groups', 'there is only one group called “Legal”'],
  ])('says what is wrong with “both” where it is not of two: %s', async (text, answer) => {
    const w = world()
    expect(textOf(await w.ask(ada, CHAT.ada, text))).toContain(answer)
  })

  it('shows what distinguishes candidates with one name, and takes the one that is picked', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, 'assign Chrome Extensions to group Pilot')
    const text = textOf(card)
    expect(text).toContain('Which group do you mean?')
    expect(text).toMatch(/assigned group, 12 users, Old pilot of 2023, .*[0-9a-f]{8}-/)
    expect(text).toMatch(/assigned group, 15 devices, Pilot of the autumn, .*[0-9a-f]{8}-/)
    await w.press(ada, card, 'Choose 2')
    expect(textOf(await w.shows(card, 'Waiting for approval'))).toMatch(/Pilot {2}assigned group, 15 devices/)
  })

  it('shows the kind, platform and date of policies with the same name', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, 'assign All users and all devices to group Finance')
    expect(textOf(card)).toContain('Which policy do you mean?')
    expect(textOf(card)).toMatch(/enrollment configuration, .*changed 2026-09-14, .*_DefaultLimit/)
  })

  it.each([
    ['Everyone', 'assign Chrome Extensions to everyone'],
    ['All Managed Devices', 'assign Chrome Extensions to all managed devices'],
  ])(
    'asks whether a group named %s is meant, where Intune’s own target is called so too',
    async (name, sentence) => {
      const w = world()
      await w.addGroup(name)
      const card = await w.ask(ada, CHAT.ada, sentence)
      expect(textOf(card)).toContain('Which group do you mean?')
      expect(textOf(card)).toContain(name)
      await w.press(ada, card, 'Choose 2')
      stands(await w.shows(card, 'Waiting for approval'), 'Chrome Extensions', name)
    },
  )

  it('asks whether a group named Everybody is meant, where “everybody” may be all who have it', async () => {
    const w = world()
    const plain = await w.ask(ada, CHAT.ada, 'remove everybody from Removable Storage')
    expect(textOf(plain)).toContain('Clear all assignments of Removable Storage')
    await w.addGroup('Everybody')
    const card = await w.ask(ada, CHAT.ada, 'remove everybody from Removable Storage')
    expect(textOf(card)).toContain('Which of these do you mean?')
    expect(textOf(card)).toMatch(/Remove every assignment of “Removable Storage”/)
    expect(textOf(card)).toMatch(/Remove group “everybody” from “Removable Storage”/)
    expect((await w.writes()).length).toBe(0)
  })

  it('suggests no name that leaves out words of the message', async () => {
    const w = world()
    const card = await w.ask(
      ada,
      CHAT.ada,
      'assign administrative template "Chrome Extensions and Edge Extensions" to group Finance',
    )
    expect(textOf(card)).toContain(
      'I found no administrative template called “Chrome Extensions and Edge Extensions”',
    )
    expect(textOf(card)).not.toContain('Did you mean')
    expect(buttonsOf(card)).toEqual([])
  })

  it('asks about a name whose spelling and version are missing', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, 'assign app 7zip to group Legal as required')
    expect(textOf(card)).toMatch(/Did you mean this app\?.*7-Zip 24\.08/s)
  })

  it('asks which is meant if a group is named “All devices”', async () => {
    const w = world()
    await w.addGroup('All Devices')
    const card = await w.ask(ada, CHAT.ada, 'assign Chrome Extensions to All Devices')
    expect(textOf(card)).toContain('Which group do you mean?')
    expect(textOf(card)).toContain('every enrolled device')
    await w.press(ada, card, 'Choose 2')
    expect(textOf(await w.shows(card, 'Waiting for approval'))).toMatch(/All Devices {2}assigned/)
    const other = await w.ask(ada, CHAT.ada, 'assign Printer Drivers to all devices')
    await w.press(ada, other, 'Choose 1')
    stands(await w.shows(other, 'Waiting for approval'), 'All devices')
    const quoted = await w.ask(ada, CHAT.ada, 'assign Edge Settings to group "All Devices"')
    stands(quoted, 'All Devices')
  })

  it('offers the nearest names if nothing matches', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, 'assign administrative template "Chrome Extras" to group Finance')
    expect(textOf(card)).toMatch(
      /I found no administrative template called .*Did you mean .*Chrome Extensions/,
    )
    const group = await w.ask(ada, CHAT.ada, 'assign Chrome Extensions to group "Warehouse Robots"')
    expect(textOf(group)).toMatch(/I found no group called .*Did you mean .*“Warehouse Staff”/)
    expect(buttonsOf(group)).toEqual([])
  })

  it.each([
    ['group', 'group Nowhere Land', 'Nowhere Land'],
    ['filter', 'all devices with filter Nonsense', 'Nonsense'],
  ])('reports only the %s as missing when the policy exists', async (what, rest, name) => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, `assign template Chrome Extensions to ${rest}`)
    expect(textOf(card)).toContain(`I found no ${what} called “${name}”`)
    expect(textOf(card)).not.toContain('I found no administrative template')
  })

  it('names a missing policy as it was written, without its kind', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, 'assign compliance policy Quantum Foam to group Legal')
    expect(textOf(card)).toContain('I found no compliance policy called “Quantum Foam”')
  })

  it.each([
    [
      'exclude Pilot Devices from template Printer Drivers with filter Corporate Windows',
      'Intune does not accept a filter on an excluded group.',
    ],
    // None of those that "Corporate" may be is asked about, nor one that is not there.
    [
      'exclude Pilot Devices from template Printer Drivers with filter Corporate',
      'Intune does not accept a filter on an excluded group.',
    ],
    [
      'exclude Pilot Devices from template Printer Drivers with filter Nonsense',
      'Intune does not accept a filter on an excluded group.',
    ],
    [
      'assign template Printer Drivers to user bruno@fabrikam.example',
      'Intune assigns to groups, and “user bruno@fabrikam.example” seems to be a single user or device.',
    ],
    ['assign ASR policy Quantum Foam to Legal', 'endpoint security policy called “Quantum Foam”'],
    [
      'assign Printer Drivers to Legal and Quantum Foam to Finance',
      'I found no policy called “Quantum Foam”',
    ],
  ])('says what is impossible, and asks about no part of it: %s', async (sentence, answer) => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, sentence)
    expect(textOf(card)).toContain(answer)
    expect(buttonsOf(card)).toEqual([])
  })

  it('asks about the same name under a different kind', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, 'assign compliance policy Set Wallpaper to group Finance')
    expect(textOf(card)).toContain(
      'There is no compliance policy named “Set Wallpaper”, but this one has that name.',
    )
    expect(textOf(card)).toContain('PowerShell script')
    await w.press(ada, card, 'Choose 1')
    stands(await w.shows(card, 'Waiting for approval'), 'Set Wallpaper', 'PowerShell script', 'Finance')
  })

  it('prefers the reading whose names exist', async () => {
    const w = world()
    const comma = await w.ask(ada, CHAT.ada, 'assign Search, Widgets and News to group Finance')
    stands(comma, 'Search, Widgets and News', 'Finance')
    const both = await w.ask(ada, CHAT.ada, 'assign Printer Drivers to group Back to School, 2026')
    stands(both, 'Printer Drivers', 'Back to School, 2026')
  })

  it.each([
    [
      'group',
      'Warehouse Staff only',
      'assign Chrome Extensions to Warehouse Staff only',
      'Warehouse Staff only',
    ],
    [
      'group',
      'Finance except Contractors',
      'assign Chrome Extensions to Finance except Contractors',
      'Finance except Contractors',
    ],
    [
      'group',
      'Kiosks until Monday',
      'assign Chrome Extensions to Kiosks until Monday',
      'Kiosks until Monday',
    ],
    [
      'filter',
      'Corporate PCs only',
      'assign Chrome Extensions to Finance with filter Corporate PCs only',
      'filter: include “Corporate PCs only”',
    ],
  ])('reads a word as the end of a %s’s name if one exists: %s', async (what, name, say, shown) => {
    const w = world()
    if (what === 'group') await w.addGroup(name)
    else await w.addFilter(name)
    let card = await w.ask(ada, CHAT.ada, say)
    if (textOf(card).includes('Which of these do you mean?')) {
      const choices = textOf(card)
        .split(/(?=Assign “)/)
        .slice(1)
      const number = choices.findIndex((one) => one.includes(`“${name}”`)) + 1
      expect(number).toBeGreaterThan(0)
      await w.press(ada, card, `Choose ${number}`)
      card = await w.shows(card, 'Waiting for approval')
    }
    stands(card, shown)
    expect(textOf(card)).not.toMatch(/Remove|Exclude|[Uu]ntil Monday,/)
  })

  it('asks about the longer of two names that do not exist exactly', async () => {
    const w = world()
    await w.addFilter('Corporate Tablets and Phones only')
    const say = 'assign Chrome Extensions to Finance with filter Corporate Tablets only'
    const card = await w.ask(ada, CHAT.ada, say)
    expect(textOf(card)).toContain('There is no filter named “Corporate Tablets only”')
    await w.press(ada, card, 'Choose 1')
    const planned = await w.shows(card, 'Waiting for approval')
    stands(planned, 'filter: include “Corporate Tablets and Phones only”')
    expect(textOf(planned)).not.toContain('Remove')
  })

  it('asks which reading is meant if two are possible, and continues with the choice', async () => {
    const w = world()
    const made = await w.world.tenant.state.objects[COMPLIANCE]
    const template = w.world.tenant.state.objects[TEMPLATES]?.[0]
    if (!made || !template) throw new Error('the tenant has templates')
    const named = (name: string, id: string) => ({ ...structuredClone(template), id, name, assignments: [] })
    w.world.tenant.state.objects[TEMPLATES]?.push(
      named('Fonts', '10000000-0000-4000-8000-000000000001'),
      named('Icons', '10000000-0000-4000-8000-000000000002'),
      named('Fonts and Icons', '10000000-0000-4000-8000-000000000003'),
    )
    // The list of templates may have been read a moment ago; another person's has not.
    const card = await w.ask(
      bruno,
      CHAT.bruno,
      'assign administrative templates Fonts and Icons to group Finance',
    )
    const text = textOf(card)
    expect(text).toContain('Which of these do you mean?')
    expect(text).toContain('Assign “Fonts” and “Icons” to group “Finance”')
    expect(text).toContain('Assign “Fonts and Icons” to group “Finance”')
    const number = text.indexOf('Assign “Fonts and') < text.indexOf('Assign “Fonts” and') ? '1' : '2'
    await w.press(bruno, card, `Choose ${number}`)
    const planned = await w.shows(card, 'Waiting for approval')
    stands(planned, 'Fonts and Icons')
    expect(textOf(planned)).not.toContain('of 2 policies')
  })

  it('tells two requests from one with odd names by existing names, with few questions', async () => {
    const w = world()
    const calls = await during(w, async () => {
      const card = await w.ask(
        ada,
        CHAT.ada,
        'assign Printer Drivers to Legal and Removable Storage to Finance',
      )
      expect(textOf(card)).toContain('2 policies')
      await w.press(ada, card, /Cancel/)
    })
    // Every kind may be listed, and a few names asked for in each; nothing grows with the ways to read the sentence.
    expect(calls.length).toBeLessThan(3 * CATALOG.length)
  })

  it('reads no more from the tenant than it needs', async () => {
    const w = world()
    const traffic = async () => (await w.tenant('GET', '/control/traffic')).body.requests as number
    const before = await traffic()
    stands(await w.ask(ada, CHAT.ada, 'assign compliance policy Defender Up to Date to group Legal'))
    // Group, policy, set, what the set's groups are, how many members they have, and who these are.
    expect((await traffic()) - before).toBeLessThanOrEqual(6)
  })

  it('lists a kind once a minute per person, and never uses that list for another', async () => {
    const w = world()
    const ask = (name: string) => () =>
      w.ask(bruno, CHAT.bruno, `assign administrative template ${name} to group Legal`)
    // He may assign; for somebody who lacks a right, everything is read again.
    await w.ask(bruno, CHAT.bruno, 'sign out')
    const first = await during(w, ask('Printer Drivers'))
    const second = await during(w, ask('Removable Storage'))
    expect(lists(first, TEMPLATES)).toBeGreaterThan(0)
    expect(lists(second, TEMPLATES)).toBe(0)

    // Who signs out leaves nothing behind: the next list is read with the new sign-in.
    await w.ask(bruno, CHAT.bruno, 'sign out')
    const third = await during(w, ask('Teams Autostart'))
    expect(lists(third, TEMPLATES)).toBeGreaterThan(0)
  })

  it('finds what a colleague just created, by its name and a similar one', async () => {
    const w = world()
    const ask = (name: string) =>
      w.ask(ada, CHAT.ada, `assign administrative template ${name} to group Legal`)
    const make = async (name: string) => {
      const model = await w.object(TEMPLATES, 'Removable Storage')
      const object = { ...structuredClone(model), id: randomUUID(), name }
      await w.tenant('POST', '/control/objects', { collection: TEMPLATES, object })
    }
    stands(await ask('Removable Storage'))
    await make('Removable Storage Pilot')
    stands(await ask('removable storage pilot'), 'Removable Storage Pilot')
    await make('Quarantine Screens')
    expect(textOf(await ask('Quarantine Screem'))).toContain('Quarantine Screens')
  })

  it('shows nobody a name from a list that somebody else may read', async () => {
    const w = world()
    await w.ask(ada, CHAT.ada, 'assign administrative template Outlook Cached Mod to group Legal')
    // What he may have read himself a moment ago goes with his sign-in.
    await w.ask(bruno, CHAT.bruno, 'sign out')
    // From here on nobody may read templates any more; Ada's list was read a moment ago.
    await w.faults({ rules: [{ path: TEMPLATES, status: 403, message: 'Not for you' }] })
    const named = await w.ask(
      bruno,
      CHAT.bruno,
      'assign administrative template Outlook Cached Mod to group Legal',
    )
    const unnamed = await w.ask(bruno, CHAT.bruno, 'assign Outlook Cached Mod to group Legal')
    await w.faults()
    for (const card of [named, unnamed]) expect(textOf(card)).not.toContain('Outlook Cached Mode')
    expect(textOf(named)).toContain('Microsoft Graph refused')
  })

  it('reads the set again when it applies, whatever is cached', async () => {
    const w = world()
    const card = await w.ask(
      ada,
      CHAT.ada,
      'assign administrative template Removable Storage to group Marketing',
    )
    const calls = await during(w, async () => {
      await w.press(ada, card, 'Approve')
      await w.shows(card, 'Done and verified in Intune')
    })
    const { id } = await w.object(TEMPLATES, 'Removable Storage')
    const reads = calls.filter((call) => call === `GET /beta/${TEMPLATES}/${id}/assignments`)
    expect(reads.length).toBeGreaterThanOrEqual(2)
  })

  it('skips kinds that somebody may not read, and says so for a named kind', async () => {
    const w = world()
    await w.faults({
      rules: [{ path: 'deviceManagementScripts', status: 403, message: 'Not for you' }],
    })
    stands(await w.ask(ada, CHAT.ada, 'assign Printer Drivers to group Legal'), 'Printer Drivers')
    const card = await w.ask(ada, CHAT.ada, 'assign PowerShell script Rename Device to group Legal')
    await w.faults()
    expect(textOf(card)).toContain('Microsoft Graph refused')
  })

  it('uses one token for each set of scopes, each with no more than its step needs', async () => {
    const w = world()
    const before = (await w.calls()).length
    await w.ask(bruno, CHAT.bruno, 'assign Printer Drivers to group Legal')
    for (const { path, scopes } of (await w.calls()).slice(before)) {
      expect(scopes.every((scope) => scope.includes('.Read.'))).toBe(true)
      if (path.includes('/groups')) expect(scopes).toEqual(['GroupMember.Read.All'])
    }
  })
})
