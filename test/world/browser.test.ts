import { mkdir } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../browser.ts'
import { useWorld } from './world.ts'

const COMPLIANCE = 'deviceManagement/deviceCompliancePolicies'
const SENTENCE = 'assign compliance policy Windows 11 Baseline to group Sales Laptops'

describe('A newcomer with a real browser', () => {
  const world = useWorld()
  let browser: Browser
  let page: Page
  const complaints: string[] = []

  beforeAll(async () => {
    browser = await launchBrowser()
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
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

    const card = chat.locator('.card', { hasText: 'Change of assignments' })
    await card.getByText('Waiting for approval').waitFor()
    const words = await card.textContent()
    expect(words).toContain('Sales Laptops')
    expect(words).toContain('dynamic, 214 devices')
    expect(words).toContain('3 assignments stay as they are')
    await picture(page, 'card')

    await card.getByRole('button', { name: 'Approve' }).click()
    await card.getByText('Done. Written and read back.').waitFor()
    expect(await card.getByRole('button').allTextContents()).toEqual(['Undo'])

    const notice = page.locator('#shared .card', { hasText: 'Done. Written and read back.' })
    await notice.waitFor()
    expect(await notice.textContent()).toMatch(
      /Windows 11 Baseline[\s\S]*Sales Laptops[\s\S]*Approved by: Ada Lindqvist/,
    )

    const policy = page.locator('#tenant [data-policy*="deviceCompliancePolicy"]', {
      hasText: 'Windows 11 Baseline',
    })
    await policy.first().getByText('Sales Laptops').waitFor()
    const shown = await policy.first().textContent()
    for (const name of ['Engineering Workstations', 'Windows 11 Devices', 'Test Lab'])
      expect(shown).toContain(name)
    await picture(page, 'done')

    expect(await w.set(COMPLIANCE, 'Windows 11 Baseline')).toEqual([...before, '+ Sales Laptops'].sort())
    expect(complaints).toEqual([])
  })

  it('does the same with the keyboard alone, in the dark, on a phone', async () => {
    const w = world()
    const phone = await browser.newPage({ viewport: { width: 390, height: 844 }, colorScheme: 'dark' })
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
    await card.getByText('Done. Written and read back.').waitFor()
    const overflow = await phone.evaluate('document.documentElement.scrollWidth - window.innerWidth')
    expect(overflow).toBeLessThanOrEqual(0)
  })
})

/** For the README and for people who look: `PICTURES=folder npm test`. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.PICTURES
  if (!folder) return
  await mkdir(folder, { recursive: true })
  await page.waitForTimeout(300)
  await page.screenshot({ path: `${folder}/${name}.png` })
}
