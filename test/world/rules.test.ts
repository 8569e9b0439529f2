import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { idOf } from '../../src/local/tenant/seed.ts'
import { COMPLIANCE } from './collections.ts'
import { approved, titlesOf } from './steps.ts'
import { ada, bruno, buttonsOf, CHAT, chiara, type Seen, textOf, useWorld } from './world.ts'

const PILOT_USERS = idOf('group', 'Pilot Users 23')
const file = join(mkdtempSync(join(tmpdir(), 'assent-rules-')), 'rules.json')
const rules = [
  {
    name: 'Change board',
    when: { targets: ['allUsers'] },
    approvers: [{ group: PILOT_USERS, name: 'Pilot Users' }],
    reasonRequired: true,
  },
  {
    name: 'Quick ones',
    when: { targets: [{ group: idOf('group', 'Executives 20') }] },
    approvers: [{ person: bruno.oid, name: bruno.name }],
    expiresAfterHours: 0.004,
  },
  { name: 'Two of the crew', when: { places: ['groupChat'] }, approvers: ['conversation'], approvals: 2 },
  {
    name: 'Bruno looks after Legal',
    when: { targets: [{ group: idOf('group', 'Legal 7') }] },
    approvers: [{ person: bruno.oid, name: bruno.name }],
    notify: [CHAT.group],
  },
  {
    name: 'Bruno or his stand-in looks after Store Managers',
    when: { targets: [{ group: idOf('group', 'Store Managers 17') }] },
    approvers: [{ person: bruno.oid, name: bruno.name }],
    standIns: true,
    emergency: true,
  },
  {
    name: 'Bruno looks after Help Desk',
    when: { targets: [{ group: idOf('group', 'Help Desk 35') }] },
    approvers: [{ person: bruno.oid, name: bruno.name }],
    emergency: true,
  },
  {
    name: 'Finance wants a ticket',
    when: { targets: [{ group: idOf('group', 'Finance 4') }] },
    approvers: [{ person: bruno.oid, name: bruno.name }],
    ticketPattern: 'INC\\d{7}',
  },
]
writeFileSync(file, JSON.stringify({ rules }))

const world = useWorld({ APPROVAL_RULES: file, APPROVALS_CONVERSATION: CHAT.approvals })

describe('Custom rules', () => {
  it('members of a group approve, nested ones too, with a reason; others are told on the card', async () => {
    const w = world()
    const own = await w.ask(ada, CHAT.ada, 'assign compliance policy Developer Machines to all users')
    expect(textOf(own)).toContain('Can be approved by: members of Pilot Users, by the rule “Change board”')
    const copy = await w.posted(CHAT.approvals, 'Developer Machines')
    for (const comment of ['', '  ', '\u200b\u2060']) {
      expect((await w.press(chiara, copy, 'Approve', { comment })).toast).toBe(
        'Please write a reason on the card first.',
      )
    }

    // Graph is slow: the press is answered all the same, and counts once Graph has said so.
    await w.faults({ latency: 1500 })
    expect((await w.press(chiara, copy, 'Approve', { comment: 'yes' })).toast).toMatch(/^I am checking/)
    await w.shows(own, 'Not counted: Chiara Venn is not among the members of Pilot Users')
    await w.faults()
    expect((await w.press(bruno, copy, 'Approve', { comment: 'agreed on Monday' })).toast).toMatch(
      /^I am checking/,
    )
    const done = textOf(await w.shows(own, 'Done and verified'))
    expect(done).toContain('Approved by: Bruno Okafor: agreed on Monday')
    expect(await w.set(COMPLIANCE, 'Developer Machines')).toEqual(['+ allLicensedUsers'])
    const looked = (await w.calls()).filter(({ path }) => path.endsWith('/transitiveMembers'))
    expect(looked.length).toBeGreaterThan(0)
    expect(looked.every(({ oid }) => oid === ada.oid)).toBe(true)
  })

  it('two people are needed, each once, and all see how many there are', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.group, 'assign compliance policy Developer Machines to group Finance')
    expect(textOf(card)).toContain('Waiting for approval: 0 of 2')
    expect((await w.press(ada, card, 'Approve')).toast).toMatch(/^You asked for this yourself/)
    expect(await w.press(bruno, card, 'Approve')).toMatchObject({ toast: null })
    await w.shows(card, 'Waiting for approval: 1 of 2')
    expect(textOf(await w.message(card.id))).toContain('Approved by: Bruno Okafor')
    expect((await w.press(bruno, card, 'Approve')).toast).toBe(
      'You have approved this already. One more person is needed.',
    )
    expect(titlesOf(await w.seenBy(bruno, card))).toEqual([])
    await w.press(chiara, card, 'Approve')
    await w.shows(card, 'Done and verified')
    expect((await w.writes()).every(({ oid }) => oid === ada.oid)).toBe(true)
  })

  it('a named person gets the card in their own chat, and the rule’s channel is notified', async () => {
    const w = world()
    const own = await w.ask(ada, CHAT.ada, 'assign compliance policy Developer Machines to group Legal')
    expect(textOf(own)).toContain('Can be approved by: Bruno Okafor, by the rule “Bruno looks after Legal”')
    const copy = await w.posted(CHAT.bruno, 'Bruno looks after Legal')
    expect(titlesOf(copy)).toEqual(['Approve assignment', 'Reject'])
    await w.press(bruno, copy, 'Approve')
    await w.shows(own, 'Done and verified')
    await w.shows(copy, 'Done and verified')
    await w.posted(CHAT.group, /Done and verified in Intune[\s\S]*Legal/)
  })
})

describe('An emergency', () => {
  it('lets the requester approve alone, tells everybody who was skipped, and is reviewed afterwards', async () => {
    const w = world()
    const own = await w.ask(ada, CHAT.ada, 'assign compliance policy Developer Machines to group Help Desk')
    expect(titlesOf(own)).toEqual(['Declare an emergency', 'Cancel'])
    const copy = await w.posted(CHAT.bruno, 'Bruno looks after Help Desk')
    // A declaration says why, and only the requester can make it.
    expect((await w.press(ada, own, 'Declare an emergency')).toast).toMatch(/^Write on the card why/)
    const { data } = buttonsOf(own)[0] ?? {}
    const foreign = await w.send(bruno, copy, 'emergency', { ...(data as object), comment: 'me too' })
    expect(foreign.toast).toBe('Only Ada Lindqvist can declare an emergency for this request.')

    const said = await w.ask(ada, CHAT.ada, 'emergency: the tills are locked out')
    expect(textOf(said)).toContain('You can approve this alone now, on its card.')
    await w.posted(
      CHAT.bruno,
      'EMERGENCY: Ada Lindqvist can approve this without you now: “Assign Developer Machines to Help Desk”. Reason: “the tills are locked out”. Skipped: Bruno Okafor.',
    )
    const alone = await w.shows(own, 'Emergency: the tills are locked out')
    expect(titlesOf(alone)).toEqual(['Approve assignment', 'Cancel'])
    expect(await w.set(COMPLIANCE, 'Developer Machines')).not.toContain('+ Help Desk')
    await w.press(ada, alone, 'Approve')
    const done = await w.shows(own, 'Done and verified')
    expect(await w.set(COMPLIANCE, 'Developer Machines')).toContain('+ Help Desk')

    await w.posted(CHAT.bruno, 'EMERGENCY, please review: Ada Lindqvist approved')
    expect(titlesOf(done)).toEqual(['Undo'])
    const after = await w.shows(copy, 'Done and verified')
    expect(titlesOf(after)).toEqual(['Mark as reviewed', 'Undo'])
    const own2 = await w.send(ada, own, 'review', { ...(buttonsOf(after)[0]?.data as object) })
    expect(own2.toast).toContain('Those who were skipped review it')
    await w.press(bruno, after, 'Mark as reviewed')
    expect(titlesOf(await w.shows(copy, 'Reviewed by: Bruno Okafor'))).toEqual(['Undo'])
    expect(textOf(await w.ask(ada, CHAT.ada, 'history by Ada last 7 days'))).toMatch(
      /Emergency: the tills are locked out\. Skipped: .*Reviewed by Bruno Okafor/,
    )
    // It was asked for in Ada's chat, and shown in the channel.
    const none = await w.ask(bruno, CHAT.approvals, 'history')
    expect(textOf(none)).toContain('Nothing has been asked for yet.')
    expect(textOf(none)).toContain('“history last 7 days”')
    expect(textOf(await w.ask(bruno, CHAT.approvals, 'history last 7 days'))).toContain('Developer Machines')
  })

  it('is not possible unless the rule allows it', async () => {
    const w = world()
    const own = await w.ask(ada, CHAT.ada, 'assign compliance policy iPad Boardroom to group Legal')
    expect(titlesOf(own)).toEqual(['Cancel'])
    const said = await w.ask(ada, CHAT.ada, 'emergency: I am in a hurry')
    expect(textOf(said)).toBe(
      'The rule for this request doesn’t allow emergencies. Somebody else has to approve it.',
    )
    expect(titlesOf(await w.message(own.id))).toEqual(['Cancel'])
    await w.press(ada, own, 'Cancel')
    expect(textOf(await w.ask(ada, CHAT.ada, 'emergency: I am in a hurry'))).toMatch(
      /^No request of yours waits here/,
    )
  })
})

describe('A rule that requires a ticket', () => {
  it('asks the requester for it before anybody can approve, and keeps it', async () => {
    const w = world()
    const own = await w.ask(ada, CHAT.ada, 'assign compliance policy iPad Boardroom to group Finance')
    expect(titlesOf(own)).toEqual(['Add the reason', 'Cancel'])
    const copy = await w.posted(CHAT.bruno, 'Finance wants a ticket')
    expect(titlesOf(copy)).toEqual([])
    expect(textOf(copy)).toContain('Ada Lindqvist has to say first why this is needed')
    const { data } = buttonsOf(own)[0] ?? {}
    const early = await w.send(bruno, copy, 'approve', data)
    expect(early.toast).toBe('Ada Lindqvist has to say first why this is needed; their card asks for it.')
    expect((await w.press(ada, own, 'Add the reason', { comment: 'because' })).toast).toMatch(
      /include the ticket, like INC1234567/,
    )
    await w.press(ada, own, 'Add the reason', { comment: 'INC0012345, new scanners' })
    const asked = await w.shows(copy, 'Reason: INC0012345, new scanners')
    expect(titlesOf(asked)).toEqual(['Approve assignment', 'Reject'])
    await w.press(bruno, asked, 'Approve')
    await w.shows(own, 'Done and verified')

    // In the sentence it is as good.
    const said = 'assign compliance policy Kiosk Windows to group Finance because of INC0012399'
    const at = await w.ask(ada, CHAT.ada, said)
    expect(titlesOf(at)).toEqual(['Cancel'])
    await w.press(ada, at, 'Cancel')
  })
})

describe('A rule’s time', () => {
  it('is a deadline: people are reminded before it, and afterwards nothing can be approved', async () => {
    const w = world()
    const own = await w.ask(ada, CHAT.ada, 'assign compliance policy Developer Machines to group Executives')
    const copy = await w.posted(CHAT.bruno, 'Quick ones')
    await w.posted(
      CHAT.bruno,
      'Reminder: “Assign Developer Machines to Executives” is waiting for approval. It expires in 1 minute.',
    )
    await w.shows(own, 'Expired. Nothing was changed.')
    expect((await w.press(bruno, copy, 'Approve')).toast).toMatch(/^This request has expired/)
  })
})

describe('Notices', () => {
  it('are turned on and off by an owner of the team only', async () => {
    const w = world()
    expect(textOf(await w.ask(bruno, CHAT.channel, 'notify here'))).toContain('Only an owner of this team')
    expect(textOf(await w.ask(ada, CHAT.channel, 'notify here'))).toContain(
      'From now on I’ll post results here',
    )
  })

  it('are one thread per request, with later events as replies', async () => {
    const w = world()
    await approved(w, ada, 'assign compliance policy Pilot Compliance to group Engineering')
    const root = await w.until(async () =>
      (await w.messages()).find(
        (one) =>
          one.conversationId === CHAT.channel &&
          one.replyTo === null &&
          textOf(one).includes('Pilot Compliance'),
      ),
    )
    await w.shows(root, 'Done and verified in Intune')
    const way = await w.ask(ada, CHAT.ada, 'undo')
    // The way back is a removal, and so for a second person to approve.
    const copy = await w.posted(CHAT.approvals, 'Undo: remove Engineering from Pilot Compliance')
    await w.press(bruno, copy, 'Approve')
    await w.shows(way, 'Done and verified')
    await w.until(async () =>
      (await w.messages()).find((one) => one.replyTo === root.id && one.text === 'Undone.'),
    )
    await w.shows(root, 'Done, and undone since.')
  })

  it('mention the requester when something failed', async () => {
    const w = world()
    const own = await w.ask(ada, CHAT.ada, 'assign compliance policy iPad Boardroom to group Marketing')
    await w.faults({ rules: [{ method: 'POST', path: '/assign', status: 400, message: 'Invalid GroupId' }] })
    await w.press(ada, own, 'Approve')
    await w.shows(own, 'Failed')
    await w.faults()
    const reply = await w.posted(
      CHAT.channel,
      /“Assign iPad Boardroom to Marketing” failed: “.*Invalid GroupId/,
    )
    expect(reply.text).toMatch(/^<at>Ada Lindqvist<\/at> /)
    expect(reply.replyTo).not.toBeNull()
  })

  it('stop when an owner says so', async () => {
    const w = world()
    expect(textOf(await w.ask(ada, CHAT.channel, 'stop notifying here'))).toContain(
      'no longer post results here',
    )
  })
})

describe('A stand-in', () => {
  /** Bruno writes, and hears this; his chat may get cards meanwhile. */
  const away = async (text: string, answer: RegExp) => {
    const w = world()
    const had = new Set((await w.messages()).map(({ id }) => id))
    await w.say(bruno, CHAT.bruno, text)
    const isAnswer = (one: Seen) =>
      one.conversationId === CHAT.bruno && !had.has(one.id) && answer.test(textOf(one).trim())
    await w.until(async () => (await w.messages()).find(isAnswer))
  }

  it('decides in the place of an approver who is away, where the rule lets them, until they are back', async () => {
    const w = world()
    await w.ask(chiara, CHAT.chiara, 'help')
    await away(
      'I am away until tomorrow at 18:00, Chiara stands in',
      /^Chiara Venn can decide in your place until .*, wherever a rule that allows stand-ins names you/,
    )
    const own = await w.ask(ada, CHAT.ada, 'assign compliance policy Kiosk Windows to group Store Managers')
    expect(textOf(own)).toContain('Can be approved by: Bruno Okafor, or Chiara Venn (for Bruno Okafor)')
    const copy = await w.posted(CHAT.chiara, 'Kiosk Windows')
    expect(titlesOf(copy)).toEqual(['Approve assignment', 'Reject'])
    expect(await w.press(chiara, copy, 'Approve')).toEqual({ toast: null })
    const done = await w.shows(own, 'Done and verified')
    expect(textOf(done)).toContain('Approved by: Chiara Venn (for Bruno Okafor)')
    // Whoever was asked sees how it ended, although nobody can stand in for anybody any more.
    await w.shows(copy, 'Done and verified')

    const next = await w.ask(ada, CHAT.ada, 'assign compliance policy iPad Boardroom to group Store Managers')
    const second = await w.posted(CHAT.chiara, 'iPad Boardroom')
    expect(titlesOf(second)).toEqual(['Approve assignment', 'Reject'])
    await away('I am back', /^Welcome back\. Nobody stands in for you any more\.$/)
    // The card that could be decided about says that it no longer can.
    await w.until(async () => titlesOf(await w.message(second.id)).length === 0)
    expect(textOf(await w.message(next.id))).not.toContain('Chiara Venn')
    expect((await w.press(chiara, second, 'Approve')).toast).toBe(
      'Only Bruno Okafor can decide about this request.',
    )
    await w.press(ada, next, 'Cancel')
    await w.shows(second, 'Cancelled. Nothing was changed.')
  })

  it('is asked about what waits already, and told of an emergency', async () => {
    const w = world()
    const own = await w.ask(
      ada,
      CHAT.ada,
      'assign compliance policy Pilot Compliance to group Store Managers',
    )
    await w.shows(own, 'Waiting for approval')
    await away('while I am away for 2 days Chiara approves', /^Chiara Venn can decide/)
    const copy = await w.posted(CHAT.chiara, 'Pilot Compliance')
    expect(titlesOf(copy)).toEqual(['Approve assignment', 'Reject'])
    await w.ask(ada, CHAT.ada, 'emergency: the tills are locked out')
    const alarm = await w.posted(CHAT.chiara, 'can approve this without you now')
    expect(textOf(alarm)).toContain('Assign Pilot Compliance to Store Managers')
    await w.press(chiara, await w.shows(copy, 'Emergency: '), 'Reject')
    await w.shows(own, 'Rejected. Nothing was changed.')
    await away('I am back', /^Welcome back/)
  })

  it('counts only where the rule allows it, and never about their own request', async () => {
    const w = world()
    await away('I am away for 2 days. Chiara stands in for me', /^Chiara Venn can decide/)
    const forLegal = await w.ask(ada, CHAT.ada, 'assign compliance policy Kiosk Windows to group Legal')
    expect(textOf(forLegal)).toContain(
      'Can be approved by: Bruno Okafor, by the rule “Bruno looks after Legal”',
    )
    await w.press(ada, forLegal, 'Cancel')
    await away('Ada stands in for me until tomorrow', /^Ada Lindqvist can decide/)
    const own = await w.ask(ada, CHAT.ada, 'assign compliance policy iOS Corporate to group Store Managers')
    expect(textOf(own)).not.toContain('for Bruno Okafor')
    expect(titlesOf(own)).toEqual(['Declare an emergency', 'Cancel'])
    await w.press(ada, own, 'Cancel')
    await away('I am back', /^Welcome back/)
  })

  it.each([
    ['I am away, Chiara stands in', /^Say until when, within 60 days/],
    ['I am away for 3 months, Chiara stands in', /^Say until when, within 60 days; it begins at once/],
    ['I am away until Friday', /^Nobody stands in for you yet\. Say who, and until when/],
    ['I am away until Friday, Dorothea stands in', /^I don’t know anybody called “Dorothea”\. They have/],
    ['I am away until Friday, Bruno stands in', /^You cannot stand in for yourself/],
  ])('is refused: %s', async (text, answer) => {
    await away(text, answer)
  })

  it('is offered by the name that is meant, where it is misspelt', async () => {
    const w = world()
    await w.ask(chiara, CHAT.chiara, 'help')
    const asked = await w.ask(bruno, CHAT.bruno, 'I am away until tomorrow at 18:00, Kiara stands in')
    expect(textOf(asked)).toContain('I don’t know anybody called “Kiara”. Did you mean “Chiara Venn”?')
    expect(titlesOf(asked)).toEqual(['Chiara Venn'])
    await w.press(bruno, asked, 'Chiara Venn')
    await w.posted(CHAT.bruno, /Chiara Venn can decide in your place until/)
    await away('I am back', /^Welcome back/)
  })
})
