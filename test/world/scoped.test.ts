import { describe, expect, it } from 'vitest'
import { OFFICES_TAG } from '../../src/local/tenant/seedNames.ts'
import { bruno, CHAT, type Driven, textOf, useWorld } from './world.ts'

/** Bruno's Intune role is for one office: its group, and what carries the offices' scope tag. */
async function limited(w: Driven): Promise<void> {
  const groups = [await w.groupId('Copenhagen Office')]
  const limits = [{ oid: bruno.oid, groups, tags: [OFFICES_TAG] }]
  expect((await w.tenant('PUT', '/control/limits', { limits })).status).toBe(204)
}

describe('An administrator whose role is for a part of the tenant', () => {
  const world = useWorld()

  it('assigns what carries the role’s scope tag to a group within it', async () => {
    const w = world()
    await limited(w)
    const card = await w.ask(
      bruno,
      CHAT.bruno,
      'exclude group Copenhagen Office from script Add Local Printer',
    )
    await w.press(bruno, card, 'Approve')
    await w.shows(card, 'Done and verified in Intune')
  })

  it.each([
    ['included', 'assign script Add Local Printer to group Legal'],
    ['excluded', 'exclude group Legal from script Add Local Printer'],
  ])('is told that a group beyond it cannot be %s, and nothing is written', async (_how, sentence) => {
    const w = world()
    await limited(w)
    const before = await w.writes()
    const card = await w.ask(bruno, CHAT.bruno, sentence)
    await w.press(bruno, card, 'Approve')
    await w.shows(card, /needs an Intune role .* within the role’s scope/)
    expect(await w.writes()).toEqual(before)
  })

  it('does not find what lies beyond it', async () => {
    const w = world()
    await limited(w)
    const card = await w.ask(bruno, CHAT.bruno, 'what is compliance policy Windows 11 Baseline assigned to')
    expect(textOf(card)).toMatch(/I found no compliance policy called “Windows 11 Baseline”/)
  })
})
