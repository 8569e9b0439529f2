import { expect } from 'vitest'
import { APPS } from './collections.ts'
import { ada, bruno, buttonsOf, CHAT, chiara, type Driven, type Seen } from './world.ts'

const OWN_CHAT = new Map<string, string>([
  [ada.oid, CHAT.ada],
  [bruno.oid, CHAT.bruno],
  [chiara.oid, CHAT.chiara],
])

/** Somebody asks for a change in their own chat and approves it. @returns the card, once it shows `state`. */
export async function approved(
  w: Driven,
  person: { oid: string },
  sentence: string,
  state: string | RegExp = 'Done and verified in Intune',
): Promise<Seen> {
  const chat = OWN_CHAT.get(person.oid) ?? ''
  const before = new Set((await w.messages()).map(({ id }) => id))
  const isPlan = (one: Seen) => buttonsOf(one).some(({ verb }) => verb === 'approve' || verb === 'page')
  const first = await w.ask(person, chat, sentence)
  // What is told of an earlier request can come in between.
  const isOwn = (one: Seen) => one.conversationId === chat && !before.has(one.id) && isPlan(one)
  const card = isPlan(first) ? first : await w.until(async () => (await w.messages()).find(isOwn))
  await w.press(person, card, 'Approve')
  return await w.shows(card, state)
}

/** Ada asks; the copy of her card in the approvals channel. */
export async function askBoth(w: Driven, sentence: string): Promise<{ own: Seen; copy: Seen }> {
  const before = new Set((await w.messages()).map(({ id }) => id))
  const own = await w.ask(ada, CHAT.ada, sentence)
  const copy = await w.until(async () =>
    (await w.messages()).find((one) => one.conversationId === CHAT.approvals && !before.has(one.id)),
  )
  return { own, copy }
}

/** What the buttons of a message say. */
export function titlesOf(message: Seen): string[] {
  return buttonsOf(message).map(({ title }) => title)
}

/** What time it is in the world. */
export async function nowIn(w: Driven): Promise<Date> {
  return new Date((await w.tenant('GET', '/control/clock')).body.now)
}

/** What the inputs of a card say of a moment so many hours from now, in Ada's zone. */
export async function inHours(w: Driven, hours: number): Promise<{ date: string; time: string }> {
  const at = new Date((await nowIn(w)).getTime() + hours * 3_600_000)
  const local = at.toLocaleString('sv-SE', { timeZone: 'Europe/London' })
  return { date: local.slice(0, 10), time: local.slice(11, 16) }
}

/** An app's set, each entry with its intent: "+ Help Desk available". */
export async function appSet(w: Driven, name: string): Promise<string[]> {
  const { assignments } = await w.object(APPS, name)
  expect(await w.set(APPS, name)).toHaveLength(assignments.length)
  const { groups } = (await w.tenant('GET', '/control/state')).body
  const nameOf = (id?: string) => groups.find((one: { id: string }) => one.id === id)?.displayName
  return assignments
    .map(({ target, properties: { intent } }) => {
      const type: string = target['@odata.type']
      const who = nameOf(target.groupId) ?? (type.includes('allDevices') ? 'all devices' : 'all users')
      return `${type.includes('exclusion') ? '-' : '+'} ${who} ${intent}`
    })
    .sort()
}
