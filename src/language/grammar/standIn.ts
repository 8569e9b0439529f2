import { tokenize } from '../lexer/tokens.ts'
import type { StandInReading } from '../reading.ts'
import { withoutPoliteness } from './talk.ts'
import type { Timing } from './timing.ts'
import { wholeTiming } from './timingPhrase.ts'

const MAX_LETTERS = 200
const AWAY =
  "(?:i am|i'm|i will be|i'll be) (?:away|out of (?:the )?office|out|off|gone|on (?:leave|holidays?|vacation))"
const STANDS =
  '(?:stands in|is standing in|will stand in|will be standing in|steps in|fills in|will fill in|covers|is covering|will cover|decides|will decide|approves|will approve)(?: for me| in my place)?'
const DEPUTY = 'is my (?:stand-in|stand in|substitute|deputy)'
const ABOUT_ME =
  /\b(?:for me|in my place|my (?:stand-in|stand in|substitute|deputy))\b|\b(?:i am|i'm|i will be|i'll be) /i
/** Who and until when are next to each other, in this order or the other. */
const WHEN_FIRST = new RegExp(`^(?:(?:while|when|as long as) )?${AWAY}(?<both>.*?) ${STANDS}$`, 'i')
const WHO_FIRST = new RegExp(
  `^(?<who>\\S.*?) (?:${STANDS}|${DEPUTY})(?<when> .+?)??(?:[,;:.]? (?:while )?${AWAY}(?<later> .+)?)?$`,
  'i',
)
const AWAY_ALONE = new RegExp(`^${AWAY}(?<when> .+)?$`, 'i')
const BACK = /^(?:i am|i'm) back(?: again| now| at work)?$/i

/** "I am away until Friday, Bruno stands in", "I am back": about oneself only. */
export function standInIn(text: string): StandInReading | null {
  if (text.length > MAX_LETTERS) return null
  const said = withoutPoliteness(text)
  if (BACK.test(said)) return { action: 'stand-in', who: null, timing: null }
  if (!ABOUT_ME.test(said)) return null
  const both = WHEN_FIRST.exec(said)?.groups?.both
  if (both !== undefined) return partedIn(both)
  const { who, when, later } = WHO_FIRST.exec(said)?.groups ?? {}
  // Twice until when is not for us to choose from.
  if (who) return standInNamed(who, when && later ? null : endIn(when ?? later ?? ''))
  const alone = AWAY_ALONE.exec(said)?.groups
  const timing = endIn(alone?.when ?? '')
  return alone && (timing || !alone.when) ? { action: 'stand-in', who: '', timing } : null
}

/** "until Friday, Bruno": the longest time that is read whole; the rest is the name. */
function partedIn(both: string): StandInReading | null {
  const words = both
    .trim()
    .replace(/^[,;:.]\s*/, '')
    .split(' ')
  for (let at = words.length - 1; at > 0; at--) {
    const timing = endIn(words.slice(0, at).join(' '))
    if (timing) return standInNamed(words.slice(at).join(' '), timing)
  }
  return standInNamed(words.join(' '), null)
}

function standInNamed(said: string, timing: Timing | null): StandInReading | null {
  const who = said.replace(/^(?:and )?@?/i, '').trim()
  const isNobody = who === '' || /^(?:who|what|nobody|i|you|we|it|he|she|they)$/i.test(who)
  return isNobody ? null : { action: 'stand-in', who, timing }
}

function endIn(when: string): Timing | null {
  const said = when.trim().replace(/[,;:.]+$/, '')
  if (!/^(?:until|till|til|through|for) /i.test(said)) return null
  const words = said.replace(/^(?:till|til|through)\b/i, 'until')
  const timing = wholeTiming(tokenize(words, (word) => word))
  return timing?.end ? timing : null
}
