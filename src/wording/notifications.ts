/** Whether the outcome of requests is posted in a conversation. */

export function notifyInChannel(): string {
  return 'You see your own results here anyway. Write this in the channel in question, starting with @Assent.'
}

export function notifiesHere(): string {
  return 'From now on I’ll post results here.'
}

export function notifiesNoMore(): string {
  return 'I will no longer post results here.'
}

export function onlyOwnersSay(): string {
  return 'Only an owner of this team can decide whether I post in its channels. Ask one of them.'
}

/** @param trouble why it is not known, as a sentence. @param next what to do about it. */
export function ownerUnknown(trouble: string, next: keyof typeof NEXT | null = null): string {
  return [`I cannot look up whether you own this team: ${trouble}`, next && NEXT[next]]
    .filter(Boolean)
    .join(' ')
}

const NEXT = {
  soon: 'Write this again in a moment.',
  signIn: 'Sign in in your own chat with me, and write this again.',
}

/** In place of the trouble. */
export const NOBODY_ANSWERED = 'nobody answered in time.'
export const TEAM_HIDDEN =
  'Teams does not let me see the team. Add Assent to it under Apps, and write this again.'
export const TEAM_SILENT = 'Teams is not answering about it at the moment. Write this again in a minute.'

export function channelNotListed(): string {
  return 'Teams does not list this channel in its team, so I changed nothing here.'
}
