import { uncapital } from './inflection.ts'
import { TIMING_NOTES, weekdayMisfit } from './timing.ts'

/* What people are told about moving what begins or ends by itself. */

export const MOVE_TITLE = 'Move'

/** Why what was approved cannot begin then. */
export const MOVE_PROBLEMS = {
  past: 'That time has already passed, so nothing was changed. Give one that is still to come, with its day.',
  tooFar: TIMING_NOTES.timeTooFar(),
  noSuchDay: TIMING_NOTES.noSuchDay(),
  endsBeforeItStarts:
    'It is due to end before then, so nothing was moved. Give an earlier time, or cancel it and ask again with a later end.',
} as const

export const NOTHING_TO_MOVE = 'This request is not waiting for a time, so there is nothing to move.'

export function pickMoment(): string {
  return 'Please pick a day and a time on the card first.'
}

export function movedNowhere(): string {
  return 'That is already its time, so nothing was moved.'
}

/** Above the inputs of the card. */
export function moveLabel(zone: string): string {
  return `Begin on another day or at another time (${zone})`
}

export const MOVE_TIME_LABEL = 'Time'

/** On the card of what is scheduled. */
export function moveRule(): string {
  return 'Whoever could approve this alone can move it; anybody else’s new time has to be approved again.'
}

/** @param moment in full. */
export function movedBy(who: string, moment: string): string {
  return `Moved by ${who}. It begins on ${moment}.`
}

export function movedToAsk(who: string, moment: string): string {
  return `${who} wants it to begin on ${moment} instead, so it has to be approved again.`
}

/** After the requester's name. @param how what `movedBy` or `movedToAsk` says. */
export function movedNews(deed: string, how: string): string {
  return `about “${deed}”: ${how}`
}

/** @param how an example with a time. */
export function toWhen(how: string): string {
  return `To when? Pick the day and the time on its card, or write it, like “${how}”. Nothing was changed.`
}

/** @param moments each in full. @param misfit the weekday that its date is not. */
export function whichOfMoments(
  moments: readonly string[],
  misfit: Parameters<typeof weekdayMisfit>[0] | null,
): string {
  const why = misfit ? `${weekdayMisfit(misfit)} It can be` : 'That can be read in more than one way:'
  return `${why} ${moments.join(', or ')}. Choose the one you mean, or write the day and the time in full. Nothing was changed.`
}

export const NOTHING_SCHEDULED =
  'Nothing here is waiting for its time, so nothing was moved. “what is scheduled” lists what begins or ends by itself.'

export function noneScheduledOf(name: string): string {
  return `I found nothing about “${name}” among what is waiting for its time here, so nothing was moved.`
}

/** Of "tonight's change". */
export function noneThen(): string {
  return 'Nothing here begins or ends by itself then, so nothing was changed.'
}

/** Of "make it permanent". @param moment in full. */
export function endsAnyway(deed: string, moment: string): string {
  return `“${deed}” ends on ${moment}, as it was approved, and I cannot remove that end. Choose a later one with Extend on its card, up to a year ahead; or ask for the change again, without an end, once it is over. Nothing was changed.`
}

export function whichScheduled(count: number): string {
  return `${count} changes are scheduled here. Choose the one you mean. Nothing has been moved yet.`
}

export function moved(deed: string, moment: string): string {
  return `Moved: “${deed}” begins on ${moment}. You could approve it alone, so this counts as your approval of the new time.`
}

export function movedAsksAnew(deed: string, moment: string): string {
  return `“${deed}” is to begin on ${moment} now. The approval was for another time, so it has to be approved again on its card.`
}

/** Of what nobody has approved yet. */
export function movedUnapproved(deed: string, moment: string): string {
  return `“${deed}” is to begin on ${moment} now. It still has to be approved, on its card.`
}

/* What lasts for a time. */

export const EXTEND_TITLE = 'Extend'
export const END_NOW_TITLE = 'End now'
export const APPROVE_EXTENSION = 'Approve extension'
export const APPROVE_EARLIER_END = 'Approve earlier end'

export function extendLabel(zone: string): string {
  return `Let it last until (${zone})`
}

/** "Extend: exclude Legal from Edge Settings" */
export function extendHeading(deed: string): string {
  return `Extend: ${uncapital(deed)}`
}

/** "End earlier: exclude Legal from Edge Settings" */
export function earlierEndHeading(deed: string): string {
  return `End earlier: ${uncapital(deed)}`
}

/** The sentence of the request that has something end earlier. @param moment in full. */
export function earlierEndSentence(moment: string, text: string): string {
  return `end earlier, on ${moment}: ${text}`
}

/** The sentence of the request that has something last longer. @param moment in full. */
export function extensionSentence(moment: string, text: string): string {
  return `extend until ${moment}: ${text}`
}

export function nothingLasting(): string {
  return 'This does not end by itself any more, so there is nothing to extend or to end early.'
}

export function beingTakenBack(): string {
  return 'Its time is over, and it is being taken back. Ask for the change again if it is still wanted.'
}

export function extensionWaits(): string {
  return 'An extension of this is already waiting for approval; see its card.'
}

/** @param moment when it ends, in full. */
export function noLongerThanBefore(moment: string): string {
  return `It already lasts until ${moment}. Give a later end, or use “End now”.`
}

/** @param moment when it ends, in full. */
export function endsThenAlready(moment: string): string {
  return `It already ends on ${moment}, so nothing was changed.`
}

/** On the card of an extension, or of an earlier end. @param end until when, as `endInFull` says it. @param before when it ends now, in full. */
export function lastsInstead(end: string, before: string): string {
  return `${end} instead of ${before}, then it is undone automatically. Approving this writes nothing to Intune.`
}

/** @param end "until Friday, …" */
export function lasts(end: string): string {
  return `Lasts ${end}`
}

/** @param end "until Friday, …" */
export function extended(end: string): string {
  return `Extended ${end}`
}

/** @param end "until Friday, …" */
export function shortened(end: string): string {
  return `Ends earlier: it lasts ${end}`
}

export function shortenedBy(who: string, end: string): string {
  return `Shortened by ${who}: it lasts ${end}.`
}

export function extendedBy(who: string, end: string): string {
  return `Extended by ${who}: it lasts ${end}.`
}

export function extensionAsked(deed: string): string {
  return `I made a card to extend “${deed}”. Until it is approved, the old end holds.`
}

export function wayBackAsked(): string {
  return 'Preparing the undo plan. Where you could approve it alone, it is undone at once; otherwise its card follows in a moment.'
}

/** After the requester's name. @param moment in full. */
export function endsSoon(deed: string, moment: string): string {
  return `“${deed}” lasts until ${moment}; then it is taken back by itself. To keep it longer, or to end it at once, use “Extend” or “End now” on its card.`
}

export const NOTHING_LASTING =
  'Nothing here ends by itself, so there is nothing to extend or to end early. “what is scheduled” lists what begins or ends by itself.'

export function noneLastingOf(name: string): string {
  return `I found nothing about “${name}” among what ends by itself here, so nothing was changed.`
}

export function whichLasting(count: number): string {
  return `${count} changes end by themselves here. Choose the one you mean. Nothing was changed yet.`
}
