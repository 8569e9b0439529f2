/**
 * Words by which somebody tells what was said, by others or in another place. Whoever uses them may still mean it;
 * but then they can write it as a sentence of their own, and nobody has changed what was only told of.
 */
const TELLING =
  'says?|said|saying|tells?|told|writes?|wrote|written|mention(?:s|ed)|claims?|claimed|suggests?|suggested|recommends?|recommended|states?|stated|quotes?|quoted|according|reads|asks?|asked|' +
  'sag(?:t|te|ten|en)|gesagt|schreib(?:t|en)|schrieb(?:en)?|geschrieben|mein(?:t|te|en)|gemeint|laut|zufolge|heißt|steht|zitat|behauptet|' +
  'dit|disait|disent|écrit|selon|dice|dijo|dicen|escribió|según|ha detto|secondo|disse|diz|segundo|zegt|zei|schreef|volgens|säger|sade|sa|skrev|enligt|mówi|powiedział\\p{L}*|według|сказал\\p{L}*|говорит|пишет|написал\\p{L}*'
/** A condition, a negation or an instead, beside those that every reading knows. */
const WITHHELD =
  'when|once|until|provided|assuming|in case|as soon as|instead|rather than|without|no longer|neither|nor|nobody|wait|' +
  'sobald|solange|bis|ohne|statt|anstatt|weder|lieber|' +
  'si|quand|lorsque|dès|sauf|sans|ne|aucun\\p{L}*|cuando|sin|salvo|ningun\\p{L}*|se|quando|senza|non|não|sem|als|wanneer|zonder|geen|niet|om|när|utan|hvis|når|uten|uden|jeżeli|gdy|kiedy|bez|когда|без|нельзя'
const word = (words: string) => new RegExp(`(?<!\\p{L})(?:${words})(?!\\p{L})`, 'iu')
const TOLD = word(TELLING)
const HELD = word(WITHHELD)
/** Scripts that know no ends of words. */
const UNSPACED =
  /と言|と書|によると|ないで|しない|たら|もし|场合|如果|不要|别|勿|说|說|写道|根据|하지\s?마|않|만약|면\s|라고/u
const POLITE =
  /(?<!\p{L})(can|could|would|will|please|kann\p{L}*|könn\p{L}+|würd\p{L}+|bitte|peux|peut|pouvez|pourr\p{L}+|puede\p{L}*|podr\p{L}+|puoi|può|potre\p{L}+|pode\p{L}*|kun|kan|kunt|możesz|можешь|можете|пожалуйста)(?!\p{L})/iu
/** A whole instruction in quotation marks, or after a name and a colon, is somebody else's; a name alone is not. */
const QUOTED =
  /[“„«»”"「『][^“„«»”"「」『』]*\s(?:to|from|an|von|der|à|au|a|al|aan|till)\s[^“„«»”"「」『』]*[“«»”"」』]/iu
const SPEAKER = /^\s*(?!\p{Lu}?\p{Ll}*(?:please|bitte|request|task)\b)\p{Lu}[\p{L} .]{1,40}:\s/u

/**
 * Whether a sentence only tells of a request, or holds one back: it is reported, quoted, asked about, or depends on
 * something. It is judged on the bare words, in the languages that people write in most, before and after a language
 * model has read it. A sentence in which such a word is part of a name is lost: its writer hears that it was not
 * understood.
 */
export function isHearsay(text: string): boolean {
  const said = text.normalize('NFKC')
  if (TOLD.test(said) || HELD.test(said) || UNSPACED.test(said)) return true
  if (QUOTED.test(said) || SPEAKER.test(said)) return true
  return /[?？]\s*$/u.test(said.trim()) && !POLITE.test(said)
}
