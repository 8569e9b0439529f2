import type { HistoryOfReading } from '../reading.ts'
import { withoutPoliteness } from './talk.ts'

/*
 * "history by Ada for group Legal last 7 days": Assent's own record, narrowed. A policy alone is a question about that
 * policy instead, which Intune answers, too.
 */

const MAX_LENGTH = 300
const HEAD =
  /^(?:(?:show|list|give|see|display|get)(?: me| us)? |what(?:'s| is) )?(?:(?:the|all|our) )*(?:(?<whose>my|.+?'s|.+?s') )?(?:change |request )?(?:history|record|log|requests|changes)(?= |$)/i
const UNITS = { day: 1, week: 7, month: 30 } as const
const NUMBERS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']
const COUNT = `(?<count>\\d{1,3}|${NUMBERS.join('|')}|couple of|few)`
const NAMED = '(?<named>today|yesterday|this week|last week|this month|last month)'
const LAST = `(?:the )?(?:last|past|previous) (?:${COUNT} )?(?<unit>day|week|month)s?`
const PERIOD = `(?:(?:in|over|during|of|from|for|within|since) )?(?:${NAMED}|${LAST})`
const GROUP = '(?:for|with|of|about|on) (?:the )?group '
const PERSON = '(?:(?:made |asked |requested )?by|from) '
const POLICY = '(?:of|on|about|to|for) (?:the )?(?:policy |app )?'
/** Where the next part begins, or the end. */
const NEXT = `(?=,? (?:and )?(?:${PERIOD}|${GROUP}|${PERSON}|${POLICY})|$)`
const PARTS = [
  ['period', new RegExp(`^${PERIOD}(?=,? |$)`, 'i')],
  ['group', new RegExp(`^${GROUP}(?<name>.+?)${NEXT}`, 'i')],
  ['person', new RegExp(`^${PERSON}(?<name>.+?)${NEXT}`, 'i')],
  ['policy', new RegExp(`^${POLICY}(?<name>.+?)${NEXT}`, 'i')],
] as const

/** A request to see the history, in whole or narrowed; null for every other sentence. */
export function recordIn(text: string): HistoryOfReading | null {
  if (text.length > MAX_LENGTH) return null
  const said = withoutPoliteness(text)
  const head = HEAD.exec(said)
  if (!head) return null
  const found: HistoryOfReading = {
    action: 'history-of',
    policy: null,
    person: null,
    group: null,
    period: null,
  }
  const whose = head.groups?.whose
  // "my requests" alone is the whole history.
  if (whose) found.person = /^my$/i.test(whose) ? 'me' : whose.replace(/'?s?'?$/, '')
  let rest = restOf(said, head[0])
  while (rest !== '') {
    const [what, match] = nextPart(rest)
    if (!match || found[what] !== null) return null
    if (what === 'period') found.period = periodOf(match.groups ?? {})
    else found[what] = unquoted(match.groups?.name ?? '')
    if (what === 'person' && /^(?:me|myself|us)$/i.test(found.person ?? '')) found.person = 'me'
    rest = restOf(rest, match[0])
  }
  const isOnlyPolicy = found.person === null && found.group === null && found.period === null
  const isOnlyMine = /^my$/i.test(whose ?? '') && said.length === head[0].length
  return isOnlyPolicy || isOnlyMine ? null : found
}

function nextPart(rest: string): [(typeof PARTS)[number][0], RegExpExecArray | null] {
  for (const [what, pattern] of PARTS) {
    const match = pattern.exec(rest)
    if (match) return [what, match]
  }
  return ['policy', null]
}

function restOf(said: string, read: string): string {
  return said
    .slice(read.length)
    .replace(/^,? (?:and )?/, '')
    .trim()
}

function periodOf(groups: { [name: string]: string }): HistoryOfReading['period'] {
  const { named, count, unit } = groups
  if (named) return named.toLowerCase() as HistoryOfReading['period']
  const days = UNITS[unit?.toLowerCase() as keyof typeof UNITS]
  return { days: days * countSaid(count ?? 'one') }
}

function countSaid(count: string): number {
  const word = count.toLowerCase()
  if (word === 'couple of') return 2
  if (word === 'few') return 3
  return NUMBERS.includes(word) ? NUMBERS.indexOf(word) + 1 : Math.max(1, Number(word))
}

function unquoted(name: string): string {
  return name.trim().replace(/^["“'](.*)["”']$/, '$1')
}
