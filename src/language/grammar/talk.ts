import { folded, tokenize } from '../lexer/tokens.ts'
import type { UndoOfReading, WaitingReading } from '../reading.ts'
import type { KindPhrases } from './kindWords.ts'
import { policyParts } from './policyPart.ts'
import { whichOne } from './whichRequest.ts'

/** Longer texts are about something else. */
const MAX_LENGTH = 200

const POLITE_FIRST =
  /^(?:please|pls|hi|hey|hello|ok|okay|yes|no|so|and|then|assent|@assent|can you|could you|would you|i want to|i(?: would|'d) like to)[,:]?\s+/i
const POLITE_LAST = /[\s,]+(?:please|pls|thanks|thank you|thx|now|asap|again|too)$/i

const REQUEST = '(?:last |latest |previous |open |pending |waiting |current )?(?:requests?|cards?)'
const WHOSE = '(?:the |my |our |this |that |all |all of |all my |all the )?'
const ABOUT = '(?: (?:for|of|about|on) (?<about>.+))?'

const YES =
  /^(?:yes|yep|yeah|yup|lgtm|agreed|confirm(?:ed)?|approved?|accept(?:ed)?|go|go ahead|go for it|(?:just )?do (?:it|that)|proceed|ship it|apply it|(?:looks|sounds) good(?: to me)?|yes[, ]+(?:please|do it|go ahead|approve(?: it)?))$/i
const APPROVE = new RegExp(
  `^(?:approve|confirm|accept) (?:it|this|that|them|all|everything|(?<whose>.+?)(?:'s|s') ${REQUEST}|${WHOSE}${REQUEST}${ABOUT})$`,
  'i',
)
/** "Bruno will approve it": words approve nothing, whoever they are about. */
const WILL_APPROVE =
  /^(?!(?:who|which|what|when|nobody|no)\b)[\p{L}.'-]+(?: [\p{L}.'-]+){0,2} (?:will|can|is going to) (?:approve|confirm|sign off)(?: (?:on )?(?:it|this|that|them))?$/iu
const NO =
  /^(?:cancel|never ?mind|nvm|forget (?:it|that|about it)|abort|stop|stop (?:it|that)|(?:stop|quit) (?:asking|bothering|nagging|pestering|reminding)(?: me| us)?(?: (?:about|for) (?:it|this|that))?|(?:don['’]t|do not) ask(?: me)?(?: again)?|withdraw|no|nope|no thanks|reject|decline|dismiss|scrap (?:it|that)|drop it|leave it|i(?:'ve| have)? changed my mind)$/i
const CANCEL = new RegExp(
  `^(?:cancel|withdraw|abort|reject|decline|retract|dismiss|call off|unschedule|drop) (?:it|this|that|everything|all|them|${WHOSE}(?:last |latest |pending )?(?:changes?|one)|(?<whose>.+?)(?:'s|s') ${REQUEST}|${WHOSE}${REQUEST}${ABOUT})$`,
  'i',
)
const OPEN = '(?:open|pending|waiting|outstanding|unapproved)'
const THINGS = '(?:requests?|approvals?|cards?|ones|changes)'
const FOR_WHAT = "(?: for (?:approval|me|us|you|an? approval|my approval|somebody|bruno's approval))?"
const SHOW = [
  `(?:(?:show|list|display|see|view|give|get|what are|which are|tell)(?: me| us)? )?(?:all |all of )?(?:the |my |our )?${OPEN}(?: ${THINGS})?`,
  `(?:show|list)(?: me)? (?:what|everything|all that|requests|the requests)(?: that)? (?:is|are)?\\s*(?:still )?${OPEN}${FOR_WHAT}`,
  `what(?:'s| is| are)?(?: still)? ${OPEN}${FOR_WHAT}`,
  `(?:what|which requests?) (?:is |are )?(?:still )?(?:waits?|waiting|needs?|awaits?|pending)(?: approval| a decision)?${FOR_WHAT}`,
  `(?:is|are) (?:there )?(?:anything|something|any requests?) (?:still )?${OPEN}${FOR_WHAT}`,
  `(?:any|anything) ${OPEN}(?: ${THINGS})?${FOR_WHAT}`,
  'what (?:do|can|should) (?:i|we) (?:have to |need to )?approve',
  "(?:what(?:'s| is) the )?status(?: of (?:my|the|our) (?:last |latest )?requests?)?",
  'where is my (?:last )?(?:request|card)',
].map((source) => new RegExp(`^${source}$`, 'i'))
const WHO_DECIDES =
  /^(?:(?:who|which people) (?:has to|have to|needs to|need to|must|can|may|should|will) (?:approve|decide)(?: (?:on )?(?:it|this|that|my (?:last )?request|the request))?|what(?:'s| is) (?:waiting|pending|open) (?:for|with) (?<about>.+))$/i
const REMIND_ALL =
  /^(?:remind|ping|nudge|poke|chase)\s+(?:up )?(?:them|everyone|everybody|all|people|the (?:approvers?|others|team))(?: (?:to approve|to decide|of it|again))?$/i
const REMIND =
  /^(?:remind|ping|nudge|poke|chase)\s+(?:up )?(?!me\b|us\b)(?<about>.+?)(?: (?:to approve|to decide|about|of|for approval|that)\b.*)?$/i

const CANCEL_ONE = /^(?:cancel|call off|unschedule|withdraw|abort|drop|stop) (?<about>.+)$/i
const SCHEDULED =
  /^(?:the |my |all |all the |everything |what is )?(?:scheduled|planned|the schedule|schedule)(?: (?:changes?|requests?|one|ones))?$/i
const NAMED_CHANGE =
  /^(?:the |my )?(?:(?:scheduled |planned )?(?:change|request) (?:to|of|for|on|about) (?<of>.+)|(?<named>.+?) (?:change|request|one))$/i

/** "cancel tonight's change", "cancel the scheduled change to Edge Settings", "call off the Edge change". */
function cancelOf(said: string, kinds: KindPhrases): WaitingReading | null {
  if (/^call it off$/i.test(said)) return { action: 'waiting', wish: 'cancel', about: null }
  const about = CANCEL_ONE.exec(said)?.groups?.about
  if (about === undefined) return null
  if (SCHEDULED.test(about)) return { action: 'waiting', wish: 'cancel', about: null }
  const { when } = whichOne(about, kinds)
  if (when) return { action: 'waiting', wish: 'cancel', about: null, when }
  const { of, named } = NAMED_CHANGE.exec(about)?.groups ?? {}
  // "drop X" and "stop X" may be about what is assigned, and so may more than a name.
  const isBare =
    /^(?:cancel|withdraw|abort) /i.test(said) && !/ (?:and|at|for|from|in|of|on|to|with) /i.test(about)
  const bareName = isBare || /^(?:unschedule|call off) /i.test(said) ? about.replace(/^the /i, '') : undefined
  const name = of ?? named?.replace(/^(?:scheduled|planned) /i, '') ?? bareName
  return name ? { action: 'waiting', wish: 'cancel', about: unquoted(name) } : null
}

/** What people say about requests that wait: it points at their cards, since only a card's buttons count. */
export function talkIn(text: string, kinds: KindPhrases): WaitingReading | null {
  if (text.length > MAX_LENGTH) return null
  const said = withoutPoliteness(text)
  const plainly = text.trim().replace(/[.!\s]+$/, '')
  const wish = (of: WaitingReading['wish'], found: RegExpExecArray | null): WaitingReading | null => {
    const about = found?.groups?.about ?? found?.groups?.whose
    return found && { action: 'waiting', wish: of, about: about ? unquoted(about) : null }
  }
  return (
    wish('approve', YES.exec(plainly)) ??
    wish('cancel', NO.exec(plainly)) ??
    wish('approve', YES.exec(said)) ??
    wish('cancel', NO.exec(said)) ??
    wish('approve', APPROVE.exec(said)) ??
    wish('cancel', CANCEL.exec(said)) ??
    cancelOf(said, kinds) ??
    SHOW.reduce<WaitingReading | null>((found, one) => found ?? wish('show', one.exec(said)), null) ??
    wish('show', WHO_DECIDES.exec(said)) ??
    wish('approve', WILL_APPROVE.exec(said)) ??
    wish('remind', REMIND_ALL.exec(said)) ??
    wish('remind', REMIND.exec(said))
  )
}

const TAKE_BACK = '(?:undo|revert|reverse|roll ?back|roll back|take back)'
const CHANGE = '(?:last |latest |most recent |previous )?(?:changes?|requests?|assignments?|one|action)'
const DID = '(?:did|changed|made|assigned|removed|has done|has changed)'
const AS_IT_WAS =
  '(?: (?:back )?(?:to )?(?:how|the way|what|as) (?:it|they) (?:was|were)(?: before)?(?<day> yesterday| last (?:week|month)| this morning)?| back| to normal)'
const UNDO_OF = [
  new RegExp(
    `^${TAKE_BACK} (?:what(?:ever)?|everything|all)(?: that)? (?!(?:you|i|we|just)\\b)(?<person>\\S+(?: \\S+){0,2}?) (?:just )?${DID}(?: (?:to|on|with|in|for|about) (?<policy>.+?))?$`,
    'i',
  ),
  new RegExp(
    `^${TAKE_BACK} what (?:you|i|we) (?:just )?(?:did|changed|have done) (?:to|on|with|in|for) (?<policy>.+?)$`,
    'i',
  ),
  new RegExp(
    `^${TAKE_BACK} (?:the )?${CHANGE} (?:that )?(?!(?:you|i|we)\\b)(?<person>\\S+(?: \\S+){0,2}?) ${DID}(?: (?:to|on|with|in|for|about) (?<policy>.+?))?$`,
    'i',
  ),
  new RegExp(`^(?:put|set|change|turn|bring|take|restore|reset) (?<policy>.+?)${AS_IT_WAS}$`, 'i'),
  /^restore (?:the )?(?:old |previous |former )?(?:assignments of )?(?<policy>.+?)$/i,
  new RegExp(
    `^${TAKE_BACK} (?<person>.+?)(?:'s|s') ${CHANGE}(?: (?:to|of|on|for|about) (?<policy>.+?))?(?<day>${toADay()})?$`,
    'i',
  ),
  new RegExp(`^${TAKE_BACK} (?:the |that )?${CHANGE} (?:(?:that was )?made )?by (?<person>.+)$`, 'i'),
  new RegExp(
    `^${TAKE_BACK} (?:the |my |our |that |all )?${CHANGE} (?:to|of|on|for|from|about) (?<policy>.+?)(?<day>${toADay()})?$`,
    'i',
  ),
  new RegExp(`^(?:undo|revert|roll ?back|roll back) (?<policy>.+?)(?<day>${toADay()})?$`, 'i'),
]

const UNDO_MANY = new RegExp(
  `^${TAKE_BACK} (?:everything|all(?: of (?:it|them))?|(?:all |all of |every |each )(?:the |my |our )?(?:changes?|requests?)(?: (?:from|of|since|made) .+)?|(?:the |my |our )?(?:last|latest|previous) (?:\\d+|two|three|four|five|six|few|couple of|several) (?:changes|requests|ones)|(?:the |my |our )?changes(?: (?:from|of|since) .+)?|(?:today|yesterday)'s changes)$`,
  'i',
)

/** "undo the change to Edge Settings", "undo Bruno's last change": where "undo" alone is not meant. */
export function undoOfIn(text: string, kinds: KindPhrases): UndoOfReading | null {
  if (text.length > MAX_LENGTH) return null
  const said = withoutPoliteness(text)
  if (UNDO_MANY.test(said))
    return { action: 'undo-of', person: null, policies: [], toADay: false, many: true }
  for (const pattern of UNDO_OF) {
    const { person, policy, day } = pattern.exec(said)?.groups ?? {}
    if (!person && !policy) continue
    return {
      action: 'undo-of',
      person: person ? unquoted(person) : null,
      policies: policy ? policiesIn(policy, kinds) : [],
      toADay: day !== undefined,
    }
  }
  return null
}

/** A state of the past, which nobody keeps. */
function toADay(): string {
  return ' (?:back )?to (?:yesterday|the day before|last (?:week|month|friday|monday|night)|how (?:it|they) (?:was|were).*|what (?:it|they) (?:was|were).*|the (?:previous|last|old|former) (?:state|version|assignments?)|before.*|\\d.*)'
}

function policiesIn(text: string, kinds: KindPhrases): string[] {
  const tokens = tokenize(text, (word) => word)
  const named = policyParts(tokens, kinds).flatMap(({ policies }) => (policies.length === 1 ? policies : []))
  return [...new Set([...named, unquoted(text)])]
}

/** Without the polite words at both ends and the last mark. */
export function withoutPoliteness(text: string): string {
  let said = text
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/[’‘]/g, "'")
    .replace(/\b(does|do|did|is|are|has|have)nt\b/gi, "$1n't")
    .replace(/^(what|who|how)s\b/i, "$1's")
  for (let times = 0; times < 4; times++) {
    said = said
      .replace(/[.!?,\s]+$/, '')
      .replace(POLITE_FIRST, '')
      .replace(POLITE_LAST, '')
  }
  return said
}

export function unquoted(name: string): string {
  return /^["“„«'](.+)["”“»']$/.exec(name.trim())?.[1] ?? name.trim()
}

/** As names of people are compared: by their beginnings, word by word. */
export function isCalled(name: string, asked: string): boolean {
  const words = folded(name).split(/\s+/)
  const sought = folded(asked).replace(/^@/, '').split(/\s+/)
  return sought.every((word) => words.some((one) => one === word))
}

/** Those who are called so: by the whole name where somebody has it, else by words of their names. */
export function peopleCalled<T extends { name: string }>(people: readonly T[], asked: string): T[] {
  const whole = folded(asked).replace(/^@/, '')
  const found = people.filter(({ name }) => isCalled(name, asked))
  const named = found.filter(({ name }) => folded(name) === whole)
  return named.length > 0 ? named : found
}
