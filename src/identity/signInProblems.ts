import { inTurn, type Note, noteWords } from '../wording/note.ts'
import { blockOf, settingOf } from './entraErrors.ts'

/**
 * Why there is no token for a person.
 *
 * `signIn`: they have to sign in (again). `consent`: an administrator has to consent to the permissions.
 * `stepUp`: Entra wants a stronger sign-in; `claims` says which. `blocked`: a policy forbids it.
 * `configuration`: for the operator to fix, not the person. `busy`: may work later.
 */
export type ProblemCode = 'signIn' | 'consent' | 'stepUp' | 'blocked' | 'configuration' | 'busy'

/** The message is a sentence for a person; `detail` is for the log. */
export class SignInProblem extends Error {
  override readonly name = 'SignInProblem'
  readonly code: ProblemCode
  /** The message, as it is stored. */
  readonly note: Note
  readonly claims: string | null
  readonly detail: string
  /** With `configuration`: what whoever runs Assent has to check, for the log. */
  readonly setting: string | null

  constructor(
    code: ProblemCode,
    note: Note,
    detail: string,
    claims: string | null = null,
    setting: string | null = null,
  ) {
    super(noteWords(note))
    this.note = note
    this.setting = setting
    this.code = code
    this.detail = detail
    this.claims = claims
  }

  /** Whether it may work later without anybody doing anything. */
  get passing(): boolean {
    return this.code === 'busy'
  }
}

/** What `@azure/identity` attaches to its errors: an error of msal-node. */
interface Cause {
  errorCode?: string
  /** Entra's number: a number in msal's answers, a text in its types. */
  errorNo?: string | number
  subError?: string
  claims?: string
  correlationId?: string
  message?: string
}

const EXPIRED_ASSERTION = 500133
const NOT_CONSENTED = [65001, 65004, 90094]

/** Whether another assertion would help: this one expired between being fetched and being used. */
export function isExpiredAssertion(error: unknown): boolean {
  return errorNumber(causeOf(error)) === EXPIRED_ASSERTION
}

/**
 * Every failure of `OnBehalfOfCredential` is an `AuthenticationRequiredError`, a wrong secret and a dead network
 * too; only its cause tells them apart (read in @azure/identity 4.14 and msal-node 5).
 * @param who the name of the person whose token it would be.
 */
export function problemFrom(error: unknown, who: string): SignInProblem {
  if (error instanceof SignInProblem) return error
  const cause = causeOf(error)
  const number = errorNumber(cause)
  const detail = [cause.errorCode, number && `AADSTS${number}`, cause.subError].filter(Boolean).join(' ')
  const trace: Note | null = cause.correlationId ? { code: 'correlationId', id: cause.correlationId } : null
  const make = (code: ProblemCode, note: Note) =>
    new SignInProblem(code, note, detail || String(cause.message ?? error), cause.claims || null)
  if (cause.claims) return make('stepUp', { code: 'strongerSignIn' })
  if (cause.subError === 'consent_required' || (number !== null && NOT_CONSENTED.includes(number))) {
    return make('consent', { code: 'consentMissing' })
  }
  if (cause.subError === 'bad_token' || number === EXPIRED_ASSERTION) {
    return make('signIn', { code: 'signInNoLongerValid' })
  }
  const blocked = blockOf(number, cause.subError, who)
  if (blocked) return make('blocked', inTurn(blocked, trace))
  const setting = settingOf(cause.errorCode, number)
  if (setting) {
    return new SignInProblem('configuration', inTurn({ code: 'setUpWrongly' }, trace), detail, null, setting)
  }
  if (
    cause.errorCode === 'temporarily_unavailable' ||
    cause.errorCode === 'network_error' ||
    !cause.errorCode
  ) {
    return make('busy', { code: 'entraSilent' })
  }
  if (cause.errorCode === 'interaction_required' || cause.errorCode === 'invalid_grant') {
    return make('signIn', { code: 'signInAgain' })
  }
  return make('busy', { code: 'entraSilent' })
}

function causeOf(error: unknown): Cause {
  const cause = error instanceof Error ? (error.cause ?? error) : undefined
  return cause && typeof cause === 'object' ? (cause as Cause) : {}
}

function errorNumber({ errorNo }: Cause): number | null {
  const number = Number(errorNo)
  return errorNo !== undefined && errorNo !== '' && Number.isFinite(number) ? number : null
}
