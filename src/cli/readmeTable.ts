import { readFileSync, writeFileSync } from 'node:fs'
import { CATALOG, type TargetKind } from '../intune/catalog/catalog.ts'
import { COMMANDS } from '../teams/inbound/commands/index.ts'
import { lifeInMarkdown } from './requestLife.ts'
import { SAYINGS } from './sayings.ts'

/*
 * Writes what the program knows about itself into the READMEs: what can be said, what can be assigned, the commands, and the life
 * of a request. `--check` only compares.
 */

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

writeBetweenMarks('README.md', 'sayings', sayingTable())
writeBetweenMarks('src/intune/catalog/README.md', 'catalog', table)
writeBetweenMarks('src/language/README.md', 'commands', commandTable())
writeBetweenMarks('src/README.md', 'request-life', lifeInMarkdown())

function sayingTable(): string {
  const rows = SAYINGS.map(([to, sentences, beside]) => {
    const written = sentences.map((one) => `\`${one}\``).join(', ')
    return `| ${to} | ${beside ? `${written}; ${beside}` : written} |`
  })
  return ['| to | write |', '| --- | --- |', ...rows].join('\n')
}

function commandTable(): string {
  const rows = COMMANDS.map(
    ({ does, examples }) => `| ${examples.map((one) => `\`${one}\``).join(', ')} | ${does} |`,
  )
  return ['| write | and Assent |', '| --- | --- |', ...rows].join('\n')
}

/** Between `<!-- mark -->` and `<!-- /mark -->` of a file. */
function writeBetweenMarks(name: string, mark: string, text: string): void {
  const file = new URL(`../../${name}`, import.meta.url)
  const [start, end] = [`<!-- ${mark} -->`, `<!-- /${mark} -->`]
  const readme = readFileSync(file, 'utf8')
  const [before, rest = ''] = readme.split(start)
  const after = rest.split(end)[1]
  if (after === undefined) throw new Error(`${name} has no ${start} … ${end}`)
  const wanted = `${before}${start}\n${text}\n${end}${after}`
  if (readme === wanted) return
  if (!process.argv.includes('--check')) writeFileSync(file, wanted)
  else {
    console.error(`${name} is out of date between ${start} and ${end}. Run: npm run readme`)
    process.exitCode = 1
  }
}
