import { afterAny, patterns } from '../grammar/pattern.ts'
import { spoken, type Token } from './tokens.ts'

const FILTER = patterns('set|add|apply|use|put|change|switch the|a|an? assignment? filter|filters :?')

/** "set filter F on X for G", "change the filter of G on X to F" */
export function withFilter(said: readonly Token[]): Token[] | null {
  const entry = said.findIndex((_, at) => at > 2 && afterAny(ENTRY, said, at) > at)
  const bare = entry < 0 ? said : [...said.slice(0, entry), ...said.slice(afterAny(ENTRY, said, entry))]
  const { tokens, mode } = withoutMode(filterFirst(bare))
  const start = afterAny(FILTER, tokens, 0)
  if (start <= 0) return null
  const next = (words: readonly string[], from: number) =>
    tokens.findIndex(({ word, raw }, at) => at >= from && raw === word && words.includes(word))
  const fixed = withFilterOn(tokens, start) ?? forWhomOn(tokens, start)
  if (fixed) return [...fixed, ...mode]
  const isOwned = ['of', 'for'].includes(tokens[start]?.word ?? '')
  const first = next(isOwned ? ['on', 'in'] : ['on', 'to', 'in'], start + 1)
  const isTo = tokens[first]?.word === 'to'
  const second =
    first < 0 ? -1 : next(isOwned ? ['to'] : isTo ? ['for', 'of', 'on', 'in'] : ['for', 'of'], first + 2)
  if (second < 0 || second === tokens.length - 1) return null
  const parts = [
    tokens.slice(start, first),
    tokens.slice(first + 1, second),
    tokens.slice(second + 1),
  ] as const
  // "add filter F to G on X"
  const isOn = isTo && ['on', 'in'].includes(tokens[second]?.word ?? '')
  const [whom, policy, filter] = isOwned
    ? [parts[0].slice(1), parts[1], parts[2]]
    : isOn
      ? [parts[1], parts[2], parts[0]]
      : [parts[2], parts[1], parts[0]]
  return [
    ...spoken('assign'),
    ...policy,
    ...spoken('to'),
    ...whom,
    ...spoken('with filter'),
    ...filter,
    ...mode,
  ]
}

/** "put the F filter on …": "put filter F on …" */
function filterFirst(tokens: readonly Token[]): readonly Token[] {
  const at = tokens.findIndex(({ word, raw }) => word === 'filter' && raw === word)
  const start = tokens[1]?.word === 'the' ? 2 : 1
  const name = tokens.slice(start, at)
  const isVerb = /^(set|add|apply|use|put)$/.test(tokens[0]?.word ?? '')
  if (!isVerb || name.length === 0 || name.some(({ word, raw }) => raw === word && /^[a-z]+$/.test(word)))
    return tokens
  return [tokens[0] as Token, tokens[at] as Token, ...name, ...tokens.slice(at + 1)]
}

const MODE = patterns(
  'in exclude|excluding|exclusion|include|including|inclusion mode',
  '( exclude|excluded|include|included mode? )',
  'as exclude|excluded|include|included',
)

/** The mode where it comes after the filter's name, put at the end. */
function withoutMode(tokens: readonly Token[]): { tokens: readonly Token[]; mode: Token[] } {
  const at = tokens.findIndex((_, index) => index > 2 && afterAny(MODE, tokens, index) > index)
  if (at < 0) return { tokens, mode: [] }
  const end = afterAny(MODE, tokens, at)
  const isOut = tokens.slice(at, end).some(({ word }) => word.startsWith('exclu'))
  return {
    tokens: [...tokens.slice(0, at), ...tokens.slice(end)],
    mode: spoken(isOut ? 'filter mode exclude' : 'filter mode include'),
  }
}

/** "filter F for G on X", "filter F on G in X" */
function forWhomOn(tokens: readonly Token[], start: number): Token[] | null {
  const places = tokens.flatMap(({ word, raw }, at) =>
    at > start && raw === word && /^(for|on|in|to|of)$/.test(word) ? [at] : [],
  )
  const [first, second] = places
  if (first === undefined || second === undefined || places.length > 2) return null
  const order = `${tokens[first]?.word} ${tokens[second]?.word}`
  if (!/^(for (on|in)|on in)$/.test(order) || second < first + 2 || second === tokens.length - 1) return null
  return [
    ...spoken('assign'),
    ...tokens.slice(second + 1),
    ...spoken('to'),
    ...tokens.slice(first + 1, second),
    ...spoken('with filter'),
    ...tokens.slice(start, first),
  ]
}

const ENTRY = patterns('the? assignment|assignments|entry of|for|to')

/** "set the filter on X for G to F": the last "to" says which. */
function withFilterOn(tokens: readonly Token[], start: number): Token[] | null {
  if (tokens[start]?.word !== 'on') return null
  const whom = tokens.findIndex(({ word, raw }, at) => at > start + 1 && word === 'for' && raw === word)
  const to = tokens.findLastIndex(({ word, raw }) => word === 'to' && raw === word)
  // "from F to H" names another that it replaces, which nothing here checks.
  if (whom < 0 || to < whom + 2 || to === tokens.length - 1) return null
  if (tokens.slice(whom, to).some(({ word }) => word === 'from')) return null
  return [
    ...spoken('assign'),
    ...tokens.slice(start + 1, whom),
    ...spoken('to'),
    ...tokens.slice(whom + 1, to),
    ...spoken('with filter'),
    ...tokens.slice(to + 1),
  ]
}

const AS_FILTER = patterns('as the|a|an? assignment? filter')
const CALLS = /^(use|using|apply|applying|with|via|set|put|add)$/
const ENDS_NAME = /^(to|for|on|from|in|of|and|,)$/

/** "use F as the filter on X", "apply the F filter to X": "use filter F on X" */
export function withFilterAhead(tokens: readonly Token[]): Token[] | null {
  const isSmall = ({ word, raw }: Token) => raw === word
  const as = tokens.findIndex((token, at) => at > 1 && isSmall(token) && afterAny(AS_FILTER, tokens, at) > at)
  const behind = tokens.findIndex((token, at) => at > 1 && isSmall(token) && token.word === 'filter')
  const at = as > 0 ? as : behind
  const end = as > 0 ? afterAny(AS_FILTER, tokens, as) : behind + 1
  const verb = tokens.findLastIndex((token, place) => place < at && isSmall(token) && CALLS.test(token.word))
  // "with the F filter" is read as it stands.
  if (at < 0 || verb < 0 || (as < 0 && (verb > 0 || !/^(to|on|for)$/.test(tokens[end]?.word ?? ''))))
    return null
  const start = tokens[verb + 1]?.word === 'the' ? verb + 2 : verb + 1
  const name = tokens.slice(start, at)
  const isName = name.length > 0 && !name.some((token) => isSmall(token) && ENDS_NAME.test(token.word))
  return isName ? [...tokens.slice(0, verb + 1), ...spoken('filter'), ...name, ...tokens.slice(end)] : null
}
