/** A moment's parts as the clocks of a zone have them, in English: `weekday`, `day`, `month`, `year`, `hour` … */
export function momentParts(iso: string, zone: string): Record<string, string> {
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
  return Object.fromEntries(parts.map(({ type, value }) => [type, value]))
}

/** "Friday, 27 November 2026 at 22:00 CET (Europe/Berlin)": a moment as it cannot be misread. */
export function momentInFull(iso: string, zone: string): string {
  const { weekday, day, month, year, hour, minute, timeZoneName } = momentParts(iso, zone)
  const place = zone.toLowerCase() === 'utc' ? '' : ` (${zone})`
  return `${weekday}, ${day} ${month} ${year} at ${hour}:${minute} ${timeZoneName}${place}`
}

/** @param day "2026-11-25". @param weekday 1 is Monday. */
export function weekdayMisfit({ day, weekday }: { day: string; weekday: number }): string {
  const { weekday: is, day: number, month, year } = momentParts(`${day}T12:00:00Z`, 'utc')
  // 5 January 1970 was a Monday.
  const { weekday: said } = momentParts(new Date((weekday + 3) * 86_400_000).toISOString(), 'utc')
  return `${number} ${month} ${year} is a ${is}, not a ${said}.`
}

/** Why a given time cannot be used. */
export const TIMING_NOTES = {
  timePast: () =>
    'The time you wrote has already passed. Write it again with one that is still to come, or without a time.',
  timeTooFar: () => 'That is more than a year away. Write it again with a nearer day.',
  wrongWeekday: (misfit: { day: string; weekday: number }) =>
    `${weekdayMisfit(misfit)} Write it again with the day that you mean.`,
  noSuchDay: () => 'There is no such day in the calendar. Write it again with another one.',
  endsBeforeItStarts: () => 'What you wrote ends before it begins. Write it again with a later end.',
  differentMoments: () =>
    'Your requests are to begin at different times. Write them one by one, each with its own. Nothing was changed.',
}

/** On the card of what is scheduled. */
export function untilThen(): string {
  return `The assignments are read again then. If they have changed, nothing is written and you are asked again.`
}

export function scheduledBy(who: string, moment: string): string {
  return `Approved by ${who}. It begins on ${moment}.`
}

export function nothingScheduled(): string {
  return 'Nothing is scheduled here. Write a change with a time, like “… tomorrow at 22:00” or “… until Friday”, to have it begin or end then.'
}

/** @param policy as it was named. */
export function nothingScheduledOf(policy: string): string {
  return `Nothing about “${policy}” begins or ends by itself.`
}

export function nothingScheduledThen(): string {
  return 'Nothing begins or ends by itself then.'
}

interface SpanWords {
  amount: number
  unit: string
}

/** When a change begins and ends, of two such to choose from. */
export function periodInFull(
  { start, end }: { start: string | null; end: string | { for: SpanWords } | null },
  zone: string,
): string {
  const until = end === null ? null : endInFull(end, zone)
  if (!start) return until ?? 'as soon as it is approved'
  return [momentInFull(start, zone), ...(until ? [until] : [])].join(', ')
}

/** "until Friday, 27 November 2026 at 23:59 GMT (Europe/London)", "for 3 days from when it is written" */
export function endInFull(end: string | { for: SpanWords }, zone: string): string {
  return typeof end === 'string'
    ? `until ${momentInFull(end, zone)}`
    : `for ${spanInWords(end.for)} from when it is written`
}

function spanInWords({ amount, unit }: SpanWords): string {
  const named = unit === 'workingDays' ? 'working days' : unit
  return amount === 1 ? `1 ${named.replace(/s$/, '')}` : `${amount} ${named}`
}

/** On the card that is approved: the way back is a part of it. */
export function wayBackAtTheEnd(): string {
  return 'Then this change is taken back by itself, and what is assigned today is assigned again. Where somebody has changed these assignments by then, or it would reach far more, it asks first.'
}

/** The sentence of the request that takes something back at its end. */
export function endSentence(text: string): string {
  return `end of: ${text}`
}

export function endingNow(): string {
  return 'Its time is over: it is being taken back, as approved.'
}

/** After the requester's name. */
export function notEndedNews(deed: string): string {
  return `a change whose time is over could not be taken back: “${deed}” failed, so it is still in place in Intune. Press Undo on the card of that change.`
}

/** After the requester's name. @param moment of the next try, in full. */
export function endDelayedNews(deed: string, moment: string): string {
  return `a change whose time is over could not be taken back yet, so it is still in place in Intune: “${deed}”. I will try again on ${moment}, and several more times after that. You can press Undo on the card of that change at any time.`
}

/** After the requester's name. */
export function endWaitsNews(deed: string): string {
  return `please sign in with the card in our own chat: a change whose time is over can be taken back only with your rights: “${deed}”. Until then it stays in place in Intune.`
}
