import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser, openPage } from '../browser.ts'
import { bruno, useWorld } from './world.ts'

const file = join(mkdtempSync(join(tmpdir(), 'assent-rules-')), 'rules.json')
const approvers = [{ person: bruno.oid, name: bruno.name }]
writeFileSync(
  file,
  JSON.stringify({
    rules: [{ name: 'All devices', when: { targets: ['allDevices'] }, approvers, reasonRequired: true }],
  }),
)

describe('Four eyes in a real browser', () => {
  const world = useWorld({ APPROVAL_RULES: file })
  let browser: Browser
  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser?.close()
  })

  it('one person asks and cannot approve, the other approves in theirs, and cards, channel and tenant follow', async () => {
    const page = await openPage(browser, { viewport: { width: 1280, height: 800 } })
    const complaints: string[] = []
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.goto(world().world.url)
    const asked = page.locator('#requester').getByRole('textbox').first()
    await asked.fill('assign compliance policy Developer Machines to all devices')
    await page.keyboard.press('Enter')

    const own = page.locator('#requester .card', { hasText: 'Developer Machines' })
    await own.getByText('Waiting for approval').waitFor()
    expect(await own.getByRole('button').allTextContents()).toEqual(['Cancel'])
    expect(await own.textContent()).toContain('Bruno Okafor, by the rule “All devices”')

    const copy = page.locator('#second .card', { hasText: 'Developer Machines' })
    await copy.getByRole('button', { name: 'Approve' }).waitFor()
    // Without the reason that the rule asks for, nothing is sent.
    await copy.getByRole('button', { name: 'Approve' }).click()
    await copy.getByText('Please write a reason.').waitFor()
    await copy.getByRole('textbox', { name: 'Reason' }).fill('Agreed in the change meeting')
    await copy.getByRole('button', { name: 'Approve' }).click()

    for (const card of [own, copy]) {
      await card.getByText('Done and verified in Intune').waitFor()
      expect(await card.textContent()).toContain('Bruno Okafor: Agreed in the change meeting')
    }
    const notice = page.locator('#shared .card', { hasText: 'Developer Machines' })
    await notice.getByText('Done and verified in Intune').waitFor()
    const policy = page.locator('#tenant [data-policy*="deviceCompliancePolicy"]', {
      hasText: 'Developer Machines',
    })
    await policy.first().getByText('All devices').waitFor()
    expect(complaints).toEqual([])
  })
})
