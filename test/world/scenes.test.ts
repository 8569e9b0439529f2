import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser, openPage } from '../browser.ts'
import { embedded } from '../store/engines.ts'
import { COMPLIANCE, TEMPLATES } from './collections.ts'
import { ada, CHAT, useWorld } from './world.ts'

/** Runs in the browser: whether the channel shows the card that tells of the change. */
const IN_VIEW = `(() => {
  const log = document.querySelector('#shared .log').getBoundingClientRect()
  const told = [...document.querySelectorAll('#shared .card')].find((card) => /Done and verified/.test(card.textContent))
  const { top, bottom } = told.getBoundingClientRect()
  return top < log.bottom && bottom <= log.bottom + 1
})()`

/** Runs in the browser: whether a chat shows the heading of its newest card, and the card from there on. */
const HEADING_IN_VIEW = `(() => {
  const log = document.querySelector('#requester .log').getBoundingClientRect()
  const headings = document.querySelectorAll('#requester .card [role="heading"]')
  const { top, bottom } = headings[headings.length - 1].getBoundingClientRect()
  return top >= log.top && bottom <= log.bottom
})()`

describe('Scenes on the page', () => {
  const world = useWorld({}, embedded)
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    browser = await launchBrowser()
    page = await openPage(browser, { viewport: { width: 1280, height: 800 } })
    await page.goto(world().world.url)
  })
  afterAll(async () => {
    await browser?.close()
  })
  const chat = () => page.locator('#requester')
  const open = async () => {
    if (await page.locator('#scenes').isHidden()) await page.locator('#scenes-button').click()
  }
  const button = (scene: string) => page.locator(`#scenes [name="${scene}"]`)
  /** Puts the scene's sentence, or one after it, into its box and sends it. */
  async function write(scene: string, which = ''): Promise<void> {
    await open()
    await button(`${scene}-write${which}`).click()
    await page.keyboard.press('Enter')
  }

  it('lead through the first minute, step by step', async () => {
    const steps = page.locator('#guide li')
    expect(await page.locator('#guide li.done').count()).toBe(0)
    // What a colleague changes in Intune is no step of it.
    await page.locator('#scenes-button').click()
    await button('drift-now').click()
    await page.locator('#tenant .changed').waitFor()
    await page.keyboard.press('Escape')
    expect(await page.locator('#guide li.done').count()).toBe(0)
    await page.locator('#scenes-button').click()
    await button('drift-now').click()
    await page.keyboard.press('Escape')
    await steps.first().getByRole('button').click()
    await page.keyboard.press('Enter')
    const approve = chat()
      .locator('.card')
      .getByRole('button', { name: /^Approve/ })
    await approve.waitFor()
    await page.waitForFunction(HEADING_IN_VIEW)
    await approve.click()
    // Whoever has done all of it is told what is next, and no more what to write.
    await page.locator('#guide').getByText('Asked, approved, written.').waitFor()
    expect(await page.locator('#guide ol').isHidden()).toBe(true)
    // What the guide says can be seen without scrolling.
    const told = page.locator('#shared .card').getByText('Done and verified in Intune')
    await told.waitFor()
    await page.waitForFunction(IN_VIEW)
    await page.waitForFunction(HEADING_IN_VIEW)
    await page.setViewportSize({ width: 390, height: 844 })
    // Beside its heading the text would have a third of a phone's width.
    expect((await page.locator('#guide .over').boundingBox())?.width).toBeGreaterThan(390 / 2)
    await page.setViewportSize({ width: 1280, height: 800 })
    await page.locator('#guide').getByRole('button', { name: 'Open the scenes' }).click()
    expect(await page.locator('#scenes').isVisible()).toBe(true)
    await page.keyboard.press('Escape')
    await page.locator('#guide').getByRole('button', { name: 'Hide' }).click()
    expect(await page.locator('#guide').isHidden()).toBe(true)
  })

  it('show what was sent to Graph', async () => {
    const sent = page.locator('#tenant .sent')
    await sent.locator('summary').click()
    await sent.getByRole('checkbox').check()
    const body = await sent.locator('li.wrote pre').first().textContent()
    expect(JSON.parse(body ?? '').assignments.length).toBeGreaterThan(1)
    expect(await sent.locator('li.wrote').first().textContent()).toMatch(
      /POST.*deviceCompliancePolicies\/.*\/assign.*as Ada Lindqvist/,
    )
    await sent.locator('summary').click()
  })

  it('let a colleague be faster: nothing is written, and the card says so', async () => {
    await write('drift')
    const card = chat().locator('.card', { hasText: 'Edge Settings' })
    const approve = card.getByRole('button', { name: /^Approve/ })
    await approve.waitFor()
    await open()
    await button('drift-now').click()
    const group = await world().groupId('Legal')
    await world().until(async () =>
      JSON.stringify((await world().object(TEMPLATES, 'Edge Settings')).assignments).includes(group),
    )
    await page.keyboard.press('Escape')
    // It takes something from more than a few, and nobody else is set up to look at it.
    await card.getByRole('textbox', { name: 'Reason' }).fill('as planned')
    await approve.click()
    await card
      .getByText(/look again|Review the new plan|New since you looked/i)
      .first()
      .waitFor()
  })

  it('have a second person approve, after Assent restarts for it', async () => {
    await open()
    await button('secondPerson').click()
    await page.locator('[data-scene="secondPerson"] .state').waitFor()
    await write('secondPerson')
    const card = chat()
      .locator('.card', { hasText: /Windows 11 Baseline[\s\S]*(All|all) devices/ })
      .last()
    // The channel where others approve is shown beside it; the link on the card leads there, too.
    const channel = page.locator('#shared')
    await channel.locator('.card', { hasText: 'All devices' }).getByText('Waiting for approval').waitFor()
    expect(await channel.locator('h2').textContent()).toBe('Device Operations › Approvals')
    await channel.getByRole('combobox').selectOption('Device Operations › General')
    await card.getByText('anyone in Device Operations › Approvals').click()
    expect(await channel.locator('h2').textContent()).toBe('Device Operations › Approvals')
    expect(page.context().pages()).toHaveLength(1)
    expect(await card.getByRole('button', { name: /^Approve/ }).count()).toBe(0)
    await channel.getByRole('combobox').selectOption('Device Operations › General')
    await open()
    await button('secondPerson').click()
    await page.locator('[data-scene="secondPerson"] .state').waitFor({ state: 'detached' })
  })

  it('set Intune’s own approval and a limited role, and end them', async () => {
    await open()
    expect(await button('scope-write').count()).toBe(0)
    for (const scene of ['multiAdmin', 'scope']) await button(scene).click()
    await page.locator('[data-scene="scope"] .state').waitFor()
    await write('scope')
    await page
      .locator('#second')
      .getByText('is outside the scope groups of Bruno Okafor’s Intune role')
      .waitFor()
    await open()
    await button('weather').click()
    await page.locator('[data-scene="weather"] .state').waitFor()
    const state = async () => (await world().tenant('GET', '/control/state')).body
    expect((await state()).protectedCollections).toContain(COMPLIANCE)
    expect((await state()).limits).toHaveLength(1)
    for (const scene of ['multiAdmin', 'scope', 'weather']) await button(scene).click()
    await page.locator('[data-scene="weather"] .state').waitFor({ state: 'detached' })
    expect((await state()).limits).toEqual([])
  })

  it('declare an emergency, which the approvals channel hears of and reviews', async () => {
    await open()
    await button('emergency').click()
    await page.locator('[data-scene="emergency"] .state').waitFor()
    await write('emergency')
    await chat().getByRole('button', { name: 'Declare an emergency' }).waitFor()
    await write('emergency', '-2')
    const channel = page.locator('#shared')
    await channel.getByText('can approve this without you now').waitFor()
    await chat()
      .locator('.card', { hasText: 'Set Time Zone' })
      .getByRole('button', { name: /^Approve/ })
      .click()
    await channel.getByText('Bruno', { exact: true }).click()
    await channel.getByRole('button', { name: 'Mark as reviewed' }).click()
    await channel.getByText('Reviewed by').waitFor()
  })

  it('have somebody stand in for an approver, whose rules take the place of the other scene’s', async () => {
    await open()
    await button('standIn').click()
    await page.locator('[data-scene="standIn"] .state').waitFor()
    expect(await page.locator('[data-scene="emergency"] .state').count()).toBe(0)
    await write('standIn')
    const second = page.locator('#second')
    await second.getByText('Chiara Venn can decide in your place').waitFor()
    await write('standIn', '-2')
    await second.getByRole('combobox').selectOption('Chiara’s chat')
    await second.getByRole('button', { name: /^Approve/ }).click()
    await chat().getByText('Chiara Venn (for Bruno Okafor)').waitFor()
    await open()
    await button('standIn').click()
    await page.locator('[data-scene="standIn"] .state').waitFor({ state: 'detached' })
  })

  it('have a change fail on many devices, and its requester told after two hours', async () => {
    await open()
    await button('failing').click()
    await page.locator('[data-scene="failing"] .state').waitFor()
    await write('failing')
    const w = world()
    const card = await w.posted(CHAT.ada, /Waiting for approval[\s\S]*Enable Windows Sandbox/)
    await w.press(ada, card, 'Approve')
    await w.shows(card, 'Done and verified in Intune')
    await w.moveOn({ hours: 2, minutes: 5 })
    await chat().getByText('is failing on many devices').first().waitFor()
    await open()
    await button('failing').click()
    await page.locator('[data-scene="failing"] .state').waitFor({ state: 'detached' })
    expect(w.world.tenant.weather().failing).toBeLessThan(0.1)
  })

  it('start over: everything is forgotten, and everything works', async () => {
    const before = await world().set(COMPLIANCE, 'Windows 11 Baseline')
    const startOver = page.locator('#startOver')
    await startOver.click()
    expect(await startOver.textContent()).toBe('Forget everything?')
    const loaded = page.waitForEvent('load')
    await startOver.click()
    await loaded
    await chat().getByRole('textbox').waitFor()
    // Who cannot see the page learns it, and goes on where a sentence is written.
    await page.locator('#announcer').getByText('Everything is as it was at the beginning.').waitFor()
    expect(await chat().locator('textarea:focus').count()).toBe(1)
    expect(await chat().locator('.message.own').count()).toBe(0)
    expect(await world().set(COMPLIANCE, 'Windows 11 Baseline')).toEqual(
      before.filter((one) => one !== '+ Sales Laptops'),
    )
    await chat()
      .getByRole('textbox')
      .fill('assign compliance policy Windows 11 Baseline to group Sales Laptops')
    await page.keyboard.press('Enter')
    await chat()
      .locator('.card')
      .getByRole('button', { name: /^Approve/ })
      .click()
    await chat().locator('.card').getByRole('button', { name: 'Undo' }).waitFor()
  })
})
