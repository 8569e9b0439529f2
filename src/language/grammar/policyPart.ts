import type { Token } from '../lexer/tokens.ts'
import type { KindFound, KindPhrases } from './kindWords.ts'
import { listings } from './listings.ts'
import { isCapital, nameIn, withoutNaming } from './nameTokens.ts'
import { afterAny, patterns } from './pattern.ts'
import { isQuantity } from './quantity.ts'
import { isEveryone, saysGroup } from './targetPart.ts'

/** One way to read the part of a sentence that names policies. */
export interface PolicyPart {
  kind: string | null
  policies: string[]
  penalty: number
  /** How surely these are policies and nothing else. */
  sureness: number
}

interface PolicyItem {
  kind: string | null
  name: string
  penalty: number
  sureness: number
}

const ARTICLES = new Set(['the', 'a', 'an', 'our', 'my', 'this', 'these', 'intune'])
const MAX_WAYS = 8
const PLATFORMS = patterns(
  'windows 10|11',
  'windows|ios|ipados|macos|mac|android|linux',
  'android enterprise',
)

/** `titled`: the sentence writes its small words with capitals, so that capitals tell nothing. */
export function policyParts(tokens: readonly Token[], kinds: KindPhrases, titled = false): PolicyPart[] {
  if (isQuantity(tokens, kinds) || isEveryone(tokens)) return []
  const whole = withoutArticle(withoutBoth(tokens))
  const isTold = whole.length < tokens.length || titled
  const [named] = kinds.first(whole)
  if (named?.length === whole.length || (!named && saysGroup(tokens))) return []
  const ways = [
    ...afterKind(whole, kinds, titled),
    ...afterPlatform(whole, kinds, titled),
    ...beforeKind(whole, kinds, isTold),
    ...plainParts(whole, kinds),
  ]
  if (whole.length < tokens.length) {
    // "The Works" is a name of its own.
    ways.push(...plainParts(tokens, kinds).map((way) => ({ ...way, penalty: way.penalty + 4 })))
  }
  return ways.sort((a, b) => a.penalty - b.penalty).slice(0, MAX_WAYS)
}

/** "compliance policies A and B" */
function afterKind(tokens: readonly Token[], kinds: KindPhrases, titled: boolean): PolicyPart[] {
  return kinds.first(tokens).flatMap((found, index) => {
    const rest = withoutNaming(tokens.slice(found.length))
    const sureness = found.clear ? 3 : 1
    const named = itemLists(rest, kinds, found.key).map((way) => ({
      ...way,
      penalty: way.penalty + index * 0.5 + (found.key === null && !found.clear ? 1 : 0),
      sureness: way.sureness + sureness,
    }))
    return rest.length === 0
      ? []
      : [...named, ...wholeName(tokens, found, 2), ...titledLists(tokens, found, titled)]
  })
}

/** "iOS compliance policy A": the kind says more than the platform, which the card shows. */
function afterPlatform(tokens: readonly Token[], kinds: KindPhrases, titled: boolean): PolicyPart[] {
  const start = afterAny(PLATFORMS, tokens, 0)
  if (start <= 0 || kinds.first(tokens).length > 0) return []
  const rest = tokens.slice(start)
  const found = kinds.first(rest).filter(({ key, clear }) => key !== null && clear)
  if (found.length === 0 || found[0]?.length === rest.length) return []
  return [
    ...afterKind(rest, kinds, titled).map((way) => ({ ...way, penalty: way.penalty + 0.5 })),
    ...found.flatMap((one) => wholeName(tokens, one, 1)),
  ]
}

/**
 * "the A and B compliance policies". Without an article, capitals are likelier a part of the name: "Windows 11
 * Security Baseline".
 */
function beforeKind(tokens: readonly Token[], kinds: KindPhrases, isTold: boolean): PolicyPart[] {
  if (kinds.first(tokens).some((found) => found.key !== null)) return []
  return kinds.last(tokens).flatMap((found, index) => {
    const rest = tokens.slice(0, tokens.length - found.length)
    const likelyName =
      isCapital(tokens.at(-1)) && (found.key === null || !isTold) && rest.every((one) => one.quoted === null)
    const penalty = index * 0.5 + (likelyName ? 1 : -0.5)
    const sureness = likelyName ? 0.5 : found.clear ? 2 : 1
    const named = listings(rest).flatMap((listing) => {
      const items = listing.items.map((item) => plainItem(withoutArticle(item)))
      return combinedParts(items, listing.penalty, found.key)
    })
    return [
      ...named.map((way) => ({ ...way, penalty: way.penalty + penalty, sureness: way.sureness + sureness })),
      ...wholeName(tokens, found, likelyName ? 0.2 : 1.5).map((way) => ({ ...way, sureness })),
    ]
  })
}

/**
 * "Windows Update Ring 1 and Windows Update Ring 2": capitals make the words for a kind the beginning of a name, in
 * the kind that they name and in any.
 */
function titledLists(tokens: readonly Token[], found: KindFound, titled: boolean): PolicyPart[] {
  const phrase = tokens.slice(0, found.length)
  if (titled || found.key === null || !phrase.every(({ raw }) => /^\p{Lu}/u.test(raw))) return []
  return listings(tokens).flatMap((listing) => {
    const items = listing.items.map((item) => plainItem(withoutArticle(item)))
    const ways = [
      ...combinedParts(items, listing.penalty, found.key),
      ...combinedParts(items, listing.penalty + 1, null),
    ]
    const sureness = found.length > 1 ? 2.5 + items.length : 0
    return ways.map((way) => ({ ...way, sureness }))
  })
}

/** The kind is known, but its words may be a part of the name as well. */
function wholeName(tokens: readonly Token[], found: KindFound, penalty: number): PolicyPart[] {
  const name = found.key === null || found.length === tokens.length ? null : nameIn(tokens)
  return name ? [{ kind: found.key, policies: [name], penalty, sureness: 0 }] : []
}

function plainParts(tokens: readonly Token[], kinds: KindPhrases): PolicyPart[] {
  const [first] = kinds.first(tokens)
  const [last] = kinds.last(tokens)
  const penalty = (first ?? last)?.key ? 3 : 0
  const ways = itemLists(tokens, kinds, null).map((way) => ({ ...way, penalty: way.penalty + penalty }))
  // "from the Edge Settings assignment"
  const isEntry = tokens.length > 1 && /^(assignments?|deployment)$/.test(tokens.at(-1)?.raw ?? '')
  const bare = isEntry ? itemLists(tokens.slice(0, -1), kinds, null) : []
  return [...ways, ...bare.map((way) => ({ ...way, penalty: way.penalty + penalty + 1 }))]
}

/** Names in a list, each of which may say its kind once more. */
function itemLists(tokens: readonly Token[], kinds: KindPhrases, kind: string | null): PolicyPart[] {
  return listings(tokens).flatMap((listing) => {
    const items = listing.items.map((item, index) => {
      const bare = withoutArticle(item)
      return (index > 0 && ownKind(bare, kinds)) || plainItem(index > 0 ? bare : item)
    })
    return combinedParts(items, listing.penalty, kind)
  })
}

function ownKind(tokens: readonly Token[], kinds: KindPhrases): PolicyItem | null {
  const [first] = kinds.first(tokens)
  if (!first?.clear || first.length === tokens.length) return null
  const name = nameIn(withoutNaming(tokens.slice(first.length)))
  return name ? { kind: first.key, name, penalty: 0, sureness: 1 } : null
}

function plainItem(tokens: readonly Token[]): PolicyItem | null {
  const name = nameIn(tokens)
  if (!name) return null
  const quotesInside = tokens.length > 1 && tokens.some((token) => token.quoted !== null)
  return { kind: null, name, penalty: quotesInside ? 6 : 0, sureness: 0 }
}

function combinedParts(
  items: readonly (PolicyItem | null)[],
  penalty: number,
  kind: string | null,
): PolicyPart[] {
  if (items.length === 0 || items.some((item) => item === null)) return []
  const all = items as readonly PolicyItem[]
  const own = all.flatMap((item) => (item.kind === null ? [] : [item.kind]))
  // Two kinds in one sentence: the search then goes over all of them.
  const kept = own.every((one) => one === (kind ?? own[0])) ? (kind ?? null) : null
  return [
    {
      kind: kept,
      policies: all.map((item) => item.name),
      penalty: penalty + all.reduce((sum, item) => sum + item.penalty, 0),
      sureness: all.reduce((sum, item) => sum + item.sureness, 0),
    },
  ]
}

/** "both compliance policies X", "both of the X policies": how many there are is for the search to see. */
function withoutBoth(tokens: readonly Token[]): readonly Token[] {
  const [first, second] = tokens
  if (first?.word !== 'both' || tokens.length < 2) return tokens
  return tokens.slice(second?.word === 'of' && tokens.length > 2 ? 2 : 1)
}

function withoutArticle(tokens: readonly Token[]): Token[] {
  const [first, second] = tokens
  const isArticle =
    second !== undefined && !/^[,&/]$|^and$/.test(second.word) && ARTICLES.has(first?.word ?? '')
  return isArticle ? tokens.slice(1) : [...tokens]
}
