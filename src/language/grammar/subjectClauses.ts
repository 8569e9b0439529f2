import { isPlain } from '../guards/secondThoughts.ts'
import { spoken, type Token } from '../lexer/tokens.ts'
import { markersIn } from './clauses.ts'
import { afterAny, type Phrases, patterns } from './pattern.ts'
import { framesOf } from './verbs.ts'

const SHALL = 'should|must|shall'
const GET = 'get|have|receive'
const GIVEN = 'assigned|deployed|applied|pushed'

const DEEDS: readonly (readonly [Deed, Phrases])[] = [
  ['add', patterns(`${SHALL} also|now? ${GET}`, 'needs|need|requires|require')],
  ['block', patterns(`${SHALL} not|never ${GET}`, `shouldn't|mustn't ${GET}`)],
  ['remove', patterns("doesn't|don't need|require|want", 'does|do not need|require|want')],
  ['remove', patterns(`${SHALL}|can lose`)],
]
const PLACED = patterns(`${SHALL} go|apply to`, `${SHALL} be ${GIVEN} to|for|on`, 'needs|has to go to')

const SHALL_NOT = patterns(`${SHALL} not`, "shouldn't|mustn't")
const DOES_NOT = patterns("doesn't|don't", 'does|do not')
const SHALL_TOO = patterns(SHALL)
const IT = patterns('it|them|that|this', 'that|this one')
/** The first words of all these. */
const VERB = /^(should|must|shall|can|does|do|needs?|requires?|shouldn't|mustn't|doesn't|don't)$/
const MAX_VERBS = 5
const NEED = /^(needs?|requires?)$/
const LINK = /^(and|but|,|while|whereas|;|–|—)$/
/** Where a subject does not go on: "P and Q, but H shouldn't". */
const TURNS = /^(but|while|whereas|;|–|—)$/
const APART = /^(but|while|whereas|;|–|—|,)$/
const MAX_SUBJECT_WORDS = 8

type Deed = 'add' | 'block' | 'remove'

interface Clause {
  subject: readonly Token[]
  deed: Deed
  /** The words are "needs" and "doesn't need". */
  isNeed: boolean
  /** Empty where it is said before: "it", or nothing. */
  object: readonly Token[]
}

/** What a clause takes up: another one, or a request that begins with its verb. */
type Before = Clause | 'giving' | 'taking'

/**
 * The requests of a sentence whose later clauses each have a subject of their own: "G should get P but H shouldn't", "G
 * should get P and H should get Q", "assign P to G, but H shouldn't get it". What a later one leaves out is said out in
 * it, or is "it" behind a request without a subject. None for anything else.
 */
export function subjectClauses(tokens: readonly Token[]): Token[][] {
  const verbs = tokens.flatMap(({ word }, at) => (VERB.test(word) ? [at] : []))
  if (verbs.length === 0 || verbs.length > MAX_VERBS) return []
  const isRequest = framesOf(tokens).length > 0 || tokens.some((_, at) => at > 0 && isAt(PLACED, tokens, at))
  const links = tokens.flatMap(({ word }, at) => (at > 1 && LINK.test(word) ? [at] : []))
  for (const at of links) {
    const isBefore = verbs.some((verb) => verb > at + 1 && verb <= at + MAX_SUBJECT_WORDS)
    if (!isBefore || LINK.test(tokens[at + 1]?.word ?? '')) continue
    const head = withoutLinks(tokens.slice(0, at))
    const before = isRequest ? requestBefore(tokens) : clauseOf(head, null)
    if (!before) continue
    const tail = tokens.slice(at + 1)
    const more = subjectClauses(tail)
    // In a third clause "it" could be of any before it.
    if (more.length > 0) return more.some((part) => isAt(IT, part, part.length - 1)) ? [] : [head, ...more]
    const second = clauseOf(tail, before)
    if (second && clauseOf(second.object, null) === null) return [head, requestOf(second, before)]
  }
  return []
}

/** Behind "exclude G from P", "H shouldn't" is not said of who gets P. */
function requestBefore(tokens: readonly Token[]): 'giving' | 'taking' {
  const [verb] = framesOf(tokens)
  return verb && (verb.frame.side !== 'include' || verb.frame.intent === 'uninstall') ? 'taking' : 'giving'
}

/** As a request that begins with its verb. */
function requestOf({ subject, deed, object }: Clause, before: Before): Token[] {
  const isRequest = before === 'giving' || before === 'taking'
  const named = object.length > 0 ? object : isRequest ? spoken('it') : withoutClauses(before.object)
  return [...spoken(deed), ...subject, ...spoken(deed === 'add' ? 'to' : 'from'), ...named]
}

/** @param before what it may take up; null where nothing comes before. */
function clauseOf(tokens: readonly Token[], before: Before | null): Clause | null {
  for (let at = 1; at < Math.min(tokens.length, MAX_SUBJECT_WORDS); at++) {
    const subject = tokens.slice(0, at)
    if (subject.some(({ word }) => (before ? APART : TURNS).test(word))) return null
    for (const [deed, phrases] of DEEDS) {
      if (!isAt(phrases, tokens, at)) continue
      const object = tokens.slice(afterAny(phrases, tokens, at))
      if (object.length === 0) continue
      const isNeed = tokens.slice(at).some(({ word }) => NEED.test(word))
      const points = afterAny(IT, object, 0) === object.length
      // "H needs it" is why.
      if (points && (!before || (deed === 'add' && isNeed))) return null
      return { subject, deed, isNeed, object: points ? [] : object }
    }
    const deed = before && isPlain(tokens[at] as Token) ? takenUp(tokens.slice(at), before) : null
    if (deed) return { subject, deed, isNeed: false, object: [] }
  }
  return null
}

/** "but H shouldn't", "but H should", "G needs P but H doesn't" */
function takenUp(said: readonly Token[], before: Before): Deed | null {
  const isWhole = (phrases: Phrases) => afterAny(phrases, said, 0) === said.length
  if (before === 'taking') return null
  if (before === 'giving') return isWhole(SHALL_NOT) ? 'block' : null
  if (before.deed === 'block') return isWhole(SHALL_TOO) ? 'add' : null
  if (before.deed !== 'add') return null
  if (isWhole(SHALL_NOT)) return 'block'
  return before.isNeed && isWhole(DOES_NOT) ? 'remove' : null
}

function isAt(phrases: Phrases, tokens: readonly Token[], at: number): boolean {
  return isPlain(tokens[at] as Token) && afterAny(phrases, tokens, at) > at
}

/** Without how somebody gets it, which is nothing to one who does not. */
function withoutClauses(tokens: readonly Token[]): readonly Token[] {
  const [clause] = markersIn(tokens)
  return clause && clause.start > 0 ? tokens.slice(0, clause.start) : tokens
}

function withoutLinks(tokens: readonly Token[]): Token[] {
  return tokens.slice(0, tokens.findLastIndex(({ word }) => !LINK.test(word)) + 1)
}
