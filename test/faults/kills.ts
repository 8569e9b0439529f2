import { setTimeout as pause } from 'node:timers/promises'
import { COMPANY } from '../../src/local/company.ts'
import type { Company } from './company.ts'
import type { AssentProcess } from './process.ts'

/** Where in the life of a request a kill falls. */
export type Moment = 'sentence' | 'cardTaken' | 'approved' | 'written' | 'readBack' | 'noticeTaken' | 'any'

export const MOMENTS: readonly Moment[] = [
  'cardTaken',
  'written',
  'approved',
  'noticeTaken',
  'readBack',
  'any',
  'sentence',
]

/** Kills Assent again and again, each time at another kind of moment, and restarts it. */
export class Killer {
  kills = 0
  readonly byMoment = new Map<Moment, number>()
  private readonly company: Company
  private assent: AssentProcess
  private armed: Moment | null = null
  private dying: Promise<void> | null = null
  private last: Moment = 'any'
  private readonly stops: (() => void)[]

  constructor(company: Company, assent: AssentProcess) {
    this.company = company
    this.assent = assent
    const notices = COMPANY.team.channels[0].id
    this.stops = [
      // Both are called before the answer is on its way: the process never hears that it was taken.
      company.channel.board.on((event) => {
        if (event.type !== 'message' || event.message.updates > 0) return
        if (!event.message.from.isBot) this.at('sentence', 60)
        else if (event.message.conversationId === notices && !event.message.replyTo) this.at('noticeTaken')
        else this.at('cardTaken')
      }),
      company.tenant.onChange(() => {
        this.at('written')
        this.at('readBack', 40)
      }),
    ]
  }

  /** An approval was answered. */
  approved(): void {
    this.at('approved', 10)
  }

  /**
   * Kills and starts until it has killed so often, or there is nothing left to disturb.
   * @param rest at most so long after each start Assent is left in peace, in milliseconds.
   */
  async run(times: number, rest: number, isOver: () => boolean): Promise<void> {
    while (this.kills < times && !isOver()) {
      await pause(Math.random() * rest)
      const moment = MOMENTS[this.kills % MOMENTS.length] ?? 'any'
      this.armed = moment
      if (moment === 'any') this.at('any')
      for (let waited = 0; !this.dying && waited < 10_000; waited += 20) await pause(20)
      // It does not come any more: then any moment will do.
      if (!this.dying && !isOver()) {
        this.armed = 'any'
        this.at('any')
      }
      this.armed = null
      if (!this.dying) continue
      await this.dying
      this.byMoment.set(this.last, (this.byMoment.get(this.last) ?? 0) + 1)
      this.assent = await this.company.startAssent()
      this.company.channel.connect(this.assent.url)
      this.dying = null
    }
  }

  async stop(): Promise<void> {
    for (const stop of this.stops) stop()
    await this.assent.stop()
  }

  /** @param most up to so many milliseconds later. */
  private at(moment: Moment, most = 0): void {
    if (this.armed !== moment || this.dying) return
    this.kills++
    this.last = moment
    this.dying = most === 0 ? this.assent.kill() : pause(Math.random() * most).then(() => this.assent.kill())
  }
}
