import type { Kysely } from 'kysely'
import type { Person } from '../../request/person.ts'
import type { AssignmentRequest } from '../../request/request.ts'
import { findConversation, type KnownConversation, personalConversation } from '../../store/conversations.ts'
import { markShown, postAt } from '../../store/posts.ts'
import type { Schema } from '../../store/schema.ts'
import { signInUnreachable } from '../../wording/news.ts'
import { inTurn } from '../../wording/note.ts'
import type { Desk } from '../../workflow/desk.ts'
import { signInCard } from '../cards/signInCard.ts'
import { cardMessage, textMessage } from '../messages.ts'
import type { SignIn } from '../signIn/signIn.ts'
import type { SignInPage } from '../signIn/signInPage.ts'
import { type Outbox, Unreachable } from './outbox.ts'

export interface SignInJobParts {
  db: Kysely<Schema>
  desk: Desk
  outbox: Outbox
  signIn: SignIn
  signInPage: SignInPage | null
  log: { warn(fields: object, message: string): void }
}

/** Sends people the card with which they sign in, to their own chat. */
export class SignInJob {
  private readonly parts: SignInJobParts

  constructor(parts: SignInJobParts) {
    this.parts = parts
  }

  /** Asks the requester, in their own chat and nowhere else, to sign in. */
  async run(requestId: string): Promise<void> {
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

  /** Asks somebody to sign in for something other than a request. @throws {Unreachable} */
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
      const why = inTurn(reason, { code: 'noSignInPage' })
      await desk.transition(id, { type: 'gaveUp', reason: why })
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

  /** Posted where it was asked, since there is no other place; the request waits. */
  private async sayUnreachable(request: AssignmentRequest, place: KnownConversation): Promise<void> {
    const { db, outbox } = this.parts
    const { asker, id, revision } = request
    const post = await postAt(db, id, 'signIn', place.id)
    if (post.revision >= revision) return
    await outbox.create(place, textMessage(signInUnreachable(asker.name)))
    await markShown(db, post.key, revision)
  }
}
