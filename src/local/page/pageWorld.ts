import type { ChatMessage } from '../channel/state.ts'

/** What the page shows of the local world, and what people can do in it. The world itself is elsewhere. */

export type PageMessage = Omit<ChatMessage, 'updates' | 'held'>

export interface PagePerson {
  /** Entra object id. */
  id: string
  name: string
}

export interface PageConversation {
  id: string
  title: string
  kind: 'personal' | 'channel' | 'groupChat'
  people: PagePerson[]
}

export interface PageAssignment {
  /** What Graph calls it: a group id, or the name of an abstract target. */
  target: string
  name: string
  detail: string
  included: boolean
  filter: string | null
  intent: string | null
  /** `direct`, or where the entry comes from. */
  source: string
}

export interface PagePolicy {
  /** The catalog's key. */
  kind: string
  kindTitle: string
  id: string
  name: string
  platform: string | null
  /** ISO 8601; null when nothing changed it since the world began. */
  changedAt: string | null
  assignments: PageAssignment[]
}

/** A part of Intune that Multi Admin Approval protects as a whole. */
export interface PageWorkload {
  type: string
  title: string
  detail: string | null
  isProtected: boolean
}

/** A change that waits in Intune for another administrator, or for whoever asked to send it again. */
export interface PageApproval {
  id: string
  status: 'needsApproval' | 'approved'
  policyName: string
  kindTitle: string
  /** Names of people. */
  requestor: string
  /** Who can decide, or did. */
  approver: string
  justification: string
}

export interface PageMultiAdmin {
  workloads: PageWorkload[]
  /** Open ones, oldest first. */
  requests: PageApproval[]
}

/** How far the second administrator's Intune role reaches. */
export interface PageReach {
  person: string
  /** Names of the groups, where it is limited. */
  groups: string[]
  isLimited: boolean
}

/** A device as it is found by its name. */
export interface PageDevice {
  /** Entra object id. */
  id: string
  name: string
  detail: string
}

/** An object of Intune that applies to a device or its user. */
export interface PageReceived {
  policyId: string
  name: string
  kindTitle: string
  gets: boolean
  /** In which way, or why not: a sentence. */
  why: string
}

export interface PageDeviceView extends PageDevice {
  /** Name of the primary user; null for shared devices. */
  user: string | null
  /** Names, nested groups included. */
  groups: string[]
  userGroups: string[]
  /** What it gets comes first. */
  received: PageReceived[]
}

export interface PageClock {
  /** ISO 8601. */
  now: string
  /** Whether somebody moved it on. */
  isMoved: boolean
}

/** A situation to try. */
/** A sentence of a scene. */
export interface SceneLine {
  write: string
  /** Entra object id of whoever writes it. */
  by: string
  /** What its button says, where there are several. */
  title?: string
}

export interface PageScene {
  id: string
  title: string
  /** What it shows, and what to do. */
  about: string
  /** What is written in it, one after another. */
  lines: readonly SceneLine[]
  /** The conversation that others take part in, where it is not the one first shown. */
  elsewhere?: string
  /** Whether it is set up; null where nothing has to be. */
  isOn: boolean | null
  /** What happens once, on demand. */
  button?: string
}

/** A call that reached Graph. */
export interface PageCall {
  method: string
  /** With its query. */
  path: string
  status: number
  /** Whose token it was; null without one. */
  person: string | null
  /** ISO 8601. */
  at: string
  /** Whether it changed assignments. */
  wrote: boolean
  /** JSON, of what was not only read. */
  body: string | null
}

export type PageEvent =
  | { type: 'message'; message: PageMessage }
  | { type: 'typing'; conversationId: string }
  | { type: 'toast'; personId: string; conversationId: string; text: string }
  /** A card that one person alone sees in place of the message's own. */
  | { type: 'view'; personId: string; messageId: string; card: unknown }
  | { type: 'policy'; policy: PagePolicy }
  | { type: 'multiAdmin'; multiAdmin: PageMultiAdmin }
  | { type: 'reach'; reach: PageReach }
  | { type: 'clock'; clock: PageClock }
  | { type: 'scenes'; scenes: PageScene[] }
  | { type: 'call'; call: PageCall }
  /** Everything is as on the first day: what a page knows is out of date. */
  | { type: 'startedOver' }

export interface PageWorld {
  conversations(): PageConversation[]
  messages(conversationId: string): PageMessage[]
  policies(): PagePolicy[]
  multiAdmin(): PageMultiAdmin
  reach(): PageReach
  scenes(): PageScene[]
  /** Sets a scene up, ends it, or does what happens once in it. */
  play(scene: string, isOn: boolean): Promise<void>
  /** The last calls to Graph, oldest first. */
  calls(): PageCall[]
  /** Forgets everything that was said, asked and changed. */
  startOver(): Promise<void>
  /** Gives the second administrator a role for a part of the tenant, or for all of it. */
  limit(isLimited: boolean): Promise<void>
  /** Devices whose name has the text in it, a few. */
  devices(text: string): PageDevice[]
  device(id: string): PageDeviceView
  clock(): PageClock
  /** Moves the time of the whole world on. */
  advance(hours: number): Promise<void>
  /** Sets or ends the access policy for a workload. */
  protect(workload: string, isProtected: boolean): Promise<void>
  /** Decides on a request in Intune, as another administrator. */
  decide(requestId: string, status: 'approved' | 'rejected'): Promise<void>
  /** In a channel or group chat the text reaches the bot as a mention of it. */
  say(personId: string, conversationId: string, text: string): Promise<void>
  execute(
    personId: string,
    conversationId: string,
    messageId: string,
    action: { verb: string; data: unknown },
  ): Promise<{ toast: string | null }>
  /** Action.Submit; without it the page says that nothing takes one. */
  submit?(
    personId: string,
    conversationId: string,
    messageId: string,
    data: unknown,
  ): Promise<{ toast: string | null }>
  /** Returns the function that ends the listening. */
  on(listener: (event: PageEvent) => void): () => void
}
