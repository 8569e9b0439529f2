import { describe, expect, it } from 'vitest'
import { ada, bruno, CHAT, textOf, useWorld } from './world.ts'

describe('Viewing, without changing anything', () => {
  const world = useWorld()

  it('says that a policy without assignments is assigned to nobody', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, 'what is Developer Machines assigned to')
    expect(textOf(card)).toContain('As it is in Intune now')
    expect(textOf(card)).toContain('It isn’t assigned to anyone.')
  })

  it.each(['what is compliance policy Nowhere to be seen assigned to', 'what does group Nowhere get'])(
    'does not claim to show anything when nothing has that name: %s',
    async (sentence) => {
      const w = world()
      const text = textOf(await w.ask(ada, CHAT.ada, sentence))
      expect(text).toMatch(/I found no (compliance policy|group) called “Nowhere/)
      expect(text).not.toContain('As it is in Intune now')
    },
  )

  it('names whom it cannot remove', async () => {
    const w = world()
    const text = textOf(
      await w.ask(ada, CHAT.ada, 'remove group Legal from compliance policy Developer Machines'),
    )
    expect(text).toContain('There is no assignment to “Legal” to remove.')
    expect(text).toContain('It isn’t assigned to anyone.')
  })

  it.each([
    'remove group Frontline Phones from compliance policy Frontline Windows',
    'remove group Frontline Phones from all compliance policies',
  ])('does not call it done if a policy set keeps what was to be removed: %s', async (sentence) => {
    const w = world()
    const text = textOf(await w.ask(ada, CHAT.ada, sentence))
    expect(text).toContain(
      '“Frontline Windows” stays as it is: what you want to remove comes from a policy set. Remove it there.',
    )
    expect(text).not.toContain('already set up that way')
  })

  it('says on a plan that nothing else is assigned', async () => {
    const w = world()
    const text = textOf(
      await w.ask(ada, CHAT.ada, 'assign compliance policy Developer Machines to group Legal'),
    )
    expect(text).toContain('Nothing else is assigned.')
  })

  it('history and notice say why a request was rejected', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.group, 'assign script Disable IPv6 to group Legal')
    await w.press(bruno, card, 'Reject', { comment: 'Not this week' })
    await w.shows(card, 'Rejected. Nothing was changed.')
    await w.posted(CHAT.channel, 'Rejected by: Bruno Okafor: Not this week')
    const text = textOf(await w.ask(ada, CHAT.group, 'history'))
    expect(text).toContain('Rejected by Bruno Okafor: Not this week')
  })
})
