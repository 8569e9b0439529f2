import { afterAny, patterns } from '../grammar/pattern.ts'
import { spoken, type Token } from '../lexer/tokens.ts'

/** What kind of saying this is. Only what asks for something may change anything. */
export type SpeechAct = 'request' | 'negation' | 'question' | 'condition' | 'report' | 'other'

const ASKING = patterns(
  'can|could|will|would you please|kindly|just|maybe|perhaps|quickly|also? please?',
  'can|could|will|would you go ahead and',
  'can|could|will|would you help me|us to?',
  'can|could|will|would you be so kind and|to',
  'would you be so kind as to',
  'would you be able to',
  'would|might it be possible|ok|okay|fine to',
  'is|would it possible for you to',
  'can|could|would somebody|someone|anyone|anybody please?',
  'i|we was|were|am wondering if|whether you could|can|would',
  'any chance you|we could|can',
  'please|kindly? do the following :?',
  'do this|these for? me? :',
  'the? request :',
  'your task :',
  'i|we want|need to',
  'i|we just|really|also want|need to',
  'i|we want|need assent|you|the? bot? to',
  'i|we|id would|d? like|love you|assent? to',
  "i'd|we'd like|love you|assent? to",
  'i|we wanna',
  "let's|lets",
  'go ahead and',
  'please? help me|us to?',
  'be so kind and|to',
  'can|could|may|might i|we please? ask you to',
  'please? do',
  'feel free to',
  'let us',
  'make sure to',
  'make sure that? you|we|i',
  'be sure to|and',
)
/** These forbid nothing, and ask for something at a time of its own. */
const REMINDERS = patterns(
  'please? remember to',
  "please? don't|dont|never|not forget|hesitate|omit|neglect to",
  'please? do not forget|hesitate|omit|neglect to',
)
const WE = patterns('can|could|may|might i|we please|also?')
const MIND = patterns('would|do you mind')
const GERUNDS: ReadonlyMap<string, string> = new Map(
  'assign apply deploy push publish target add give roll install make exclude uninstall unassign remove stop show undo revert include grant set put take pull drop move swap replace switch change copy turn enable disable limit restrict filter lift'
    .split(' ')
    .map((verb) => [gerund(verb), verb]),
)
const NEGATIONS = patterns(
  "don't|dont not? ever?",
  'do not ever?',
  'never',
  'not',
  'no need|reason to',
  "i|we|you|it|they|he|she don't|won't|can't|shouldn't|mustn't|wouldn't|couldn't|cannot|never|not",
  'i|we|you do|would|will|should|must|can|could|want|need|may not|never',
  "please? let's not",
  'let us not',
  'avoid|refrain|skip',
  'under no',
  'by no means',
  'nobody|no one|nothing|none',
  'nevermind|no|nope|wait|cancel|forget',
  'never mind',
  'stop',
)
const QUESTIONS = patterns(
  "should|shall|can|could|may|might|must|do|does|did|is|are|was|were|am|have|has|had|will|would|what|why|how|when|where|which|who|whom|whose|wouldn't|shouldn't|isn't|aren't|didn't|haven't|hasn't|doesn't|can't|what's|who's|how's|where's|any",
)
const CONDITIONS = patterns(
  'if|when|once|unless|whenever|after|before|suppose|supposing|assuming|imagine|until|while|provided',
  'in case',
)

/** The words after "could you" and the like. Null where what was said asks for nothing. */
export function requested(tokens: readonly Token[]): { words: Token[]; polite: boolean } {
  const mind = afterAny(MIND, tokens, 0)
  if (mind > 0) {
    const verb = GERUNDS.get(tokens[mind]?.word ?? '')
    const rest = tokens.slice(mind + 1)
    if (verb) return { words: [{ ...(tokens[mind] as Token), word: verb }, ...rest], polite: true }
  }
  const granted = grantedIn(tokens)
  if (granted) return { words: granted, polite: true }
  let from = 0
  for (let times = 0; times < 3; times++) {
    const end = Math.max(afterAny(ASKING, tokens, from), havingAt(tokens, from))
    if (end <= from) break
    // "do we want X on Y" asks.
    if (tokens[end - 1]?.word === 'do' && ONESELF.test(tokens[end]?.word ?? '')) break
    from = end
    while (['please', 'kindly', 'just', ',', 'quickly', 'also', 'now'].includes(tokens[from]?.word ?? ''))
      from++
  }
  return { words: tokens.slice(from), polite: from > 0 }
}

const DONE =
  /^(assigned|deployed|applied|pushed|published|added|removed|unassigned|withdrawn|excluded|exempted|included|taken|moved|uninstalled|installed)$/
const ONESELF = /^(you|i|we|it|this|that|they|he|she|somebody|someone|anyone|anybody)$/

/** "could Legal be added to X", "could Legal get X": "Legal should be added to X", "Legal should get X". */
function grantedIn(tokens: readonly Token[]): Token[] | null {
  if (!/^(can|could|may)$/.test(tokens[0]?.word ?? '') || ONESELF.test(tokens[1]?.word ?? '')) return null
  const at = tokens.findIndex(
    ({ word, raw }, index) =>
      (word === 'be' && DONE.test(tokens[index + 1]?.word ?? '')) ||
      (index > 1 &&
        raw === word &&
        /^(get|have|receive)$/.test(word) &&
        !/^(it|them|this|that)$/.test(tokens[index + 1]?.word ?? 'it')),
  )
  const named = tokens.slice(1, at).filter(({ word }) => word !== 'please')
  return at > 1 && named.length > 0 ? [...named, ...spoken('should'), ...tokens.slice(at)] : null
}

/** "can we have X assigned to Y" asks for it, where "can we assign X to Y" wonders. */
function havingAt(tokens: readonly Token[], from: number): number {
  const end = afterAny(WE, tokens, from)
  return end > from && /^(have|get)$/.test(tokens[end]?.word ?? '') ? end : -1
}

/**
 * What kind of saying a sentence is.
 * @param asks whether it ends in a question mark; a polite question is a request.
 */
export function speechActOf(tokens: readonly Token[], asks: boolean): SpeechAct {
  const { words, polite } = requested(tokens)
  if (afterAny(NEGATIONS, words, 0) > 0 || afterAny(NEGATIONS, tokens, 0) > 0) return 'negation'
  if (afterAny(CONDITIONS, words, 0) > 0) return asksWhen(words) ? 'question' : 'condition'
  if (!polite && afterAny(QUESTIONS, words, 0) > 0) return 'question'
  if (!polite && asks) return 'question'
  return 'request'
}

/** "when did G get P", and not "when G is ready, …" */
function asksWhen([when, verb]: readonly Token[]): boolean {
  return (
    when?.word === 'when' && /^(did|does|do|was|were|is|are|will|has|have|can|should)$/.test(verb?.word ?? '')
  )
}

const ENDED = 'assign apply deploy push publish target give install exclude exempt use'.split(' ')
const ENDING = new Set(ENDED.map(gerund))

/** "stop excluding X", "no longer assign X": an end is asked for, which is more than that nothing be done. */
export function asksForEnd(tokens: readonly Token[]): boolean {
  const [first = '', second = '', third = ''] = requested(tokens).words.map(({ word }) => word)
  if (/^(stop|quit|cease)$/.test(first)) return ENDING.has(second) && third !== ''
  return first === 'no' && /^(longer|more)$/.test(second) && ENDED.includes(third)
}

function gerund(verb: string): string {
  if (/^(stop|set|put|drop|swap)$/.test(verb)) return `${verb}${verb.at(-1)}ing`
  return verb.endsWith('e') ? `${verb.slice(0, -1)}ing` : `${verb}ing`
}

/** "don't forget to assign X to Y" */
export function isReminder(tokens: readonly Token[]): boolean {
  return afterAny(REMINDERS, tokens, 0) > 0 || afterAny(REMINDERS, requested(tokens).words, 0) > 0
}
