import { isPlain } from '../guards/secondThoughts.ts'
import type { Token } from '../lexer/tokens.ts'
import { AWAY_FROM, COPY, GIVE, MOVE, OVER_TO, REMOVE } from './bulkVerbs.ts'
import type { KindPhrases } from './kindWords.ts'
import { afterAny, patterns } from './pattern.ts'
import { policyParts } from './policyPart.ts'
import { kindsAlone } from './quantity.ts'

export const EXCEPT = patterns(
  'except for|from?',
  'excluding',
  'but not|without',
  'but|, leave|leaving out',
  'but|, keep|keeping',
  'apart|aside from',
  'other than',
  'with the exception of',
  'without|minus',
  'bar|barring|save for?',
  'but',
)

/** What is no policy's name after "except". */
const EVERYWHERE = /^(everyone|everybody|all (users|devices|groups))$/i

/** "… except Firewall" at the end; no words where what is excepted is no name. */
export function excepted(
  tokens: readonly Token[],
  kinds: KindPhrases,
): { words: readonly Token[] | null; except: string[]; exceptKinds: string[] } {
  const at = tokens.findLastIndex((_, index) => index > 1 && afterAny(EXCEPT, tokens, index) > index)
  if (at < 0) return { words: tokens, except: [], exceptKinds: [] }
  const behind = withoutPlace(tokens.slice(afterAny(EXCEPT, tokens, at)))
  const before = tokens.slice(0, tokens[at - 1]?.word === ',' ? at - 1 : at)
  // "assign all scripts except A to G": the target comes after it.
  // "move everything except A from G to H": so does its owner.
  // "remove everything except scripts from G", too.
  const isMove = [MOVE, COPY, REMOVE].some((verb) => afterAny(verb, tokens, 0) > 0)
  const isRemoval = afterAny(REMOVE, tokens, 0) > 0
  const isOpen =
    (isMove || afterAny(GIVE, tokens, 0) > 0) &&
    !before.some((_, place) => afterAny(place > 0 && isRemoval ? AWAY_FROM : OVER_TO, before, place) > place)
  const ends = (place: number) =>
    afterAny(OVER_TO, behind, place) > place || (isMove && afterAny(AWAY_FROM, behind, place) > place)
  const to = isOpen ? behind.findIndex((_, place) => place > 0 && ends(place)) : -1
  const left = to < 0 ? behind : behind.slice(0, to)
  const words = to < 0 ? before : [...before, ...behind.slice(to)]
  const exceptKinds = kindsAlone(left, kinds)
  if (exceptKinds.length > 0) return { words, except: [], exceptKinds }
  const [part] = policyParts(left, kinds)
  const isName = part?.policies.every((name) => !EVERYWHERE.test(name))
  return part && isName
    ? { words, except: part.policies, exceptKinds }
    : { words: null, except: [], exceptKinds }
}

/** "except on A", "but not from A", "except the assignment of A" */
export function withoutPlace(tokens: readonly Token[]): readonly Token[] {
  return tokens.length > 1 && isPlain(tokens[0] as Token) && /^(on|from|in)$/.test(tokens[0]?.word ?? '')
    ? tokens.slice(1)
    : tokens
}
