/** Why there is no token to act with for a person, and what they can do about it. */

/** Whose sign-in it is: cards are read by others, too. Earlier versions stored no name. */
interface Whose {
  who?: string
}

const NO_NAME = 'The requester'

export const SIGN_IN_NOTES = {
  signedOut: ({ who = NO_NAME }: Whose) => `${who} has signed out.`,
  notSignedIn: ({ who = NO_NAME }: Whose) => `${who} is not signed in.`,
  noToken: () => 'Microsoft Entra issued no token.',
  signInNotValid: () => 'The sign-in is not valid.',
  signInRanOut: () => 'The sign-in has expired.',
  signInNoLongerValid: () => 'The sign-in is no longer valid.',
  signInOfAnother: ({ name }: { name: string }) => `The sign-in is somebody else’s. ${name} has to sign in.`,
  signInAgain: () => 'Microsoft Entra asks for a new sign-in.',
  strongerSignIn: () => 'Entra asks for a stronger sign-in (for example multi-factor authentication).',
  entraSilent: () => 'Microsoft Entra is not answering at the moment.',
  consentMissing: () => 'An administrator has not yet consented to the permissions that this needs.',
  /** `url`: where an administrator consents. */
  notConsented: ({ scopes, url }: { scopes: readonly string[]; url: string }) =>
    `An administrator has not yet consented to the permissions that this needs (${scopes.join(', ')}). Ask one to open ${url}`,
  setUpWrongly: () =>
    'Assent is not set up correctly, and signing in again does not help. Please tell an administrator: whoever runs Assent will find what to look at in its log.',
  accountLocked: ({ who = NO_NAME }: Whose) =>
    `The account of ${midSentence(who)} is locked in Microsoft Entra.`,
  accountDisabled: ({ who = NO_NAME }: Whose) =>
    `The account of ${midSentence(who)} is disabled in Microsoft Entra.`,
  notAssignedToApp: ({ who = NO_NAME }: Whose) =>
    `Your organisation lets only people who are assigned to Assent use it, and ${midSentence(who)} is not.`,
  needsCompliantDevice: () => 'A Conditional Access policy of your organisation requires a compliant device.',
  needsJoinedDevice: () =>
    'A Conditional Access policy of your organisation requires a domain-joined device.',
  blockedByPolicy: () => 'A Conditional Access policy of your organisation blocks this.',
  correlationId: ({ id }: { id: string }) => `Correlation id for support: ${id}.`,

  signInDidNotHelp: ({ times }: { times: number }) => `Signing in ${times} times did not help, so I gave up.`,
  didNotSignIn: ({ name }: { name: string }) =>
    `${name} did not sign in again in time, so nothing more was written.`,
  noSignInPage: () => 'Assent has no sign-in page for that: whoever runs it has to set BOT_DOMAIN.',
}

function midSentence(who: string): string {
  return who === NO_NAME ? 'the requester' : who
}

/** With the card by which Teams signs a person in. @param reason why, as a sentence. */
export function signInAsked(reason: string | null): string {
  return `${reason ?? 'Please sign in.'} Assent works with your own rights only, so it needs you to sign in.`
}

/** Above the button to Assent's own sign-in page. @param reason as a card may hold it. */
export function signInToGoOn(reason: string): string {
  return `${reason} Your request waits and goes on by itself afterwards.`
}

/** Where the card cannot be shown. */
export function signInAgainPlain(): string {
  return 'Please sign in again to continue.'
}

/** To Teams, whose client offered it. */
export function tokenOfAnother(): string {
  return 'This is not a token for Assent.'
}

export function tokenNotExchanged(): string {
  return 'The token could not be exchanged. Please use the Sign in button.'
}

/** On Assent's own page. */
export const SIGN_IN_PAGE = {
  linkGone: () => 'This sign-in link has been used or is too old. Ask again in Teams.',
  entraSilent: () => 'Microsoft Entra is not answering at the moment. Open the link on the card again.',
  otherBrowser: () => 'This sign-in was started in another browser. Open the link on the card again.',
  notFinished: () => 'The sign-in was not finished. Open the link on the card again.',
  otherPerson: (name: string) =>
    `That was somebody else’s sign-in. Open the link again and sign in as ${name}.`,
  failed: () => 'The sign-in could not be finished. Open the link on the card again.',
  done: () => 'You are signed in. You can close this window; your request continues in Teams.',
}
