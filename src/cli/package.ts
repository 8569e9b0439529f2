import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { strToU8, zipSync } from 'fflate'
import { iconProblems, languageProblems, type Manifest, manifestProblems } from './package/manifestRules.ts'
import { schemaProblems } from './package/manifestSchema.ts'
import { filled, valuesFrom } from './package/parts.ts'

/**
 * Builds the app package for Teams from `manifest/` and the settings, and checks it against Microsoft's schema and
 * rules, offline: `npm run package`. Prints a line for each file; if there are problems, all of them and no package.
 */
const SOURCE = new URL('../../manifest/', import.meta.url)
const OUT = 'build'
/** A reproducible zip: the same files give the same bytes. */
const MTIME = new Date('2020-01-01T00:00:00Z')

const { values, problems } = valuesFrom(process.env)
if (problems.length > 0) {
  complain('settings', problems)
} else {
  const manifestText = filled(readFileSync(new URL('manifest.json', SOURCE), 'utf8'), values)
  const manifest: Manifest = JSON.parse(manifestText)
  const { manifestVersion, localizationInfo } = manifest
  const files: Record<string, Uint8Array> = { 'manifest.json': strToU8(manifestText) }
  report('manifest.json', `Microsoft's schema ${manifestVersion}, ids, domains, command lists`, [
    ...schemaProblems('MicrosoftTeams', manifestVersion, manifest),
    ...manifestProblems(manifest),
  ])
  for (const { file, languageTag } of localizationInfo.additionalLanguages) {
    const text = readFileSync(new URL(file, SOURCE), 'utf8')
    const translations = JSON.parse(text)
    files[file] = strToU8(text)
    report(file, `Microsoft's schema for translations, every command in ${languageTag}`, [
      ...schemaProblems('MicrosoftTeams.Localization', manifestVersion, translations),
      ...languageProblems(manifest, translations),
    ])
  }
  for (const name of ['color', 'outline'] as const) {
    const icon = readFileSync(new URL(`${name}.png`, SOURCE))
    files[`${name}.png`] = icon
    const asked = name === 'color' ? '192 × 192, full' : '32 × 32, white on nothing'
    report(`${name}.png`, asked, iconProblems(name, icon))
  }
  if (!process.exitCode) {
    const zip = zipSync(files, { mtime: MTIME })
    const path = `${OUT}/assent.zip`
    mkdirSync(OUT, { recursive: true })
    writeFileSync(path, zip)
    console.log(`${path}: ${zip.length} bytes, ${Object.keys(files).length} files`)
  }
}

function report(file: string, asked: string, found: readonly string[]): void {
  if (found.length > 0) complain(file, found)
  else console.log(`${file}: good (${asked})`)
}

function complain(file: string, found: readonly string[]): void {
  for (const problem of found) console.error(`${file}: ${problem}`)
  process.exitCode = 1
}
