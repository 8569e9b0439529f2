import { readFileSync, writeFileSync } from 'node:fs'
import { CATALOG, type TargetKind } from '../intune/catalog/catalog.ts'

/** Writes the table of what can be assigned into its README.md, between its two marks; `--check` only compares. */
const README = new URL('../intune/catalog/README.md', import.meta.url)
const [START, END] = ['<!-- catalog -->', '<!-- /catalog -->']

const TARGETS: Record<TargetKind, string> = {
  group: 'groups',
  exclusionGroup: 'exclusions',
  allUsers: 'all users',
  allDevices: 'all devices',
}

const rows = CATALOG.map(
  (row) =>
    `| ${row.title} | \`${row.version}/${row.path}\` | ${row.targets.map((kind) => TARGETS[kind]).join(', ')} | ${row.filters === null ? 'not known' : row.filters ? 'yes' : 'no'} | \`${row.scope}\` |`,
)
const table = [
  '| what | where | targets | filters | permission |',
  '| --- | --- | --- | --- | --- |',
  ...rows,
].join('\n')

const readme = readFileSync(README, 'utf8')
const [before, rest = ''] = readme.split(START)
const after = rest.split(END)[1]
if (after === undefined) throw new Error(`The catalog's README.md has no ${START} … ${END}`)
const wanted = `${before}${START}\n${table}\n${END}${after}`

if (!process.argv.includes('--check')) writeFileSync(README, wanted)
else if (readme !== wanted) {
  console.error('The table in src/intune/catalog/README.md is not the catalog’s. Run: npm run readme')
  process.exitCode = 1
}
