import { after, afterAny, type Phrases, patterns } from '../grammar/pattern.ts'
import { withFilter } from './filterForm.ts'
import { ENSURE, FORMS } from './stateForms.ts'
import { spoken, type Token } from './tokens.ts'

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
    const start = Math.max(0, afterAny(form.begins ?? ENSURE, tokens, 0))
    if ((form.isEnsured || form.begins) && start === 0) continue
    const found = partedBy(tokens, start, form.middle)
    if (!found) continue
    const first = tokens.slice(start, found.at)
    if (PRONOUNS.has(first[0]?.word ?? '')) continue
    const behind = tokens.slice(found.end)
    const second = withoutPhrase(behind, form.ends ?? form.behind)
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
  const start = Math.max(0, afterAny(ENSURE, tokens, 0))
  const at = tokens.findIndex(({ word, raw }, index) => index > start && raw === word && GETS.test(word))
  if (at < 1 || afterAny(WHAT, tokens, at + 1) < 0 || PRONOUNS.has(tokens[start]?.word ?? '')) return null
  const hasModal = SHALLS.test(tokens[at - 1]?.word ?? '')
  const isWish = hasModal || start > 0
  const shall = hasModal ? at - 1 : at
  // "Legal has what HR has" tells of it.
  if (!isWish && /^ha/.test(tokens[at]?.word ?? '')) return null
  if (
    tokens.slice(0, shall).some(({ word, raw }) => word === raw && /^(no|not|never|longer|more)$/.test(word))
  )
    return null
  return shall > start ? [...spoken('give'), ...tokens.slice(start, shall), ...tokens.slice(at + 1)] : null
}

const SHALLS = /^(should|must|shall)$/

/** "to G with H excluded", "to G, leaving H out", "to G, H excluded": what is left out is in between. */
function withExclusion(tokens: readonly Token[]): Token[] | null {
  const last = tokens.at(-1)
  const first = last?.word === 'out' ? 'leaving' : 'with'
  if (!/^(excluded|exempted|omitted|out)$/.test(last?.word ?? '')) return null
  const said = tokens.findLastIndex(({ word, raw }) => word === first && raw === word)
  const comma = first === 'with' ? onlyCommaBehind(tokens) : -1
  const at = said < 0 ? comma : said
  const whom = tokens.slice(at + 1, -1)
  if (at < 2 || whom.length === 0 || whom.some(({ word }) => /^(to|for|on|filter)$/.test(word))) return null
  const before = tokens[at - 1]?.word === ',' ? at - 1 : at
  return [...tokens.slice(0, before), ...spoken('excluding'), ...whom]
}

/** Of "to A, B, C excluded" nobody can tell how many are left out. */
function onlyCommaBehind(tokens: readonly Token[]): number {
  const to = tokens.findLastIndex(({ word, raw }) => raw === word && /^(to|for|on)$/.test(word))
  const [comma, ...more] = tokens.flatMap(({ word }, at) => (word === ',' && at > to ? [at] : []))
  return comma !== undefined && more.length === 0 ? comma : -1
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

function withoutPhrase(tokens: readonly Token[], behind: Phrases | undefined): Token[] {
  if (!behind) return [...tokens]
  for (let at = Math.max(1, tokens.length - MAX_BEHIND); at < tokens.length; at++) {
    if (afterAny(behind, tokens, at) === tokens.length) return tokens.slice(0, at)
  }
  return [...tokens]
}
