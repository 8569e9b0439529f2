import type { Kysely } from 'kysely'
import type { AssignmentRequest, Place } from '../../request/request.ts'
import type { JobQueue } from '../../store/jobs.ts'
import { releasePost } from '../../store/posts.ts'
import type { Schema } from '../../store/schema.ts'

/** The request's card, posted again at the end of its conversation. */
export async function bringDown(
  { id: requestId, asker: { tenantId } }: Pick<AssignmentRequest, 'id' | 'asker'>,
  { kind, conversationId }: Place,
  { db, jobs }: { db: Kysely<Schema>; jobs: JobQueue },
): Promise<void> {
  // The first message of a thread has to stay with its replies.
  if (kind === 'channel' && !conversationId.includes(';')) return
  await db.transaction().execute(async (transaction) => {
    const activityId = await releasePost(transaction, requestId, 'card', conversationId)
    if (!activityId) return
    await jobs.send(
      transaction,
      { name: 'card', data: { requestId }, key: requestId, tenantId },
      { name: 'withdraw', data: { requestId, conversationId, activityId }, key: activityId, tenantId },
    )
  })
}
