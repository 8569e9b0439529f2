import type { ShowReading, StatusReading, TryReading } from '../reading.ts'
import type { KindPhrases } from './kindWords.ts'
import { statusIn } from './outcomeQuestions.ts'
import { policyParts } from './policyPart.ts'
import { withoutPoliteness } from './talk.ts'
import { firstFit, targetNamed, wholeSentence, wordsOf } from './wholeSentence.ts'

/** Longer texts ask for more than one thing. */
export const MAX_QUESTION_LENGTH = 400

const ADVERBS = '(?:(?:not|already|still|currently|really|now|also|even|directly) )*'
const GIVEN = '(?:assigned|deployed|applied|targeted|pushed|given|published)'
const WHETHER = [
  `(?:is|are|was|were|isn't|aren't) (?<policy>.+?) ${ADVERBS}${GIVEN} (?:to|for|on) (?<target>.+)`,
  `(?:check|verify|confirm|see|tell me|let me know|do you know|find out) (?:if|whether|that) (?<policy>.+?) (?:is|are) ${ADVERBS}${GIVEN} (?:to|for|on) (?<target>.+)`,
  `(?:check|verify|confirm) (?<policy>.+?) (?:is|are) ${ADVERBS}${GIVEN} (?:to|for|on) (?<target>.+)`,
  `(?:(?:check|tell me|do you know) (?:if|whether) )?(?:is |are )?(?<target>.+?) (?:is |are )?${ADVERBS}excluded from (?<policy>.+)`,
  `(?:does|do|did|will|doesn't|don't|didn't) (?<target>.+?) ${ADVERBS}(?:get|have|receive) (?<policy>.+)`,
  `(?:is|are|isn't|aren't) (?<target>.+?) ${ADVERBS}(?:getting|receiving) (?<policy>.+)`,
  `(?:check|verify|tell me|do you know) (?:if|whether|that) (?<target>.+?) ${ADVERBS}(?:gets|has|receives|get|have|receive) (?<policy>.+)`,
  `(?:has|have|hasn't|haven't) (?<target>.+?) ${ADVERBS}(?:got|gotten|received) (?<policy>.+)`,
  `(?:was|were|has|have|is|are) (?<target>.+?) ${ADVERBS}(?:been )?(?:removed|unassigned|withdrawn|taken|dropped)(?: off)? (?:from|off) (?<policy>.+?)(?: yet| already)?`,
  // Not "is Ada in Legal", which asks who is a member.
  `(?:is|are|isn't|aren't) (?<target>.+?) (?:already|still|currently|now) (?:in|on) (?<policy>.+)`,
].map(wholeSentence)
const NAME_FIRST = /^(?!(?:could|can|would|will|may|should|shall|get|please)\b)/i
/** "is X on Legal", "X assigned to Legal?" */
const EITHER_ON = [`(?:is|are|isn't|aren't) (?!.*\\bfilters? )(?<policy>.+?) ${ADVERBS}on (?<target>.+)`].map(
  wholeSentence,
)
const BARE = [
  `(?!(?:what|who|whom|which|where|how|why|when|everything|nothing)\\b)(?<policy>.+?) (?:(?:isn't|is not|is) )?${ADVERBS}${GIVEN} (?:to|for|on) (?<target>.+)`,
].map(wholeSentence)
/** "is Legal excluded from X": only a question, since "exclude Legal from X" is said otherwise. */
const ASKS =
  /^(?:is|are|was|were|isn't|aren't|check|verify|confirm|see|tell|let|do|does|did|doesn't|don't|didn't|has|hasn't|will|find)\b/i
/** "X isn't assigned to Legal, can you add it?": a state, and what is asked for. */
const ASKS_BEHIND = /, (?:so |then )?(?:can|could|would|will|please)\b/i
const NOBODY =
  /^(?:you|i|we|it|they|this|that|(?:there |still |already |currently )*(?:anything|something|any (?:policies|apps|scripts|profiles|groups?|users|devices))|anybody|anyone|somebody|someone|everything|nothing|there)$/i

const HISTORY = [
  `who (?:last |has |have )?(?:changed|edited|modified|touched|updated) (?<policy>.+?)(?: last| recently| lately)?`,
  "(?:(?:show|list|give|see|display|get)(?: me| us)? |what(?:'s| is) )?(?:the )?(?:change )?(?:history|changes|audit(?: trail| log)?) (?:of|for|on|to) (?<policy>.+)",
  'when (?:was|were) (?<policy>.+?) (?:last )?(?:changed|edited|modified|updated)(?: last)?',
  'who (?:last |has |have )?(?:removed|excluded|exempted|took|added) .+? (?:from|off|to) (?<policy>.+)',
  'when (?:was|were) .+? (?:last )?(?:removed|excluded|exempted|taken|added) (?:from|off|to) (?<policy>.+)',
  `who (?:last |has |have )?${GIVEN} (?<policy>.+?) (?:to|for|on) .+`,
  `when (?:was|were) (?<policy>.+?) (?:last )?${GIVEN} (?:to|for|on) .+`,
  'what (?:was |has been |has )?(?:changed|happened) (?:on|to|with|in|for) (?<policy>.+)',
  'why (?:(?:is|was|are|were) .+?|.+? (?:is|was|are|were)) (?:excluded|exempted|removed|taken off|taken out|dropped) (?:from|of|off) (?<policy>.+)',
  'why (?:did|has|have) .+? (?:lose|lost) (?<policy>.+)',
].map(wholeSentence)

/** After a question about one policy's past: its whole record is shown, newest first. */
const LATELY =
  /,? (?:(?:in|over|during) the (?:last|past) .+|today|yesterday|(?:this|last) (?:week|month|night|year))$/i
/** "is X assigned to Y", "who changed X", "how is X doing": a look at the policy, with an answer about it. */
export function askedAbout(text: string, kinds: KindPhrases): (ShowReading | StatusReading)[] {
  const said = withoutPoliteness(text).replace(TELL, '')
  const isAsked = text.trim().endsWith('?')
  const whether = ASKS.test(said)
    ? firstFit(WHETHER, said)
    : isAsked && NAME_FIRST.test(said) && !ASKS_BEHIND.test(said)
      ? firstFit(BARE, said)
      : null
  if (whether?.policy && whether.target) return questionsAbout(whether.policy, whether.target, kinds)
  const on = ASKS.test(said) ? firstFit(EITHER_ON, said) : null
  if (on?.policy && on.target)
    return [...questionsAbout(on.policy, on.target, kinds), ...questionsAbout(on.target, on.policy, kinds)]
  const history = firstFit(HISTORY, said.replace(LATELY, ''))?.policy
  if (history) return policiesIn(history, kinds).map((one) => ({ ...one, history: true }))
  return statusIn(said, kinds)
}

/** "can you tell me who …", "any idea why …" */
const TELL =
  /^(?:(?:can|could|would) (?:you|somebody|someone) )?(?:please )?(?:tell (?:me|us)|let (?:me|us) know|do you (?:know|happen to know)|any idea|find out|check|explain)[,:]? (?=(?:who|when|why|what|which|how)\b)/i

function questionsAbout(policy: string, target: string, kinds: KindPhrases): ShowReading[] {
  if (NOBODY.test(policy) || NOBODY.test(target)) return []
  const isFor = targetNamed(target)
  return isFor ? policiesIn(policy, kinds).map((one) => ({ ...one, isFor })) : []
}

function policiesIn(text: string, kinds: KindPhrases): ShowReading[] {
  return policyParts(wordsOf(text), kinds)
    .filter(({ policies }) => policies.length === 1)
    .map(({ kind, policies }) => ({ action: 'show', kind, policies }))
}

const DRY = [
  "(?:dry[- ]?run|test[- ]?run|trial run|preview|simulate|simulation|what[- ]if(?: i| we| you)?(?: would)?|(?:what would|what will|what'd) (?:happen|change) if (?:i|we|you)(?: would)?|what happens if (?:i|we|you)|(?:just )?(?:show|tell) (?:me |us )?what (?:would|will) (?:happen|change) if (?:i|we|you)|pretend to)(?: of)?[:,]? (?:to )?(?<rest>.+)",
  '(?<rest>.+?)[, ]+(?:\\(dry[- ]?run\\)|\\(preview\\)|as an? (?:dry[- ]?run|preview|simulation)|dry[- ]?run(?: only)?|preview only)',
].map(wholeSentence)

/** "what happens if X is removed from Y" */
const SUPPOSED = [
  `what(?: if| (?:happens|would happen|will happen|would change|changes) (?:if|when)) (?<what>.+?) (?:is|are|was|were|gets|got|would be) (?<done>(?:assigned|deployed|removed|unassigned|excluded|exempted|added)\\b.+)`,
].map(wholeSentence)

/** "can X be assigned to Y?": asked about, where "could" is polite. */
const POSSIBLE = [
  `can (?!you |i |we |it |this |that |they )(?<what>.+?) be (?<done>(?:assigned|deployed|pushed|applied|targeted|published)\\b.+)`,
].map(wholeSentence)

/** "what would removing X from Y do", "what happens when I remove X from Y": the card tells. */
const EFFECTS = [
  'what (?:would|will|does|do) (?<rest>[a-z]+ing .+?) (?:do|change|cause|mean|affect|break)',
  'what happens when (?:i|we|you) (?<rest>.+)',
  '(?:would|will|does|do) (?<rest>[a-z]+ing .+?) (?:affect|change|break|hurt|hit|touch|reach) (?:anyone|anybody|anything|someone|somebody|something|everyone|many (?:people|users|devices))',
].map(wholeSentence)

/** "dry run: assign X to Y": the request after it; null where none is only tried. */
export function triedIn(text: string): string | null {
  if (text.length > MAX_QUESTION_LENGTH) return null
  const { what, done } = firstFit(SUPPOSED, withoutPoliteness(text)) ?? {}
  if (what && done) return `${what} should be ${done}`
  const can =
    text.trim().endsWith('?') && !/\b(?:please|pls|plz|kindly)\b/i.test(text)
      ? firstFit(POSSIBLE, withoutPoliteness(text))
      : null
  if (can?.what && can.done) return `${can.what} should be ${can.done}`
  const rest = (firstFit(DRY, withoutPoliteness(text)) ?? firstFit(EFFECTS, withoutPoliteness(text)))?.rest
  if (!rest) return null
  const [verb = '', ...others] = rest.split(' ')
  const plain = FORMS.get(verb.toLowerCase())
  return [plain ?? verb, ...others].join(' ')
}

/** Whether it is a request, which can be shown without being made. */
export function canBeTried(reading: { action: string }): reading is TryReading['wish'] {
  return ['change', 'bulk', 'copy', 'several'].includes(reading.action)
}

/** "assigning" and "assigned" are "assign" here. */
const FORMS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    assign: 'assigning assigned',
    deploy: 'deploying deployed',
    add: 'adding added',
    exclude: 'excluding excluded',
    remove: 'removing removed',
    unassign: 'unassigning unassigned',
    give: 'giving gave',
    apply: 'applying applied',
    push: 'pushing pushed',
    copy: 'copying copied',
    move: 'moving moved',
    replace: 'replacing replaced',
    install: 'installing installed',
  }).flatMap(([verb, forms]) => forms.split(' ').map((form) => [form, verb])),
)
