import { describe, expect, it } from 'vitest'
import { APPS, TEMPLATES } from './collections.ts'
import { appSet, titlesOf } from './steps.ts'
import { ada, CHAT, type Driven, textOf, useWorld } from './world.ts'

describe('What is clear is carried out as it was said', () => {
  const world = useWorld()

  /** @returns what the card said before it was approved. */
  const carried = async (w: Driven, sentence: string, comment = ''): Promise<string> => {
    const card = await w.shows(await w.ask(ada, CHAT.ada, sentence), 'Waiting for approval')
    const said = textOf(card)
    await w.press(ada, card, /^Approve/, comment ? { comment } : {})
    await w.shows(card, 'Done and verified')
    return said
  }

  it('gives apps, each in its way', async () => {
    const w = world()
    await carried(w, 'give Legal Power BI Desktop as required and 7-Zip 24.08 as available')
    expect(await appSet(w, 'Power BI Desktop')).toContain('+ Legal required')
    expect(await appSet(w, '7-Zip 24.08')).toContain('+ Legal available')
    await carried(w, 'give Engineering Power BI Desktop as available and Marketing as required')
    expect(await appSet(w, 'Power BI Desktop')).toEqual(
      expect.arrayContaining(['+ Engineering available', '+ Marketing required']),
    )
    await carried(w, "move Marketing's Power BI Desktop to Human Resources")
    const set = await appSet(w, 'Power BI Desktop')
    expect(set).toContain('+ Human Resources required')
    expect(set.join()).not.toContain('Marketing')
  })

  it('hands on how somebody had what is uninstalled and replaced', async () => {
    const w = world()
    const said = await carried(
      w,
      'uninstall 7-Zip 24.08 on Sales Laptops and replace it with Power BI Desktop',
      'agreed',
    )
    expect(said).toContain('Corporate Windows')
    expect(await appSet(w, '7-Zip 24.08')).toContain('+ Sales Laptops uninstall')
    expect(await appSet(w, 'Power BI Desktop')).toContain('+ Sales Laptops required')
    expect(await w.set(APPS, 'Power BI Desktop')).toContain('+ Sales Laptops | include Corporate Windows')
  })

  it('assigns with a filter each, and without one', async () => {
    const w = world()
    await carried(
      w,
      'assign Chrome Extensions to Finance Laptops (include filter Corporate Windows) and Old Kiosks (exclude filter Virtual machines)',
    )
    await carried(w, 'assign Chrome Extensions to Legal without a filter')
    expect(await w.set(TEMPLATES, 'Chrome Extensions')).toEqual(
      expect.arrayContaining([
        '+ Finance Laptops | include Corporate Windows',
        '+ Old Kiosks | exclude Virtual machines',
        '+ Legal',
      ]),
    )
    await carried(w, 'assign Chrome Extensions to Finance Laptops without a filter')
    expect(await w.set(TEMPLATES, 'Chrome Extensions')).toContain('+ Finance Laptops')
  })

  it('asks what “only” is said of, and the first choice takes nothing from others', async () => {
    const w = world()
    const before = await w.set(TEMPLATES, 'Chrome Extensions')
    expect(before).toContain('+ Design Macs')
    const asked = await w.ask(ada, CHAT.ada, 'only assign Chrome Extensions to Marketing')
    const choices = textOf(await w.shows(asked, 'Which of these do you mean?'))
    expect(choices).toContain('1. Assign “Chrome Extensions” to group “Marketing”\n')
    expect(choices).toContain(
      '2. Assign “Chrome Extensions” to group “Marketing”, and take it from everybody else',
    )
    await w.press(ada, asked, 'Choose 1')
    expect(textOf(await w.shows(asked, 'Nothing would change'))).not.toContain('Approve')
    expect(await w.set(TEMPLATES, 'Chrome Extensions')).toEqual(before)
  })

  it('asks nobody where the ways to read it come to the same', async () => {
    const w = world()
    await carried(w, 'only assign Removable Storage to Legal')
    expect(await w.set(TEMPLATES, 'Removable Storage')).toEqual(['+ Legal'])
  })

  it('copies assignments but for one', async () => {
    const w = world()
    const said = await carried(
      w,
      'copy the assignments of Printer Drivers to Removable Storage but not Köln Büro',
    )
    expect(said).toContain('“Köln Büro” was not copied: you asked to leave it out.')
    const set = await w.set(TEMPLATES, 'Removable Storage')
    expect(set).toContain('+ Copenhagen Office')
    expect(set.join()).not.toContain('Köln')
    const none = await w.ask(
      ada,
      CHAT.ada,
      'copy the assignments of Printer Drivers to Edge Settings but not Legal',
    )
    expect(textOf(await w.shows(none, 'nothing to leave out'))).toContain(
      'has no assignment of its own on “Printer Drivers”',
    )
    const out = await w.ask(
      ada,
      CHAT.ada,
      'copy the assignments of Edge Settings to Printer Drivers but not Store Kiosks',
    )
    expect(textOf(await w.shows(out, 'is excluded from'))).toContain(
      'without that exclusion it could get the other one',
    )
    expect([...titlesOf(none), ...titlesOf(out)]).toEqual([])
  })

  it('reads the request behind a story, which becomes its reason', async () => {
    const w = world()
    const said = await carried(
      w,
      'Hi, yesterday three people in Legal complained that Edge is slow. Please assign Edge Settings to Legal. Thanks',
    )
    expect(said).toContain('yesterday three people in Legal complained that Edge is slow')
    expect(await w.set(TEMPLATES, 'Edge Settings')).toContain('+ Legal')
  })
})
