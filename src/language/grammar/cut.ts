import { strays } from '../guards/secondThoughts.ts'
import type { Token } from '../lexer/tokens.ts'
import type { ChangeReading, FilterMode, Intent } from '../reading.ts'
import type { Marker } from './marker.ts'
import { nameIn } from './nameTokens.ts'
import { after, afterAny, pattern, patterns } from './pattern.ts'

/** A sentence in pieces: the two things the verb wants, and what hangs on them. */
export interface Cut {
  first: Token[]
  second: Token[]
  filter: ChangeReading['filter']
  /** The mode where it was said apart from the filter's name. */
  mode: FilterMode | null
  /** "without filter" */
  unfiltered: boolean
  /** "as excluded": whom the sentence names is to be excluded, or was. */
  excluded: boolean
  intent: Intent | null
  fromIntent: Intent | null
  exclude: Token[]
  remove: Token[]
}

/** Where the two parts meet, and the words between them. */
export interface Seam {
  start: number
  end: number
}

const FROM_IT = patterns('from it|this|that|them|there', 'from the same policy|policies|app|apps|one|ones')
const SPOKEN_INTENTS: ReadonlyMap<string, Intent> = new Map(
  Object.entries<Intent>({
    required: 'required',
    mandatory: 'required',
    compulsory: 'required',
    available: 'available',
    optional: 'available',
    uninstall: 'uninstall',
  }),
)

/** Null where the pieces make no sense: an empty one, or one thing said twice. */
export function cutAt(tokens: readonly Token[], markers: readonly Marker[], place: Seam): Cut | null {
  const cut: Cut = {
    first: [],
    second: [],
    filter: null,
    mode: null,
    unfiltered: false,
    excluded: false,
    intent: null,
    fromIntent: null,
    exclude: [],
    remove: [],
  }
  const starts = [
    { start: 0, end: 0, marker: null, part: 'first' as const },
    { ...place, marker: null, part: 'second' as const },
    ...markers.map((marker) => ({ start: marker.start, end: marker.end, marker, part: null })),
  ].sort((a, b) => a.end - b.end)
  for (const [index, { end, marker, part }] of starts.entries()) {
    const words = tokens.slice(end, starts[index + 1]?.start ?? tokens.length)
    if (part) cut[part] = words
    else if (!marker || !putMarked(cut, marker, words)) return null
  }
  return cut.first.length > 0 && cut.second.length > 0 ? withMode(cut) : null
}

/** A mode belongs to a filter, and nothing has a filter and none. */
function withMode(cut: Cut): Cut | null {
  const { filter, mode } = cut
  if (cut.unfiltered) return filter || mode ? null : cut
  if (mode === null) return cut
  return filter ? { ...cut, filter: { ...filter, mode } } : null
}

function putMarked(cut: Cut, marker: Marker, words: readonly Token[]): boolean {
  const said = withoutLooseEnds(words)
  if (marker.type === 'intent') {
    const isNew = !marker.intent || cut.intent === null || cut.intent === marker.intent
    cut.intent = marker.intent ?? cut.intent
    cut.fromIntent ??= marker.fromIntent ?? null
    return isNew && said.length === 0
  }
  if (marker.type === 'mode') {
    const isNew = cut.mode === null || cut.mode === marker.mode
    cut.mode = marker.mode ?? null
    return isNew && said.length === 0
  }
  if (marker.type === 'unfiltered' || marker.type === 'side') {
    cut[marker.type === 'side' ? 'excluded' : 'unfiltered'] = true
    return said.length === 0
  }
  if (marker.type === 'filter') {
    const name = marker.name ? nameIn(marker.name) : nameIn(said)
    if (cut.filter || !name || (marker.name && said.length > 0) || strays(said)) return false
    cut.filter = { name, mode: marker.mode ?? 'include' }
    return true
  }
  const side = marker.type
  if (cut[side].length > 0 || said.length === 0) return false
  const fromIt = said.findIndex((_, at) => afterAny(FROM_IT, said, at) === said.length)
  cut[side] = fromIt > 0 ? said.slice(0, fromIt) : said
  return true
}

/** Without commas at the ends and a closing bracket whose partner went with the marker. */
function withoutLooseEnds(words: readonly Token[]): Token[] {
  let to = words.length
  const isOpen = words.some((token) => token.word === '(')
  while (to > 0 && (words[to - 1]?.word === ',' || (!isOpen && words[to - 1]?.word === ')'))) to--
  return words.slice(0, to)
}

/** "make P a required app for G": takes the intent off the end of the first part. */
export function withSpokenIntent(cut: Cut): Cut | null {
  const words = [...cut.first]
  if (words.length > 2 && /^(app|application|install|installation)$/.test(words.at(-1)?.word ?? ''))
    words.pop()
  const intent = SPOKEN_INTENTS.get(words.pop()?.word ?? '')
  if (!intent) return cut.intent ? cut : null
  if (words.length > 1 && /^(a|an|the|as|to)$/.test(words.at(-1)?.word ?? '')) words.pop()
  // "make P available to G as required": the last word counts.
  return words.length > 0 ? { ...cut, first: words, intent: cut.intent ?? intent } : null
}

const INTENT_BEFORE = pattern(
  'the|a|an? required|mandatory|available|optional app|apps|application|applications',
)

/** "deploy the required app P to G" */
export function withIntentBefore(cut: Cut): Cut {
  const [only] = cut.first
  const bare =
    only && only.raw === only.word && cut.first.length > 1 ? SPOKEN_INTENTS.get(only.word) : undefined
  // "assign required Zscaler Client to G"
  if (bare && bare !== 'uninstall' && !cut.intent && after(INTENT_BEFORE, cut.first, 0) < 0) {
    return { ...cut, first: cut.first.slice(1), intent: bare }
  }
  const end = after(INTENT_BEFORE, cut.first, 0)
  const intent = SPOKEN_INTENTS.get(cut.first[end - 2]?.word ?? '')
  return end > 0 && intent && !cut.intent && cut.first.length > end
    ? { ...cut, first: cut.first.slice(end - 1), intent }
    : cut
}
