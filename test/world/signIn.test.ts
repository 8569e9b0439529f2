import { afterEach, describe, expect, it } from 'vitest'
import { COMPLIANCE } from './collections.ts'
import { Browser, Entra, invoke, linkOf } from './entra.ts'
import { ada, bruno, buttonsOf, CHAT, type Driven, type Seen, textOf, useWorld } from './world.ts'

const OAUTH = 'application/vnd.microsoft.card.oauth'
const WRITE = 'DeviceManagementConfiguration.ReadWrite.All'
const POLICY = 'iPad Boardroom'

function sentence(group: string): string {
  return `assign compliance policy ${POLICY} to group ${group}`
}

/** What she was offered before she was last signed out. */
let offeredBefore = new Set<string>()

async function offers(w: Driven): Promise<Seen[]> {
  const all = (await w.messages()).filter((one) => one.attachments[0]?.contentType === OAUTH)
  return all.filter((one) => one.conversationId === CHAT.ada)
}

/** The sign-in card that she sees in her own chat, once her client could not answer it by itself. */
async function oauthCard(w: Driven) {
  return await w.until(async () => {
    const newest = (await offers(w)).at(-1)
    return newest && !newest.held && !offeredBefore.has(newest.id) ? newest : undefined
  })
}

describe('Signing in', () => {
  const world = useWorld()
  afterEach(async () => {
    await new Entra(world()).conditions()
    await world().channel('PUT', '/control/clients', { open: 1 })
    await world().channel('PUT', '/control/faults', {})
  })

  /** Nobody is signed in, and Assent holds no tokens. */
  async function signedOut(): Promise<Driven> {
    const w = world()
    await new Entra(w).forgetSignIns()
    await w.ask(ada, CHAT.ada, 'sign out')
    offeredBefore = new Set((await offers(w)).map(({ id }) => id))
    return w
  }

  it('is silent where Teams supports it, from every open client, and the sentence continues once', async () => {
    const w = await signedOut()
    await w.channel('PUT', '/control/clients', { open: 4 })
    const before = (await w.messages()).length
    const card = await w.ask(ada, CHAT.ada, sentence('Help Desk'))
    await w.shows(card, 'Waiting for approval')
    const cards = (await w.messages()).slice(before).filter((one) => one.from.isBot)
    expect(cards.map((one) => one.held)).toEqual([true, false])
  })

  it('asked for in a channel, stays private', async () => {
    const w = await signedOut()
    await new Entra(w).conditions({ ssoRefused: [ada.oid] })
    const card = await w.ask(ada, CHAT.channel, sentence('Help Desk'))
    expect(textOf(card)).toContain('Waiting for Ada Lindqvist to sign in')
    expect(buttonsOf(card).map(({ verb }) => verb)).not.toContain('approve')
    const own = await oauthCard(w)
    const elsewhere = (await w.messages()).filter(
      (one) => one.attachments[0]?.contentType === OAUTH && one.conversationId !== CHAT.ada,
    )
    expect(elsewhere).toEqual([])
    await new Browser().open(linkOfOAuth(own))
    await press(w, linkOfOAuth(own))
    await w.shows(card, 'Waiting for approval')
  })

  it('by the button, where it cannot be silent, does not need the sentence typed again', async () => {
    const w = await signedOut()
    await new Entra(w).conditions({ ssoRefused: [ada.oid] })
    await w.say(ada, CHAT.ada, sentence('Legal'))
    const own = await oauthCard(w)
    await press(w, linkOfOAuth(own))
    await w.posted(CHAT.ada, /Waiting for approval[\s\S]*Legal/)
  })

  it('accepts no forged offer, code or failure, and no token of somebody else', async () => {
    const w = await signedOut()
    await new Entra(w).conditions({ ssoRefused: [ada.oid] })
    const card = await w.ask(ada, CHAT.group, sentence('Finance'))
    await w.shows(card, 'Waiting for Ada Lindqvist to sign in')
    const foreign = w.world.identity.signInInteractively(bruno.oid)
    const offer = (token: unknown, id: unknown = 'x', connectionName = 'assent') =>
      invoke(w, ada, CHAT.ada, 'signin/tokenExchange', { id, token, connectionName })
    expect((await offer('made.up.token')).status).toBe(412)
    expect((await offer(foreign)).status).toBe(412)
    expect((await offer(foreign, 'x', 'other')).status).toBe(400)
    expect((await offer(foreign, { $ne: 1 })).status).toBe(400)
    expect((await offer(undefined)).status).toBe(400)
    const code = (state: unknown) => invoke(w, ada, CHAT.ada, 'signin/verifyState', { state })
    expect((await code('123456')).status).toBe(404)
    expect((await code('CancelledByUser')).status).toBe(404)
    expect((await code({})).status).toBe(400)
    const failure = await invoke(w, ada, CHAT.ada, 'signin/failure', { code: 'resourcematchfailed' })
    expect(failure.status).toBe(200)
    expect(textOf(await w.message(card.id))).toContain('Waiting for Ada Lindqvist to sign in')
    expect(textOf(await w.message(card.id))).not.toContain('approval')
  })

  it('needs a token for acting on her behalf: an ID token does not count', async () => {
    const w = await signedOut()
    await new Entra(w).conditions({ ssoRefused: [ada.oid] })
    const token = w.world.identity.idTokenOf(ada.oid)
    const offer = { id: 'id-token', token, connectionName: 'assent' }
    expect((await invoke(w, ada, CHAT.ada, 'signin/tokenExchange', offer)).status).toBe(412)
    await w.channel('POST', '/control/keep-id-token', { person: ada.oid })
    await w.say(ada, CHAT.group, sentence('Test Lab'))
    const card = await w.posted(CHAT.group, /Waiting for Ada Lindqvist to sign in[\s\S]*Test Lab/)
    const own = await oauthCard(w)
    await press(w, linkOfOAuth(own))
    await w.shows(card, 'Waiting for approval')
  })

  it('out: what she approved waits for her, and continues when she is back', async () => {
    const w = world()
    await new Entra(w).conditions()
    await w.say(ada, CHAT.group, sentence('Marketing'))
    const card = await w.posted(CHAT.group, /Waiting for approval[\s\S]*Marketing/)
    await w.ask(ada, CHAT.ada, 'sign out')
    await new Entra(w).conditions({ ssoRefused: [ada.oid] })
    const before = (await w.writes()).length
    await w.press(bruno, card, 'Approve')
    await w.shows(card, 'Waiting for Ada Lindqvist to sign in')
    expect((await w.writes()).length).toBe(before)
    const own = await oauthCard(w)
    await press(w, linkOfOAuth(own))
    await w.shows(card, 'Done and verified in Intune')
    expect(await w.set(COMPLIANCE, POLICY)).toContain('+ Marketing')
  })

  it('out: what was approved and waits for her ends when she edits its message, and nothing is written', async () => {
    const w = world()
    await new Entra(w).conditions()
    const said = sentence('Old Kiosks')
    const card = await w.ask(ada, CHAT.ada, said)
    await w.shows(card, 'Waiting for approval')
    await new Entra(w).forgetSignIns()
    await w.ask(ada, CHAT.ada, 'sign out')
    await new Entra(w).conditions({ ssoRefused: [ada.oid] })
    const before = (await w.writes()).length
    await w.press(ada, card, 'Approve')
    await w.shows(card, 'sign in')
    const own = (await w.messages()).filter((one) => !one.from.isBot && one.text?.includes(said)).at(-1)
    const edited = { person: ada.oid, conversation: CHAT.ada, messageId: own?.id, text: 'never mind' }
    await w.channel('POST', '/control/edit', edited)
    const ended = await w.shows(card, 'Its message was edited, so it no longer counts.')
    expect(textOf(ended)).toContain('Cancelled. Nothing was changed.')
    expect((await w.writes()).length).toBe(before)
    expect(await w.set(COMPLIANCE, POLICY)).not.toContain('+ Old Kiosks')
  })

  it('without a chat with the bot: says what to do, and continues once she has added it', async () => {
    const w = await signedOut()
    const chat = { person: ada.oid, conversation: CHAT.ada }
    await w.channel('POST', '/control/install', { ...chat, action: 'remove' })
    await w.say(ada, CHAT.group, sentence('Engineering'))
    const told = await w.posted(CHAT.group, 'I cannot write to you in a personal chat')
    expect(told.text).toMatch(/^Ada Lindqvist, /)
    await w.channel('POST', '/control/install', { ...chat, action: 'add' })
    await w.posted(CHAT.group, /Waiting for approval[\s\S]*Engineering/)
  })
})

describe('Demands from Entra', () => {
  const world = useWorld()
  afterEach(async () => {
    await new Entra(world()).conditions()
  })
  const entra = () => new Entra(world())

  it('consent: needed at the plan, hours before the write, with a link for an administrator', async () => {
    const w = world()
    await entra().conditions({ consentMissing: [{ scope: WRITE }] })
    const card = await w.ask(ada, CHAT.ada, sentence('Legal'))
    const text = textOf(await w.shows(card, 'has not yet consented'))
    expect(text).toContain(WRITE)
    expect(text).toContain(`/adminconsent?client_id=${w.world.identity.registrations.signIn.appId}`)
    expect(buttonsOf(card).map(({ title }) => title)).toEqual(['Ask again'])
  })

  it('a stronger sign-in: on Assent’s own page, by the same person, and the request continues', async () => {
    const w = world()
    await entra().conditions({ stepUp: [{ scope: WRITE }] })
    await w.say(ada, CHAT.group, sentence('Legal'))
    const own = await w.posted(CHAT.ada, 'One more sign-in')
    const link = linkOf(own)

    // Somebody else, who got hold of the link.
    const other = await new Browser().signIn(link, bruno)
    expect(other).toMatchObject({ status: 403 })
    expect(other.text).toContain('sign in as Ada Lindqvist')
    // The way back, in a browser that did not begin it.
    const mine = new Browser()
    const { location } = await mine.open(link)
    const back = await mine.choose(location ?? '', ada)
    expect((await new Browser().open(back)).status).toBe(400)
    // Entra said no.
    expect((await mine.open(back.replace('code=', 'error=access_denied&was='))).status).toBe(400)
    // A code that Entra never gave out.
    expect((await mine.open(back.replace(/code=[^&]+/, 'code=made-up'))).status).toBe(502)
    // Hers.
    expect(await mine.open(back)).toMatchObject({ status: 200 })
    await w.posted(CHAT.group, /Waiting for approval[\s\S]*Legal/)
    // Used.
    expect((await mine.open(back)).status).toBe(410)
    expect((await new Browser().open(link)).status).toBe(410)
    expect((await new Browser().open(link.replace(/ticket=.*/, 'ticket=guessed'))).status).toBe(410)
  })

  it.each([
    ['its addresses', 'GET', 'openid-configuration', 503],
    ['the code', 'POST', '/oauth2/v2.0/token', 502],
  ])('the page does not wait for ever for %s', async (_what, method, path, status) => {
    const w = world()
    const stepUp = [{ scope: WRITE }]
    await entra().conditions({ stepUp })
    // What is kept may be a strong sign-in already.
    await entra().forgetSignIns()
    await w.world.restartAssent()
    const had = new Set((await w.messages()).map(({ id }) => id))
    const group = status === 503 ? 'Design Macs' : 'Engineering'
    await w.say(ada, CHAT.group, sentence(group))
    const own = await w.until(async () =>
      (await w.messages()).find((one) => !had.has(one.id) && textOf(one).includes('One more sign-in')),
    )
    const browser = new Browser()
    const rules = [{ method, path, status: 0, hang: true }]
    if (status === 502) {
      const { location } = await browser.open(linkOf(own))
      const back = await browser.choose(location ?? '', ada)
      await entra().conditions({ stepUp, rules })
      const answer = await browser.open(back)
      expect(answer.status).toBe(502)
      expect(answer.text).toContain('Open the link on the card again')
      await entra().conditions({ stepUp })
    } else {
      await entra().conditions({ stepUp, rules })
      const answer = await browser.open(linkOf(own))
      expect(answer).toMatchObject({ status: 503, location: null })
      expect(answer.text).toContain('Open the link on the card again')
      await entra().conditions({ stepUp })
    }
    expect(await browser.signIn(linkOf(own), ada)).toMatchObject({ status: 200 })
    await w.posted(CHAT.group, new RegExp(`Waiting for approval[\\s\\S]*${group}`))
  })

  it('the link to that page leads nowhere once its request has ended', async () => {
    const w = world()
    const claims = Buffer.from('{"access_token":{"acrs":{"essential":true,"value":"c2"}}}').toString('base64')
    const challenge = `Bearer realm="", error="insufficient_claims", claims="${claims}"`
    await w.faults({ rules: [{ status: 401, headers: { 'www-authenticate': challenge }, times: 1 }] })
    const had = new Set((await w.messages()).map(({ id }) => id))
    const fresh = async (isIt: (one: Seen) => boolean) =>
      (await w.messages()).find((one) => !had.has(one.id) && isIt(one))
    await w.say(ada, CHAT.group, sentence('Legal'))
    const link = linkOf(await w.until(() => fresh((one) => textOf(one).includes('One more sign-in'))))
    expect((await new Browser().open(link)).status).toBe(302)
    const said = await fresh(({ from }) => !from.isBot)
    const taken = { person: ada.oid, conversation: CHAT.group, messageId: said?.id, text: null }
    await w.channel('POST', '/control/edit', taken)
    await w.until(async () => (await new Browser().open(link)).status === 410)
  })

  it('the same if Graph demands it: its claims are passed to Entra unchanged', async () => {
    const w = world()
    const claims = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}'
    const challenge = `Bearer realm="", error="insufficient_claims", claims="${Buffer.from(claims).toString('base64')}"`
    await w.faults({ rules: [{ status: 401, headers: { 'www-authenticate': challenge }, times: 1 }] })
    const had = new Set((await w.messages()).map(({ id }) => id))
    await w.say(ada, CHAT.group, sentence('Old Kiosks'))
    const own = await w.until(async () =>
      (await w.messages()).find((one) => !had.has(one.id) && textOf(one).includes('One more sign-in')),
    )
    const browser = new Browser()
    const { location } = await browser.open(linkOf(own))
    expect(new URL(location ?? '').searchParams.get('claims')).toContain('"value":"c1"')
    expect(await browser.open(await browser.choose(location ?? '', ada))).toMatchObject({ status: 200 })
    await w.posted(CHAT.group, /Waiting for approval[\s\S]*Old Kiosks/)
  })

  it('the page’s answers contain no injected markup, are not cached and leak no referrer', async () => {
    const w = world()
    const response = await fetch(`${w.world.assentUrl()}/sign-in?ticket=%3Cscript%3E`)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('referrer-policy')).toBe('no-referrer')
    expect(response.headers.get('content-security-policy')).toBe("default-src 'none'")
    expect(await response.text()).not.toContain('<script>')
  })

  it('no remedy: Conditional Access blocks, which is reported with the id for support', async () => {
    const w = world()
    await entra().conditions({ blocked: [ada.oid] })
    await w.world.restartAssent()
    const card = await w.ask(ada, CHAT.ada, sentence('Finance'))
    const text = textOf(await w.shows(card, 'Conditional Access'))
    expect(text).toMatch(/Correlation id for support: [0-9a-f-]{36}/)
  })

  it('a revoked sign-in is renewed by itself', async () => {
    const w = world()
    await w.shows(await w.ask(ada, CHAT.ada, sentence('Finance')), 'Waiting for approval')
    await entra().revoke(ada)
    await w.world.restartAssent()
    await w.say(ada, CHAT.ada, sentence('Engineering'))
    await w.posted(CHAT.ada, /Waiting for approval[\s\S]*Engineering/)
  })

  it('a wrong secret is the operator’s problem, and not blamed on her', async () => {
    const w = world()
    const { secrets } = w.world.identity.registrations.signIn
    const [good = ''] = secrets.splice(0, 1, 'another')
    await w.world.restartAssent()
    const card = await w.ask(ada, CHAT.ada, sentence('Help Desk'))
    expect(textOf(await w.shows(card, 'not set up correctly'))).not.toContain('7000215')
    secrets.splice(0, 1, good)
  })

  it('a temporary network outage is waited out', async () => {
    const w = world()
    await w.world.restartAssent()
    // The bot’s own token is there already; people’s are not.
    await w.ask(ada, CHAT.ada, 'help')
    await entra().conditions({ down: true })
    await w.say(ada, CHAT.ada, sentence('Help Desk'))
    await new Promise((resolve) => setTimeout(resolve, 1500))
    await entra().conditions()
    await w.posted(CHAT.ada, /Waiting for approval[\s\S]*Help Desk/)
  })

  it('rotated keys at Entra and clock skew of minutes do no harm', async () => {
    const w = world()
    await entra().rotateKeys()
    await entra().forgetSignIns()
    await w.world.restartAssent()
    await w.shows(await w.ask(ada, CHAT.ada, sentence('Test Lab')), 'Waiting for approval')
    // While it runs: what it knows are the old keys.
    await entra().rotateKeys()
    await entra().forgetSignIns()
    await entra().conditions({ clockSkew: 120 })
    await w.ask(ada, CHAT.ada, 'sign out')
    await w.say(ada, CHAT.ada, sentence('Design Macs'))
    await w.posted(CHAT.ada, /Waiting for approval[\s\S]*Design Macs/)
  })
})

function linkOfOAuth(card: { attachments: { content: Record<string, unknown> }[] }): string {
  const buttons = (card.attachments[0]?.content.buttons ?? []) as { value: string }[]
  return buttons[0]?.value ?? ''
}

/** The page behind the card's button: she presses the one button there. */
async function press(w: Driven, link: string): Promise<void> {
  const state = new URL(link).searchParams.get('state') ?? ''
  const response = await fetch(new URL('/signin', w.world.channel.url), {
    method: 'POST',
    body: new URLSearchParams({ state }),
  })
  expect(response.status).toBe(200)
}
