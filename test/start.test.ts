import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'

/** A process that says, when it is about to connect to its database, whether Microsoft's libraries are loaded. */
const SCRIPT = `
  import { createRequire } from 'node:module'
  import { startAssent } from ${JSON.stringify(new URL('../src/assent.ts', import.meta.url).href)}
  import { readSettings } from ${JSON.stringify(new URL('../src/config/readSettings.ts', import.meta.url).href)}
  const { cache } = createRequire(process.cwd() + '/package.json')
  const loaded = () => Object.keys(cache).some((path) => path.includes('/botbuilder/'))
  await startAssent(readSettings(process.env), undefined, async () => {
    console.log(loaded())
    process.exit()
  })`

it('connects to the database when all is loaded: loading keeps a slow machine from hearing it for too long', () => {
  const id = (digit: number) => `3b0f6c1e-7d54-4d0e-9a6b-5f2f3f1f9c1${digit}`
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', SCRIPT], {
    encoding: 'utf8',
    env: {
      PATH: process.env.PATH,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      MicrosoftAppId: id(1),
      MicrosoftAppPassword: 'secret of the bot',
      MicrosoftAppTenantId: id(2),
      SIGN_IN_APP_ID: id(3),
      SIGN_IN_APP_PASSWORD: 'secret of the sign-in app',
      DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/nothing',
    },
  })
  expect(stdout.trim(), stderr).toBe('true')
})
