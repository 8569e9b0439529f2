import { saysEverywhere } from './grammar/bulk.ts'
import { markersIn } from './grammar/clauses.ts'
import {
  differing,
  headedByGroup,
  headedVerbs,
  linesOf,
  partsOf,
  sharingLast,
  signedLines,
  together,
  withoutVerbs,
} from './grammar/coordination.ts'
import { byFilters } from './grammar/filterParts.ts'
import { withList } from './grammar/headedList.ts'
import { withIntents } from './grammar/intentIdioms.ts'
import { byIntents, givenIntents, headedIntents } from './grammar/intentParts.ts'
import type { KindPhrases } from './grammar/kindWords.ts'
import {
  isBare,
  lacksGroup,
  leavesOutWhom,
  quotedNames,
  withGroupOf,
  withPolicies,
  withTargets,
} from './grammar/pronouns.ts'
import { subjectClauses } from './grammar/subjectClauses.ts'
import { passiveParts } from './grammar/wishIdioms.ts'
import type { Asides } from './guards/asides.ts'
import { withoutPadding } from './guards/padding.ts'
import { requested } from './guards/speechAct.ts'
import { withoutArrow } from './lexer/rewrites.ts'
import { spoken, type Token } from './lexer/tokens.ts'
import { wish } from './oneRequest.ts'
import type { ChangeReading, SeveralReading } from './reading.ts'

/** Of one way to cut a sentence into requests that leave out the verb. */
export const MAX_CUT_WAYS = 4

interface Several {
  byVerbs: SeveralReading[]
  byLinks: SeveralReading[]
  /** With parts that leave out whom they are for, beside what is read as one request. */
  omitting?: SeveralReading[]
  /** With parts that point at the policies of the first, where nothing else is read. */
  pointing?: () => SeveralReading[]
}

/**
 * "assign X to Y and remove A from B": all of them, or none. "add A to X, B to Y" may be one request with odd names as
 * well, so the names that exist have to tell.
 */
export function severalIn(words: readonly Token[], asides: Asides, kinds: KindPhrases): Several {
  if (asides.only) return { byVerbs: [], byLinks: [] }
  const changesOf = (part: readonly Token[]) => {
    const ways = wish(withList(requested(withoutPadding(part)).words, kinds), asides, kinds)
    // "remove HR completely" is about a group, from everything, before it is about a policy.
    return saysEverywhere(part) ? [] : ways.filter((one): one is ChangeReading => one.action === 'change')
  }
  // Under a policy's name, "uninstall for A" is no request of its own.
  const headed = headedIntents(words, kinds).flatMap((cut) =>
    together(cut.map((part) => changesOf(part).slice(0, 1))).slice(0, 1),
  )
  if (headed.length > 0) return { byVerbs: headed, byLinks: [] }
  const stated = [passiveParts(words), headedVerbs(words, isBare), headedByGroup(words, lacksGroup)].flatMap(
    (cut) => together(cut.map(changesOf)),
  )
  if (stated.length > 0) return { byVerbs: stated, byLinks: [] }
  const clauses = subjectClauses(words)
  const apart = clauses.length > 0 ? pointedIn(clauses, changesOf) : []
  if (apart.length > 0) return { byVerbs: apart, byLinks: [] }
  const parts = partsOf(words, (part) => changesOf(part).length > 0)
  if (parts.length < 2) {
    const lines = linesOf(words).map((line) => changesOf(withoutArrow(line)))
    if (lines.length > 0 && lines.every((ways) => ways.length > 0)) {
      return { byVerbs: together(lines), byLinks: [] }
    }
    const signed = signedLines(words).map(changesOf)
    if (signed.length > 0) return { byVerbs: together(signed), byLinks: [] }
    const shared = sharedIn(sharingLast(words, isBare), changesOf)
    if (shared.length > 0) return { byVerbs: shared, byLinks: [] }
    const given = givenIn(words, changesOf)
    if (given.length > 0) return { byVerbs: given, byLinks: [] }
    const intents = [
      ...exceptedIntents(words, kinds),
      ...byIntents(words, kinds),
      ...byFilters(words),
    ].flatMap((cut) => together(cut.map(changesOf)).slice(0, MAX_CUT_WAYS))
    if (intents.length > 0) return { byVerbs: intents, byLinks: [] }
    const cuts = withoutVerbs(words)
    const links = [
      ...sharedGroupIn(words, changesOf),
      ...cuts.flatMap((cut) => together(cut.map(changesOf)).slice(0, MAX_CUT_WAYS)),
    ]
    return links.length > 0 || cuts.length === 0
      ? { byVerbs: [], byLinks: links }
      : { byVerbs: [], byLinks: [], pointing: () => cuts.flatMap((cut) => pointedIn(cut, changesOf)) }
  }
  const whole = parts.flatMap((part) => withoutVerbs(part)[0] ?? [part])
  const byVerbs = [whole, ...(whole.length > parts.length ? [parts] : [])].flatMap((cut) =>
    together(cut.map(changesOf)),
  )
  // "and remove B from it": what a later part leaves out is what the first names.
  return {
    // "unassign P and assign Q to G" takes P from G, or from everybody: what does less comes first.
    byVerbs: [...sharedGroupIn(words, changesOf), ...byVerbs],
    byLinks: [],
    omitting: parts.slice(1).every(leavesOutWhom) ? pointedIn(parts, changesOf) : [],
    pointing: () => pointedIn(parts, changesOf),
  }
}

type ChangesOf = (part: readonly Token[]) => ChangeReading[]

/** Parts that point at what the first names: "and remove B from it", "and put them on Q". */
function pointedIn(parts: readonly (readonly Token[])[], changesOf: ChangesOf): SeveralReading[] {
  return differing(changesOf(parts[0] ?? []))
    .filter((one, _, [best]) => one.policies.length === best?.policies.length)
    .slice(0, 2)
    .flatMap((first) => {
      const pointed = [
        (part: readonly Token[]) => withPolicies(part, first.policies),
        (part: readonly Token[]) => withTargets(part, first),
      ]
      return pointed.flatMap((said) =>
        together([[first], ...parts.slice(1).map((part) => changesOf(said(part) ?? part))]).slice(0, 2),
      )
    })
}

/** "add A and remove B from P": what the last part names is the policy of all. */
function sharedIn(parts: readonly (readonly Token[])[], changesOf: ChangesOf): SeveralReading[] {
  const last = parts.at(-1)
  if (!last) return []
  return differing(changesOf(last))
    .slice(0, 2)
    .flatMap((one) => {
      const before = parts
        .slice(0, -1)
        .map((part) => changesOf(withPolicies(part, one.policies) ?? []).slice(0, 1))
      return together([...before, [one]]).slice(0, 1)
    })
}

/** "uninstall P and install Q on G": whom the last part names is whom all are for. */
function sharedGroupIn(words: readonly Token[], changesOf: ChangesOf): SeveralReading[] {
  const parts = sharingLast(words, lacksGroup)
  const last = parts.at(-1)
  if (!last) return []
  const before = parts.slice(0, -1).map((part) => changesOf(withGroupOf(last, part) ?? []))
  return together([...before, changesOf(last)]).slice(0, MAX_CUT_WAYS)
}

/** "as required to A and available to B, but not to C": C gets it in neither way, or not in the last one. */
function exceptedIntents(words: readonly Token[], kinds: KindPhrases): Token[][][] {
  const marks = markersIn(words)
  const last = marks.at(-1)
  if (last?.type !== 'exclude' || last.end === words.length) return []
  const excepted = [...spoken('except'), ...words.slice(last.end)]
  const head = words.slice(0, last.start)
  return byIntents(withIntents(head) ?? head, kinds).flatMap((parts) => [
    parts.map((part) => [...part, ...excepted]),
    parts.map((part, at) => (at === parts.length - 1 ? [...part, ...excepted] : part)),
  ])
}

const MAX_GIVEN_WAYS = 6

/** "give G P as required and Q as available": what comes second is another policy, another group, or both. */
function givenIn(words: readonly Token[], changesOf: ChangesOf): SeveralReading[] {
  const given = givenIntents(words)
  if (!given) return []
  const ways = differing(changesOf(given.first))
    .filter(({ include }) => include.length > 0 && include.every((name) => !name.startsWith('@')))
    .slice(0, MAX_GIVEN_WAYS)
  const withEach = (part: (first: ChangeReading, named: Token[]) => readonly Token[]) =>
    ways.flatMap((first) => {
      const later = given.others.map(({ verb, named, intent }) =>
        changesOf([...verb, ...part(first, named), ...intent]).slice(0, 1),
      )
      return together([[first], ...later]).slice(0, 1)
    })
  const policies = withEach(({ include }, named) => [...named, ...spoken('to'), ...quotedNames(include)])
  const groups = withEach(({ policies: names }, named) => [...quotedNames(names), ...spoken('to'), ...named])
  const both = withEach((_, named) => named)
  return [...policies, ...groups, ...both]
}
