import { mkdtempSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { idOf } from '../../src/local/tenant/seed.ts'
import { startWorld, type World } from '../../src/local/world.ts'
import { logger } from '../../src/observability/logger.ts'
import { readyDataDir } from '../template.ts'
import { ada, bruno, CHAT, Driven, textOf } from './world.ts'

const file = join(mkdtempSync(join(tmpdir(), 'assent-rules-')), 'rules.json')
const when = { targets: [{ group: idOf('group', 'Legal 7') }] }
const approvers = [{ person: bruno.oid, name: bruno.name }]
writeFileSync(file, JSON.stringify({ rules: [{ name: 'Bruno looks after Legal', when, approvers }] }))

describe('A named approver without a chat with the bot', () => {
  let world: World
  let folder = ''
  let log = ''
  const sentence = (policy: string) => `assign compliance policy ${policy} to group Legal`

  beforeAll(async () => {
    folder = await readyDataDir()
    const to = new Writable({
      write(part, _encoding, done) {
        log += part
        done()
      },
    })
    const environment = { DATA_DIR: folder, LOCAL_PORTS: 'any', APPROVAL_RULES: file }
    world = await startWorld(environment, logger({ logLevel: 'warn' }, to))
  })
  afterAll(async () => {
    await world.stop()
    await rm(folder, { recursive: true, force: true })
  })

  it('is reported on the card and in the log if Teams does not allow writing to them', async () => {
    const w = new Driven(world)
    const chat = { person: bruno.oid, conversation: CHAT.bruno }
    await w.channel('POST', '/control/install', { ...chat, action: 'remove' })
    const card = await w.ask(ada, CHAT.ada, sentence('Developer Machines'))
    expect(textOf(await w.shows(card, 'Waiting for approval'))).toContain('I could not ask Bruno Okafor')
    expect(log).toMatch(new RegExp(`"oid":"${bruno.oid}","msg":"an approver cannot be reached`))
  })

  it.each(['objectId', 'aadObjectId'])(
    'is asked in a new chat, by whichever id the roster gives: %s',
    async (idAs) => {
      const w = new Driven(world)
      const chat = { person: bruno.oid, conversation: CHAT.bruno }
      await w.channel('POST', '/control/install', { ...chat, action: 'remove' })
      // Teams has the app for them again, and Assent has not heard of it.
      world.channel.board.setBot(CHAT.bruno, true)
      await w.channel('PUT', '/control/roster', { idAs })
      // As people's clients write names, and no database takes them.
      world.channel.board.roles.set(bruno.oid, { userRole: 'user', name: 'Bruno\0 \ud800Okafor' })
      const policy = idAs === 'objectId' ? 'iPad Boardroom' : 'Pilot Compliance'
      const own = await w.ask(ada, CHAT.ada, sentence(policy))
      const copy = await w.posted(CHAT.bruno, policy)
      expect(textOf(own)).not.toContain('I could not ask')
      await w.press(bruno, copy, 'Approve')
      await w.shows(own, 'Done and verified')
    },
  )
})
