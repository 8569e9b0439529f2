import { COMPANY } from '../../src/local/company.ts'
import { type Driven, type Seen, textOf } from './world.ts'

/** What an administrator, or Entra itself, does to people's sign-ins. */
export class Entra {
  private readonly w: Driven

  constructor(w: Driven) {
    this.w = w
  }

  /** What Entra demands from now on; fair weather when left out. */
  async conditions(conditions: object = {}): Promise<void> {
    const { status, body } = await this.w.identity('PUT', '/control/conditions', conditions)
    if (status !== 204) throw new Error(`Entra does not know such conditions: ${JSON.stringify(body)}`)
  }

  /** Time goes by for all tokens that are out. */
  async hoursPass(hours: number): Promise<void> {
    await this.w.identity('POST', '/control/advance', { seconds: hours * 3600 })
  }

  async rotateKeys(more: object = {}): Promise<void> {
    await this.w.identity('POST', '/control/rotate-keys', more)
  }

  async revoke(person: { oid: string }): Promise<void> {
    await this.w.identity('POST', '/control/revoke', { person: person.oid })
  }

  /** The token service's cache is emptied. */
  async forgetSignIns(): Promise<void> {
    await this.w.channel('POST', '/control/forget-sign-ins')
  }
}

/** The address behind the button of Assent's own sign-in card. */
export function linkOf(card: Seen): string {
  const [, url] = /"url":"(http[^"]+)"/.exec(JSON.stringify(card.attachments)) ?? []
  if (!url) throw new Error(`no link in:\n${textOf(card)}`)
  return url
}

/** A browser with cookies, as far as signing in needs one. */
export class Browser {
  private cookie = ''

  async open(url: string): Promise<{ status: number; text: string; location: string | null }> {
    return this.read(await fetch(url, { redirect: 'manual', headers: { cookie: this.cookie } }))
  }

  /** Opens the link, chooses somebody on Entra's page, and comes back. */
  async signIn(link: string, person: { oid: string }): Promise<{ status: number; text: string }> {
    const begun = await this.open(link)
    if (!begun.location) return begun
    const chosen = await this.choose(begun.location, person)
    return this.open(chosen)
  }

  /** @returns where Entra sends the browser back to. */
  async choose(authorize: string, person: { oid: string }): Promise<string> {
    const body = new URLSearchParams({ person: person.oid })
    const { location, text } = await this.read(
      await fetch(authorize, { method: 'POST', redirect: 'manual', body }),
    )
    if (!location) throw new Error(`Entra sent nobody back: ${text}`)
    return location
  }

  private async read(response: Response) {
    const set = response.headers.get('set-cookie')
    if (set) this.cookie = set.split(';')[0] ?? ''
    const { status, headers } = response
    return { status, text: await response.text(), location: headers.get('location') }
  }
}

/** An invoke from a personal chat, as somebody's own program could make one up. @param more what it says otherwise. */
export function invokeOf(
  person: { oid: string; teamsId: string; name: string },
  conversation: string,
  name: string,
  value: unknown,
  more: object = {},
) {
  return {
    type: 'invoke',
    id: `i-${Math.random()}`,
    name,
    value,
    channelId: 'msteams',
    from: { id: person.teamsId, name: person.name, aadObjectId: person.oid },
    recipient: { id: `28:${COMPANY.botAppId}`, name: 'Assent' },
    conversation: { id: conversation, conversationType: 'personal', tenantId: COMPANY.tenantId },
    channelData: { tenant: { id: COMPANY.tenantId } },
    ...more,
  }
}

/** Delivers one, with a good token of the channel. */
export async function invoke(w: Driven, ...said: Parameters<typeof invokeOf>) {
  const { body } = await w.channel('POST', '/control/deliver', { activity: invokeOf(...said) })
  return body as { status: number; body: unknown }
}
