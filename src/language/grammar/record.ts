import type { HistoryOfReading, ShowReading } from '../reading.ts'
import type { KindPhrases } from './kindWords.ts'
import { policyParts } from './policyPart.ts'
import { withoutPoliteness } from './talk.ts'
import { wordsOf } from './wholeSentence.ts'

/*
 * "history by Ada for group Legal last 7 days", "what did Ada change": Assent's own record, narrowed. A policy alone is a
 * question about that policy instead, which Intune answers, too.
 */

const MAX_LENGTH = 300
const HEAD =
  /^(?:(?:show|list|give|see|display|get)(?: me| us)? |what(?:'s| is) )?(?:(?:the|all|our) )*(?:(?<whose>my|.+?'s|.+?s') )?(?:change |request )?(?:history|record|log|requests|changes)(?= |$)/i
/** Nobody's name: "what did we change", "what was done", "what did the script do". */
const NO_NAME =
  'we|you|they|it|he|she|this|that|these|those|there|anything|something|nothing|everything|somebody|someone|anybody|anyone|everybody|everyone|people|nobody|was|were|is|are|has|have|had|did|do|does|been|just|the|a|an|my|our|your|policy|app|script|group|template|profile'
const WHO = `(?<who>(?!(?:${NO_NAME}) )\\S+(?: (?!(?:has|have|did|do)\\b)\\S+){0,2}?)`
const THINGS =
  '(?:(?:show|list|tell|give|see)(?: me| us)? )?(?:what|which (?:policies|apps|things|changes|requests)|everything|all(?: the)?(?: changes)?|(?:the )?changes)(?: that)?'
const DEEDS = 'changed?|do|done|made?|make|asked? for|requested?'
const DID = [
  `${THINGS} (?:did|has|have) ${WHO} (?:${DEEDS})`,
  `${THINGS} ${WHO}(?: has)? (?:changed|did|done|made|asked for|requested)`,
  `${THINGS}(?: was| were| has been| have been)? (?:changed|done|made|asked for|requested)(?= by )`,
].map((source) => new RegExp(`^${source}(?= |$)`, 'i'))
const ANYTHING = /^(?:anything|something|it|that|this|any (?:policy|policies|app|apps))$/i
/** "did Ada change Edge Settings": the policy follows. */
const TOUCHED = new RegExp(
  `^(?:when )?(?:did|has) ${WHO} (?:last )?(?:changed?|edit(?:ed)?|modif(?:y|ied)|touch(?:ed)?|updated?) (?!to |from )`,
  'i',
)
const UNITS = { day: 1, week: 7, month: 30 } as const
const NUMBERS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']
const COUNT = `(?<count>\\d{1,3}|${NUMBERS.join('|')}|couple of|few)`
const NAMED = '(?<named>today|yesterday|this week|last week|this month|last month)'
const LAST = `(?:the )?(?:last|past|previous) (?:${COUNT} )?(?<unit>day|week|month)s?`
const PERIOD = `(?:(?:in|over|during|of|from|for|within|since) )?(?:${NAMED}|${LAST})`
const GROUP = '(?:for|with|of|about|on) (?:the )?group '
const PERSON = '(?:(?:made |asked |requested )?by|from) '
const POLICY = '(?:of|on|about|to|for) (?:the )?(?:policy |app )?'
/** What follows may be a person's name as well. */
const OPEN = /^(?:of|for) (?!(?:the )?(?:policy|app) )/i
/** Where the next part begins, or the end. */
const NEXT = `(?=,? (?:and )?(?:${PERIOD}|${GROUP}|${PERSON}|${POLICY})|$)`
const PARTS = [
  ['period', new RegExp(`^${PERIOD}(?=,? |$)`, 'i')],
  ['group', new RegExp(`^${GROUP}(?<name>.+?)${NEXT}`, 'i')],
  ['person', new RegExp(`^${PERSON}(?<name>.+?)${NEXT}`, 'i')],
  ['policy', new RegExp(`^${POLICY}(?<name>.+?)${NEXT}`, 'i')],
] as const

/** "did Edge Settings change last week", and not who changed it */
const CHANGED_THEN = new RegExp(
  `^(?:did|has|have|was|were) (?!(?:${NO_NAME}) )(?<policy>.+?) (?:ever |been )*(?:changed?|edited|modified|touched|updated) ${PERIOD}$`,
  'i',
)

/** "has P changed recently": all of P's record, newest first. */
const CHANGED_LATELY =
  /^(?:did|has|have|was|were) .+? (?:ever |been )*(?:changed?|edited|modified|touched|updated) (?:recently|lately|at all|since)$/i

/** A request to see the history, in whole or narrowed; null for every other sentence. */
export function recordIn(text: string, kinds: KindPhrases): HistoryOfReading | null {
  if (text.length > MAX_LENGTH) return null
  const said = withoutPoliteness(text)
  const itself = CHANGED_THEN.exec(said)?.groups
  if (itself?.policy && !ANYTHING.test(itself.policy))
    return {
      action: 'history-of',
      policy: unquoted(itself.policy),
      person: null,
      group: null,
      period: periodOf(itself),
    }
  if (CHANGED_LATELY.test(said)) return null
  const did = DID.map((form) => form.exec(said)).find((one) => one !== null)
  const touched = did ? null : TOUCHED.exec(said)
  const head = did ?? touched ?? HEAD.exec(said)
  if (!head) return null
  const found: HistoryOfReading = {
    action: 'history-of',
    policy: null,
    person: null,
    group: null,
    period: null,
  }
  const { whose, who } = head.groups ?? {}
  // "my requests" and "what did I change" alone are the whole history.
  if (whose) found.person = /^my$/i.test(whose) ? 'me' : whose.replace(/'?s?'?$/, '')
  if (who) found.person = /^i$/i.test(who) ? 'me' : unquoted(who)
  let isOpen = whose !== undefined && found.person !== 'me'
  let rest = touched ? `on ${said.slice(head[0].length)}` : restOf(said, head[0])
  while (rest !== '') {
    const [what, match] = nextPart(rest)
    if (!match || found[what] !== null) return null
    if (what === 'period') found.period = periodOf(match.groups ?? {})
    else found[what] = unquoted(match.groups?.name ?? '')
    if (what === 'person' && /^(?:me|myself|us)$/i.test(found.person ?? '')) found.person = 'me'
    if (what === 'policy') isOpen ||= OPEN.test(match[0])
    rest = restOf(rest, match[0])
  }
  if (found.person === 'me' && said.length === head[0].length) return null
  if (touched && ANYTHING.test(found.policy ?? '')) found.policy = null
  if (did || touched) return found.person === null ? null : found
  const name = found.person ?? found.policy
  const either = isOpen && name && !(found.person && found.policy) ? looksAt(name, kinds) : []
  const isNarrowed = found.person !== null || found.group !== null || found.period !== null
  if (either.length > 0) return { ...found, either }
  return isNarrowed ? found : null
}

/** The ways to read the name as a policy's; none where it begins with a kind, as no person's does. */
function looksAt(name: string, kinds: KindPhrases): ShowReading[] {
  const tokens = wordsOf(name)
  if (kinds.first(tokens).some(({ clear }) => clear)) return []
  return policyParts(tokens, kinds)
    .filter(({ policies }) => policies.length === 1)
    .map(({ kind, policies }) => ({ action: 'show', kind, policies, history: true }))
}

function nextPart(rest: string): [(typeof PARTS)[number][0], RegExpExecArray | null] {
  for (const [what, pattern] of PARTS) {
    const match = pattern.exec(rest)
    if (match) return [what, match]
  }
  return ['policy', null]
}

function restOf(said: string, read: string): string {
  return said
    .slice(read.length)
    .replace(/^,? (?:and )?/, '')
    .trim()
}

function periodOf(groups: { [name: string]: string }): HistoryOfReading['period'] {
  const { named, count, unit } = groups
  if (named) return named.toLowerCase() as HistoryOfReading['period']
  const days = UNITS[unit?.toLowerCase() as keyof typeof UNITS]
  return { days: days * countSaid(count ?? 'one') }
}

function countSaid(count: string): number {
  const word = count.toLowerCase()
  if (word === 'couple of') return 2
  if (word === 'few') return 3
  return NUMBERS.includes(word) ? NUMBERS.indexOf(word) + 1 : Math.max(1, Number(word))
}

function unquoted(name: string): string {
  return name.trim().replace(/^["“'](.*)["”']$/, '$1')
}
