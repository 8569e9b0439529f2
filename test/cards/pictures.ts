import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PNG } from 'pngjs'
import { startPage } from '../../src/local/page/pageServer.ts'
import { launchBrowser } from '../browser.ts'
import { allScenes, type Scene } from './scenes.ts'
import { smallPicture } from './smallPicture.ts'

/**
 * `npm run cards`: every card in every state, made by its builder and drawn as the local page draws it, in light and
 * dark, wide as in a chat and narrow as on a phone. All four stand in `.cards/` to be looked at. The light one of a
 * chat and the dark one of a phone are compared with those that were approved, in `cards/pictures/`; a difference
 * ends with an error. `npm run cards -- --approve` approves what is drawn now, and writes the page that shows it.
 */
const FOLDER = '.cards'
const APPROVED = 'cards/pictures'
const WIDTHS = { chat: 560, phone: 300 }
const COMPARED = ['chat-light', 'phone-dark']
/** Of the pixels, and of a colour: beyond what drawing the same letters twice comes to, far below one changed word. */
const TOLERANCE = { pixels: 0.001, color: 48 }

async function main(): Promise<void> {
  const approves = process.argv.includes('--approve')
  const scenes = allScenes()
  await rm(FOLDER, { recursive: true, force: true })
  await mkdir(FOLDER, { recursive: true })
  await drawAll(scenes)
  if (approves) return await approve(scenes)
  const differing = await differences(scenes)
  for (const line of differing) console.error(line)
  if (differing.length > 0) {
    console.error(`Look at them in ${FOLDER}/, and approve with: npm run cards -- --approve`)
    process.exitCode = 1
  } else console.log(`${scenes.length} cards are drawn in ${FOLDER}/ and are as they were approved`)
}

async function drawAll(scenes: readonly Scene[]): Promise<void> {
  const page = await startPage({ port: 0, world: NOBODY })
  const browser = await launchBrowser()
  try {
    const tab = await browser.newPage({ timezoneId: 'UTC', locale: 'en-GB' })
    await tab.goto(page.url)
    for (const colorScheme of ['light', 'dark'] as const) {
      await tab.emulateMedia({ colorScheme })
      for (const [where, width] of Object.entries(WIDTHS)) {
        await tab.setViewportSize({ width, height: 900 })
        for (const { name, card } of scenes) {
          // The page's own module draws it, so that a picture is what people see there.
          await tab.evaluate(`(${DRAW})(${JSON.stringify(card)})`)
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
}

/** What is not as it was approved, a line each. */
async function differences(scenes: readonly Scene[]): Promise<string[]> {
  const files = scenes.flatMap(({ name }) => COMPARED.map((variant) => `${name}-${variant}.png`))
  const approved = await readdir(APPROVED).catch(() => [] as string[])
  const lines = approved
    .filter((file) => !files.includes(file))
    .map((file) => `${file}: no card draws it any more`)
  for (const file of files) {
    const before = approved.includes(file) ? await readFile(join(APPROVED, file)) : null
    const difference = before
      ? differenceOf(before, smallPicture(await readFile(join(FOLDER, file))))
      : 'was never approved'
    if (difference) lines.push(`${file}: ${difference}`)
  }
  return lines
}

function differenceOf(before: Buffer, after: Buffer): string | null {
  const [was, is] = [PNG.sync.read(before), PNG.sync.read(after)]
  if (was.width !== is.width || was.height !== is.height) {
    return `${was.width}×${was.height} became ${is.width}×${is.height}`
  }
  let count = 0
  for (let at = 0; at < was.data.length; at += 4) {
    const differs = [0, 1, 2].some(
      (channel) => Math.abs((was.data[at + channel] ?? 0) - (is.data[at + channel] ?? 0)) > TOLERANCE.color,
    )
    if (differs) count += 1
  }
  return count > TOLERANCE.pixels * was.width * was.height ? `${count} pixels differ` : null
}

async function approve(scenes: readonly Scene[]): Promise<void> {
  await rm(APPROVED, { recursive: true, force: true })
  await mkdir(APPROVED, { recursive: true })
  for (const { name } of scenes) {
    for (const variant of COMPARED) {
      const file = `${name}-${variant}.png`
      await writeFile(join(APPROVED, file), smallPicture(await readFile(join(FOLDER, file))))
    }
  }
  await writeFile('cards/README.md', pageOf(scenes))
  console.log(`${scenes.length} cards are approved as they are`)
}

function pageOf(scenes: readonly Scene[]): string {
  const rows = scenes.map(({ name }) => {
    const images = COMPARED.map((variant) => `![${name}, ${variant}](pictures/${name}-${variant}.png)`)
    return `## ${name}\n\n${images.join(' ')}\n`
  })
  return `# Cards

A template for each kind of card; \`src/teams/cards/\` fills them. Below is every card in every state, as its builder makes
it (\`test/cards/*Scenes.ts\`), in a chat in light and on a phone in dark. \`npm run cards\` draws all of them again in
\`.cards/\` and ends with an error where one differs from what is approved here; \`npm run cards -- --approve\` approves
what is drawn now and writes this page. Look at every picture before you do.

${rows.join('\n')}`
}

/** Runs in the browser, where `/page/card.ts` is. */
const DRAW = `async (card) => {
  const { renderCard } = await import('/page/card.ts')
  const bubble = Object.assign(document.createElement('div'), { className: 'bubble' })
  bubble.append(renderCard(card, () => {}))
  const article = Object.assign(document.createElement('article'), { className: 'message bot holds-card' })
  article.append(bubble)
  const shown = Object.assign(document.createElement('div'), { id: 'shown' })
  shown.style.padding = '8px'
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
  scenes: () => [],
  play: async () => {},
  calls: () => [],
  startOver: async () => {},
  say: async () => {},
  execute: async () => ({ toast: null }),
  on: () => () => {},
}

await main()
