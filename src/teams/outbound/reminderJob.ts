import type { Kysely } from 'kysely'
import { postAt } from '../../store/posts.ts'
import type { Schema } from '../../store/schema.ts'
import type { Desk } from '../../workflow/desk.ts'
import { textMessage } from '../messages.ts'
import { type CopiesParts, copiesOf } from './cardAudience.ts'
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

  /** Reminds those who may approve, beside each copy of the card, once in a round. */
  async run(requestId: string, round: number): Promise<void> {
    const { db, desk, now } = this.parts
    const request = await desk.load(requestId)
    if (request?.state !== 'pending' || request.round !== round) return
    const text = `This still waits for approval. It expires ${inAbout(Date.parse(request.expiresAt) - now().getTime())}.`
    for (const { conversation } of await copiesOf(request, this.parts)) {
      const { activityId } = await postAt(db, requestId, 'card', conversation.id)
      const there = inThread(conversation, activityId)
      await unlessUnreachable(this.parts, request, there, async () => {
        const { key } = await postAt(db, requestId, 'reminder', there.id)
        await sendAtMostOnce(this.parts, key, round, there, textMessage(text))
      })
    }
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
