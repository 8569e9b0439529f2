import { isPlain } from '../guards/secondThoughts.ts'
import { spoken, type Token } from '../lexer/tokens.ts'
import { afterAny, isWhole, type Phrases, patterns } from './pattern.ts'

interface Lack {
  says: Phrases
  /** Whether the group comes before these words and the policy after, or the other way round. */
  first: 'group' | 'policy'
  wish: 'assign' | 'remove' | 'uninstall'
  /** Where more belongs to it, at the end of the state: "anymore". */
  ends?: Phrases
}

const NOT_NEEDED = patterns("doesn't|don't need|use|want", 'does|do not need|use|want')
const NO_LONGER = patterns('no longer need|needs|use|uses|want|wants')
const ANY_MORE = patterns('anymore', 'any more|longer')

/** The longer phrases first: "is missing for" before "is missing". */
const LACKS: readonly Lack[] = [
  {
    first: 'policy',
    wish: 'assign',
    says: patterns(
      'is|are still? missing for|on|in|from|at',
      "didn't|doesn't|hasn't|don't|haven't reach|reached",
      'did|does|has|have not reach|reached',
      "isn't|aren't assigned|deployed? to|on|for",
      'is|are not assigned|deployed? to|on|for',
    ),
  },
  {
    first: 'group',
    wish: 'assign',
    says: patterns(
      'is|are still? missing|lacking',
      'still? lacks|lack|misses',
      'still? has|have no|not',
      "doesn't|don't|didn't|hasn't|haven't have|get|receive|got|received yet?",
      'does|do|did|has|have not have|get|receive|got|received yet?',
    ),
  },
  {
    first: 'group',
    wish: 'remove',
    says: NOT_NEEDED,
    ends: ANY_MORE,
  },
  { first: 'group', wish: 'remove', says: NO_LONGER },
  { first: 'group', wish: 'uninstall', says: NOT_NEEDED, ends: ANY_MORE },
  { first: 'group', wish: 'uninstall', says: NO_LONGER },
]

const ASKED =
  'fix|assign|add|give|deploy|push|apply|install|provide|grant it|them|that|this|those|these? to? it|them? there|too|also? please|thanks|thx?'
const TAKEN =
  'remove|unassign|withdraw|take|drop|delete it|them|that|this|those|these away|off|there? please|thanks|thx?'
const UNINSTALLED = 'uninstall|deinstall it|them|that|this|those|these there? please|thanks|thx?'
const before = (verbs: string) => [
  verbs,
  `so|and|then|please|kindly ${verbs}`,
  `so|and|then? please? ${verbs}`,
  `so|and|then? can|could|would|will you please? ${verbs}`,
]
const WISHES = {
  assign: patterns(...before(ASKED)),
  remove: patterns(...before(TAKEN)),
  uninstall: patterns(...before(UNINSTALLED)),
}
const MAX_WISH_WORDS = 11

/**
 * "Legal is missing Edge Settings, can you add it?", "Legal doesn't need it any more, please remove it": what is told
 * names both, and the request after it only points at them.
 */
export function withLackStatement(tokens: readonly Token[]): Token[] | null {
  const from = Math.max(1, tokens.length - MAX_WISH_WORDS - 1)
  for (let comma = from; comma < tokens.length; comma++) {
    if (!/^[,–—-]$/.test(tokens[comma]?.word ?? '')) continue
    const wish = tokens.slice(comma + 1)
    const told = tokens.slice(0, comma)
    const found = LACKS.map((lack) => isWhole(WISHES[lack.wish], wish) && heardIn(told, lack)).find(Boolean)
    if (found) return found
  }
  return null
}

/** The second of two sentences says no more than "can you add it?". */
export function isPointingWish(tokens: readonly Token[]): boolean {
  return isWhole(WISHES.assign, tokens) || isWhole(WISHES.remove, tokens)
}

function heardIn(told: readonly Token[], { says, first, wish, ends }: Lack): Token[] | null {
  const at = told.findIndex(
    (token, index) => index > 0 && isPlain(token) && afterAny(says, told, index) > index,
  )
  if (at < 0) return null
  const before = told.slice(0, at)
  const behind = told.slice(afterAny(says, told, at))
  const end = ends
    ? behind.findIndex((_, index) => index > 0 && isWhole(ends, behind.slice(index)))
    : behind.length
  if (end <= 0 || before.at(-1)?.word === ',') return null
  const named = behind.slice(0, end)
  const [group, policy] = first === 'group' ? [before, named] : [named, before]
  if (wish === 'uninstall') return [...spoken('uninstall'), ...policy, ...spoken('on'), ...group]
  return wish === 'assign'
    ? [...spoken('assign'), ...policy, ...spoken('to'), ...group]
    : [...spoken('remove'), ...group, ...spoken('from'), ...policy]
}
