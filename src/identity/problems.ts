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

  constructor(code: ProblemCode, sentence: string, detail: string, claims: string | null = null) {
    super(sentence)
    this.code = code
    this.detail = detail
    this.claims = claims
  }
}

/** What `@azure/identity` hangs under its errors: an error of msal-node. */
interface Cause {
  errorCode?: string
  errorNo?: string
  subError?: string
  claims?: string
  correlationId?: string
  message?: string
}

const EXPIRED_ASSERTION = '500133'

/** Whether another assertion would do: this one ran out between being fetched and being used. */
export function isExpiredAssertion(error: unknown): boolean {
  return causeOf(error).errorNo === EXPIRED_ASSERTION
}

/**
 * Every failure of `OnBehalfOfCredential` is an `AuthenticationRequiredError`, a wrong secret and a dead network
 * too; only its cause tells them apart (read in @azure/identity 4.14 and msal-node 5).
 */
export function problemFrom(error: unknown): SignInProblem {
  if (error instanceof SignInProblem) return error
  const cause = causeOf(error)
  const detail = [cause.errorCode, cause.errorNo && `AADSTS${cause.errorNo}`, cause.subError]
    .filter(Boolean)
    .join(' ')
  const trace = cause.correlationId ? ` Correlation id for support: ${cause.correlationId}.` : ''
  const make = (code: ProblemCode, sentence: string) =>
    new SignInProblem(code, sentence, detail || String(cause.message ?? error), cause.claims || null)
  if (cause.claims)
    return make('stepUp', 'Entra asks for a stronger sign-in (for example multi-factor authentication).')
  if (cause.subError === 'consent_required' || cause.errorNo === '65001') {
    return make('consent', 'An administrator has not yet consented to the permissions that this needs')
  }
  if (cause.subError === 'bad_token' || cause.errorNo === EXPIRED_ASSERTION) {
    return make('signIn', 'The sign-in is no longer valid.')
  }
  if (cause.subError === 'message_only' || cause.errorNo === '53003') {
    return make('blocked', `A Conditional Access policy of your organisation blocks this.${trace}`)
  }
  if (cause.errorCode === 'invalid_client' || cause.errorNo === '50013') {
    return make(
      'configuration',
      `Assent is not set up correctly; whoever runs it finds the reason in its log.${trace}`,
    )
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
  const cause = error instanceof Error ? error.cause : undefined
  return cause && typeof cause === 'object' ? (cause as Cause) : {}
}
