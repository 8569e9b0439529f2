import { nearest } from '../../../graph/nameMatch.ts'
import { isSameId } from '../../../intune/guid.ts'
import { standInIn } from '../../../language/grammar/standIn.ts'
import { peopleCalled } from '../../../language/grammar/talk.ts'
import type { StandInReading } from '../../../language/reading.ts'
import { endAfter, periodsOf, zoneOf } from '../../../request/timing.ts'
import { waitingForStandIn } from '../../../store/lookups.ts'
import { endStandIn, knownPeople, setStandIn } from '../../../store/standIns.ts'
import { OFFERS } from '../../../wording/offers.ts'
import {
  awayUntilWhen,
  backAgain,
  notYourself,
  standsInFrom,
  whoStandsIn,
  whoStandsInForYou,
} from '../../../wording/standIn.ts'
import { momentInFull } from '../../../wording/timing.ts'
import { answerMessage, type SentenceOffer } from '../../cards/offers.ts'
import { textMessage } from '../../messages.ts'
import { messageText, type Sender, zoneIn } from '../activity.ts'
import type { Command, CommandParts } from '../command.ts'

/** The longest time that somebody can decide in another person's place. */
const MAX_DAYS = 60
const DAY_MS = 86_400_000

/** "I am away until Friday, Bruno stands in", "I am back". Sets who decides in one's own place; it ends by itself. */
export const standIn: Command<StandInReading> = {
  action: 'stand-in',
  does: 'lets somebody decide in your place while you are away, where a rule allows it; “I am back” ends it',
  examples: ['I am away until Friday, Bruno stands in', 'I am back'],
  reads: { stage: 'message', read: ({ text }) => standInIn(text) },
  handle: async (turn, { person }, [{ who, timing }], { db, jobs, now }) => {
    const say = (text: string) => turn.send(textMessage(text))
    const at = now()
    if (who === null) {
      const wasAway = await endStandIn(db, person, at)
      if (wasAway) await redrawWaiting(db, jobs, person)
      return void (await say(backAgain(wasAway)))
    }
    if (who === '') return void (await say(whoStandsInForYou()))
    const zone = zoneOf(zoneIn(turn.activity))
    const until = standInEnd(timing, at, zone)
    if (!until || until.getTime() - at.getTime() > MAX_DAYS * DAY_MS) {
      return void (await say(awayUntilWhen(MAX_DAYS)))
    }
    const people = await knownPeople(db, person.tenantId)
    const called = peopleCalled(people, who)
    const [only] = called
    if (!only || called.length > 1) {
      const others = people.filter(({ oid }) => !isSameId(oid, person.oid)).map(({ name }) => name)
      const meant = only ? called.map(({ name }) => name) : nearest(who, others)
      const told = meant.filter((name) => peopleCalled(people, name).length === 1)
      const offers = offersOf(messageText(turn.activity), who, told)
      return void (await turn.send(answerMessage(whoStandsIn(who, meant, called.length), offers)))
    }
    if (isSameId(only.oid, person.oid)) return void (await say(notYourself()))
    await setStandIn(db, person, only, until)
    // What waits already comes to them, too.
    await redrawWaiting(db, jobs, person)
    const stands = standsInFrom(only.name, momentInFull(until.toISOString(), zone))
    await turn.send(answerMessage(stands, [OFFERS.back]))
  },
}

/** Who may decide about it has changed, and every card says who may. */
async function redrawWaiting(
  db: CommandParts['db'],
  jobs: CommandParts['jobs'],
  person: Sender['person'],
): Promise<void> {
  const waiting = await waitingForStandIn(db, person)
  const { tenantId } = person
  await jobs.send(
    db,
    ...waiting.map((requestId) => ({
      name: 'card' as const,
      data: { requestId, again: true as const },
      key: requestId,
      tenantId,
      when: { within: 0 },
    })),
  )
}

/** The sentence with each of the names in place of the one that was written. */
function offersOf(said: string, who: string, names: readonly string[]): SentenceOffer[] {
  const isOnce = said.split(who).length === 2
  return isOnce ? names.map((name) => ({ title: name, say: said.replace(who, () => name) })) : []
}

/** Of two days that it can mean, the earlier one: people can still name the other. */
function standInEnd(timing: StandInReading['timing'], at: Date, zone: string): Date | null {
  if (!timing) return null
  const periods = periodsOf({ start: null, end: timing.end }, { at, zone })
  if (periods.is === 'problem') return null
  const ends = periods.choices.flatMap(({ end }) =>
    end === null ? [] : end instanceof Date ? [end] : [endAfter(at, end.for, zone)],
  )
  return ends.sort((a, b) => a.getTime() - b.getTime())[0] ?? null
}
