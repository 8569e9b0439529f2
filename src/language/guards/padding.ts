import { afterAny, isWhole, patterns } from '../grammar/pattern.ts'
import { framesOf } from '../grammar/verbs.ts'
import type { Token } from '../lexer/tokens.ts'
import { narrows } from './onlyClause.ts'
import { isTelling } from './secondThoughts.ts'

const GREETINGS = patterns(
  'hi|hey|hello|hiya|howdy|dear|yo|hallo there|all|team|everyone|folks|guys|again? assent|@assent|bot?',
  'good morning|afternoon|evening|day there|all|team|everyone|folks? assent|@assent|bot?',
  'morning|afternoon|evening all|team|everyone|there|folks assent|@assent|bot?',
  'morning|afternoon|evening ,|!',
  'i|we? hope you|all|everyone|this|that are|is|have|finds? you? doing|keeping? well|good|fine|great|okay|ok',
  'i|we? hope this|that|my email|mail|message? finds you well',
  'have a|an nice|good|great|lovely|excellent day|evening|weekend|one|time|week',
)
const OPENERS = patterns(
  'please|kindly|ok|okay|yes|yeah|yep|sure|so|also|and|well|alright|now|just|quickly|immediately|asap|urgently|thanks|then|cheers|sorry|urgent|important|todo|tia',
  'right|perfect|great ,',
  'assent|@assent|bot ,|:|-|!?',
  'thank you',
  'one|a? quick|small|last|more|another|next|new one|thing|request|favor|favour|task|question|ask :|,|-|–|—|!',
  'one|two|three|here|next more? thing|things|request|requests|is? :',
  'request|task|todo|to-do|ask|urgent|important|attention|reminder :|-|!',
  'sorry|oh|oops ,? i? forgot :|,|-|–',
  'please? do this? :',
  'please action|do|perform|execute|implement :',
  'action|change required|needed|request :|-',
  'first|firstly|finally|lastly|next ,?',
  'try to|and',
  'oh and|,',
  'before i forget ,|:',
  'by the way ,?',
  'btw ,?',
  'if you have|get a? minute|moment|second|sec|chance|time ,?',
  ',|:|-|–|—|•',
  'if you please|could|can|would',
  'please? do the needful and|to|:|, please?',
  'if possible',
  'when you can',
  'when you have time',
  'when you get|have a chance|moment|minute|second',
)
/** "and tell me when it is done": whoever asks hears of it anyway. */
const TELL_ME = 'let|tell|notify|ping|message|inform|alert|update me|us know?'
const IT_IS = "it|it's|its|that|that's|everything? is|has? been?"
const DONE = 'done|finished|live|ready|complete|completed|deployed|assigned|out'
const CLOSERS = patterns(
  'please|thanks|cheers|ta|kindly|regards|🙏|👍|😊|🙂|😀|❤️|❤',
  'thank you|u so|very? much?',
  'many thanks',
  'and|,? please|kindly? do the needful',
  'best|kind regards',
  'thanks a lot|million|ton|bunch',
  'thanks so|very much',
  'thanks|please in advance',
  'thank you in advance',
  'now|asap|immediately|today|straightaway',
  'effective|starting|beginning now|immediately|today',
  'as of now|today',
  'with immediate effect',
  'from now|today on|onwards|onward|forward',
  'permanently|forever|indefinitely',
  'for good',
  'too',
  'again',
  'once more',
  `and|,? then? please? ${TELL_ME} when|once|if|after ${IT_IS} ${DONE}`,
  `and|,? then? please? ${TELL_ME} as soon as ${IT_IS} ${DONE}`,
  `and|,? then? please? ${TELL_ME} afterwards|then|please|after?`,
  `and|,? then? please? confirm|report back? to? me|us? when|once|after ${IT_IS} ${DONE}`,
  'and|, then? please? confirm afterwards|please?',
  'and|, then? please? report back to? me|us? afterwards|please?',
  'and|,? then? please? get back to me|us afterwards|please?',
  'as well',
  'right now|away|this? away?',
  'straight away',
  'as soon as you can',
  'as soon as possible',
  'at once',
  'this|that|it is urgent|important',
  "it's|its|that's urgent|important",
  'for me',
  'on my behalf',
  'if you|that can|could|would|please|possible|works|want',
  'if possible|ok|okay',
  "if you don't|wouldn't mind",
  'if that is ok|okay|possible|alright',
  "if that's ok|okay|possible|alright|fine",
  'when|whenever you can',
  'when|whenever possible|convenient',
  'when|whenever you get|have the|a? chance|moment|minute|second|time|sec',
  'at your earliest convenience',
  'would|could|can|will you please?',
  '( very? urgent|asap|important|please|thanks|thx !? )',
  '( see mail|email|ticket|below|above )',
  'assent|@assent',
  ',|-|–|—',
)
/** "yeah right, …" says that nobody should. */
const DISBELIEF = patterns('yeah|yep|sure|oh ,? right|sure|great')
/** Signs and faces that only greet and thank, as many as there are. */
const FACES = /^(?:🙏|👍|👌|👋|🤝|🫡|💪|🎉|😊|🙂|😀|😃|😄|😁|😅|😉|❤|[\u{1f3fb}-\u{1f3ff}]|\ufe0f)+$/u
const PICTURE = /^(?:\p{Extended_Pictographic}|[\u{1f3fb}-\u{1f3ff}]|\ufe0f|\u200d)+$/u
/** So common in names that only lower case, or a mark before them, makes them polite. */
const AMBIGUOUS = new Set([
  'now',
  'too',
  'as',
  'today',
  'asap',
  'immediately',
  'assent',
  'please',
  'best',
  'right',
  'kind',
  'at',
  'ta',
])

/** Without greetings, thanks and the like at both ends. */
export function withoutPadding(tokens: readonly Token[]): Token[] {
  let to = tokens.length
  for (;;) {
    const start = closerBefore(tokens, to)
    if (start === to) break
    to = start
  }
  let from = 0
  while (from < to) {
    const pictured = isPicture(tokens[from]) && framesOf(tokens.slice(from + 1)).length > 0
    const end = Math.max(
      afterAny(GREETINGS, tokens, from),
      afterAny(OPENERS, tokens, from),
      pictured ? from + 1 : -1,
    )
    if (end <= from || afterAny(DISBELIEF, tokens, from) > from || narrows(tokens.slice(from, to))) break
    from = end
  }
  const left = tokens.slice(from, Math.max(from, to))
  return left.length === 1 && TIME_OF_DAY.has(left[0]?.word ?? '') ? [] : left
}

function isPicture(token: Token | undefined): boolean {
  return token !== undefined && PICTURE.test(token.raw) && !isTelling(token, 'first')
}

/** "Morning!" */
const TIME_OF_DAY = new Set(['morning', 'afternoon', 'evening'])

const MAX_CLOSER_WORDS = 13

function closerBefore(tokens: readonly Token[], to: number): number {
  if (to > 0 && FACES.test(tokens[to - 1]?.raw ?? '')) return to - 1
  const first = Math.max(0, to - MAX_CLOSER_WORDS)
  const last = tokens.slice(first, to)
  for (let start = first; start < to; start++) {
    if (isWhole(CLOSERS, last.slice(start - first)) && isPolite(tokens, start)) return start
  }
  return to
}

function isPolite(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at] as Token
  if (!AMBIGUOUS.has(token.word)) return true
  const before = tokens[at - 1]
  // "to Legal, TA" names a group.
  if (token.word === 'ta') return token.raw === 'ta'
  // "for now" says for how long, and "a week from now" when.
  if (before?.word === 'for' || before?.word === 'from') return false
  // "only today" is for how long as well.
  if (before?.word === 'only' && /^(now|today)$/.test(token.word)) return false
  return /^\P{Lu}/u.test(token.raw) || before?.word === ',' || token.raw === token.raw.toUpperCase()
}

/** Whether the words are a greeting and nothing else. */
export function isGreeting(tokens: readonly Token[]): boolean {
  return afterAny(GREETINGS, tokens, 0) > 0 && withoutPadding(tokens).length === 0
}
