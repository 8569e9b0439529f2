import { isPlain, strays, takesBack } from '../guards/secondThoughts.ts'
import { BULLET, spoken, type Token } from '../lexer/tokens.ts'
import type { ChangeReading, SeveralReading } from '../reading.ts'
import { isBare } from './pronouns.ts'
import { framesOf } from './verbs.ts'

export const LINKS = new Set(['and', ',', 'then', '&', 'also', 'plus', BULLET])
const MAX_PARTS = 10
const MAX_WAYS = 8

/** The parts of a sentence that may be requests of their own: a verb begins a line, or comes after "and". */
export function partsOf(tokens: readonly Token[], isRequest: (part: readonly Token[]) => boolean): Token[][] {
  const parts: Token[][] = []
  let from = 0
  for (let at = 1; at < tokens.length && parts.length < MAX_PARTS; at++) {
    const token = tokens[at] as Token
    const begins = token.startsLine || LINKS.has(tokens[at - 1]?.word ?? '')
    if (!begins || (!isPlain(token) && !token.startsLine) || framesOf(tokens.slice(at)).length === 0) continue
    const before = withoutLinks(tokens.slice(from, at))
    if (!isRequest(before) && !(parts.length > 0 && isBare(before))) continue
    parts.push(before)
    from = at
  }
  return parts.length === 0 ? [] : [...parts, tokens.slice(from)]
}

function withoutLinks(tokens: readonly Token[]): Token[] {
  let to = tokens.length
  while (to > 0 && LINKS.has(tokens[to - 1]?.word ?? '')) to--
  return tokens.slice(0, to)
}

const MAX_GAPS = 3

/**
 * "add A to X, B to Y": parts that leave out the verb of the first, told by the word that parts each. Every way to cut
 * the sentence into them, the likeliest first; none where it has only one such word.
 */
export function withoutVerbs(tokens: readonly Token[]): Token[][][] {
  const [found] = framesOf(tokens)
  if (!found) return []
  const verb = tokens.slice(0, tokens.length - found.rest.length)
  const rest = withoutHead(found.rest)
  if (strays(rest) || takesBack(rest)) return []
  const parting = new Set(found.frame.mains.flatMap(([words]) => [...(words.at(-1)?.words ?? [])]))
  const mains = rest.flatMap(({ word, raw }, at) => (at > 0 && raw === word && parting.has(word) ? [at] : []))
  if (mains.length < 2 || mains.length > MAX_PARTS) return []
  // Between two of these words is the end of one part and the beginning of the next.
  const links = mains.slice(1).map((main, index) => linksIn(rest, mains[index] as number, main))
  if (links.some((each) => each.length === 0)) return []
  const others = links.every((each) => each.length === 1) ? 1 : MAX_GAPS
  return Array.from({ length: others }, (_, way) => {
    const cuts = links.map((each) => each[Math.min(way, each.length - 1)] as Link)
    return cutAtLinks(rest, cuts).map((part) => [...verb, ...part])
  })
}

/**
 * "A and B to G and H respectively": A to G and B to H. None where they are not as many, or where more is said.
 */
export function pairsOf(reading: ChangeReading): ChangeReading[] {
  const { policies, include, exclude, remove } = reading
  const sides = [include, exclude, remove].filter(({ length }) => length > 0)
  const [targets] = sides
  if (sides.length !== 1 || targets?.length !== policies.length || policies.length < 2) return []
  return policies.map((policy, at) => {
    const one = (names: string[]) => (names === targets ? names.slice(at, at + 1) : names)
    return {
      ...reading,
      policies: [policy],
      include: one(include),
      exclude: one(exclude),
      remove: one(remove),
    }
  })
}

interface Link {
  start: number
  end: number
}

/** The links with words at both sides, the last first: a list of names goes on before it. */
function linksIn(tokens: readonly Token[], from: number, to: number): Link[] {
  const found: Link[] = []
  for (let at = from + 2; at < to; at++) {
    const last = found.at(-1)
    if (isLink(tokens[at]) && last?.end === at) last.end = at + 1
    else if (isLink(tokens[at])) found.push({ start: at, end: at + 1 })
    else if (tokens[at]?.startsLine && last?.end !== at) found.push({ start: at, end: at })
  }
  return found.filter(({ end }) => end < to).reverse()
}

/** Without the colon and the first line's bullet: "assign: • A to X • B to Y". */
function withoutHead(tokens: readonly Token[]): readonly Token[] {
  const start = tokens.findIndex(({ word }) => word !== ':' && word !== BULLET)
  return tokens.slice(Math.max(0, start))
}

/** The lines, without their bullets, where there are several and each is a request: "A -> X", "B -> Y". */
export function linesOf(tokens: readonly Token[]): Token[][] {
  const lines: Token[][] = []
  for (const token of tokens) {
    if (lines.length === 0 || token.startsLine) lines.push([])
    if (token.word !== BULLET || token.quoted !== null) lines.at(-1)?.push(token)
  }
  const said = lines.filter((line) => line.length > 0)
  return said.length > 1 && said.length <= MAX_PARTS ? said : []
}

function isLink(token: Token | undefined): boolean {
  return token !== undefined && LINKS.has(token.word) && token.raw === token.raw.toLowerCase()
}

function cutAtLinks(tokens: readonly Token[], links: readonly Link[]): Token[][] {
  const parts: Token[][] = []
  let from = 0
  for (const { start, end } of links) {
    parts.push(tokens.slice(from, start))
    from = end
  }
  return [...parts, tokens.slice(from)]
}

/**
 * Requests planned together: the likeliest of each, the second of each (whoever turns the names around once does it
 * everywhere), then every mixture while there are few.
 */
export function together(parts: readonly (readonly ChangeReading[])[]): SeveralReading[] {
  if (parts.length < 2 || parts.some((ways) => ways.length === 0)) return []
  const both = parts.map((ways) => differing(ways).slice(0, 2))
  const alike = [0, 1].map((way) => both.map((ways) => (ways[way] ?? ways[0]) as ChangeReading))
  let mixed: ChangeReading[][] = [[]]
  for (const ways of both) {
    mixed = ways.flatMap((way) => mixed.map((one) => [...one, way])).slice(0, MAX_WAYS)
  }
  return [...alike, ...mixed].map((one) => ({ action: 'several', parts: one }))
}

/** Each reading once, in order. */
export function differing(ways: readonly ChangeReading[]): ChangeReading[] {
  return [...new Map(ways.map((way) => [JSON.stringify(way), way])).values()]
}

/**
 * "add A and remove B from P", "uninstall P and install Q on G": the parts, where all but the last leave out what it
 * names; none for anything else.
 */
export function sharingLast(
  tokens: readonly Token[],
  leavesOut: (part: readonly Token[]) => boolean,
): Token[][] {
  const parts: Token[][] = []
  let from = 0
  for (let at = 1; at < tokens.length && parts.length < MAX_PARTS; at++) {
    const token = tokens[at] as Token
    if (!LINKS.has(tokens[at - 1]?.word ?? '') || !isPlain(token) || !leavesOut(tokens.slice(at, at + 2)))
      continue
    const before = withoutLinks(tokens.slice(from, at))
    if (!leavesOut(before)) return []
    parts.push(before)
    from = at
  }
  return parts.length === 0 ? [] : [...parts, tokens.slice(from)]
}

/** "P:" above lines that begin with "+" or "-": what is to come and what is to go. None where no line has a plus. */
export function signedLines(tokens: readonly Token[]): Token[][] {
  const signs = tokens.flatMap(({ raw, startsLine }, at) => (startsLine && /^[+–-]$/.test(raw) ? [at] : []))
  const [first] = signs
  const head = tokens.slice(0, first)
  const isHeaded = head.at(-1)?.word === ':' && head.length > 1 && framesOf(head).length === 0
  if (first === undefined || !isHeaded || !signs.some((at) => tokens[at]?.raw === '+')) return []
  return signs.map((at, index) => {
    const named = tokens.slice(at + 1, signs[index + 1])
    const comes = tokens[at]?.raw === '+'
    return [
      ...spoken(comes ? 'add' : 'remove'),
      ...named,
      ...spoken(comes ? 'to' : 'from'),
      ...head.slice(0, -1),
    ]
  })
}

/** "P:" above lines that each say what to do with a group: "add G", "remove H". None where a line says more. */
export function headedVerbs(
  tokens: readonly Token[],
  leavesOut: (part: readonly Token[]) => boolean,
): Token[][] {
  const [head = [], ...lines] = linesOf(tokens)
  const isHeaded = head.at(-1)?.word === ':' && head.length > 1 && framesOf(head).length === 0
  if (!isHeaded || lines.length === 0) return []
  const parts = lines.map((line) => {
    const [found] = framesOf(line)
    return found && leavesOut(line)
      ? [...line, ...spoken(found.frame.side === 'include' ? 'to' : 'from'), ...head.slice(0, -1)]
      : null
  })
  return parts.every((part) => part !== null) ? parts : []
}

/** "for G: assign P and remove Q": each with the group that comes first. None where one names another. */
export function headedByGroup(
  tokens: readonly Token[],
  leavesOut: (part: readonly Token[]) => boolean,
): Token[][] {
  const colon = tokens.findIndex(({ word }) => word === ':')
  if (!/^(for|on)$/.test(tokens[0]?.word ?? '') || colon < 2) return []
  const parts = partsOf(tokens.slice(colon + 1), leavesOut)
  const group = tokens.slice(1, colon)
  return parts.every(leavesOut)
    ? parts.map((part) => {
        const side = framesOf(part)[0]?.frame.side
        return [...part, ...spoken(side === 'include' ? 'to' : 'from'), ...group]
      })
    : []
}
