import { afterEach, describe, expect, it } from 'vitest'
import { COMPLIANCE, SCRIPTS, TEMPLATES } from './collections.ts'
import { Entra } from './entra.ts'
import { ada, bruno, buttonsOf, CHAT, type Driven, type Seen, textOf, useWorld } from './world.ts'

const WAITING = 'Approved in Teams. Waiting for a second approval in Intune'
const DONE = 'Done and verified in Intune'

/** Teams takes only so much from a bot in one conversation: the stories are told in three of them. */
const HERS: Place = { conversation: CHAT.ada, asker: ada, approver: ada }
const HIS: Place = { conversation: CHAT.bruno, asker: bruno, approver: bruno }
const SHARED: Place = { conversation: CHAT.group, asker: ada, approver: bruno }

interface Place {
  conversation: string
  asker: { oid: string }
  approver: { oid: string }
}

interface Filed {
  id: string
  status: string
  requestJustification: string
}

describe('Where Intune’s Multi Admin Approval protects a policy', () => {
  const world = useWorld()
  afterEach(() => world().faults())

  const protect = (...collections: string[]) => world().tenant('PUT', '/control/protected', { collections })
  const filed = async (): Promise<Filed[]> => (await world().tenant('GET', '/control/approvals')).body
  /** Intune is looked at less and less often: it is decided just before the next look. */
  const decide = async (id: string, status: string, justification = '') => {
    await world().tenant('POST', `/control/approvals/${id}`, { status, justification })
    await world().moveOn({ minutes: 5 })
  }
  const statusOf = async ({ id }: Filed) => (await filed()).find((one) => one.id === id)?.status
  const writesTo = async (w: Driven, name: string) => {
    const { id } = await w.object(TEMPLATES, name)
    return (await w.writes()).filter(({ path }) => path.includes(id)).length
  }

  /** The card that can be approved; what became of an earlier request may be told there meanwhile. */
  async function asked(person: { oid: string }, conversation: string, sentence: string): Promise<Seen> {
    const w = world()
    const before = new Set((await w.messages()).map(({ id }) => id))
    await w.say(person, conversation, sentence)
    return await w.until(async () =>
      (await w.messages()).find(
        (one) =>
          one.conversationId === conversation &&
          !before.has(one.id) &&
          buttonsOf(one).some(({ verb }) => verb === 'approve'),
      ),
    )
  }

  /** By Bruno, where nothing protects it. */
  async function written(w: Driven, name: string, group: string): Promise<void> {
    const theirs = await asked(bruno, CHAT.bruno, `assign administrative template ${name} to group ${group}`)
    await w.press(bruno, theirs, 'Approve')
    await w.shows(theirs, DONE)
  }

  /** Asked and approved in Teams; Intune holds it. */
  async function held(name: string, { group = 'Legal', place = HERS } = {}) {
    const w = world()
    await protect(TEMPLATES)
    const before = await w.set(TEMPLATES, name)
    const sentence = `assign administrative template ${name} to group ${group}`
    const card = await asked(place.asker, place.conversation, sentence)
    await w.press(place.approver, card, 'Approve')
    await w.shows(card, WAITING)
    const request = (await filed()).at(-1)
    if (!request) throw new Error('nothing was filed')
    return { w, card, before, request, written: () => writesTo(w, name) }
  }

  it('files the change, says where it has to be approved, and writes it once that is done', async () => {
    const { w, card, before, request, written } = await held('Edge Settings')
    const waiting = textOf(await w.message(card.id))
    expect(waiting).toContain('Tenant administration › Multi Admin Approval › Received requests')
    expect(await w.set(TEMPLATES, 'Edge Settings')).toEqual(before)
    expect(await written()).toBe(0)
    expect(request.requestJustification).toContain('Ada Lindqvist asked: “assign administrative template')
    const notice = await w.posted(CHAT.channel, /Waiting for a second approval in Intune[\s\S]*Edge Settings/)

    await decide(request.id, 'approved')
    await w.shows(card, DONE)
    await w.shows(notice, DONE)
    await w.posted(CHAT.ada, /Ada Lindqvist.* “.*Edge Settings.*” was approved in Intune and is done now/)
    expect(await w.set(TEMPLATES, 'Edge Settings')).toEqual([...before, '+ Legal'].sort())
    expect(await written()).toBe(1)
    expect((await filed()).find(({ id }) => id === request.id)?.status).toBe('completed')
    const writes = (await w.writes()).filter(({ oid }) => oid !== ada.oid)
    expect(writes).toEqual([])
  })

  it('gives Intune the typed reason rather than the sentence', async () => {
    const w = world()
    await protect(COMPLIANCE)
    const sentence = 'INC0012345: assign compliance policy Developer Machines to group Legal'
    const card = await asked(ada, CHAT.ada, sentence)
    expect(textOf(card)).toContain('Reason: INC0012345')
    await w.press(ada, card, 'Approve', { comment: 'agreed in the change board' })
    await w.shows(card, WAITING)
    expect((await filed()).at(-1)?.requestJustification).toMatch(
      /^Reason: INC0012345\. Ada Lindqvist asked: “.*”\. Approved in Teams by Ada Lindqvist \(“agreed in the change board”\)\. \[Assent /,
    )
  })

  it('answers a press in the meantime with its status', async () => {
    const w = world()
    await protect(TEMPLATES)
    const card = await asked(ada, CHAT.ada, 'assign administrative template Printer Drivers to group Legal')
    await w.press(ada, card, 'Approve')
    await w.shows(card, WAITING)
    const { toast } = await w.press(ada, card, 'Approve')
    expect(toast).toBe('Already approved by Ada Lindqvist. It is now waiting for approval in Intune.')
    await decide((await filed()).at(-1)?.id ?? '', 'cancelled')
    await w.shows(card, 'Failed')
  })

  it('ends with the reason if it is rejected, cancelled or expired there', async () => {
    for (const [name, status, says] of [
      ['Chrome Extensions', 'rejected', /Rejected in Intune.*: “Not this quarter”\. Nothing was written\./],
      ['Edge Kiosk Mode', 'cancelled', 'The request for approval was cancelled in Intune.'],
      ['Office Macro Lockdown', 'expired', 'The request for approval expired in Intune'],
    ] as const) {
      const { w, card, before, request, written } = await held(name, { place: HIS })
      await decide(request.id, status, 'Not this quarter')
      expect(textOf(await w.shows(card, 'Failed'))).toMatch(says)
      expect(await w.set(TEMPLATES, name)).toEqual(before)
      expect(await written()).toBe(0)
    }
  })

  it('asks again, and withdraws its request, if somebody changed the policy in the meantime', async () => {
    // Ada's is approved in Intune, too, when a colleague takes the protection away, writes, and puts it back.
    const { w, card, request } = await held('Removable Storage')
    await protect()
    await written(w, 'Removable Storage', 'Finance')
    await protect(TEMPLATES)
    await decide(request.id, 'approved')
    const again = await w.shows(card, 'Assignments changed. Review the new plan')
    expect((await filed()).find(({ id }) => id === request.id)?.status).toBe('cancelled')

    await w.press(ada, again, 'Approve')
    await w.shows(card, WAITING)
    const second = (await filed()).at(-1)
    expect(second?.id).not.toBe(request.id)
    await decide(second?.id ?? '', 'approved')
    await w.shows(card, DONE)
    expect(await w.set(TEMPLATES, 'Removable Storage')).toEqual(
      expect.arrayContaining(['+ Finance', '+ Legal']),
    )
  })

  it('says so if another change to the same policy is already waiting in Intune', async () => {
    const { w } = await held('Remote Desktop Hardening')
    const other = await asked(
      bruno,
      CHAT.bruno,
      'assign administrative template Remote Desktop Hardening to group Finance',
    )
    await w.press(bruno, other, 'Approve')
    expect(textOf(await w.shows(other, 'Failed'))).toContain(
      'Another change to this object is waiting for Intune’s Multi Admin Approval.',
    )
  })

  it('finds its own request again if the answer to filing it was lost', async () => {
    const w = world()
    await protect(TEMPLATES)
    const before = (await filed()).length
    // The first call asks for a justification; the second one is taken in, and its answer never comes.
    await w.faults({
      rules: [
        { path: '/assign', method: 'POST', status: 400, message: NEEDED, times: 1 },
        { path: '/assign', method: 'POST', status: 504, afterEffect: true, times: 1 },
      ],
    })
    const card = await asked(ada, CHAT.ada, 'assign administrative template Teams Autostart to group Legal')
    await w.press(ada, card, 'Approve')
    await w.shows(card, WAITING)
    await w.faults()
    const all = await filed()
    expect(all).toHaveLength(before + 1)
    await decide(all.at(-1)?.id ?? '', 'approved')
    await w.shows(card, DONE)
  })

  it('waits if Intune does not show its request yet', async () => {
    const w = world()
    await protect(TEMPLATES)
    const card = await asked(
      ada,
      CHAT.ada,
      'assign administrative template Windows Update Ring 1 to group Legal',
    )
    await w.faults({ rules: [{ path: 'operationApprovalRequests', status: 404, times: 2 }] })
    const looks = async () =>
      (await w.calls()).filter(({ path }) => path.includes('operationApprovalRequests')).length
    const before = await looks()
    await w.press(ada, card, 'Approve')
    await w.shows(card, WAITING)
    await w.until(async () => (await looks()) > before + 2)
    await w.faults()
    await decide((await filed()).at(-1)?.id ?? '', 'approved')
    await w.shows(card, DONE)
  })

  it('is done if the answer to the approved write was lost and reads lag behind', async () => {
    const { w, card, request, written } = await held('Windows Update Ring 2', { place: SHARED })
    await w.faults({
      lag: 4000,
      rules: [{ path: '/assign', method: 'POST', status: 504, afterEffect: true, times: 1 }],
    })
    await decide(request.id, 'approved')
    await w.shows(card, DONE)
    await w.faults()
    expect(await written()).toBe(1)
  })

  it('says so if Intune approved the change and asks for approval again', async () => {
    const { w, card, request } = await held('Office Macros for Finance', { place: SHARED })
    await w.faults({ rules: [{ path: '/assign', method: 'POST', status: 400, message: NEEDED }] })
    await decide(request.id, 'approved')
    expect(textOf(await w.shows(card, 'Failed'))).toContain('Intune approved the change and then did not')
    await w.faults()
  })

  it.each([
    ['Chrome Extensions', 400],
    ['Edge Kiosk Mode', 403],
    ['Office Macro Lockdown', 412],
  ] as const)(
    'withdraws its request if Intune rejects the approved write of %s (%i)',
    async (name, status) => {
      const { w, card, before, request } = await held(name, { place: SHARED })
      await w.faults({
        rules: [{ path: '/assign', method: 'POST', status, message: 'An error has occurred' }],
      })
      await decide(request.id, 'approved')
      const text = textOf(await w.shows(card, 'Failed'))
      expect(text).toContain('Intune approved the change and then did not accept it')
      expect(text).toContain('I have withdrawn its request for approval in Intune.')
      expect(await w.set(TEMPLATES, name)).toEqual(before)
      expect(await statusOf(request)).toBe('cancelled')
      await w.faults()
    },
  )

  it.each([
    ['Edge Kiosk Mode', 400],
    ['Office Macro Lockdown', 403],
    ['Chrome Extensions', 412],
  ] as const)(
    'says that the approval expired if the approved write of %s is too late (%i)',
    async (name, status) => {
      const { w, card, before, request } = await held(name, { place: HIS })
      await w.faults({ rules: [{ path: '/assign', method: 'POST', status: 429 }] })
      await decide(request.id, 'approved')
      const id = (await w.object(TEMPLATES, name)).id
      await w.until(async () =>
        (await w.calls()).some(({ method, path }) => method === 'POST' && path.includes(`${id}/assign`)),
      )
      await decide(request.id, 'expired')
      await w.faults({
        rules: [{ path: '/assign', method: 'POST', status, message: 'An error has occurred' }],
      })
      const text = textOf(await w.shows(card, 'Failed'))
      expect(text).toContain('The request for approval expired in Intune before it was carried out.')
      expect(await w.set(TEMPLATES, name)).toEqual(before)
      await w.faults()
    },
  )

  it('says who can withdraw the request of a change that was made without it', async () => {
    const { w, card, before } = await held('Outlook Cached Mode', { group: 'Finance' })
    await protect()
    await w.faults({ rules: [{ path: 'cancelMyRequest', status: 403 }] })
    const request = (await filed()).at(-1)
    await decide(request?.id ?? '', 'approved')
    const text = textOf(await w.shows(card, DONE))
    expect(text).toContain('Its request for approval may still be open in Intune')
    expect(text).toContain('Ada Lindqvist can cancel it there')
    expect(await w.set(TEMPLATES, 'Outlook Cached Mode')).toEqual([...before, '+ Finance'].sort())
    await w.faults()
  })

  it('leaves no request behind if protection was removed in the meantime', async () => {
    const { w, card, before, request } = await held('Search, Widgets and News', { place: SHARED })
    await protect()
    await decide(request.id, 'approved')
    await w.shows(card, DONE)
    expect(await w.set(TEMPLATES, 'Search, Widgets and News')).toEqual([...before, '+ Legal'].sort())
    await w.until(async () => (await statusOf(request)) === 'cancelled')
  })

  it('leaves no request behind if somebody else made the same change', async () => {
    const { w, card, request } = await held('Chrome Extensions')
    await protect()
    await written(w, 'Chrome Extensions', 'Legal')
    await protect(TEMPLATES)
    await decide(request.id, 'approved')
    await w.shows(card, DONE)
    await w.until(async () => (await statusOf(request)) === 'cancelled')
  })

  it('is withdrawn by its button, in Intune too', async () => {
    const { w, card, before, request, written } = await held('Edge Kiosk Mode')
    await w.press(ada, await w.message(card.id), 'Withdraw')
    const text = textOf(await w.shows(card, 'Withdrawn by Ada Lindqvist. Nothing was written.'))
    expect(text).toContain('I have withdrawn its request for approval in Intune.')
    expect(await statusOf(request)).toBe('cancelled')
    expect(await w.set(TEMPLATES, 'Edge Kiosk Mode')).toEqual(before)
    expect(await written()).toBe(0)
  })

  it('can be retried in spite of its earlier request', async () => {
    const { w, card, before, request } = await held('OneDrive Known Folder Move')
    await w.faults({ rules: [{ path: 'operationApprovalRequests', status: 403 }] })
    const failed = await w.shows(card, 'I cannot see what happened to the approval in Intune')
    expect(textOf(failed)).not.toContain('I check every few minutes')
    await w.faults()
    await w.press(ada, failed, 'Try again')
    await w.press(ada, await w.shows(card, 'Waiting for approval'), 'Approve')
    await w.shows(card, WAITING)
    expect((await filed()).find(({ id }) => id === request.id)?.status).toBe('cancelled')
    await decide((await filed()).at(-1)?.id ?? '', 'approved')
    await w.shows(card, DONE)
    expect(await w.set(TEMPLATES, 'OneDrive Known Folder Move')).toEqual([...before, '+ Legal'].sort())
  })

  it('says who has to sign in if the sign-in is lost while it waits, and continues then', async () => {
    const w = world()
    const entra = new Entra(w)
    await protect(SCRIPTS)
    const card = await asked(ada, CHAT.ada, 'assign script Disable IPv6 to group Legal')
    await w.press(ada, card, 'Approve')
    expect(textOf(await w.shows(card, WAITING))).toContain('I check every few minutes')
    await entra.conditions({ ssoRefused: [ada.oid] })
    await entra.forgetSignIns()
    await w.ask(ada, CHAT.ada, 'sign out')
    const waiting = textOf(await w.shows(card, 'Waiting for Ada Lindqvist to sign in'))
    expect(waiting).not.toContain('I check every few minutes')

    await entra.conditions()
    await decide((await filed()).at(-1)?.id ?? '', 'approved')
    await w.say(ada, CHAT.ada, 'what is script Disable IPv6 assigned to')
    await w.shows(card, DONE)
  })

  it('reads its own request without rights to read all of them', async () => {
    const { w, card, request } = await held('Screen Lock and Screensaver', { place: SHARED })
    await w.faults({ approvers: [] })
    await decide(request.id, 'approved')
    await w.shows(card, DONE)
    await w.faults()
  })

  it('treats 403 as the same answer, as some tenants give it', async () => {
    const w = world()
    await w.faults({ approvalStatus: 403 })
    const { card, request } = await held('Windows Update Ring 0', { place: SHARED })
    await decide(request.id, 'approved')
    await w.shows(card, DONE)
    await w.faults()
  })

  it('writes the unprotected policies of a request at once', async () => {
    const w = world()
    await protect(SCRIPTS)
    const card = await asked(ada, CHAT.ada, 'assign Set Time Zone and Windows 11 Baseline to group Legal')
    await w.press(ada, card, 'Approve')
    const waiting = await w.shows(card, WAITING)
    expect(textOf(waiting)).toMatch(/Done/)
    expect(await w.set(COMPLIANCE, 'Windows 11 Baseline')).toContain('+ Legal')
    expect(await w.set(SCRIPTS, 'Set Time Zone')).not.toContain('+ Legal')
    await decide((await filed()).at(-1)?.id ?? '', 'approved')
    await w.shows(card, DONE)
    expect(await w.set(SCRIPTS, 'Set Time Zone')).toContain('+ Legal')
  })
})

const NEEDED = "Header 'x-msft-approval-justification' is required to request approval"
