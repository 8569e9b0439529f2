import { tokenize } from '../lexer/tokens.ts'
import type { KindPhrases } from './kindWords.ts'
import { policyParts } from './policyPart.ts'
import type { Timing } from './timing.ts'
import { wholeTiming } from './timingPhrase.ts'

/* Which of the requests that wait, or of the changes that end by themselves, somebody means. */

/** By its policy, in the ways to read that name, or by its time. Neither: the only one, or the last. */
export interface WhichRequest {
  policies: string[]
  when?: Timing
}

const POINTING =
  /^(?:it|this|that|them|these|those|everything|all|(?:the |my |this |that )?(?:last |scheduled |temporary |planned )?(?:change|request|one|assignment|exclusion|exception|removal))$/i
export const QUOTED = /^["“„«'](.+)["”“»']$/
export const FROM = / from (?<from>.+)$/i
/** Before the name: "the exclusion from Edge Settings" */
const DEED = /^(?:change|request|exclusion|exception|assignment|removal) (?:of|to|for|from|on) /i
const WEEKDAYS = 'monday|tuesday|wednesday|thursday|friday|saturday|sunday'
const THING = '(?:change|request|one|assignment|exclusion|exception|removal)'
/** "tonight's change", "the Friday one", "the change for tomorrow" */
const OF_A_TIME = [
  new RegExp(`^(?<when>tonight|today|tomorrow|${WEEKDAYS})(?:'s|’s)? ${THING}$`, 'i'),
  new RegExp(`^${THING} (?:(?:scheduled |planned )?(?:for|of|on|at|from) )?(?<when>.+)$`, 'i'),
]
/** "the Edge one" */
const ONE = /^(?<name>.+?) (?:one|change|request)$/i

/** By its time, as "tonight's change", or by its policy: "the exclusion of Pilot from Edge Settings", "the Edge one". */
export function whichOne(said: string, kinds: KindPhrases): WhichRequest {
  const about = said.replace(/^the /i, '')
  for (const form of OF_A_TIME) {
    const when = form.exec(about)?.groups?.when
    const timing = when && !POINTING.test(about) ? timingFrom(when) : null
    if (timing) return { policies: [], when: timing }
  }
  const deed = about.replace(DEED, '')
  const from = deed === about ? undefined : FROM.exec(deed)?.groups?.from
  const name = from ?? deed
  return { policies: policyNames(POINTING.test(name) ? name : (ONE.exec(name)?.groups?.name ?? name), kinds) }
}

function timingFrom(text: string): Timing | null {
  const found = ['for ', 'on ', 'at ', ''].map((lead) => wholeTiming(tokenize(lead + text, (word) => word)))
  return found.find((one) => one !== null) ?? null
}

function policyNames(about: string, kinds: KindPhrases): string[] {
  if (about === '' || POINTING.test(about)) return []
  const tokens = tokenize(about, (word) => word)
  const parts = policyParts(tokens, kinds).flatMap(({ policies }) => (policies.length === 1 ? policies : []))
  return [...new Set([...parts, QUOTED.exec(about)?.[1] ?? about])]
}
