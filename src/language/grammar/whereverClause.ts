import { isPlain } from '../guards/secondThoughts.ts'
import { spoken, type Token } from '../lexer/tokens.ts'
import { afterAny, isWhole, patterns } from './pattern.ts'

const WHEREVER = patterns(
  'wherever|everywhere|anywhere',
  'everywhere|anywhere that|where',
  'in|to all places where',
)
const ASSIGNED = patterns('is|are already|currently|now? assigned|targeted|included|used|present|there')
const TOO = patterns('too|also|there', 'as well', 'there too')
const GIVES = patterns('add|assign|include|put|give also?', 'also add|assign|include|put')
const EXCLUDES = patterns('exclude|exempt also?', 'also exclude|exempt')
const REMOVES = patterns('remove|unassign|drop also?', 'also remove|unassign|drop')
const REPLACES = patterns('replace it|them|that by|with', 'swap it|them|that for|with', 'use|put')
const INSTEAD = patterns('instead')

/** "wherever HR is assigned, add Legal", "add Legal wherever HR is assigned": all that HR has, as it is usually said. */
export function withWherever(tokens: readonly Token[]): Token[] | null {
  const at = tokens.findIndex((token) => isPlain(token) && afterAny(WHEREVER, [token], 0) > 0)
  if (at < 0) return null
  const start = Math.max(at, afterAny(WHEREVER, tokens, at))
  const is = tokens.findIndex(
    (token, index) => index > start && isPlain(token) && afterAny(ASSIGNED, tokens, index) > index,
  )
  if (is < 0) return null
  const group = tokens.slice(start, is)
  const end = afterAny(ASSIGNED, tokens, is)
  const behind = tokens.slice(tokens[end]?.word === ',' ? end + 1 : end)
  if (at === 0) return bulkWish(behind, group)
  return behind.length === 0 ? bulkWish(tokens.slice(0, at), group) : null
}

function bulkWish(wish: readonly Token[], group: readonly Token[]): Token[] | null {
  const instead = wish.findIndex((_, index) => index > 1 && isWhole(INSTEAD, wish.slice(index)))
  const replaced = afterAny(REPLACES, wish, 0)
  if (replaced > 0 && (instead > 0 || replaced > 1)) {
    const other = wish.slice(replaced, instead < 0 ? wish.length : instead)
    return [...spoken('replace'), ...group, ...spoken('with'), ...other, ...spoken('in everything')]
  }
  const too = wish.findIndex((_, index) => index > 1 && isWhole(TOO, wish.slice(index)))
  const whom = (verb: number) => wish.slice(verb, too < 0 ? wish.length : too)
  const [gives, excludes, removes] = [GIVES, EXCLUDES, REMOVES].map((verbs) => afterAny(verbs, wish, 0)) as [
    number,
    number,
    number,
  ]
  if (gives > 0 && gives < wish.length)
    return [...spoken('give'), ...whom(gives), ...spoken('everything that'), ...group, ...spoken('has')]
  const [verb, from] = excludes > 0 ? ['exclude', excludes] : ['remove', removes]
  return from > 0 && from < wish.length
    ? [...spoken(verb), ...whom(from), ...spoken('from everything assigned to'), ...group]
    : null
}
