import { afterEach, describe, expect, it } from 'vitest'
import { COMPLIANCE } from './collections.ts'
import { ada, bruno, buttonsOf, CHAT, chiara, type Driven, type Seen, textOf, useWorld } from './world.ts'

const WELCOME = 'Safer Intune assignments'
const PLAN = 'Waiting for approval'

function sentence(group: string): string {
  return `assign compliance policy iPad Boardroom to group ${group}`
}

/** The newest message of a person that holds this text. */
async function ownMessage(w: Driven, text: string): Promise<Seen> {
  const found = (await w.messages()).filter((one) => !one.from.isBot && one.text?.includes(text)).at(-1)
  if (!found) throw new Error(`nobody said ${text}`)
  return found
}

describe('In Teams', () => {
  const world = useWorld()
  afterEach(async () => {
    await world().channel('PUT', '/control/faults', {})
    for (const { oid } of [ada, bruno, chiara]) await world().channel('PUT', '/control/role', { person: oid })
  })

  const count = async (conversation: string, text: string) =>
    (await world().messages()).filter(
      (one) => one.from.isBot && one.conversationId === conversation && textOf(one).includes(text),
    ).length
  const edit = (person: { oid: string }, message: Seen, text: string | null) =>
    world().channel('POST', '/control/edit', {
      person: person.oid,
      conversation: message.conversationId,
      messageId: message.id,
      text,
    })

  it('the bot says hello once wherever it is added: to people, group chats and teams', async () => {
    for (const conversation of [CHAT.ada, CHAT.bruno, CHAT.group, CHAT.channel])
      await world().until(async () => (await count(conversation, WELCOME)) === 1)
  })

  it('an upgrade of the app is silent, and after a removal the bot posts nothing more', async () => {
    const w = world()
    const place = { person: ada.oid, conversation: CHAT.group }
    await w.ask(ada, CHAT.group, 'notify here')
    const activity = {
      type: 'installationUpdate',
      action: 'add-upgrade',
      id: 'upgrade',
      channelId: 'msteams',
      from: { id: ada.teamsId, name: ada.name, aadObjectId: ada.oid },
      conversation: {
        id: CHAT.group,
        conversationType: 'groupChat',
        isGroup: true,
        tenantId: w.world.settings.MicrosoftAppTenantId,
      },
      channelData: { tenant: { id: w.world.settings.MicrosoftAppTenantId } },
    }
    expect((await w.channel('POST', '/control/deliver', { activity })).body.status).toBe(200)
    expect(await count(CHAT.group, WELCOME)).toBe(1)
    await w.channel('POST', '/control/install', { ...place, action: 'remove' })
    const before = (await w.messages()).length
    const card = await w.ask(bruno, CHAT.bruno, sentence('Legal'))
    await w.press(bruno, await w.shows(card, PLAN), 'Approve')
    await w.shows(card, 'Done and verified in Intune')
    const since = (await w.messages()).slice(before)
    expect(since.filter((one) => one.conversationId === CHAT.group)).toEqual([])
    await w.channel('POST', '/control/install', { ...place, action: 'add' })
  })

  it('a mention is not part of the sentence, and & stays as typed', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.channel, 'assign compliance policy Nothing & Nobody to group Legal')
    expect(textOf(await w.shows(card, 'Nothing & Nobody'))).not.toContain('&amp;')
    expect(textOf(await w.message(card.id))).not.toContain('<at>')
  })

  it('a request whose message comes to mean something else can no longer be approved', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, sentence('Finance'))
    const old = await w.shows(card, PLAN)
    const before = (await w.writes()).length
    const own = await ownMessage(w, 'group Finance')
    await edit(ada, own, sentence('Marketing'))
    const plan = await w.posted(CHAT.ada, /Waiting for approval[\s\S]*Marketing/)
    const ended = await w.shows(card, 'Its message was edited, so it no longer counts.')
    expect(textOf(ended)).toContain('Cancelled')
    expect(buttonsOf(ended).map(({ title }) => title)).not.toContain('Ask again')
    expect((await w.press(ada, old, 'Approve')).toast).toContain('cancelled')
    expect((await w.writes()).length).toBe(before)

    // The new card follows the message from then on.
    await edit(ada, own, 'never mind')
    await w.shows(plan, 'Its message was edited, so it no longer counts.')
  })

  it('an edit that leaves the meaning as it was changes nothing', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, sentence('Marketing'))
    await w.shows(card, PLAN)
    await edit(ada, await ownMessage(w, 'group Marketing'), `please ${sentence('Marketing')}`)
    const plan = await w.shows(card, PLAN)
    expect(textOf(plan)).not.toContain('edited')
    await w.press(ada, plan, 'Cancel')
    await w.shows(card, 'Cancelled. Nothing was changed.')
  })

  it('an edit after the approval changes nothing, and says so', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, sentence('Finance'))
    await w.press(ada, await w.shows(card, PLAN), 'Approve')
    await edit(ada, await ownMessage(w, 'group Finance'), sentence('Executives'))
    await w.posted(CHAT.ada, 'You edited the message of a request that was already approved')
    await w.shows(card, 'Done and verified in Intune')
    expect(await count(CHAT.ada, 'Executives')).toBe(0)
    expect(await w.set(COMPLIANCE, 'iPad Boardroom')).toContain('+ Finance')
  })

  it.each(['never mind', 'cancel', 'stop', ''])(
    'an edit to “%s” ends its own request and no other, in any state that nothing is written in',
    async (text) => {
      const w = world()
      // Another question waits, which is none of this message's business.
      const other = await w.ask(ada, CHAT.ada, 'assign compliance policy iPad Boardroom to group Pilot')
      await w.shows(other, 'Which group do you mean?')
      const states = [
        ['assign compliance policy Windows 11 Baseline to group Pilot', 'Which group do you mean?'],
        [sentence('Marketing'), PLAN],
        [`${sentence('Executives')} in 5 hours`, 'Begins on'],
      ] as const
      for (const [said, state] of states) {
        const card = await w.ask(ada, CHAT.ada, said)
        if (state === 'Begins on') await w.press(ada, await w.shows(card, PLAN), 'Approve')
        await w.shows(card, state)
        // Elsewhere a notice may be on its way.
        const here = async () =>
          (await w.messages()).filter(({ conversationId }) => conversationId === CHAT.ada).length
        const before = await here()
        await edit(ada, await ownMessage(w, said), text)
        const ended = await w.shows(card, 'Its message was edited, so it no longer counts.')
        expect(textOf(ended)).toContain('Cancelled. Nothing was changed.')
        expect(await here()).toBe(before)
      }
      expect(textOf(await w.message(other.id))).toContain('Which group do you mean?')
      await w.press(ada, other, 'None of these')
    },
  )

  it('what was scheduled is read again when its message is edited', async () => {
    const w = world()
    const said = `${sentence('Executives')} in 5 hours`
    const card = await w.ask(ada, CHAT.ada, said)
    await w.press(ada, await w.shows(card, PLAN), 'Approve')
    await w.shows(card, 'Begins on')
    await edit(ada, await ownMessage(w, said), `${sentence('Pilot Devices')} in 7 hours`)
    await w.shows(card, 'Its message was edited, so it no longer counts.')
    const plan = await w.posted(CHAT.ada, /Waiting for approval[\s\S]*in 7 hours/)
    await w.press(ada, plan, 'Cancel')
  })

  it('an edit to “never mind” after the approval says what still takes it back', async () => {
    const w = world()
    const said = sentence('Old Kiosks')
    const card = await w.ask(ada, CHAT.ada, said)
    await w.press(ada, await w.shows(card, PLAN), 'Approve')
    await w.shows(card, 'Done and verified in Intune')
    await edit(ada, await ownMessage(w, said), 'never mind')
    await w.posted(
      CHAT.ada,
      'That came too late to take the request back. It is written already. Undo on its card takes',
    )
    expect(await count(CHAT.ada, 'Ask for this as well')).toBe(0)
  })

  it('one that was cancelled is read again when its message is edited', async () => {
    const w = world()
    const said = sentence('Marketing')
    const card = await w.ask(ada, CHAT.ada, said)
    await w.press(ada, await w.shows(card, PLAN), 'Cancel')
    await w.shows(card, 'Cancelled. Nothing was changed.')
    await edit(ada, await ownMessage(w, said), sentence('Store Kiosks'))
    const plan = await w.posted(CHAT.ada, /iPad Boardroom to Store Kiosks/)
    await w.press(ada, plan, 'Cancel')
  })

  it('one that failed because of a typo is read when it is corrected', async () => {
    const w = world()
    await w.ask(ada, CHAT.ada, 'asign this and that, quickly')
    await edit(ada, await ownMessage(w, 'asign this'), sentence('Help Desk'))
    await w.posted(CHAT.ada, /Waiting for approval[\s\S]*Help Desk/)
  })

  it('one whose card asks a question is read again when it is edited, once', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, 'assign compliance policy iPad Boardroom to group Pilot')
    await w.shows(card, 'Which group do you mean?')
    const own = await ownMessage(w, 'group Pilot')
    await edit(ada, own, sentence('Sales Team'))
    const plan = await w.posted(CHAT.ada, /Waiting for approval[\s\S]*Sales Team/)
    await w.shows(card, 'Cancelled. Nothing was changed.')
    // Teams tells of the same edit again.
    await edit(ada, own, sentence('Sales Team'))
    expect(await count(CHAT.ada, 'Sales Team')).toBe(1)
    await w.press(ada, plan, 'Cancel')
  })

  it('one that only got an answer is read again when it is edited', async () => {
    const w = world()
    await w.ask(ada, CHAT.ada, 'assign compliance policy iPad Bedroom to group Nowhere')
    await edit(ada, await ownMessage(w, 'group Nowhere'), sentence('Warehouse Staff'))
    const plan = await w.posted(CHAT.ada, /Waiting for approval[\s\S]*Warehouse Staff/)
    await w.press(ada, plan, 'Cancel')
  })

  it('one deleted before the decision is cancelled; after approval it is too late', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, sentence('Engineering'))
    const plan = await w.shows(card, PLAN)
    await edit(ada, await ownMessage(w, 'group Engineering'), null)
    await w.shows(card, 'Its message was deleted, so it no longer counts.')
    expect((await w.press(ada, plan, 'Approve')).toast).toContain('cancelled')

    const second = await w.ask(ada, CHAT.ada, sentence('Sales Laptops'))
    await w.press(ada, await w.shows(second, PLAN), 'Approve')
    await edit(ada, await ownMessage(w, 'group Sales Laptops'), null)
    await w.shows(second, 'Done and verified in Intune')
    expect(await w.set(COMPLIANCE, 'iPad Boardroom')).toContain('+ Sales Laptops')
  })

  it('the same press delivered again, with its id or a new one, does nothing twice', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, sentence('Test Lab'))
    const [approve] = buttonsOf(await w.shows(card, PLAN)).filter(({ verb }) => verb === 'approve')
    const before = (await w.writes()).length
    const press = (id?: string) =>
      w.channel('POST', '/control/execute', {
        person: ada.oid,
        conversation: CHAT.ada,
        messageId: card.id,
        verb: approve?.verb,
        data: approve?.data,
        id,
      })
    await Promise.all([press('f:1'), press('f:1'), press('f:2'), press()])
    await w.shows(card, 'Done and verified in Intune')
    await press('f:1')
    expect((await w.writes()).length).toBe(before + 1)
  })

  it.each([
    ['a guest', { userRole: 'guest' }],
    ['somebody without an account', { userRole: 'anonymous' }],
    [
      'somebody of another organisation in a shared channel',
      { tenantId: 'eeeeeeee-0000-4000-8000-000000000001' },
    ],
  ])('%s decides nothing and is told nothing', async (_who, role) => {
    const w = world()
    const card = await w.ask(ada, CHAT.group, sentence('All Staff Laptops'))
    const before = (await w.messages()).length
    await w.channel('PUT', '/control/role', { person: chiara.oid, ...role })
    // What Teams said of her before is taken for ten minutes.
    await w.world.restartAssent()
    for (const verb of ['approve', 'cancel', 'choose'])
      await w.send(chiara, card, verb, buttonsOf(card)[0]?.data ?? {})
    await w.say(chiara, CHAT.group, 'help')
    await w.say(chiara, CHAT.group, sentence('Legal'))
    await new Promise((resolve) => setTimeout(resolve, 1000))
    // A notice of an earlier request may come to its channel meanwhile.
    const said = (await w.messages()).slice(before).filter((one) => one.from.isBot)
    expect(said.filter(({ conversationId }) => conversationId !== CHAT.channel)).toEqual([])
  })

  it('the bot never sends more than Teams allows, and loses nothing', async () => {
    const w = world()
    // What is left to say elsewhere after a restart may meet Teams' own limit, which is waited out.
    const throttled = async () =>
      (await w.channel('GET', `/control/throttled?conversation=${encodeURIComponent(CHAT.bruno)}`)).body
    const before = await throttled()
    const had = (await w.messages()).length
    await Promise.all(Array.from({ length: 20 }, () => w.say(bruno, CHAT.bruno, 'help').catch(() => {})))
    await w.until(async () => {
      const answers = (await w.messages()).slice(had).filter((one) => one.from.isBot)
      return answers.length >= 20
    })
    expect(await throttled()).toBe(before)
  })

  it('a message that Teams accepted but answered with an error is not posted twice', async () => {
    const w = world()
    const rule = {
      method: 'POST',
      path: `${CHAT.chiara}/activities`,
      status: 502,
      afterEffect: true,
      times: 1,
    }
    await w.channel('PUT', '/control/faults', { rules: [rule] })
    const before = await count(CHAT.chiara, WELCOME)
    await w.say(chiara, CHAT.chiara, 'help')
    await new Promise((resolve) => setTimeout(resolve, 1500))
    expect(await count(CHAT.chiara, WELCOME)).toBe(before + 1)
  })

  it('nobody’s personal view of a card appears in another’s chat: no card requests such a refresh', async () => {
    const cards = (await world().messages()).flatMap(({ attachments }) => attachments)
    const withViews = cards.filter(({ content }) => content && 'refresh' in content)
    for (const { content } of withViews) {
      const { userIds } = content.refresh as { userIds?: string[] }
      expect(userIds?.length ?? 0).toBeLessThanOrEqual(60)
    }
    expect(cards.length).toBeGreaterThan(10)
  })
})
