import type { Kysely } from 'kysely'
import { editionOf, isPaged } from '../../request/cardPages.ts'
import type { AssignmentRequest, RequestIn } from '../../request/request.ts'
import { findConversation, personalConversation } from '../../store/conversations.ts'
import type { Schema } from '../../store/schema.ts'
import { pagesShown } from '../../store/shownPages.ts'
import { conversationsWithCard, postIn, readWhereabouts } from '../../store/whereabouts.ts'
import { cardTooLarge, withItsState } from '../../wording/stateWords.ts'
import type { Desk } from '../../workflow/desk.ts'
import { type Drawing, requestCard } from '../cards/requestCard.ts'
import { requestSummary } from '../cards/requestSummary.ts'
import { cardMessage, textMessage } from '../messages.ts'
import type { BotMessage } from '../turn.ts'
import { type Copy, copiesOf, othersThere, withFormerCopies } from './cardAudience.ts'
import { ChannelNames } from './channelNames.ts'
import { LiveMessages } from './liveMessage.ts'
import type { Outbox } from './outbox.ts'
import { unlessUnreachable } from './sendAtMostOnce.ts'

export interface CardJobParts {
  db: Kysely<Schema>
  desk: Desk
  outbox: Outbox
  now: () => Date
  log: { warn(fields: object, message: string): void }
}

/** Keeps a request's card up to date everywhere. It may run any number of times. */
export class CardJob {
  private readonly parts: CardJobParts
  private readonly live: LiveMessages
  private readonly channelNames: ChannelNames

  constructor(parts: CardJobParts) {
    this.parts = parts
    this.live = new LiveMessages(parts)
    this.channelNames = new ChannelNames(parts)
  }

  /**
   * Brings every copy of the request's card up to date, or posts it for the first time.
   * @param again who may decide has changed, and not the request: what is drawn already is drawn once more.
   */
  async run(requestId: string, again = false): Promise<void> {
    const { db } = this.parts
    const read = await readWhereabouts(db, requestId)
    if (!read || isSilent(read.request)) return
    const { conversations } = read
    await this.channelNames.learnFor(read.request)
    const request = await this.parts.desk.asDecidedNow(read.request)
    const posted = conversationsWithCard(read)
    const unreached: string[] = []
    const onUnreached = (name: string) => unreached.push(name)
    const asked = (await copiesOf(request, { ...this.parts, read: conversations, onUnreached })).filter(
      // Nobody is asked about a request that has ended.
      ({ own, conversation }) => own || request.state === 'pending' || posted.includes(conversation.id),
    )
    const copies = await withFormerCopies(asked, posted, conversations, db)
    const others = copies.some(({ oid }) => oid === null) ? await othersThere(db, request) : []
    for (const copy of copies) {
      const shown = await this.shownTo(request, copy)
      await unlessUnreachable(this.parts, request, copy.conversation, async () => {
        const drawing = { others, unreached, shown }
        await this.live.show(request, 'card', copy.conversation, drawn(request, copy, drawing), {
          ...(again && posted.includes(copy.conversation.id) ? { revision: null } : {}),
          read: postIn(read, 'card', copy.conversation.id),
          smaller: [
            () => drawn(request, copy, { ...drawing, rows: FEW_ROWS }),
            () => textMessage(tooLargeSentence(request)),
          ],
        })
      })
    }
  }

  /**
   * The pages of a long card that have been seen in a personal chat; in a shared conversation nobody knows who saw
   * what.
   */
  private async shownTo(request: AssignmentRequest, { oid }: Copy): Promise<number[]> {
    if (oid === null || request.state !== 'pending' || !isPaged(request)) return []
    return await pagesShown(this.parts.db, { requestId: request.id, oid, edition: editionOf(request) })
  }

  /**
   * Shows on the card how far the search for a request has got, in place of "looking it up". This is information only:
   * the request stays as it is, and a message that cannot be written is skipped.
   */
  async showProgress(request: RequestIn<'asked'>, sentence: string): Promise<void> {
    const { log } = this.parts
    try {
      const [own] = await copiesOf(request, this.parts)
      if (!own) return
      const message = drawn({ ...request, reason: sentence }, own)
      await this.live.show(request, 'card', own.conversation, message, { revision: null })
    } catch (error) {
      log.warn({ err: error, requestId: request.id }, 'the progress of a search could not be shown')
    }
  }

  /** Tells the requester alone about a request that cannot be shown where it belongs. */
  async tell(request: AssignmentRequest, sentence: string): Promise<void> {
    const { db, outbox } = this.parts
    const own = await personalConversation(db, request.asker)
    const conversation = own ? await findConversation(db, own) : null
    const text = withItsState(sentence, requestSummary(request))
    if (!conversation) return
    await unlessUnreachable(this.parts, request, conversation, async () => {
      await outbox.create(conversation, textMessage(text))
    })
  }

  /** Deletes a second copy of one of our messages. */
  async withdraw(conversationId: string, activityId: string): Promise<void> {
    const conversation = await findConversation(this.parts.db, conversationId)
    if (conversation) await this.parts.outbox.withdraw(conversation, activityId)
  }
}

const FEW_ROWS = 5

function drawn(request: AssignmentRequest, { conversation, oid }: Copy, drawing: Drawing = {}): BotMessage {
  const viewer = { oid, conversationId: conversation.id }
  const card = requestCard(request, viewer, {
    ...drawing,
    others: oid === null ? (drawing.others ?? []) : [],
  })
  return cardMessage(card, requestSummary(request))
}

/** Where no card fits: what happened to it, without buttons, since nobody could see what they would do. */
function tooLargeSentence(request: AssignmentRequest): string {
  return cardTooLarge(requestSummary(request), request.state === 'pending')
}

/**
 * A request that has just been made has nothing to show yet; one that waits for a sign-in in the requester's
 * own chat shows only the sign-in card there.
 */
function isSilent(request: AssignmentRequest): boolean {
  if (request.round > 0) return false
  const asking = request.state === 'signInNeeded' && request.resume === 'asked'
  return request.state === 'asked' || (asking && request.place.kind === 'personal')
}
