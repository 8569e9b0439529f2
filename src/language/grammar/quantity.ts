import { nameOf, type Token } from '../lexer/tokens.ts'
import type { KindPhrases } from './kindWords.ts'
import { after, afterAny, patterns } from './pattern.ts'

/** "everything", "all scripts", "every policy": many things by one word. */
export interface Quantity {
  /** Catalog key, or null for things of every kind. */
  kind: string | null
  end: number
  /** "all scripts and apps": the others of them. */
  alsoKinds?: string[]
  /** "all Windows policies", as `PolicyRef.platform` names it. */
  platform?: string
  /** "all Edge policies", "everything with Edge in the name" */
  words?: string
  /** The names begin with the words. */
  begins?: true
}

const PLATFORMS: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({
    windows: 'Windows',
    macos: 'macOS',
    mac: 'macOS',
    ios: 'iOS/iPadOS',
    ipados: 'iOS/iPadOS',
    'ios/ipados': 'iOS/iPadOS',
    android: 'Android',
    linux: 'Linux',
    powershell: 'Windows',
  }),
)
const NAMED = patterns(
  'named|called|titled|containing|like like?',
  'with|whose|that|which a|the? name|names? containing|contains|contain|including|includes|has|having with?',
)
const BEGINNING = patterns(
  'that|which? start|starts|starting|begin|begins|beginning with :?',
  'with|whose|that|which a|the? name|names that|which? start|starts|starting|begin|begins|beginning with :?',
  'prefixed with|by :?',
)
const WITH = patterns('with|having|containing')
const IN_NAME = patterns('in|within its|the|their? name|names|title|titles')
const MAX_WORDS = 4

const EVERYTHING = patterns(
  'everything|whatever',
  'all of? the|its|their|our? assignments|assignment|things|items',
  'all that',
  'everything else',
)
const ALL = patterns('all|every|each|any of? the|our?')
const SAME = patterns('the|exactly? the? same')
const LINK = patterns(', and? also?', 'and|& also?', 'plus|or|nor', 'as well as')
const OUT_OF = patterns('from|off|of|on|in')
const THE = patterns('the|any|our')
const THINGS = patterns('assignments|things|stuff', 'assignments')
const MAX_KIND_WORDS = 6

/**
 * The words for many things at a place: "everything", "all scripts", "every Windows policy". Null where there are none.
 */
export function quantityAt(tokens: readonly Token[], at: number, kinds: KindPhrases): Quantity | null {
  const everything = afterAny(EVERYTHING, tokens, at)
  if (everything > at) {
    const end = tokens[everything - 1]?.word === 'that' ? everything - 1 : everything
    return withName(tokens, { kind: null, end })
  }
  const all = afterAny(ALL, tokens, at)
  if (all <= at || kinds.first(tokens.slice(all, all + MAX_KIND_WORDS)).some(({ part }) => part)) return null
  const things = thingsAt(tokens, all, kinds) ?? narrowedAt(tokens, all, kinds)
  return things && withName(tokens, withOthers(tokens, things, kinds))
}

/** "all scripts and all apps": several kinds of them. */
function withOthers(tokens: readonly Token[], things: Quantity, kinds: KindPhrases): Quantity {
  if (things.kind === null || things.words || things.platform) return things
  const { keys, end } = kindsFrom(tokens, things.end, kinds)
  const alsoKinds = keys.filter((key) => key !== things.kind)
  return alsoKinds.length > 0 ? { ...things, end, alsoKinds } : things
}

/** Kinds after links: ", all apps and scripts". */
function kindsFrom(tokens: readonly Token[], from: number, kinds: KindPhrases) {
  const keys: string[] = []
  let end = from
  for (;;) {
    const link = afterAny(LINK, tokens, end)
    const from = Math.max(link, afterAny(OUT_OF, tokens, link))
    const start = Math.max(from, afterAny(ALL, tokens, from))
    const things = link > end ? thingsAt(tokens, start, kinds) : null
    if (!things?.kind || things.platform) return { keys, end }
    keys.push(things.kind)
    end = things.end
  }
}

/** "scripts", "all apps and the scripts": kinds and nothing else; none where more is said. */
export function kindsAlone(tokens: readonly Token[], kinds: KindPhrases): string[] {
  const start = Math.max(0, afterAny(ALL, tokens, 0), afterAny(THE, tokens, 0))
  const first = thingsAt(tokens, start, kinds)
  if (!first?.kind || first.platform || tokens[start]?.raw !== tokens[start]?.word) return []
  const { keys, end } = kindsFrom(tokens, first.end, kinds)
  return end === tokens.length ? [first.kind, ...keys] : []
}

/** "Windows policies", "Edge policies", "Edge Windows policies": what comes before the kind narrows it. */
function narrowedAt(tokens: readonly Token[], at: number, kinds: KindPhrases): Quantity | null {
  for (let to = at + 1; to <= Math.min(at + MAX_WORDS, tokens.length - 1); to++) {
    const before = tokens.slice(at, to)
    if (before.some(({ word, raw }) => LINKING.has(word) || (raw === word && STATES.has(word)))) return null
    const things = thingsAt(tokens, to, kinds)
    if (!things) continue
    const platform = platformIn(before)
    const words = before.filter(({ word }) => !PLATFORMS.get(word))
    return {
      ...things,
      ...(platform ? { platform } : {}),
      ...(words.length > 0 ? { words: nameOf(words) } : {}),
    }
  }
  return null
}

/** An app's intent, a count and a state say which are meant, and are no part of their names. */
const STATES = new Set(
  'required mandatory available optional two three four five six ten other remaining old older new newer unused assigned unassigned current existing active inactive stale recent'.split(
    ' ',
  ),
)
const LINKING = new Set('of to from for that which and or the with assigned in on not'.split(' '))

/** "with Edge in the name", "named Edge" after the things. */
function withName(tokens: readonly Token[], things: Quantity): Quantity {
  // "all Edge policies named Kiosk": one of the two would be lost, so the second stays unread.
  if (things.words) return things
  const begun = afterAny(BEGINNING, tokens, things.end)
  if (begun > things.end && tokens[begun]) {
    const end = nameEnd(tokens, begun)
    return { ...things, end, words: nameOf(tokens.slice(begun, end)), begins: true }
  }
  const named = afterAny(NAMED, tokens, things.end)
  if (named > things.end && tokens[named]) {
    const end = nameEnd(tokens, named)
    return { ...things, end, words: nameOf(tokens.slice(named, end)) }
  }
  const start = afterAny(WITH, tokens, things.end)
  if (start <= things.end) return things
  for (let to = start + 1; to <= Math.min(start + MAX_WORDS, tokens.length); to++) {
    const end = afterAny(IN_NAME, tokens, to)
    if (end > to) return { ...things, end, words: nameOf(tokens.slice(start, to)) }
  }
  return things
}

function nameEnd(tokens: readonly Token[], from: number): number {
  if (tokens[from]?.quoted != null) return from + 1
  const at = tokens.findIndex(({ word }, index) => index > from && LINKING.has(word))
  return at < 0 ? tokens.length : at
}

/** Whose things they are: "Legal's policies", "7-Zip 24.08's assignments". */
export function owned(tokens: readonly Token[]): readonly Token[] {
  const owner = tokens.at(-2)
  const last = tokens.at(-1)
  // "copy Legal's to HR"
  const bare = last?.quoted === null ? /^(.+)['’]s$/.exec(last.raw)?.[1] : undefined
  if (last && bare) return [...tokens.slice(0, -1), { ...last, raw: bare, word: bare.toLowerCase() }]
  if (!owner || !/^(assignments|policies|things|settings)$/.test(tokens.at(-1)?.word ?? '')) return tokens
  const name = /^(.+)['’]s$/.exec(owner.raw)?.[1] ?? /^(.+s)['’]$/.exec(owner.raw)?.[1]
  if (name && owner.quoted === null)
    return [...tokens.slice(0, -2), { ...owner, raw: name, word: name.toLowerCase() }]
  return last?.raw === 'assignments' ? tokens.slice(0, -1) : tokens
}

/** "the same scripts as" */
export function sameAt(tokens: readonly Token[], at: number, kinds: KindPhrases): Quantity | null {
  const same = afterAny(SAME, tokens, at)
  if (same <= at) return null
  const things = thingsAt(tokens, same, kinds) ?? { kind: null, end: same }
  return tokens[things.end]?.word === 'as' ? { ...things, end: things.end + 1 } : null
}

/**
 * The things themselves, without "all" before them: "policies", "scripts". Null where a word tells only a part of a
 * kind.
 */
export function thingsAt(tokens: readonly Token[], at: number, kinds: KindPhrases): Quantity | null {
  const things = afterAny(THINGS, tokens, at)
  if (things > at) return { kind: null, end: things }
  const [kind] = kinds.first(tokens.slice(at, at + MAX_KIND_WORDS))
  // What is only a part of a kind cannot be told from the rest of it.
  if (!kind || kind.part) return null
  const end = at + kind.length
  const many = afterAny(THINGS, tokens, end)
  // "Windows scripts", "PowerShell scripts": one of several kinds that people call by one name.
  const platform = platformIn(tokens.slice(at, end))
  return { kind: kind.key, end: Math.max(end, many), ...(platform ? { platform } : {}) }
}

function platformIn(tokens: readonly Token[]): string | undefined {
  return tokens.map(({ word }) => PLATFORMS.get(word)).find((one) => one !== undefined)
}

/** Whether the words begin with many things instead of one name. */
export function isQuantity(tokens: readonly Token[], kinds: KindPhrases): boolean {
  const [first] = tokens
  const isLower = first?.raw === first?.raw.toLowerCase()
  return isLower && (quantityAt(tokens, 0, kinds) ?? sameAt(tokens, 0, kinds)) !== null
}

const ASSIGNED = patterns(
  'that|which|what? is|are|was|were? currently|now|already? assigned|deployed|applied|targeted|pushed to|at|for',
  'that|which? target|targets|targeting',
  'of|from|for|like',
)
const THAT = patterns('that|which|what?')
const GETS = patterns(
  'already|currently? has|have|gets|get|receives|receive|got',
  'is|are getting|receiving|assigned',
  'does|do',
)

/**
 * The words that name whose things are meant: "that group A has", "assigned to A". Null where they say something else.
 */
export function ownerIn(tokens: readonly Token[]): readonly Token[] | null {
  if (tokens.length === 0) return []
  const assigned = afterAny(ASSIGNED, tokens, 0)
  if (assigned > 0) return tokens.slice(assigned)
  const from = Math.max(0, afterAny(THAT, tokens, 0))
  for (let to = Math.max(from + 1, tokens.length - 3); to < tokens.length; to++) {
    if (GETS.some((one) => after(one, tokens, to) === tokens.length)) return tokens.slice(from, to)
  }
  return null
}
