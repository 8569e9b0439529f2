import { editDistance } from '../language/lexer/spelling.ts'
import { EVERY_UNSEEN } from '../language/lexer/tokens.ts'

/** `exactly`: the name itself or nothing. `nearly`: if nothing has the name, whatever is like it. */
export type NameMatching = 'exactly' | 'nearly'

/** How well a name matches what was asked, best first. */
export type Closeness = 'exact' | 'sameLetters' | 'prefix' | 'words' | 'spelling'

const ORDER: Closeness[] = ['exact', 'sameLetters', 'prefix', 'words', 'spelling']

/** Case, accents, width, runs of white space, the shape of an apostrophe and bold type do not matter to people. */
export function foldedName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[’‘ʼ`´]/g, "'")
    .replace(/\*\*/g, '')
    .replace(/\s+/gu, ' ')
    .trim()
    .toLocaleLowerCase('en')
}

/**
 * Spellings that a name may have in the directory, which compares apostrophes by their shape. One of each, as written
 * first.
 */
export function writings(name: string): string[] {
  return [...new Set([name, name.replace(/[’‘]/g, "'"), name.replace(/['‘]/g, '’')])]
}

/**
 * Null when the name has nothing to do with what was asked. Every word asked for needs its place in the name: otherwise
 * a name that is only part of what was said would be taken, and the rest of the sentence lost.
 */
export function closeness(asked: string, name: string): Closeness | null {
  if (asSeen(name) === asSeen(asked)) return 'exact'
  const wanted = foldedName(asked)
  const given = foldedName(name)
  if (given === wanted) return 'sameLetters'
  if (given.startsWith(wanted)) return 'prefix'
  if (tellingSigns(wanted).some((sign) => !given.includes(sign))) return null
  const words = nameWords(given)
  const wantedWords = nameWords(wanted)
  if (wantedWords.length === 0) return null
  if (wantedWords.every((word) => words.some((one) => one.startsWith(word)))) return 'words'
  // "7zip" and "bit locker" are the words of "7-Zip 24.08" and "BitLocker", split differently.
  if (words.join('').startsWith(wantedWords.join(''))) return 'words'
  return editDistance(wanted, given, allowed(wanted)) <= allowed(wanted) && isSpelledLike(wantedWords, words)
    ? 'spelling'
    : null
}

/** What is no spelling of a name without it: "!Legal" and "Legal 💀" say more than "Legal". */
function tellingSigns(asked: string): string[] {
  return asked.match(/(?![©®™])\p{Extended_Pictographic}|[¬≠]|^[!~–-]/gu) ?? []
}

/**
 * A name as it is on the screen: two that differ by nothing else ("Sales" and "Sales ", an accent in one letter or in
 * two) cannot be told apart by whoever wrote one of them, and are asked about.
 */
function asSeen(name: string): string {
  return name.normalize('NFC').replace(EVERY_UNSEEN, '').replace(/\s+/gu, ' ').trim()
}

/** The candidates that match best, and how well; names that match less well are left out. */
export function best<T>(asked: string, candidates: readonly T[], nameOf: (candidate: T) => string): Named<T> {
  const byCloseness = new Map<Closeness, T[]>()
  for (const candidate of candidates) {
    const close = closeness(asked, nameOf(candidate))
    if (close) byCloseness.set(close, [...(byCloseness.get(close) ?? []), candidate])
  }
  for (const close of ORDER) {
    const found = byCloseness.get(close)
    if (found) return { closeness: close, found }
  }
  return { closeness: null, found: [] }
}

/** The best matches among several answers to the same question. */
export function bestOf<T>(all: readonly Named<T>[]): Named<T> {
  for (const close of ORDER) {
    const found = all.filter((one) => one.closeness === close).flatMap((one) => one.found)
    if (found.length > 0) return { closeness: close, found }
  }
  return { closeness: null, found: [] }
}

/** The names that look most like what was asked, where none matches; a few, most similar first. */
export function nearest(asked: string, names: Iterable<string>): string[] {
  const wanted = foldedName(asked)
  const wantedPairs = letterPairs(wanted)
  const wantedWords = nameWords(wanted)
  const likeness = new Map<string, number>()
  for (const name of names) {
    if (likeness.has(name)) continue
    const given = foldedName(name)
    // A name of fewer words would leave out some of what was said.
    const shortens =
      nameWords(given).length < wantedWords.length && !isSpelledLike(wantedWords, nameWords(given))
    likeness.set(name, shortens ? 0 : alike(wantedPairs, letterPairs(given)))
  }
  return [...likeness]
    .filter(([, much]) => much >= LEAST_LIKENESS)
    .sort(([, a], [, b]) => b - a)
    .slice(0, MAX_NEAREST)
    .map(([name]) => name)
}

const MAX_NEAREST = 3
const LEAST_LIKENESS = 0.4

/** Dice's coefficient: the share of letter pairs that two texts have in common. */
function alike(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0
  let common = 0
  for (const pair of a) if (b.has(pair)) common += 1
  return (2 * common) / (a.size + b.size)
}

function letterPairs(text: string): Set<string> {
  const pairs = new Set<string>()
  for (let i = 0; i + 1 < text.length; i++) pairs.add(text.slice(i, i + 2))
  return pairs
}

export interface Named<T> {
  closeness: Closeness | null
  found: T[]
}

/** Whether this is the one object that was meant, so that nobody needs to be asked. */
export function isCertain<T>(result: Named<T>): boolean {
  return result.found.length === 1 && isThatName(result)
}

/** Whether the name itself was found, once or more, and not just a similar one. */
export function isThatName<T>({ closeness: close }: Named<T>): boolean {
  return close === 'exact' || close === 'sameLetters'
}

/** Letters and digits, without what is between them. */
export function nameWords(text: string): string[] {
  return text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
}

/**
 * Whether each word asked for is a word of the name, allowing for typos, in the same order; a word may have been
 * written as two, or two as one. Numbers allow no typos: "Ring 2" is no misspelling of "Ring 1".
 */
function isSpelledLike(asked: readonly string[], name: readonly string[]): boolean {
  // The positions in the name where the asked words so far can end, and the same for one word less.
  let before: ReadonlySet<number> = new Set()
  let here: ReadonlySet<number> = new Set([0])
  for (const [index, word] of asked.entries()) {
    const next = new Set<number>()
    const last = asked[index - 1] ?? ''
    for (let at = 0; at < name.length; at++) {
      const one = name[at] as string
      if (reached(here, at) && isSlipOf(word, one)) next.add(at + 1)
      if (reached(here, at) && isSlipOf(word, `${one}${name[at + 1] ?? ''}`))
        next.add(Math.min(at + 2, name.length))
      if (
        index > 0 &&
        reached(before, at) &&
        isSlipOf(`${last}${word}`, one, Math.min(last.length, word.length) - 1)
      )
        next.add(at + 1)
    }
    before = here
    here = next
  }
  return here.size > 0
}

/** Whether a position is at or after one of these: people may leave out words of the name. */
function reached(places: ReadonlySet<number>, at: number): boolean {
  for (const place of places) if (place <= at) return true
  return false
}

/** @param most typos; for two words written as one, too few to lose either. */
function isSlipOf(asked: string, word: string, most = 3): boolean {
  if (asked === word) return true
  if (/\p{N}/u.test(asked) || /\p{N}/u.test(word)) return false
  const slips = Math.min(most, Math.floor((asked.length + 1) / 4))
  return slips > 0 && editDistance(asked, word, slips) <= slips
}

/** One typo in a short name, more in a long one. */
function allowed(text: string): number {
  return Math.min(4, Math.max(1, Math.floor(text.length / 5)))
}
