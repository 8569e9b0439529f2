import { after, afterAny, type Phrases, patterns } from '../grammar/pattern.ts'
import type { Token } from './tokens.ts'

/** A sentence of some form said as a verb's: "A should get B" as "add A to B". */
interface Form {
  /** What stands between the two parts. */
  middle: Phrases
  /** Whether "make sure that" stands before the first part, has to, or is out of place: a state by itself is a report. */
  ensured?: 'may' | 'must'
  /** What has to stand before the first part, in place of "make sure that". */
  begins?: Phrases
  /** What may stand behind the second, or has to. */
  behind?: Phrases
  ends?: Phrases
  /** The verb's words, and the word between its parts. */
  said: readonly [verb: string, between: string]
  /** Another verb that may be meant. */
  or?: readonly [verb: string, between: string]
}

const SHALL = 'should|must|shall'
const DUE = 'needs|need|has|have|is|are|ought|wants|want'
const GONE = 'removed|unassigned|withdrawn|taken|detached|dropped'
const GIVEN = 'assigned|deployed|applied|pushed|published|targeted|rolled|added|distributed'
const GET = 'get|have|receive'
const ENSURE = patterns('make|be? sure that?', 'ensure|see that?', 'see to it that?')
const ANY_MORE = patterns('any|no more|longer', 'anymore')

/** The forms that say more come first: "should no longer be excluded from" before "should … be excluded from". */
const FORMS: readonly Form[] = [
  {
    begins: patterns('the? exclusion|exemption of|for'),
    middle: patterns('from|on|in'),
    ends: patterns(
      `${SHALL} be removed|lifted|dropped|deleted|cancelled|ended`,
      `${DUE} to be removed|lifted|dropped|deleted`,
      'can|should|must go',
    ),
    said: ['stop excluding', 'from'],
  },
  {
    begins: patterns('the? assignment|deployment of'),
    middle: patterns('to|for|on'),
    ends: patterns(
      `${SHALL} be removed|dropped|deleted|withdrawn`,
      `${DUE} to be removed|dropped|deleted|withdrawn`,
      'can|should|must go',
    ),
    said: ['unassign', 'from'],
  },
  {
    ensured: 'must',
    middle: patterns(
      'is|are|be not excluded|exempted|exempt from',
      'is|are|be no longer|more excluded|exempted from',
      "isn't|aren't excluded|exempted from",
    ),
    behind: ANY_MORE,
    said: ['stop excluding', 'from'],
  },
  {
    ensured: 'must',
    middle: patterns('is|are|be|stays|gets excluded|exempted|exempt from'),
    said: ['exclude', 'from'],
  },
  {
    ensured: 'must',
    middle: patterns('no longer|more gets|get|receives|receive|has'),
    said: ['remove', 'from'],
  },
  {
    middle: patterns(`${SHALL} stop getting|receiving`, `${DUE} to stop getting|receiving`),
    said: ['remove', 'from'],
  },
  {
    middle: patterns(
      `${SHALL} no longer|more be excluded|exempted|exempt from|in|on`,
      `is|are? no longer|more to? be? excluded|exempted|exempt from|in|on`,
      `${SHALL} not be excluded|exempted|exempt from|in|on`,
      `no longer needs|need|has|have to be excluded|exempted|exempt from|in|on`,
    ),
    behind: ANY_MORE,
    said: ['stop excluding', 'from'],
  },
  {
    middle: patterns(
      `${SHALL} also|now? be excluded|exempted|exempt|omitted from`,
      `${DUE} to be excluded|exempted|omitted from`,
    ),
    said: ['exclude', 'from'],
  },
  {
    middle: patterns(
      `${SHALL}|can|may also|now? be ${GONE} off|away|out? from|of`,
      `${SHALL}|can|may also|now? be ${GONE} off`,
      `${DUE} to be ${GONE} off|away|out? from|of`,
      `${DUE} to be ${GONE} off`,
    ),
    said: ['remove', 'from'],
  },
  {
    begins: patterns('let|allow|permit'),
    middle: patterns('to? get|have|receive|use|install'),
    said: ['add', 'to'],
  },
  {
    middle: patterns(
      'is|are no longer|more needed|required|wanted|necessary for|by|on',
      'is|are not needed|required|wanted|necessary for|by|on',
      "isn't|aren't needed|required|wanted|necessary for|by|on",
    ),
    behind: ANY_MORE,
    said: ['unassign', 'from'],
  },
  {
    middle: patterns(
      `${SHALL} no longer|more be ${GIVEN} to|for|on`,
      `${SHALL} no longer|more apply|go to|for|on`,
      'no longer applies|apply to',
      `is|are no longer to be ${GIVEN} to|for|on`,
      `no longer needs|need|has|have to be ${GIVEN} to|for|on`,
    ),
    said: ['unassign', 'from'],
  },
  {
    middle: patterns(
      `${SHALL} no longer|more ${GET}`,
      'no longer needs|need|wants|want|requires|require',
      'does|do not need|require|want',
      "doesn't|don't need|require|want",
    ),
    behind: ANY_MORE,
    said: ['remove', 'from'],
  },
  {
    ensured: 'must',
    middle: patterns('is|are|be no longer|more assigned|deployed|applied|pushed to|for|on'),
    said: ['unassign', 'from'],
  },
  {
    ensured: 'must',
    middle: patterns(
      'is|are not assigned|deployed|applied|pushed to|for|on',
      "isn't|aren't assigned|deployed|applied|pushed to|for|on",
    ),
    said: ['unassign', 'from'],
    or: ['block', 'for'],
  },
  {
    ensured: 'must',
    middle: patterns('is|are|gets|get|be assigned|deployed|applied|pushed to|for|on'),
    said: ['assign', 'to'],
  },
  {
    middle: patterns('is|are? no longer|more for|on'),
    said: ['unassign', 'from'],
  },
  {
    middle: patterns(
      `${SHALL} not|never be ${GIVEN} to|for|on`,
      `shouldn't|mustn't be ${GIVEN} to|for|on`,
      `${SHALL} not|never go|apply to|for|on`,
      "shouldn't|mustn't go|apply to|for|on",
    ),
    behind: ANY_MORE,
    said: ['block', 'for'],
  },
  {
    middle: patterns(
      `${SHALL} be uninstalled|deinstalled from|on|for`,
      `${DUE} to be uninstalled|deinstalled from|on|for`,
    ),
    said: ['uninstall', 'from'],
  },
  ...(['required', 'available'] as const).map((intent): Form => {
    const word = intent === 'required' ? 'required|mandatory' : 'available|optional'
    return {
      middle: patterns(
        `${SHALL} no longer|more be ${word} for|on|to`,
        `${SHALL} not be ${word} for|on|to`,
        `no longer needs|need|has|have to be ${word} for|on|to`,
      ),
      behind: ANY_MORE,
      said: [`remove the ${intent} assignment of`, 'from'],
    }
  }),
  {
    middle: patterns(
      `${SHALL} be available|optional to|for|on`,
      `${SHALL} become available|optional to|for|on`,
    ),
    said: ['make', 'available for'],
  },
  {
    middle: patterns(
      `${SHALL} be required|mandatory for|on|to`,
      `${SHALL} become required|mandatory for|on|to`,
    ),
    said: ['make', 'required for'],
  },
  {
    ensured: 'must',
    middle: patterns(`does|do not ${GET}`, `doesn't|don't ${GET}`, 'never gets|get|receives'),
    behind: ANY_MORE,
    said: ['block', 'from'],
  },
  {
    middle: patterns(`${SHALL} not|never ${GET}`, `shouldn't|mustn't ${GET}`, `is|are not to ${GET}`),
    behind: ANY_MORE,
    said: ['block', 'from'],
  },
  {
    middle: patterns(
      `${SHALL} also|now|too? be ${GIVEN} out? to|for|on`,
      `${SHALL} also|now|too? go|apply out? to|on`,
      `${DUE} also? to be ${GIVEN} out? to|for|on`,
      `needs|need|has|have also? to go out? to|on`,
      'also? goes|go out? to',
    ),
    said: ['assign', 'to'],
  },
  {
    middle: patterns(
      `${SHALL} also|now|too|each|both? ${GET}`,
      `each|both|all ${SHALL} ${GET}`,
      `${DUE} to ${GET}`,
      'also|each|both|still? needs|need|requires|lacks',
    ),
    ensured: 'may',
    said: ['add', 'to'],
  },
  {
    ensured: 'must',
    middle: patterns('gets|receives|has'),
    said: ['add', 'to'],
  },
  {
    ensured: 'must',
    middle: patterns('reaches|reach|applies|apply to?', 'goes|go to'),
    said: ['assign', 'to'],
  },
  {
    middle: patterns(
      `${SHALL} also? move|switch over? from`,
      `${SHALL} also? be moved|transferred|switched over? from`,
      `${DUE} to? move|switch over? from`,
      `${DUE} to be moved|transferred|switched over? from`,
      'moves|goes|switches over? from',
    ),
    said: ['move', 'from'],
  },
  // "P should go from G to H", "G must go from P"
  {
    middle: patterns(`${SHALL} also? go over? from`, `${DUE} to? go over? from`),
    said: ['move', 'from'],
    or: ['remove', 'from'],
  },
  {
    middle: patterns(`${SHALL} replace`, `${DUE} to replace`),
    said: ['use', 'instead of'],
  },
  {
    middle: patterns(`${SHALL} be on|for`, `${DUE} to be on|for`),
    said: ['assign', 'to'],
  },
]

const ARROW = /^(->|-->|=>|==>|→|⇒|⟶|➔|➜|>>)$/
const PRONOUNS = new Set(
  'i we you he she it they this that these those there who what which nobody someone somebody'.split(' '),
)
const MAX_FIRST = 24
const MAX_BEHIND = 4

/** The sentence with each verb that its form may stand for; none where it has no such form. */
export function rewritten(tokens: readonly Token[]): Token[][] {
  const filtered = withFilter(tokens) ?? withParting(tokens) ?? withExclusion(tokens) ?? withWhat(tokens)
  if (filtered) return [filtered]
  for (const form of FORMS) {
    const before = form.begins ?? (form.ensured ? ENSURE : null)
    const start = before ? Math.max(0, afterAny(before, tokens, 0)) : 0
    if ((form.ensured === 'must' || form.begins) && start === 0) continue
    const found = partedBy(tokens, start, form.middle)
    if (!found) continue
    const first = tokens.slice(start, found.at)
    if (PRONOUNS.has(first[0]?.word ?? '')) continue
    const behind = tokens.slice(found.end)
    const second = without(behind, form.ends ?? form.behind)
    if (form.ends && second.length === behind.length) continue
    if (second.length === 0 || second[0]?.word === 'to') continue
    return [form.said, ...(form.or ? [form.or] : [])].map(([verb, between]) => [
      ...spoken(verb),
      ...first,
      ...spoken(between),
      ...second,
    ])
  }
  return []
}

const GETS = /^(gets|get|receives|receive|has|have)$/
const WHAT = patterns(
  'what|whatever|everything',
  'everything|all that',
  'the? same apps|policies|things|scripts|assignments? as',
)

/** "G gets what H gets": a state where something else says what is had, and a wish where it is everything of another. */
function withWhat(tokens: readonly Token[]): Token[] | null {
  const at = tokens.findIndex(({ word, raw }) => raw === word && GETS.test(word))
  if (at < 1 || afterAny(WHAT, tokens, at + 1) < 0 || PRONOUNS.has(tokens[0]?.word ?? '')) return null
  const isWish = SHALLS.test(tokens[at - 1]?.word ?? '')
  const shall = isWish ? at - 1 : at
  // "Legal has what HR has" tells of it.
  if (!isWish && /^ha/.test(tokens[at]?.word ?? '')) return null
  if (
    tokens.slice(0, shall).some(({ word, raw }) => word === raw && /^(no|not|never|longer|more)$/.test(word))
  )
    return null
  return shall > 0 ? [...spoken('give'), ...tokens.slice(0, shall), ...tokens.slice(at + 1)] : null
}

const SHALLS = /^(should|must|shall)$/

const FILTER = patterns('set|add|apply|use|put|change|switch the|a|an? assignment? filter|filters :?')

/** "set filter F on X for G", "change the filter of G on X to F" */
function withFilter(said: readonly Token[]): Token[] | null {
  const entry = said.findIndex((_, at) => at > 2 && afterAny(ENTRY, said, at) > at)
  const bare = entry < 0 ? said : [...said.slice(0, entry), ...said.slice(afterAny(ENTRY, said, entry))]
  const { tokens, mode } = withoutMode(filterFirst(bare))
  const start = afterAny(FILTER, tokens, 0)
  if (start <= 0) return null
  const next = (words: readonly string[], from: number) =>
    tokens.findIndex(({ word, raw }, at) => at >= from && raw === word && words.includes(word))
  const fixed = withFilterOn(tokens, start) ?? forWhomOn(tokens, start)
  if (fixed) return [...fixed, ...mode]
  const isOwned = ['of', 'for'].includes(tokens[start]?.word ?? '')
  const first = next(isOwned ? ['on', 'in'] : ['on', 'to', 'in'], start + 1)
  const isTo = tokens[first]?.word === 'to'
  const second =
    first < 0 ? -1 : next(isOwned ? ['to'] : isTo ? ['for', 'of', 'on', 'in'] : ['for', 'of'], first + 2)
  if (second < 0 || second === tokens.length - 1) return null
  const parts = [
    tokens.slice(start, first),
    tokens.slice(first + 1, second),
    tokens.slice(second + 1),
  ] as const
  // "add filter F to G on X"
  const isOn = isTo && ['on', 'in'].includes(tokens[second]?.word ?? '')
  const [whom, policy, filter] = isOwned
    ? [parts[0].slice(1), parts[1], parts[2]]
    : isOn
      ? [parts[1], parts[2], parts[0]]
      : [parts[2], parts[1], parts[0]]
  return [
    ...spoken('assign'),
    ...policy,
    ...spoken('to'),
    ...whom,
    ...spoken('with filter'),
    ...filter,
    ...mode,
  ]
}

/** "put the F filter on …": "put filter F on …" */
function filterFirst(tokens: readonly Token[]): readonly Token[] {
  const at = tokens.findIndex(({ word, raw }) => word === 'filter' && raw === word)
  const start = tokens[1]?.word === 'the' ? 2 : 1
  const name = tokens.slice(start, at)
  const isVerb = /^(set|add|apply|use|put)$/.test(tokens[0]?.word ?? '')
  if (!isVerb || name.length === 0 || name.some(({ word, raw }) => raw === word && /^[a-z]+$/.test(word)))
    return tokens
  return [tokens[0] as Token, tokens[at] as Token, ...name, ...tokens.slice(at + 1)]
}

const MODE = patterns(
  'in exclude|excluding|exclusion|include|including|inclusion mode',
  '( exclude|excluded|include|included mode? )',
  'as exclude|excluded|include|included',
)

/** The mode where it stands behind the filter's name, put at the end. */
function withoutMode(tokens: readonly Token[]): { tokens: readonly Token[]; mode: Token[] } {
  const at = tokens.findIndex((_, index) => index > 2 && afterAny(MODE, tokens, index) > index)
  if (at < 0) return { tokens, mode: [] }
  const end = afterAny(MODE, tokens, at)
  const isOut = tokens.slice(at, end).some(({ word }) => word.startsWith('exclu'))
  return {
    tokens: [...tokens.slice(0, at), ...tokens.slice(end)],
    mode: spoken(isOut ? 'filter mode exclude' : 'filter mode include'),
  }
}

/** "filter F for G on X", "filter F on G in X" */
function forWhomOn(tokens: readonly Token[], start: number): Token[] | null {
  const places = tokens.flatMap(({ word, raw }, at) =>
    at > start && raw === word && /^(for|on|in|to|of)$/.test(word) ? [at] : [],
  )
  const [first, second] = places
  if (first === undefined || second === undefined || places.length > 2) return null
  const order = `${tokens[first]?.word} ${tokens[second]?.word}`
  if (!/^(for (on|in)|on in)$/.test(order) || second < first + 2 || second === tokens.length - 1) return null
  return [
    ...spoken('assign'),
    ...tokens.slice(second + 1),
    ...spoken('to'),
    ...tokens.slice(first + 1, second),
    ...spoken('with filter'),
    ...tokens.slice(start, first),
  ]
}

const ENTRY = patterns('the? assignment|assignments|entry of|for|to')

/** "set the filter on X for G to F": the last "to" says which. */
function withFilterOn(tokens: readonly Token[], start: number): Token[] | null {
  if (tokens[start]?.word !== 'on') return null
  const whom = tokens.findIndex(({ word, raw }, at) => at > start + 1 && word === 'for' && raw === word)
  const to = tokens.findLastIndex(({ word, raw }) => word === 'to' && raw === word)
  // "from F to H" names another that it replaces, which nothing here checks.
  if (whom < 0 || to < whom + 2 || to === tokens.length - 1) return null
  if (tokens.slice(whom, to).some(({ word }) => word === 'from')) return null
  return [
    ...spoken('assign'),
    ...tokens.slice(start + 1, whom),
    ...spoken('to'),
    ...tokens.slice(whom + 1, to),
    ...spoken('with filter'),
    ...tokens.slice(to + 1),
  ]
}

/** "to G with H excluded", "to G, leaving H out": what is left out stands between. */
function withExclusion(tokens: readonly Token[]): Token[] | null {
  const last = tokens.at(-1)
  const first = last?.word === 'out' ? 'leaving' : 'with'
  if (!/^(excluded|exempted|omitted|out)$/.test(last?.word ?? '')) return null
  const at = tokens.findLastIndex(({ word, raw }) => word === first && raw === word)
  const whom = tokens.slice(at + 1, -1)
  if (at < 2 || whom.length === 0 || whom.some(({ word }) => /^(to|for|on|filter)$/.test(word))) return null
  const before = tokens[at - 1]?.word === ',' ? at - 1 : at
  return [...tokens.slice(0, before), ...spoken('excluding'), ...whom]
}

const PARTINGS = new Set('to for on from onto into'.split(' '))

/** "assign X 2 G" and "assign policy X, group G", where no other word parts the two. */
function withParting(tokens: readonly Token[]): Token[] | null {
  if (tokens.some(({ word }) => PARTINGS.has(word))) return null
  const places = tokens.flatMap(({ word }, at) => {
    const isGroup = word === ',' && /^groups?$/.test(tokens[at + 1]?.word ?? '')
    return at > 1 && at < tokens.length - 1 && (isGroup || word === '2') ? [at] : []
  })
  const [place] = places
  if (place === undefined || places.length > 1) return null
  return [...tokens.slice(0, place), ...spoken('to'), ...tokens.slice(place + 1)]
}

/** "X -> G" with the word that the arrow stands for. */
export function withoutArrow(tokens: readonly Token[]): readonly Token[] {
  const arrow = tokens.findIndex(({ word }) => ARROW.test(word))
  return arrow > 0 ? [...tokens.slice(0, arrow), ...spoken('to'), ...tokens.slice(arrow + 1)] : tokens
}

function partedBy(tokens: readonly Token[], start: number, middle: Phrases) {
  for (let at = start + 1; at < Math.min(tokens.length - 1, start + MAX_FIRST); at++) {
    const end = Math.max(...middle.map((one) => after(one, tokens, at)))
    if (end > at) return { at, end }
  }
  return null
}

function without(tokens: readonly Token[], behind: Phrases | undefined): Token[] {
  if (!behind) return [...tokens]
  for (let at = Math.max(1, tokens.length - MAX_BEHIND); at < tokens.length; at++) {
    if (afterAny(behind, tokens, at) === tokens.length) return tokens.slice(0, at)
  }
  return [...tokens]
}

/** Words as if they had been said. */
export function spoken(words: string): Token[] {
  return words.split(' ').map((word) => ({ raw: word, word, quoted: null, glued: false, startsLine: false }))
}
