/*
 * What readers cannot tell apart: names that differ only in case, accents, width, spaces, or in characters that are
 * invisible or drawn like another one.
 */

/** Letters of other scripts, and digits, that are drawn like a Latin letter (after unicode.org/reports/tr39). */
const DRAWN_LIKE: ReadonlyMap<string, string> = new Map(
  (
    [
      ['аαɑ', 'a'],
      ['АΑ', 'A'],
      ['ВΒ', 'B'],
      ['сϲ', 'c'],
      ['СϹ', 'C'],
      ['ԁ', 'd'],
      ['е', 'e'],
      ['ЕΕ', 'E'],
      ['һ', 'h'],
      ['НΗ', 'H'],
      ['іıι', 'i'],
      ['јϳ', 'j'],
      ['Ј', 'J'],
      ['КΚ', 'K'],
      ['МΜ', 'M'],
      ['Ν', 'N'],
      ['оοσ0', 'o'],
      ['ОΟ', 'O'],
      ['рρ', 'p'],
      ['РΡ', 'P'],
      ['ѕ', 's'],
      ['Ѕ', 'S'],
      ['ТΤ', 'T'],
      ['υ', 'u'],
      ['ν', 'v'],
      ['хχ', 'x'],
      ['ХΧ', 'X'],
      ['уγ', 'y'],
      ['УΥ', 'Y'],
      ['Ζ', 'Z'],
      // In most typefaces these are one stroke.
      ['I1|ІΙӀ', 'l'],
    ] as const
  ).flatMap(([drawn, as]) => [...drawn].map((one) => [one, as] as const)),
)

const DRAWN = new RegExp(`[${[...DRAWN_LIKE.keys()].join('')}]`, 'gu')

/** Nothing in it has to be looked at closer than its letters. */
const PRINTABLE = /^[ -~]*$/

/** Fillers that are drawn as nothing, though they count as letters or signs. */
const BLANKS = /[\u115f\u1160\u2800\u3164\uffa0]/g

/** Two names that share one of these look alike. */
export function lookKeys(name: string): string[] {
  const plain = (PRINTABLE.test(name) ? name : seenOf(name)).replace(/[\s\p{Cc}]+/gu, ' ').trim()
  const drawn = plain.replace(DRAWN, (one) => DRAWN_LIKE.get(one) ?? one)
  return [...new Set([plain, drawn].map((one) => one.toLocaleLowerCase('en')))]
}

/** Without accents and what is drawn as nothing. */
function seenOf(name: string): string {
  return name
    .replace(BLANKS, ' ')
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .replace(/\p{Pd}/gu, '-')
}

export function looksLike(one: string, other: string): boolean {
  const keys = lookKeys(one)
  return lookKeys(other).some((key) => keys.includes(key))
}

export interface NamedThing {
  id: string
  name: string
  /** What is written beside the name anyway. */
  beside?: string
}

/**
 * By lower-case id, what tells each one from those that look like it; nothing where none does, or where what is written
 * beside them does.
 */
export function ownMarks(
  all: readonly NamedThing[],
  keysOf: (name: string) => readonly string[] = lookKeys,
): ReadonlyMap<string, string> {
  const named = [...new Map(all.map((one) => [one.id.toLowerCase(), one])).values()]
  const alike = new Map<string, NamedThing[]>()
  const keys = new Map(named.map((one) => [one, keysOf(one.name)] as const))
  for (const [one, its] of keys) {
    for (const key of its) alike.set(key, [...(alike.get(key) ?? []), one])
  }
  return new Map(
    [...keys].flatMap(([one, its]): [string, string][] => {
      const others = [...new Set(its.flatMap((key) => alike.get(key) ?? []))].filter(
        (other) => other !== one && other.beside === one.beside,
      )
      const ids = others.map(({ id }) => id)
      return others.length > 0 ? [[one.id.toLowerCase(), idMark(one.id, ids)]] : []
    }),
  )
}

/** "Sales (id …3f2a)" @param mark what tells it apart. */
export function markedName(name: string, mark: string): string {
  return `${name.trim()} (${mark})`
}

/** "id …3f2a"; the whole id where others end in the same way. */
export function idMark(id: string, others: readonly string[]): string {
  const end = id.slice(-4)
  return others.some((other) => other !== id && other.endsWith(end)) ? `id ${id}` : `id …${end}`
}
