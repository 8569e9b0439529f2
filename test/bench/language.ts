import { CATALOG } from '../../src/intune/catalog/catalog.ts'
import { LONGEST_MESSAGE, read } from '../../src/language/read.ts'
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
const ROUNDS = 5

function milliseconds(text: string): number {
  const from = performance.now()
  read(text, CATALOG)
  return performance.now() - from
}

/** The best of some rounds: what else the machine does only ever adds. */
function best(text: string): number {
  return Math.min(...Array.from({ length: ROUNDS }, () => milliseconds(text)))
}

for (const say of sentences) read(say, CATALOG)
const from = performance.now()
for (let round = 0; round < ROUNDS; round++) for (const say of sentences) read(say, CATALOG)
const each = (performance.now() - from) / (ROUNDS * sentences.length)
console.log(`language: ${Math.round(1000 / each)} sentences/second over ${sentences.length} sentences`)

const slowest = sentences
  .map((say) => ({ say, took: best(say) }))
  .reduce((most, one) => (one.took > most.took ? one : most))
console.log(`language: slowest sentence ${slowest.took.toFixed(2)} ms: ${JSON.stringify(slowest.say)}`)

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
  const whole = 'assign X to Y '.padEnd(LONGEST_MESSAGE, piece)
  const tenth = whole.slice(0, LONGEST_MESSAGE / 10)
  const [long, short] = [best(whole), best(tenth)]
  console.log(
    `language: ${JSON.stringify(piece)} repeated, ${tenth.length} letters ${short.toFixed(2)} ms, ${whole.length} letters ${long.toFixed(2)} ms, ratio ${(long / short).toFixed(1)}`,
  )
}
