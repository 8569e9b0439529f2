import type { RescheduleReading, Shift } from '../reading.ts'
import type { KindPhrases } from './kindWords.ts'
import { withoutPoliteness } from './talk.ts'
import { tellsTime, timeWordsOf } from './timeWords.ts'
import { wholeTiming } from './timingPhrase.ts'
import { FROM, QUOTED, whichOne } from './whichRequest.ts'
import { wordsOf } from './wholeSentence.ts'

/** Longer texts are about something else. */
const MAX_LENGTH = 200

const VERBS: readonly (readonly [RescheduleReading['wish'], RegExp])[] = [
  [
    'extend',
    /^(?:(?:extend|push back) (?:the )?(?:end|expiry|end date) of|extend|prolong|lengthen|keep)(?: (?<about>.+))?$/i,
  ],
  [
    'changeEnd',
    /^(?:(?:move|change|set|bring forward|pull forward) (?:the )?(?:end|expiry|end date) of|shorten|reduce|end|finish|expire)(?: (?<about>.+))?$/i,
  ],
  // "let it end on Thursday", "it should end on Thursday"
  ['changeEnd', /^(?:let|make|have) (?<about>.+?) (?:end|expire|finish)$/i],
  [
    'changeEnd',
    /^(?<about>it|this|that|the (?:exclusion|exception|assignment|change)) (?:should|must|shall) (?:end|expire|finish)$/i,
  ],
  // "let it run until Friday", "make it last until Friday", "give it two more days"
  ['extend', /^(?:let|make) (?<about>.+?) (?:run|last|stay)(?: on)?$/i],
  ['extend', /^give (?<about>it|this|that|the (?:exclusion|exception|assignment|change))$/i],
  [
    'move',
    /^(?:(?:change|set|move) (?:the )?(?:time|moment|start|beginning|date|day) of|move|reschedule|shift|postpone|delay|defer|put off|push back|bring forward)(?: (?<about>.+))?$/i,
  ],
  ['move', /^(?:bring|pull|push|put) (?<about>.+?) (?:forward|back|out|off)$/i],
  // "push Edge Settings to Monday" may be for a group.
  ['move', /^(?:push|change|set|run|do)(?: (?<about>it|this|that))?$/i],
  ['move', /^(?:change|set|move) (?:the )?(?:time|moment|start|beginning|date|day)$/i],
  ['move', /^(?:start|begin|make|run) (?<about>.+)$/i],
]
/** What each of them begins with: of any other sentence nothing is tried. */
const BEGINS =
  /^(?:move|change|set|extend|push|pull|prolong|lengthen|keep|let|give|shorten|reduce|end|finish|expire|reschedule|shift|postpone|delay|defer|put|bring|start|begin|make|run|do|have|it should|this should|that should|the \w+ should)\b/i
/** Between what is moved and where to, the clearer ones first. */
const LEADS = / (?:back )?(?:(?<until>to|until|till)|(?<by>by)|(?<lasts>for)) /gi
const LATER = / (later|earlier)$/i
/** "delay it 2 hours" */
const LASTS_ALONE =
  /^(?:delay|postpone|defer|push back|put off|extend|prolong|give|keep|shorten)\b|\b(?:back|off|forward)$/i
const INSTEAD = /[\s,]+instead$/i
const END_NOW =
  /^(?:(?:end|finish|terminate|expire|stop)(?: (?<about>.+?))?(?: right)? (?:now|early|at once|immediately|straight away)|(?:end|finish|terminate) (?<thing>it|this|that|the (?:exclusion|exception|assignment)))$/i
const NOT_EVER = '(?:permanent|permanently|for good|forever|for ever|indefinitely)'
/** "make it permanent", "remove the end date", "don't end it" */
const KEEPS = [
  new RegExp(`^(?:make|keep|leave) (?<about>.+?) ${NOT_EVER}$`, 'i'),
  new RegExp(`^extend(?: (?<about>.+?))? (?:${NOT_EVER}|without (?:an )?end)$`, 'i'),
  /^(?:remove|delete|drop|cancel|clear) (?:the |its )?(?:end|end date|expiry|expiry date|time limit)(?: (?:of|from|for|on) (?<about>.+))?$/i,
  /^(?:don't|don’t|do not|never) (?:end|expire|revert|undo) (?<about>it|this|that|the (?:exclusion|exception|assignment|change))$/i,
  /^(?:don't|don’t|do not) take (?<about>it|this|that) back$/i,
]
const NOW = '(?:right )?(?:now|at once|immediately|straight away)'
/** "do it now" approves. */
const STARTS_NOW = [
  new RegExp(`^(?:start|begin) (?<about>.+?) ${NOW}$`, 'i'),
  new RegExp(`^(?:run|move) (?<about>it|this|that|the (?:change|request)) (?:to )?${NOW}$`, 'i'),
]
const EARLIER = /\bforward$|^(?:bring forward|pull forward|shorten|reduce)\b/i
const SHORTENS = /^(?:shorten|reduce)\b/i
const LEADS_ON = /\b(?:to|from|for|until|till)\b/i

/** "move Edge Settings to tomorrow 22:00", "extend it by 3 days", "end it now": null for everything else. */
export function rescheduleIn(text: string, kinds: KindPhrases): RescheduleReading | null {
  if (text.length > MAX_LENGTH) return null
  const plainly = text
    .trim()
    .replace(/[.!\s]+$/, '')
    .replace(/[\s,]+(?:please|pls|thanks)$/i, '')
  const polite = /^(?:please|pls|(?:can|could|would) you(?: please)?)[,:]?\s+/i
  const asked = plainly.replace(polite, '')
  const fixed = fixedIn(asked, kinds)
  if (fixed) return fixed
  const said = withoutPoliteness(text)
  if (!BEGINS.test(said)) return null
  for (const [head, to] of waysToCut(said)) {
    const reading = headed(head, kinds)
    const isPlain = reading?.wish !== 'move' || to.clear || INSTEAD.test(said)
    if (reading && isPlain) return { ...reading, to: to.shift }
  }
  const reading = /^(?:reschedule|postpone|delay|extend|prolong)\b/i.test(said) ? headed(said, kinds) : null
  return reading && reading.policies.length < 2 ? { ...reading, to: null } : null
}

/** "end it now", "make it permanent", "start it now": without a time of their own. */
function fixedIn(asked: string, kinds: KindPhrases): RescheduleReading | null {
  const ends = END_NOW.exec(asked)?.groups
  // "stop it now" may be about what waits.
  if (ends && !/^stop\b(?! the (?:exclusion|exception|assignment)\b)/i.test(asked))
    return {
      action: 'reschedule',
      wish: 'endNow',
      ...whichOne(ends.about ?? ends.thing ?? '', kinds),
      to: null,
    }
  const keeps = KEEPS.map((one) => one.exec(asked)).find((one) => one !== null)
  if (keeps)
    return { action: 'reschedule', wish: 'keep', ...whichOne(keeps.groups?.about ?? '', kinds), to: null }
  const starts = STARTS_NOW.map((one) => one.exec(asked)).find((one) => one !== null)
  return starts
    ? {
        action: 'reschedule',
        wish: 'move',
        ...whichOne(starts.groups?.about ?? '', kinds),
        to: { is: 'in', span: { amount: 1, unit: 'minutes' } },
      }
    : null
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
    const { until, by, lasts } = lead.groups ?? {}
    const span = by || lasts ? byIn(tail, EARLIER.test(head)) : null
    const long = until && SHORTENS.test(head) ? lastsIn(tail) : null
    const shift = long ?? span ?? (by ? null : momentFrom(tail))
    if (shift) found.push([head, { shift, clear: true }])
  }
  for (const gap of whole.matchAll(/ /g)) {
    const head = whole.slice(0, gap.index)
    const tail = whole.slice(gap.index + 1)
    const way = LATER.exec(tail)?.[1]?.toLowerCase()
    const by = way || LASTS_ALONE.test(head) ? byIn(tail.replace(LATER, ''), way === 'earlier') : null
    // "start it at 23:00 instead", "make it 23:00 instead"
    const shift: Shift | null = by ?? momentFrom(tail)
    if (shift) found.push([head, { shift, clear: by !== null }])
  }
  return found
}

function headed(head: string, kinds: KindPhrases): Omit<RescheduleReading, 'to'> | null {
  for (const [wish, verb] of VERBS) {
    const found = verb.exec(head)
    const about = (found?.groups?.about ?? '').replace(/^the /i, '')
    const from = FROM.exec(about)?.groups?.from
    const what = from && momentFrom(from) ? about.replace(FROM, '') : about
    const which = whichOne(what, kinds)
    // "move Edge Settings from Legal", "extend Edge Settings to Legal": somebody gets or loses it.
    if (!found || (!which.when && which.policies.some((one) => LEADS_ON.test(one) && !QUOTED.test(what))))
      continue
    return { action: 'reschedule', wish, ...which }
  }
  return null
}

/** "3 days", "another 2 hours", "3 more days" */
function byIn(text: string, earlier: boolean): Shift | null {
  const span = spanSaid(text.replace(/^(?:another|a further|one more) /i, 'a ').replace(/ more /i, ' '))
  return span && { is: 'by', span, earlier }
}

/** "shorten it to 3 days": so long altogether, and not 3 days less. */
function lastsIn(text: string): Shift | null {
  const span = spanSaid(text)
  return span && { is: 'lasts', span }
}

function spanSaid(text: string) {
  const timing = wholeTiming(wordsOf(`for ${text}`))
  return timing?.end?.is === 'for' ? timing.end.span : null
}

function momentFrom(text: string): Shift | null {
  if (!timeWordsOf(wordsOf(text)).words.some(tellsTime)) return null
  for (const lead of ['', 'on ', 'at ', 'until ']) {
    const timing = wholeTiming(wordsOf(lead + text))
    const moment = timing && (lead === 'until ' ? timing.end : timing.end === null ? timing.start : null)
    if (moment && moment.is !== 'for') return moment
  }
  return null
}
