import type { Token } from '../lexer/tokens.ts'
import type { FilterMode } from '../reading.ts'
import { INTENTS, intentChangeAt } from './intentWords.ts'
import type { Marker } from './marker.ts'
import { isCapital } from './nameTokens.ts'
import { afterAny, type Phrases, patterns } from './pattern.ts'

const FILTER_EXCLUDED = patterns(
  'and|but? filter|filters|filtering|filtered out',
  'excluding|except|without|minus the? devices|users? matched|caught by the? filter :?',
  'excluding|except|without|minus|exclude for? all? the? devices|users|those|ones|device|user? matching|that|which|in|from|with match|matching|are? in? the? filter|filters :?',
  'with|using|by|via|and|plus an|the|a? exclude|excluding|exclusion|negative assignment? filter :?',
  'exclude|excluding|exclusion|except|without|minus the? assignment? filter :?',
  "that|which? not|don't match|matching|in|with the? assignment? filter :?",
  'but? not the? assignment? filter :?',
  'with|using assignment? filter :? not',
  'when|where|if? not in|matching the? filter :?',
  "only? for|on|to|where devices|users|those that|which? not|don't matching|match the? filter? :?",
)

const FILTER = patterns(
  'with|w/|using|by|via|under|and|plus|through an|the|a? include|including|inclusion|assignment|device|app? assignment? filter|filters :?',
  'filtered|filtering by|on|with|using|to|through the? assignment? filter? :?',
  'only for|on|to|where|in? devices|users|device|those? that|which? matching|match|in the? filter :?',
  'only? for|on|to|where devices|users|those that|which? matching|match the? filter? :?',
  'that|which match|matches|matching the? filter :?',
  'limited|restricted|narrowed|scoped to|by|with|using the? filter :?',
  'include|including|inclusion filter :?',
  'matching|match the? filter :?',
  'filter|filters :|=',
)

/** Behind "all devices", which no name of a group goes on from. */
const MATCHING = patterns('that|which? matching|match the? filter? :?')

const NO_FILTER = patterns(
  'with|using? no assignment? filter|filters',
  'without|w/o an|the|a|any? assignment? filter|filters',
  'unfiltered',
  'not filtered',
)

const MODES: readonly (readonly [FilterMode, Phrases])[] = [
  ['exclude', modePatterns('exclude|excluded|excluding|exclusion')],
  ['include', modePatterns('include|included|including|inclusion')],
]

/** "as excluded", "(exclude)": what comes before it is not to get the policy. */
const AS_EXCLUDED = patterns(
  'as an|a|the? exclude|excluded|exclusion|exclusions|exception group|groups|target|assignment?',
  'in|with exclude|exclusion mode|intent?',
)

const EXCLUDED = /^(exclude|excluded|exclusion|excl)$/
const INCLUDED = /^(include|included|inclusion|incl)$/
const BARE_FILTER = patterns('assignment? filter')
const WITH = patterns('with|using|via|by the|a|an?')

const EXCLUDE = patterns(
  'except for|from|to|in? :?',
  'excepting for?',
  'excluding|excludes|excl .? :?',
  'exclude',
  'but not|exclude|excluding|without|no to|for|on?',
  'not to|for|on?',
  'and not|exclude|excluding to|for|on?',
  'other than',
  'apart|aside from',
  'not including',
  'with the? exception of',
  'with the? exclusion of',
  'without|minus|w/o',
  'save for',
  'bar|barring for?',
  'leaving|leave out',
  'but',
)

const REMOVE = patterns(
  'and|, and|then? then|also? remove|unassign|take it|them|this? from|off',
  'instead|rather of|than to|for|on?',
  'in place of',
  'and|but|, no longer|more to|for|on',
)

function modePatterns(words: string): Phrases {
  return patterns(
    `filter? mode|type :|=|is|set? to? ${words}`,
    `filter is|set to? ${words}`,
    `in|with|as|using|set an|the|a? ${words} filter? mode|type`,
  )
}

/** Every marker in the tokens, left to right, none overlapping. */
export function markersIn(tokens: readonly Token[]): Marker[] {
  const found: Marker[] = []
  const nextFilter = nextPlaces(tokens, 'filter')
  for (let at = 0; at < tokens.length; ) {
    const marker = markerAt(tokens, at, nextFilter)
    if (marker) found.push(marker)
    at = marker ? marker.end : at + 1
  }
  const firstFilter = found.find(({ type }) => type === 'filter')
  // After a filter's name "(exclude)" is the filter's mode.
  const told = found.map(
    (marker): Marker =>
      marker.type === 'side' && firstFilter && firstFilter.start < marker.start
        ? { ...marker, type: 'mode', mode: 'exclude' }
        : marker,
  )
  return told.map((marker) => widenedMarker(marker, tokens))
}

function markerAt(tokens: readonly Token[], at: number, nextFilter: readonly number[]): Marker | null {
  const open = tokens[at]?.word === '(' ? at + 1 : at
  const changed = intentChangeAt(tokens, at)
  if (changed) return changed
  for (const [intent, phrases] of INTENTS.slice(0, 1)) {
    const end = afterAny(phrases, tokens, open)
    if (end > open) return { type: 'intent', intent, start: at, end }
  }
  for (const [mode, phrases] of MODES) {
    const end = afterAny(phrases, tokens, open)
    if (end > open) return { type: 'mode', mode, start: at, end }
  }
  const unfiltered = afterAny(NO_FILTER, tokens, open)
  // "without filter Kiosks" excludes by it; without a name there is none.
  if (unfiltered > open && endsClause(tokens, unfiltered))
    return { type: 'unfiltered', start: at, end: unfiltered }
  const excluded = afterAny(FILTER_EXCLUDED, tokens, open)
  if (excluded > open) return { type: 'filter', mode: 'exclude', start: at, end: excluded }
  const included = afterAny(FILTER, tokens, open)
  if (included > open) return { type: 'filter', mode: 'include', start: at, end: included }
  const matching = isAll(tokens, at - 1) ? afterAny(MATCHING, tokens, at) : -1
  if (matching > at) return { type: 'filter', mode: 'include', start: at, end: matching }
  const isApart = /^[,|;–—-]$/.test(tokens[at - 1]?.word ?? '')
  if (open > at || isApart || (at > 1 && isNamedFilter(tokens, at))) {
    const bare = afterAny(BARE_FILTER, tokens, open)
    if (bare > open) return { type: 'filter', mode: 'include', start: at, end: bare }
  }
  for (const [intent, phrases] of INTENTS) {
    const end = afterAny(phrases, tokens, open)
    if (end > open) return { type: 'intent', intent, start: at, end }
  }
  const bracketed = open > at || tokens[at - 1]?.word === ','
  const last = tokens[open]?.word ?? ''
  const isEnd = open + 1 === tokens.length || tokens[open + 1]?.word === ')'
  if (isEnd && at > 0 && (bracketed || /^\p{Ll}/u.test(tokens[open]?.raw ?? ''))) {
    const intent = ({ required: 'required', mandatory: 'required', available: 'available' } as const)[last]
    if (intent) return { type: 'intent', intent, start: at, end: open + 1 }
  }
  const side = excludedAt(tokens, at, open)
  if (side) return side
  const named = filterAround(tokens, open, nextFilter)
  if (named) return { ...named, start: at }
  const removed = afterAny(REMOVE, tokens, open)
  if (removed > open) return { type: 'remove', start: at, end: removed }
  const except = afterAny(EXCLUDE, tokens, open)
  if (except > open && isExcluding(tokens, open, except)) return { type: 'exclude', start: at, end: except }
  return null
}

/** "all devices", "all users" */
function isAll(tokens: readonly Token[], at: number): boolean {
  return /^(devices|users)$/.test(tokens[at]?.word ?? '') && tokens[at - 1]?.word === 'all'
}

/** "to Test Lab filter Corporate Windows" */
function isNamedFilter(tokens: readonly Token[], at: number): boolean {
  const [token, next] = [tokens[at], tokens[at + 1]]
  if (token?.raw !== 'filter' || !(isCapital(next) || next?.quoted != null)) return false
  return (
    isCapital(tokens[at - 1]) ||
    tokens[at - 1]?.quoted != null ||
    /^(users|devices)$/.test(tokens[at - 1]?.word ?? '')
  )
}

/** "as excluded" anywhere, "(exclude)" and "excluded" at the end. */
function excludedAt(tokens: readonly Token[], at: number, open: number): Marker | null {
  const said = afterAny(AS_EXCLUDED, tokens, open)
  if (said > open) return { type: 'side', start: at, end: said }
  const token = tokens[open]
  if (!INCLUDED.test(token?.word ?? '') && !EXCLUDED.test(token?.word ?? '')) return null
  const next = tokens[open + 1]?.word
  const isBracketed = open > at && next === ')'
  const isLast = (next === undefined || next === ')') && token?.raw === token?.raw.toLowerCase()
  const isApart = tokens[at - 1]?.word === ',' || tokens.slice(0, at).some((one) => one.word === 'filter')
  if (at === 0 || !(isBracketed || (isLast && isApart))) return null
  if (INCLUDED.test(token?.word ?? '')) return { type: 'mode', mode: 'include', start: at, end: open + 1 }
  return EXCLUDED.test(token?.word ?? '') ? { type: 'side', start: at, end: open + 1 } : null
}

function endsClause(tokens: readonly Token[], at: number): boolean {
  return (
    ['', ',', ')', 'to', 'for', 'and', 'as', 'on', 'at'].includes(tokens[at]?.word ?? '') &&
    tokens[at]?.quoted == null
  )
}

/** "with the Corporate filter": the name comes before the word. */
function filterAround(tokens: readonly Token[], at: number, nextFilter: readonly number[]): Marker | null {
  const from = afterAny(WITH, tokens, at)
  const filter = nextFilter[at] ?? -1
  if (from < 0 || filter <= from || filter - from > 8) return null
  const name = tokens.slice(from, filter)
  if (name.length === 1 && ['no', 'any'].includes(name[0]?.word ?? '')) return null
  if (name.some((token) => ['to', 'except', 'excluding', ','].includes(token.word))) return null
  return { type: 'filter', mode: 'include', start: at, end: filter + 1, name }
}

const EVERYONE = new Set(['everyone', 'everybody', 'users', 'devices'])

/** "exclude" starts a clause after a comma or "and" only; "not" after a comma. */
function isExcluding(tokens: readonly Token[], at: number, end: number): boolean {
  const word = tokens[at]?.word
  const before = tokens[at - 1]?.word
  if (word === 'exclude') return before === '(' || before === ',' || before === 'and' || before === 'but'
  // "Sales Laptops not Sales Tablets", but "Do not disturb"
  const next = tokens[end]
  if (word === 'not')
    return (
      before === ',' || (at > 0 && tokens[at]?.raw === 'not' && (isCapital(next) || next?.quoted != null))
    )
  // "everyone but Interns"
  if (/^(but|bar|barring)$/.test(word ?? '') && end === at + 1) return EVERYONE.has(before ?? '')
  return at > 0
}

/** Takes the connecting words before a marker and a closing bracket's opening one into it. */
function widenedMarker(marker: Marker, tokens: readonly Token[]): Marker {
  let { start } = marker
  while (start > 0 && [',', 'and', 'but', '&', '|', ';'].includes(tokens[start - 1]?.word ?? '')) start--
  return { ...marker, start }
}

function nextPlaces(tokens: readonly Token[], word: string): number[] {
  const places: number[] = new Array(tokens.length).fill(-1)
  let next = -1
  for (let at = tokens.length - 1; at >= 0; at--) {
    if (tokens[at]?.word === word) next = at
    places[at] = next
  }
  return places
}
