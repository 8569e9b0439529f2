import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { ada, CHAT, useWorld } from './world.ts'

const lines: { level: number; msg: string; job?: string }[] = []
const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(JSON.parse(line)) })

describe('What whoever runs Assent has to act on', () => {
  const world = useWorld({}, undefined, log)

  it('is no error that passes by itself: Graph throttles, and the job is run again', async () => {
    const w = world()
    await w.faults({ rules: [{ status: 429, retryAfter: 1, times: 6 }] })
    const card = await w.ask(ada, CHAT.ada, 'assign compliance policy Kiosk Windows to group Legal')
    await w.press(ada, await w.shows(card, 'Waiting for approval'), 'Approve')
    await w.shows(card, 'Done and verified in Intune')
    await w.faults()
    expect(lines.filter(({ level }) => level > 40)).toEqual([])
    expect(lines).toContainEqual(
      expect.objectContaining({
        level: 40,
        job: 'plan',
        msg: expect.stringMatching(/^a job will be tried again/),
      }),
    )
  })

  it('is no clock that was moved on purpose', async () => {
    const w = world()
    await w.moveOn({ hours: 5 })
    await w.world.restartAssent()
    expect(lines.filter(({ level }) => level > 40)).toEqual([])
  })
})
