import { anyoneIn, type ChannelName, peopleIn } from '../../wording/channelName.ts'
import { standsInWords } from '../../wording/standIn.ts'

/** Somebody who may approve. People and groups are Entra object ids; the names are for reading only. */
export type Approver =
  | { who: 'requester' }
  /** Whoever is in the conversation in which it was asked. */
  | { who: 'conversation' }
  /** Whoever is in the approvals channel. */
  | { who: 'channel' }
  | {
      who: 'person'
      id: string
      name: string | null
      /** Who is away, and until when this one stands in (ISO 8601). Never stored. */
      insteadOf?: { id: string; name: string; until: string }
    }
  /** A member of an Entra group, nested groups included. */
  | { who: 'group'; id: string; name: string | null }

/** What the rule that matched a request demands. Plain data: it is stored with the request. */
export interface Terms {
  /** The rule's name. */
  rule: string
  approvers: Approver[]
  /** How many different people. */
  needed: number
  requesterCounts: boolean
  reasonRequired: boolean
  /** How long people have to decide, in milliseconds; null: as the settings say. */
  lifetime: number | null
  /** The approvals channel, where the card goes for people other than the requester. */
  channel: string | null
  /** What that channel is called, and where it is. Never stored. */
  channelName?: ChannelName & { url: string | null }
  /** Conversations that hear about it besides those that asked to be notified. */
  notify: string[]
  /** The requester has to say why it is wanted before anybody can approve; when left out, they may. */
  why?: { pattern: string | null }
  /** The requester may go ahead alone if they write why it cannot wait. When left out, they may not. */
  emergency?: boolean
  /** People whom it names may have somebody stand in for them. When left out, they may not. */
  standIns?: boolean
}

/**
 * "people in Device Operations › Approvals", "Bruno Okafor"
 * @param asOne whether one of them is enough and it is not said of several: "anyone in Device Operations › Approvals".
 */
export function approverInWords(
  approver: Approver,
  requester: string,
  channel: ChannelName | null,
  asOne = false,
): string {
  switch (approver.who) {
    case 'requester':
      return requester
    case 'conversation':
      return 'anybody else in this conversation'
    case 'channel':
      return asOne && channel ? anyoneIn(channel) : peopleIn(channel)
    case 'person':
      return approver.insteadOf
        ? standsInWords(approver.name ?? approver.id, approver.insteadOf.name)
        : (approver.name ?? `the person ${approver.id}`)
    case 'group':
      return `members of ${approver.name ?? `the group ${approver.id}`}`
  }
}
