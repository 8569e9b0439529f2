import { nameOf, spoken, type Token } from '../lexer/tokens.ts'
import type { Side } from './frame.ts'
import type { KindPhrases } from './kindWords.ts'
import { isWhole, type Phrases, patterns } from './pattern.ts'
import { framesOf } from './verbs.ts'

/** What a line of a form says, by its label. */
type Field =
  | 'what'
  | 'whom'
  | 'excluded'
  | 'deed'
  | 'intent'
  | 'filter'
  | 'mode'
  | 'reason'
  | 'asker'
  | 'haste'

const LABELS: readonly (readonly [Field, Phrases])[] = [
  [
    'what',
    patterns(
      'policy|app|application|script|profile|object|item|resource? name',
      'policies|apps|scripts',
      'what',
    ),
  ],
  [
    'whom',
    patterns(
      'target|assignment|assigned|entra|aad|security|user|device|include|included? group|groups|target|targets|audience name|names?',
      'assign|assigned|add|deploy|target? to',
      'for|from|whom',
      'include|included',
    ),
  ],
  ['excluded', patterns('exclude|excluded|exclusion|except group|groups?', 'exclusions')],
  ['deed', patterns('action|operation|deed|verb', 'request|change|action type?')],
  ['intent', patterns('intent', 'assignment|install|installation|deployment type|intent', 'availability')],
  ['filter', patterns('assignment? filter name?')],
  ['mode', patterns('filter? mode', 'filter type')],
  [
    'reason',
    patterns(
      'business? reason|justification|comment|comments|note|notes',
      'ticket|incident|case number|no|id?',
    ),
  ],
  [
    'asker',
    patterns(
      'requested|raised|opened|reported|asked by|for',
      'requester|requestor|caller|contact|user',
      'on behalf of',
    ),
  ],
  ['haste', patterns('priority|urgency|impact|prio')],
]
const DEEDS: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({
    assignment: 'assign',
    deployment: 'assign',
    removal: 'remove',
    exclusion: 'exclude',
  }),
)
/** A field of a form that is left open. */
const NONE = patterns('none|no|nothing|nobody|-|–|—|/|n/a|empty|leer')
const MAX_LABEL_WORDS = 4
/** What parts the fields of a form in one line. */
const PARTING = /^[,/|;–—]$/

/**
 * "Policy: Edge Settings", "Group: Legal", each on a line of its own or after a comma, as one sentence. Null where
 * anything of it is no line of such a form.
 */
export function formIn(
  said: readonly Token[],
  kinds: KindPhrases,
): { words: Token[]; reason: string | null } | null {
  const tokens = withoutWhen(said)
  const fields = fieldsIn(tokens, kinds)
  const { what, whom, excluded } = fields ?? {}
  if (!fields || !what || !(whom || excluded)) return null
  const deed = fields.deed ?? spoken('assign')
  const [word = ''] = deed.map((token) => DEEDS.get(token.word) ?? token.word)
  const verb = deed.length === 1 && DEEDS.get(word) === undefined ? spoken(word) : deed
  const [found] = framesOf(verb)
  if (!found || found.rest.length > 0) return null
  const words = sentence(verb, found.frame.side, { ...fields, what })
  // Who asks and how urgently belong to the reason, as they were labelled.
  const beside = [fields.reason, fields.asker, fields.haste].flatMap((said) => (said ? [nameOf(said)] : []))
  return words && { words, reason: beside.length > 0 ? beside.join('; ') : null }
}

const WHEN = patterns(
  'when',
  'start|starting|implementation|execution|change|planned? date|time',
  'date|start|schedule',
  'scheduled for|on?',
)

/** Without the label of a time that was read already: "When:" at the end. */
function withoutWhen(tokens: readonly Token[]): readonly Token[] {
  const end = tokens.at(-1)?.word === ':' ? tokens.length - 1 : tokens.length
  const start = tokens.findLastIndex(
    ({ startsLine }, at) => startsLine || PARTING.test(tokens[at - 1]?.word ?? ''),
  )
  const isWhen = start > 0 && isWhole(WHEN, tokens.slice(start, end))
  return isWhen ? tokens.slice(0, start) : tokens
}

function sentence(
  verb: readonly Token[],
  side: Side,
  { what, whom, excluded, intent, filter, mode }: Partial<Record<Field, Token[]>>,
): Token[] | null {
  const clause = (words: string, value: readonly Token[] | undefined) =>
    value && value.length > 0 ? [...spoken(words), ...value] : []
  const policy = what ?? []
  const filtered = filter?.length === 0 ? spoken('without filter') : clause('with filter', filter)
  const behind = [...clause('as', intent), ...filtered, ...clause('filter mode', mode)]
  if (side === 'include') {
    if (!whom)
      return excluded && excluded.length > 0
        ? [...spoken('exclude'), ...excluded, ...clause('from', policy)]
        : null
    return [...verb, ...policy, ...clause('to', whom), ...clause('except', excluded), ...behind]
  }
  if (whom && excluded && excluded.length > 0) return null
  return [...verb, ...(whom ?? excluded ?? []), ...clause('from', policy), ...behind]
}

/** The fields from the first token to the last; null where one has no label, an unknown one, or comes twice. */
function fieldsIn(tokens: readonly Token[], kinds: KindPhrases): Partial<Record<Field, Token[]>> | null {
  const all = tokens.flatMap((token, at) => {
    const begins = at === 0 || token.startsLine || PARTING.test(tokens[at - 1]?.word ?? '')
    const colon = begins ? colonBehind(tokens, at) : -1
    return colon > at ? [{ at, colon }] : []
  })
  const fields: Partial<Record<Field, Token[]>> = {}
  // "Edge Settings:" above the lines has nothing of its own after it.
  const isTitled = all[0]?.at === 0 && all[0].colon + 1 === all[1]?.at
  const labels = isTitled ? all.slice(1) : all
  const [first] = labels
  if (!first) return null
  if (first.at === 0 && labels.length < 2) return null
  if (first.at > 0) {
    const head = headIn(tokens.slice(0, first.at))
    if (!head || !tokens[first.at]?.startsLine) return null
    fields.what = head
  }
  for (const [index, { at, colon }] of labels.entries()) {
    const label = tokens.slice(at, colon)
    const [kind] = kinds.first(label)
    const isKind = kind?.length === label.length
    const field = isKind ? 'what' : LABELS.find(([, words]) => isWhole(words, label))?.[0]
    const value = withoutParting(tokens.slice(colon + 1, labels[index + 1]?.at))
    if (!field || value.length === 0 || fields[field]) return null
    if (isWhole(NONE, value)) {
      if (field !== 'filter' && field !== 'excluded') return null
      fields[field] = []
      continue
    }
    const labelled = isKind || field === 'asker' || field === 'haste'
    const colonned = tokens.slice(at, colon + 1)
    fields[field] = isKind
      ? [...spoken(label.map(({ word }) => word).join(' ')), ...value]
      : labelled
        ? [...colonned, ...value]
        : value
  }
  return fields
}

/** "Edge Settings" above the lines: a name alone, in capitals as names are. */
function headIn(tokens: readonly Token[]): Token[] | null {
  const name = tokens.at(-1)?.word === ':' ? tokens.slice(0, -1) : [...tokens]
  const isOneLine = !name.some(({ startsLine }, at) => at > 0 && startsLine)
  const isName = name.every(
    ({ raw, quoted }) => quoted !== null || /^[\p{Lu}\p{N}]/u.test(raw) || raw === '-',
  )
  return name.length > 0 && isOneLine && isName && framesOf(name).length === 0 ? name : null
}

function colonBehind(tokens: readonly Token[], at: number): number {
  for (let to = at + 1; to <= Math.min(at + MAX_LABEL_WORDS, tokens.length - 2); to++) {
    if (tokens[to]?.startsLine || PARTING.test(tokens[to]?.word ?? '')) return -1
    if (tokens[to]?.word === ':' || tokens[to]?.word === '=') return to
  }
  return -1
}

function withoutParting(tokens: readonly Token[]): Token[] {
  const to = PARTING.test(tokens.at(-1)?.word ?? '') ? -1 : tokens.length
  return tokens.slice(0, to).map((token, at) => (at === 0 ? { ...token, startsLine: false } : token))
}
