import { blockOf, settingOf } from './entraErrors.ts'

/**
 * Why there is no token for a person.
 *
 * `signIn`: they have to sign in (again). `consent`: an administrator has to consent to the permissions.
 * `stepUp`: Entra wants a stronger sign-in; `claims` says which. `blocked`: a policy forbids it.
 * `configuration`: the operator's to mend, not the person's. `busy`: may work later.
 */
export type ProblemCode = 'signIn' | 'consent' | 'stepUp' | 'blocked' | 'configuration' | 'busy'

/** The message is a sentence for a person; `detail` is for the log. */
export class SignInProblem extends Error {
  override readonly name = 'SignInProblem'
  readonly code: ProblemCode
  readonly claims: string | null
  readonly detail: string
  /** With `configuration`: what whoever runs Assent has to check, for the log. */
  readonly setting: string | null

  constructor(
    code: ProblemCode,
    sentence: string,
    detail: string,
    claims: string | null = null,
    setting: string | null = null,
  ) {
    super(sentence)
    this.setting = setting
    this.code = code
    this.detail = detail
    this.claims = claims
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
  return numberOf(causeOf(error)) === EXPIRED_ASSERTION
}

/**
 * Every failure of `OnBehalfOfCredential` is an `AuthenticationRequiredError`, a wrong secret and a dead network
 * too; only its cause tells them apart (read in @azure/identity 4.14 and msal-node 5).
 */
export function problemFrom(error: unknown): SignInProblem {
  if (error instanceof SignInProblem) return error
  const cause = causeOf(error)
  const number = numberOf(cause)
  const detail = [cause.errorCode, number && `AADSTS${number}`, cause.subError].filter(Boolean).join(' ')
  const trace = cause.correlationId ? ` Correlation id for support: ${cause.correlationId}.` : ''
  const make = (code: ProblemCode, sentence: string) =>
    new SignInProblem(code, sentence, detail || String(cause.message ?? error), cause.claims || null)
  if (cause.claims)
    return make('stepUp', 'Entra asks for a stronger sign-in (for example multi-factor authentication).')
  if (cause.subError === 'consent_required' || (number !== null && NOT_CONSENTED.includes(number))) {
    return make('consent', 'An administrator has not yet consented to the permissions that this needs')
  }
  if (cause.subError === 'bad_token' || number === EXPIRED_ASSERTION) {
    return make('signIn', 'The sign-in is no longer valid.')
  }
  const blocked = blockOf(number, cause.subError)
  if (blocked) return make('blocked', `${blocked}${trace}`)
  const setting = settingOf(cause.errorCode, number)
  if (setting) {
    const sentence = `Assent is not set up correctly, and signing in again does not help. Please tell your administrator: whoever runs Assent finds what to look at in its log.${trace}`
    return new SignInProblem('configuration', sentence, detail, null, setting)
  }
  if (
    cause.errorCode === 'temporarily_unavailable' ||
    cause.errorCode === 'network_error' ||
    !cause.errorCode
  ) {
    return make('busy', 'Microsoft Entra does not answer at the moment.')
  }
  if (cause.errorCode === 'interaction_required' || cause.errorCode === 'invalid_grant') {
    return make('signIn', 'Microsoft Entra asks you to sign in again.')
  }
  return make('busy', 'Microsoft Entra does not answer at the moment.')
}

function causeOf(error: unknown): Cause {
  const cause = error instanceof Error ? (error.cause ?? error) : undefined
  return cause && typeof cause === 'object' ? (cause as Cause) : {}
}

function numberOf({ errorNo }: Cause): number | null {
  const number = Number(errorNo)
  return errorNo !== undefined && errorNo !== '' && Number.isFinite(number) ? number : null
}
