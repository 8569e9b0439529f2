import { describe, expect, it } from 'vitest'
import { ada, bruno, buttonsOf, CHAT, textOf, useWorld } from './world.ts'

describe('What a group gets', () => {
  const world = useWorld()

  it('is shown over all kinds: its own, its parents’ and everybody’s, and what it is excluded from', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, 'what does group Pilot Devices get')
    const text = textOf(await w.shows(card, 'What Pilot Devices gets'))
    expect(text).toContain('What Pilot Devices gets\nassigned group, 25 devices')
    expect(text).toMatch(/Pilot Compliance {2}compliance policy[^\n]*\nGets it {2}directly/)
    const all = [text]
    let seen = card
    for (let page = 2; buttonsOf(seen).some(({ title }) => title.startsWith(`Page ${page}`)); page++) {
      expect(await w.press(ada, seen, new RegExp(`^Page ${page}`))).toMatchObject({ toast: null })
      seen = await w.seenBy(ada, card)
      all.push(textOf(seen))
    }
    const whole = all.join('\n')
    expect(whole).toMatch(/Depends on filter {2}through all devices, if filter “Corporate Windows” matches/)
    expect(all.length).toBeGreaterThan(1)
    expect(whole).toMatch(/Windows Update Ring 1[^\n]*\nGets it {2}through “Ring 1 Early”/)
    expect(whole).toMatch(
      /Windows Update Ring 2[^\n]*\nDepends on filter {2}through “Ring 2 Broad”, unless filter .* matches/,
    )
    expect(whole).toMatch(/OneDrive Known Folder Move[^\n]*\nExcluded {2}directly/)
    expect(whole).not.toContain('Android Work Profile')
    // Only of apps and books does the intent say anything.
    expect(whole).not.toMatch(/Gets it {2}apply/)
  })

  it('asks which group if several have the name, and says if none has it', async () => {
    const w = world()
    const asks = await w.ask(bruno, CHAT.bruno, 'what does group Pilot get')
    expect(textOf(asks)).toContain('Which group do you mean?')
    await w.press(bruno, asks, 'Choose 1')
    await w.shows(asks, 'What Pilot gets')
    const none = await w.ask(bruno, CHAT.bruno, 'what does group Zeppelin Crew get')
    expect(textOf(none)).toContain('I found no group called “Zeppelin Crew”')
  })
})
