import { spoken, type Token } from '../lexer/tokens.ts'
import { markersIn } from './clauses.ts'
import { LINKS } from './coordination.ts'
import { isIntentWord } from './intentWords.ts'
import type { KindPhrases } from './kindWords.ts'
import { areNames } from './verblessRequest.ts'
import { framesOf } from './verbs.ts'

/**
 * "assign P to A as required and to B as available", "as required to A and as available to B": a request for each
 * intent, with the verb and the policy of the first, or the group of the last. None where fewer than two are said, or
 * where somebody loses what another gets.
 */
export function byIntents(tokens: readonly Token[], kinds: KindPhrases): Token[][][] {
  if (tokens.filter(({ word }) => isIntentWord(word)).length < 2) return []
  if (isVerbless(tokens, kinds)) return byIntents([...spoken('assign'), ...tokens], kinds)
  if (tokens.some(({ word, raw }) => raw === word && /^(from|off|not|instead)$/.test(word))) return []
  const policies = ofOneGroup(tokens, kinds)
  if (policies.length > 1) return [policies]
  const [found] = framesOf(tokens)
  const marks = markersIn(tokens).filter(({ type, fromIntent }) => type === 'intent' && !fromIntent)
  const bare = found ? bareIntents(tokens, tokens.slice(0, tokens.length - found.rest.length)) : null
  if (bare) return bare
  const [one, other] = marks
  if (!found || !one || !other || marks.length > 2 || one.intent === other.intent) return []
  const to = tokens.findIndex(isPlacing)
  const policyEnd = Math.min(to, one.start)
  if (to < 0 || policyEnd <= tokens.length - found.rest.length) return []
  const head = tokens.slice(0, policyEnd)
  // The intent comes before its groups, or after them.
  const cut = one.start < to ? other.start : closed(tokens, one.end)
  const rest = tokens.slice(cut)
  const start = rest.findIndex(({ word }) => !LINKS.has(word))
  const second = rest.slice(Math.max(0, start))
  const first = tokens.slice(0, cut)
  if (one.start < to || isPlacing(second[0])) return [[first, [...head, ...second]]]
  if (second.some(isPlacing)) return []
  return [[first, [...head, tokens[to] as Token, ...second]]]
}

/**
 * "P: required for A, uninstall for B and C", "P: A (required), B as available", and where the names tell that a group
 * comes first, "G: P (required), Q (available)". None where a part says anything else.
 */
export function headedIntents(tokens: readonly Token[], kinds: KindPhrases): Token[][][] {
  const colon = tokens.findIndex(({ word }) => word === ':')
  const head = tokens.slice(0, colon)
  if (colon < 1 || !areNames(head, kinds, true)) return []
  const parts = betweenCommas(tokens.slice(colon + 1)).map((part) => {
    const linked = /^and$/.test(part[0]?.word ?? '') ? part.slice(1) : part
    const said = linked.filter(({ word }) => word !== '(' && word !== ')')
    const [at, ...more] = said.flatMap(({ word, raw }, index) =>
      isIntentWord(word) && raw === word ? [index] : [],
    )
    const intent = at === undefined ? undefined : said[at]
    if (at === undefined || !intent || more.length > 0) return null
    const isAhead = at === 0 && isPlacing(said[1])
    const as = said[at - 1]?.word === 'as' ? 1 : 0
    const named = isAhead ? said.slice(2) : at === said.length - 1 ? said.slice(0, at - as) : []
    return named.length > 0 && areNames(named, kinds, true) ? { named, intent, isAhead } : null
  })
  if (parts.length < 2 || !parts.every((part) => part !== null)) return []
  const assigned = (policy: readonly Token[], intent: Token, group: readonly Token[]) => [
    ...spoken('assign'),
    ...policy,
    ...spoken('as'),
    intent,
    ...spoken('to'),
    ...group,
  ]
  const policies = parts.map(({ named, intent }) => assigned(head, intent, named))
  const groups = parts.map(({ named, intent }) => assigned(named, intent, head))
  return parts.some(({ isAhead }) => isAhead) ? [policies] : [policies, groups]
}

/** "P for A (required) and for B (available)": nothing but names and what each gets. */
function isVerbless(tokens: readonly Token[], kinds: KindPhrases): boolean {
  const to = tokens.findIndex(isPlacing)
  const groups = tokens.slice(to + 1).filter((token) => {
    return !isIntentWord(token.word) && !isPlacing(token) && token.word !== 'as'
  })
  const isSaid = framesOf(tokens).length === 0 && to > 0
  return isSaid && areNames(tokens.slice(0, to), kinds, false) && areNames(groups, kinds, true)
}

/**
 * "give G P as required and Q as available": the first request, and what the others name beside its intent, which is
 * another policy for G, another group for P, or both. Null where the sentence parts the two by a word.
 */
export function givenIntents(
  tokens: readonly Token[],
): { first: Token[]; others: { verb: Token[]; named: Token[]; intent: Token[] }[] } | null {
  const [found] = framesOf(tokens)
  if (!found || !/^(give|grant|provide|hand)$/.test(tokens[0]?.word ?? '')) return null
  if (tokens.some(({ word, raw }) => raw === word && /^(to|for|on|from|off|not|instead)$/.test(word)))
    return null
  const marks = markersIn(tokens)
  const isSaid = marks.every(({ type, fromIntent }) => type === 'intent' && !fromIntent)
  if (marks.length < 2 || !isSaid || marks.at(-1)?.end !== tokens.length) return null
  const [one] = marks
  const verb = tokens.slice(0, tokens.length - found.rest.length)
  const others = marks.slice(1).map(({ start, end }, index) => {
    const between = tokens.slice(closed(tokens, marks[index]?.end ?? 0), start)
    const link = between.findIndex(({ word }) => !LINKS.has(word))
    return {
      verb,
      named: between.slice(Math.max(0, link)),
      intent: tokens.slice(start, end),
      isLinked: link > 0,
    }
  })
  const areAll = others.every(({ named, isLinked }) => isLinked && named.length > 0)
  return one && areAll ? { first: tokens.slice(0, one.end), others } : null
}

function betweenCommas(tokens: readonly Token[]): Token[][] {
  const parts: Token[][] = [[]]
  for (const token of tokens) {
    if (token.word === ',' || token.word === ';') parts.push([])
    else parts.at(-1)?.push(token)
  }
  return parts
}

/** "assign P as required and Q as available to G", "P required and Q available for G", "assign to G: P required, Q available" */
function ofOneGroup(said: readonly Token[], kinds: KindPhrases): Token[][] {
  const tokens = withGroupLast(said)
  const intents = tokens.flatMap(({ word, raw }, at) => (isIntentWord(word) && raw === word ? [at] : []))
  const to = closed(tokens, (intents.at(-1) ?? tokens.length) + 1)
  const isLinked = intents.slice(0, -1).every((at) => LINKS.has(tokens[closed(tokens, at + 1)]?.word ?? ''))
  if (!isLinked || !/^(to|for|on)$/.test(tokens[to]?.word ?? '')) return []
  const [found] = framesOf(tokens)
  if (found && (found.frame.side !== 'include' || found.frame.intent === 'uninstall')) return []
  const verb = found ? tokens.slice(0, tokens.length - found.rest.length) : spoken('assign')
  const policies = intents.map((at, index) => {
    const before =
      index === 0 ? (found ? verb.length : 0) : closed(tokens, (intents[index - 1] as number) + 1)
    const named = tokens.slice(before, at)
    const start = named.findIndex(({ word }) => !LINKS.has(word))
    return named.slice(Math.max(0, start), /^(as|\()$/.test(named.at(-1)?.word ?? '') ? -1 : undefined)
  })
  const areAll = policies.every((named) => named.length > 0 && (found || areNames(named, kinds, false)))
  if (!areAll || (!found && !areNames(tokens.slice(to + 1), kinds, true))) return []
  const as = found?.frame.needsIntent ? [] : spoken('as')
  return policies.map((named, index) => [
    ...verb,
    ...named,
    ...as,
    tokens[intents[index] as number] as Token,
    ...tokens.slice(to),
  ])
}

/** "assign to G: …" as "assign … to G". */
function withGroupLast(tokens: readonly Token[]): readonly Token[] {
  const [found] = framesOf(tokens)
  const colon = tokens.findIndex(({ word }) => word === ':')
  if (!found || colon < 0 || !isPlacing(found.rest[0])) return tokens
  const verb = tokens.length - found.rest.length
  return [...tokens.slice(0, verb), ...tokens.slice(colon + 1), ...tokens.slice(verb, colon)]
}

/** "assign P to A required and to B available"; where no "to" stands before B, it may be another policy for A. */
function bareIntents(tokens: readonly Token[], verb: readonly Token[]): Token[][][] | null {
  const intents = tokens.flatMap(({ word, raw }, at) => (isIntentWord(word) && raw === word ? [at] : []))
  const [one, other] = intents
  const to = tokens.findIndex(({ word, raw }) => word === 'to' && raw === word)
  if (one === undefined || other === undefined || intents.length > 2 || to < 2 || one < to) return null
  const link = /^(and|,)$/.test(tokens[one + 1]?.word ?? '') ? one + 2 : -1
  const behind = tokens[link]?.word === 'and' ? link + 1 : link
  if (link < 0 || other !== tokens.length - 1 || behind >= other) return null
  const second = tokens.slice(behind)
  const first = tokens.slice(0, one + 1)
  if (isPlacing(second[0])) return [[first, [...tokens.slice(0, to), ...second]]]
  if (second.some(isPlacing)) return null
  const as = second.at(-2)?.word === 'as' ? -2 : -1
  const group = tokens.slice(to, tokens[one - 1]?.word === 'as' ? one - 1 : one)
  return [
    [first, [...tokens.slice(0, to + 1), ...second]],
    [first, [...verb, ...second.slice(0, as), ...group, ...spoken('as'), ...second.slice(-1)]],
  ]
}

export function isPlacing(token: Token | undefined): boolean {
  return token !== undefined && /^(to|for|on)$/.test(token.word) && token.raw === token.word
}

/** Past the bracket that closes after a clause. */
function closed(tokens: readonly Token[], at: number): number {
  return tokens[at]?.word === ')' ? at + 1 : at
}
