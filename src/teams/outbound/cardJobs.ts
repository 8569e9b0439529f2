import type { Kysely } from 'kysely'
import type { Person } from '../../request/person.ts'
import type { AssignmentRequest, RequestIn } from '../../request/request.ts'
import { findConversation, type KnownConversation, personalConversation } from '../../store/conversations.ts'
import { markShown, postAt, postedIn } from '../../store/posts.ts'
import type { Schema } from '../../store/schema.ts'
import type { Desk } from '../../workflow/desk.ts'
import { type Drawing, requestCard, requestInShort } from '../cards/requestCard.ts'
import { signInCard } from '../cards/signInCard.ts'
import { cardMessage, textMessage } from '../messages.ts'
import type { SignIn } from '../signIn/signIn.ts'
import type { SignInPage } from '../signIn/signInPage.ts'
import type { Message } from '../turn.ts'
import { type Copy, copiesOf, othersThere } from './cardAudience.ts'
import { Standing } from './liveMessage.ts'
import { type Outbox, Unreachable } from './outbox.ts'
import { kindly, tellOnce } from './sendAtMostOnce.ts'
import { inThread } from './threads.ts'

export interface PostingParts {
  db: Kysely<Schema>
  desk: Desk
  outbox: Outbox
  signIn: SignIn
  signInPage: SignInPage | null
  now: () => Date
  log: { warn(fields: object, message: string): void }
}

/** The jobs that write in Teams. Each may run any number of times; what stands there is noted in `posts`. */
export class Posting {
  private readonly parts: PostingParts
  private readonly standing: Standing

  constructor(parts: PostingParts) {
    this.parts = parts
    this.standing = new Standing(parts)
  }

  /** Brings every copy of the request's card up to date, or posts it for the first time. */
  async card(requestId: string): Promise<void> {
    const { db, desk } = this.parts
    const request = await desk.load(requestId)
    if (!request || isSilent(request)) return
    const posted = await postedIn(db, requestId, 'card')
    const unreached: string[] = []
    const onUnreached = (name: string) => unreached.push(name)
    const copies = (await copiesOf(request, { ...this.parts, onUnreached })).filter(
      // Nobody is asked about what has ended.
      ({ own, conversation }) => own || request.state === 'pending' || posted.includes(conversation.id),
    )
    const others = copies.some(({ oid }) => oid === null) ? await othersThere(db, request) : []
    for (const copy of copies) {
      await kindly(this.parts, request, copy.conversation, () =>
        this.standing.bring(
          request,
          'card',
          copy.conversation,
          drawn(request, copy, { others, unreached }),
          request.revision,
          [
            () => drawn(request, copy, { others, unreached, rows: FEW_ROWS }),
            () => textMessage(inOneSentence(request)),
          ],
        ),
      )
    }
  }

  /**
   * Shows on the card how far the search for a request is, in place of "looking it up". It only tells: the
   * request stays as it is, and a message that cannot be written is let go.
   */
  async progress(request: RequestIn<'asked'>, sentence: string): Promise<void> {
    const { log } = this.parts
    try {
      const [own] = await copiesOf(request, this.parts)
      if (!own) return
      const message = drawn({ ...request, reason: sentence }, own)
      await this.standing.bring(request, 'card', own.conversation, message, null)
    } catch (error) {
      log.warn({ err: error, requestId: request.id }, 'the progress of a search could not be shown')
    }
  }

  /** Reminds those who may approve, beside each copy of the card, once in a round. */
  async reminder(requestId: string, round: number): Promise<void> {
    const { db, desk, now } = this.parts
    const request = await desk.load(requestId)
    if (request?.state !== 'pending' || request.round !== round) return
    const text = `This still waits for approval. It expires ${inAbout(Date.parse(request.expiresAt) - now().getTime())}.`
    for (const { conversation } of await copiesOf(request, this.parts)) {
      const { activityId } = await postAt(db, requestId, 'card', conversation.id)
      const there = inThread(conversation, activityId)
      await kindly(this.parts, request, there, async () => {
        const { key } = await postAt(db, requestId, 'reminder', there.id)
        await tellOnce(this.parts, key, round, there, textMessage(text))
      })
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

  /** Asks somebody to sign in who asked for something that is no request. @throws {Unreachable} */
  async askPerson(asker: Person, near: KnownConversation): Promise<void> {
    const { db, outbox, signIn } = this.parts
    const own = await personalConversation(db, asker)
    const chat = (own && (await findConversation(db, own))) || (await outbox.openPersonal(near, asker))
    await outbox.createWith(chat, (turn) => signIn.message({ asker, reason: null }, turn))
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
    if (claims && signInPage) {
      const card = signInCard(request, await signInPage.addressFor(request))
      await outbox.create(conversation, cardMessage(card))
    } else {
      await outbox.createWith(conversation, (turn) => signIn.message(request, turn))
    }
    await markShown(db, post.key, revision)
  }

  /** Said where it was asked, since there is no other place; the request waits. */
  private async sayUnreachable(request: AssignmentRequest, place: KnownConversation): Promise<void> {
    const { db, outbox } = this.parts
    const { asker, id, revision } = request
    const post = await postAt(db, id, 'signIn', place.id)
    if (post.revision >= revision) return
    const text = `${asker.name}, you have to sign in, and I cannot write to you in a chat of your own. Add the Assent app for yourself in Teams; then I ask you there, and your request goes on.`
    await outbox.create(place, textMessage(text))
    await markShown(db, post.key, revision)
  }

  /** Tells the requester alone, about a request that cannot be shown where it belongs. */
  async tell(request: AssignmentRequest, sentence: string): Promise<void> {
    const { db, outbox } = this.parts
    const own = await personalConversation(db, request.asker)
    const conversation = own ? await findConversation(db, own) : null
    const text = `${sentence} It stands like this: ${requestInShort(request)}`
    if (!conversation) return
    await kindly(this.parts, request, conversation, async () => {
      await outbox.create(conversation, textMessage(text))
    })
  }

  /** A second copy of a message of ours is taken away. */
  async withdraw(conversationId: string, activityId: string): Promise<void> {
    const conversation = await findConversation(this.parts.db, conversationId)
    if (conversation) await this.parts.outbox.withdraw(conversation, activityId)
  }
}

const FEW_ROWS = 5

function drawn(request: AssignmentRequest, { conversation, oid }: Copy, drawing: Drawing = {}): Message {
  const viewer = { oid, conversationId: conversation.id }
  const card = requestCard(request, viewer, {
    ...drawing,
    others: oid === null ? (drawing.others ?? []) : [],
  })
  return cardMessage(card, requestInShort(request))
}

/** Where no card fits: what became of it, and nothing to press, since nobody saw what it would do. */
function inOneSentence(request: AssignmentRequest): string {
  const waits = request.state === 'pending'
  const next = waits
    ? ' So it cannot be approved here: ask again for fewer policies or targets at a time.'
    : ''
  return `${requestInShort(request)} The card with its details is larger than Teams takes.${next}`
}

/** "in about 2 hours" */
function inAbout(milliseconds: number): string {
  const minutes = Math.max(1, Math.round(milliseconds / 60_000))
  const format = new Intl.RelativeTimeFormat('en')
  const [amount, unit] =
    minutes < 90 ? ([minutes, 'minute'] as const) : ([Math.round(minutes / 60), 'hour'] as const)
  return format.format(amount, unit)
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
