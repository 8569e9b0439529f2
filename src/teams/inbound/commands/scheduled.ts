import type { Timing } from '../../../language/grammar/timing.ts'
import { wholeTiming } from '../../../language/grammar/timingPhrase.ts'
import { firstFit, wholeSentence, wordsOf } from '../../../language/grammar/wholeSentence.ts'
import type { AssignmentRequest } from '../../../request/request.ts'
import { databaseTime } from '../../../store/databaseClock.ts'
import { endingFor, waitingFor } from '../../../store/lookups.ts'
import { OFFERS } from '../../../wording/offers.ts'
import { nothingScheduled, nothingScheduledOf, nothingScheduledThen } from '../../../wording/timing.ts'
import { listCard } from '../../cards/historyCard.ts'
import { answerMessage } from '../../cards/offers.ts'
import { cardMessage, textMessage } from '../../messages.ts'
import { timesOfSender } from '../activity.ts'
import type { Command } from '../command.ts'
import { among, atATime, nextMoment } from '../requestMatch.ts'

const MAX_FOUND = 50

/** "what is scheduled": what begins or ends by itself in the future, as far as it can be seen here. */
export const scheduled: Command<ScheduledReading> = {
  action: 'scheduled',
  does: 'lists what begins or ends by itself at a time to come',
  examples: ['what is scheduled'],
  reads: {
    stage: 'question',
    read: ({ bare }) => scheduledIn(bare),
  },
  handle: async (turn, sender, [{ when, policy }], { db }) => {
    const at = await databaseTime(db)
    const waiting = await waitingFor(db, sender, MAX_FOUND)
    const ending = await endingFor(db, sender, at, MAX_FOUND)
    const next = (one: AssignmentRequest) => nextMoment(one)?.toISOString() ?? ''
    const all = [...waiting.filter(({ state }) => state === 'scheduled'), ...ending].sort((a, b) =>
      next(a).localeCompare(next(b)),
    )
    const then = (when && atATime(all, when, { at, ...timesOfSender(turn.activity) })) ?? all
    const found = policy ? among(then, [policy]) : then
    if (found.length > 0) await turn.send(cardMessage(listCard(found, 'Scheduled', 'next')))
    else if (all.length === 0) await turn.send(textMessage(nothingScheduled()))
    else {
      const none = policy ? nothingScheduledOf(policy) : nothingScheduledThen()
      await turn.send(answerMessage(none, [OFFERS.scheduled]))
    }
  },
}

interface ScheduledReading {
  action: 'scheduled'
  /** "what is scheduled for tomorrow" */
  when?: Timing
  /** "when does Edge Settings end" */
  policy?: string
}

/** The words after it have to be read as a time in full: "what changes are planned by Bruno" is not this command. */
function scheduledIn(said: string): ScheduledReading | null {
  if (firstFit(SCHEDULED, said)) return { action: 'scheduled' }
  for (const form of AT_A_TIME) {
    const when = form.exec(said)?.groups?.when
    const timing = when === undefined ? null : timingOf(when)
    if (timing) return { action: 'scheduled', when: timing }
  }
  const about = firstFit(OF_ONE, said)
  const policy = about?.policy
  return about && { action: 'scheduled', ...(policy && !POINTING.test(policy) ? { policy } : {}) }
}

function timingOf(when: string): Timing | null {
  const words = when.replace(/^(?:for|on|at) /i, '')
  const found = ['for ', 'on ', 'at ', ''].map((lead) => wholeTiming(wordsOf(lead + words)))
  return found.find((one) => one !== null && one.end?.is !== 'for') ?? null
}

const SCHEDULE = '(?:scheduled|planned|upcoming|queued for later|timed|deferred|temporary|coming up)'
const THINGS = '(?:changes|requests|assignments|removals|exclusions|exceptions|things)'
const WHAT = `(?:(?:what|which)(?: ${THINGS})?(?:'s| is| are| will be)?|is (?:there )?anything|are there any(?: ${THINGS})?|do we have anything|any ${THINGS}|anything|any)`
const SCHEDULED = [
  `${WHAT} (?:still |currently )?${SCHEDULE}(?: ${THINGS})?(?: for later| for me| here)?`,
  `(?:(?:show|list|display|see|view|get)(?: me| us)? )?(?:all |all of )?(?:the |my |our )?${SCHEDULE} (?:${THINGS}|cards)`,
  `(?:show|list|display|see|view)(?: me| us)? (?:(?:what|everything|all)(?: that)? is )?${SCHEDULE}`,
  '(?:show|list|display|see|view|get)(?: me| us)? (?:the |my |our )?schedule',
  "what(?:'s| is) (?:on |in )?(?:the |my |our )?schedule",
  `(?:what|which ${THINGS}) (?:begins|begin|starts|start|ends|end|expires|expire)(?: soon| next| by itself)?`,
].map(wholeSentence)
const AT_A_TIME = [
  `${WHAT} (?:still |currently )?${SCHEDULE}(?: ${THINGS})?(?: here)? (?<when>.+)`,
  `(?:show|list|display|see|view)(?: me| us)? (?:what|everything|all)(?: that)? is ${SCHEDULE} (?<when>.+)`,
  `(?:show|list|display|see|view)(?: me| us)? (?:the |my |our )?(?:${SCHEDULE} ${THINGS}|schedule) (?<when>.+)`,
  `(?:what|which ${THINGS}) (?:happens|happen|will happen|begins|begin|starts|start|ends|end|expires|expire|runs out|run out)(?: by itself)? (?<when>.+)`,
].map(wholeSentence)
const OF_ONE = [
  'when (?:does|do|will|is|did) (?:the )?(?:(?:change|exclusion|exception|assignment|removal) (?:of|to|for|from|on) )?(?<policy>.+?) (?:to )?(?:start|begin|end|expire|run out|be over|due|scheduled|over)',
  'until when (?:does|is|will) (?<policy>.+?) (?:last|assigned|excluded|valid)',
  'is (?<policy>.+?) (?:still )?scheduled',
].map(wholeSentence)
const POINTING =
  /^(?:it|this|that|(?:the |my |this )?(?:change|exclusion|exception|assignment|removal|request|one))$/i
