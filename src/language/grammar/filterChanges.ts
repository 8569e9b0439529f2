import { strays } from '../guards/secondThoughts.ts'
import { namesTime } from '../guards/time.ts'
import { spoken, type Token } from '../lexer/tokens.ts'
import { type ChangeReading, type FilterMode, plainChange } from '../reading.ts'
import type { KindPhrases } from './kindWords.ts'
import { nameIn } from './nameTokens.ts'
import { afterAny, isWhole, type Phrases, patterns, placesOf } from './pattern.ts'
import { policyParts } from './policyPart.ts'
import { targetParts } from './targetPart.ts'

const CHANGE = patterns(
  'change|switch|swap|set|update|move|turn|flip|make|replace|alter the|its|all? assignment? filters|filter',
)

const CHANGE_MODE = patterns(
  'change|switch|swap|set|update|move|turn|flip|make|alter the|its|all? assignment? filters|filter mode|type',
  'change|switch|swap|set|update|move|turn|flip|make|alter the? mode|type of the|its? assignment? filter|filters',
)

const FLIP = patterns(
  'flip|invert|reverse|toggle|negate the|its|all? assignment? filters|filter',
  'flip|invert|reverse|toggle|switch|swap the|its|all? assignment? filters|filter mode|modes',
  'flip|invert|reverse|toggle|switch|swap the? mode|modes of the|its|all? assignment? filter|filters',
)

const REPLACE = patterns('replace|swap|exchange the|its? assignment? filter :?')
const USE = patterns('use|set|apply|put|add the|a|an? assignment? filter :?')
const TAKE = patterns('remove|drop|delete|clear|take the|its? assignment? filter :?')
const ON = patterns('on|of|in|for|from')
const ON_BEHIND = patterns('on|in|for|to')
const ON_OR_IN = patterns('on|in')
const OFF = patterns('from|off|on|of')
const FOR = patterns('for|of')
const TO = patterns('to|into')
const WITH = patterns('with|by|for')
const INSTEAD = patterns('instead|rather of|than the? filter?', 'in place of the? filter?')

const EVERYWHERE = patterns(
  'everywhere',
  'for|on|in|to everyone|everybody',
  'for|on|in|to all|every|each of? its|the? groups|group|assignments|assignment|targets',
  'for all who have|get it',
  'wherever it is assigned|required|available',
)

const MODES: ReadonlyMap<string, FilterMode> = new Map([
  ...'exclude excluded excluding exclusion'.split(' ').map((word) => [word, 'exclude'] as const),
  ...'include included including inclusion'.split(' ').map((word) => [word, 'include'] as const),
])

const MODE_NOISE = new Set('a an the as in mode filter type ( )'.split(' '))
export const MAX_REFILTER_WAYS = 4

const SPEAKS_OF_FILTERS = /^(filters?|filtered|match|matching)$/

/** What a sentence wants of the filters that are there. */
interface FilterWish {
  to: readonly Token[] | null
  from?: readonly Token[]
  mode?: FilterMode
  /** Whichever mode it has, the other one. */
  flips?: true
  /** Those without a filter are meant, too. */
  adds?: true
  takes?: true
}

/**
 * "change the filter on X to F", "use filter F instead of E on X", "change the filter mode on X to exclude", "remove
 * filter F from X": whoever is named, or else whoever has it, keeps the assignment with another filter.
 */
export function refilteringsIn(said: readonly Token[], kinds: KindPhrases): ChangeReading[] {
  const tokens = withoutEverywhere(said) ?? said
  if (!tokens.some(({ word }) => SPEAKS_OF_FILTERS.test(word))) return []
  if (namesTime(tokens) || strays(tokens.filter(({ word }) => word !== 'instead'))) return []
  const owned = withOwnerAhead(tokens)
  return [
    ...flipsIn(tokens, kinds),
    ...(owned ? [...modesIn(owned, kinds), ...changesIn(owned, kinds)] : []),
    ...modesIn(tokens, kinds),
    ...filteringsIn(tokens, kinds),
    ...narrowingsIn(tokens, kinds),
    ...usedIn(tokens, kinds),
    ...changesIn(tokens, kinds),
    ...replacementsIn(tokens, kinds),
    ...usesIn(tokens, kinds),
    ...removalsIn(tokens, kinds),
  ].slice(0, MAX_REFILTER_WAYS * 2)
}

/** "change the filter on X to F for G": "change the filter on X for G to F", where "for G" may end the filter's name as well. */
function withOwnerAhead(tokens: readonly Token[]): Token[] | null {
  const isPlain = (at: number, word: string) => tokens[at]?.word === word && tokens[at]?.raw === word
  const to = tokens.findIndex((_, at) => at > 2 && isPlain(at, 'to'))
  const on = tokens.findIndex((_, at) => at > 1 && at < to && isPlain(at, 'on'))
  const behind = tokens.findIndex((_, at) => at > to + 1 && isPlain(at, 'for'))
  if (on < 0 || behind < 0 || behind === tokens.length - 1) return null
  const from = tokens.findIndex((_, at) => at > on + 1 && at < to && isPlain(at, 'from'))
  const place = from < 0 ? to : from
  return [...tokens.slice(0, place), ...tokens.slice(behind), ...tokens.slice(place, behind)]
}

const USES = patterns(
  'should|must|shall now? use|have|get the|a|an? assignment? filter :?',
  'should|must|shall be filtered by|with the? assignment? filter? :?',
)

/** "X for G should use the filter F" */
function usedIn(tokens: readonly Token[], kinds: KindPhrases): ChangeReading[] {
  return linkPlaces(tokens, USES, 1).flatMap(([at, end]) => {
    const wish = wishFor(tokens.slice(end))
    return wish?.to ? readings(tokens.slice(0, at), kinds, { ...wish, adds: true }) : []
  })
}

/** "flip the filter mode", "change the filter": of nothing that is named. */
export function namesNoFiltered(tokens: readonly Token[]): boolean {
  return [FLIP, CHANGE_MODE, CHANGE].some((phrases) => afterAny(phrases, tokens, 0) === tokens.length)
}

/** "the filter mode on X to exclude", "the filter mode to exclude on X" */
function modesIn(tokens: readonly Token[], kinds: KindPhrases): ChangeReading[] {
  const start = afterAny(CHANGE_MODE, tokens, 0)
  if (start <= 0) return []
  return splits(tokens, start, kinds, (said) => {
    const from = said[0]?.word === 'from' ? modeIn(said.slice(1, 2)) : null
    const words = from ? said.slice(2) : said
    const mode = TO_WORD.test(words[0]?.word ?? '') ? modeIn(words.slice(1)) : null
    return mode && from !== mode ? { to: null, mode } : null
  })
}

/** "flip the filter mode of X for G": no mode is said, and there are only two. */
function flipsIn(tokens: readonly Token[], kinds: KindPhrases): ChangeReading[] {
  const start = afterAny(FLIP, tokens, 0)
  const on = start > 0 ? afterAny(ON, tokens, start) : -1
  const named = tokens.slice(Math.max(on, 0))
  const isTold = named.some(({ word, raw }) => raw === word && (TO_WORD.test(word) || MODES.has(word)))
  return on > start && !isTold ? readings(named, kinds, { to: null, flips: true }) : []
}

const BY = patterns('by|with|using|through', 'down? to')
const BEHIND = patterns('for|on|to')

/** "filter X by F", "filter X for G by F", "filter X by F for G" */
function filteringsIn(tokens: readonly Token[], kinds: KindPhrases): ChangeReading[] {
  const [verb, first] = tokens
  if (verb?.word !== 'filter' || verb.quoted !== null || first?.word === ':') return []
  return filteredBy(tokens, BY, (part, wish) => readings(part, kinds, wish))
}

const NARROWED_TO = patterns(
  'down? to|by|with|using the|a|an? assignment? filter :?',
  'down? to devices|users|those that|which? match|matching the? filter? :?',
  'down? to devices|users|those in the? filter :?',
)

/**
 * "restrict X for G to the filter F", "limit X on G to devices matching F": G keeps the assignment. Without a group it
 * may mean all devices, or whoever has it.
 */
function narrowingsIn(tokens: readonly Token[], kinds: KindPhrases): ChangeReading[] {
  const [verb] = tokens
  if (!verb || verb.quoted !== null || !/^(limit|restrict|confine|narrow)$/.test(verb.word)) return []
  const found = filteredBy(tokens, NARROWED_TO, (part, said) => {
    // What had a filter in exclude mode must not come to mean all but these devices.
    const wish: FilterWish = { ...said, mode: said.mode ?? 'include' }
    return [
      ...linkPlaces(part, ON_OR_IN, 1).flatMap(([at, end]) =>
        readings([...part.slice(0, at), ...spoken('for'), ...part.slice(end)], kinds, wish),
      ),
      ...readings(part, kinds, wish),
    ]
  })
  return found.filter(({ include }) => include.length > 0)
}

/** What comes before the words of `links`, with the filter behind them; the group may come last. */
function filteredBy(
  tokens: readonly Token[],
  links: Phrases,
  read: (part: readonly Token[], wish: FilterWish) => ChangeReading[],
): ChangeReading[] {
  return linkPlaces(tokens, links, 2).flatMap(([at, end]) => {
    const [what, said] = [tokens.slice(1, at), tokens.slice(end)]
    const ways = linkPlaces(said, BEHIND, 1).map(
      ([on, behind]) => [said.slice(0, on), [...what, ...spoken('for'), ...said.slice(behind)]] as const,
    )
    return [...ways, [said, what] as const].flatMap(([filter, part]) => {
      const wish = wishFor(filter)
      return wish?.to ? read(part, { ...wish, adds: true }) : []
    })
  })
}

const TO_WORD = /^(to|into|as)$/

/** "the filter on X from E to F", "the filter to F on X", "the filter on X to exclude" */
function changesIn(tokens: readonly Token[], kinds: KindPhrases): ChangeReading[] {
  if (afterAny(CHANGE_MODE, tokens, 0) > 0) return []
  const start = afterAny(CHANGE, tokens, 0)
  if (start <= 0) return []
  return splits(tokens, start, kinds, (said) => {
    const to = said.findLastIndex(({ word, raw }, at) => raw === word && afterAny(TO, said, at) > at)
    const replaced = said.findLastIndex(({ word }) => word === 'with' || word === 'by')
    const place = Math.max(to, tokens[0]?.word === 'replace' || tokens[0]?.word === 'swap' ? replaced : -1)
    const bare = place < 0 ? modeIn(said) : null
    if (bare) return { to: null, mode: bare }
    if (place < 0) return null
    const before = said.slice(0, place)
    const isFrom = before[0]?.word === 'from' && before.length > 1
    if (before.length > 0 && !isFrom) return null
    return wishFor(said.slice(place + 1), isFrom ? before.slice(1) : undefined)
  })
}

/** "filter E with F on X" */
function replacementsIn(tokens: readonly Token[], kinds: KindPhrases): ChangeReading[] {
  const start = afterAny(REPLACE, tokens, 0)
  if (start <= 0 || afterAny(ON, tokens, start) > start) return []
  return linkPlaces(tokens, WITH, start + 1).flatMap(([at, end]) =>
    linkPlaces(tokens, ON_BEHIND, end + 1).flatMap(([on, behind]) => {
      const wish = wishFor(tokens.slice(end, on), tokens.slice(start, at))
      return wish ? readings(tokens.slice(behind), kinds, wish) : []
    }),
  )
}

/** "filter F on X", "filter F instead of E on X" */
function usesIn(tokens: readonly Token[], kinds: KindPhrases): ChangeReading[] {
  const start = afterAny(USE, tokens, 0)
  if (start <= 0 || afterAny(ON, tokens, start) > start) return []
  const places = linkPlaces(tokens, ON_BEHIND, start + 1)
  // "add filter F to G on X", "… on X for G": they name whom it is for.
  if (places.length > 1 && !tokens.some((_, at) => afterAny(INSTEAD, tokens, at) > at)) return []
  return places.flatMap(([on, behind]) => {
    const said = tokens.slice(start, on)
    const instead = said.findIndex((_, at) => at > 0 && afterAny(INSTEAD, said, at) > at)
    const from = instead < 0 ? undefined : said.slice(afterAny(INSTEAD, said, instead))
    const wish = wishFor(instead < 0 ? said : said.slice(0, instead), from)
    return wish ? readings(tokens.slice(behind), kinds, from ? wish : { ...wish, adds: true }) : []
  })
}

/** "filter F from X", "the F filter from X" */
function removalsIn(tokens: readonly Token[], kinds: KindPhrases): ChangeReading[] {
  const start = afterAny(TAKE, tokens, 0)
  const takes = afterAny(TAKES, tokens, 0)
  if (start <= 0 && takes <= 0) return []
  const [place] = linkPlaces(tokens, OFF, Math.max(start, takes, 1))
  if (!place) return []
  const [at, end] = place
  const isLast = /^filters?$/.test(tokens[at - 1]?.word ?? '')
  const from = start > 0 ? tokens.slice(start, at) : isLast ? tokens.slice(takes, at - 1) : []
  return nameIn(from) ? readings(tokens.slice(end), kinds, { to: null, from, takes: true }) : []
}

const TAKES = patterns('remove|drop|delete|clear|take the|its?')

/** Every way to part the words into "on X" with what is around it. */
function splits(
  tokens: readonly Token[],
  start: number,
  kinds: KindPhrases,
  wishOf: (said: readonly Token[]) => FilterWish | null,
): ChangeReading[] {
  const found: ChangeReading[] = []
  // "on X … to F"
  const on = afterAny(ON, tokens, start)
  if (on > start) {
    for (let at = on + 1; at < tokens.length && found.length < MAX_REFILTER_WAYS; at++) {
      const wish = wishOf(tokens.slice(at))
      if (wish) found.push(...readings(tokens.slice(on, at), kinds, wish))
    }
  }
  // "to F on X"
  for (const [at, end] of linkPlaces(tokens, ON_BEHIND, start)) {
    const wish = at > start ? wishOf(tokens.slice(start, at)) : null
    if (wish) found.push(...readings(tokens.slice(end), kinds, wish))
  }
  return found
}

function wishFor(to: readonly Token[], from?: readonly Token[]): FilterWish | null {
  const alone = modeIn(to)
  // "from include to exclude"
  if (alone) return from && modeIn(from) === null ? null : { to: null, mode: alone }
  const open = to.findIndex(({ word }, at) => at > 0 && (word === '(' || word === ','))
  const mode = open > 0 ? modeIn(to.slice(open + 1)) : modeIn(to.slice(-1))
  const named = mode ? to.slice(0, open > 0 ? open : -1) : to
  if (open > 0 && !mode) return null
  const bare = named[0]?.word === 'filter' ? named.slice(1) : named
  if (!nameIn(bare) || (from && !nameIn(withoutWord(from)))) return null
  return { to: bare, ...(from ? { from: withoutWord(from) } : {}), ...(mode ? { mode } : {}) }
}

function withoutWord(tokens: readonly Token[]): readonly Token[] {
  return tokens[0]?.word === 'filter' ? tokens.slice(1) : tokens
}

/** "exclude", "an exclude filter", "(exclude)": nothing but a mode. */
function modeIn(tokens: readonly Token[]): FilterMode | null {
  const said = tokens.filter(({ word }) => !MODE_NOISE.has(word))
  const [only] = said
  return said.length === 1 && only ? (MODES.get(only.word) ?? null) : null
}

/** "X for G" as a policy for a group, and as a policy alone. */
function readings(part: readonly Token[], kinds: KindPhrases, wish: FilterWish): ChangeReading[] {
  const { to, from, mode, flips, adds, takes } = wish
  const name = to && nameIn(to)
  const old = from && nameIn(from)
  const made = (policy: readonly Token[], include: string[]): ChangeReading[] => {
    // Who is named gets the filter, with one before or without.
    const gives = adds || (include.length > 0 && name !== null && !old)
    const refilter = {
      ...(old ? { from: old } : {}),
      ...(mode ? { mode } : {}),
      ...(flips ? { flips } : {}),
      ...(gives ? { adds: true as const } : {}),
    }
    return policyParts(policy, kinds)
      .slice(0, MAX_REFILTER_WAYS)
      .map((part) =>
        plainChange(part, {
          include,
          filter: name ? { name, mode: mode ?? 'include' } : null,
          refilter,
          ...(include.length === 0 ? { every: true } : {}),
          ...(takes ? { withoutFilter: true } : {}),
        }),
      )
  }
  const owned = linkPlaces(part, FOR, 1).flatMap(([at, end]) => {
    const [whom] = targetParts(part.slice(end))
    return whom ? made(part.slice(0, at), whom.targets) : []
  })
  // "of G on X"
  const onIt = linkPlaces(part, ON_OR_IN, 1).flatMap(([at, end]) => {
    const [whom] = targetParts(part.slice(0, at))
    return whom ? made(part.slice(end), whom.targets) : []
  })
  return [...owned, ...onIt, ...(owned.length + onIt.length === 0 ? made(part, []) : [])]
}

/** The tokens before "everywhere" and the like at the end; null where they do not end so. */
export function withoutEverywhere(tokens: readonly Token[]): readonly Token[] | null {
  const at = tokens.findIndex((_, index) => index > 0 && isWhole(EVERYWHERE, tokens.slice(index)))
  return at > 0 ? tokens.slice(0, at) : null
}

/** In small letters: written large, such a word may begin a name. */
function linkPlaces(tokens: readonly Token[], words: Phrases, start: number): [number, number][] {
  return placesOf(tokens, words, start, MAX_REFILTER_WAYS, ({ raw, word }) => raw === word)
}
