import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { appKindOf } from '../../src/local/appKinds.ts'
import { choosePorts, freePort } from '../../src/local/ports.ts'
import { startSurroundings } from '../../src/local/surroundings.ts'
import { type Instruction, isIgnored, readDockerfile } from './dockerfile.ts'

/**
 * `npm run image`: the steps of the Dockerfile as far as a machine without Docker can go. Each stage becomes a
 * folder, `npm ci --omit=dev` really runs there, and the last stage's command is started as a user without rights,
 * with production packages alone, against the local world; it must become ready and stop when it is told to.
 */
const ROOT = resolve(import.meta.dirname, '../..')
/** The user `node` of the official image. */
const NODE_USER = 1000
const READY_MS = 120_000

interface Stage {
  name: string
  folder: string
  workdir: string
  environment: Record<string, string>
  user: string
  command: string[]
}

const folder = mkdtempSync(join(tmpdir(), 'assent-image-'))
chmodSync(folder, 0o755)
try {
  const stages: Stage[] = []
  for (const instruction of readDockerfile(readFileSync(join(ROOT, 'Dockerfile'), 'utf8'))) {
    carryOut(instruction, stages)
  }
  const last = stages.at(-1)
  if (!last) throw new Error('the Dockerfile has no stage')
  if (last.user === 'root') throw new Error('the image would run as root')
  await start(last)
  console.log(
    'image: every step was carried out; it became ready as an ordinary user and stopped when told to',
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function carryOut({ name, rest }: Instruction, stages: Stage[]): void {
  if (name === 'FROM') {
    const [, image = '', as] = /^(\S+)(?: AS (\S+))?$/i.exec(rest) ?? []
    if (!/^node:24\b/.test(image)) throw new Error(`${image} is not the Node that Assent needs`)
    const stage = join(folder, String(stages.length))
    mkdirSync(stage)
    stages.push({
      name: as ?? String(stages.length),
      folder: stage,
      workdir: '/',
      environment: {},
      user: 'root',
      command: [],
    })
    return
  }
  const stage = stages.at(-1)
  if (!stage) throw new Error(`${name} before FROM`)
  switch (name) {
    case 'WORKDIR':
      stage.workdir = resolve(stage.workdir, rest)
      mkdirSync(inStage(stage, '.'), { recursive: true })
      return
    case 'ENV':
      for (const [, key = '', value = ''] of rest.matchAll(/(\w+)=(\S+)/g)) stage.environment[key] = value
      return
    case 'COPY':
      copy(stage, rest, stages)
      return
    case 'RUN':
      run(stage, rest)
      return
    case 'USER':
      stage.user = rest
      return
    case 'CMD':
      stage.command = JSON.parse(rest) as string[]
      return
    case 'VOLUME':
    case 'EXPOSE':
    case 'STOPSIGNAL':
    case 'HEALTHCHECK':
      return
    default:
      throw new Error(`this script does not know ${name}`)
  }
}

function inStage(stage: Stage, path: string): string {
  return join(stage.folder, resolve(stage.workdir, path))
}

function copy(stage: Stage, rest: string, stages: readonly Stage[]): void {
  const [, from] = /^--from=(\S+) /.exec(rest) ?? []
  const words = rest.replace(/^--from=\S+ /, '').split(' ')
  const to = words.pop() ?? '.'
  const ignoreFile = readFileSync(join(ROOT, '.dockerignore'), 'utf8')
  for (const word of words) {
    const source = stages.find(({ name }) => name === from)
    const path = source ? join(source.folder, word) : join(ROOT, word)
    if (!source && isIgnored(word, ignoreFile)) throw new Error(`.dockerignore keeps ${word} out of reach`)
    if (!existsSync(path)) throw new Error(`there is no ${word} to copy`)
    const target = to.endsWith('/') ? join(to, word) : to
    cpSync(path, inStage(stage, target), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (one) => source !== undefined || !isIgnored(relative(ROOT, one), ignoreFile),
    })
  }
}

function run(stage: Stage, command: string): void {
  const [, directory] = /^install -d -o node -g node (\S+)$/.exec(command) ?? []
  if (directory) {
    mkdirSync(inStage(stage, directory), { recursive: true })
    if (isRoot()) chownSync(inStage(stage, directory), NODE_USER, NODE_USER)
    return
  }
  console.log(`image: ${command}`)
  execFileSync('sh', ['-c', command], { cwd: inStage(stage, '.'), stdio: 'inherit' })
}

async function start(stage: Stage): Promise<void> {
  const world = join(folder, 'world')
  const surroundings = await startSurroundings(
    world,
    await choosePorts(join(world, 'ports.json'), false),
    appKindOf(undefined),
  )
  const port = await freePort()
  const { DATA_DIR = '/data', ...environment } = stage.environment
  const [, ...args] = stage.command
  // The one that runs this may lie in a folder that the ordinary user cannot enter.
  const node = join(folder, 'node')
  copyFileSync(process.execPath, node)
  const child = spawn(node, args, {
    cwd: inStage(stage, '.'),
    env: { ...environment, ...surroundings.settings, PORT: String(port), DATA_DIR: inStage(stage, DATA_DIR) },
    stdio: ['ignore', 'inherit', 'inherit'],
    ...(isRoot() ? { uid: NODE_USER, gid: NODE_USER } : {}),
  })
  const exited = once(child, 'exit')
  try {
    for (const end = Date.now() + READY_MS; ; await pause(100)) {
      const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null)
      if (answer?.status === 200) break
      if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}`)
      if (Date.now() > end) throw new Error('it does not become ready')
    }
    child.kill('SIGTERM')
    await exited
    if (child.exitCode !== 0) throw new Error(`it stopped with ${child.exitCode}`)
  } finally {
    if (child.exitCode === null) child.kill('SIGKILL')
    await surroundings.stop()
  }
}

function isRoot(): boolean {
  return process.getuid?.() === 0
}
