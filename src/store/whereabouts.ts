import { type Kysely, sql } from 'kysely'
import type { AssignmentRequest } from '../request/request.ts'
import { requestFrom, type StoredRequest } from '../request/storedRequest.ts'
import type { KnownConversation } from './conversations.ts'
import { type Post, type PostRow, postOf } from './posts.ts'
import type { ConversationReference, Schema } from './schema.ts'

/** A request and where it is shown, as of one moment. */
export interface Whereabouts {
  request: AssignmentRequest
  /** All its messages. */
  posts: Post[]
  /** Those of its conversations that the bot knows. */
  conversations: KnownConversation[]
  /** The ids of the conversations that want to hear about every request of the tenant. */
  notified: string[]
}

interface WhereaboutsRow {
  body: StoredRequest
  posts: (Omit<PostRow, DateColumn> & Record<DateColumn, string | null>)[]
  conversations: {
    id: string
    tenant_id: string
    kind: KnownConversation['kind']
    reference: ConversationReference
    notify: boolean
  }[]
}

type DateColumn = 'sending_at' | 'last_sent_at' | 'doubted_from'

/** Everything that a job needs to draw a request everywhere, in one statement. Null for an unknown id. */
export async function readWhereabouts(db: Kysely<Schema>, requestId: string): Promise<Whereabouts | null> {
  const { rows } = await sql<WhereaboutsRow>`
    select
      r.body,
      coalesce(
        (select jsonb_agg(to_jsonb(p) order by p.conversation_id) from posts p where p.request_id = r.id), '[]'
      ) as posts,
      coalesce(
        (
          select jsonb_agg(to_jsonb(c) order by c.id)
          from (
            select id, tenant_id, kind, reference, notify from conversations where id in (
              select r.body->'place'->>'conversationId'
              union all select r.body->'terms'->>'channel'
              union all select jsonb_array_elements_text(coalesce(r.body->'terms'->'notify', '[]'))
              union all select conversation_id from posts where request_id = r.id
            )
            union
            select id, tenant_id, kind, reference, notify from conversations
            where tenant_id = r.tenant_id and notify
          ) as c
        ), '[]'
      ) as conversations
    from requests r where r.id = ${requestId}`.execute(db)
  const [row] = rows
  if (!row) return null
  const request = requestFrom(row.body)
  return {
    request,
    posts: row.posts.map((post) =>
      postOf({
        ...post,
        sending_at: dateOf(post.sending_at),
        last_sent_at: dateOf(post.last_sent_at),
        doubted_from: dateOf(post.doubted_from),
      }),
    ),
    conversations: row.conversations.map(({ id, tenant_id: tenantId, kind, reference }) => ({
      id,
      tenantId,
      kind,
      reference,
    })),
    notified: row.conversations.flatMap(({ id, tenant_id: tenantId, notify }) =>
      notify && tenantId === request.asker.tenantId ? [id] : [],
    ),
  }
}

/** The message for this purpose in a conversation; null where there was none. */
export function postIn(
  { posts }: Pick<Whereabouts, 'posts'>,
  purpose: Post['purpose'],
  conversationId: string,
): Post | null {
  return posts.find((one) => one.purpose === purpose && one.conversationId === conversationId) ?? null
}

/** The conversations that have the request's card. */
export function conversationsWithCard({ posts }: Pick<Whereabouts, 'posts'>): string[] {
  return posts.flatMap((one) => (one.purpose === 'card' ? [one.conversationId] : []))
}

function dateOf(text: string | null): Date | null {
  return text === null ? null : new Date(text)
}
