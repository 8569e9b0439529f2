import { kindPhrasesOf } from '../grammar/kindWords.ts'
import { areNames } from '../grammar/verblessRequest.ts'
import { framesOf } from '../grammar/verbs.ts'
import { speechActOf } from '../guards/speechAct.ts'
import { BULLET, spoken, type Token } from '../lexer/tokens.ts'
import { messageIn } from '../read.ts'
import type { ChangeReading, KindWords } from '../reading.ts'
import { requestsIn } from '../requestReadings.ts'

const LINK = new Set(['and', '&', '+', ',', '/', '-', '–', '—', '|', 'with', BULLET])
const MAX_WORDS = 16
/** What can be done with a policy and a group, the most common first. */
const DEEDS = [
  ['assign', 'to'],
  ['exclude', 'from'],
  ['remove', 'from'],
] as const

/**
 * "Legal and BitLocker": a policy and a group, and nothing that says what to do with them. Every deed with each of
 * them in each place; the tenant tells which of them is the group.
 */
export function missingVerbIn(text: string, kinds: readonly KindWords[]): ChangeReading[] {
  const [sentence, ...more] = messageIn(text, kinds)?.sentences ?? []
  const words = sentence?.words ?? []
  const phrases = kindPhrasesOf(kinds)
  const links = words.flatMap((token, at) => (isLinkAt(token, at) ? [at] : []))
  const [link] = links
  if (!sentence || link === undefined || links.length > 1 || more.length > 0 || words.length > MAX_WORDS)
    return []
  if (framesOf(words).length > 0 || speechActOf(words, sentence.asks) !== 'request') return []
  const [one, other] = [words.slice(0, link), words.slice(link + 1)]
  if (![one, other].every((name) => areNames(name, phrases, true))) return []
  const pairs = [
    [one, other],
    [other, one],
  ] as const
  const readings = DEEDS.flatMap(([verb, between]) =>
    pairs.flatMap(([policy, group]) => {
      const [what, whom] = verb === 'assign' ? [policy, group] : [group, policy]
      return requestsIn([...spoken(verb), ...what, ...spoken(between), ...whom], phrases)
        .filter((reading): reading is ChangeReading => reading.action === 'change')
        .slice(0, 1)
    }),
  )
  return [...new Map(readings.map((reading) => [JSON.stringify(reading), reading])).values()]
}

function isLinkAt({ word, raw, quoted }: Token, at: number): boolean {
  return at > 0 && quoted === null && raw === word && LINK.has(word)
}
