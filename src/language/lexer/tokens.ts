import { isApostrophe, opensQuote, Quotes } from './quotes.ts'

/** A word, a quoted name or a mark of punctuation, as it was written. */
export interface Token {
  /** As written, quotes included. */
  raw: string
  /** The word the grammar sees: lower case, spelling mended. Empty for quoted names: the grammar never reads those. */
  word: string
  /** What is between the quotes, letter by letter; null for everything that is not quoted. */
  quoted: string | null
  /** No space before it. */
  glued: boolean
  /** First of its line. */
  startsLine: boolean
  /** A number like "15.1" that the sentence ends with, and the point after it: of a date, or of the sentence. */
  pointed?: true
}

const COMMAS = ',，、،'
const ENDS: Readonly<Record<string, string>> = { '。': '.', '！': '!', '？': '?', '；': ';', '：': ':' }
/** Invisible characters. The two joiners are kept, since some scripts and emoji are written with them. */
const UNSEEN = /[\u00ad\u200b\u200e\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069]/
export const EVERY_UNSEEN = new RegExp(UNSEEN, 'g')
const JOINERS = /[\u200c\u200d]/g

/** What the grammar sees of "-", "•", "2." and "3)" before a line's words. */
export const BULLET = '•'
const BULLETS = /(?:[-*•·‣▪–]|\(?\d{1,2}[.)]|\(?[a-h]\))(?=\s)/y

/** How long the bullet or number is that stands here, or 0. */
function bulletAt(text: string, at: number): number {
  BULLETS.lastIndex = at
  return BULLETS.exec(text)?.[0].length ?? 0
}

/** `mend` maps a lower-case word to the one that the grammar knows. */
export function tokenize(text: string, mend: (word: string) => string): Token[] {
  const tokens: Token[] = []
  const quotes = new Quotes(text)
  let at = 0
  let glued = false
  let startsLine = true
  const add = (raw: string, word: string, quoted: string | null = null) => {
    tokens.push({ raw, word, quoted, glued, startsLine })
    glued = true
    startsLine = false
  }
  while (at < text.length) {
    const letter = text[at] as string
    const bullet = startsLine ? bulletAt(text, at) : 0
    if (bullet > 0) {
      add(text.slice(at, at + bullet), BULLET)
      startsLine = true
      at += bullet
    } else if (isSpace(letter)) {
      if (letter === '\n' || letter === '\r') startsLine = true
      glued = false
      at++
    } else if (UNSEEN.test(letter)) {
      at++
    } else if (opensQuote(letter) && (!glued || '(:,'.includes(tokens.at(-1)?.word || 'x'))) {
      const close = quotes.closing(at)
      if (close > at + 1) {
        add(text.slice(at, close + 1), '', text.slice(at + 1, close))
        at = close + 1
      } else if (isApostrophe(letter)) {
        at = addWord(text, at, add, mend)
      } else {
        // A quote without its partner, or with nothing in it, says nothing.
        at = close > 0 ? close + 1 : at + 1
      }
    } else if (isComma(letter)) {
      add(letter, ',')
      at++
    } else if (letter === '(') {
      add('(', '(')
      at++
    } else {
      at = addWord(text, at, add, mend)
    }
  }
  return tokens
}

const EMOTICON = /^[:;=]-?[)(DPpoO|*\]]+$/

/** Adds the word at `from` and, apart from it, the marks it ends with. */
function addWord(
  text: string,
  from: number,
  add: (raw: string, word: string) => void,
  mend: (word: string) => string,
): number {
  let to = from
  while (to < text.length && !isSpace(text[to] as string) && !splitsAt(text, from, to)) to++
  const raw = text.slice(from, to).replace(EVERY_UNSEEN, '')
  if (EMOTICON.test(raw)) return to
  let end = raw.length
  while (end > 0 && /[.!?;:…)。！？；：]/.test(raw[end - 1] as string)) end--
  const word = raw.slice(0, end)
  if (word) {
    // Ten-inch screens keep their mark; a stray quote after a letter goes.
    const shown = /\p{L}["”“]$/u.test(word) ? word.slice(0, -1) : word
    add(shown, mend(folded(shown)))
  }
  for (const mark of raw.slice(end)) add(mark, ENDS[mark] ?? mark)
  return to
}

function splitsAt(text: string, from: number, at: number): boolean {
  const letter = text[at] as string
  if (opensQuote(letter)) return '(:'.includes(text[at - 1] ?? 'x') && at > from
  if (!isComma(letter)) return false
  const isNumber = /\d/.test(text[at - 1] ?? '') && /\d/.test(text[at + 1] ?? '')
  return at > from && !isNumber
}

/** A word for comparing: case, width, joiners and the shape of apostrophes do not count. */
export function folded(word: string): string {
  return word
    .normalize('NFKC')
    .toLowerCase()
    .replace(JOINERS, '')
    .replace(/[’‘`´]/g, "'")
}

function isSpace(letter: string): boolean {
  return /[\s\u0085\u180e\u2800]/.test(letter)
}

function isComma(letter: string | undefined): boolean {
  return letter !== undefined && letter !== '' && COMMAS.includes(letter)
}

/** The tokens as one name: in quotes letter by letter, else as written with single spaces. */
export function nameOf(tokens: readonly Token[]): string {
  if (tokens.length === 1 && tokens[0]?.quoted != null) return tokens[0].quoted
  return tokens
    .map((token, index) => (token.glued || index === 0 ? token.raw : ` ${token.raw}`))
    .join('')
    .trim()
}

/** A name as if it had been said in quotes. */
export function quotedName(name: string): Token {
  return { raw: `“${name}”`, word: '', quoted: name, glued: false, startsLine: false }
}

/** Words as if they had been said. */
export function spoken(words: string): Token[] {
  return words.split(' ').map((word) => ({ raw: word, word, quoted: null, glued: false, startsLine: false }))
}
