import type { StatusReading, WhyReading } from '../reading.ts'
import type { KindPhrases } from './kindWords.ts'
import { policyParts } from './policyPart.ts'
import { framesOf } from './verbs.ts'
import { firstFit, targetNamed, wholeSentence, wordsOf } from './wholeSentence.ts'

const NOT = '(?<not>not |never |no longer )?'
const ADVERBS = '(?:(?:already|still|currently|really|now|also|even|actually|suddenly|always) )*'
const GET = '(?:get|have|receive|see|show|need|install)'
const GETS = '(?:gets|has|receives|sees|shows|is getting|is receiving|got|received)'
const GIVEN =
  '(?:assigned|deployed|applied|pushed|installed|targeted|showing(?: up)?|there|present|visible|available|working|active)'
const LACKS = "(?<lacks>doesn't|don't|didn't|isn't|aren't|hasn't|haven't|won't)"
const WHY =
  '(?:(?:(?:please )?(?:explain|tell me|show me|find out|check|any idea|do you know) )?why|how come)'
const ON = '(?:to|for|on|in|at)'

/** "doesn't" before the subject, or "not" after it, says that it is missing. */
const WHYS = [
  `${WHY} (?:does )?(?<subject>.+?) ${ADVERBS}(?:has|have|gets|get|with) (?<lacks>no) (?<policy>.+)`,
  `${WHY} ${LACKS} (?<subject>.+?) ${ADVERBS}${GET} (?<policy>.+)`,
  `${WHY} (?:does|do|did|will) (?<subject>.+?) ${ADVERBS}${NOT}${ADVERBS}${GET} (?<policy>.+)`,
  `${WHY} (?<subject>.+?) ${ADVERBS}(?<lacks>doesn't|does not|don't|do not|didn't|did not|never|won't) ${ADVERBS}(?:${GET}|gets|has|receives|got) (?<policy>.+)`,
  `${WHY} (?<subject>.+?) (?<lacks>isn't|is not|aren't|are not) ${ADVERBS}(?:getting|receiving|seeing) (?<policy>.+)`,
  `${WHY} (?:is|are|was) (?<subject>.+?) ${ADVERBS}${NOT}${ADVERBS}(?:getting|receiving|seeing) (?<policy>.+)`,
  `${WHY} (?:is|are) (?<policy>.+?) ${ADVERBS}(?<lacks>missing) (?:on|for|in|from) (?<subject>.+)`,
  `${WHY} (?:is|are|was) (?<subject>.+?) ${ADVERBS}(?<lacks>missing|lacking|without) (?<policy>.+)`,
  `${WHY} (?:isn't|aren't) (?<subject>.+?) ${ADVERBS}(?<lacks>getting|receiving|seeing) (?<policy>.+)`,
  `${WHY} (?:has|have) (?<subject>.+?) ${ADVERBS}${NOT}${ADVERBS}(?:got|gotten|received) (?<policy>.+)`,
  `${WHY} (?:hasn't|haven't) (?<subject>.+?) ${ADVERBS}(?<lacks>got|gotten|received) (?<policy>.+)`,
  `${WHY} (?:is|are) (?<policy>.+?) ${ADVERBS}${NOT}${ADVERBS}(?:${GIVEN} ${ON}|on) (?<subject>.+)`,
  `${WHY} (?<lacks>isn't|aren't) (?<policy>.+?) ${ADVERBS}(?:${GIVEN} ${ON}|on) (?<subject>.+)`,
  `${WHY} (?:does|do|did|has|will) (?<policy>.+?) ${ADVERBS}${NOT}${ADVERBS}(?:apply|applied|install|installed|arrive|arrived|show up|land|landed|go|reach|reached|work)(?: ${ON})? (?<subject>.+)`,
  `${WHY} ${LACKS} (?<policy>.+?) ${ADVERBS}(?:apply|applied|install|installed|arrive|arrived|show up|land|landed|go|reach|reached|work)(?: ${ON})? (?<subject>.+)`,
  `${WHY} (?:is|are) (?<subject>.+?) ${ADVERBS}(?<lacks>not|no longer) ${ADVERBS}in (?<policy>.+)`,
  `${WHY} (?<lacks>isn't|aren't) (?<subject>.+?) ${ADVERBS}in (?<policy>.+)`,
  `${WHY} (?:(?:is|are) there )?(?<lacks>no) (?<policy>.+?) (?:on|for|in) (?<subject>.+)`,
  `${WHY} (?<subject>.+?) ${ADVERBS}${GETS} (?<policy>.+)`,
  `(?:how does|from where does|where does) (?<subject>.+?) ${ADVERBS}(?:get|have|receive) (?<policy>.+?)(?: from)?`,
].map(wholeSentence)

const THINGS = '(?:policies|apps|profiles|scripts|settings|assignments)'
const EVERYTHING = [
  `(?:what|which ${THINGS}|what ${THINGS}|what all) (?:does|do|did|will|should) (?<subject>.+?) ${ADVERBS}(?:get|have|receive)`,
  `(?:what|which ${THINGS}) (?:is|are) (?:${GIVEN} )?(?:on|reaching|hitting) (?<subject>.+)`,
  `(?:what|which ${THINGS}) (?:applies|apply|reaches|reach)(?: to)? (?<subject>.+)`,
  `(?:show|list|tell)(?: me)? (?:what|everything(?: that)?|all ${THINGS}(?: that)?) (?<subject>.+?) ${ADVERBS}(?:gets|has|receives|is getting)`,
].map(wholeSentence)

const KINDS_OF_SUBJECT: readonly (readonly [NonNullable<WhyReading['subjectIs']>, RegExp])[] = [
  [
    'device',
    /^(?:the |my |our |this )?(?:device|computer|laptop|pc|machine|phone|tablet|mac|host)s? (?=\S)/i,
  ],
  ['user', /^(?:the |our |this )?(?:user|person|colleague|employee)s? (?=\S)/i],
  ['group', /^(?:the )?(?:(?:security|entra|aad) )?group (?=\S)/i],
]
/** A name such as machines have, or a person's address: rarely a group. */
const LIKE_DEVICE = /^(?=\S*\d)[a-z][a-z\d]*(?:-[a-z\d]+)+$/i
const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/
const POINTING =
  /^(?:i|you|we|it|they|he|she|this|that|these|those|there|somebody|someone|anybody|anyone|everything|nothing|something|anything|me|us|my (?:devices?|laptop|pc|phone)|the device)$/i

/** "why doesn't PC-0412 get BitLocker": the ways to read the policy's name; none where it asks something else. */
export function whyIn(said: string, kinds: KindPhrases): WhyReading[] {
  const { subject, policy, not, lacks } = firstFit(WHYS, said) ?? {}
  const whom = subject && subjectIn(subject)
  if (!whom || !policy || POINTING.test(policy)) return []
  return kindsAndPoliciesIn(policy, kinds).map((one) => ({
    action: 'why',
    ...whom,
    ...one,
    expects: not || lacks ? 'lacks' : 'gets',
  }))
}

/** "what does PC-0412 get", of what is hardly a group. */
export function whatReaches(said: string): WhyReading | null {
  const { subject } = firstFit(EVERYTHING, said) ?? {}
  const whom = subject && subjectIn(subject)
  if (!whom || whom.subjectIs === 'group') return null
  if (whom.subjectIs === null && !LIKE_DEVICE.test(whom.subject) && !ADDRESS.test(whom.subject)) return null
  return { action: 'why', ...whom, kind: null, policy: null, expects: 'gets' }
}

function subjectIn(text: string): Pick<WhyReading, 'subject' | 'subjectIs'> | null {
  if (POINTING.test(text)) return null
  const [is, words] = KINDS_OF_SUBJECT.find(([, one]) => one.test(text)) ?? []
  const bare = words ? text.replace(words, '') : text
  const subject = targetNamed(bare)
  if (!subject) return null
  return { subject, subjectIs: is ?? (subject.startsWith('@') ? 'group' : null) }
}

const ROLLOUT = '(?:rollout|roll-out|deployment|installation|install|assignment|update|upgrade)'
const WORK = '(?:work|succeed|go through|go well|arrive|apply|install|land|finish|complete|fail|take effect)'
const WORKED =
  '(?:worked|succeeded|gone through|arrived|applied|installed|landed|finished|completed|failed|taken effect|done)'
const WHERE =
  '(?: (?:ok|okay|fine|well|properly|everywhere|already|yet|now|anywhere|on all devices|for everyone|so far))*'
const TELL = "(?:(?:show|give|get|tell|check|see|find)(?: me| us)? )?(?:what(?:'s|s| is) )?"
const STATUS =
  '(?:(?:install|installation|deployment|device|app|policy|assignment|rollout|check-in|current|compliance) )*status'
const STATUSES = [
  `how(?:'s| is| are) (?:the )?(?:${ROLLOUT} of )?(?<policy>.+?) (?:doing|going|getting on|getting along|coming along|progressing|looking|working)(?: out)?${WHERE}`,
  `how far (?:along )?(?:is|are|has|have) (?:the )?(?:${ROLLOUT} of )?(?<policy>.+?)(?: come| gone| got)?${WHERE}`,
  `how did (?:the )?(?:${ROLLOUT} of )?(?<policy>.+?) go`,
  `(?:did|does|do) (?:the )?(?:${ROLLOUT} of )?(?<policy>.+?) ${WORK}${WHERE}`,
  `(?:has|have|is|are|was) (?:the )?(?:${ROLLOUT} of )?(?<policy>.+?) (?:been |already )*${WORKED}${WHERE}`,
  `(?:is|are) (?<policy>.+?) (?:working|failing|succeeding|arriving|installing|applying)${WHERE}`,
  `${TELL}(?:the )?${STATUS} (?:of|for|on) (?:the )?(?:${ROLLOUT} of )?(?<policy>.+)`,
  `(?:show|give|get|check)(?: me| us)? (?:the )?(?<policy>.+?) ${STATUS}`,
  `(?<policy>.+?) ${STATUS}`,
  '(?:who|which (?:users|devices|people)|how many (?:users|devices|people)) (?:still |already )?(?:has|have|got) (?<policy>.+?) installed',
  `(?:are there |is there |do we have |show (?:me )?|any )(?:any |the )?(?:errors?|failures?|problems?|issues|conflicts?) (?:with|for|on|of|in) (?<policy>.+)`,
  `(?:where|on which devices|which devices|what devices) (?:did|does|do|is|are|has|have|were) (?<policy>.+?) (?:fail|failing|failed|not installed|missing)`,
].map(wholeSentence)
const NO_POLICY =
  /^(?:(?:the |my |our |this |that |all |a )*(?:requests?|card|changes?|approval|bot|assent|you|it|this|that|things?|everything|there|they|he|she|i|we|show|what|what's|what is)|.*\b(?:request|card)s?)$/i

/** "how is X doing", "status of X": the ways to read the policy's name. */
export function statusIn(said: string, kinds: KindPhrases): StatusReading[] {
  const { policy } = firstFit(STATUSES, said) ?? {}
  if (!policy || NO_POLICY.test(policy) || framesOf(wordsOf(policy)).length > 0) return []
  return kindsAndPoliciesIn(policy, kinds).map((one) => ({ action: 'status', ...one }))
}

function kindsAndPoliciesIn(text: string, kinds: KindPhrases): { kind: string | null; policy: string }[] {
  return policyParts(wordsOf(text), kinds).flatMap(({ kind, policies }) => {
    const [policy] = policies
    return policy !== undefined && policies.length === 1 ? [{ kind, policy }] : []
  })
}
