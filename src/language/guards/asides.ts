import { afterAny, patterns } from '../grammar/pattern.ts'
import { nameOf, type Token } from '../lexer/tokens.ts'
import { isOnlyBeside, type Only, onlyIn } from './onlyClause.ts'
import { setsCondition } from './secondThoughts.ts'
import { behalfIn, reasonIn, TURNING } from './statedReason.ts'
import { ticketIn } from './ticket.ts'

/** A sentence without what is said beside its request. */
export interface Asides {
  words: Token[]
  /** Why it is asked for, as written: a ticket's number, "because …". */
  reason?: string
  /** Words without a meaning for the change: "for testing". */
  leftOut?: string[]
  /** "only": nobody else is to keep what is assigned. Null where it is not said. */
  only: Only | null
}

/** "per CHG0012345 please …" */
const AGREED = 'discussed|agreed|requested|mentioned|planned'

/** "As discussed with Bruno, …" */
const AS_AGREED = patterns(
  `as|like ${AGREED} earlier|before? ,|:?`,
  `per our|the|your call|chat|meeting|mail|email|conversation|discussion|request|ticket|incident|case ,|:?`,
  `as per our|the|your call|chat|meeting|mail|email|conversation|discussion|request|ticket|incident|case ,|:?`,
)

const PURPOSE = patterns(
  `,? as ${AGREED} earlier|before?`,
  ',|and|but keep|leave all|the? everything|others|rest|remaining else? alone|untouched|unchanged?',
  ',|and|but keep|leave all|the? everything|others|rest|remaining else? as they|it are|is',
  'for now',
  'until|till further notice',
  'where possible|applicable|needed',
  'for the|this moment|time being?',
  'for a|the|our|some|further? user|pilot|quick? testing|test|tests|evaluation|validation|verification|trial|pilot|piloting|poc|demo|training|troubleshooting|debugging|audit|now purposes|purpose|reasons?',
  'for testing|test|evaluation|validation|verification|trial|demo|training|audit|compliance|security|safety purposes|purpose|reasons',
  'as a test|trial|pilot|poc|demo',
)

const MAX_PURPOSE_WORDS = 8

/** "if it is not there already": what happens to an existing assignment anyway. */
const UNLESS_THERE = patterns(
  ",? if it's|its|they're not already|yet? assigned|there|done|present|deployed? already|yet?",
  ',? if it|they|that is|are|was|has|have not been? already|yet? assigned|there|done|present|deployed? already|yet?',
  ",? if it|they|that isn't|aren't|wasn't|hasn't|haven't been? already|yet? assigned|there|done|present|deployed? already|yet?",
  ',? if not already|yet? assigned|there|done|present|deployed? already|yet?',
  ',? unless it|they|that is|are|has|have been? already assigned|there|done|present|deployed?',
)

/** Null where what stands beside the request turns it into another. */
export function withoutAsides(tokens: readonly Token[]): Asides | null {
  const ticket = ticketIn(tokens)
  const because = reasonIn(ticket.words)
  if (because === null) return null
  const behalf = behalfIn(because.words)
  const reasons = [ticket.reason, because.reason, behalf.reason].filter((one) => one !== undefined)
  const meant = purposeIn(behalf.words)
  // "to Legal only because HR asks" can be about who gets it, or about why.
  if (isOnlyBeside(ticket.words, meant.words)) return null
  const { words, only } = onlyIn(meant.words)
  return {
    words,
    only,
    ...(reasons.length > 0 ? { reason: reasons.join('; ') } : {}),
    ...(meant.leftOut ? { leftOut: [meant.leftOut] } : {}),
  }
}

const MAX_AGREED_WORDS = 7

/** "as discussed with Bruno, …", "like agreed in the call please …": the words after it, or -1. */
function agreedEnd(tokens: readonly Token[]): number {
  if (!/^(as|like)$/.test(tokens[0]?.word ?? '') || !new RegExp(`^(${AGREED})$`).test(tokens[1]?.word ?? ''))
    return -1
  const end = tokens.findIndex(
    ({ word }, at) => at > 1 && at <= MAX_AGREED_WORDS && /^([,:]|please|kindly)$/.test(word),
  )
  const between = end < 0 ? [] : tokens.slice(2, end)
  return end > 0 && !setsCondition(between) && !between.some(({ word }) => TURNING.has(word)) ? end + 1 : -1
}

function purposeIn(tokens: readonly Token[]): { words: Token[]; leftOut?: string } {
  const agreed = Math.max(afterAny(AS_AGREED, tokens, 0), agreedEnd(tokens))
  if (agreed > 0 && agreed < tokens.length)
    return { words: tokens.slice(agreed), leftOut: nameOf(tokens.slice(0, agreed)).replace(/[,:]$/, '') }
  for (let at = Math.max(3, tokens.length - MAX_PURPOSE_WORDS); at < tokens.length; at++) {
    if (Math.max(afterAny(PURPOSE, tokens, at), afterAny(UNLESS_THERE, tokens, at)) !== tokens.length)
      continue
    return { words: tokens.slice(0, at), leftOut: nameOf(tokens.slice(at)).replace(/^, ?/, '') }
  }
  return { words: [...tokens] }
}
