import { isRequestVerb } from '../guards/secondThoughts.ts'
import type { Token } from './tokens.ts'

const FAREWELLS = new Set(
  'thanks thank regards best kind cheers br rgds greetings sincerely thx many warm'.split(' '),
)
const GREETINGS = new Set('hi hello hey dear morning afternoon'.split(' '))
/** Of a farewell with a name, a job and a number below. */
const MAX_WORDS = 24

const CLOSINGS = /^(thanks|thx|ty|cheers|regards|rgds|br)$/
const AMONG_THANKS = new Set(
  'you so very much a lot and in advance again please all everyone for your the help support time wishes ,'.split(
    ' ',
  ),
)
const MAX_THANKS_WORDS = 7
const MAX_NAMES = 3

/** "Thanks, Ada", "Kind regards, Ada Lovelace": a farewell, and after it nothing but who says it. */
export function isSignOff(tokens: readonly Token[]): boolean {
  // "Tomorrow, thanks" says when.
  const end = tokens.findIndex(({ word }) => !isFarewell(word) && !AMONG_THANKS.has(word))
  const said = end < 0 ? tokens : tokens.slice(0, end)
  const isThanks =
    isFarewell(said.find(({ word }) => word !== 'and')?.word ?? '') && said.length <= MAX_THANKS_WORDS
  return isThanks && (end < 0 || areSignatureNames(tokens.slice(end)))
}

function isFarewell(word: string): boolean {
  return FAREWELLS.has(word) || CLOSINGS.test(word)
}

/** "… to Legal, thanks Ada": the same at the end of the sentence; the place where it starts, or the sentence's end. */
function signOffAt(tokens: readonly Token[]): number {
  for (let at = Math.max(3, tokens.length - MAX_NAMES - 3); at < tokens.length - 1; at++) {
    const [before, token] = [tokens[at - 1], tokens[at]]
    const isApart = /^[,–—-]$/.test(before?.word ?? '') || token?.raw === token?.raw.toLowerCase()
    if (!isApart || !CLOSINGS.test(token?.word ?? '') || !areSignatureNames(tokens.slice(at + 1))) continue
    const start = /^(best|kind|many|warm)$/.test(before?.word ?? '') ? at - 1 : at
    return /^[,–—-]$/.test(tokens[start - 1]?.word ?? '') ? start - 1 : start
  }
  return tokens.length
}

/** "Ada", ", Ada Lovelace", "- Bruno" */
function areSignatureNames(tokens: readonly Token[]): boolean {
  const names = /^[,–—-]$/.test(tokens[0]?.word ?? '') ? tokens.slice(1) : tokens
  return (
    names.length <= MAX_NAMES &&
    names.every(({ raw }) => /^\p{Lu}\p{Ll}*\.?$/u.test(raw)) &&
    isSignature(names)
  )
}

/** Without the greeting and the sign-off that have lines of their own: "Hi Bruno," and "Thanks," with a name below. */
export function withoutLetterhead(said: readonly Token[]): Token[] {
  const tokens = withoutSignature(withoutPrefix(said))
  const body = withoutSignOff(tokens)
  return withoutGreeting(body.slice(0, signOffAt(body)))
}

/** "Sent from my iPhone", "Get Outlook for iOS" */
const MAX_PHONE_WORDS = 5

/** "--" on a line of its own with whatever is below, and what a phone's mail program adds. */
function withoutSignature(tokens: readonly Token[]): readonly Token[] {
  const at = tokens.findIndex(({ word, startsLine }, index) => {
    if (index === 0 || !startsLine) return false
    const [next, after] = [tokens[index + 1], tokens[index + 2]]
    const left = tokens.length - index
    // Only what may be a name, a job or a number: another line may go on with the request.
    if (/^(--+|—|__+)$/.test(word) && next?.startsLine)
      return left <= MAX_WORDS && isSignature(tokens.slice(index + 1))
    const isSent = word === 'sent' && next?.word === 'from' && after?.word === 'my'
    const isApp = word === 'get' && next?.word === 'outlook' && after?.word === 'for'
    return (isSent || isApp) && left <= MAX_PHONE_WORDS
  })
  return at < 0 ? tokens : tokens.slice(0, at)
}

/** "FW:", "Re:", "AW: WG:" before a mail's subject */
function withoutPrefix(tokens: readonly Token[]): readonly Token[] {
  const isPrefix = /^(fw|fwd|re|aw|wg|tr)$/.test(tokens[0]?.word ?? '') && tokens[1]?.word === ':'
  return isPrefix ? withoutPrefix(tokens.slice(2)) : tokens
}

function withoutSignOff(tokens: readonly Token[]): readonly Token[] {
  const first = Math.max(1, tokens.length - MAX_WORDS)
  for (let at = first; at < tokens.length; at++) {
    if (!tokens[at]?.startsLine || !FAREWELLS.has(tokens[at]?.word ?? '')) continue
    const name = tokens.findIndex(({ startsLine }, index) => index > at && startsLine)
    const rest = name < 0 ? [] : tokens.slice(name)
    // "Thx tomorrow" says when: the line itself holds nothing but thanks.
    const line = tokens.slice(at, name < 0 ? tokens.length : name).filter(({ word }) => !/^[.!…]$/.test(word))
    if (!isSignOff(line)) continue
    if (isSignature(rest)) return tokens.slice(0, at)
  }
  return tokens
}

const IN_A_TITLE = new Set(['of', 'for', 'at', 'the'])
/** Whoever writes these below the thanks goes on asking. */
const GOES_ON = new Set(
  'not no also plus and or but except excluding without with only instead rather too well for to from until then please if unless when again sorry wait oh actually both all everyone everybody'.split(
    ' ',
  ),
)

/** Lines with nothing but names, jobs and numbers: "Ada Lovelace", "Head of Finance", "+49 30 1234". */
function isSignature(tokens: readonly Token[]): boolean {
  return tokens.every(({ raw, word, startsLine }, at) => {
    if (!startsLine && at > 0 && IN_A_TITLE.has(word)) return true
    const isFirst = startsLine || at === 0
    const isAlone = tokens[at + 1]?.startsLine ?? true
    if (GOES_ON.has(word) || (isFirst && !isAlone && isRequestVerb(word))) return false
    return /^(\p{Lu}|[.,|()–—+-]|\d)/u.test(raw)
  })
}

function withoutGreeting(tokens: readonly Token[]): Token[] {
  const comma = tokens.slice(0, 5).findIndex(({ word }) => word === ',' || word === '!')
  const isGreeting =
    comma > 0 && GREETINGS.has(tokens[0]?.word ?? '') && tokens[comma + 1]?.startsLine === true
  return isGreeting ? tokens.slice(comma + 1) : [...tokens]
}
