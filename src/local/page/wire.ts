import type {
  PageCall,
  PageClock,
  PageConversation,
  PageEvent,
  PageMessage,
  PageMultiAdmin,
  PagePolicy,
  PageReach,
  PageScene,
} from './pageWorld.ts'

/** What goes from the server to the browser on `/events`. */

export interface PageView {
  personId: string
  messageId: string
  card: unknown
}

export interface PageState {
  conversations: PageConversation[]
  messages: PageMessage[]
  views: PageView[]
  policies: PagePolicy[]
  multiAdmin: PageMultiAdmin
  reach: PageReach
  clock: PageClock
  scenes: PageScene[]
  calls: PageCall[]
}

/** The first thing on every connection is the whole state, so that no change falls between two requests. */
export type Live = { type: 'state'; state: PageState } | PageEvent
