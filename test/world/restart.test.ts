import { describe, expect, it } from 'vitest'
import { embedded } from '../store/engines.ts'
import { ada, CHAT, useWorld } from './world.ts'

describe('Stopped and started again', () => {
  const world = useWorld({}, embedded)

  it('pending requests are still there, and their cards still work', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, 'assign compliance policy iPad Boardroom to group Executives')
    await w.world.restartAssent()
    expect(await w.press(ada, card, 'Approve')).toEqual({ toast: null })
    await w.shows(card, 'Done and verified in Intune')
    await w.posted(CHAT.channel, 'iPad Boardroom')
    expect(await w.set('deviceManagement/deviceCompliancePolicies', 'iPad Boardroom')).toContain(
      '+ Executives',
    )
  })

  it('what was approved just before the stop is carried out afterwards', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, 'assign compliance policy iOS Corporate to group Executives')
    await w.faults({ rules: [{ path: '/assignments', status: 503 }] })
    await w.press(ada, card, 'Approve')
    await w.world.restartAssent()
    await w.faults()
    await w.shows(card, 'Done and verified in Intune')
    const writes = (await w.writes()).filter(({ path }) => path.endsWith('/assign'))
    expect(writes).toHaveLength(2)
  })
})
