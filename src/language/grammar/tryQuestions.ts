import type { TryReading } from '../reading.ts'
import { MAX_QUESTION_LENGTH } from './questions.ts'
import { withoutPoliteness } from './talk.ts'
import { firstFit, wholeSentence } from './wholeSentence.ts'

const DRY = [
  "(?:dry[- ]?run|test[- ]?run|trial run|preview|simulate|simulation|what[- ]if(?: i| we| you)?(?: would)?|(?:what would|what will|what'd) (?:happen|change) if (?:i|we|you)(?: would)?|what happens if (?:i|we|you)|(?:just )?(?:show|tell) (?:me |us )?what (?:would|will) (?:happen|change) if (?:i|we|you)|pretend to)(?: of)?[:,]? (?:to )?(?<rest>.+)",
  '(?<rest>.+?)[, ]+(?:\\(dry[- ]?run\\)|\\(preview\\)|as an? (?:dry[- ]?run|preview|simulation)|dry[- ]?run(?: only)?|preview only)',
].map(wholeSentence)

/** "what happens if X is removed from Y" */
const SUPPOSED = [
  `what(?: if| (?:happens|would happen|will happen|would change|changes) (?:if|when)) (?<what>.+?) (?:is|are|was|were|gets|got|would be) (?<done>(?:assigned|deployed|removed|unassigned|excluded|exempted|added)\\b.+)`,
].map(wholeSentence)

/** "what happens if G loses P" */
const LOST = [
  `what(?: if| (?:happens|would happen|will happen|changes|would change) (?:if|when)) (?<whom>.+?) (?:loses?|lost) (?<policy>.+)`,
].map(wholeSentence)

/** "who would lose P if I remove G", with "it" or nothing for the policy */
const WHO_IF = [
  `(?:who|which (?:users|devices|people)|how many (?:users|devices|people|computers|laptops)) (?:would |will )?(?:get|gets|lose|loses) (?<policy>.+?) (?:if|when) (?:i|we|you) (?<rest>.+)`,
].map(wholeSentence)

/** "can X be assigned to Y?": asked about, where "could" is polite. */
const POSSIBLE = [
  `can (?!you |i |we |it |this |that |they )(?<what>.+?) be (?<done>(?:assigned|deployed|pushed|applied|targeted|published)\\b.+)`,
].map(wholeSentence)

/** "can G have P?" */
const MAY_HAVE = [
  '(?:can|may) (?!you |i |we |it |this |that |they )(?<whom>.+?) (?:also |please )*(?:get|have|receive) (?<policy>.+)',
].map(wholeSentence)

/** "what would removing X from Y do", "what happens when I remove X from Y": the card tells. */
const EFFECTS = [
  'what (?:would|will|does|do) (?<rest>[a-z]+ing .+?) (?:do|change|cause|mean|affect|break)',
  'what happens when (?:i|we|you) (?<rest>.+)',
  '(?:who|what|how many (?:users|devices|people|computers|laptops)) (?:would be|will be|is|are) (?:affected|hit|touched|impacted) (?:if|when) (?:i|we|you) (?<rest>.+)',
  '(?:would|will|does|do) (?<rest>[a-z]+ing .+?) (?:affect|change|break|hurt|hit|touch|reach) (?:anyone|anybody|anything|someone|somebody|something|everyone|many (?:people|users|devices))',
].map(wholeSentence)

/** "dry run: assign X to Y": the request after it; null where none is only tried. */
export function triedIn(text: string): string | null {
  if (text.length > MAX_QUESTION_LENGTH) return null
  const said = withoutPoliteness(text)
  const { what, done } = firstFit(SUPPOSED, said) ?? {}
  if (what && done) return `${what} should be ${done}`
  const lost = firstFit(LOST, said)
  if (lost) return `remove ${lost.whom} from ${lost.policy}`
  const whoIf = firstFit(WHO_IF, said)
  if (whoIf?.rest && whoIf.policy) return withIt(whoIf.rest, whoIf.policy)
  if (isAsked(text)) {
    const can = firstFit(POSSIBLE, said)
    if (can?.what && can.done) return `${can.what} should be ${can.done}`
    const may = can === null ? firstFit(MAY_HAVE, said) : null
    if (may) return `${may.whom} should get ${may.policy}`
  }
  const rest = (firstFit(DRY, said) ?? firstFit(EFFECTS, said))?.rest
  if (!rest) return null
  const [verb = '', ...others] = rest.split(' ')
  const plain = FORMS.get(verb.toLowerCase())
  return [plain ?? verb, ...others].join(' ')
}

/** Whether it asks, and not politely for something. */
function isAsked(text: string): boolean {
  return text.trim().endsWith('?') && !/\b(?:please|pls|plz|kindly)\b/i.test(text)
}

/** "remove G", "assign it to G": with the policy that the question named before. */
function withIt(rest: string, policy: string): string {
  const pointed = rest.replace(/\bit\b/i, () => policy)
  if (pointed !== rest) return pointed
  return /^(?:remove|exclude|add) (?!.* (?:from|to) )/i.test(rest)
    ? `${rest} ${/^add/i.test(rest) ? 'to' : 'from'} ${policy}`
    : rest
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
