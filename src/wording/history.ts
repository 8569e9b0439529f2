import { quoted } from './list.ts'

/** How the history is narrowed, as people said it. */
export interface Narrowed {
  policy: string | null
  person: string | null
  group: string | null
  /** "last week", or a number of days. */
  period: string | { days: number } | null
}

/** "Requests by Ada for “Legal”, last 7 days" */
export function narrowedTitle({ policy, person, group, period }: Narrowed): string {
  const parts = [
    person === 'me' ? 'Your requests' : person ? `Requests by ${person}` : 'Requests',
    ...(policy ? [`about ${quoted(policy)}`] : []),
    ...(group ? [`for ${quoted(group)}`] : []),
  ].join(' ')
  return period ? `${parts}, ${periodInWords(period)}` : parts
}

function periodInWords(period: NonNullable<Narrowed['period']>): string {
  if (typeof period === 'string') return period
  return period.days === 1 ? 'last day' : `last ${period.days} days`
}

/** Where nothing is listed, narrowed or not. */
export function nothingInHistory(isNarrowed: boolean): string {
  return isNarrowed
    ? 'Nothing that you can see here matches that in Assent’s own record. Changes made elsewhere are in Intune’s audit log.'
    : 'Nothing has been asked for yet.'
}

/** "Approved by Ada Lindqvist", "Emergency: the tills are locked out" */
export function labelled(label: string, text: string): string {
  return label.endsWith(' by') ? `${label} ${text}` : `${label}: ${text}`
}

/** Where nothing was asked for in a shared conversation: a request of elsewhere may have its card there. */
export function askedElsewhere(): string {
  return 'What was asked for elsewhere and decided about here is in “history last 7 days”.'
}

/** The record is longer than what is looked through. */
export function lookedThrough(count: number): string {
  return `Looked through the last ${count} requests that you can see here. Name a time to see older ones.`
}

/** For whoever opens it by keyboard or hears it. */
export function openTitle(deed: string): string {
  return `Open: ${deed}`
}

/** On the card of a request that was opened from the history. */
export function decidedElsewhere(): string {
  return 'This was asked in another conversation. Decide about it there.'
}

export const HISTORY_TURNS = { newer: 'Newer', older: 'Older' } as const
