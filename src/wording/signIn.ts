/** Why there is no token to act with for a person, and what they can do about it. */

export const SIGN_IN_NOTES = {
  signedOut: () => 'You have signed out.',
  notSignedIn: () => 'You are not signed in.',
  noToken: () => 'Microsoft Entra gave no token.',
  signInNotValid: () => 'The sign-in is not valid.',
  signInRanOut: () => 'The sign-in has run out.',
  signInNoLongerValid: () => 'The sign-in is no longer valid.',
  signInOfAnother: ({ name }: { name: string }) => `The sign-in is somebody else’s. ${name} has to sign in.`,
  signInAgain: () => 'Microsoft Entra asks you to sign in again.',
  strongerSignIn: () => 'Entra asks for a stronger sign-in (for example multi-factor authentication).',
  entraSilent: () => 'Microsoft Entra does not answer at the moment.',
  consentMissing: () => 'An administrator has not yet consented to the permissions that this needs.',
  /** `url`: where an administrator consents. */
  notConsented: ({ scopes, url }: { scopes: readonly string[]; url: string }) =>
    `An administrator has not yet consented to the permissions that this needs (${scopes.join(', ')}). Ask one to open ${url}`,
  setUpWrongly: () =>
    'Assent is not set up correctly, and signing in again does not help. Please tell your administrator: whoever runs Assent finds what to look at in its log.',
  accountLocked: () => 'Your account is locked in Microsoft Entra.',
  accountDisabled: () => 'Your account is disabled in Microsoft Entra.',
  notAssignedToApp: () =>
    'Your organisation lets only people use Assent who are assigned to it, and you are not.',
  needsCompliantDevice: () => 'A Conditional Access policy of your organisation asks for a compliant device.',
  needsJoinedDevice: () =>
    'A Conditional Access policy of your organisation asks for a domain-joined device.',
  blockedByPolicy: () => 'A Conditional Access policy of your organisation blocks this.',
  correlationId: ({ id }: { id: string }) => `Correlation id for support: ${id}.`,

  signInDidNotHelp: ({ times }: { times: number }) => `Signing in did not help ${times} times, so I gave up.`,
  didNotSignIn: ({ name }: { name: string }) =>
    `${name} did not sign in again in time, so nothing more was written.`,
  noSignInPage: () => 'Assent has no sign-in page for that: whoever runs it has to set BOT_DOMAIN.',
}
