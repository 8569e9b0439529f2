import { tokenize } from '../lexer/tokens.ts'
import type {
  ChangesReading,
  CompareReading,
  HistoryOfReading,
  MembersReading,
  Reading,
  ScheduledReading,
  ShowReading,
  StatusReading,
  UnassignedReading,
  WhyReading,
} from '../reading.ts'
import type { KindPhrases } from './kindWords.ts'
import { scheduledIn, statusIn, whatReaches, whyIn } from './outcome.ts'
import { policyParts } from './policyPart.ts'
import { recordIn } from './record.ts'
import { bare } from './talk.ts'
import { targetParts } from './targetPart.ts'

/** Longer texts ask for more than one thing. */
const MAX_LENGTH = 400

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
].map(whole)
/** "is Legal excluded from X": only a question, since "exclude Legal from X" is said otherwise. */
const ASKS =
  /^(?:is|are|was|were|isn't|aren't|check|verify|confirm|see|tell|let|do|does|did|doesn't|don't|didn't|will|find)\b/i
const NOBODY =
  /^(?:you|i|we|it|they|this|that|anything|something|anybody|anyone|somebody|someone|everything|nothing|there)$/i

const HISTORY = [
  `who (?:last |has |have )?(?:changed|edited|modified|touched|updated) (?<policy>.+?)(?: last| recently| lately)?`,
  "(?:(?:show|list|give|see|display|get)(?: me| us)? |what(?:'s| is) )?(?:the )?(?:change )?(?:history|changes|audit(?: trail| log)?) (?:of|for|on|to) (?<policy>.+)",
  'when (?:was|were) (?<policy>.+?) (?:last )?(?:changed|edited|modified|updated)(?: last)?',
  'who (?:last |has |have )?(?:removed|excluded|exempted|took|added) .+? (?:from|off|to) (?<policy>.+)',
  'when (?:was|were) .+? (?:last )?(?:removed|excluded|exempted|taken|added) (?:from|off|to) (?<policy>.+)',
  `who (?:last |has |have )?${GIVEN} (?<policy>.+?) (?:to|for|on) .+`,
  `when (?:was|were) (?<policy>.+?) (?:last )?${GIVEN} (?:to|for|on) .+`,
  'what (?:was |has been |has )?(?:changed|happened) (?:on|to|with|in|for) (?<policy>.+)',
].map(whole)

/** Behind a question about one policy's past: its whole record is shown, newest first. */
const LATELY =
  /,? (?:(?:in|over|during) the (?:last|past) .+|today|yesterday|(?:this|last) (?:week|month|night|year))$/i
const PERIOD = '(?<period>today|yesterday|this week|last week|this month|last month)'
const CHANGED = [
  `(?:what|who|which policies|(?:show|list|tell)(?: me| us)? what) (?:was |were |has |have |has been |have been )?(?:changed|happened|done|written|assigned)(?: anything| something)? ${PERIOD}`,
  `(?:what did (?:we|you|i|people|they) (?:change|do|assign)|(?:show|list)(?: me| us)? (?:the |all )?changes(?: of| from)?) ${PERIOD}`,
].map(whole)

type Question =
  | ShowReading
  | ChangesReading
  | HistoryOfReading
  | UnassignedReading
  | MembersReading
  | CompareReading
  | WhyReading
  | StatusReading
  | ScheduledReading

/** "is X assigned to Y", "why does Y not get X", "who changed X": a look at the policy, with an answer about it. */
export function askedAbout(text: string, kinds: KindPhrases): Question[] {
  if (text.length > MAX_LENGTH) return []
  const why = whyIn(bare(text), kinds)
  if (why.length > 0) return why
  const only = scheduledIn(bare(text)) ?? whatReaches(bare(text))
  if (only) return [only]
  const unassigned = unassignedIn(text, kinds)
  if (unassigned) return [unassigned]
  const members = membersIn(bare(text))
  if (members) return [members]
  const compared = comparedIn(bare(text))
  if (compared) return [compared]
  const said = bare(text)
  const period = first(CHANGED, said)?.period?.toLowerCase()
  if (period) return [{ action: 'changes', period: period as ChangesReading['period'] }]
  const record = recordIn(text)
  if (record) return [record]
  const whether = ASKS.test(said) ? first(WHETHER, said) : null
  if (whether?.policy && whether.target) return about(whether.policy, whether.target, kinds)
  const history = first(HISTORY, said.replace(LATELY, ''))?.policy
  if (history) return policiesIn(history, kinds).map((one) => ({ ...one, history: true }))
  return statusIn(said, kinds)
}

function about(policy: string, target: string, kinds: KindPhrases): ShowReading[] {
  if (NOBODY.test(policy) || NOBODY.test(target)) return []
  const part = targetParts(words(target)).find(({ targets }) => targets.length === 1)
  const [isFor] = part?.targets ?? []
  return isFor ? policiesIn(policy, kinds).map((one) => ({ ...one, isFor })) : []
}

function policiesIn(text: string, kinds: KindPhrases): ShowReading[] {
  return policyParts(words(text), kinds)
    .filter(({ policies }) => policies.length === 1)
    .map(({ kind, policies }) => ({ action: 'show', kind, policies }))
}

const SHOW_ALL = '(?:which|what|(?:show|list|find|give|get|display|see)(?: me| us)?|are there(?: any)?)'
const NO_ASSIGNMENT =
  "(?:(?:have|has|with|having) no (?:assignments?|targets?)|without (?:an |any )?(?:assignments?|targets?)|(?:(?:are|is|that are|which are) )?(?:not|never) assigned(?: to (?:anyone|anybody|anything|any group|somebody))?|(?:aren't|isn't) assigned(?: to (?:anyone|anybody|anything|any group))?|(?:(?:are|is) )?(?:assigned )?to (?:nobody|no one|nothing)|(?:are|is) unassigned|don't have (?:an |any )?assignments?)"
const UNASSIGNED = [
  `${SHOW_ALL} (?:all )?(?:of )?(?:the |our |my )?(?<kind>.+?) (?:that |which )?${NO_ASSIGNMENT}`,
  `(?:${SHOW_ALL} )?(?:all )?(?:of )?(?:the |our |my )?unassigned (?<kind>.+?)(?: do we have| are there)?`,
  `(?:all )?(?:the )?(?<kind>.+?) (?:that |which )?(?:with no|without(?: an| any)?) (?:assignments?|targets?)`,
].map(whole)

/** "which policies have no assignment" */
function unassignedIn(text: string, kinds: KindPhrases): UnassignedReading | null {
  if (text.length > MAX_LENGTH) return null
  const said = bare(text)
  if (
    /^(?:what|which|show me what|list what) (?:is|are) (?:not assigned|unassigned)(?: to (?:anyone|anybody|anything))?$/i.test(
      said,
    )
  )
    return { action: 'unassigned', kind: null }
  const named = first(UNASSIGNED, said)?.kind
  if (!named) return null
  if (/^(?:everything|objects|things)$/i.test(named)) return { action: 'unassigned', kind: null }
  const tokens = words(named)
  const [found] = kinds.first(tokens)
  return found && found.length === tokens.length ? { action: 'unassigned', kind: found.key } : null
}

const MEMBERS = [
  "(?:who(?:'s| is| are)|which (?:users|devices|people|members) are|what(?:'s| is)) (?:all )?(?:in|inside|a member of|member of|members of) (?:the )?(?:group )?(?<group>.+)",
  'how many (?:users|devices|people|members|computers|laptops|machines)(?: and devices)? (?:are (?:there )?in|does|do|has|have|are members of) (?:the )?(?:group )?(?<group>.+?)(?: have| contain)?',
  'how (?:big|large) is (?:the )?(?:group )?(?<group>.+)',
  '(?:(?:show|list|give|get|see)(?: me| us)? )(?:all )?(?:the )?(?:members|users|devices) (?:of|in) (?:the )?(?:group )?(?<group>.+)',
  '(?:the )?members of (?:the )?(?:group )?(?<group>.+)',
].map(whole)

/** "who is in Sales Laptops" */
function membersIn(said: string): MembersReading | null {
  const group = first(MEMBERS, said)?.group
  const part = group && targetParts(words(group)).find(({ targets }) => targets.length === 1)
  const [name] = part ? part.targets : []
  return name && !name.startsWith('@') ? { action: 'members', group: name } : null
}

const COMPARED = [
  "what does (?<one>.+?) (?:have|get) that (?<other>.+?) (?:does not|doesn't|does n't|lacks)(?: have| get)?",
  '(?:compare|diff) (?:the )?(?:groups? )?(?<one>.+?) (?:and|with|to|against|vs\\.?|versus) (?<other>.+)',
  "(?:what(?:'s| is) |show(?: me)? )?(?:the )?differences? between (?:the )?(?:groups? )?(?<one>.+?) and (?<other>.+)",
].map(whole)

/** "compare Sales Laptops and Finance Laptops" */
function comparedIn(said: string): CompareReading | null {
  const { one, other } = first(COMPARED, said) ?? {}
  const groups = [one, other].flatMap((name) => {
    const part = name && targetParts(words(name)).find(({ targets }) => targets.length === 1)
    return part ? part.targets : []
  })
  const [a, b] = groups
  return a && b ? { action: 'compare', groups: [a, b] } : null
}

const DRY = [
  "(?:dry[- ]?run|test[- ]?run|trial run|preview|simulate|simulation|what[- ]if(?: i| we| you)?(?: would)?|(?:what would|what will|what'd) (?:happen|change) if (?:i|we|you)(?: would)?|what happens if (?:i|we|you)|(?:just )?(?:show|tell) (?:me |us )?what (?:would|will) (?:happen|change) if (?:i|we|you)|pretend to)(?: of)?[:,]? (?:to )?(?<rest>.+)",
  '(?<rest>.+?)[, ]+(?:\\(dry[- ]?run\\)|\\(preview\\)|as an? (?:dry[- ]?run|preview|simulation)|dry[- ]?run(?: only)?|preview only)',
].map(whole)

/** "what happens if X is removed from Y" */
const SUPPOSED = [
  `what (?:happens|would happen|will happen|would change|changes) (?:if|when) (?<what>.+?) (?:is|are|was|were|gets|got|would be) (?<done>(?:assigned|deployed|removed|unassigned|excluded|exempted|added)\\b.+)`,
].map(whole)

/** "dry run: assign X to Y": the request behind it; null where none is only tried. */
export function triedIn(text: string): string | null {
  if (text.length > MAX_LENGTH) return null
  const { what, done } = first(SUPPOSED, bare(text)) ?? {}
  if (what && done) return `${what} should be ${done}`
  const rest = first(DRY, bare(text))?.rest
  if (!rest) return null
  const [verb = '', ...others] = rest.split(' ')
  const plain = FORMS.get(verb.toLowerCase())
  return [plain ?? verb, ...others].join(' ')
}

/** A request that is only shown; what is none stays none. */
export function onlyTried(reading: Reading): Reading[] {
  switch (reading.action) {
    case 'change':
    case 'bulk':
    case 'copy':
    case 'several':
      return [{ action: 'try', wish: reading }]
    default:
      return []
  }
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

function first(all: readonly RegExp[], text: string): Record<string, string | undefined> | null {
  for (const one of all) {
    const found = one.exec(text)
    if (found) return found.groups ?? {}
  }
  return null
}

function whole(source: string): RegExp {
  return new RegExp(`^${source}$`, 'is')
}

function words(text: string) {
  return tokenize(text, (word) => word)
}
