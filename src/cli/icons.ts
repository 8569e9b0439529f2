import { readFileSync, writeFileSync } from 'node:fs'
import chromium from '@sparticuz/chromium'
import { chromium as browsers } from 'playwright-core'

/** Draws the app package's icons from their SVG sources: `npm run icons`, after a source has changed. */
const ICONS = { color: 192, outline: 32 }

const browser = await browsers.launch({
  args: chromium.args,
  executablePath: await chromium.executablePath(),
  headless: true,
})
const page = await browser.newPage()
for (const [name, size] of Object.entries(ICONS)) {
  const source = new URL(`../../manifest/${name}.svg`, import.meta.url)
  const svg = readFileSync(source, 'utf8').replace('<svg', `<svg width="${size}" height="${size}"`)
  await page.setViewportSize({ width: size, height: size })
  await page.setContent(`<style>body{margin:0}svg{display:block}</style>${svg}`)
  const drawn = await page.screenshot({ omitBackground: true })
  writeFileSync(new URL(`../../manifest/${name}.png`, import.meta.url), drawn)
}
await browser.close()
