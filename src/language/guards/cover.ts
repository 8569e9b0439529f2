import type { Token } from '../lexer/tokens.ts'
import type { ChangeReading, Reading } from '../reading.ts'

/** A word that says something of the request, and the readings that heard it. */
interface Meaning {
  word: RegExp
  heard: (reading: ChangeReading) => boolean
}

const takes = ({ exclude, remove, filter, side, withoutFilter }: ChangeReading) =>
  exclude.length > 0 ||
  remove.length > 0 ||
  filter?.mode === 'exclude' ||
  side === 'exclusion' ||
  withoutFilter === true
const never = () => false
const everyone = /^(everyone|everybody|please)$/

const MEANINGS: readonly Meaning[] = [
  { word: /^(exclud(e|ed|es|ing)|exclusions?|except|excepting|exempt(ed)?|omit|minus)$/, heard: takes },
  {
    word: /^(not|never|without|no|but|don't|doesn't|shouldn't)$/,
    heard: (reading) =>
      takes(reading) ||
      reading.intent === 'availableWithoutEnrollment' ||
      // "available, not required"
      reading.fromIntent !== undefined,
  },
  { word: /^(only|exclusively|solely)$/, heard: ({ only, filter }) => only === true || filter !== null },
  { word: /^instead$/, heard: ({ remove, fromIntent }) => remove.length > 0 || fromIntent !== undefined },
  {
    word: /^filter(s|ed)?$/,
    heard: ({ filter, withoutFilter }) => filter !== null || withoutFilter === true,
  },
  {
    word: /^(required|mandatory|available|optional|uninstalled)$/,
    heard: ({ intent, fromIntent }) => intent !== null || fromIntent !== undefined,
  },
  { word: /^(unless|until|till|if|tomorrow|tonight|temporarily|because)$/, heard: never },
]

/**
 * Whether a reading heard every word of the sentence that means something: in small letters such a word is no part of
 * a name, and where it is none, the reading has to say what it says. In quotes anything is a name.
 */
export function isCovered(reading: Reading, tokens: readonly Token[]): boolean {
  if (reading.action === 'several') return reading.parts.every((part) => namesOf(part).every(isName))
  if (reading.action === 'bulk' || reading.action === 'copy') return true
  if (reading.action !== 'change') return true
  const quoted = new Set(tokens.flatMap((token) => (token.quoted === null ? [] : [token.quoted])))
  const names = namesOf(reading).filter((name) => !quoted.has(name))
  if (!names.every(isName)) return false
  const inNames = new Set(names.flatMap((name) => name.split(/\s+/)))
  return tokens.every((token) => {
    if (token.word === '' || inNames.has(token.raw)) return true
    return MEANINGS.every(({ word, heard }) => !word.test(token.word) || heard(reading))
  })
}

function namesOf({ policies, include, exclude, remove, filter }: ChangeReading): string[] {
  return [...policies, ...include, ...exclude, ...remove, ...(filter ? [filter.name] : [])]
}

/** "half of Sales Laptops", "all other groups": no name, but a part of what has one. */
const VAGUE =
  /^(help|approval|information|info|details|advice|assistance|access|permission)( |$)|\b(from|to) (all|every) |'s (devices|users|people|laptops|computers|machines)$|^all (required|mandatory|available|optional|two|three|four|five|six|ten|other|remaining|assigned|unassigned|old|new|unused|current|existing)( |$)|^that |\beverything (that|which|but|except)( |$)|^(the )?(half|some|most|many|few|a few|part|parts|rest|remainder|all other|other|others|any other|everyone else|\d+ ?%)( |$)/

/** "Do Not Track", and not "Sales not Interns". */
function isName(name: string): boolean {
  const words = name.replace(/[(),:]/g, ' ').split(/\s+/)
  return (
    !VAGUE.test(name) &&
    !words.some((one) => everyone.test(one) || MEANINGS.some(({ word }) => word.test(one)))
  )
}
