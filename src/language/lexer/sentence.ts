import { fromNowOn } from '../grammar/adverbs.ts'
import { isIntentWord } from '../grammar/intentWords.ts'
import { framesOf } from '../grammar/verbs.ts'
import { isGreeting, withoutPadding } from '../guards/padding.ts'
import { isSignOff } from './signOff.ts'
import { spoken, type Token } from './tokens.ts'

/** One sentence of a message, polite words gone. */
export interface Sentence {
  words: Token[]
  /** It ended in a question mark. */
  asks: boolean
}

export interface Message {
  sentences: Sentence[]
  /** Nothing was said but a greeting or a question mark. */
  onlyGreets: boolean
}

const ENDS = new Set(['.', '!', '?', ';', '…'])
/** "St. Louis" is no end of a sentence. */
const SHORT = new Set(
  'st inc corp ltd co dept v ver no nr vs etc mr mrs dr e.g i.e approx excl incl bldg jr sr int ext prod'.split(
    ' ',
  ),
)

const THANKS = spoken('thanks')

/** A message as its sentences, without a greeting before them and a sign-off after them. */
export function messageOf(said: readonly Token[]): Message {
  const tokens = withListMarks(said)
  const sentences: Sentence[] = []
  let greets = false
  let signedOff = false
  let from = 0
  const close = (to: number, next: number) => {
    const all = tokens.slice(from, to)
    const isName = sentences.length > 0 && signedOff && all.length <= 2 && isSignOff([...THANKS, ...all])
    const words =
      isName || (sentences.length > 0 && isSignOff(all))
        ? []
        : withoutPadding(fromNowOn(withPoint(all, tokens[to])))
    signedOff = words.length === 0 && isSignOff(all)
    greets ||= isGreeting(all)
    const asks = tokens.slice(to, next).some((token) => token.word === '?')
    if (words.length > 0) sentences.push({ words, asks })
    else if (asks && all.length === 0) greets = true
    from = next
  }
  for (let at = 0; at < tokens.length; at++) {
    if (!ENDS.has((tokens[at] as Token).word)) continue
    let next = at + 1
    while (next < tokens.length && ENDS.has((tokens[next] as Token).word)) next++
    const isLast = next === tokens.length
    if (!isLast && (tokens[next]?.glued || isShort(tokens, at))) continue
    close(at, next)
    at = next - 1
  }
  close(tokens.length, tokens.length)
  return { sentences, onlyGreets: sentences.length === 0 && greets }
}

function withPoint(words: Token[], mark: Token | undefined): Token[] {
  const last = words.at(-1)
  const isPointed = last?.quoted === null && /^\d{1,2}\.\d{1,2}$/.test(last.word) && mark?.glued
  return isPointed && mark?.word === '.' ? [...words.slice(0, -1), { ...last, pointed: true }] : words
}

function isShort(tokens: readonly Token[], end: number): boolean {
  if (tokens[end]?.word !== '.') return false
  const before = tokens[end - 1]
  if (before === undefined) return false
  return SHORT.has(before.word) || before.word.includes('.') || isInDate(before, tokens[end + 1])
}

const MONTH =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?'
const BEFORE_MONTH = new RegExp(`^(of|${MONTH})$`)
const BEFORE_NUMBER = new RegExp(`^(mon|tues?|wed|thu|thurs?|fri|sat|sun|${MONTH})$`)

/** "15. January", "Nov. 30th", "Fri. 22:00" */
function isInDate(before: Token, behind: Token | undefined): boolean {
  const next = behind?.word ?? ''
  return /^\d{1,2}$/.test(before.word)
    ? BEFORE_MONTH.test(next)
    : BEFORE_NUMBER.test(before.word) && /^\d/.test(next)
}

const AMONG_NAMES = new Set(
  'and & , : / | = required available uninstall intent filter mode the group groups policy policies app apps script scripts profile profiles target targets'.split(
    ' ',
  ),
)

/** "to Legal; HR": between names, a semicolon lists them. */
function withListMarks(tokens: readonly Token[]): Token[] {
  return tokens.map((token, at) => {
    if (token.word !== ';' || token.quoted !== null) return token
    const rest = tokens.slice(at + 1)
    const end = rest.findIndex(({ word, startsLine }) => ENDS.has(word) || startsLine)
    const named = end < 0 ? rest : rest.slice(0, end)
    const isList =
      named.some(({ quoted, raw }) => quoted !== null || raw === ':' || /^[\p{Lu}\p{N}]/u.test(raw)) &&
      named.every(
        ({ quoted, raw, word }, index) =>
          quoted !== null ||
          /[\p{Lu}\p{N}]/u.test(raw) ||
          AMONG_NAMES.has(word) ||
          // "P: available for A; required for B"
          (word === 'for' && isIntentWord(named[index - 1]?.word ?? '')),
      ) &&
      !isVerbal(named[0])
    return isList ? { ...token, raw: ',', word: ',' } : token
  })
}

/** "; Exclude HR": the next request may begin with a capital. */
function isVerbal(token: Token | undefined): boolean {
  if (token === undefined || token.quoted !== null) return false
  return framesOf([token]).length > 0 || /^(not|no|never|only|except|but)$/.test(token.word)
}
