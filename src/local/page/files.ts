import { readFile } from 'node:fs/promises'
import { createRequire, stripTypeScriptTypes } from 'node:module'

export interface PageFile {
  contentType: string
  body: string
}

const require = createRequire(import.meta.url)

/** The one page. */
export async function pageItself(): Promise<PageFile> {
  return { contentType: 'text/html; charset=utf-8', body: await readAsset('./page.html') }
}

/**
 * What the page loads: browser code (TypeScript, its types stripped on the way), styles, the card renderer.
 * Null for every other name; names hold no slashes and no dots but one, so nothing else can be reached.
 */
export async function pageFile(name: string): Promise<PageFile | null> {
  if (name === 'adaptivecards.js') {
    return { contentType: SCRIPT, body: await readFile(cardRenderer(), 'utf8') }
  }
  const [, stem, ending] = /^([a-zA-Z]+)\.(ts|css|svg)$/.exec(name) ?? []
  if (!stem || !ending) return null
  try {
    if (ending === 'css')
      return { contentType: 'text/css; charset=utf-8', body: await readAsset(`./styles/${name}`) }
    if (ending === 'svg') return { contentType: 'image/svg+xml', body: await readAsset(`./styles/${name}`) }
    return { contentType: SCRIPT, body: stripTypeScriptTypes(await readAsset(`./browser/${name}`)) }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

const SCRIPT = 'text/javascript; charset=utf-8'

function readAsset(path: string): Promise<string> {
  return readFile(new URL(path, import.meta.url), 'utf8')
}

function cardRenderer(): string {
  return require.resolve('adaptivecards/dist/adaptivecards.min.js')
}
