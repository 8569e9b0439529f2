import { isPlain } from '../guards/secondThoughts.ts'
import { spoken, type Token } from '../lexer/tokens.ts'
import { LINKS } from './coordination.ts'
import { isIntentWord } from './intentWords.ts'
import { afterAny, patterns } from './pattern.ts'

// Ways to ask for something, each as the usual one; null where a sentence has none of it.

const WANTED_THAT = patterns(
  'please? i|we want|wish|need that',
  'please? i|we would|should|id like|want|need that',
  "please? i'd|we'd like that",
)

/** "I would like that G gets P": "make sure that G gets P" */
export function wantedThat(tokens: readonly Token[]): Token[] | null {
  const end = afterAny(WANTED_THAT, tokens, 0)
  return end > 0 ? [...spoken('make sure'), ...tokens.slice(end)] : null
}

const INSTEAD_OF = patterns('instead|rather of|than')
const GETS = /^(should|must|shall|gets|needs)$/

/** "instead of H, G should get P": "G instead of H should get P" */
export function insteadFirst(tokens: readonly Token[]): Token[] | null {
  const start = afterAny(INSTEAD_OF, tokens, 0)
  const comma = tokens.findIndex(({ word }) => word === ',')
  const gets = tokens.findIndex((token, at) => at > comma + 1 && isPlain(token) && GETS.test(token.word))
  if (start <= 0 || comma <= start || gets < 0) return null
  // "instead of H, I, G should get P": of I nobody can tell whether it goes or comes.
  if (tokens.slice(comma + 1, gets).some(({ word }) => word === ',')) return null
  return [...tokens.slice(comma + 1, gets), ...tokens.slice(0, comma), ...tokens.slice(gets)]
}

/** "to A - required, B - available": "to A as required, B as available" */
export function dashedIntents(tokens: readonly Token[]): Token[] | null {
  const isDash = (at: number) =>
    /^[–—-]$/.test(tokens[at]?.word ?? '') &&
    at > 0 &&
    isIntentWord(tokens[at + 1]?.word ?? '') &&
    (at + 2 === tokens.length || LINKS.has(tokens[at + 2]?.word ?? ''))
  const said = tokens.map((token, at) => (isDash(at) ? { ...token, raw: 'as', word: 'as' } : token))
  return said.some((token, at) => token !== tokens[at]) ? said : null
}

const PARTICLES: readonly { verbs: RegExp; particles: RegExp; said: string }[] = [
  { verbs: /^(put|bring|let)$/, particles: /^(in|on|back)$/, said: 'add' },
  { verbs: /^(take|kick|throw|pull)$/, particles: /^(out|off)$/, said: 'remove' },
]
const MAX_NAME_WORDS = 8

/** "take H out of P and put G in": "… and add G"; "put G in and take H off P": "add G and take H off P". */
export function putIn(tokens: readonly Token[]): Token[] | null {
  const isLink = (at: number) =>
    LINKS.has(tokens[at]?.word ?? '') || /^(but|instead|too)$/.test(tokens[at]?.word ?? '')
  for (let at = 0; at < tokens.length - 2; at++) {
    const verb = tokens[at] as Token
    const form = PARTICLES.find(({ verbs }) => isPlain(verb) && verbs.test(verb.word))
    if (!form || (at > 0 && !isLink(at - 1))) continue
    const end = tokens.findIndex(
      (token, index) =>
        index > at + 1 &&
        index <= at + MAX_NAME_WORDS &&
        isPlain(token) &&
        form.particles.test(token.word) &&
        (index === tokens.length - 1 || isLink(index + 1)),
    )
    if (end < 0) continue
    const said = [
      ...tokens.slice(0, at),
      { ...verb, raw: form.said, word: form.said },
      ...tokens.slice(at + 1, end),
      ...tokens.slice(end + 1),
    ]
    return putIn(said) ?? said
  }
  return null
}

const MODAL = patterns('should|must|shall be', 'has|have|needs|need to be', 'is|are to be')
const DONE =
  /^(assigned|deployed|applied|pushed|published|added|included|removed|unassigned|withdrawn|taken|excluded|exempted)$/
const PLACING = /^(to|from|for|on|in|off)$/

/**
 * "P should be assigned to G and removed from H": the two sentences that it is. None where the second says whom or what
 * by itself.
 */
export function passiveParts(tokens: readonly Token[]): Token[][] {
  const at = tokens.findIndex(
    (token, index) => index > 0 && isPlain(token) && afterAny(MODAL, tokens, index) > index,
  )
  const end = afterAny(MODAL, tokens, at)
  if (at < 0 || !DONE.test(tokens[end]?.word ?? '')) return []
  const next = tokens.findIndex((_, index) => {
    const [link, be, done, to] = tokens.slice(index, index + 4)
    const isDone = (one: Token | undefined, two: Token | undefined) =>
      DONE.test(one?.word ?? '') && PLACING.test(two?.word ?? '')
    return (
      index > end + 2 &&
      /^(and|,|but)$/.test(link?.word ?? '') &&
      (isDone(be, done) || (be?.word === 'be' && isDone(done, to)))
    )
  })
  if (next < 0) return []
  const second = tokens.slice(tokens[next + 1]?.word === 'be' ? next + 2 : next + 1)
  return [tokens.slice(0, next), [...tokens.slice(0, end), ...second]]
}

const VERB = /^(assign|deploy|add|remove|exclude|install|uninstall|unassign)$/
const SHOULD_BE = patterns(
  'should|must|shall? be assigned|deployed|added|removed|excluded|installed|uninstalled|unassigned',
)
const BASE: Readonly<Record<string, string>> = {
  excluded: 'exclude',
  removed: 'remove',
  installed: 'install',
  uninstalled: 'uninstall',
}

/** "the app P to the group G assign as required", "P to G should be assigned": the verb in its place. */
export function verbLast(tokens: readonly Token[]): Token[] | null {
  const to = tokens.findIndex((token, at) => at > 0 && isPlain(token) && /^(to|from)$/.test(token.word))
  const at = tokens.findIndex(
    (token, index) =>
      to > 0 &&
      index > to + 1 &&
      isPlain(token) &&
      (VERB.test(token.word) || afterAny(SHOULD_BE, tokens, index) > index),
  )
  if (at < 0) return null
  const done = afterAny(SHOULD_BE, tokens, at)
  const end = Math.max(at + 1, done)
  const behind = tokens.slice(end)
  if (behind.length > 0 && !/^(as|with|without)$/.test(behind[0]?.word ?? '')) return null
  const said = tokens[end - 1]?.word ?? ''
  const verb = BASE[said] ?? said.replace(/(ed)$/, '')
  return [...spoken(verb), ...tokens.slice(0, at), ...behind]
}
