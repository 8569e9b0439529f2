import { afterEach, describe, expect, it } from 'vitest'
import { OFFICES_TAG } from '../../src/local/tenant/seedNames.ts'
import { COMPLIANCE } from './collections.ts'
import { titlesOf } from './steps.ts'
import { ada, bruno, CHAT, textOf, useWorld } from './world.ts'

const refusing = (method: string, path: string) => ({
  rules: [{ method, path, status: 403, message: 'Access is denied to the requested resource.' }],
})

describe('Rights that are lost after the card', () => {
  const world = useWorld()
  afterEach(async () => {
    await world().faults()
    await world().tenant('PUT', '/control/limits', { limits: [] })
  })

  it('for the policy itself: the card says that it is not seen any more, and that nothing was written', async () => {
    const w = world()
    const card = await w.ask(bruno, CHAT.bruno, 'assign compliance policy Kiosk Windows to Test Lab')
    const groups = [await w.groupId('Copenhagen Office')]
    await w.tenant('PUT', '/control/limits', { limits: [{ oid: bruno.oid, groups, tags: [OFFICES_TAG] }] })
    await w.press(bruno, card, 'Approve')
    const over = await w.shows(card, 'it was deleted, or you may no longer see it')
    expect(textOf(over)).toContain('Nothing was written.')
  })

  it('for the write: the card says what was refused, what is needed, and that nothing was written', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, 'assign compliance policy Kiosk Windows to Test Lab')
    await w.faults(refusing('POST', '/assign'))
    await w.press(ada, card, 'Approve')
    const over = await w.shows(card, 'Failed')
    expect(textOf(over)).toMatch(
      /Access is denied to the requested resource\. Ada Lindqvist needs an Intune role .* Nothing was written\./,
    )
    expect(textOf(over)).toContain('Not added')
    expect(titlesOf(over)).toEqual(['Try again'])
    expect(await w.set(COMPLIANCE, 'Kiosk Windows')).not.toContain('+ Test Lab')
  })

  it('for one of two: the card says which was written and which was not', async () => {
    const w = world()
    const { id } = await w.object(COMPLIANCE, 'Kiosk Windows')
    const card = await w.ask(
      ada,
      CHAT.ada,
      'assign compliance policies Kiosk Windows and Developer Machines to Test Lab',
    )
    await w.faults(refusing('POST', `${id}/assign`))
    await w.press(ada, card, 'Approve')
    const over = await w.shows(card, 'Partly done')
    expect(textOf(over)).toMatch(/Kiosk Windows[\s\S]*Nothing was written\./)
    expect(titlesOf(over)).toEqual(['Retry the rest', 'Undo'])
    expect(await w.set(COMPLIANCE, 'Kiosk Windows')).not.toContain('+ Test Lab')
    expect(await w.set(COMPLIANCE, 'Developer Machines')).toContain('+ Test Lab')
  })

  it('for the read after the write: the card does not say that it failed unwritten', async () => {
    const w = world()
    const { id } = await w.object(COMPLIANCE, 'Frontline Windows')
    const card = await w.ask(ada, CHAT.ada, 'assign compliance policy Frontline Windows to Test Lab')
    // Reads show the old set for a while, so that the rights are gone before the new one is seen.
    await w.faults({ lag: 3_600_000 })
    const before = (await w.writes()).length
    await w.press(ada, card, 'Approve')
    await w.until(async () => (await w.writes()).length > before)
    await w.faults({ lag: 3_600_000, ...refusing('GET', `${id}/assignments`) })
    const over = await w.shows(card, 'Intune accepted the change, but it could not be read back.')
    expect(textOf(over)).toContain('Look at the policy in Intune before you ask again.')
    expect(textOf(over)).not.toContain('Nothing was written')
    expect(await w.set(COMPLIANCE, 'Frontline Windows')).toContain('+ Test Lab')
  })
})
