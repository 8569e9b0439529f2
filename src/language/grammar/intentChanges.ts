import { strays } from '../guards/secondThoughts.ts'
import { namesTime } from '../guards/time.ts'
import type { Token } from '../lexer/tokens.ts'
import { type ChangeReading, type Intent, plainChange } from '../reading.ts'
import { MAX_REFILTER_WAYS, withoutEverywhere } from './filterChanges.ts'
import { intentWord } from './intentWords.ts'
import type { KindPhrases } from './kindWords.ts'
import { afterAny, patterns } from './pattern.ts'
import { policyParts } from './policyPart.ts'

const REINTENT = patterns(
  'change|switch|move|convert|set|make|turn|flip|alter the? intent|assignment|type of|for',
  'change|switch|move|convert|set|make|turn|flip|alter',
)

/**
 * "change X from required to available": whoever has it as the one gets it as the other, where nobody is named.
 */
export function reintentionsIn(tokens: readonly Token[], kinds: KindPhrases): ChangeReading[] {
  const start = afterAny(REINTENT, tokens, 0)
  if (start <= 0 || namesTime(tokens)) return []
  const bare = withoutEverywhere(tokens) ?? tokens
  const change = intentsAt(bare)
  if (!change || strays(bare.slice(start, change.at))) return []
  const named = bare.slice(start, change.at)
  if (named.some(({ word, raw }) => raw === word && /^(for|to|on|from)$/.test(word))) return []
  return policyParts(named, kinds)
    .slice(0, MAX_REFILTER_WAYS)
    .map((part) => plainChange(part, { intent: change.to, fromIntent: change.from, every: true }))
}

/** "change X to available": whoever has it as required. To uninstall it, or no longer to, is more than a change of intent. */
function bareIntentAt(tokens: readonly Token[]): { from: Intent; to: Intent; at: number } | null {
  const last = tokens.at(-1)
  const to = last && last.raw === last.word ? intentWord(last.word) : undefined
  const at = tokens.length - 2
  if (at < 2 || tokens[at]?.raw !== 'to' || (to !== 'required' && to !== 'available')) return null
  return { from: to === 'required' ? 'available' : 'required', to, at }
}

/** "from required to available", "available instead of required", at the end */
function intentsAt(tokens: readonly Token[]): { from: Intent; to: Intent; at: number } | null {
  const at = tokens.length - 4
  const [first, second, third, last] = tokens.slice(-4).map(({ word }) => word)
  const made = (from: Intent | undefined, to: Intent | undefined) =>
    from && to && from !== to && at > 0 ? { from, to, at } : null
  if (first === 'from' && /^(to|into)$/.test(third ?? '')) return made(intentWord(second), intentWord(last))
  if (second === 'instead' && third === 'of') return made(intentWord(last), intentWord(first))
  return bareIntentAt(tokens)
}
