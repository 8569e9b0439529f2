import { createRemoteJWKSet, errors, jwtVerify } from 'jose'
import type { AppRegistration } from '../config/registration.ts'
import type { Person } from '../request/person.ts'
import { SignInProblem } from './signInProblems.ts'

export interface SignInSettings {
  entraUrl: string
  /** The registration people sign in to (`access_as_user`). */
  signInApp: AppRegistration
}

/** What the sign-in app's registration calls the right to act for somebody (env/aad.manifest.json). */
export const SIGN_IN_SCOPE = 'access_as_user'
/** How soon an unknown key is looked up again; anybody who presents one has already passed the token service. */
const KEYS_AGAIN_AFTER_MS = 1000
/** More than a busy process and a slow network need together. */
const KEYS_WITHIN_MS = 8000

/** Looks at the sign-ins that the token service hands out, with Entra's own keys. */
export class SignInCheck {
  private readonly keys = new Map<string, ReturnType<typeof createRemoteJWKSet>>()
  private readonly settings: SignInSettings

  constructor(settings: SignInSettings) {
    this.settings = settings
  }

  /** The sign-in must be exactly this person's, for exactly this app: names and ids in messages prove nothing. @throws {SignInProblem} */
  async check(assertion: string, person: Person): Promise<void> {
    try {
      const { payload } = await jwtVerify(assertion, this.keysOf(person.tenantId), {
        audience: [this.settings.signInApp.appId, `api://${this.settings.signInApp.appId}`],
        clockTolerance: 300,
      })
      // An ID token names the same audience and person, but grants nothing.
      if (
        !String(payload.scp ?? '')
          .split(' ')
          .includes(SIGN_IN_SCOPE)
      ) {
        throw new SignInProblem('signIn', { code: 'signInNotValid' }, `no token for ${SIGN_IN_SCOPE}`)
      }
      if (payload.oid === person.oid && payload.tid === person.tenantId) return
    } catch (error) {
      if (error instanceof SignInProblem) throw error
      if (error instanceof errors.JWTExpired)
        throw new SignInProblem('signIn', { code: 'signInRanOut' }, 'expired')
      if (!(error instanceof errors.JOSEError) || isAboutKeys(error))
        throw new SignInProblem('busy', { code: 'entraSilent' }, String(error))
      throw new SignInProblem('signIn', { code: 'signInNotValid' }, error.code)
    }
    throw new SignInProblem('signIn', { code: 'signInOfAnother', name: person.name }, 'oid or tid differ')
  }

  private keysOf(tenantId: string) {
    const known = this.keys.get(tenantId)
    if (known) return known
    const url = new URL(`${this.settings.entraUrl}/${tenantId}/discovery/v2.0/keys`)
    const made = createRemoteJWKSet(url, {
      cooldownDuration: KEYS_AGAIN_AFTER_MS,
      timeoutDuration: KEYS_WITHIN_MS,
    })
    this.keys.set(tenantId, made)
    return made
  }
}

/**
 * Says nothing about the sign-in: Entra's keys could not be fetched (jose reports a bad answer as a generic error), or
 * Entra has rotated them and the new ones will be looked up in a moment.
 */
function isAboutKeys(error: errors.JOSEError): boolean {
  return (
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSTimeout ||
    error.code === errors.JOSEError.code
  )
}
