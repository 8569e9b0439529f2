import { CATALOG } from '../../src/intune/catalog/catalog.ts'
import { tokenize } from '../../src/language/lexer/tokens.ts'
import { MAX_MESSAGE_LENGTH, MAX_WORDS } from '../../src/language/read.ts'
import { readMessage as read } from '../../src/teams/inbound/commands/index.ts'
import { COMMANDS, SHOWING } from '../language/corpus/asking.ts'
import { FILTERS, GROUPS, INTENTS, KINDS, TRICKY_NAMES, VERBS } from '../language/corpus/assigning.ts'
import { NEGATIONS, QUESTIONS, TALK } from '../language/corpus/refusing.ts'
import { BULKS, EXCLUSIONS, REMOVALS } from '../language/corpus/taking.ts'
import { LETTERS, POLITE } from '../language/corpus/writing.ts'

/** How fast sentences are read, how long the slowest takes, and how time grows with length. */
const asked = [
  VERBS,
  KINDS,
  GROUPS,
  TRICKY_NAMES,
  FILTERS,
  INTENTS,
  EXCLUSIONS,
  REMOVALS,
  BULKS,
  SHOWING,
  COMMANDS,
  POLITE,
  LETTERS,
].flat()
const sentences = [...asked.map(([say]) => say), ...NEGATIONS, ...QUESTIONS, ...TALK]
const ROUNDS = 20
const TIMES = 5

function milliseconds(text: string): number {
  const from = performance.now()
  read(text, CATALOG)
  return performance.now() - from
}

/** The best of some rounds: what else the machine does only ever adds. */
function best(text: string): number {
  return Math.min(...Array.from({ length: ROUNDS }, () => milliseconds(text)))
}

/** The longest message of these pieces that is still read. */
function longestOf(piece: string): string {
  const whole = 'assign X to Y '.padEnd(MAX_MESSAGE_LENGTH, piece)
  const words = tokenize(whole, (word) => word).length
  return whole.slice(0, Math.floor(Math.min(1, (MAX_WORDS - 1) / words) * MAX_MESSAGE_LENGTH))
}

for (const say of sentences) read(say, CATALOG)
const from = performance.now()
for (let time = 0; time < TIMES; time++) for (const say of sentences) read(say, CATALOG)
const each = (performance.now() - from) / (TIMES * sentences.length)
console.log(`language: ${Math.round(1000 / each)} sentences/second over ${sentences.length} sentences`)

/** The middle of how much longer a sentence takes to read than its text as JSON takes to parse. */
const MANY = 200
const ratios = sentences.map((say) => {
  const json = JSON.stringify({ text: say })
  const from = performance.now()
  for (let time = 0; time < MANY; time++) JSON.parse(json)
  return best(say) / ((performance.now() - from) / MANY)
})
const median = ratios.sort((a, b) => a - b)[Math.floor(ratios.length / 2)] ?? 0
console.log(
  `language: the median sentence takes ${Math.round(median)} times as long as JSON.parse of the same text`,
)

const slowest = sentences
  .map((say) => ({ say, took: best(say) }))
  .reduce((most, one) => (one.took > most.took ? one : most))
console.log(`language: slowest sentence ${slowest.took.toFixed(2)} ms: ${JSON.stringify(slowest.say)}`)

let longest = 0
for (const piece of [
  'to ',
  'and ',
  'a, ',
  '" ',
  '<at>',
  '(',
  'with filter ',
  'please ',
  'compliance policy ',
]) {
  const whole = longestOf(piece)
  const tenth = whole.slice(0, whole.length / 10)
  const [long, short] = [best(whole), best(tenth)]
  longest = Math.max(longest, long, short)
  console.log(
    `language: ${JSON.stringify(piece)} repeated, ${tenth.length} letters ${short.toFixed(2)} ms, ${whole.length} letters ${long.toFixed(2)} ms, ratio ${(long / short).toFixed(1)}`,
  )
}
console.log(`language: the longest of these took ${longest.toFixed(2)} ms`)
