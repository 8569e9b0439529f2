import { type Activity, ActivityTypes } from 'botbuilder'
import type { Kysely } from 'kysely'
import type { Desk } from '../approvals/desk.ts'
import type { AssignmentRequest } from '../approvals/request.ts'
import {
  findConversation,
  type KnownConversation,
  notifiedConversations,
  personalConversation,
} from '../store/conversations.ts'
import { markPosted, type Purpose, postAt } from '../store/posts.ts'
import type { Schema } from '../store/schema.ts'
import { cardMessage } from './messages.ts'
import { noticeCard } from './noticeCard.ts'
import { type Outbox, Unreachable } from './outbox.ts'
import { requestCard, requestInShort } from './requestCard.ts'
import type { SignIn } from './signIn.ts'
import { signInCard } from './signInCard.ts'
import type { SignInPage } from './signInPage.ts'

export interface PostingParts {
  db: Kysely<Schema>
  desk: Desk
  outbox: Outbox
  signIn: SignIn
  signInPage: SignInPage | null
  /** Where results go when nobody said "notify here". */
  notifyConversation: string | null
  log: { warn(fields: object, message: string): void }
}

/** The jobs that write in Teams. Each may run any number of times; what stands there is noted in `posts`. */
export class Posting {
  private readonly parts: PostingParts

  constructor(parts: PostingParts) {
    this.parts = parts
  }

  /** Brings the request's card up to date, or posts it for the first time. */
  async card(requestId: string): Promise<void> {
    const request = await this.parts.desk.load(requestId)
    if (!request || isSilent(request)) return
    const conversation = await findConversation(this.parts.db, request.place.conversationId)
    if (conversation) await this.bring(request, 'card', conversation, () => drawn(request))
  }

  /**
   * Shows on the card how far the search for a request is, in place of "looking it up". It only tells: the
   * request stays as it is, and a message that cannot be written is let go.
   */
  async progress(request: AssignmentRequest, sentence: string): Promise<void> {
    const { db, outbox, log } = this.parts
    try {
      const conversation = await findConversation(db, request.place.conversationId)
      if (!conversation) return
      const post = await postAt(db, request.id, 'card', conversation.id)
      const message = drawn({ ...request, reason: sentence })
      const activityId = post.activityId ?? (await outbox.create(conversation, message))
      if (post.activityId) await outbox.update(conversation, activityId, message)
      else await markPosted(db, request.id, 'card', { ...post, activityId })
    } catch (error) {
      log.warn({ err: error, requestId: request.id }, 'the progress of a search could not be shown')
    }
  }

  /** Tells the channels how it ended, once each. */
  async notice(requestId: string): Promise<void> {
    const { db, desk, notifyConversation } = this.parts
    const request = await desk.load(requestId)
    if (!request) return
    const told = await notifiedConversations(db, request.asker.tenantId)
    const places = told.length > 0 ? told : notifyConversation ? [notifyConversation] : []
    for (const id of places) {
      const conversation = await findConversation(db, id)
      if (!conversation) {
        this.parts.log.warn(
          { conversation: id },
          'the channel for notices is not known; write to the bot there once',
        )
        continue
      }
      const message = cardMessage(noticeCard(request), requestInShort(request))
      await this.bring(request, 'notice', conversation, () => message)
    }
  }

  /** Asks the requester, in their own chat and nowhere else, to sign in. */
  async signIn(requestId: string): Promise<void> {
    const { db, desk, outbox } = this.parts
    const request = await desk.load(requestId)
    if (request?.state !== 'signInNeeded') return
    const place = await findConversation(db, request.place.conversationId)
    if (!place) return
    const own = await personalConversation(db, request.asker)
    const known = own ? await findConversation(db, own) : null
    try {
      await this.askToSignIn(request, known ?? (await outbox.openPersonal(place, request.asker)))
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error
      this.parts.log.warn({ requestId, purpose: 'signIn' }, error.message)
      if (place.kind !== 'personal') await this.sayUnreachable(request, place)
    }
  }

  private async askToSignIn(request: AssignmentRequest, conversation: KnownConversation): Promise<void> {
    const { db, desk, outbox, signIn, signInPage } = this.parts
    const { claims, id, reason, revision } = request
    if (claims && !signInPage) {
      const sentence = `${reason} Assent has no sign-in page for that: whoever runs it has to set BOT_DOMAIN.`
      await desk.transition(id, { type: 'gaveUp', reason: sentence })
      return
    }
    const post = await postAt(db, id, 'signIn', conversation.id)
    if (post.revision >= revision) return
    const activityId =
      claims && signInPage
        ? await outbox.create(
            conversation,
            cardMessage(signInCard(request, await signInPage.addressFor(request))),
          )
        : await outbox.createWith(conversation, (context) => signIn.card(request, context))
    await markPosted(db, id, 'signIn', { ...post, activityId, revision })
  }

  /** Said where it was asked, since there is no other place; the request waits. */
  private async sayUnreachable(request: AssignmentRequest, place: KnownConversation): Promise<void> {
    const { db, outbox } = this.parts
    const { asker, id, revision } = request
    const post = await postAt(db, id, 'signIn', place.id)
    if (post.revision >= revision) return
    const text = `${asker.name}, you have to sign in, and I cannot write to you in a chat of your own. Add the Assent app for yourself in Teams; then I ask you there, and your request goes on.`
    const activityId = await outbox.create(place, { type: ActivityTypes.Message, textFormat: 'plain', text })
    await markPosted(db, id, 'signIn', { ...post, activityId, revision })
  }

  private async bring(
    request: AssignmentRequest,
    purpose: Purpose,
    conversation: KnownConversation,
    draw: () => Partial<Activity>,
  ): Promise<void> {
    const { db, outbox, log } = this.parts
    const post = await postAt(db, request.id, purpose, conversation.id)
    if (post.revision >= request.revision) return
    try {
      const activityId = post.activityId ?? (await outbox.create(conversation, draw()))
      if (post.activityId) await outbox.update(conversation, post.activityId, draw())
      await markPosted(db, request.id, purpose, { ...post, activityId, revision: request.revision })
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error
      // Nothing is lost: the request itself goes on, and its state is in the store.
      log.warn({ requestId: request.id, conversation: conversation.id, purpose }, error.message)
    }
  }
}

function drawn(request: AssignmentRequest): Partial<Activity> {
  return cardMessage(requestCard(request), requestInShort(request))
}

/**
 * A request that has just been asked has nothing to show yet; one that waits for a sign-in in the requester's
 * own chat shows the sign-in card alone there.
 */
function isSilent(request: AssignmentRequest): boolean {
  if (request.round > 0) return false
  const asking = request.state === 'signInNeeded' && request.resume === 'asked'
  return request.state === 'asked' || (asking && request.place.kind === 'personal')
}
