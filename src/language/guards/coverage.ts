import type { Token } from '../lexer/tokens.ts'
import type { ChangeReading, Reading } from '../reading.ts'

/** A word that says something of the request, and the readings that heard it. */
interface MeaningfulWord {
  word: RegExp
  heard: (reading: ChangeReading) => boolean
}

const takes = ({ exclude, remove, filter, side, withoutFilter, refilter, clear }: ChangeReading) =>
  clear === true ||
  exclude.length > 0 ||
  remove.length > 0 ||
  filter?.mode === 'exclude' ||
  refilter?.mode === 'exclude' ||
  side === 'exclusion' ||
  withoutFilter === true
const hasIntent = ({ intent, fromIntent }: ChangeReading, which: RegExp) =>
  [intent, fromIntent].some((one) => one != null && which.test(one))
const never = () => false
const everyone = /^(everyone|everybody)$/

const MEANINGS: readonly MeaningfulWord[] = [
  { word: /^(exclud(e|ed|es|ing)|exclusions?|except|excepting|exempt(ed)?|omit|minus)$/, heard: takes },
  {
    word: /^(not|never|without|w\/o|no|but|don't|doesn't|shouldn't)$/,
    heard: (reading) =>
      takes(reading) ||
      reading.intent === 'availableWithoutEnrollment' ||
      // "available, not required"
      reading.fromIntent !== undefined,
  },
  { word: /^(only|exclusively|solely)$/, heard: ({ only, filter }) => only === true || filter !== null },
  {
    word: /^instead$/,
    heard: ({ remove, fromIntent, refilter }) =>
      remove.length > 0 || fromIntent !== undefined || refilter?.from !== undefined,
  },
  {
    word: /^filter(s|ed)?$/,
    heard: ({ filter, withoutFilter, refilter }) =>
      filter !== null || withoutFilter === true || refilter !== undefined,
  },
  { word: /^(required|mandatory)$/, heard: (reading) => hasIntent(reading, /^required$/) },
  // "make it available to all users as required"
  { word: /^(available|optional)$/, heard: (reading) => hasIntent(reading, /./) },
  { word: /^(uninstall|uninstalled)$/, heard: (reading) => hasIntent(reading, /^uninstall$/) },
  { word: /^(neither|nor|either|respectively|once|twice)$/, heard: never },
  { word: /^(unless|until|till|if|tomorrow|tonight|temporarily|because)$/, heard: never },
]

/**
 * Whether a reading heard every word of the sentence that means something: in small letters such a word is no part of
 * a name, and where it is none, the reading has to say what it says. In quotes anything is a name.
 */
export function isCovered(reading: Reading, tokens: readonly Token[]): boolean {
  if (reading.action === 'several') return reading.parts.every((part) => areNames(part, namesInReading(part)))
  if (reading.action === 'bulk' || reading.action === 'copy') return true
  if (reading.action !== 'change') return true
  const quoted = new Set(tokens.flatMap((token) => (token.quoted === null ? [] : [token.quoted])))
  const names = namesInReading(reading).filter((name) => !quoted.has(name))
  if (!areNames(reading, names)) return false
  const inNames = new Set(names.flatMap((name) => name.split(/\s+/)))
  return tokens.every((token) => {
    if (token.word === '' || inNames.has(token.raw)) return true
    return MEANINGS.every(({ word, heard }) => !word.test(token.word) || heard(reading))
  })
}

/** Of all that names something, only a group that is taken away may be called “everyone”: then people are asked. */
function areNames({ remove }: ChangeReading, names: readonly string[]): boolean {
  return names.every((name) => isName(name) || (everyone.test(name) && remove.includes(name)))
}

function namesInReading({ policies, include, exclude, remove, filter, refilter }: ChangeReading): string[] {
  const filters = [filter?.name, refilter?.from].flatMap((name) => name ?? [])
  return [...policies, ...include, ...exclude, ...remove, ...filters]
}

/**
 * No names: a part of what has one ("half of Sales Laptops", "all other groups"), something pointed at ("my laptop"), or
 * what somebody says ("HR stays excluded", "Bruno said it is fine").
 */
const VAGUE = new RegExp(
  [
    '^(help|approval|information|info|details|advice|assistance|access|permission)( |$)',
    '\\b(from|to) (all|every) ',
    "'s (devices|users|people|laptops|laptop|computers|machines|phone|filter)$",
    '^all (required|mandatory|available|optional|two|three|four|five|six|ten|other|remaining|assigned|unassigned|old|new|unused|current|existing)( |$)',
    '^that ',
    // "get Legal off P": where it goes to, and no name.
    // In small letters it may be one: "out of office", "auto log off".
    '^(off|out|up|back) [A-Z0-9]',
    ' still$',
    // "…, Legal keeps it"
    ' (keeps|loses|gets|has|needs) it$',
    '(^| )[A-Z][^ ]* (off|out|up)$',
    '^nothing\\b',
    '^line with ',
    '^(another|one more)( (group|policy|app|one))?$',
    '^(the )?(whole|entire) (company|organi[sz]ation|tenant)$',
    '(company|organi[sz]ation|org|tenant|enterprise)-wide$',
    ' across the board$',
    '\\b(reported|complained|wrote|thinks|believes|wants)( |$)',
    '^((its|the) )?(old|previous|former|earlier|original) (state|assignments?|groups?|targets?)$',
    // "make sure Legal is …"
    '^sure ',
    '\\beverything (that|which|but|except|with|from)( |$)',
    '^(the )?(half|some|most|many|few|a few|part|parts|rest|remainder|all other|other|others|any other|everyone else|\\d+ ?%)( |$)',
    '^(my|our|your|his|their|this|these|those)( (policy|policies|app|apps|group|groups|script|profile|laptop|laptops|device|devices|team|department))?$',
    '^(what|whatever|whoever) ',
    // "to Legal and nothing else" says what else Legal has, and not who else has it.
    '(^| )nothing( else)?$',
    // "+Legal, -Finance": a minus takes away, whatever the name.
    '(^|[\\s,])[+−–-](?=[^\\s\\d])',
    '(^|, )(leaving|neither|just|either|both) ',
    '^(keep|leave|if|they|we|she|he) ',
    '\\band (keep|leave) ',
    // "with filter F and to G"
    '\\band (to|for) ',
    '\\b(replace|swap) (it|them|this|that) ',
    '\\b(on|from|to|off|in) (it|them)$',
    '\\b(it|them) (away|off|out|back)\\b',
    '\\b(them|they)\\b',
    '^(the )?same( (policy|policies|app|group|groups|one|ones))?$',
    '^[+–-] ',
    '^(the )?(assignment|exclusion|entry|target)s?$',
    '\\b(apart|aside)( from\\b|$)',
    '\\bfrom (include|exclude)$',
    '^\\d+ (groups|devices|users|people|policies|apps|scripts)$',
    '\\b(said|says|asked|agreed|stays|stay|remains|already|anyway|assigned to|deployed to|pushed to|removed from|do the same)( |$)',
    '\\b(like|as|the way) (we|they|it)( |$)',
  ]
    .map((one) => `(?:${one})`)
    .join('|'),
)

/** "Do Not Track", and not "Sales not Interns". */
export function isName(name: string): boolean {
  const words = name.replace(/[(),:]/g, ' ').split(/\s+/)
  return (
    !VAGUE.test(name) &&
    !words.some(
      (one) => everyone.test(one) || one === 'please' || MEANINGS.some(({ word }) => word.test(one)),
    )
  )
}

/** Every name in a reading of a request, as it was written. */
export function namesIn(reading: Reading): string[] {
  switch (reading.action) {
    case 'several':
      return reading.parts.flatMap(namesIn)
    case 'change':
      return [
        ...reading.policies,
        ...[...reading.include, ...reading.exclude, ...reading.remove].filter((one) => !one.startsWith('@')),
        ...[reading.filter?.name, reading.refilter?.from].flatMap((name) => name ?? []),
      ]
    case 'bulk':
      return [...reading.include, ...reading.exclude, ...reading.remove, ...(reading.except ?? [])].filter(
        (one) => !one.startsWith('@'),
      )
    case 'copy':
      return [
        reading.from,
        ...reading.policies,
        ...(reading.except ?? []).filter((one) => !one.startsWith('@')),
      ]
    default:
      return []
  }
}
