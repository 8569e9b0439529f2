import { readFileSync } from 'node:fs'
import tls from 'node:tls'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { World } from '../../src/local/world.ts'
import { type Company, startCompany } from '../faults/company.ts'
import type { AssentProcess } from '../faults/process.ts'
import { COMPLIANCE } from './collections.ts'
import { Entra } from './entra.ts'
import { ada, bruno, CHAT, Driven, textOf } from './world.ts'

const POLICIES = ['iPad Boardroom', 'Windows 10 Legacy', 'macOS FileVault', 'Windows 11 Baseline']

/** Two processes of Assent on one PostgreSQL; each takes whatever job comes first. */
describe('Signing out on one of two machines', () => {
  let company: Company
  let replicas: AssentProcess[] = []
  let w: Driven
  beforeAll(async () => {
    company = await startCompany('PostgreSQL', 0)
    replicas = await Promise.all([company.startAssent(), company.startAssent()])
    await talkTo(0)
    await company.install()
    // The processes trust the world's certificate by their settings; this one looks at the same servers.
    const ca = readFileSync(company.settings.TRUSTED_CA_FILE ?? '', 'utf8')
    tls.setDefaultCACertificates([...tls.getCACertificates('default'), ca])
    w = new Driven(company as unknown as World)
  })
  afterAll(async () => {
    await Promise.all(replicas.map((one) => one.stop()))
    await company?.stop()
  })
  const talkTo = async (index: number) => {
    company.channel.connect(replicas[index]?.url ?? '')
  }

  it('prevents writing and reading with the tokens of either', async () => {
    // Both hold tokens and lists of hers by now.
    for (const index of [0, 1]) {
      await talkTo(index)
      for (const policy of POLICIES) {
        const shown = await w.ask(ada, CHAT.ada, `show compliance policy "${policy}"`)
        await w.shows(shown, 'As it is in Intune now')
      }
    }
    const cards = []
    for (const policy of POLICIES) {
      await w.say(ada, CHAT.group, `assign compliance policy "${policy}" to group Marketing`)
      cards.push(await w.posted(CHAT.group, new RegExp(`Waiting for approval[\\s\\S]*${policy}`)))
    }
    await new Entra(w).conditions({ ssoRefused: [ada.oid] })
    await talkTo(0)
    await w.ask(ada, CHAT.ada, 'sign out')
    const calls = (await w.calls()).length
    await talkTo(1)
    for (const card of cards) await w.press(bruno, card, 'Approve')
    for (const card of cards) await w.shows(card, 'Waiting for Ada Lindqvist to sign in')
    for (const policy of POLICIES) await w.say(ada, CHAT.channel, `show compliance policy "${policy}"`)
    await w.until(async () => {
      const all = (await w.messages()).filter((one) => one.conversationId === CHAT.channel)
      return all.filter((one) => textOf(one).includes('Waiting for Ada Lindqvist to sign in')).length >= 4
    })
    expect((await w.calls()).slice(calls).filter(({ oid }) => oid === ada.oid)).toEqual([])
    for (const policy of POLICIES) expect(await w.set(COMPLIANCE, policy)).not.toContain('+ Marketing')
  })
})
