import { describe, expect, it } from 'vitest'
import { embedded } from '../store/engines.ts'
import { COMPLIANCE } from './collections.ts'
import { ada, CHAT, textOf, useWorld } from './world.ts'

const world = useWorld({}, embedded)

describe('The clock of the local world', () => {
  it('moves everything forward: a card expires after eight hours, and not before', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, 'assign compliance policy Developer Machines to group Finance')
    expect(textOf(card)).toContain('Finance')
    await w.moveOn({ hours: 7 })
    await w.moveOn({ minutes: 55 })
    const other = await w.ask(ada, CHAT.ada, 'assign compliance policy Pilot Compliance to group Finance')
    expect(textOf(await w.message(card.id))).not.toContain('Expired')
    await w.moveOn({ minutes: 10 })
    await w.shows(card, 'Expired. Nothing was changed.')
    expect(await w.set(COMPLIANCE, 'Developer Machines')).toEqual([])

    // What was asked for later has its own eight hours, and tokens are good still.
    await w.press(ada, await w.shows(other, 'Waiting for approval'), 'Approve')
    await w.shows(other, 'Done and verified')
    expect(await w.set(COMPLIANCE, 'Pilot Compliance')).toEqual(['+ Finance', '+ Pilot Devices'])
    const { now } = (await w.tenant('GET', '/control/clock')).body
    const { changedAt } = (await w.object(COMPLIANCE, 'Pilot Compliance')) as unknown as { changedAt: string }
    expect(new Date(now).getTime() - new Date(changedAt).getTime()).toBeLessThan(10 * 60_000)
  })

  it('is unchanged when Assent restarts', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, 'assign compliance policy Developer Machines to group Legal')
    await w.world.restartAssent()
    await w.moveOn({ hours: 9 })
    await w.shows(card, 'Expired. Nothing was changed.')
  })
})
