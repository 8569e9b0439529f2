import type { Token } from '../lexer/tokens.ts'
import type { Intent } from '../reading.ts'
import type { Marker } from './marker.ts'
import { afterAny, type Phrases, patterns } from './pattern.ts'

export const INTENTS: readonly (readonly [Intent, Phrases])[] = [
  [
    'availableWithoutEnrollment',
    patterns(
      'as? available without|w/o device? enrollment|enrolment|enrolling',
      'as? available for|on|to unenrolled|un-enrolled devices',
      'as? availablewithoutenrollment',
      'as? available with or without enrollment|enrolment',
    ),
  ],
  ['required', intentPatterns('required|mandatory|require|forced')],
  ['available', intentPatterns('available|optional')],
  ['uninstall', intentPatterns('uninstall|uninstalled')],
]

const INTENT_WORDS: ReadonlyMap<string, Intent> = new Map(
  Object.entries<Intent>({
    required: 'required',
    mandatory: 'required',
    forced: 'required',
    available: 'available',
    optional: 'available',
    uninstall: 'uninstall',
    uninstalled: 'uninstall',
  }),
)

export function isIntentWord(word: string): boolean {
  return INTENT_WORDS.has(word)
}

export function intentWord(word: string | undefined): Intent | undefined {
  return word === undefined ? undefined : INTENT_WORDS.get(word)
}

/** Whether the tokens say from which intent to which: "from required to available". */
export function changesIntent(tokens: readonly Token[]): boolean {
  return tokens.some((_, at) => intentChangeAt(tokens, at) !== null)
}

/** "from required to available", "available instead of required" */
export function intentChangeAt(tokens: readonly Token[], at: number): Marker | null {
  const as = tokens[at]?.word === 'as' ? at + 1 : at
  if (tokens[as + 1]?.word === 'instead' && tokens[as + 2]?.word === 'of') {
    const [to, from] = [
      INTENT_WORDS.get(tokens[as]?.word ?? ''),
      INTENT_WORDS.get(tokens[as + 3]?.word ?? ''),
    ]
    return to && from ? { type: 'intent', intent: to, fromIntent: from, start: at, end: as + 4 } : null
  }
  const become = INTENT_WORDS.get(tokens[at + 1]?.word ?? '')
  const isLast = at + 2 === tokens.length && tokens[at + 1]?.raw === tokens[at + 1]?.word
  // "change the intent of P for G to available"
  if (tokens[at]?.word === 'to' && at > 1 && become && isLast)
    return { type: 'intent', intent: become, start: at, end: at + 2 }
  const gone = goneIntentAt(tokens, at)
  if (gone) return gone
  if (tokens[at]?.word !== 'from') return null
  const fromIntent = INTENT_WORDS.get(tokens[at + 1]?.word ?? '')
  const intent = INTENT_WORDS.get(tokens[at + 3]?.word ?? '')
  const isTo = /^(to|into)$/.test(tokens[at + 2]?.word ?? '')
  return fromIntent && intent && isTo ? { type: 'intent', intent, fromIntent, start: at, end: at + 4 } : null
}

const INSTEAD = patterns('instead|rather of|than as?', ',? and|but? not as?')

/** "available to Legal instead of required", "available, not required": what it was, apart from what it becomes. */
function goneIntentAt(tokens: readonly Token[], at: number): Marker | null {
  if (at === 0) return null
  const end = afterAny(INSTEAD, tokens, at)
  const fromIntent = end > at ? INTENT_WORDS.get(tokens[end]?.word ?? '') : undefined
  return fromIntent && end + 1 === tokens.length
    ? { type: 'intent', fromIntent, start: at, end: end + 1 }
    : null
}

function intentPatterns(words: string): Phrases {
  return patterns(
    `as an|a|the? ${words} app|application|install|installation|assignment|deployment|apps?`,
    `with the|an|a? ${words} intent|assignment|installation`,
    `with the? intent :? ${words}`,
    `in|for ${words} mode`,
    `for ${words}`,
    `intent :|= ${words}`,
  )
}
