import type { CallRecord } from '../../src/local/tenant/guard.ts'
import { ALREADY, COLLECTION, type Company, groupIdOf, startCompany } from './company.ts'
import { cardsOf, count, mentions, noticesOf, shownIn, type Verdict } from './judge.ts'
import { Killer, type Moment } from './kills.ts'
import { Approvers, makeWishes, sayAll, type Wish } from './people.ts'
import { isGood, type StoryOptions, settle } from './story.ts'

const MINUTE_MS = 60_000

/** A wish with a beginning or an end of its own. */
interface TimedWish extends Wish {
  /** Minutes after it is said; null: at once. */
  begins: number | null
  /** Minutes after it is written; null: it stays. */
  lasts: number | null
  /** When it was first said, in milliseconds since 1970. */
  saidAt: number
}

export interface LaterVerdict extends Verdict {
  /** Written before its moment, or taken back before its end. */
  early: string[]
}

export interface Later extends LaterVerdict {
  requests: number
  kills: number
  byMoment: ReadonlyMap<Moment, number>
  seconds: number
}

const TIMINGS: readonly (readonly [begins: number | null, lasts: number | null])[] = [
  [1, null],
  [null, 1],
  [2, null],
  [1, 1],
  [null, 2],
  [2, 1],
]

/**
 * What is to begin and to end within minutes, while the one process of Assent is killed again and again: while it
 * waits, at its moments, and in the middle of its way back.
 */
export async function laterStory(options: StoryOptions): Promise<Later> {
  const began = Date.now()
  const wishes = makeWishes(options.requests, Number.POSITIVE_INFINITY).map((wish, index): TimedWish => {
    const [begins = null, lasts = null] = TIMINGS[index % TIMINGS.length] ?? []
    return { ...wish, begins, lasts, timing: timingOf(begins, lasts), saidAt: Number.POSITIVE_INFINITY }
  })
  const company = await startCompany(options.engine, wishes.length)
  try {
    const assent = await company.startAssent()
    company.channel.connect(assent.url)
    await company.install()
    const killer = new Killer(company, assent)
    const approvers = new Approvers(company, () => killer.approved())
    const said = sayAll(company, wishes, options.pause, (wish) => {
      const timed = wish as TimedWish
      timed.saidAt = Math.min(timed.saidAt, Date.now())
    })
    await killer.run(options.kills, options.rest, () => isGood(judgeLater(company, wishes)))
    await said
    // While everything waits for its moment nothing moves.
    await settle(() => judgeLater(company, wishes), company, 4 * MINUTE_MS)
    await approvers.stop()
    await killer.stop()
    const { kills, byMoment } = killer
    const seconds = Math.round((Date.now() - began) / 1000)
    return { ...judgeLater(company, wishes), requests: wishes.length, kills, byMoment, seconds }
  } finally {
    await company.stop()
  }
}

/** "in 2 minutes for 1 minute" */
function timingOf(begins: number | null, lasts: number | null): string {
  const span = (minutes: number) => `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`
  return [
    ...(begins === null ? [] : [`in ${span(begins)}`]),
    ...(lasts === null ? [] : [`for ${span(lasts)}`]),
  ].join(' ')
}

/** What everybody can see: the sets, when they were written, and the messages in Teams. */
function judgeLater(company: Company, wishes: readonly TimedWish[]): LaterVerdict {
  const verdict: LaterVerdict = { early: [], lost: [], doubled: [], stuck: [] }
  const { state, calls } = company.tenant
  const shown = shownIn(company)
  for (const wish of wishes) {
    const object = state.objects[COLLECTION]?.find(({ name }) => name === wish.policy)
    const groups = object?.assignments.map(({ target }) => target.groupId) ?? []
    const times = (name: string) => groups.filter((id) => id === groupIdOf(state, name)).length
    const what = `${wish.policy}, ${wish.timing}`
    count(verdict, times(ALREADY), `${ALREADY} among the assignments of ${what}`)
    const isTakenBack = wish.lasts !== null
    if (isTakenBack && times(wish.group) > 0) verdict.stuck.push(`${wish.group} still has ${what}`)
    if (!isTakenBack) count(verdict, times(wish.group), `${wish.group} among the assignments of ${what}`)
    judgeWrites(
      verdict,
      calls.filter(({ wrote, path }) => wrote && path.includes(object?.id ?? '?')),
      wish,
      what,
    )
    const cards = cardsOf(shown, wish)
    count(verdict, cards.length, `the card of ${what}`)
    const end = isTakenBack ? 'taken back at its end as approved' : 'Done and verified in Intune'
    if (cards.some((card) => !mentions(card, end))) verdict.stuck.push(`the card of ${what}`)
    // In the channel itself the card is what tells.
    if (wish.conversation.kind === 'channel') continue
    const notices = noticesOf(shown, wish)
    const wanted = isTakenBack ? 2 : 1
    if (notices.length < wanted) verdict.lost.push(`a notice of ${what}`)
    if (notices.length > wanted) verdict.doubled.push(`a notice of ${what}`)
  }
  return verdict
}

function judgeWrites(
  { early, lost, doubled }: LaterVerdict,
  writes: readonly CallRecord[],
  { begins, lasts, saidAt }: TimedWish,
  what: string,
): void {
  const wanted = lasts === null ? 1 : 2
  if (writes.length < wanted) lost.push(`a write of ${what}`)
  if (writes.length > wanted) doubled.push(`a write of ${what}`)
  const [first, second] = writes.map(({ at }) => Date.parse(at))
  if (first !== undefined && first < saidAt + (begins ?? 0) * MINUTE_MS)
    early.push(`the beginning of ${what}`)
  if (first !== undefined && second !== undefined && second < first + (lasts ?? 0) * MINUTE_MS)
    early.push(`the end of ${what}`)
}
