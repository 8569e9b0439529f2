import { mkdir } from 'node:fs/promises'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser, openPage } from '../browser.ts'
import { embedded } from '../store/engines.ts'
import { COMPLIANCE } from './collections.ts'
import { nowIn } from './steps.ts'
import { ada, useWorld } from './world.ts'

const SENTENCE = 'assign compliance policy Windows 11 Baseline to group Sales Laptops'

describe('A newcomer with a real browser', () => {
  const world = useWorld({}, embedded)
  let browser: Browser
  let page: Page
  const complaints: string[] = []

  beforeAll(async () => {
    browser = await launchBrowser()
    page = await openPage(browser, { viewport: { width: 1280, height: 800 } })
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(error.message))
  })
  afterAll(async () => {
    await browser?.close()
  })

  it('types, reads the card, approves, and sees card, channel and tenant change', async () => {
    const w = world()
    const before = await w.set(COMPLIANCE, 'Windows 11 Baseline')
    await page.goto(w.world.url)
    const chat = page.locator('#requester')
    await chat.getByRole('textbox').fill(SENTENCE)
    await page.keyboard.press('Enter')

    const card = chat.locator('.card', { hasText: 'Assign Windows 11 Baseline to Sales Laptops' })
    await card.getByText('Waiting for approval').waitFor()
    const words = await card.textContent()
    expect(words).toContain('Sales Laptops')
    expect(words).toContain('dynamic group, 214 devices')
    expect(words).toContain('3 other assignments stay the same')
    // Of those 214, up to 834 may have it today, and 11 are excluded.
    expect(words).toContain('214 devices get this policy.')
    await picture(page, 'card')

    await card.getByRole('button', { name: 'Approve' }).click()
    await card.getByText('Done and verified in Intune').waitFor()
    expect(await card.getByRole('button').allTextContents()).toEqual(['Undo'])

    const notice = page.locator('#shared .card', { hasText: 'Done and verified in Intune' })
    await notice.waitFor()
    expect(await notice.textContent()).toMatch(
      /Windows 11 Baseline[\s\S]*Sales Laptops[\s\S]*Approved by: Ada Lindqvist/,
    )

    const policy = page.locator('#tenant [data-policy*="deviceCompliancePolicy"]', {
      hasText: 'Windows 11 Baseline',
    })
    await policy.first().getByText('Sales Laptops').waitFor()
    const shown = await policy.first().textContent()
    for (const name of ['Engineering Workstations', 'Finance Laptops', 'Test Lab'])
      expect(shown).toContain(name)
    await picture(page, 'done')

    expect(await w.set(COMPLIANCE, 'Windows 11 Baseline')).toEqual([...before, '+ Sales Laptops'].sort())
    expect(complaints).toEqual([])
  })

  it('does the same with the keyboard alone, in the dark, on a phone', async () => {
    const w = world()
    const phone = await openPage(browser, { viewport: { width: 390, height: 844 }, colorScheme: 'dark' })
    await phone.goto(w.world.url)
    await phone.locator('#requester').getByRole('textbox').focus()
    await phone.keyboard.type('assign compliance policy Pilot Compliance to group Test Lab')
    await phone.keyboard.press('Enter')
    const card = phone.locator('#requester .card', { hasText: 'Pilot Compliance' })
    const approve = card.getByRole('button', { name: 'Approve' })
    await approve.waitFor()
    await approve.focus()
    await picture(phone, 'phone')
    await phone.keyboard.press('Enter')
    await card.getByText('Done and verified in Intune').waitFor()
    const overflow = await phone.evaluate('document.documentElement.scrollWidth - window.innerWidth')
    expect(overflow).toBeLessThanOrEqual(0)
  })

  it('gives the second administrator a role for the offices only, and removes it', async () => {
    const w = world()
    await page.goto(w.world.url)
    const role = page.locator('#tenant .reach')
    await role.locator('summary').click()
    const box = role.getByRole('checkbox', { name: 'Bruno Okafor looks after the offices only' })
    await box.check()
    await role.locator('summary', { hasText: /limited$/ }).waitFor()
    const limits = async () => (await w.tenant('GET', '/control/state')).body.limits
    expect(await limits()).toMatchObject([
      { tags: ['1'], groups: expect.arrayContaining([await w.groupId('São Paulo')]) },
    ])
    await box.uncheck()
    await role.locator('summary', { hasText: /everything$/ }).waitFor()
    expect(await limits()).toEqual([])
  })

  it('protects compliance policies in Intune, and approves a pending request there, with the keyboard alone', async () => {
    const w = world()
    await page.goto(w.world.url)
    const intune = page.locator('#tenant .approvals')
    const box = intune.getByRole('checkbox', { name: 'Compliance policies' })
    expect(await box.isVisible()).toBe(false)
    await intune.locator('summary').focus()
    await page.keyboard.press('Enter')
    await box.focus()
    await page.keyboard.press('Space')
    await intune.locator('summary', { hasText: /on$/ }).waitFor()
    expect((await w.tenant('GET', '/control/state')).body.protectedCollections).toContain(COMPLIANCE)

    const { id } = await w.object(COMPLIANCE, 'Developer Machines')
    const before = await w.set(COMPLIANCE, 'Developer Machines')
    const assign = (headers: Record<string, string>) =>
      w.graph(
        ada,
        ['DeviceManagementConfiguration.ReadWrite.All'],
        'POST',
        `/beta/${COMPLIANCE}/${id}/assign`,
        { assignments: [] },
        headers,
      )
    const words = 'Developers <b>look after</b> themselves'
    const filed = await assign({ 'x-msft-approval-justification': Buffer.from(words).toString('base64') })
    const request = intune.getByRole('listitem').filter({ hasText: 'Developer Machines' })
    await request.getByText(words).waitFor()
    expect(await request.textContent()).toContain('Ada Lindqvist asks to change the compliance policy')
    await picture(page, 'intune')
    const approve = request.getByRole('button', { name: 'Approve as Bruno Okafor' })
    await approve.focus()
    await page.keyboard.press('Enter')
    await request.getByText('Approved by Bruno Okafor.').waitFor()
    expect(await w.set(COMPLIANCE, 'Developer Machines')).toEqual(before)

    const code = filed.headers.get('x-msft-approval-code') ?? ''
    expect((await assign({ 'x-msft-approval-code': code })).status).toBe(200)
    await request.waitFor({ state: 'detached' })
    await page
      .locator('#tenant [data-policy]', { hasText: 'Developer Machines' })
      .getByText('Not assigned to anyone')
      .waitFor()

    await assign({ 'x-msft-approval-justification': Buffer.from(words).toString('base64') })
    await request.getByRole('button', { name: 'Reject as Bruno Okafor' }).click()
    await request.waitFor({ state: 'detached' })
    await box.uncheck()
    await intune.locator('summary', { hasText: /off$/ }).waitFor()
    expect((await w.tenant('GET', '/control/state')).body.protectedCollections).toEqual([])
    expect(complaints).toEqual([])
  })

  it('shows what a device gets, how, and what does not reach it', async () => {
    const w = world()
    await page.goto(w.world.url)
    const devices = page.locator('#tenant .devices')
    await devices.locator('summary').click()
    await devices.getByRole('searchbox').fill('pc-0412')
    await devices.getByRole('button', { name: /^PC-0412/ }).click()
    const view = devices.locator('.device')
    await view.getByRole('heading', { name: 'PC-0412' }).waitFor()
    expect(await view.textContent()).toMatch(/Its groups: .*Engineering Workstations/)
    const wayTo = async (name: string) => {
      const item = view.getByRole('listitem').filter({ hasText: name }).first()
      return await item.textContent()
    }
    expect(await wayTo('Edge Settings')).toMatch(
      /^GetsEdge Settings.*Through all devices, filter Corporate Windows lets it through\.$/,
    )
    expect(await wayTo('macOS Minimum Version')).toMatch(/^Does not get.*Not for this platform\.$/)
    expect(await wayTo('Windows Firewall Rules')).toMatch(
      /^Does not get.*excluded with Engineering Workstations/,
    )
    await picture(page, 'device')

    // What changes in the tenant changes here.
    await w.graph(
      ada,
      ['DeviceManagementConfiguration.ReadWrite.All'],
      'POST',
      `/beta/${COMPLIANCE}/${(await w.object(COMPLIANCE, 'Developer Machines')).id}/assign`,
      {
        assignments: [
          {
            target: {
              '@odata.type': '#microsoft.graph.groupAssignmentTarget',
              groupId: await w.groupId('Ring 2 Broad'),
            },
          },
        ],
      },
    )
    await view.getByRole('listitem').filter({ hasText: 'Developer Machines' }).waitFor()
    expect(await wayTo('Developer Machines')).toMatch(/^Gets.*Through Ring 2 Broad\.$/)
    await devices.getByRole('searchbox').fill('nothing like it')
    await devices.getByText('No device has this in its name.').waitFor()
    expect(complaints).toEqual([])
  })

  it('names the kinds of policies as Microsoft writes them', async () => {
    await page.goto(world().world.url)
    const titles = page.locator('#tenant h3')
    await titles.first().waitFor()
    expect(await titles.allTextContents()).toEqual(
      expect.arrayContaining(['Terms and conditions', 'iOS app protection policies', 'eBooks', 'Apps']),
    )
  })

  it('has one stop for the Tab key in the list of policies, and arrow keys in it', async () => {
    const w = world()
    await page.goto(w.world.url)
    const policies = page.locator('#tenant .policy')
    await policies.first().waitFor()
    const stops = page.locator('#tenant .policy[tabindex="0"]')
    const focused = page.locator('#tenant .policy:focus')
    const names = await policies.locator('.name').allTextContents()
    expect(names.length).toBeGreaterThan(100)
    expect(await stops.count()).toBe(1)
    await page.locator('#search').focus()
    await page.keyboard.press('Tab')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    expect(await focused.locator('.name').textContent()).toBe(names[2])
    await page.keyboard.press('Enter')
    expect(await focused.getAttribute('aria-expanded')).toBe('true')
    await page.keyboard.press('End')
    expect(await focused.locator('.name').textContent()).toBe(names.at(-1))
    // Out of the list, and back to where it was left.
    await page.keyboard.press('Tab')
    expect(await focused.count()).toBe(0)
    await page.keyboard.press('Shift+Tab')
    expect(await focused.locator('.name').textContent()).toBe(names.at(-1))
    expect(await stops.count()).toBe(1)
  })

  it('moves the whole world’s clock forward', async () => {
    const w = world()
    await page.goto(w.world.url)
    const before = await nowIn(w)
    const clock = page.locator('#tenant .clock')
    await clock.locator('summary', { hasText: 'as on this machine' }).click()
    await clock.getByRole('button', { name: '1 day on' }).click()
    await clock.locator('summary', { hasText: /\d:\d\d/ }).waitFor()
    const after = await nowIn(w)
    expect(after.getTime() - before.getTime()).toBeGreaterThanOrEqual(24 * 3600_000)
    expect(complaints).toEqual([])
  })

  it('can tell six actions apart by heading, effect and button alone', async () => {
    await page.goto(world().world.url)
    const chat = page.locator('#requester')
    const cardOf = (text: string) => chat.locator('.card', { hasText: text })
    const ask = async (sentence: string) => {
      await chat.getByPlaceholder('Message Assent').fill(sentence)
      await page.keyboard.press('Enter')
      return await shortOf(cardOf(`“${sentence}”`))
    }
    const script = 'assign script Set Time Zone to group Legal'
    const read = [
      await ask(script),
      await ask('exclude group Pilot Devices from administrative template Edge Settings'),
      await ask('remove group Old Kiosks from script Set Wallpaper'),
      await ask('uninstall app 7-Zip 24.08 from group Legal'),
      await ask('assign administrative template Edge Settings to all devices with filter Virtual machines'),
    ]
    await cardOf(`“${script}”`).getByRole('button', { name: 'Approve assignment' }).click()
    await cardOf(`“${script}”`).getByRole('button', { name: 'Undo' }).click()
    read.push(await shortOf(cardOf(`“undo: ${script}”`)))

    const [gain, loss] = [read[0]?.color, read[1]?.color]
    expect(gain).not.toBe(loss)
    expect(read).toEqual([
      {
        heading: 'Assign Set Time Zone to Legal',
        effect: '12 users get this script.',
        color: gain,
        button: 'Approve assignment',
      },
      {
        heading: 'Exclude Pilot Devices from Edge Settings',
        effect: '23 devices lose this policy.',
        color: loss,
        button: 'Approve exclusion',
      },
      {
        heading: 'Remove Old Kiosks from Set Wallpaper',
        effect: '17 devices lose this script.',
        color: loss,
        button: 'Approve removal',
      },
      {
        heading: 'Uninstall 7-Zip 24.08 from Legal',
        effect: '12 users have this app uninstalled.',
        color: loss,
        button: 'Approve uninstall',
      },
      {
        heading: 'Use filter Virtual machines for All devices on Edge Settings',
        effect: '536 devices lose this policy. 30 devices keep this policy, with only the filter changed.',
        color: loss,
        button: 'Approve filter change',
      },
      {
        heading: 'Undo: remove Legal from Set Time Zone',
        effect: '12 users lose this script.',
        color: loss,
        button: 'Approve undo',
      },
    ])
    expect(complaints).toEqual([])
  })
})

/** What somebody in a hurry reads of a card: its heading, the effect in its colour, and the button that approves. */
async function shortOf(card: Locator) {
  const approve = card.getByRole('button', { name: /^Approve/ })
  await approve.waitFor()
  // The one part of a card that has a background of its own.
  const effect = card.locator('.ac-container .ac-container[style*="background-color"]').first()
  return {
    heading: await card.getByRole('heading').first().textContent(),
    effect: await effect.textContent(),
    color: /background-color: ([^;]+)/.exec((await effect.getAttribute('style')) ?? '')?.[1],
    button: await approve.textContent(),
  }
}

/** For the README and for people who look: `PICTURES=folder npm test`. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.PICTURES
  if (!folder) return
  await mkdir(folder, { recursive: true })
  await page.waitForTimeout(300)
  await page.screenshot({ path: `${folder}/${name}.png` })
}
