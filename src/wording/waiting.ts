/** About what waits for a decision. Words decide nothing: only a card shows what they would be about. */

/** What somebody wants of it. */
export type WaitingWish = 'show' | 'approve' | 'cancel' | 'remind'

const NOTHING: Readonly<Record<WaitingWish, string>> = {
  show: 'Nothing is waiting here.',
  approve:
    'Nothing is waiting for approval here. Write what should be assigned to whom; I show you what would change.',
  cancel: 'Nothing is waiting here, so there is nothing to cancel. “undo” takes back your last change.',
  remind: 'Nothing is waiting here, so there is nobody to remind.',
}

export function nothingWaits(wish: WaitingWish): string {
  return NOTHING[wish]
}

export function nothingWaitsAbout(about: string): string {
  return `I found nothing about “${about}” among what is waiting here.`
}

/** Of "tonight's change". */
export function nothingWaitsThen(): string {
  return 'Nothing that waits here begins then, so there is nothing to cancel.'
}

const HOW: Readonly<Record<WaitingWish, string>> = {
  show: 'You decide about each with the buttons on its card',
  approve: 'An approval counts only on its card',
  cancel: 'Each is cancelled on its card',
  remind: 'Approvers are reminded of one at a time',
}

/** Above the list of them. */
export function severalWait(count: number, wish: WaitingWish): string {
  return `${count} requests are waiting. ${HOW[wish]}: open the one you mean.`
}

export function cancelledQuestion(): string {
  return 'Cancelled. Nothing was changed.'
}

/** Its card is in another conversation. */
export function waitsElsewhere(text: string, isPersonal: boolean): string {
  const where = isPersonal ? 'in the chat or channel where you asked' : 'in its own thread here'
  return `One request is waiting; its card is ${where}: “${text}”.`
}

const SEE: Readonly<Record<WaitingWish, string>> = {
  show: 'One request is waiting. This is its card.',
  approve:
    'An approval counts only on the card, where you see what will change. This is the card that waits.',
  cancel: 'Cancel it with the button on its card. This is the card that waits; nothing was changed.',
  remind: 'This is the card that waits.',
}

/** Above the card itself. */
export function seeItsCard(wish: WaitingWish): string {
  return SEE[wish]
}

/** Beside the card of a question that somebody answered in words which are none of its choices. */
export function pressChoice(): string {
  return 'I asked you which one you mean: press its button on the card, or write the number in front of it. If you mean something else, write the whole request anew.'
}

export function waitsForYouAlone(): string {
  return 'What is waiting here is waiting for you alone: approve or cancel it on its card.'
}

export function waitsForNobodyElse(): string {
  return 'Nothing here is waiting for somebody else’s approval.'
}

/** @param name of the policy. */
export function remindedAlready(name: string): string {
  return `I have reminded them about “${name}” already; I do that once for each card.`
}

export function reminds(name: string, isOneOfSeveral: boolean): string {
  const more = isOneOfSeveral ? ' That is the newest; the others are listed by “list pending”.' : ''
  return `I’m reminding the people who can approve “${name}”, next to each copy of its card.${more}`
}
