import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { COMPANY } from '../../src/local/company.ts'
import { startWorld } from '../../src/local/world.ts'
import { launchBrowser } from '../browser.ts'
import { type Frame, movingPicture } from './movingPicture.ts'

/**
 * `npm run picture`: the moving picture at the top of README.md, taken of the real page of a local world. Ada asks,
 * Bruno approves, and cards, channel and tenant follow. The single frames stand in `.cards/approval/` to be looked at.
 */
const FILE = '.github/approval.png'
const FRAMES = '.cards/approval'
const SENTENCE = 'assign compliance policy Windows 11 Baseline to group Sales Laptops'
const { bruno } = COMPANY.people
const RULES = {
  rules: [{ name: 'A second person', when: {}, approvers: [{ person: bruno.oid, name: bruno.name }] }],
}
/** GitHub scales a picture to the width of the page: everything has to be read there. */
const MAX_BYTES = 1_000_000

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'assent-picture-'))
  const rules = join(folder, 'rules.json')
  await writeFile(rules, JSON.stringify(RULES))
  const world = await startWorld({
    DATA_DIR: folder,
    LOCAL_PORTS: 'any',
    LOG_LEVEL: 'silent',
    APPROVAL_RULES: rules,
  })
  const browser = await launchBrowser()
  try {
    const page = await browser.newPage({
      viewport: { width: 1280, height: 900 },
      colorScheme: 'light',
      reducedMotion: 'reduce',
    })
    await page.addInitScript("localStorage.setItem('assent-guide-hidden', 'yes')")
    await page.goto(world.url)
    const frames = await play(page)
    await keepFrames(frames)
    const picture = movingPicture(frames)
    if (picture.length >= MAX_BYTES) throw new Error(`The picture has ${picture.length} bytes.`)
    await writeFile(FILE, picture)
    console.log(`${FILE}: ${frames.length} frames, ${Math.round(picture.length / 1024)} KB`)
  } finally {
    await browser.close()
    await world.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** What happens, and a frame of each moment in which there is something to see. */
async function play(page: Page): Promise<Frame[]> {
  const frames: Frame[] = []
  const show = async (ms: number) => {
    frames.push({ png: await page.screenshot({ animations: 'disabled', caret: 'hide' }), ms })
  }
  // Somebody who has asked before sees examples no more, and the whole card.
  const second = page.locator('#second').getByRole('textbox').first()
  await second.fill('what is compliance policy Windows 11 Baseline assigned to')
  await second.press('Enter')
  await page.locator('#second .card').getByText('As it is in Intune now').waitFor()
  await settled(page)
  const box = page.locator('#requester').getByRole('textbox').first()
  await box.waitFor()
  await point(page, box)
  await show(1000)
  await box.click()
  let said = ''
  for (const word of SENTENCE.split(' ')) {
    said = said ? `${said} ${word}` : word
    await box.fill(said)
    await show(160)
  }
  await point(page, page.locator('#requester').getByRole('button', { name: 'Send' }))
  await show(500)
  await page.keyboard.press('Enter')

  const heading = { hasText: 'Assign Windows 11 Baseline to Sales Laptops' }
  const own = page.locator('#requester .card', heading)
  const copy = page.locator('#second .card', heading)
  const approve = copy.getByRole('button', { name: 'Approve' })
  await own.getByText('Waiting for approval').waitFor()
  await approve.waitFor()
  await settled(page)
  await show(3500)
  await point(page, approve)
  await show(900)
  await approve.click()

  for (const card of [own, copy]) await card.getByText('Done and verified in Intune').waitFor()
  await page.locator('#shared .card').getByText('Done and verified in Intune').waitFor()
  await page.locator('#tenant').getByText('Sales Laptops').first().waitFor()
  await settled(page)
  await show(5000)
  return frames
}

/** A hand where a person would point. */
async function point(page: Page, target: Locator): Promise<void> {
  const box = await target.boundingBox()
  if (!box) throw new Error('there is nothing to point at')
  const [x, y] = [box.x + box.width * 0.6, box.y + box.height * 0.6]
  await page.evaluate(`(${POINT})(${x}, ${y})`)
}

/** Runs in the browser. */
const POINT = `(x, y) => {
  const id = 'pointing-hand'
  const hand = document.getElementById(id) ?? Object.assign(document.createElement('div'), { id })
  hand.innerHTML = '<svg width="26" height="26" viewBox="0 0 24 24"><path d="M4 1l15 13-7 .8 4 7-3.4 1.7-3.8-7.2L4 20z" fill="#111" stroke="#fff" stroke-width="1.5"/></svg>'
  hand.style.cssText = 'position:fixed;z-index:99;pointer-events:none;left:' + x + 'px;top:' + y + 'px'
  document.body.append(hand)
}`

/** Until nothing on the page has moved for a while: what comes by itself has come. */
async function settled(page: Page): Promise<void> {
  for (let before = ''; ; ) {
    const now = String(await page.evaluate('document.body.innerText'))
    if (now === before) return
    before = now
    await page.waitForTimeout(1000)
  }
}

async function keepFrames(frames: readonly Frame[]): Promise<void> {
  await rm(FRAMES, { recursive: true, force: true })
  await mkdir(FRAMES, { recursive: true })
  for (const [index, { png }] of frames.entries())
    await writeFile(join(FRAMES, `${String(index).padStart(2, '0')}.png`), png)
}

await main()
