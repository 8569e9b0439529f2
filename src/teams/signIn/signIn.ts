import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { DelegatedTokens } from '../../identity/delegatedTokens.ts'
import type { Person } from '../../request/person.ts'
import type { AssignmentRequest } from '../../request/request.ts'
import { saidFirst, wasSaid } from '../../store/deliveries.ts'
import type { Schema } from '../../store/schema.ts'
import { noteSignOut } from '../../store/signOuts.ts'
import { noteWords } from '../../wording/note.ts'
import { signInAsked, tokenNotExchanged, tokenOfAnother } from '../../wording/signIn.ts'
import type { Desk } from '../../workflow/desk.ts'
import { resumeAfterSignIn } from '../../workflow/signIns.ts'
import { senderOf } from '../inbound/activity.ts'
import type { BotMessage, TokenService, Turn } from '../turn.ts'

/** `id` is that of the card's `tokenExchangeResource`: the same from every client the person has open. */
const TokenOffer = z.object({
  id: z.string().min(1).max(200),
  token: z.string().min(1),
  connectionName: z.string(),
})

export interface SignInParts {
  db: Kysely<Schema>
  tokenService: TokenService
  /** The OAuth connection's name, which a client's offer has to name. */
  connection: string
  desk: Desk
  tokens: DelegatedTokens
  now: () => Date
  log: { warn(fields: object, message: string): void }
}

/** Signing in and out in chat. Always about the person who is asked, never about whoever clicks. */
export class SignIn {
  private readonly parts: SignInParts

  constructor(parts: SignInParts) {
    this.parts = parts
  }

  /** The card with which Teams signs a person in: silently where it can, else with its button. */
  async message(
    { asker, reason }: Pick<AssignmentRequest, 'asker' | 'reason'>,
    turn: Turn,
  ): Promise<BotMessage> {
    const text = signInAsked(reason ? noteWords(reason) : null)
    return { attachments: [await this.parts.tokenService.card(turn, asker.teamsId, text)] }
  }

  /**
   * `signin/tokenExchange`: Teams offers the person's token. Every client they have open sends one, to whichever
   * replica; each gets its answer, and the first good one lets the request continue
   * (learn.microsoft.com/microsoftteams/platform/bots/how-to/authentication/bot-sso-code).
   */
  async exchange(turn: Turn): Promise<void> {
    const { connection, db, now } = this.parts
    const sender = senderOf(turn.activity)
    const offer = TokenOffer.safeParse(turn.activity.value)
    const answer = (status: number, failureDetail?: string) =>
      turn.answer(status, {
        id: offer.data?.id,
        connectionName: connection,
        ...(failureDetail ? { failureDetail } : {}),
      })
    if (!sender || !offer.success || offer.data.connectionName !== connection) {
      await answer(400, tokenOfAnother())
      return
    }
    const what = `signin/tokenExchange ${offer.data.id}`
    const { conversationId } = sender.place
    if (await wasSaid(db, conversationId, what)) {
      await answer(200)
      return
    }
    if (!(await this.keep(sender.person, offer.data.token))) {
      // 412 makes Teams show the button.
      await answer(412, tokenNotExchanged())
      return
    }
    // A client never repeats an offer that was answered 200, so the request has to have continued by then.
    await this.completed(sender.person)
    await saidFirst(db, conversationId, what, now())
    await answer(200)
  }

  /** `signin/verifyState`: the person came back from the button's page with a code, or closed it. */
  async verify(turn: Turn): Promise<void> {
    const sender = senderOf(turn.activity)
    const { state: code } = (turn.activity.value ?? {}) as { state?: unknown }
    if (!sender || typeof code !== 'string') {
      await turn.answer(400)
      return
    }
    const isCode = /^\d{4,12}$/.test(code)
    const { tokenService } = this.parts
    const { person } = sender
    const token = isCode ? await this.taken(person, tokenService.token(person.teamsId, code)) : null
    const isGood = token !== null && (await this.isOwn(person, token))
    if (isGood) await this.completed(person)
    // 404 is what Microsoft's own prompt answers to a code that is no good (botbuilder-dialogs).
    await turn.answer(isGood ? 200 : 404)
  }

  /** `signin/failure`: the silent way failed (for example `resourcematchfailed`); the card's button remains. */
  async failed(turn: Turn): Promise<void> {
    const { code } = (turn.activity.value ?? {}) as { code?: unknown }
    this.parts.log.warn({ code: String(code).slice(0, 60) }, 'silent sign-in failed')
    await turn.answer(200)
  }

  /**
   * A sign-in from Assent's own page: the token service keeps it, as it keeps those that Teams offers.
   * @throws when the token service does not accept it.
   */
  async take(person: Person, assertion: string): Promise<void> {
    if (!(await this.keep(person, assertion)))
      throw new Error('The token service did not accept the sign-in.')
    this.parts.tokens.forget(person)
  }

  /**
   * What was obtained before this no longer counts, in any process.
   * @returns false where the token service refused, so that it may still hold the sign-in.
   */
  async out(person: Person): Promise<boolean> {
    const { db, tokenService, tokens, log } = this.parts
    await noteSignOut(db, person)
    try {
      await tokenService.signOut(person.teamsId)
      return true
    } catch (error) {
      log.warn({ err: error, oid: person.oid }, 'the token service did not sign somebody out')
      return false
    } finally {
      // Again: somebody may have been given the old sign-in between the first record and the token service's answer.
      await noteSignOut(db, person)
      tokens.forget(person)
    }
  }

  /** Gives a sign-in to the token service. @returns whether it accepted it as this person's. */
  private async keep(person: Person, token: string): Promise<boolean> {
    const kept = await this.taken(person, this.parts.tokenService.exchange(person.teamsId, token))
    return kept !== null && (await this.isOwn(person, kept))
  }

  /** What the token service has of it; null where it takes none, which only the operator can look into. */
  private async taken(person: Person, answer: Promise<string | null>): Promise<string | null> {
    try {
      return await answer
    } catch (error) {
      // The error itself may quote the token.
      const { name, statusCode: status } = error as Error & { statusCode?: number }
      this.parts.log.warn({ oid: person.oid, name, status }, 'the token service took no sign-in')
      return null
    }
  }

  /** A sign-in of somebody else, with whichever account was active in their browser, is not kept. */
  private async isOwn(person: Person, token: string): Promise<boolean> {
    // What cannot be verified now is verified when the token is used.
    if (await this.parts.tokens.isOf(token, person).catch(() => true)) return true
    this.parts.log.warn({ oid: person.oid }, 'a sign-in was another person’s')
    await this.out(person)
    return false
  }

  private async completed(person: Person): Promise<void> {
    this.parts.tokens.forget(person)
    await resumeAfterSignIn(this.parts.desk, person)
  }
}
