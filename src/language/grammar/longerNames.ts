import { namesIn } from '../guards/coverage.ts'
import { nameOf, quotedName, type Token } from '../lexer/tokens.ts'
import type { Reading } from '../reading.ts'
import { framesOf } from './verbs.ts'

/*
 * A word that says something of the request may as well end, or be within, a name: "assign X to all devices with
 * filter Windows 11 only" takes everybody else's assignment away where the filter is "Windows 11", and nothing where it
 * is "Windows 11 only". The verb may as well begin one: "Block USB for Legal" gives Legal a policy of that name. The
 * sentence cannot tell; the names that exist can.
 */

/** Words that the grammar reads and that names are made with, too. */
const READ_OR_NAMED =
  /^(\(|only|exclusively|solely|except|excepting|excluding|excluded?|exclusions?|without|minus|but|not|no|until|till|before|after|required|mandatory|available|optional|uninstall|today|tonight|tomorrow|temporarily|completely|entirely|altogether|fully|totally)$/
/** … and, written with a capital, that names begin with. */
const READ_OR_BEGINS = /^(Both|Only|Completely|Entirely|Fully|Totally)$/
/** A name does not end with what joins it to the next. */
const JOINS = /^(to|from|for|of|on|and|or|the|a|an|with|in|as|by|\(|,|:)$/

/** How far beyond a name that was read the longer one may reach, in words and marks. */
const MAX_BEYOND = 6
/** Longer sentences hold too many such names. */
const MAX_WORDS = 60
const MAX_SPANS = 12

/**
 * The sentence in other words: each with one longer name in quotes, where a name that was read goes on with such a word.
 * @param found what was read.
 */
export function withLongerNames(
  words: readonly Token[],
  found: readonly Reading[],
): { name: string; words: Token[] }[] {
  if (words.length > MAX_WORDS) return []
  const names = new Set(found.flatMap(namesIn))
  const spans = new Map(withVerbsNames(words).map((one) => [one.name, one]))
  for (let from = 0; from < words.length; from++) {
    for (let to = from; to < words.length; to++) {
      const name = nameOf(words.slice(from, to + 1))
      const before = words[from - 1]
      if (before && before.quoted === null && READ_OR_BEGINS.test(before.raw) && names.has(name)) {
        const whole = nameOf(words.slice(from - 1, to + 1))
        spans.set(whole, { name: whole, words: quoting(words, from - 1, to, whole) })
      }
      const next = words[to + 1]
      if (!next || !READ_OR_NAMED.test(next.word) || !names.has(name)) continue
      for (let end = to + 1; end <= Math.min(to + MAX_BEYOND, words.length - 1); end++) {
        if (words.slice(from, end + 1).some(({ word, quoted }) => quoted !== null || word === ',')) break
        const whole = nameOf(words.slice(from, end + 1))
        if (JOINS.test(words[end]?.word ?? '') || spans.has(whole)) continue
        spans.set(whole, { name: whole, words: quoting(words, from, end, whole) })
      }
    }
  }
  return [...spans.values()].slice(0, MAX_SPANS)
}

/** "Block USB for Legal": the verb with what it goes before, up to the word that leads to whom. */
function withVerbsNames(words: readonly Token[]): { name: string; words: Token[] }[] {
  const at = words.findIndex(({ word, raw }, index) => index > 1 && raw === word && LEADS_TO_WHOM.test(word))
  const named = words.slice(0, at)
  if (at < 0 || !/\p{Lu}/u.test(words[1]?.raw ?? '') || framesOf(words).length === 0) return []
  if (named.some(({ word, quoted }) => quoted !== null || word === ',')) return []
  const name = nameOf(named)
  return [{ name, words: quoting(words, 0, at - 1, name) }]
}

const LEADS_TO_WHOM = /^(to|for|on|onto|:)$/

function quoting(words: readonly Token[], from: number, end: number, name: string): Token[] {
  const { glued = false, startsLine = false } = words[from] ?? {}
  return [...words.slice(0, from), { ...quotedName(name), glued, startsLine }, ...words.slice(end + 1)]
}
