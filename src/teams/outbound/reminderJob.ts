import type { Kysely } from 'kysely'
import { isSameId } from '../../intune/guid.ts'
import type { AssignmentRequest } from '../../request/request.ts'
import type { KnownConversation } from '../../store/conversations.ts'
import { postAt } from '../../store/posts.ts'
import type { Schema } from '../../store/schema.ts'
import { reminderNews } from '../../wording/news.ts'
import type { Desk } from '../../workflow/desk.ts'
import { type CopiesParts, copiesOf } from './cardAudience.ts'
import { type Called, calling, deedInWords } from './noticeReplies.ts'
import { sendAtMostOnce, unlessUnreachable } from './sendAtMostOnce.ts'
import { inThread } from './threads.ts'

export interface ReminderJobParts extends CopiesParts {
  db: Kysely<Schema>
  desk: Desk
}

export class ReminderJob {
  private readonly parts: ReminderJobParts

  constructor(parts: ReminderJobParts) {
    this.parts = parts
  }

  /** Reminds those who may approve, next to each copy of the card, once a round. */
  async run(requestId: string, round: number): Promise<void> {
    const { db, desk, now } = this.parts
    const request = await desk.load(requestId)
    if (request?.state !== 'pending' || request.round !== round) return
    const when = inAbout(Date.parse(request.expiresAt) - now().getTime())
    const text = reminderNews(deedInWords(request), when)
    const away = awayFrom(request)
    for (const { conversation, oid } of await copiesOf(request, this.parts)) {
      // Whoever stands in for an approver is reminded instead.
      if (oid !== null && !isSameId(oid, request.asker.oid) && away.has(oid.toLowerCase())) continue
      const { activityId } = await postAt(db, requestId, 'card', conversation.id)
      const there = inThread(conversation, activityId)
      await unlessUnreachable(this.parts, request, there, async () => {
        const { key } = await postAt(db, requestId, 'reminder', there.id)
        const named = oid === null ? await this.approversIn(request, conversation) : []
        await sendAtMostOnce(this.parts, key, round, there, calling(named, text))
      })
    }
  }

  /** Those named by the rule who are in a shared conversation: a reminder mentions them. */
  private async approversIn(request: AssignmentRequest, conversation: KnownConversation): Promise<Called[]> {
    const { terms, approvals } = request
    const away = awayFrom(request)
    const called: Called[] = []
    for (const approver of terms?.approvers ?? []) {
      if (approver.who !== 'person' || away.has(approver.id.toLowerCase())) continue
      if (approvals.some(({ by }) => isSameId(by.oid, approver.id))) continue
      const account = await this.parts.outbox.member(conversation, approver.id)
      if (account) called.push({ teamsId: account.id, name: account.name ?? approver.name ?? '' })
    }
    return called
  }
}

/** "in about 2 hours" */
function inAbout(milliseconds: number): string {
  const minutes = Math.max(1, Math.round(milliseconds / 60_000))
  const format = new Intl.RelativeTimeFormat('en')
  const [amount, unit] =
    minutes < 90 ? ([minutes, 'minute'] as const) : ([Math.round(minutes / 60), 'hour'] as const)
  return format.format(amount, unit)
}

/** Lower-case ids of the approvers who have a stand-in. */
function awayFrom({ terms }: AssignmentRequest): Set<string> {
  const places = (terms?.approvers ?? []).flatMap((one) =>
    one.who === 'person' && one.insteadOf ? [one.insteadOf.id.toLowerCase()] : [],
  )
  return new Set(places)
}
