import { strays } from '../guards/secondThoughts.ts'
import { nameOf, type Token, tokenize } from '../lexer/tokens.ts'
import { ALL_DEVICES, ALL_USERS } from '../reading.ts'
import { listings } from './listings.ts'
import { isCapital, nameIn, withoutNaming } from './nameTokens.ts'
import { afterAny, isWhole, patterns } from './pattern.ts'

/** One way to read the part of a sentence that says whom. */
export interface TargetPart {
  targets: string[]
  penalty: number
  /** How surely these are targets and nothing else. */
  sureness: number
}

type TargetItem = TargetPart

const ALL_USERS_WORDS = patterns(
  'everyone|everybody',
  'all of? the|our|my? licensed|licenced? users|user',
  'every|each licensed? user',
)
const ALL_DEVICES_WORDS = patterns(
  'all of? the|our|my? managed|enrolled? devices|device',
  'every|each single? managed|enrolled? device',
)
const BOTH_WORDS = patterns(
  'all of? the|our? users and|&|+ the|our? devices',
  'all of? the|our? devices and|&|+ the|our? users',
)
const GROUP_WORDS = patterns(
  'following|these? security|aad|entra|azure|ad|m365|dynamic|assigned|device|user|o365? security? group|groups',
  'azure|entra|microsoft|office ad|id|365 security? group|groups',
)
const GROUP_WORDS_LAST = patterns(
  'security|aad|entra|azure|ad|m365? group|groups',
  'azure|entra|microsoft|office ad|id|365 security? group|groups',
)
const MEMBERS = patterns(
  'the? members|users|devices|people|folks|colleagues|staff|everyone|everybody|anyone|anybody|those in|of|from',
  'all the? members|users|devices|people in|of|from',
  'every member|user|device in|of|from',
)
const MAX_WAYS = 5

/**
 * Every way to read these words as targets, the likeliest first; none where they cannot be targets.
 * @param titled whether the sentence writes its small words with capitals, so that capitals tell nothing.
 */
export function targetParts(words: readonly Token[], titled = false): TargetPart[] {
  const tokens = words[0]?.word === ':' ? words.slice(1) : words
  if (strays(tokens)) return []
  if (isWhole(BOTH_WORDS, tokens)) {
    const usersFirst =
      tokens.findIndex((t) => t.word === 'users') < tokens.findIndex((t) => t.word === 'devices')
    const targets = usersFirst ? [ALL_USERS, ALL_DEVICES] : [ALL_DEVICES, ALL_USERS]
    return [{ targets, penalty: -1, sureness: 5 }]
  }
  const ways = listings(tokens).flatMap((listing) => listedTargets(listing.items, listing.penalty, titled))
  return ways.sort((a, b) => a.penalty - b.penalty).slice(0, MAX_WAYS)
}

export function isEveryone(tokens: readonly Token[]): boolean {
  return [ALL_USERS_WORDS, ALL_DEVICES_WORDS, BOTH_WORDS].some((phrases) => isWhole(phrases, tokens))
}

/** What stands in this text for all users or for all devices: "everyone", "all managed devices". Groups may be called so. */
export function wordsFor(target: typeof ALL_USERS | typeof ALL_DEVICES, text: string): string[] {
  const phrases = target === ALL_USERS ? ALL_USERS_WORDS : ALL_DEVICES_WORDS
  const tokens = tokenize(text, (word) => word)
  return tokens.flatMap((_, at) => {
    const end = afterAny(phrases, tokens, at)
    return end > at ? [nameOf(tokens.slice(at, end))] : []
  })
}

/** "group B", "the group": hardly a policy, but for "Group Policy Settings". */
export function saysGroup(tokens: readonly Token[]): boolean {
  const bare = tokens[0]?.word === 'the' ? tokens.slice(1) : tokens
  const end = afterAny(GROUP_WORDS, bare, 0)
  return end > 0 && (end === bare.length || !isCapital(bare[end - 1]))
}

function listedTargets(lists: readonly Token[][], penalty: number, titled: boolean): TargetPart[] {
  const items = lists.map((tokens) => itemWays(tokens, titled))
  if (items.some((ways) => ways.length === 0)) return []
  const best = items.map((ways) => ways[0] as TargetItem)
  const result = [joinedTargets(best, penalty)]
  // One other way at a time: the whole product would be more than anybody means.
  for (const [index, ways] of items.entries()) {
    for (const other of ways.slice(1, 3)) {
      result.push(joinedTargets(best.toSpliced(index, 1, other), penalty))
    }
    if (result.length > MAX_WAYS) break
  }
  return result
}

function joinedTargets(items: readonly TargetItem[], penalty: number): TargetPart {
  return {
    targets: items.flatMap((item) => item.targets),
    penalty: penalty + items.reduce((sum, item) => sum + item.penalty, 0) / items.length,
    sureness: items.reduce((most, item) => Math.max(most, item.sureness), 0),
  }
}

function itemWays(tokens: readonly Token[], titled: boolean): TargetItem[] {
  if (isWhole(ALL_USERS_WORDS, tokens)) return [{ targets: [ALL_USERS], penalty: -1, sureness: 5 }]
  if (isWhole(ALL_DEVICES_WORDS, tokens)) return [{ targets: [ALL_DEVICES], penalty: -1, sureness: 5 }]
  const members = afterAny(MEMBERS, tokens, 0)
  if (members > 0 && members < tokens.length) return itemWays(tokens.slice(members), titled)
  const bare = tokens[0]?.word === 'the' && tokens.length > 1 ? tokens.slice(1) : tokens
  const ways: TargetItem[] = []
  const add = (part: readonly Token[], penalty: number, sureness: number) => {
    const name = nameIn(part)
    const quotesInside = part.length > 1 && part.some((token) => token.quoted !== null)
    if (name) ways.push({ targets: [name], penalty: penalty + (quotesInside ? 6 : 0), sureness })
  }
  const first = afterAny(GROUP_WORDS, bare, 0)
  if (first === bare.length) return []
  if (first > 0) {
    add(withoutNaming(bare.slice(first)), -1, 3)
  } else {
    const last = groupWordsAtEnd(bare)
    // "5 groups" and "every group" count them, and name none.
    const [counted] = bare
    const counts = /^\d+$/.test(counted?.word ?? '') && /s$/.test(bare.at(-1)?.word ?? '')
    const isEvery = /^(every|each|any|some|several|many|most|few|no)$/.test(counted?.raw ?? '')
    if (bare.length - last === 1 && (counts || isEvery)) return []
    if (last > 0) {
      const likelyName = !titled && isCapital(bare.at(-1)) && bare.every((token) => token.quoted === null)
      add(bare.slice(0, bare.length - last), likelyName ? 1 : -1, likelyName ? 1 : 3)
    }
    // "the Legal team", where no group is called so
    if (bare.length > 1 && /^(team|department|dept|division)$/.test(bare.at(-1)?.raw ?? ''))
      add(bare.slice(0, -1), 2, 0)
    add(bare, bare.length === 1 && bare[0]?.quoted != null ? -0.5 : 0, 0)
    if (bare.length < tokens.length) add(tokens, 3, 0)
  }
  return ways.sort((a, b) => a.penalty - b.penalty)
}

/** How many of the last tokens say that the rest is a group. */
function groupWordsAtEnd(tokens: readonly Token[]): number {
  for (let length = Math.min(3, tokens.length - 1); length > 0; length--) {
    if (afterAny(GROUP_WORDS_LAST, tokens, tokens.length - length) === tokens.length) return length
  }
  return 0
}
