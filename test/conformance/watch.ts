import { type Driven, type Seen, textOf } from '../world/world.ts'

const PAUSE_MS = 150
/** However busy the machine: what never comes is found by this, and nothing else. */
const PATIENCE_MS = 300_000

/** Many waits on one reader of the chats, so that waiting does not keep the world from working. */
export class Watch {
  private readonly driven: Driven
  private reading: Promise<Seen[]> | null = null

  constructor(driven: Driven) {
    this.driven = driven
  }

  /** The bot's message that says all this. */
  async message(...texts: readonly (string | RegExp)[]): Promise<Seen> {
    const end = Date.now() + PATIENCE_MS
    for (;;) {
      const found = (await this.messages()).find(
        (one) => one.from.isBot && !one.held && texts.every((text) => says(textOf(one), text)),
      )
      if (found) return found
      if (Date.now() > end) {
        const last = (await this.messages()).findLast((one) => texts[0] && says(textOf(one), texts[0]))
        throw new Error(`no message says ${texts.join(' and ')}; the last one:\n${last ? textOf(last) : ''}`)
      }
    }
  }

  private messages(): Promise<Seen[]> {
    this.reading ??= new Promise((resolve) => setTimeout(resolve, PAUSE_MS)).then(async () => {
      this.reading = null
      return await this.driven.messages()
    })
    return this.reading
  }
}

function says(text: string, wanted: string | RegExp): boolean {
  return typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text)
}
