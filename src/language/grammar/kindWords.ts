import { folded, type Token } from '../lexer/tokens.ts'
import { plural } from '../lexer/vocabulary.ts'
import type { KindWords } from '../reading.ts'

interface Phrase {
  words: readonly string[]
  /** Catalog keys of everything called so; none for words like "policy", which say nothing of the kind. */
  keys: readonly string[]
  /** Only some objects of the kind are called so. */
  part: boolean
}

/** A kind named by the first or last words of some tokens. */
export interface KindFound {
  /** Null when only a word such as "policy" was there. */
  key: string | null
  /** How many tokens name it. */
  length: number
  /** More than one word, or lower case: hardly part of a name. */
  clear: boolean
  /** Only some objects of the kind are called so. */
  part: boolean
}

const GENERIC =
  'policy,policies,intune policy,intune policies,profile,profiles,app,apps,application,applications,configuration,configurations,template,templates'
    .split(',')
    .map((phrase): Phrase => ({ words: phrase.split(' '), keys: [], part: false }))

const BRITISH: readonly (readonly [string, string])[] = [
  ['enrollment', 'enrolment'],
  ['authorization', 'authorisation'],
  ['customization', 'customisation'],
  ['organization', 'organisation'],
  ['license', 'licence'],
  ['program', 'programme'],
  ['defense', 'defence'],
]

/** Every way to call every kind, the longest first. */
export class KindPhrases {
  /** By their first and by their last word, since most words begin and end none. */
  private readonly byFirst = new Map<string, Phrase[]>()
  private readonly byLast = new Map<string, Phrase[]>()

  constructor(kinds: readonly KindWords[]) {
    const keysOf = new Map<string, string[]>()
    for (const kind of kinds) {
      for (const phrase of [kind.title, ...kind.aliases, kind.key].flatMap(variants)) {
        const keys = keysOf.get(phrase) ?? []
        if (!keys.includes(kind.key)) keysOf.set(phrase, [...keys, kind.key])
      }
    }
    // "template" says enough where one kind alone is called some sort of template.
    const templates = kinds.filter((kind) => kind.title.endsWith(' template'))
    for (const word of templates.length === 1 ? ['template', 'templates'] : []) {
      if (!keysOf.has(word)) keysOf.set(word, [(templates[0] as KindWords).key])
    }
    const parts = new Set(kinds.flatMap((kind) => (kind.parts ?? []).flatMap(variants)))
    const named = [...keysOf].map(
      ([phrase, keys]): Phrase => ({ words: phrase.split(' '), keys, part: parts.has(phrase) }),
    )
    const generic = GENERIC.filter((phrase) => !keysOf.has(phrase.words.join(' ')))
    for (const phrase of [...named, ...generic].sort((a, b) => b.words.length - a.words.length)) {
      putPhrase(this.byFirst, phrase.words[0], phrase)
      putPhrase(this.byLast, phrase.words.at(-1), phrase)
    }
  }

  /** The longest phrase the tokens start with; one entry per kind that is called so. */
  first(tokens: readonly Token[]): KindFound[] {
    return this.at(tokens, 0)
  }

  /** The longest phrase that starts at `start`, in at most so many words. */
  at(tokens: readonly Token[], start: number, most = Number.POSITIVE_INFINITY): KindFound[] {
    const phrase = this.byFirst
      .get(tokens[start]?.word ?? '')
      ?.find((one) => one.words.length <= most && matchesAt(one, tokens, start))
    return phrase ? kindFound(phrase, tokens[start]) : []
  }

  last(tokens: readonly Token[]): KindFound[] {
    const phrase = this.byLast
      .get(tokens.at(-1)?.word ?? '')
      ?.find((one) => matchesAt(one, tokens, tokens.length - one.words.length))
    return phrase ? kindFound(phrase, tokens.at(-1)) : []
  }
}

function matchesAt({ words }: Phrase, tokens: readonly Token[], start: number): boolean {
  return start >= 0 && words.every((word, index) => tokens[start + index]?.word === word)
}

function kindFound(phrase: Phrase, token: Token | undefined): KindFound[] {
  const length = phrase.words.length
  const clear = length > 1 || /^\p{Ll}/u.test(token?.raw ?? '')
  const keys = phrase.keys.length === 0 ? [null] : phrase.keys
  return keys.map((key) => ({ key, length, clear, part: phrase.part }))
}

function putPhrase(phrases: Map<string, Phrase[]>, word: string | undefined, phrase: Phrase): void {
  const known = phrases.get(word ?? '')
  if (known) known.push(phrase)
  else phrases.set(word ?? '', [phrase])
}

const cache = new WeakMap<readonly KindWords[], KindPhrases>()

export function kindPhrasesOf(kinds: readonly KindWords[]): KindPhrases {
  const known = cache.get(kinds) ?? new KindPhrases(kinds)
  cache.set(kinds, known)
  return known
}

function variants(phrase: string): string[] {
  const written = folded(phrase).split(/\s+/).join(' ')
  const spelled = [written, written.replace(/-/g, ' ')].flatMap(spellings)
  return [...new Set(spelled)].flatMap((way) => {
    const words = way.split(' ')
    const many = [...words.slice(0, -1), plural(words.at(-1) as string)].join(' ')
    return [way, many]
  })
}

function spellings(one: string): string[] {
  const others = BRITISH.flatMap(([american, british]) => [
    one.replace(american, british),
    one.replace(british, american),
  ])
  return [one, ...others]
}
