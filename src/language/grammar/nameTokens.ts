import { folded, nameOf, type Token } from '../lexer/tokens.ts'

/** Words that point at something instead of naming it; in capitals some are names ("IT", "US"). */
const POINTING = new Set(
  'it this that you we they them these those both me us him her myself one some any what which who each many the an of to and or'.split(
    ' ',
  ),
)
const NAMELESS = new Set(
  'i yet nobody none everything something anything nothing stuff all whatever policy policies group groups filter'.split(
    ' ',
  ),
)
/** What no unquoted name starts or ends with in lower case. */
const DANGLING_FIRST = new Set('to for from of and or & except excluding'.split(' '))
const DANGLING_LAST = new Set('to for from of and or & the an with except excluding'.split(' '))

/** No name in Intune or Entra is longer. */
const MAX_LENGTH = 256

/** The name in these tokens, or null where they hold none. In quotes anything is a name. */
export function nameIn(tokens: readonly Token[]): string | null {
  const [first] = tokens
  if (!first || tokens.length > MAX_LENGTH) return null
  const name = nameOf(tokens)
  if (tokens.length === 1 && first.quoted !== null) return name.trim() === '' ? null : name
  if (name.length > MAX_LENGTH || !/[\p{L}\p{N}\p{S}]/u.test(name)) return null
  if (tokens.length === 1 && isNameless(first)) return null
  if (dangles(first, DANGLING_FIRST) || dangles(tokens.at(-1), DANGLING_LAST)) return null
  return name
}

function isNameless({ raw }: Token): boolean {
  const word = folded(raw)
  return NAMELESS.has(word) || (POINTING.has(word) && raw === raw.toLowerCase())
}

function dangles(token: Token | undefined, words: ReadonlySet<string>): boolean {
  return token !== undefined && words.has(token.word) && token.raw === token.raw.toLowerCase()
}

/** "named", "called", "with id", a colon: between what a thing is and what it is called. */
export function withoutNaming(tokens: readonly Token[]): Token[] {
  let at = 0
  const word = (offset = 0) => tokens[at + offset]?.word
  if (word() === ':') at++
  if (word() === 'with' && (word(1) === 'id' || word(1) === 'the')) at++
  if (word() === 'the' && (word(1) === 'id' || word(1) === 'name')) at++
  if (word() === 'id' && isColonOrId(tokens[at + 1])) at++
  else if (['named', 'called', 'titled'].includes(word() ?? '') && tokens[at + 1]) at++
  else if (word() === 'name' && (word(1) === ':' || tokens[at + 1]?.quoted != null)) at++
  if (word() === ':') at++
  return tokens.slice(at)
}

function isColonOrId(token: Token | undefined): boolean {
  return token !== undefined && (token.word === ':' || /^[\da-f]{8}-[\da-f]{4}-/i.test(token.raw))
}

/** How likely a token is a part of a title: "Pilot Group", not "pilot group". */
export function isCapital(token: Token | undefined): boolean {
  return /^\p{Lu}\P{Lu}*$/u.test(token?.raw ?? '')
}
