import type { Kysely } from 'kysely'
import { z } from 'zod'
import { channelOf } from '../../request/place.ts'
import type { JobQueue } from '../../store/jobs.ts'
import { isKnownMessage } from '../../store/postLookups.ts'
import { findPost, markStanding, type Post } from '../../store/posts.ts'
import type { Schema } from '../../store/schema.ts'
import { cardUnknown } from '../../wording/turns.ts'
import type { Desk } from '../../workflow/desk.ts'
import { noticeCard } from '../cards/noticeCard.ts'
import { isPress } from '../presses.ts'
import type { Activity, Turn } from '../turn.ts'
import { senderOf } from './activity.ts'
import { verbOf } from './cardPress.ts'
import { type PressParts, view } from './onCardAction.ts'

export interface SelfReportParts extends PressParts {
  db: Kysely<Schema>
  desk: Desk
  jobs: JobQueue
}

const Report = z.object({ action: z.object({ data: z.object({ post: z.string().uuid() }) }) })

/** A card's own refresh, for a card that looks the same to everybody. */
export function isRefresh(activity: Activity): boolean {
  return isPress(activity) && verbOf(activity) === 'refresh'
}

/** Answers with what the message shows: no more than everybody there sees anyway. */
export async function onCardRefresh(turn: Turn, parts: SelfReportParts): Promise<void> {
  const sender = senderOf(turn.activity)
  const post = await noteReport(turn, parts)
  if (post && sender && post.purpose !== 'notice') return await view(turn, sender, post.requestId, parts)
  const request = post ? await parts.desk.load(post.requestId) : null
  if (!sender || request?.asker.tenantId !== sender.person.tenantId) {
    const value = { code: 'BadRequest', message: cardUnknown() }
    await turn.answer(200, { statusCode: 400, type: 'application/vnd.microsoft.error', value })
  } else {
    const { contentType, content } = noticeCard(request)
    await turn.answer(200, { statusCode: 200, type: contentType, value: content })
  }
}

/**
 * Records where a message with its key is (see `withKey`), whatever else the client asks.
 * @returns null when it has no key, or is in a conversation where that message does not belong.
 */
export async function noteReport(turn: Turn, { db, jobs }: SelfReportParts): Promise<Post | null> {
  const sender = senderOf(turn.activity)
  const report = Report.safeParse(turn.activity.value)
  const activityId = turn.activity.replyToId
  if (!report.success || !sender || !activityId) return null
  const post = await findPost(db, report.data.action.data.post)
  if (!post || channelOf(post.conversationId) !== channelOf(sender.place.conversationId)) return null
  // Only a message whose sending was never answered has an unknown place.
  const standing = post.activityId ?? (post.sendingAt ? await markStanding(db, post.key, activityId) : null)
  const isUnknown = standing && standing !== activityId && !(await isKnownMessage(db, activityId))
  if (isUnknown && isSecondCopy(activityId, post)) {
    const { requestId, conversationId } = post
    await jobs.send(db, {
      name: 'withdraw',
      data: { requestId, conversationId, activityId },
      key: activityId,
      tenantId: sender.person.tenantId,
    })
  }
  return post
}

/** How far clocks may differ, plus the time a send may take. */
const MARGIN_MS = 15_000

/**
 * A client may name any message of the bot's, and Teams might name one by another id than it gave: that alone is no
 * reason to delete anything. A second copy is proved where this post was sent again because nobody knew of its first
 * send, and the message named was made at that time; Teams' ids are times in milliseconds.
 */
export function isSecondCopy(activityId: string, { doubted }: Pick<Post, 'doubted'>): boolean {
  if (!doubted || !/^\d{13}$/.test(activityId)) return false
  const at = Number(activityId)
  return at >= doubted.from.getTime() - MARGIN_MS && at <= doubted.to.getTime() + MARGIN_MS
}
