import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

/** `npm run --silent notes -- v1.2.3`: what the changelog says of a version, for its release. */
const ROOT = resolve(import.meta.dirname, '../..')

/**
 * The section of a version in a changelog of the form of keepachangelog.com, without its heading.
 * @throws when there is none, or when it says nothing.
 */
export function notesOf(changelog: string, version: string): string {
  const sections = changelog.split(/^## /m).slice(1)
  const section = sections.find((one) => one.startsWith(`[${version}]`) || one.startsWith(`${version} `))
  const notes = section?.slice(section.indexOf('\n') + 1).trim()
  if (!notes)
    throw new Error(
      `CHANGELOG.md says nothing of ${version}: move what is unreleased under “## [${version}] - year-month-day”.`,
    )
  return `${notes}\n`
}

if (import.meta.main) {
  const { version } = JSON.parse(readFileSync(resolve(ROOT, 'package.json'), 'utf8')) as { version: string }
  const asked = (process.argv[2] ?? '').replace(/^v/, '')
  try {
    if (asked !== version)
      throw new Error(`package.json is at ${version}, and the release is called “${asked}”.`)
    process.stdout.write(notesOf(readFileSync(resolve(ROOT, 'CHANGELOG.md'), 'utf8'), version))
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`)
    process.exitCode = 1
  }
}
