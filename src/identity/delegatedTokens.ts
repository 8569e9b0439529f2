import { setImmediate as nextTurn } from 'node:timers/promises'
import { decodeJwt } from 'jose'
import { LRUCache } from 'lru-cache'
import type { Person } from '../request/person.ts'
import { onBehalfOf } from './credentials.ts'
import { answeredWithin } from './deadline.ts'
import { SignInCheck, type SignInSettings } from './signInCheck.ts'
import { isExpiredAssertion, problemFrom, SignInProblem } from './signInProblems.ts'

export interface DelegatedSettings extends SignInSettings {
  /** Prefix of Graph's scopes, for example https://graph.microsoft.com. */
  graphResource: string
}

export interface TokenWatch {
  /** Called whenever a person's tokens are dropped: whatever was read with them goes too. */
  onForget(person: Pick<Person, 'tenantId' | 'oid'>): void
  /** Called with each reason why there was no token, for the operator's log. */
  onProblem(problem: SignInProblem, person: Person): void
}

/** How often the person has signed out so far, anywhere; read from the database. */
export type SignOutsOf = (person: Pick<Person, 'tenantId' | 'oid'>) => Promise<number>

/** The tokens of one person for one job or turn, for one set of scopes. */
export interface TokenSession {
  /** @throws {SignInProblem} */
  token(): Promise<string>
  /**
   * Called right before a change: what a job started with no longer counts once the person has signed out.
   * @throws {SignInProblem} `signIn`
   */
  confirm(): Promise<void>
}

interface KeptToken {
  token: string
  /** How often the person had signed out when the token was requested. */
  signOuts: number
}

/** The person's sign-in as the Bot Framework token service holds it; null if they have none. */
export type SignInOf = (person: Person) => Promise<string | null>

const BEFORE_EXPIRY_MS = 5 * 60_000
const MAX_KEPT = 500
/** How many people's sign-out counts are remembered. */
const MAX_KNOWN = 20_000
/** For a token, counted from the token service's answer: none of Microsoft's libraries gives up on its own. */
const TOKEN_WITHIN_MS = 10_000

/**
 * People's Graph tokens, obtained on their behalf for exactly the scopes requested. They live only in this process's
 * memory, per person and set of scopes, and are dropped five minutes before they expire, when Graph rejects one, and
 * when the person signs out. Sign-outs are stored for all processes and checked once by each job and turn; whatever
 * was obtained before one no longer counts, even if it was under way at that moment.
 */
export class DelegatedTokens {
  private readonly kept = new LRUCache<string, KeptToken>({ max: MAX_KEPT })
  private readonly known = new LRUCache<string, number>({ max: MAX_KNOWN })
  /** Counts of sign-outs that are about to be read, by person. */
  private readonly asked = new Map<string, Promise<number>>()
  private readonly signIns: SignInCheck
  private readonly settings: DelegatedSettings
  private readonly signInOf: SignInOf
  private readonly signOutsOf: SignOutsOf
  private readonly watch: TokenWatch

  constructor(settings: DelegatedSettings, signInOf: SignInOf, signOutsOf: SignOutsOf, watch: TokenWatch) {
    this.settings = settings
    this.signIns = new SignInCheck(settings)
    this.signInOf = signInOf
    this.signOutsOf = signOutsOf
    this.watch = watch
  }

  /** For one job or turn; not to be reused for the next. */
  session(person: Person, scopes: readonly string[]): TokenSession {
    let begun: number | null = null
    const begin = async () => {
      begun ??= await this.begin(person)
      return begun
    }
    return {
      token: async () => await this.tokenFor(person, scopes, await begin()),
      confirm: async () => {
        const signOuts = await begin()
        if ((await this.begin(person)) === signOuts) return
        throw new SignInProblem(
          'signIn',
          { code: 'signedOut', who: person.name },
          'signed out while it was under way',
        )
      },
    }
  }

  /**
   * Asks how often the person has signed out so far; whatever was obtained before the last time is dropped. @returns
   * that number.
   */
  async begin(person: Pick<Person, 'tenantId' | 'oid'>): Promise<number> {
    const key = `${person.tenantId} ${person.oid}`
    const signOuts = await this.signOutsNow(key, person)
    const known = this.known.get(key) ?? 0
    if (signOuts > known) {
      this.known.set(key, signOuts)
      this.forget(person)
    }
    return signOuts
  }

  /** All who ask about somebody at the same moment are answered by one read, which begins after every one of them. */
  private signOutsNow(key: string, person: Pick<Person, 'tenantId' | 'oid'>): Promise<number> {
    const asked = this.asked.get(key)
    if (asked) return asked
    const answer = nextTurn().then(() => {
      this.asked.delete(key)
      return this.signOutsOf(person)
    })
    this.asked.set(key, answer)
    return answer
  }

  private async tokenFor(person: Person, scopes: readonly string[], signOuts: number): Promise<string> {
    const key = cacheKey(person, scopes)
    const kept = this.kept.get(key)
    if (kept?.signOuts === signOuts) return kept.token
    const { token, expiresOnTimestamp } = await this.exchange(person, scopes)
    const ttl = expiresOnTimestamp - Date.now() - BEFORE_EXPIRY_MS
    const isOld = signOuts < (this.kept.get(key)?.signOuts ?? 0)
    if (ttl > 0 && !isOld) this.kept.set(key, { token, signOuts }, { ttl })
    return token
  }

  /**
   * Template ids of the person's roles in the directory, as their token names them
   * (learn.microsoft.com/entra/identity-platform/access-token-claims-reference, `wids`). A token for somebody else need
   * not be readable; then there are none. Nothing is granted by it.
   * @throws {SignInProblem}
   */
  async directoryRoles(person: Person, scopes: readonly string[]): Promise<readonly string[]> {
    const token = await this.session(person, scopes).token()
    try {
      const { wids } = decodeJwt(token)
      return Array.isArray(wids) ? wids.map(String) : []
    } catch {
      return []
    }
  }

  /**
   * Requests the token and discards it, so that a missing consent shows while the person is there. One that is kept,
   * from a write of theirs, has shown it already.
   */
  async rehearse(person: Person, scopes: readonly string[]): Promise<void> {
    if (this.kept.has(cacheKey(person, scopes))) return
    await this.exchange(person, scopes)
  }

  /** Graph turned a token down, or the person signed out: none of these is used again. */
  forget(person: Pick<Person, 'tenantId' | 'oid'>): void {
    const prefix = `${person.tenantId} ${person.oid} `
    for (const key of this.kept.keys()) if (key.startsWith(prefix)) this.kept.delete(key)
    this.watch.onForget(person)
  }

  /** Whether a sign-in belongs to exactly this person. @throws {SignInProblem} `busy` if that cannot be told now. */
  async isOf(assertion: string, person: Person): Promise<boolean> {
    try {
      await this.signIns.check(assertion, person)
      return true
    } catch (error) {
      if (error instanceof SignInProblem && error.code === 'busy') throw error
      return false
    }
  }

  private async exchange(person: Person, scopes: readonly string[]) {
    try {
      return await this.exchangeOnce(person, scopes)
    } catch (error) {
      if (!isExpiredAssertion(error)) throw this.problem(error, person, scopes)
    }
    // The sign-in expired between being fetched and being used: the token service may hold a newer one.
    return await this.exchangeOnce(person, scopes).catch((error) => {
      throw this.problem(error, person, scopes)
    })
  }

  /** A missing consent comes with the address where an administrator can give it. */
  private problem(error: unknown, person: Person, scopes: readonly string[]): SignInProblem {
    const problem = problemFrom(error, person.name)
    this.watch.onProblem(problem, person)
    if (problem.code !== 'consent') return problem
    const url = consentAddress(this.settings, person.tenantId)
    return new SignInProblem('consent', { code: 'notConsented', scopes, url }, problem.detail)
  }

  private async exchangeOnce(person: Person, scopes: readonly string[]) {
    const assertion = await this.signInOf(person)
    if (!assertion)
      throw new SignInProblem(
        'signIn',
        { code: 'notSignedIn', who: person.name },
        'the token service has no sign-in',
      )
    await this.signIns.check(assertion, person)
    const { entraUrl, signInApp, graphResource } = this.settings
    const credential = onBehalfOf(signInApp, { entraUrl, tenantId: person.tenantId }, assertion)
    const token = await answeredWithin(TOKEN_WITHIN_MS, (abortSignal) =>
      credential.getToken(
        scopes.map((scope) => `${graphResource}/${scope}`),
        { abortSignal },
      ),
    )
    if (!token) throw new SignInProblem('busy', { code: 'noToken' }, 'empty answer')
    return token
  }
}

/**
 * Where an administrator consents to all that the registration asks for
 * (learn.microsoft.com/entra/identity/enterprise-apps/grant-admin-consent, "Construct the URL").
 */
export function consentAddress(
  { entraUrl, signInApp }: Pick<DelegatedSettings, 'entraUrl' | 'signInApp'>,
  tenantId: string,
): string {
  return `${entraUrl}/${tenantId}/adminconsent?client_id=${signInApp.appId}`
}

function cacheKey(person: Person, scopes: readonly string[]): string {
  return `${person.tenantId} ${person.oid} ${[...scopes].sort().join(' ')}`
}
