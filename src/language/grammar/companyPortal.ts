import { indexOfPlain } from '../guards/secondThoughts.ts'
import { spoken, type Token } from '../lexer/tokens.ts'
import { isIntentWord } from './intentWords.ts'
import { afterAny, patterns } from './pattern.ts'
import { framesOf } from './verbs.ts'

const PORTAL = patterns('in|from|via|through|using the|our? company portal app?')
const LET = patterns('let|allow|permit')
const ABLE = patterns('should|must be able to')
/** What is changed of the app's own assignments: "change the filter in Company Portal for G". */
const OF_ENTRY = /^(filters?|assignments?|intents?|exclusions?)$/
const INSTALL = /^(install|get|download|use)$/
const PLACING = /^(to|for)$/

/**
 * "make P available in Company Portal for G", "let G install P from Company Portal": the place where people find what is
 * available to them, and no app that is asked for. Without the words for it; null where they can be the app's name.
 */
export function withoutPortal(tokens: readonly Token[]): Token[] | null {
  const at = tokens.findIndex((_, index) => index > 1 && afterAny(PORTAL, tokens, index) > index)
  if (at < 0) return null
  const rest = tokens.toSpliced(at, afterAny(PORTAL, tokens, at) - at)
  const lets =
    afterAny(LET, tokens, 0) > 0 || indexOfPlain(tokens, (index) => afterAny(ABLE, tokens, index) > index) > 0
  const install = lets ? indexOfPlain(rest, (index) => INSTALL.test(rest[index]?.word ?? '')) : -1
  if (install > 1 && install < rest.length - 1) return [...rest, ...spoken('as available')]
  const [verb] = framesOf(rest)
  const isFor = indexOfPlain(rest, (index) => PLACING.test(rest[index]?.word ?? '')) > 1
  const shows = rest.some(({ word }) => isIntentWord(word))
  // "add G in Company Portal for …" is of the app.
  const isOfPolicy = verb ? verb.frame.first === 'policy' && verb.frame.side === 'include' : shows
  if (!isFor || !isOfPolicy || rest.some(({ raw }) => OF_ENTRY.test(raw))) return null
  // What people install there themselves is not installed for them.
  return verb?.frame.intent === 'required' ? [...spoken('assign'), ...verb.rest] : rest
}
