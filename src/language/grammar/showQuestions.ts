import type { Token } from '../lexer/tokens.ts'
import type { ShowGroupReading, ShowReading } from '../reading.ts'
import type { KindPhrases } from './kindWords.ts'
import { after, type Pattern, pattern } from './pattern.ts'
import { policyParts } from './policyPart.ts'
import { targetParts } from './targetPart.ts'

/** What comes before the name, what after it, and whether it is a policy's or a group's. */
interface QuestionPattern {
  before: Pattern
  behind: Pattern | null
  of: 'policy' | 'group'
}

const AUX = 'is|are|was|were|does|do|has|have'
const GIVEN = 'assigned|deployed|applied|targeted|pushed|published|going'
const GETS = 'get|gets|have|has|receive|receives|got|see|sees|use|uses'
const THINGS = 'policies|policy|assignments|apps|scripts|profiles|things|settings|templates|configurations'

function question(of: QuestionPattern['of'], before: string, behind?: string): QuestionPattern {
  return { of, before: pattern(before), behind: behind ? pattern(behind) : null }
}

const QUESTIONS: readonly QuestionPattern[] = [
  question('group', `what|which all? ${THINGS}|else? is|are|was|were ${GIVEN} to|for|on`),
  question('group', `what|which of? my|our|the? ${THINGS} is|are ${GIVEN} to|for|on`),
  question(
    'group',
    `what|which of? my|our|the? ${THINGS} is|are required|mandatory|available|optional to|for|on`,
  ),
  question('group', `how many ${THINGS} is|are ${GIVEN} to|for|on`),
  question('group', `how many ${THINGS} does|do`, GETS),
  question(
    'group',
    'what is|are|gets|get required|mandatory|available|installed|uninstalled|offered on|to|for|from',
  ),
  question('group', 'what can|may', 'install|get|have|use'),
  question('group', 'where is|are', 'excluded|exempted'),
  question('group', 'is|are', 'excluded|exempted anywhere|somewhere'),
  question('group', `what's ${GIVEN} to|for|on`),
  question('group', `what|which all? ${THINGS}? does|do|did|will|would`, `${GETS} assigned?`),
  question('group', `what|which ${THINGS}? applies|apply|goes|go to|for`),
  question('group', `what|which ${THINGS}? target|targets|targeting|hit|hits|reach|reaches`),
  question(
    'group',
    `show|list|display|get|view|see|find|give me|us? all? of? the? ${THINGS}|everything that|which? is|are? ${GIVEN} to|for|on`,
  ),
  question(
    'group',
    `show|list|display|get|view|see|give me|us? all? of? the? ${THINGS} of|for|on the? group`,
  ),
  question(
    'group',
    `show|list|display|view|see|give me|us? all? of? the? ${THINGS}|everything that|which?`,
    GETS,
  ),
  question('group', `show|list|display|get|view|see|give me|us? what is|are? ${GIVEN}? to|for`),
  question('group', `show|list|display|get|view|see|tell me|us? what`, `${GETS}|is|are getting?`),
  question(
    'group',
    'show|list|display|get|view|see|find|lookup|check me|us? the? details|overview? of|for? the? security|aad|entra? group',
  ),
  question('group', `policies|assignments|everything of|for|on the? group`),
  question('group', `show|list|display|get|view|see|give me|us? everything of|for|on the? group?`),
  question('group', `what|which ${THINGS}? is|are`, 'excluded|exempted|exempt from'),
  question('group', `what|which ${THINGS}? excludes|exclude|exempts|exempt the? group?`),
  question('group', `everything that|which? is|are? ${GIVEN} to|for|on`),
  question(
    'group',
    `is|are there? still|already|currently? anything|something still|already|currently? ${GIVEN} to|for|on`,
  ),
  question('group', `is|are there? still|already|currently? any ${THINGS} ${GIVEN} to|for|on`),
  question('group', `does|do`, `still|already|currently? get|have|receive anything|something assigned?`),
  question('group', `does|do`, `get|have|receive any ${THINGS} assigned?`),
  question(
    'policy',
    `what|whom|who|where|which groups|group|targets|users|devices|ones? ${AUX}`,
    `${GIVEN} to|for|on? now|currently?`,
  ),
  question('policy', `which|what groups|users|devices|ones? are|is ${GIVEN} to`),
  question(
    'policy',
    `show|list|display|get|view|see me|us? the|all? groups|users|devices|targets|everyone that|which|who? is|are? ${GIVEN} to`,
  ),
  question('policy', `to what|whom|who|which|where groups|group? ${AUX}`, `${GIVEN} now|currently?`),
  question(
    'policy',
    `what|whom|who|where|which groups? ${AUX} currently|now?`,
    `currently|now ${GIVEN} to|for?`,
  ),
  question('policy', "what's|where's|who's", `${GIVEN} to|for?`),
  question('policy', 'what|where|whom|who|how', `is|are ${GIVEN} to|for?`),
  question('policy', `how|where is|are`, `${GIVEN}|targeted`),
  question('policy', `who|whom|what|which groups|users|devices|people|group? ${GETS}`),
  question(
    'policy',
    `who|what|which groups|users|devices|ones|group? is|are currently? excluded|exempted|exempt from`,
  ),
  question('policy', 'is|are anyone|anybody|somebody|someone still|currently? excluded|exempted|exempt from'),
  question('policy', 'is|are any groups|group|devices|users still|currently? excluded|exempted|exempt from'),
  question('policy', `who|which groups|users|devices? is|are getting|targeted|receiving by|with?`),
  question('policy', "who's getting|targeted by?"),
  question(
    'policy',
    `show|list|display|get|view|see|check|give|find|tell me|us? the|all|current? current? assignments|assignment|targets|groups|target of|for|on|to`,
  ),
  question('policy', `show|list|display|get|view|see|tell me|us? who|what|where|which groups? ${GETS}`),
  question(
    'policy',
    `show|list|display|get|view|see|tell|check me|us? what|where|whom|who|how`,
    `is|are ${GIVEN} to|for?`,
  ),
  question(
    'policy',
    'show|display|view|list|see|open|describe|inspect|find|lookup|check me|us?',
    'assignments|targets?',
  ),
  question('policy', 'show|display|view|describe|inspect me|us?'),
  question('policy', 'the? assignments|targets of|for|on'),
  question('policy', "what|what's|which is|are? the|all? assignments|assignment|targets of|for|on"),
]

const TELL = pattern('do|can|could? you? know|tell|say|check me|us? now?')

/** "what does group Y get" */
export function groupQuestionsIn(tokens: readonly Token[], kinds: KindPhrases): ShowGroupReading[] {
  return questionsIn(tokens, kinds).filter((one) => one.action === 'show-group')
}

/** "what is X assigned to" */
export function policyQuestionsIn(tokens: readonly Token[], kinds: KindPhrases): ShowReading[] {
  return questionsIn(tokens, kinds).filter((one) => one.action === 'show')
}

/**
 * Every way to read a question about what is; a policy's question whose name can only be a group's is about the group.
 */
function questionsIn(tokens: readonly Token[], kinds: KindPhrases): (ShowReading | ShowGroupReading)[] {
  const told = Math.max(0, after(TELL, tokens, 0))
  const asked = tokens.slice(told)
  for (const { before, behind, of } of QUESTIONS) {
    const start = after(before, asked, 0)
    if (start <= 0) continue
    const end = behind ? endBefore(behind, asked, start) : asked.length
    if (end <= start) continue
    const name = asked.slice(start, end)
    const readings = of === 'group' ? groups(name) : policyQuestions(name, kinds)
    if (readings.length > 0) return readings
  }
  return []
}

/** Where the words that end the question start, counted from the end: a name may hold them as well. */
function endBefore(behind: Pattern, tokens: readonly Token[], start: number): number {
  for (let at = Math.max(start + 1, tokens.length - behind.length); at < tokens.length; at++) {
    if (after(behind, tokens, at) === tokens.length) return at
  }
  return -1
}

function groups(tokens: readonly Token[]): ShowGroupReading[] {
  return targetParts(tokens)
    .filter((part) => part.targets.length === 1)
    .map(({ targets }) => ({ action: 'show-group', group: targets[0] as string }))
}

function policyQuestions(tokens: readonly Token[], kinds: KindPhrases): (ShowReading | ShowGroupReading)[] {
  const isGroup = targetParts(tokens).some((part) => part.sureness >= 3 && part.targets.length === 1)
  if (isGroup) return groups(tokens)
  // "show me how to …" asks for help, "what has changed since …" for a record, and "who has no …" for none.
  if (
    /^(if|whether|how|changed|happened|no)$/.test(tokens[0]?.word ?? '') &&
    tokens[0]?.raw === tokens[0]?.word
  )
    return []
  return policyParts(tokens, kinds).map(({ kind, policies }) => ({ action: 'show', kind, policies }))
}
