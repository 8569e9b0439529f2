import type { ColumnType, Generated } from 'kysely'
import type { StoredRequest } from '../request/storedRequest.ts'

type Timestamp = ColumnType<Date, Date | string, Date | string>

/** The tables, as Kysely types them. One dialect: PostgreSQL, embedded (PGlite) or not. */
export interface Schema {
  requests: {
    id: string
    tenant_id: string
    asker_oid: string
    state: string
    revision: number
    /** The whole request, as `request/request.ts` defines it; `requestFrom` reads it. */
    body: ColumnType<StoredRequest, string, string>
    created_at: Timestamp
    updated_at: Timestamp
    /** The span that its trace continues from, as W3C Trace Context writes it. */
    traceparent: string | null
  }
  /** Messages that were acknowledged, so that Teams sending one again does nothing twice. */
  heard: {
    conversation_id: string
    activity_id: string
    /** The request that it led to. */
    request_id: string | null
    at: Timestamp
  }
  /** Where a request's card or notice is in Teams. A row is written before the message is sent. */
  posts: {
    /** The message carries it, so that a client that shows the message can report where it is. */
    key: Generated<string>
    request_id: string
    conversation_id: string
    purpose: 'card' | 'notice' | 'signIn' | 'reply' | 'reminder' | 'told' | 'alarm' | 'endReminder'
    /** Teams' id of the message; null until it is known. */
    activity_id: string | null
    /** Since when the message may be there without its id being known; null when it is not. */
    sending_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    /**
     * When it was last sent, and since when there may be a second copy: the outcome of an earlier send was never known.
     */
    last_sent_at: ColumnType<Date | null, Date | null | undefined, Date | null>
    doubted_from: ColumnType<Date | null, Date | null | undefined, Date | null>
    /** The request's revision that the message shows; for a sign-in or a reminder, its number. */
    revision: Generated<number>
  }
  /** Which pages of a long card each person was shown. */
  shown_pages: {
    request_id: string
    oid: string
    /** The plans that the page was about; new plans make it another page. */
    edition: string
    page: number
  }
  conversations: {
    id: string
    tenant_id: string
    kind: 'personal' | 'groupChat' | 'channel'
    /** The address for writing there later. */
    reference: ColumnType<ConversationReference, string, string>
    notify: Generated<boolean>
    updated_at: Timestamp
  }
  /** What the channels of teams are called. */
  channels: {
    tenant_id: string
    id: string
    team_id: string
    team_name: string
    name: string | null
    url: string | null
    updated_at: Timestamp
  }
  people: {
    tenant_id: string
    oid: string
    teams_id: string
    name: string
    personal_conversation_id: string | null
    updated_at: Timestamp
  }
  /** Who decides in the place of an approver who is away; at most one for each. */
  stand_ins: {
    tenant_id: string
    /** The approver's Entra object id. */
    oid: string
    name: string
    stand_in_oid: string
    stand_in_name: string
    ends_at: Timestamp
  }
  /** How often somebody has signed out; people who never did have no row. */
  sign_outs: {
    tenant_id: string
    oid: string
    times: ColumnType<string | number, number, number>
    at: ColumnType<Date, Date | undefined, Date>
  }
  /** Every process on this database, and its last sign of life, by the database's clock. */
  replicas: {
    id: string
    seen_at: Timestamp
  }
  /** Sign-ins on Assent's own page that are under way. A ticket is removed when it is used. */
  tickets: {
    /** SHA-256 of what the browser brings, hex. */
    id: string
    request_id: string
    body: ColumnType<object, string, string>
    expires_at: Timestamp
  }
  /** Every transition, in order, as a chain of hashes per tenant. Can only be appended to. */
  audit: {
    tenant_id: string
    position: ColumnType<string | number, number, never>
    at: Timestamp
    request_id: string
    revision: number
    event: string
    state: string
    /** Null when Assent itself acted. */
    actor_oid: string | null
    detail: ColumnType<object, string, string>
    previous: string
    hash: string
  }
  /** Where each tenant's chain ends, and where it begins since retention removed its oldest part. */
  audit_heads: {
    tenant_id: string
    position: ColumnType<string | number, number, number>
    hash: string
    anchor_position: ColumnType<string | number, number, number>
    anchor_hash: string
    anchor_at: Date
    anchor_seal: string
  }
}

/** What is needed to write in a conversation later, besides its id: the address is the same for all of a tenant's. */
export interface ConversationReference {
  serviceUrl: string
  bot: ReferenceAccount
  /** Whoever spoke there last. */
  user?: ReferenceAccount
  /** Of a channel: Teams' own id of its team. */
  team?: string
}

export interface ReferenceAccount {
  /** Teams' own. */
  id: string
  name?: string
}
