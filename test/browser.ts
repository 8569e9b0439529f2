import sparticuz from '@sparticuz/chromium'
import {
  type Browser,
  type BrowserContextOptions,
  chromium,
  type LaunchOptions,
  type Page,
} from 'playwright-core'

const NO_CALLS_HOME = '--disable-background-networking'
/** What people have installed where the npm package has no Chromium for the machine. */
const INSTALLED = ['chrome', 'msedge', 'chromium']

/**
 * A real browser: on Linux x64 out of an npm package, with nothing to install and nothing that it fetches; elsewhere
 * an installed Chrome, Edge or Chromium.
 * @throws with what to install when there is none.
 */
export async function launchBrowser(): Promise<Browser> {
  if (process.platform === 'linux' && process.arch === 'x64') {
    // Nothing here needs WebGL, and without it Chromium's work is two thirds.
    sparticuz.setGraphicsMode = false
    const executablePath = await sparticuz.executablePath()
    return launch({ executablePath, args: [...sparticuz.args, NO_CALLS_HOME] })
  }
  for (const channel of INSTALLED) {
    const browser = await launch({ channel, args: [NO_CALLS_HOME] }).catch(ifMissing)
    if (browser) return browser
  }
  throw new Error('No browser to test with: install Google Chrome, Microsoft Edge or Chromium.')
}

/** However busy the machine: a page that does not answer is found by the test's own limit. */
const PATIENCE_MS = 300_000

/**
 * A page that is waited for as long as a test may take, for somebody who wants nothing to move: what moves without end
 * is drawn sixty times a second.
 */
export async function openPage(browser: Browser, options: BrowserContextOptions): Promise<Page> {
  const page = await browser.newPage({ reducedMotion: 'reduce', ...options })
  page.setDefaultTimeout(PATIENCE_MS)
  return page
}

function launch(options: LaunchOptions): Promise<Browser> {
  return chromium.launch({ headless: true, timeout: PATIENCE_MS, ...options })
}

/** playwright-core has no error type for it: "Chromium distribution 'chrome' is not found at …". */
function ifMissing(error: Error): null {
  if (/is not found|isn't installed|Executable doesn't exist/.test(error.message)) return null
  throw error
}
