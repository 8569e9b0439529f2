import { afterAny, patterns } from '../grammar/pattern.ts'
import { nameOf, type Token } from '../lexer/tokens.ts'

const MAX_TICKET_WORDS = 8
const TICKET = /^[[#]?(inc|chg|ritm|req|sctask|ctask|task|prb|sr|wo|cr|case|ticket)[-#_:]?\d{2,}\]?$/

/** "PROJ-123", which only a sign after it or a word before it makes a ticket. */
const ISSUE = /^\[?[A-Z][A-Z\d]{1,9}-\d{1,7}\]?$/
const NUMBERED = /^#?\d{2,10}$/

const CALLED = patterns(
  'ticket|change|incident|case|request|ref|reference|task|jira|issue|cr|chg|inc number|no|id|request? .? :|# ?',
  'ticket|change|incident|case|ref|reference|task|jira|issue number|no|id|request? :?',
  'sr|ritm|req|inc|task|wo|prb|ctask|sctask|tkt number|no|id? :|#?',
)

const AS_ASKED = patterns('as? per', 'for|under|re|regarding|ref :?', 'as requested in|by|via')
const BEFORE_TICKET = patterns(
  'for|per|see|under|by|via|re|ref|from|in',
  'as per',
  'as requested|asked in|by|via|per',
  'according|related|due to',
  'because|cause of?',
  '-|–|—|,',
)

const AFTER_TICKET = new Set([':', '-', '–', '—', ',', '|', ')', '/', '>'])

/** "INC0012345: …" and "… (ticket 4711)" */
export function ticketIn(tokens: readonly Token[]): { words: Token[]; reason?: string } {
  const start = tokens[0]?.word === '(' ? 1 : Math.max(0, afterAny(AS_ASKED, tokens, 0))
  const first = ticketAt(tokens, start, true)
  if (first > start) {
    let next = first
    while (AFTER_TICKET.has(tokens[next]?.word ?? '')) next++
    return { words: tokens.slice(next), reason: withoutBrackets(tokens.slice(start, first)) }
  }
  const closed = tokens.at(-1)?.word === ')' ? tokens.length - 1 : tokens.length
  for (let at = Math.max(1, closed - MAX_TICKET_WORDS); at < closed; at++) {
    const isBracketed = tokens[at]?.word === '('
    const before = isBracketed ? at + 1 : afterAny(BEFORE_TICKET, tokens, at)
    const from = Math.max(before, at)
    const inner = Math.max(from, afterAny(BEFORE_TICKET, tokens, from))
    if (ticketAt(tokens, inner, before > at) !== closed) continue
    if (!isBracketed && closed < tokens.length) continue
    return { words: tokens.slice(0, at), reason: withoutBrackets(tokens.slice(inner, closed)) }
  }
  return { words: [...tokens] }
}

/** The place after a ticket's number, or -1. */
function ticketAt(tokens: readonly Token[], at: number, isMarked: boolean): number {
  const called = afterAny(CALLED, tokens, at)
  const from = Math.max(called, at)
  const token = tokens[from]
  if (!token || token.quoted !== null) return -1
  if (TICKET.test(token.word) || (at === 0 && /^#\d{2,10}$/.test(token.word))) return from + 1
  if (called > at && (NUMBERED.test(token.word) || ISSUE.test(token.raw))) return from + 1
  const isFollowed = at > 0 || /^\[.*\]$/.test(token.raw) || AFTER_TICKET.has(tokens[from + 1]?.word ?? '')
  return isMarked && isFollowed && ISSUE.test(token.raw) && at === 0 ? from + 1 : -1
}

function withoutBrackets(tokens: readonly Token[]): string {
  return nameOf(tokens).replace(/^\[|\]$/g, '')
}
