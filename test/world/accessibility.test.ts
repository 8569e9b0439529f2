import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser, openPage } from '../browser.ts'
import { useWorld } from './world.ts'

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
/** Only these are told in full: what has no fault is most of a page. */
const VIOLATIONS =
  "axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => ({ violations }))"
const LOOKS = [
  { colorScheme: 'light', width: 1280, height: 800 },
  { colorScheme: 'dark', width: 1280, height: 800 },
  { colorScheme: 'light', width: 390, height: 844 },
  { colorScheme: 'dark', width: 390, height: 844 },
] as const

/** Each state is looked at in light and dark, on a desktop and on a phone. */
describe('The page has no barrier that axe finds', () => {
  const world = useWorld()
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    browser = await launchBrowser()
    page = await openPage(browser, { viewport: { width: 1280, height: 800 }, bypassCSP: true })
    await page.goto(world().world.url)
    await page.addScriptTag({ path: AXE })
  })
  afterAll(async () => {
    await browser?.close()
  })

  /** Every violation, in every look, as "rule: element". */
  async function violations(): Promise<string[]> {
    const found: string[] = []
    for (const { colorScheme, width, height } of LOOKS) {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width, height })
      const { violations } = (await page.evaluate(VIOLATIONS)) as Pick<AxeResults, 'violations'>
      for (const { id, nodes } of violations)
        for (const { target, failureSummary } of nodes)
          found.push(`${colorScheme} ${width}: ${id}: ${target.join(' ')}: ${failureSummary}`)
    }
    await page.setViewportSize({ width: 1280, height: 800 })
    return found
  }
  const chat = () => page.locator('#requester')
  async function say(text: string): Promise<void> {
    await chat().getByPlaceholder('Message Assent').fill(text)
    await page.keyboard.press('Enter')
  }

  it('when it is opened for the first time', async () => {
    await page.locator('#guide').waitFor()
    expect(await violations()).toEqual([])
  })

  it('with the scenes unfolded', async () => {
    await page.locator('#scenes-button').click()
    await page.locator('#scenes li').first().waitFor()
    expect(await violations()).toEqual([])
    await page.keyboard.press('Escape')
  })

  it('with a pending request', async () => {
    await say('assign compliance policy Windows 11 Baseline to group Sales Laptops')
    await chat()
      .locator('.card')
      .getByRole('button', { name: /^Approve/ })
      .waitFor()
    expect(await violations()).toEqual([])
  })

  it('with a request that was written, its notice and the tenant', async () => {
    await chat()
      .locator('.card')
      .getByRole('button', { name: /^Approve/ })
      .click()
    await chat().locator('.card').getByRole('button', { name: 'Undo' }).waitFor()
    expect(await violations()).toEqual([])
  })

  it('with the calls to Graph and Intune’s settings unfolded', async () => {
    for (const part of ['.approvals', '.reach', '.sent']) {
      // One of them is open at a time.
      await page.locator(`#tenant ${part} summary`).click()
      expect(await page.locator('#tenant details[open]').count()).toBe(1)
    }
    await page.locator('#tenant .sent li').first().waitFor()
    expect(await violations()).toEqual([])
    await page.locator('#tenant .sent summary').click()
  })

  it('with a question that has buttons', async () => {
    await say('assign compliance policy Windows 11 Baseline to group Pilot')
    await chat().getByText('Which group do you mean?').waitFor()
    expect(await violations()).toEqual([])
  })

  it('with a request for many policies', async () => {
    await say('give group Store Kiosks everything that group Old Kiosks has')
    await chat().locator('.card', { hasText: 'Old Kiosks' }).last().getByRole('button').first().waitFor()
    expect(await violations()).toEqual([])
  })

  it('with an answer that has buttons, and the last request in the undo list', async () => {
    await say('undo my last 2 changes')
    await chat().getByText('Press Undo on the one you mean').first().waitFor()
    await say('move it to 21:00')
    await say('undo the change to Printer Drivers')
    await chat().locator('.card').getByRole('button', { name: 'History' }).waitFor()
    expect(await violations()).toEqual([])
  })

  it('with help, a history and a sentence that was not understood', async () => {
    await say('help')
    await chat().getByText('notify here').first().waitFor()
    await say('history')
    await say('make me a sandwich')
    await chat().locator('.message.bot').nth(5).waitFor()
    expect(await violations()).toEqual([])
  })
})
