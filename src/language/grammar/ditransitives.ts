import type { Token } from '../lexer/tokens.ts'
import type { KindPhrases } from './kindWords.ts'

const ARTICLES = new Set(['the', 'a', 'an', 'our', 'my'])
const MAX_WAYS = 5
const MAX_KIND_WORDS = 6

/**
 * The places where "give Finance the BitLocker policy" may part into whom and what: before an article, before a kind,
 * beside a quoted name, after "everyone" or "all devices"; with `bare`, also between two words that are all there is:
 * "give Finance BitLocker", but not "assign to Sales Laptops", which names no policy. With `anywhere`, between any two
 * words: "give Sales Laptops Edge Settings", where the names that exist have to tell.
 */
export function partings(
  tokens: readonly Token[],
  kinds: KindPhrases,
  bare: boolean,
  anywhere = false,
): number[] {
  const found: number[] = []
  for (let at = 1; at < tokens.length && found.length < MAX_WAYS; at++) {
    const [before, here] = [tokens[at - 1] as Token, tokens[at] as Token]
    if (before.word === 'the' || here.word === ',') continue
    const special =
      before.word === 'everyone' ||
      before.word === 'everybody' ||
      (at > 1 && tokens[at - 2]?.word === 'all' && (before.word === 'users' || before.word === 'devices'))
    if (
      ARTICLES.has(here.word) ||
      special ||
      before.word === ':' ||
      (before.quoted !== null) !== (here.quoted !== null) ||
      (before.quoted !== null && here.quoted !== null) ||
      (bare && (tokens.length === 2 || anywhere)) ||
      kinds.first(tokens.slice(at, at + MAX_KIND_WORDS)).some((kind) => kind.clear)
    ) {
      found.push(at)
    }
  }
  return found
}
