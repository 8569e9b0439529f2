import { chooseTitles } from '../../wording/choiceQuestions.ts'
import type { Offered } from '../../wording/offers.ts'
import { cardMessage, textMessage } from '../messages.ts'
import type { Attachment, BotMessage } from '../turn.ts'
import { plainText, safe } from './safeText.ts'
import { drawCard } from './template.ts'

/**
 * A button that writes a sentence for whoever presses it. Pressed, it is read like a message of theirs: it starts no
 * write, since a change still needs its plan and an approval. `about`: the id of the request that "it" is.
 */
export interface SentenceOffer extends Offered {
  about?: string
}

/** Actions on a card, so that Teams shows all of them. */
const MAX_OFFERS = 6
/** The longest sentence that a button writes; a longer one is not offered, since a shorter one would be another. */
export const MAX_SAID = 1000

/** An answer with what can be written next as buttons; plain text where there is none. */
export function answerMessage(text: string, offers: readonly SentenceOffer[]): BotMessage {
  const fit = offersThatFit(offers)
  return fit.length > 0 ? cardMessage(offersCard(text, fit), plainText(text, 300)) : textMessage(text)
}

/** The same as a card. @param offers as many as fit. */
export function offersCard(text: string, offers: readonly SentenceOffer[]): Attachment {
  const isNumbered = offers.some(({ about }) => about !== undefined)
  const titles = offers.map(({ title }) => safe(title))
  const numbered = chooseTitles(titles)
  const drawn = offers.map(({ title, say, about = '' }, index) => ({
    title: (isNumbered ? numbered : titles)[index] ?? '',
    listed: `${index + 1}. ${safe(title, 300)}`,
    isListed: isNumbered,
    say,
    about,
  }))
  return drawCard('offers', { fallback: safe(text, 1000), text: safe(text, 2000), offers: drawn })
}

function offersThatFit(offers: readonly SentenceOffer[]): SentenceOffer[] {
  return offers.filter(({ say }) => say.length <= MAX_SAID).slice(0, MAX_OFFERS)
}
