import type { Channel } from './channel/channel.ts'
import { BOT } from './channel/state.ts'
import { COMPANY, type Employee, PEOPLE } from './company.ts'
import { type Answer, type Call, type HttpListener, jsonOf, listen } from './http.ts'

/** Where the Playground is told to send what people say. */
const PATH = '/api/messages'
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']

interface RelayedActivity {
  serviceUrl?: string
  from?: { id?: string; aadObjectId?: string }
  recipient?: { id?: string }
  conversation?: { tenantId?: string }
  channelData?: { tenant?: { id?: string } }
}

/**
 * Connects Microsoft 365 Agents Playground to the local world. The Playground sends activities without a token,
 * from people and a tenant of its own
 * (learn.microsoft.com/microsoftteams/platform/toolkit/debug-your-agents-playground); here they get the channel's token
 * and the names that the company knows, and Assent's answers go the same way back. Whoever speaks first is Ada, the
 * next one Bruno. Assent notices nothing: it checks what it always checks.
 * @param port 0 takes any free one.
 */
export async function startPlaygroundRelay(
  channel: Pick<Channel, 'deliver' | 'signIn'>,
  port: number,
): Promise<HttpListener> {
  /** What the Playground calls things, and what they are called here. */
  const names = new Map<string, string>()
  const people = new Map<string, Employee>()
  let playground = ''

  /** The person of the company that somebody in the Playground plays; null where all are taken. */
  const personFor = (id: string): Employee | null => {
    const person = people.get(id) ?? PEOPLE[people.size] ?? null
    if (person && !people.has(id)) {
      people.set(id, person)
      // The Playground has no single sign-on.
      channel.signIn(person)
    }
    return person
  }

  const receive = async (call: Call): Promise<Answer> => {
    const activity = (jsonOf(call) ?? {}) as RelayedActivity
    const { serviceUrl = '', from } = activity
    if (!isLoopbackUrl(serviceUrl)) return refused('The service address is not on this machine.')
    const person = from?.id ? personFor(from.id) : null
    if (!from?.id || !person) return refused('There are no more people in the company.')
    playground = serviceUrl.replace(/\/+$/, '')
    names.set(playground, relay.url)
    names.set(from.id, person.teamsId)
    if (from.aadObjectId) names.set(from.aadObjectId, person.oid)
    if (activity.recipient?.id) names.set(activity.recipient.id, BOT.id)
    for (const tenant of [activity.channelData?.tenant?.id, activity.conversation?.tenantId])
      if (tenant) names.set(tenant, COMPANY.tenantId)
    const here = JSON.parse(renamed(call.body, names)) as RelayedActivity
    const { status, body } = await channel.deliver(
      {
        ...here,
        serviceUrl: `${relay.url}/`,
        from: { ...here.from, aadObjectId: person.oid },
        conversation: { ...here.conversation, tenantId: COMPANY.tenantId },
        channelData: { ...here.channelData, tenant: { id: COMPANY.tenantId } },
      },
      `${relay.url}/`,
    )
    return { status, body: body == null ? undefined : JSON.parse(renamed(JSON.stringify(body), back())) }
  }
  const back = () => new Map([...names].map(([there, here]) => [here, there]))

  /** What Assent asks of the Connector; its own token stays here. */
  const passOn = async ({ method, url, headers, body }: Call): Promise<Answer> => {
    if (!playground) return refused('Nobody has spoken in the Playground yet.')
    const path = renamed(`${url.pathname}${url.search}`, back(), encodeURIComponent)
    const type = headers['content-type'] ?? 'application/json'
    const answer = await fetch(`${playground}${path}`, {
      method,
      headers: { 'content-type': type },
      ...(body ? { body: renamed(body, back()) } : {}),
    })
    const text = renamed(await answer.text(), names)
    const answered = answer.headers.get('content-type') ?? 'application/json'
    return { status: answer.status, headers: { 'content-type': answered }, body: text || undefined }
  }

  const relay = await listen(
    (call) => (call.method === 'POST' && call.url.pathname === PATH ? receive(call) : passOn(call)),
    { port },
  )
  return relay
}

function isLoopbackUrl(address: string): boolean {
  return URL.canParse(address) && LOOPBACK.includes(new URL(address).hostname)
}

function refused(message: string): Answer {
  return { status: 403, body: { error: { code: 'Forbidden', message } } }
}

/** Replaces every name at once, longest first, so that none is found within another. */
function renamed(text: string, names: ReadonlyMap<string, string>, written = (name: string) => name): string {
  const known = [...names.keys()].sort((one, other) => other.length - one.length)
  if (known.length === 0) return text
  const forms = new Map(known.flatMap((name) => [name, written(name)].map((form) => [form, name] as const)))
  const pattern = new RegExp(
    [...forms.keys()].map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'),
    'g',
  )
  return text.replace(pattern, (form) => {
    const to = names.get(forms.get(form) ?? '') ?? form
    return names.has(form) ? to : written(to)
  })
}
