import { execFile } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { PNG } from 'pngjs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const SETTINGS = {
  MicrosoftAppId: 'b07a55e7-0c5d-4f0e-8f0a-1f6a2f9d3c21',
  SIGN_IN_APP_ID: '51611a99-64c8-4d57-9c4c-0a7c9d1f2e31',
  BOT_DOMAIN: 'assent.contoso.com',
  PUBLISHER_NAME: 'Contoso',
  PUBLISHER_URL: 'https://contoso.com/assent',
}

describe('npm run package', () => {
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assent-package-'))
    for (const part of ['manifest', 'src', 'package.json'])
      await cp(part, join(folder, part), { recursive: true })
    await symlink(resolve('node_modules'), join(folder, 'node_modules'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  function build(settings: Record<string, string>): Promise<{ code: number; out: string }> {
    const env = { PATH: process.env.PATH, ...settings }
    return new Promise((done) => {
      execFile(process.execPath, ['src/cli/package.ts'], { cwd: folder, env }, (error, stdout, stderr) => {
        done({ code: error ? 1 : 0, out: stdout + stderr })
      })
    })
  }
  async function change(file: string, from: string, to: string): Promise<void> {
    const path = join(folder, 'manifest', file)
    const text = await readFile(path, 'utf8')
    expect(text).toContain(from)
    await writeFile(path, text.replace(from, to))
  }

  it('builds a package that Teams accepts, and says what was checked', async () => {
    const { code, out } = await build(SETTINGS)
    expect(code).toBe(0)
    expect(out.split('\n').filter((line) => line.includes(': good'))).toHaveLength(4)
    const zip = unzipSync(await readFile(join(folder, 'build', 'assent.zip')))
    expect(Object.keys(zip).sort()).toEqual(['color.png', 'de.json', 'manifest.json', 'outline.png'])
    const manifest = JSON.parse(strFromU8(zip['manifest.json'] ?? new Uint8Array()))
    expect(manifest.bots[0].botId).toBe(SETTINGS.MicrosoftAppId)
    expect(manifest.bots[0].scopes).toEqual(['personal', 'team', 'groupChat'])
    expect(manifest.webApplicationInfo).toEqual({
      id: SETTINGS.SIGN_IN_APP_ID,
      resource: `api://${SETTINGS.SIGN_IN_APP_ID}`,
    })
    expect(manifest.validDomains).toEqual(['assent.contoso.com', 'token.botframework.com'])
    expect(manifest.authorization).toBeUndefined()
  })

  it('names every missing or invalid setting, and builds nothing', async () => {
    const { code, out } = await build({
      ...SETTINGS,
      MicrosoftAppId: '1',
      PUBLISHER_URL: 'http://x',
      BOT_DOMAIN: '',
    })
    expect(code).toBe(1)
    for (const name of [
      'MicrosoftAppId is not a GUID',
      'PUBLISHER_URL is not an https',
      'BOT_DOMAIN is not set',
    ])
      expect(out).toContain(name)
    await expect(readFile(join(folder, 'build', 'assent.zip'))).rejects.toThrow()
  })

  it('lists everything that is wrong with the files', async () => {
    await change('manifest.json', '"short": "Assent"', `"short": "${'x'.repeat(31)}"`)
    await change('manifest.json', '"color": "color.png"', '"color": "color.png", "colour": "x.png"')
    await change('manifest.json', 'PUBLISHER_NAME', 'PUBLISHER_NAMED')
    await change(
      'de.json',
      'bots[0].commandLists[1].commands[2].description',
      'bots[0].commandLists[1].commands[9].title',
    )
    const icon = PNG.sync.read(await readFile(join(folder, 'manifest', 'outline.png')))
    icon.data.set([255, 0, 0, 255], 0)
    await writeFile(join(folder, 'manifest', 'outline.png'), PNG.sync.write(icon))
    await writeFile(join(folder, 'manifest', 'color.png'), PNG.sync.write(icon))
    const { code, out } = await build(SETTINGS)
    expect(code).toBe(1)
    expect(out).toContain('manifest.json: /name/short must NOT have more than 30 characters')
    expect(out).toContain('(colour)')
    expect(out).toMatch(/PUBLISHER_NAMED\}\} stands for nothing/)
    expect(out).toContain('de.json: bots[0].commandLists[1].commands[2].description is missing')
    expect(out).toContain('de.json: bots[0].commandLists[1].commands[9].title is not in the manifest')
    expect(out).toContain('outline.png: has colours other than white')
    expect(out).toContain('color.png: is 32 × 32, not 192 × 192')
    expect(out).toContain('color.png: is transparent in places')
  })

  it('refuses a bot that people sign in to', async () => {
    const { code, out } = await build({ ...SETTINGS, SIGN_IN_APP_ID: SETTINGS.MicrosoftAppId })
    expect(code).toBe(1)
    expect(out).toContain('the sign-in app is the bot itself')
  })
})
