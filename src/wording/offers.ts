import { momentInFull, momentParts } from './timing.ts'

/** A button that writes a sentence for whoever presses it: its title, and the sentence as they would write it. */
export interface Offered {
  title: string
  say: string
}

/** Sentences that answers used to ask for; each is read as what its title says. */
export const OFFERS = {
  history: { title: 'History', say: 'history' },
  scheduled: { title: 'What is scheduled', say: 'what is scheduled' },
  waiting: { title: 'What is waiting', say: 'list pending' },
  undo: { title: 'Undo your last change', say: 'undo' },
  signOut: { title: 'Sign out', say: 'sign out' },
  back: { title: 'I am back', say: 'I am back' },
} as const satisfies Record<string, Offered>

/** A message that was edited too late, as one of its own. */
export function askNewSentence(text: string): Offered {
  return { title: 'Ask for this as well', say: text }
}

/** What was meant by “company-wide”. */
export function toAll(of: 'users' | 'devices', say: string): Offered {
  return { title: of === 'users' ? 'All users' : 'All devices', say }
}

export function compareThem(say: string): Offered {
  return { title: 'Compare them', say }
}

/** A moment of several that the words can mean. @param iso ISO 8601 */
export function atMoment(verb: 'move' | 'extend' | 'end', iso: string, zone: string): Offered {
  const title = momentInFull(iso, zone)
  return { title, say: `${LEADS[verb]} ${spelledOut(iso, zone)}` }
}

const LEADS = { move: 'move it to', extend: 'extend it until', end: 'end it on' } as const

/** "27 November 2026 at 22:00": read back as that moment where the same zone holds. */
function spelledOut(iso: string, zone: string): string {
  const { day, month, year, hour, minute } = momentParts(iso, zone)
  return `${day} ${month} ${year} at ${hour}:${minute}`
}

/** To whoever pressed one: what was taken as written by them. */
export function saidForYou(text: string): string {
  return `Taken as if you had written: ${text}`
}
