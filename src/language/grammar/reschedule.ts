import { tokenize } from '../lexer/tokens.ts'
import type { RescheduleReading, Shift } from '../reading.ts'
import type { KindPhrases } from './kindWords.ts'
import { policyParts } from './policyPart.ts'
import { bare } from './talk.ts'
import { wholeTiming } from './when.ts'

/** Longer texts are about something else. */
const MAX_LENGTH = 200

const VERBS: readonly (readonly [RescheduleReading['wish'], RegExp])[] = [
  [
    'extend',
    /^(?:(?:move|change|set|extend|push back) (?:the )?(?:end|expiry|end date) of|extend|prolong|lengthen)(?: (?<about>.+))?$/i,
  ],
  [
    'move',
    /^(?:(?:change|set|move) (?:the )?(?:time|moment|start|beginning|date|day) of|move|reschedule|shift|postpone|delay|defer|put off|push back|bring forward)(?: (?<about>.+))?$/i,
  ],
  // "push Edge Settings to Monday" may be for a group.
  ['move', /^push(?: (?<about>it|this|that))?$/i],
  ['move', /^(?:start|begin|make) (?<about>.+)$/i],
]
/** What each of them begins with: of any other sentence nothing is tried. */
const BEGINS =
  /^(?:move|change|set|extend|push|prolong|lengthen|reschedule|shift|postpone|delay|defer|put off|bring forward|start|begin|make)\b/i
/** Between what is moved and where to, the clearer ones first. */
const LEADS = / (?:back )?(?:(?<until>to|until|till)|(?<by>by)|(?<lasts>for)) /gi
const LATER = / (later|earlier)$/i
/** "delay it 2 hours" */
const LASTS_ALONE = /^(?:delay|postpone|defer|push back|put off|extend|prolong)\b/i
const INSTEAD = /[\s,]+instead$/i
const END_NOW =
  /^(?:end|finish|terminate|expire)(?: (?<about>.+?))?(?: right)? (?:now|early|at once|immediately|straight away)$/i
const POINTING =
  /^(?:it|this|that|them|these|those|everything|all|(?:the |my |this |that )?(?:last |scheduled |temporary |planned )?(?:change|request|one|assignment|exclusion|exception|removal))$/i
const FROM = / from (?<from>.+)$/i
/** Before the name: "the exclusion from Edge Settings" */
const DEED = /^(?:change|request|exclusion|exception|assignment|removal) (?:of|to|for|from|on) /i
const LEADS_ON = /\b(?:to|from|for|until|till)\b/i
const QUOTED = /^["“„«'](.+)["”“»']$/

/** "move Edge Settings to tomorrow 22:00", "extend it by 3 days", "end it now": null for everything else. */
export function rescheduleIn(text: string, kinds: KindPhrases): RescheduleReading | null {
  if (text.length > MAX_LENGTH) return null
  const plainly = text
    .trim()
    .replace(/[.!\s]+$/, '')
    .replace(/[\s,]+(?:please|pls|thanks)$/i, '')
  const polite = /^(?:please|pls|(?:can|could|would) you(?: please)?)[,:]?\s+/i
  const ends = END_NOW.exec(plainly.replace(polite, ''))
  if (ends)
    return {
      action: 'reschedule',
      wish: 'endNow',
      policies: named(ends.groups?.about?.replace(/^the /i, '').replace(DEED, '') ?? '', kinds),
      to: null,
    }
  const said = bare(text)
  if (!BEGINS.test(said)) return null
  for (const [head, to] of waysToCut(said)) {
    const reading = headed(head, kinds)
    const isPlain = reading?.wish !== 'move' || to.clear || INSTEAD.test(said)
    if (reading && isPlain) return { ...reading, to: to.shift }
  }
  const reading = /^(?:reschedule|postpone|delay|extend|prolong)\b/i.test(said) ? headed(said, kinds) : null
  return reading && reading.policies.length < 2 ? { ...reading, to: null } : null
}

interface To {
  shift: Shift
  /** Nothing but another moment can be meant. */
  clear: boolean
}

/** The sentence without where to, for each place where that may begin. */
function waysToCut(said: string): [string, To][] {
  const whole = said.replace(INSTEAD, '')
  const found: [string, To][] = []
  for (const lead of whole.matchAll(LEADS)) {
    const head = whole.slice(0, lead.index)
    const tail = whole.slice(lead.index + lead[0].length)
    const { by, lasts } = lead.groups ?? {}
    const shift = by || lasts ? (byIn(tail) ?? (lasts ? momentFrom(tail) : null)) : momentFrom(tail)
    if (shift) found.push([head, { shift, clear: true }])
  }
  for (const gap of whole.matchAll(/ /g)) {
    const head = whole.slice(0, gap.index)
    const tail = whole.slice(gap.index + 1)
    const way = LATER.exec(tail)?.[1]?.toLowerCase()
    const span = way || LASTS_ALONE.test(head) ? spanOf(tail.replace(LATER, '')) : null
    // "start it at 23:00 instead", "make it 23:00 instead"
    const shift: Shift | null = span ? { is: 'by', span, earlier: way === 'earlier' } : momentFrom(tail)
    if (shift) found.push([head, { shift, clear: span !== null }])
  }
  return found
}

function headed(head: string, kinds: KindPhrases): Omit<RescheduleReading, 'to'> | null {
  for (const [wish, verb] of VERBS) {
    const found = verb.exec(head)
    const about = (found?.groups?.about ?? '').replace(/^the /i, '').replace(DEED, '')
    const from = FROM.exec(about)?.groups?.from
    const what = from && momentFrom(from) ? about.replace(FROM, '') : about
    // "move Edge Settings from Legal", "extend Edge Settings to Legal": somebody gets or loses it.
    if (!found || (LEADS_ON.test(what) && !QUOTED.test(what))) continue
    return { action: 'reschedule', wish, policies: named(what, kinds) }
  }
  return null
}

/** "3 days", "another 2 hours", "3 more days" */
function byIn(text: string): Shift | null {
  const span = spanOf(text.replace(/^(?:another|a further|one more) /i, 'a ').replace(/ more /i, ' '))
  return span && { is: 'by', span, earlier: false }
}

function spanOf(text: string) {
  const timing = wholeTiming(tokenize(`for ${text}`, (word) => word))
  return timing?.end?.is === 'for' ? timing.end.span : null
}

function momentFrom(text: string): Shift | null {
  for (const lead of ['', 'on ', 'at ', 'until ']) {
    const timing = wholeTiming(tokenize(lead + text, (word) => word))
    const moment = timing && (lead === 'until ' ? timing.end : timing.end === null ? timing.start : null)
    if (moment && moment.is !== 'for') return moment
  }
  return null
}

function named(about: string, kinds: KindPhrases): string[] {
  if (about === '' || POINTING.test(about)) return []
  const tokens = tokenize(about, (word) => word)
  const parts = policyParts(tokens, kinds).flatMap(({ policies }) => (policies.length === 1 ? policies : []))
  return [...new Set([...parts, QUOTED.exec(about)?.[1] ?? about])]
}
