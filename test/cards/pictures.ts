import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Template } from 'adaptivecards-templating'
import { startPage } from '../../src/local/page/server.ts'
import { launchBrowser } from '../browser.ts'

/**
 * `npm run cards`: every card of `cards/`, filled with its sample and drawn as the local page draws it, in light and
 * dark, wide as in a chat and narrow as on a phone. Pictures for people to look at.
 */
const FOLDER = '.cards'
const WIDTHS = { chat: 560, phone: 340 }

async function main(): Promise<void> {
  await mkdir(FOLDER, { recursive: true })
  const names = (await readdir('cards')).filter((name) => name.endsWith('.sample.json')).sort()
  const page = await startPage({ port: 0, world: NOBODY })
  const browser = await launchBrowser()
  try {
    const tab = await browser.newPage()
    await tab.goto(page.url)
    for (const colorScheme of ['light', 'dark'] as const) {
      await tab.emulateMedia({ colorScheme })
      for (const [where, width] of Object.entries(WIDTHS)) {
        await tab.setViewportSize({ width, height: 900 })
        for (const name of names.map((one) => one.replace('.sample.json', ''))) {
          // The page's own module draws it, so that a picture is what people see there.
          await tab.evaluate(`(${DRAW})(${JSON.stringify(await filled(name))})`)
          await tab
            .locator('#shown')
            .screenshot({ path: join(FOLDER, `${name}-${where}-${colorScheme}.png`) })
        }
      }
    }
  } finally {
    await browser.close()
    await page.close()
  }
  console.log(`${names.length} cards are drawn in ${FOLDER}/`)
}

async function filled(name: string): Promise<unknown> {
  const template = new Template(JSON.parse(await readFile(`cards/${name}.json`, 'utf8')))
  return template.expand({ $root: JSON.parse(await readFile(`cards/${name}.sample.json`, 'utf8')) })
}

/** Runs in the browser, where `/page/card.ts` is. */
const DRAW = `async (card) => {
  const { drawCard } = await import('/page/card.ts')
  const bubble = Object.assign(document.createElement('div'), { className: 'bubble' })
  bubble.append(drawCard(card, () => {}))
  const article = Object.assign(document.createElement('article'), { className: 'message bot holds-card' })
  article.append(bubble)
  const shown = Object.assign(document.createElement('div'), { id: 'shown' })
  shown.style.padding = '16px'
  shown.append(article)
  document.body.replaceChildren(shown)
  document.body.style.overflow = 'visible'
  document.body.style.height = 'auto'
}`

/** A world in which nothing is. */
const NOBODY: Parameters<typeof startPage>[0]['world'] = {
  conversations: () => [],
  messages: () => [],
  policies: () => [],
  multiAdmin: () => ({ workloads: [], requests: [] }),
  protect: async () => {},
  reach: () => ({ person: '', groups: [], isLimited: false }),
  limit: async () => {},
  devices: () => [],
  device: () => {
    throw new Error('there are no devices')
  },
  clock: () => ({ now: new Date(0).toISOString(), isMoved: false }),
  advance: async () => {},
  decide: async () => {},
  say: async () => {},
  execute: async () => ({ toast: null }),
  on: () => () => {},
}

await main()
