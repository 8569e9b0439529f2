import type { ShowReading, StatusReading } from '../reading.ts'
import type { KindPhrases } from './kindWords.ts'
import { statusIn } from './outcomeQuestions.ts'
import { policyParts } from './policyPart.ts'
import { withoutPoliteness } from './talk.ts'
import { firstFit, targetNamed, wholeSentence, wordsOf } from './wholeSentence.ts'

/** Longer texts ask for more than one thing. */
export const MAX_QUESTION_LENGTH = 400

const ADVERBS = '(?:(?:not|already|still|currently|really|now|also|even|directly) )*'
const GIVEN = '(?:assigned|deployed|applied|targeted|pushed|given|published)'
const INTENT = '(?:required|mandatory|available|optional)'
const WHETHER = [
  `(?:is|are|was|were|isn't|aren't) (?<policy>.+?) ${ADVERBS}${GIVEN} (?:to|for|on) (?<target>.+)`,
  `(?:check|verify|confirm|see|tell me|let me know|do you know|find out) (?:if|whether|that) (?<policy>.+?) (?:is|are) ${ADVERBS}${GIVEN} (?:to|for|on) (?<target>.+)`,
  `(?:check|verify|confirm) (?<policy>.+?) (?:is|are) ${ADVERBS}${GIVEN} (?:to|for|on) (?<target>.+)`,
  `(?:(?:check|tell me|do you know) (?:if|whether) )?(?:is |are )?(?<target>.+?) (?:is |are )?${ADVERBS}excluded from (?<policy>.+)`,
  `(?:does|do|did|will|doesn't|don't|didn't) (?!let |allow |permit )(?<target>.+?) ${ADVERBS}(?:get|have|receive) (?<policy>.+)`,
  `(?:is|are|isn't|aren't) (?<target>.+?) ${ADVERBS}(?:getting|receiving) (?<policy>.+)`,
  `(?:check|verify|tell me|do you know) (?:if|whether|that) (?<target>.+?) ${ADVERBS}(?:gets|has|receives|get|have|receive) (?<policy>.+)`,
  `(?:has|have|hasn't|haven't) (?<target>.+?) ${ADVERBS}(?:got|gotten|received) (?<policy>.+)`,
  `(?:was|were|has|have|is|are) (?<target>.+?) ${ADVERBS}(?:been )?(?:removed|unassigned|withdrawn|taken|dropped)(?: off)? (?:from|off) (?<policy>.+?)(?: yet| already)?`,
  // Not "is Ada in Legal", which asks who is a member.
  `(?:is|are|isn't|aren't) (?<target>.+?) (?:already|still|currently|now) (?:in|on) (?<policy>.+)`,
  `(?:is|are|isn't|aren't) (?<policy>(?:(?!\\b${INTENT}\\b).)+?) ${ADVERBS}${INTENT}(?:(?:,| or)+ ${INTENT})* (?:to|for|on) (?<target>.+)`,
].map(wholeSentence)
/** "how is P assigned to G" */
const HOW = [
  `how (?:is|are) (?<policy>.+?) ${ADVERBS}${GIVEN} (?:to|for|on) (?<target>.+)`,
  '(?:what|which) intent (?:does|do) (?<policy>.+?) have (?:for|on) (?<target>.+)',
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

const ANYBODY = '(?:anyone|anybody|someone|somebody)'
const CHANGED = '(?:changed?|edit(?:ed)?|modif(?:y|ied)|touch(?:ed)?|updated?)'

const ANYBODY_AT_ALL = /^(?:anyone|anybody|anything|any (?:groups?|users|devices))$/i

const HISTORY = [
  `(?:did|has|have) ${ANYBODY} (?:ever )?${CHANGED} (?<policy>.+?)(?: recently| lately| at all)?`,
  `(?:did|has|have|was|were) (?<policy>.+?) (?:ever |been |last )*${CHANGED}(?: recently| lately| at all)?`,
  `when (?:did|has) (?<policy>.+?) (?:last )?${CHANGED}(?: last)?`,
  'when (?:did|does) .+? (?:first |last )?(?:get|lose|receive) (?<policy>.+)',
  `(?:was|were) (?<policy>.+?) ever ${GIVEN} (?:to|for|on) .+`,
  '(?:has|have) .+? ever (?:had|got|gotten|received) (?<policy>.+)',
  'who (?:last |has |have )?approved (?!it$|this$|that$|my |the last |the latest )(?<policy>.+?)(?: (?:for|to) .+)?',
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

/** What a policy's own assignments answer: who has it, how, by which filter, and how many these are in all. */
const SHOWN = [
  `(?:is|are|isn't|aren't) (?<policy>.+?) ${ADVERBS}${GIVEN}(?: at all| anywhere| to (?:anyone|anybody|any groups?))?`,
  '(?:is|are) (?<policy>.+?) (?:still |currently )?(?:in use|used)(?: at all| anywhere| by (?:anyone|anybody))?',
  'where (?:is|are) (?<policy>.+?) (?:used|in use)',
  'where (?:does|do) (?<policy>.+?) go(?: to)?',
  '(?:what|which) filters? (?:does|do) (?<policy>.+?) (?:use|have)',
  '(?:what|which) filters? (?:is|are) (?:there )?(?:set |used )?(?:on|in|for) (?<policy>.+)',
  '(?:does|do) (?<policy>.+?) (?:use|have) (?:a |any )?filters?',
  '(?:is|are) there (?:a |any )?filters? (?:set |used )?(?:on|in|for) (?<policy>.+)',
  '(?:who|which groups|which group) (?:still |currently )?(?:has|have|gets?|uses?) (?<policy>(?!no ).+?),? and (?:how|in (?:what|which) way|(?:with|as|by) (?:what|which)(?: intent| filter)?)',
  `(?:who|which groups|which group) (?:still |currently )?(?:has|have|gets?) (?<policy>.+?) (?:as )?${INTENT}`,
  'who (?:has access to|can (?:install|get|use|see|have)) (?<policy>.+?)(?: (?:in|from) (?:the )?company portal)?',
  `who (?:for|to) (?:is|are) (?<policy>.+?) ${INTENT}`,
  `(?:for|to) (?:whom|which groups) (?:is|are) (?<policy>.+?) ${INTENT}`,
  'who (?:still|currently|already) (?:has|have|gets?) (?<policy>(?!.* installed$).+)',
  'how many (?:users|devices|people|computers|laptops|machines)(?: and devices)? (?:would |will |do |does )?(?:currently )?(?:get|gets|have|has|receive|receives) (?<policy>(?!.* installed$).+)',
  'how many (?:users|devices|people|computers|laptops|machines)(?: and devices)? (?:does|do|is|are) (?<policy>.+?) (?:reach|on|hit|assigned to|cover)',
].map(wholeSentence)

/** After a question about one policy's past: its whole record is shown, newest first. */
const LATELY =
  /,? (?:(?:in|over|during) the (?:last|past) .+|today|yesterday|(?:this|last) (?:week|month|night|year))$/i
/** "is X assigned to Y", "who changed X", "how is X doing": a look at the policy, with an answer about it. */
export function askedAbout(text: string, kinds: KindPhrases): (ShowReading | StatusReading)[] {
  const said = withoutPoliteness(text).replace(TELL, '')
  const shown = firstFit(SHOWN, said)?.policy
  if (shown && !NOBODY.test(shown)) return policiesIn(shown, kinds)
  const record = firstFit(HISTORY, said.replace(LATELY, ''))?.policy
  const history = record && !NOBODY.test(record) ? record : null
  // "was P ever assigned to G" is of the past.
  const whether = history && /\bever\b/i.test(said) ? null : whetherIn(said, text.trim().endsWith('?'))
  if (whether?.policy && whether.target) return questionsAbout(whether.policy, whether.target, kinds)
  const on = ASKS.test(said) ? firstFit(EITHER_ON, said) : null
  if (on?.policy && on.target)
    return [...questionsAbout(on.policy, on.target, kinds), ...questionsAbout(on.target, on.policy, kinds)]
  if (history) return policiesIn(history, kinds).map((one) => ({ ...one, history: true }))
  return statusIn(said, kinds)
}

function whetherIn(said: string, isAsked: boolean) {
  if (ASKS.test(said)) return firstFit(WHETHER, said)
  const isBare = isAsked && NAME_FIRST.test(said) && !ASKS_BEHIND.test(said)
  return firstFit(HOW, said) ?? (isBare ? firstFit(BARE, said) : null)
}

/** "can you tell me who …", "any idea why …" */
const TELL =
  /^(?:(?:can|could|would) (?:you|somebody|someone) )?(?:please )?(?:tell (?:me|us)|let (?:me|us) know|do you (?:know|happen to know)|any idea|find out|check|explain)[,:]? (?=(?:who|when|why|what|which|how)\b)/i

function questionsAbout(policy: string, target: string, kinds: KindPhrases): ShowReading[] {
  // "is P assigned to anyone"
  if (!NOBODY.test(policy) && ANYBODY_AT_ALL.test(target)) return policiesIn(policy, kinds)
  if (NOBODY.test(policy) || NOBODY.test(target)) return []
  const isFor = targetNamed(target)
  return isFor ? policiesIn(policy, kinds).map((one) => ({ ...one, isFor })) : []
}

function policiesIn(text: string, kinds: KindPhrases): ShowReading[] {
  return policyParts(wordsOf(text), kinds)
    .filter(({ policies }) => policies.length === 1)
    .map(({ kind, policies }) => ({ action: 'show', kind, policies }))
}
