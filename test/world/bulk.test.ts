import { describe, expect, it } from 'vitest'
import { COMPLIANCE, SCRIPTS, TEMPLATES } from './collections.ts'
import { ada, bruno, buttonsOf, CHAT, chiara, type Driven, type Seen, textOf, useWorld } from './world.ts'

const ENROLLMENT = 'deviceManagement/deviceEnrollmentConfigurations'

describe('Whole groups at once', () => {
  const world = useWorld()

  /** Every set of the tenant in words, by "collection name". */
  async function sets(w: Driven): Promise<Record<string, string[]>> {
    const { objects } = (await w.tenant('GET', '/control/state')).body
    const all: Record<string, string[]> = {}
    for (const [collection, list] of Object.entries(
      objects as Record<string, { name: string; id: string }[]>,
    )) {
      for (const { name, id } of list) {
        if (!id.includes('_Default')) all[`${collection} ${name}`] = await w.set(collection, name)
      }
    }
    return all
  }

  function changed(
    before: Record<string, string[]>,
    after: Record<string, string[]>,
  ): Record<string, string[]> {
    return Object.fromEntries(
      Object.entries(after).flatMap(([name, set]) => {
        const was = before[name] ?? []
        const lines = [
          ...set.filter((line) => !was.includes(line)).map((line) => `now ${line}`),
          ...was.filter((line) => !set.includes(line)).map((line) => `no longer ${line}`),
        ]
        return lines.length > 0 ? [[name, lines]] : []
      }),
    )
  }

  async function approveAll(w: Driven, card: Seen): Promise<Seen> {
    await w.press(ada, card, /^Approve/)
    return await w.shows(card, 'Done and verified in Intune')
  }

  it('shows the progress of a long search on the card, and then the plan in its place', async () => {
    const w = world()
    await w.faults({ listExpand: 'refused', latency: 1500 })
    await w.say(ada, CHAT.ada, 'remove group Executive Devices from everything')
    const card = await w
      .posted(CHAT.ada, /I have looked through \d+ of \d+ kinds and \d+ policies so far/)
      .finally(() => w.faults())
    expect(textOf(card)).toContain('Looking it up')
    const planned = await w.shows(card, 'Waiting for approval')
    expect(textOf(planned)).not.toContain('I have looked through')
    await w.press(ada, planned, /Cancel/)
  })

  it('gives one group everything that another has, filter and all, and touches nothing else', async () => {
    const w = world()
    const before = await sets(w)
    const card = await w.ask(
      ada,
      CHAT.ada,
      'give group Sales Tablets everything that group Windows 11 Devices has',
    )
    expect(textOf(card)).toMatch(/^(Assign 7 policies to|Change 7 policies for) Sales Tablets$/m)
    await approveAll(w, card)
    expect(changed(before, await sets(w))).toEqual({
      [`${TEMPLATES} Remote Desktop Hardening`]: ['now + Sales Tablets'],
      [`${SCRIPTS} Remove Bloatware`]: ['now + Sales Tablets'],
      'deviceManagement/configurationPolicies LAPS for Workstations': [
        'now + Sales Tablets | exclude Virtual machines',
      ],
      'deviceManagement/configurationPolicies Windows Baseline 25H2': ['now + Sales Tablets'],
      'deviceManagement/intents Windows Baseline 23H2': ['now + Sales Tablets'],
      'deviceManagement/deviceComplianceScripts Third Party Antivirus State': ['now + Sales Tablets'],
      'deviceAppManagement/mobileApps Microsoft 365 Apps': ['now + Sales Tablets'],
    })
  })

  it('assigns all of one kind after a second look, and excludes from all of it', async () => {
    const w = world()
    const before = await sets(w)
    const compliance = (all: Record<string, string[]>) =>
      Object.keys(all).filter((name) => /^deviceManagement\/(deviceC|c)ompliancePolicies /.test(name))
    const card = await w.ask(ada, CHAT.ada, 'assign all compliance policies to group Sales Tablets')
    // Nobody named the policies, so whoever decides alone says why.
    await w.press(ada, card, /^Approve/, { comment: 'Agreed with Sales' })
    await w.shows(card, 'Done and verified')
    const assigned = changed(before, await sets(w))
    expect(Object.keys(assigned).sort()).toEqual(compliance(before).sort())
    expect(new Set(Object.values(assigned).flat())).toEqual(new Set(['now + Sales Tablets']))

    const again = await w.ask(ada, CHAT.ada, 'exclude group Old Kiosks from all compliance policies')
    expect(textOf(again)).toContain('Old Kiosks')
    await w.press(ada, again, /Cancel/)
  })

  it('does not follow exclusions, and says where the other group is excluded', async () => {
    const w = world()
    const card = await w.ask(
      ada,
      CHAT.ada,
      'give group Finance Laptops everything that group Store Kiosks has',
    )
    const text = textOf(card)
    expect(text).toMatch(/Excluded there today, so not touched: .*“BitLocker Required”/)
    expect(text).not.toMatch(/^\d*\.? ?BitLocker Required/m)
    await w.press(ada, card, /Cancel/)
  })

  it('removes a group from everything, legacy entries included, and keeps its exclusions', async () => {
    const w = world()
    const before = await sets(w)
    const card = await w.ask(ada, CHAT.ada, 'remove group Old Kiosks from everything')
    expect(textOf(card)).toContain('Excluded there today, so not touched: “Set Time Zone”.')
    await approveAll(w, card)
    const after = await sets(w)
    expect(
      Object.values(after)
        .flat()
        .filter((line) => line.includes('Old Kiosks')),
    ).toEqual(['- Old Kiosks'])
    expect(changed(before, after)).toEqual({
      [`${COMPLIANCE} Kiosk Windows`]: ['no longer + Old Kiosks'],
      [`${TEMPLATES} Edge Kiosk Mode`]: ['no longer + Old Kiosks'],
      [`${SCRIPTS} Set Wallpaper`]: ['no longer legacy Old Kiosks'],
      'deviceManagement/resourceAccessProfiles Showroom Certificates': ['no longer + Old Kiosks'],
      'deviceManagement/windowsAutopilotDeploymentProfiles Self Deploying Kiosks': ['no longer + Old Kiosks'],
      'deviceAppManagement/mobileApps Flash Player Remover': ['no longer + Old Kiosks'],
    })
  })

  it('shows many policies on pages; skipped ones are not written, and an old card cannot approve', async () => {
    const w = world()
    const before = await sets(w)
    const card = await w.ask(
      ada,
      CHAT.group,
      'exclude group Pilot Devices from everything assigned to all devices',
    )
    const text = textOf(card)
    expect(text).toContain('Exclude Pilot Devices from 12 policies')
    expect(text).toMatch(/^12 policies: .*take something away/m)
    const names = [...text.matchAll(/^#\d+ {2}(.+?) {2}/gm)].map(([, name]) => name)
    expect(names).toEqual([
      'BitLocker Required',
      'Defender Up to Date',
      'macOS Minimum Version',
      'Windows Firewall Rules',
      'Defender Antivirus',
      'Mac Gatekeeper',
      'Edge Settings',
      'Screen Lock and Screensaver',
      'Clean Temp Folders',
      'Set Time Zone',
    ])

    // Nobody approves before they were shown every page.
    const turn = (from: Seen) => buttonsOf(from).find(({ title }) => title.startsWith('Page 2'))
    // Her client asks for her own view by itself.
    const own = await w.until(async () => {
      const seen = await w.seenBy(ada, card)
      return textOf(seen).includes('You can approve once you have seen every page: page 2 is left.') && seen
    })
    expect(buttonsOf(own).some(({ verb }) => verb === 'approve')).toBe(false)
    const blind = await w.send(bruno, card, 'approve', { ...turn(card)?.data, comment: 'as planned' })
    expect(blind.toast).toBe('Look at page 2 of this card before you approve it.')

    await w.press(ada, own, 'Update selection', { keep2: 'false', keep6: 'false' })
    const less = await w.shows(card, '2 skipped')
    const old = await w.send(ada, card, 'approve', { ...turn(card)?.data, comment: 'as planned' })
    expect(old.toast).toContain('out of date')

    await w.press(ada, await w.seenBy(ada, less), 'Update selection', { keep6: 'true' })
    const last = await w.shows(card, '1 skipped')
    const { view } = await w.view(bruno, last, 'page', turn(last)?.data)
    const read = { ...last, attachments: [{ contentType: 'card', content: view }] }
    expect(buttonsOf(read).map(({ title }) => title)).toContain('Approve 11 exclusions')
    // A toggle that was not sent yet is shown to everybody first; it is no approval.
    await w.press(bruno, read, 'Approve', { keep11: 'false' })
    const switched = await w.shows(card, '2 skipped')
    const again = await w.view(bruno, switched, 'select', {
      ...buttonsOf(switched)[0]?.data,
      keep11: 'true',
    })
    const whole = { ...last, attachments: [{ contentType: 'card', content: again.view }] }
    await w.press(bruno, whole, 'Approve 11 exclusions', { comment: 'as planned' })
    const done = await w.shows(card, 'Done and verified in Intune')
    const back = buttonsOf(done).find(({ title }) => title === '‹ Page 1')
    const first = await w.view(ada, done, 'page', back?.data)
    const seen = { ...done, attachments: [{ contentType: 'card', content: first.view }] }
    expect(textOf(seen)).toMatch(/macOS Minimum Version.*\nSkipped/)
    const after = changed(before, await sets(w))
    expect(Object.keys(after)).toHaveLength(11)
    expect(after[`${COMPLIANCE} macOS Minimum Version`]).toBeUndefined()
    for (const lines of Object.values(after)) expect(lines).toEqual(['now - Pilot Devices'])
  })

  it('does nothing when everything is skipped', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, 'remove group Personal Devices from everything')
    // One policy alone stands whole on its card, with nothing to tick.
    expect(buttonsOf(card).map(({ verb }) => verb)).toEqual(['approve', 'cancel'])
    const { round, request } = (buttonsOf(card)[0]?.data ?? {}) as { round: string; request: string }
    await w.send(ada, card, 'select', { request, round, keep0: 'false' })
    const next = String(Number(round) + 1)
    const { toast } = await w.send(ada, card, 'approve', { request, round: next, comment: 'as planned' })
    expect(toast).toContain('cannot be done')
    // What is no toggle of this card changes nothing.
    for (const odd of [{ keep7: 'true' }, { 'keep-1': 'true' }, { keepx: 'true' }, { keep0: 'maybe' }]) {
      await w.send(ada, card, 'select', { request, round: next, ...odd })
    }
    expect(textOf(await w.message(card.id))).toContain('Skipped')
  })

  it('leaves out what cannot be assigned that way, and says why', async () => {
    const w = world()
    const card = await w.ask(
      ada,
      CHAT.ada,
      'exclude group Finance from everything that group Engineering has',
    )
    const text = textOf(card)
    expect(text).toContain('Five Devices for Everyone')
    expect(text).toMatch(/Not included: “Developer Status Page”\. .*does not accept an excluded group/)
    await w.press(ada, card, /Cancel/)
  })

  it('says which kinds it could not read', async () => {
    const w = world()
    await w.faults({ rules: [{ path: SCRIPTS, status: 403, message: 'Not for you' }] })
    const card = await w.ask(ada, CHAT.ada, 'remove group Marketing from everything')
    await w.faults()
    expect(textOf(card)).toMatch(
      /does not let me look at these kinds, so they are not part of this: .*PowerShell script/,
    )
    expect(textOf(card)).not.toContain('Install Company Fonts')
    await w.press(ada, card, /Cancel/)
  })

  it('stays within the kind that was named', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, 'remove group Engineering from all enrollment configurations')
    expect(textOf(card)).toContain('Five Devices for Everyone')
    const done = await approveAll(w, card)
    expect(textOf(done)).toContain('Developer Status Page')
    expect(await w.set(ENROLLMENT, 'Five Devices for Everyone')).toEqual(['+ Marketing'])
  })

  it('finds the same if lists come without sets, or with empty ones', async () => {
    const w = world()
    const ask = async () => {
      const card = await w.ask(ada, CHAT.ada, 'remove group Marketing from all PowerShell scripts')
      await w.press(ada, card, /Cancel/)
      return [...textOf(card).matchAll(/− Remove {2}Marketing/g)].length
    }
    const usual = await ask()
    expect(usual).toBe(2)
    await w.faults({ listExpand: 'refused' })
    expect(await ask()).toBe(usual)
    await w.faults({ listExpand: 'empty' })
    expect(await ask()).toBe(usual)
    await w.faults()
  })

  it('turns pages per person, and shows every policy on one of them', async () => {
    const w = world()
    const template = w.world.tenant.state.objects[TEMPLATES]?.[0]
    const legal = await w.groupId('Legal')
    for (let index = 1; index <= 24; index++) {
      const id = `20000000-0000-4000-8000-0000000000${String(index).padStart(2, '0')}`
      const target = { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId: legal }
      w.world.tenant.state.objects[TEMPLATES]?.push({
        ...structuredClone(template as NonNullable<typeof template>),
        id,
        name: `${'Long name '.repeat(20)}${index}`,
        assignments: [{ id: `${id}_${legal}`, target, source: 'direct', sourceId: id, properties: {} }],
      })
    }
    const card = await w.ask(ada, CHAT.ada, 'give group Help Desk everything that group Legal has')
    const pages = [card]
    for (
      let page = 2;
      buttonsOf(pages.at(-1) as Seen).some(({ title }) => title.startsWith(`Page ${page} `));
      page++
    ) {
      const button = buttonsOf(pages.at(-1) as Seen).find(({ title }) => title.startsWith(`Page ${page} `))
      const { view } = await w.view(ada, card, 'page', button?.data)
      pages.push({ ...card, attachments: [{ contentType: 'card', content: view }] })
    }
    expect(pages.length).toBeGreaterThanOrEqual(3)
    const numbers = pages.flatMap((one) =>
      [...textOf(one).matchAll(/^#(\d+) {2}/gm)].map(([, number]) => Number(number)),
    )
    expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, index) => index + 1))
    for (const one of pages) {
      // Teams counts UTF-16 (learn.microsoft.com/microsoftteams, format-your-bot-messages).
      expect(JSON.stringify(one.attachments[0]?.content).length * 2).toBeLessThan(2 * 28 * 1024)
    }
    await w.press(ada, card, /Cancel/)
  })

  it('asks about an ambiguous name before reading anything, and refuses what was not said', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, 'give group Help Desk everything that group Pilot has')
    expect(textOf(card)).toContain('Which group do you mean?')
    await w.press(ada, card, 'Choose 1')
    await w.shows(card, /nothing that this is about|Waiting for approval/)
  })

  it('needs the requester’s own right to write', async () => {
    const w = world()
    const card = await w.ask(chiara, CHAT.chiara, 'remove group Warehouse Staff from everything')
    expect(textOf(card)).toContain('Chiara Venn’s Intune role lacks the permission Assign')
    expect(await w.set(ENROLLMENT, 'Block Personal Android')).toContain('+ Warehouse Staff')
  })
})
