import { kindPhrasesOf } from './kindWords.ts'
import { moodOf, requested } from './mood.ts'
import { after, pattern } from './pattern.ts'
import { policyParts } from './policyPart.ts'
import { messageIn } from './read.ts'
import { ALL_DEVICES, ALL_USERS, type KindWords } from './reading.ts'
import { targetParts } from './targetPart.ts'
import type { Token } from './tokens.ts'
import { namesTime } from './unsaid.ts'
import { framesOf, type Side } from './verbs.ts'

/** Why a message was not read as a request. */
export type Problem =
  | 'tooLong'
  | 'severalRequests'
  | 'negation'
  | 'question'
  | 'condition'
  | 'time'
  | 'noPolicy'
  | 'noTarget'
  | 'unclear'

/** What was understood of a message that was not understood whole. */
export interface Understood {
  verb: Side | null
  /** How the kind is called; null when none was named. */
  kind: string | null
  policies: string[]
  targets: string[]
  /** Null where nothing at all was recognized. */
  problem: Problem | null
}

const NOTHING: Understood = { verb: null, kind: null, policies: [], targets: [], problem: null }
const PARTING = pattern('to|for|on|from|onto')

export function explain(text: string, kinds: readonly KindWords[]): Understood {
  const message = messageIn(text, kinds)
  if (!message) return { ...NOTHING, problem: 'tooLong' }
  const verbs = message.sentences.map(({ words }) => framesOf(requested(words).words)[0]?.frame.side ?? null)
  const [sentence] = message.sentences
  if (!sentence) return NOTHING
  const moods = message.sentences.map(({ words, asks }) => moodOf(words, asks))
  const verb = verbs.find((one) => one !== null) ?? null
  if (moods.includes('negation')) return { ...NOTHING, verb, problem: 'negation' }
  if (message.sentences.length > 1) return { ...NOTHING, verb, problem: verb ? 'severalRequests' : null }
  const [mood] = moods
  if (mood === 'question' || mood === 'condition') return { ...NOTHING, verb, problem: mood }
  const { words } = requested(sentence.words)
  const rest = framesOf(words)[0]?.rest
  if (!verb || !rest) return NOTHING
  return { ...halves(rest, kinds), verb, ...(namesTime(words) ? { problem: 'time' as const } : {}) }
}

/** Looks at each side of the last "to" by itself. */
function halves(tokens: readonly Token[], kinds: readonly KindWords[]): Understood {
  const phrases = kindPhrasesOf(kinds)
  const at = tokens.findLastIndex((_, index) => after(PARTING, tokens, index) > index)
  const [policy] = policyParts(at < 0 ? tokens : tokens.slice(0, at), phrases)
  const [target] = at < 0 ? [] : targetParts(tokens.slice(at + 1))
  const kind = policy?.kind ?? phrases.first(tokens)[0]?.key ?? null
  return {
    verb: null,
    kind: kinds.find((one) => one.key === kind)?.title ?? null,
    policies: policy?.policies ?? [],
    targets: target?.targets ?? [],
    problem: !policy ? 'noPolicy' : !target ? 'noTarget' : 'unclear',
  }
}

const WISH: Readonly<Record<Side, string>> = {
  include: 'assign',
  exclude: 'exclude a group from',
  remove: 'take away',
}

/** One plain sentence for a person, or nothing where there is nothing to say. */
export function inOneSentence({ verb, kind, policies, targets, problem }: Understood): string {
  const wish = verb ? WISH[verb] : null
  switch (problem) {
    case 'tooLong':
      return 'The message is too long for me: say what you want in one sentence.'
    case 'negation':
      return `You ask me not to ${wish ?? 'do'} something, so I did nothing.`
    case 'question':
      return 'I was asked whether to do something, not told to do it, so I did nothing.'
    case 'condition':
      return 'I cannot wait for a condition: ask me when the time has come.'
    case 'time':
      return 'I cannot wait for a time: ask me when the time has come.'
    case 'severalRequests':
      return 'I understood more than one sentence: ask me for one thing at a time.'
  }
  if (!wish) return ''
  const what = policies.length > 0 ? quoted(policies) : kind ? `a ${kind}` : 'something'
  const whom = targets.length > 0 ? `, and to ${called(targets)}` : ''
  const missing = problem === 'noPolicy' ? 'which policy' : problem === 'noTarget' ? 'for whom' : 'the rest'
  return `I understood that you want to ${wish} ${what}${whom}, but not ${missing}.`
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `“${name}”`).join(' and ')
}

function called(targets: readonly string[]): string {
  return targets
    .map((name) =>
      name === ALL_USERS ? 'all users' : name === ALL_DEVICES ? 'all devices' : `the group “${name}”`,
    )
    .join(' and ')
}
