import { setTimeout as pause } from 'node:timers/promises'
import { everybodyLooks, startCompany } from './company.ts'
import { judge, type Verdict } from './judge.ts'
import { Killer, type Moment } from './kills.ts'
import { Approvers, makeWishes, sayAll } from './people.ts'

export interface Story extends Verdict {
  engine: string
  requests: number
  kills: number
  byMoment: ReadonlyMap<Moment, number>
  /** Second copies that Assent found and took away by itself. */
  withdrawn: number
  seconds: number
}

export interface StoryOptions {
  engine: string
  requests: number
  kills: number
  /** Milliseconds between two sentences. */
  pause: number
  /** The longest time between a start and the next kill, in milliseconds. */
  rest: number
}

/** How long nothing may happen before a story that is not good yet counts as over, in milliseconds. */
const QUIET_MS = 60_000

/**
 * People ask and approve while the one process of Assent is killed at all kinds of moments. Afterwards it may run
 * in peace until everything is well, or nothing moves any more; then it is judged what there is to see.
 */
export async function tellStory(options: StoryOptions): Promise<Story> {
  const began = Date.now()
  const wishes = makeWishes(options.requests, 8)
  const company = await startCompany(options.engine, wishes.length)
  try {
    const assent = await company.startAssent()
    company.channel.connect(assent.url)
    await company.install()
    const killer = new Killer(company, assent)
    const approvers = new Approvers(company, () => killer.approved())
    const said = sayAll(company, wishes, options.pause)
    await killer.run(options.kills, options.rest, () => isGood(judge(company, wishes)))
    await said
    await settle(() => judge(company, wishes), company)
    await approvers.stop()
    await killer.stop()
    const verdict = judge(company, wishes)
    const withdrawn = company.channel.board.messages.filter((one) => one.from.isBot && one.deleted).length
    const { kills, byMoment } = killer
    const seconds = Math.round((Date.now() - began) / 1000)
    return {
      ...verdict,
      engine: options.engine,
      requests: wishes.length,
      kills,
      byMoment,
      withdrawn,
      seconds,
    }
  } finally {
    await company.stop()
  }
}

export function isGood({ lost, doubled, stuck }: Verdict): boolean {
  return lost.length + doubled.length + stuck.length === 0
}

/** What has happened so far, as text: the same as long as nothing happens. */
function momentOf({ channel, tenant }: Parameters<typeof everybodyLooks>[0]): string {
  const { messages } = channel.board
  return JSON.stringify([tenant.calls.length, messages.length, messages.map((one) => one.updates)])
}

/**
 * Waits until the verdict is good and stays so, or nothing changes any more for `quietMs`.
 * @param meanwhile what people do when nothing has changed for so many milliseconds.
 */
export async function settle(
  look: () => Verdict,
  company: Parameters<typeof everybodyLooks>[0],
  quietMs = QUIET_MS,
  meanwhile: (quiet: number) => Promise<void> = async () => {},
): Promise<void> {
  let last = ''
  let since = Date.now()
  for (;;) {
    await everybodyLooks(company)
    const now = momentOf(company)
    if (now !== last) since = Date.now()
    last = now
    const quiet = Date.now() - since
    if (quiet > quietMs || (quiet > 5000 && isGood(look()))) return
    await meanwhile(quiet)
    await pause(500)
  }
}
