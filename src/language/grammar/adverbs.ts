import { indexOfPlain, isPlain } from '../guards/secondThoughts.ts'
import { spoken, type Token } from '../lexer/tokens.ts'
import { afterAny, patterns } from './pattern.ts'
import { framesOf } from './verbs.ts'

const WHOLLY = /^(completely|entirely|altogether|fully|totally)$/
const AWAY = /^(from|off)$/

/**
 * "completely remove P from G", "remove G completely from P": nothing is taken away by halves. Without "from" it says
 * from what, and is put at the end: "remove G completely".
 */
export function withoutWholly(tokens: readonly Token[]): Token[] | null {
  const at = indexOfPlain(tokens, (index) => WHOLLY.test(tokens[index]?.word ?? ''))
  const wholly = tokens[at]
  if (!wholly) return null
  const rest = tokens.toSpliced(at, 1)
  const verb = framesOf(rest.slice(at)).length > 0 ? at : indexOfPlain(rest, (index) => takesAt(rest, index))
  if (verb < 0 || !takesAt(rest, verb)) return null
  const isFrom = rest.some((token, index) => index > verb && isPlain(token) && AWAY.test(token.word))
  if (!isFrom) return verb === at ? [...rest, wholly] : null
  const isBeside = verb === at || at === rest.length || AWAY.test(rest[at]?.word ?? '')
  return isBeside ? rest : null
}

function takesAt(tokens: readonly Token[], at: number): boolean {
  const [found] = framesOf(tokens.slice(at))
  return found !== undefined && found.frame.side !== 'include' && found.rest.length > 0
}

const FROM_NOW = patterns(
  'from now|today|here on|onwards|onward|forward? ,?',
  'as of|from now|today ,?',
  'starting|effective now|immediately|today ,?',
  'going forward ,?',
)
const IS = /^(is|are|gets|get|has|goes|applies|stays|belongs)$/

/**
 * "from now on, P is for G only": said of the time to come, a state is asked for, and not told: "make sure that P is for
 * G only".
 */
export function fromNowOn(tokens: readonly Token[]): Token[] {
  const start = Math.max(0, afterAny(FROM_NOW, tokens, 0))
  const end = tokens.findIndex((_, at) => at > 0 && afterAny(FROM_NOW, tokens, at) === tokens.length)
  const isSaid = start > 0 || end > 0
  const state = tokens.slice(start, end > 0 ? end : undefined)
  const bare = state.at(-1)?.word === ',' ? state.slice(0, -1) : state
  const isState = indexOfPlain(bare, (at) => at > 0 && IS.test(bare[at]?.word ?? '')) > 0
  if (!isSaid || !isState || framesOf(bare).length > 0) return [...tokens]
  return [
    ...spoken('make sure'),
    ...bare.map((token, at) => (at === 0 ? { ...token, startsLine: false } : token)),
  ]
}
