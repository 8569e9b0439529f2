import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { parseAst } from 'vitest/node'

/** From the edge down: each room knows those after it, and none before. */
const ROOMS = [
  'teams',
  'workflow',
  'graph',
  'identity',
  'store',
  'model',
  'config',
  'observability',
  'request',
  'intune',
  'language',
  'wording',
]
/** What stands beside the rooms: the door, the local world, and what runs on the command line. */
const BESIDE = ['local', 'cli', 'decisions']
const BOT_LIBRARIES = /^(botbuilder|botframework-|@microsoft\/teams-ai)/
const ADAPTER = 'src/teams/adapter/'
const COMMANDS = 'src/teams/inbound/commands/'

const root = fileURLToPath(new URL('..', import.meta.url))

interface Import {
  from: string
  /** A path from the root, or a package's name. */
  to: string
  lazy: boolean
}

function sources(): string[] {
  return readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .map((file) => `src/${file.replaceAll('\\', '/')}`)
    .filter((file) => file.endsWith('.ts'))
}

function importsOf(from: string): Import[] {
  const text = readFileSync(join(root, from), 'utf8')
  const at = (name: string) => (name.startsWith('.') ? posix.join(posix.dirname(from), name) : name)
  const eager = [...text.matchAll(/^(?:import|export|\})[^'\n]*?(?:from )?'([^']+)'/gm)]
  const lazy = [...text.matchAll(/\bimport\('([^']+)'\)/g)]
  return [
    ...eager.map(([, name = '']) => ({ from, to: at(name), lazy: false })),
    ...lazy.map(([, name = '']) => ({ from, to: at(name), lazy: true })),
  ]
}

const files = sources()
const imports = files.flatMap(importsOf)
const roomOf = (path: string) => /^src\/([^/]+)\//.exec(path)?.[1]

describe('Imports', () => {
  it('are found: every room is imported from outside', () => {
    const known = imports.filter(({ from, to }) => roomOf(from) !== roomOf(to)).map(({ to }) => roomOf(to))
    const standing = ROOMS.filter((room) => files.some((file) => file.startsWith(`src/${room}/`)))
    expect(standing.filter((room) => !known.includes(room))).toEqual([])
    expect(standing.length).toBeGreaterThan(9)
  })

  it('run down from room to room', () => {
    const up = imports.filter(({ from, to }) => {
      const [above, below] = [ROOMS.indexOf(roomOf(from) ?? ''), ROOMS.indexOf(roomOf(to) ?? '')]
      return above >= 0 && to.startsWith('src/') && below < above
    })
    expect(up).toEqual([])
  })

  it('reach the local world only from index.ts, lazily', () => {
    const reaching = imports.filter(
      ({ from, to }) =>
        ['local', 'cli'].includes(roomOf(to) ?? '') && !['local', 'cli'].includes(roomOf(from) ?? ''),
    )
    expect(reaching).toEqual([{ from: 'src/index.ts', to: 'src/local/world.ts', lazy: true }])
  })

  it('never form a cycle, type imports included', () => {
    expect(circlesIn(imports.filter(({ lazy }) => !lazy))).toEqual([])
  })

  it('of the bot libraries are confined to at most eight files of one folder', () => {
    const users = imports.filter(({ to }) => BOT_LIBRARIES.test(to)).map(({ from }) => from)
    expect(users.length).toBeGreaterThan(0)
    expect(users.filter((file) => !file.startsWith(ADAPTER))).toEqual([])
    expect(files.filter((file) => file.startsWith(ADAPTER)).length).toBeLessThanOrEqual(8)
  })
})

/** Each exports its `up`. */
function isMigration(file: string): boolean {
  return /^src\/store\/migrations\/\d/.test(file)
}

function exportsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8')
  const kinds = 'function\\*?|const|let|class|interface|type'
  const definition = new RegExp(`^export (?:async |abstract )*(?:${kinds}) (\\w+)`, 'gm')
  return [...text.matchAll(definition)].map(([, name = '']) => name)
}

/** Each file that comes back to itself, in the order of the way. */
function circlesIn(all: readonly Import[]): string[][] {
  const next = Map.groupBy(all, ({ from }) => from)
  const done = new Set<string>()
  const circles: string[][] = []
  const visit = (file: string, way: string[]): void => {
    if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file])
    if (way.includes(file) || done.has(file)) return
    for (const { to } of next.get(file) ?? []) visit(to, [...way, file])
    done.add(file)
  }
  for (const file of next.keys()) visit(file, [])
  return circles
}

describe('The linter', () => {
  const folder = mkdtempSync(join(tmpdir(), 'assent-house-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('refuses every import that goes up, from every depth, and no other', () => {
    const configuration = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8'))
    write('biome.json', JSON.stringify({ overrides: configuration.overrides }))
    const forbidden: string[] = []
    for (const [room, index] of ROOMS.map((name, at) => [name, at] as const)) {
      for (const depth of [1, 2, 3]) {
        const targets = [
          ...ROOMS.map((other, at) => ({ name: other, path: `src/${other}/thing.ts`, bad: at < index })),
          ...ROOMS.map((other, at) => ({
            name: `${other}-deep`,
            path: `src/${other}/inner/thing.ts`,
            bad: at < index,
          })),
          { name: 'local', path: 'src/local/world.ts', bad: true },
          { name: 'cli', path: 'src/cli/parse.ts', bad: true },
          { name: 'assent', path: 'src/assent.ts', bad: true },
        ]
        const libraries = [
          'botbuilder',
          'botbuilder-core/lib/x.js',
          'botframework-connector',
          '@microsoft/teams-ai',
        ]
        for (const { name, path, bad } of targets) put(room, depth, name, path, bad)
        for (const [at, library] of libraries.entries()) put(room, depth, `library${at}`, library, true)
      }
    }
    for (const [at, library] of ['botbuilder', 'botframework-connector', '@microsoft/teams-ai'].entries())
      write(`src/teams/adapter/library${at}.ts`, `import '${library}'\n`)
    for (const beside of ['src/local', 'src/cli', 'src'])
      forbidden.push(write(`${beside}/library.ts`, "import 'botbuilder'\n"))
    forbidden.push(write('src/language/node.ts', "import 'node:fs'\n"))
    forbidden.push(write('src/wording/node.ts', "import 'node:fs'\n"))
    forbidden.push(write('src/wording/package.ts', "import 'zod'\n"))
    write('src/wording/listed.ts', "import './thing.ts'\n")
    expect(refused()).toEqual(forbidden.sort())

    function put(room: string, depth: number, name: string, target: string, bad: boolean): void {
      if (target.startsWith(`src/${room}/`)) return
      const file = `src/${room}/${'deep/'.repeat(depth - 1)}${name}.ts`
      const to = target.startsWith('src/') ? posix.relative(posix.dirname(file), target) : target
      write(file, `import '${to}'\n`)
      if (bad) forbidden.push(file)
    }
  })

  function write(file: string, text: string): string {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
    return file
  }

  /** The files that the linter finds fault with. */
  function refused(): string[] {
    const biome = join(root, 'node_modules/@biomejs/biome/bin/biome')
    const rule = '--only=style/noRestrictedImports'
    const args = [biome, 'lint', rule, '--max-diagnostics=none', '--colors=off', '.']
    const { stderr } = spawnSync(process.execPath, args, {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 64 << 20,
    })
    const found = [...stderr.matchAll(/^(\S+\.ts):\d+:\d+ lint\/style\/noRestrictedImports/gm)]
    return [...new Set(found.map(([, file = '']) => file.replaceAll('\\', '/')))].sort()
  }
})

describe('Exported names', () => {
  it('have one definition each', () => {
    const places = new Map<string, Set<string>>()
    for (const file of files.filter((one) => !isMigration(one)))
      for (const name of exportsOf(file)) places.set(name, (places.get(name) ?? new Set()).add(file))
    expect(places.size).toBeGreaterThan(1000)
    expect(
      [...places].filter(([, found]) => found.size > 1).map(([name, found]) => [name, ...found]),
    ).toEqual([])
  })

  it('are found whatever their kind', () => {
    expect(exportsOf('src/intune/assignments/entries.ts')).toEqual(
      expect.arrayContaining(['Entry', 'entryKey']),
    )
    expect(exportsOf('src/identity/deadline.ts').length).toBeGreaterThan(0)
    expect(exportsOf('src/local/identity/tokenRefusals.ts')).toContain('TokenRefused')
    expect(exportsOf('src/intune/catalog/row.ts')).toContain('APPS')
  })
})

describe('File names', () => {
  /** Rooms that speak of one subject may each call their file by it; two files of one name and two meanings may not. */
  const SHARED_SUBJECTS = words(
    'auditEvents bulk catalog changeRow deed desk directory effect emergency errors history members multiAdmin',
    'notifications offers press refusals requesterReason reschedule rights scenes signIn signInCard standIn',
    'timing tokenService undo waiting why',
    // Each server of the local world has its state, and its routes that tests steer it by.
    'control state',
    // What the command line runs is called as `npm run` calls it.
    'audit backup',
    'index',
  )
  /** Nouns of an area, for files whose exports are several and none of which says it. */
  const AREAS = words(
    'activity admin adverb assignment audience bearer beginning body calendar call card change check clause',
    'client command coordination coverage day deadline delivery desk directory ditransitive dom',
    'ending error event exception file form frame idiom index indicator inflection intake intent judgement',
    'letter likeness link listener lock lookup main markup match membership name notification odata',
    'offer out output paging part period phrase place policy population postponement press pronoun',
    'proposal question range reading reason report request retry rewrite row rule scoping search',
    'selection sentence server set settlement source spelling state status talk template text thought',
    'token transition type undo verb view visibility vocabulary wire withdrawal word',
  )
  /** Nouns, whatever they end in. */
  const NOUNS = words('deed ending padding paging reading scoping seed spelling timing wording')
  /** Words by which no file can be found: they say how something is, and not what. */
  const NO_NOUNS = words(
    'again ahead alone anew bare busy ended every foreign held known late left live lost plain said sent several',
    'there told understood unsaid when where wherever whole',
  )
  const named = files.filter((file) => !isMigration(file) && !/^src\/(cli\/)?[^/]+$/.test(file))

  it('are nouns: an export, the noun of one, or an area', () => {
    const commands = named.filter((file) => file.startsWith(COMMANDS)).map(baseOf)
    const isOfCommand = (file: string) =>
      file.startsWith(COMMANDS) || (file.startsWith('src/wording/') && commands.includes(baseOf(file)))
    const bad = named.filter((file) => !isOfCommand(file) && !isNamed(baseOf(file), exportsOf(file)))
    expect(bad).toEqual([])
    expect(named.length).toBeGreaterThan(500)
    const ends = new Set(named.map((file) => singular(lastWordOf(baseOf(file)))))
    expect([...AREAS].filter((noun) => !ends.has(noun))).toEqual([])
  })

  it('are those of the commands, where a file is a command', () => {
    const commands = named.filter((file) => file.startsWith(COMMANDS) && baseOf(file) !== 'index')
    expect(commands.filter((file) => !exportsOf(file).includes(baseOf(file)))).toEqual([])
    expect(commands.length).toBeGreaterThan(15)
  })

  it('have one meaning each', () => {
    const twice = [...Map.groupBy(named, baseOf)].filter(([, found]) => found.length > 1)
    expect(twice.filter(([name]) => !SHARED_SUBJECTS.has(name))).toEqual([])
    const once = [...SHARED_SUBJECTS].filter(
      (name) => files.filter((file) => baseOf(file) === name).length < 2,
    )
    expect(once).toEqual([])
  })

  it.each([
    ['disowned', ['isDisowned']],
    ['lacking', ['withWhatLacks']],
    ['understood', ['Understood', 'inOneSentence']],
    ['notThere', ['notThere']],
    ['moving', ['movedFrom', 'whyNoStart']],
    ['known', ['KnownWorld']],
    ['endAgain', ['nextTry']],
    ['helpers', ['isSamePerson']],
  ])('that are no nouns are refused: %s', (name, exported) => {
    expect(isNamed(name, exported)).toBe(false)
  })

  function isNamed(name: string, exported: readonly string[]): boolean {
    const last =
      name
        .split(/(?=[A-Z])/)
        .at(-1)
        ?.toLowerCase() ?? ''
    if (NO_NOUNS.has(last) || (/(ed|ing)$/.test(last) && !NOUNS.has(last))) return false
    const known = exported.map((one) => one.replaceAll('_', '').toLowerCase())
    const stem = last.replace(/(y|ies|s)$/, '')
    return (
      known.includes(name.toLowerCase()) ||
      known.some((one) => one.includes(stem)) ||
      AREAS.has(singular(last))
    )
  }

  function lastWordOf(name: string): string {
    return (
      name
        .split(/(?=[A-Z])/)
        .at(-1)
        ?.toLowerCase() ?? ''
    )
  }

  function singular(noun: string): string {
    return noun.replace(/ies$/, 'y').replace(/(?<![su])s$|(?<=ss)es$/, '')
  }

  function baseOf(file: string): string {
    return posix.basename(file, '.ts')
  }

  function words(...lines: string[]): ReadonlySet<string> {
    return new Set(lines.join(' ').split(' '))
  }
})

describe('Sentences for people', () => {
  /** What is written there is for whoever runs or builds Assent, or for a language model. */
  const FOR_OPERATORS = [
    'src',
    'src/config',
    'src/observability',
    'src/model',
    'src/store',
    'src/local',
    'src/cli',
  ]
  const isForOperators = (file: string) =>
    FOR_OPERATORS.includes(dirname(file)) || /^src\/(local|cli|store)\//.test(file)
  const spoken = files
    .filter((file) => roomOf(file) !== 'wording' && !isForOperators(file))
    .flatMap((file) => sentencesIn(file).map((sentence) => ({ file, sentence })))

  it('are in wording/', () => {
    expect(spoken).toEqual([])
  })

  it('are recognized', () => {
    const found = sentencesIn('src/wording/planNotes.ts')
    expect(found.length).toBeGreaterThan(20)
    expect(found).toContain('This targets every user in your tenant.')
    expect(found).toContain('… has no members at the moment.')
    expect(sentencesIn('src/wording/cards.ts')).toContain('Nobody gets this ….')
    expect(sentencesIn('src/wording/readingProblems.ts').length).toBeGreaterThan(15)
  })

  it.each([
    ['a template', 'export const said = `Nobody gets $' + '{name} from this.`'],
    ['a concatenation', "export const said = 'You have asked for ' + name + ' too often.'"],
    ['one that starts with a name', 'export const said = `$' + '{name} may not approve this.`'],
    ['a card builder', "export const block = { type: 'TextBlock', text: 'Nobody gets this now.' }"],
    ['two on a label', "export const label = { text: 'Only partly written. Approve the repair' }"],
    ['two that start small', "export const label = 'a model read this. Check that it is what was meant.'"],
    ['mark-up', "export const block = { text: '**Careful:** this reaches everybody.' }"],
    ['what follows another', "export const next = ' So it cannot be approved here.'"],
    ['a refusal', "throw new NotTaken('You have asked for too much today.')"],
    ['an error whose words people read', "throw new PressError('You have asked for too much today.')"],
    ['a default', "export function say(words = 'Nobody gets this now.') { return words }"],
    ['a part of a choice', "export const said = isLate ? 'It is too late for that.' : ''"],
  ])('are found in %s', (_where, code) => {
    expect(sentencesOf(code)).toHaveLength(1)
  })

  it.each([
    ['an error for the log', "throw new TypeError('The stored request cannot be read.')"],
    ['a comment', '/* Nobody gets this now. */'],
    ['a pattern of the grammar', "export const said = 'The? next|this <number>? is what.'"],
    ['a name', "export const title = 'Windows app protection policy'"],
  ])('are not found in %s', (_where, code) => {
    expect(sentencesOf(code)).toEqual([])
  })

  /** Their messages are for the log: nobody is shown them. Every other error's words may be. */
  function isForLog(name = ''): boolean {
    return /^(Type|Range|Teams|Graph|Authentication|Settings)?Error$/.test(name)
  }

  function sentencesIn(file: string): string[] {
    return sentencesOf(stripTypeScriptTypes(readFileSync(join(root, file), 'utf8')))
  }

  /** Literals that read as whole sentences, what stands between them as "…". */
  function sentencesOf(code: string): string[] {
    const found: string[] = []
    const look = (node: unknown): void => {
      if (!node || typeof node !== 'object') return
      const { type, callee } = node as Node
      if (type === 'NewExpression' && isForLog(callee?.name)) return
      const text = textOf(node as Node)
      if (text !== null) found.push(text.trim())
      for (const child of Object.values(node)) look(child)
    }
    look(parseAst(code))
    const isWhole = (text: string) => /^[“A-Z…*_].*\s\S+\s\S.*[.?!:]$/.test(text)
    const isSeveral = (text: string) => /^\S.*\s\S*[a-z][.?!] [A-Z][a-z]* ?\S/.test(text)
    return found.filter((text) => (isWhole(text) || isSeveral(text)) && !isPattern(text))
  }

  /** What a literal, a template or a concatenation says; null for whatever else. */
  function textOf(node: Node | undefined): string | null {
    if (node?.type === 'Literal') return typeof node.value === 'string' ? node.value : null
    if (node?.type === 'TemplateLiteral') return (node.quasis ?? []).map((one) => one.value.cooked).join('…')
    if (node?.type !== 'BinaryExpression' || node.operator !== '+') return null
    const [left, right] = [textOf(node.left), textOf(node.right)]
    return left === null && right === null ? null : `${left ?? '…'}${right ?? '…'}`
  }

  /** What the grammar looks for: "the? next|this <number>?" */
  function isPattern(text: string): boolean {
    return /\S\|\S|\S\? [a-z<…]|\(\?:/.test(text)
  }

  interface Node {
    type?: string
    value?: unknown
    callee?: { name?: string }
    quasis?: { value: { cooked: string } }[]
    operator?: string
    left?: Node
    right?: Node
  }
})

describe('The tree in src/README.md', () => {
  it('shows the top-level files and the folders of the first two levels', () => {
    const text = readFileSync(join(root, 'src/README.md'), 'utf8')
    const block = /<!-- tree -->\n```\n([\s\S]*?)```/.exec(text)?.[1] ?? ''
    const shown: string[] = []
    let above = ''
    for (const line of block.split('\n')) {
      const [, indent = '', name] = /^( *)([\w.]+\/?)(?: |$)/.exec(line) ?? []
      if (!name || name === 'src/') continue
      if (indent.length === 2) above = name
      shown.push(indent.length === 2 ? name : above + name)
    }
    expect(shown.sort()).toEqual(realTree())
    expect(
      shown
        .filter((one) => /^[^/]+\/$/.test(one))
        .map((one) => one.slice(0, -1))
        .sort(),
    ).toEqual([...ROOMS, ...BESIDE].filter((one) => realTree().includes(`${one}/`)).sort())
  })

  function realTree(): string[] {
    const folders = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    return folders
      .map((one) => {
        const path = posix.join(
          one.parentPath.replaceAll('\\', '/').slice(join(root, 'src').length + 1),
          one.name,
        )
        return one.isDirectory() ? `${path}/` : path
      })
      .filter(
        (path) => path.split('/').filter(Boolean).length <= 2 && (path.endsWith('/') || !path.includes('/')),
      )
      .filter((path) => path !== 'README.md')
      .sort()
  }
})

describe('The pages about the house', () => {
  const inSrc = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .map((file) => `src/${file.replaceAll('\\', '/')}`)
    .filter((file) => file.endsWith('.md'))
  const pages = [
    'README.md',
    'test/README.md',
    'cards/README.md',
    'env/README.md',
    'manifest/README.md',
    '.github/CONTRIBUTING.md',
    '.github/DEPENDENCIES.md',
    '.github/SECURITY.md',
    ...inSrc,
  ]
  const commands = Object.keys(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts)
  const code = [...files, ...readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })]
  const fileNames = new Set(code.map((file) => posix.basename(file.replaceAll('\\', '/'))))
  const text = files.map((file) => readFileSync(join(root, file), 'utf8')).join('\n')
  const known = new Set([...text.matchAll(/\w+/g)].map(([word]) => word))

  it.each(pages)('%s names files that are there', (page) => {
    const quoted = quotedIn(page)
    const linked = [...textIn(page).matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, name = '']) => name)
    const named = quoted.filter((name) => /^[\w.-]+\//.test(name) && /(\.(ts|json|md|css)|\/)$/.test(name))
    const bases = [dirname(page), '.', 'src']
    const isThere = (name: string) =>
      name === '.cards/' ||
      // GitHub's own page about the workflow of that name; from the repository's first page it is two folders up.
      (page === 'README.md' &&
        /^\.\.\/\.\.\/actions\/workflows\/([\w-]+\.yml)/.test(name) &&
        existsSync(join(root, '.github/workflows', name.split('/')[4] ?? ''))) ||
      bases.some((base) => existsSync(join(root, base, name)))
    expect([...named, ...linked].filter((name) => !isThere(name))).toEqual([])
    const alone = quoted.filter((name) => /^[\w-]+\.ts$/.test(name))
    expect(alone.filter((name) => !fileNames.has(name))).toEqual([])
  })

  it.each(pages)('%s names commands and code that are there', (page) => {
    const run = [...textIn(page).matchAll(/\bnpm run (?:--silent )?([\w:]+)/g)].map(([, name = '']) => name)
    expect(run.filter((name) => !commands.includes(name))).toEqual([])
    // "drawCard", "CardName", "MAX_…": what can be nothing but a name in the code.
    const names = quotedIn(page).filter((name) => /^[a-z]+[A-Z]\w*$|^[A-Z][a-z]+[A-Z]\w*$/.test(name))
    const isThere = (name: string) =>
      known.has(name) || fileNames.has(`${name}.test.ts`) || OF_OTHERS.has(name)
    expect(names.filter((name) => !isThere(name))).toEqual([])
  })

  /** Names inside Node and V8, where the time of a test goes. */
  const OF_OTHERS = new Set(['runMicrotasks', 'writeBuffer'])

  function textIn(page: string): string {
    return readFileSync(join(root, page), 'utf8')
  }

  function quotedIn(page: string): string[] {
    return [...textIn(page).matchAll(/`([\w.-]+(?:\/[\w.-]+)*\/?)`/g)].map(([, name = '']) => name)
  }
})
