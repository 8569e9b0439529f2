import type { Live } from '../wire.ts'
import { announce } from './announce.ts'
import { LINK_EVENT } from './card.ts'
import { type ChatPane, makeChatPane } from './chatPane.ts'
import { makeClock } from './clockPane.ts'
import { makeDevices } from './devices.ts'
import { part } from './dom.ts'
import { makeGuide } from './guide.ts'
import { KnownWorld } from './knownWorld.ts'
import { makeMultiAdmin } from './multiAdmin.ts'
import { makeReach } from './reach.ts'
import { makeScenes } from './scenes.ts'
import { makeSent } from './sentCalls.ts'
import { hasStartedOver, loadAgain, wireStartOver } from './startOver.ts'
import { makeTabs, type Tabs } from './tabs.ts'
import { makeTenantPane } from './tenantPane.ts'
import { wireTheme } from './theme.ts'
import { listenToWorld } from './worldListener.ts'

const known = new KnownWorld()
const tenant = makeTenantPane(part('tenant'), known)
const multiAdmin = makeMultiAdmin(part('tenant'), known)
const reach = makeReach(part('tenant'), known)
const devices = makeDevices(part('tenant'))
const clock = makeClock(part('tenant'), known)
const sent = makeSent(part('tenant'), known)
const scenes = makeScenes(part('scenes'), known, ({ by, write: sentence }, { elsewhere }) => {
  if (elsewhere) showConversation(elsewhere)
  write(by, sentence)
})
const guide = makeGuide(
  part('guide'),
  known,
  (sentence) => write(known.conversations[0]?.people[0]?.id, sentence),
  scenes.open,
)
const narrow = matchMedia('(max-width: 959px)')
let chats: ChatPane[] = []
let tabs: Tabs | null = null
let shape = ''

/** The conversations a pane can show: the requester, everybody else, what people share. */
function showFirst(): void {
  const personal = known.conversations.filter(({ kind }) => kind === 'personal')
  const shared = known.conversations.filter(({ kind }) => kind !== 'personal')
  const panes = [
    { section: part('requester'), conversations: personal.slice(0, 1), tab: firstWord(personal[0]?.title) },
    { section: part('second'), conversations: personal.slice(1), tab: firstWord(personal[1]?.title) },
    { section: part('shared'), conversations: shared, tab: 'Channel' },
  ].filter(({ conversations }) => conversations.length > 0)
  chats = panes.map(({ section, conversations }) => makeChatPane(section, known, conversations))
  const titled = panes.map(({ section, tab }) => ({ section, title: tab }))
  tabs = makeTabs([...titled, { section: part('tenant'), title: 'Tenant' }], narrow)
}

/** Into the person's own chat, whichever pane shows it. */
function write(personId: string | undefined, sentence: string): void {
  const index = chats.findIndex((chat) => chat.write(personId ?? '', sentence))
  if (index < 0) return
  tabs?.show(index)
  chats[index]?.box.focus()
}

/** @returns the place of the pane that shows it now; -1 where none can. */
function showConversation(id: string): number {
  return chats.findIndex((chat) => chat.show(id))
}

/** A link to a channel would open Microsoft's Teams, which knows nothing of this company. */
function followChannelLink(event: Event): void {
  const [, id] = /\/l\/channel\/([^/?]+)/.exec((event as CustomEvent<string>).detail) ?? []
  const index = id ? showConversation(decodeURIComponent(id)) : -1
  if (index < 0) return
  event.preventDefault()
  tabs?.show(index)
  chats[index]?.box.focus()
}

function take(live: Live): void {
  switch (live.type) {
    case 'state': {
      known.take(live.state)
      const now = JSON.stringify(known.conversations)
      // A world with other people in it is another page.
      if (shape && shape !== now) location.reload()
      if (shape) for (const chat of chats) chat.reload()
      else showFirst()
      shape = now
      tenant.reload()
      multiAdmin.reload()
      reach.reload()
      devices.changed()
      clock.reload()
      scenes.reload()
      sent.reload()
      guide.reload()
      if (hasStartedOver()) {
        chats[0]?.box.focus()
        announce('Everything is as it was at the beginning.')
      }
      return
    }
    case 'message': {
      const { isNew } = known.takeMessage(live.message)
      for (const [index, chat] of chats.entries()) {
        if (chat.message(live.message, isNew)) tabs?.mark(index)
      }
      guide.reload()
      return
    }
    case 'view': {
      const message = known.takeView(live.personId, live.messageId, live.card)
      if (message) for (const chat of chats) chat.view(live.personId, message)
      return
    }
    case 'typing':
      for (const chat of chats) chat.typing(live.conversationId)
      return
    case 'toast':
      for (const chat of chats) chat.toast(live.personId, live.conversationId, live.text)
      return
    case 'policy':
      tenant.changed(live.policy, known.takePolicy(live.policy))
      devices.changed()
      tabs?.mark(chats.length)
      guide.reload()
      return
    case 'scenes':
      known.scenes = live.scenes
      scenes.reload()
      return
    case 'call':
      sent.put(live.call)
      guide.reload()
      return
    case 'startedOver':
      loadAgain()
      return
    case 'multiAdmin':
      if (multiAdmin.changed(live.multiAdmin)) tabs?.mark(chats.length)
      return
    case 'reach':
      reach.changed(live.reach)
      return
    case 'clock':
      clock.changed(live.clock)
  }
}

function firstWord(title: string | undefined): string {
  return title?.split(/['’ ]/)[0] ?? 'Chat'
}

wireTheme()
wireStartOver()
part('skip').addEventListener('click', (event) => {
  event.preventDefault()
  tabs?.show(0)
  chats[0]?.box.focus()
})
document.addEventListener(LINK_EVENT, followChannelLink)
listenToWorld({
  onLive: take,
  onConnected(connected) {
    part('connection').hidden = connected
  },
})
