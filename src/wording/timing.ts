/** "Friday, 27 November 2026 at 22:00 CET (Europe/Berlin)": a moment as it cannot be misread. */
export function momentInFull(iso: string, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  }).formatToParts(new Date(iso))
  const { weekday, day, month, year, hour, minute, timeZoneName } = Object.fromEntries(
    parts.map(({ type, value }) => [type, value]),
  )
  const place = zone.toLowerCase() === 'utc' ? '' : ` (${zone})`
  return `${weekday}, ${day} ${month} ${year} at ${hour}:${minute} ${timeZoneName}${place}`
}

/** Why a moment that was said is none. */
export const TIMING_PROBLEMS = {
  past: 'The time you wrote is over already. Write it again with one that is still to come, or without a time.',
  tooFar: 'That is more than a year away. Write it again with a nearer day.',
  noSuchDay: 'There is no such day in the calendar. Write it again with another one.',
  endsBeforeItStarts: 'What you wrote ends before it begins. Write it again with a later end.',
} as const

export function differentMoments(): string {
  return 'Your requests are to begin at different times. Write them one by one, each with its own. Nothing was changed.'
}

/** A way back at a set time. */
export function noEndYet(): string {
  return 'I can begin a change at a later time, but I do not take one back by myself. Write it again without the end; “undo” takes it back when the time comes.'
}

/** With the buttons for a date that can be read in two ways. */
export function whichMoment(): string {
  return 'The time you wrote can be read in more than one way. I never guess.'
}

/** On the card of what is scheduled. */
export function untilThen(): string {
  return `The assignments are read again then. Where they have changed, nothing is written and you are asked again.`
}

export function scheduledBy(who: string, moment: string): string {
  return `Approved by ${who}. It begins on ${moment}.`
}

export function nothingScheduled(): string {
  return 'Nothing is scheduled here. Write a change with a time, like “… tomorrow at 22:00”, to have it begin then.'
}
