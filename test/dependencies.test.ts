import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const ROOT = resolve(import.meta.dirname, '..')
const NAMED = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
  scripts: Record<string, string>
}
const all = { ...NAMED.dependencies, ...NAMED.devDependencies }

/** Packages that no file imports, each with what uses it all the same. */
const USED_OTHERWISE: Record<string, string> = {
  rimraf: 'the install script of botbuilder-dialogs',
  node: 'npm, which runs scripts with it',
}

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(ROOT, folder, name), 'utf8'))
}

function importedIn(texts: readonly string[]): Set<string> {
  const found = new Set<string>()
  for (const text of texts)
    for (const [, name = ''] of text.matchAll(
      /(?:from |import |import\(|(?:require|\))\.resolve\()'(@?[a-z][\w./-]*)'/g,
    ))
      found.add(
        name
          .split('/')
          .slice(0, name.startsWith('@') ? 2 : 1)
          .join('/'),
      )
  return found
}

/** What an imported package asks for beside itself. */
function peersOf(name: string): string[] {
  const { peerDependencies = {} } = JSON.parse(
    readFileSync(join(ROOT, 'node_modules', name, 'package.json'), 'utf8'),
  ) as { peerDependencies?: Record<string, string> }
  return Object.keys(peerDependencies)
}

function hasCommandInScripts(name: string): boolean {
  const { bin } = JSON.parse(readFileSync(join(ROOT, 'node_modules', name, 'package.json'), 'utf8')) as {
    bin?: string | Record<string, string>
  }
  const commands = typeof bin === 'string' ? [name] : Object.keys(bin ?? {})
  return commands.some((command) =>
    Object.values(NAMED.scripts).some((script) => script.split(/\s+/).includes(command)),
  )
}

describe('The packages', () => {
  const src = sources('src')
  const imported = importedIn([
    ...src,
    ...sources('test'),
    readFileSync(join(ROOT, 'vitest.config.ts'), 'utf8'),
  ])

  it('are all used', () => {
    const peers = new Set([...imported].filter((name) => name in all).flatMap(peersOf))
    const unused = Object.keys(all).filter(
      (name) =>
        !imported.has(name) &&
        !peers.has(name) &&
        !(name in USED_OTHERWISE) &&
        !hasCommandInScripts(name) &&
        // Types of Node, and of a package that is imported.
        !(
          name === '@types/node' ||
          (name.startsWith('@types/') && imported.has(name.slice('@types/'.length)))
        ),
    )
    expect(unused).toEqual([])
  })

  it('are pinned, each to one version', () => {
    expect(Object.values(all).filter((version) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([])
  })

  it('include those that production code imports', () => {
    const production = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter(
      (name) => name.endsWith('.ts') && !/^(local|cli)[\\/]/.test(name),
    )
    const names = importedIn(production.map((name) => readFileSync(join(ROOT, 'src', name), 'utf8')))
    expect([...names].filter((name) => !(name in NAMED.dependencies))).toEqual([])
  })

  it('are exactly those in the table of dependencies', () => {
    const table = readFileSync(join(ROOT, '.github/DEPENDENCIES.md'), 'utf8')
    const named = table
      .split('\n')
      .filter((line) => line.startsWith('| `'))
      .flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, name = '']) => name))
    expect(named.sort()).toEqual(Object.keys(all).sort())
  })
})
