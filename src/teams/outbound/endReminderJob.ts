import type { Kysely } from 'kysely'
import { endOf } from '../../request/ending.ts'
import { zoneOf } from '../../request/timing.ts'
import { reachConversation } from '../../store/conversations.ts'
import type { JobQueue } from '../../store/jobs.ts'
import { postAt } from '../../store/posts.ts'
import type { Schema } from '../../store/schema.ts'
import { endsSoon } from '../../wording/schedule.ts'
import { momentInFull } from '../../wording/timing.ts'
import type { Desk } from '../../workflow/desk.ts'
import { bringDown } from './bringDown.ts'
import { deedInWords, mentioning } from './noticeReplies.ts'
import { type SendParts, sendAtMostOnce, unlessUnreachable } from './sendAtMostOnce.ts'
import { inThread } from './threads.ts'

export interface EndReminderJobParts extends SendParts {
  db: Kysely<Schema>
  desk: Desk
  jobs: JobQueue
  now: () => Date
}

export class EndReminderJob {
  private readonly parts: EndReminderJobParts

  constructor(parts: EndReminderJobParts) {
    this.parts = parts
  }

  /** Reminds the requester by name, once for each end, and shows the card with its buttons below. */
  async run(requestId: string, end: string): Promise<void> {
    const { db, desk, now } = this.parts
    const request = await desk.load(requestId)
    // By now it has another end, or none.
    if (!request || endOf(request)?.toISOString() !== end || Date.parse(end) <= now().getTime()) return
    const own = await reachConversation(db, request.asker.tenantId, request.place.conversationId)
    if (!own) return
    const words = endsSoon(deedInWords(request), momentInFull(end, zoneOf(request.zone)))
    const which = 1 + request.log.filter(({ what }) => what === 'prolonged' || what === 'shortened').length
    const { activityId } = await postAt(db, requestId, 'card', own.id)
    const there = inThread(own, activityId)
    await unlessUnreachable(this.parts, request, there, async () => {
      const { key } = await postAt(db, requestId, 'endReminder', there.id)
      await sendAtMostOnce(this.parts, key, which, there, mentioning(request, words))
    })
    await bringDown(request, request.place, this.parts)
  }
}
