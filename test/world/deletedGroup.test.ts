import { describe, expect, it } from 'vitest'
import { COMPLIANCE } from './collections.ts'
import { approved } from './steps.ts'
import { ada, CHAT, textOf, useWorld } from './world.ts'

describe('A group that was deleted from the directory', () => {
  const world = useWorld()

  it('is shown as deleted, can be removed by its id, and gets nothing new', async () => {
    const w = world()
    const id = await w.groupId('Old Kiosks')
    expect(await w.set(COMPLIANCE, 'Kiosk Windows')).toContain('+ Old Kiosks')
    await w.tenant('DELETE', `/control/groups/${id}`)

    const shown = textOf(await w.ask(ada, CHAT.ada, `what does group ${id} get`))
    expect(shown).toContain('Kiosk Windows')

    const refused = textOf(await w.ask(ada, CHAT.ada, `assign compliance policy Developer Machines to ${id}`))
    expect(refused).toContain(`The group ${id} is no longer in the directory`)

    const card = await w.ask(ada, CHAT.ada, `remove group ${id} from compliance policy Kiosk Windows`)
    expect(textOf(card)).toContain(`− Remove  Deleted group ${id}`)
    await w.press(ada, card, 'Approve')
    await w.shows(card, 'Done and verified in Intune')
    expect(await w.set(COMPLIANCE, 'Kiosk Windows')).not.toContain(`+ ${id}`)
  })

  it('is removed with all deleted groups of a policy, without its id', async () => {
    const w = world()
    const set = await w.set(COMPLIANCE, 'Kiosk Windows')
    const none = await w.ask(ada, CHAT.ada, 'remove the deleted groups from Windows 11 Baseline')
    expect(textOf(none)).toContain('No group that “Windows 11 Baseline” is assigned to was deleted.')
    const id = await w.groupId('Store Kiosks')
    await w.tenant('DELETE', `/control/groups/${id}`)
    const card = await w.ask(ada, CHAT.ada, 'remove deleted groups from Kiosk Windows')
    expect(textOf(card)).toContain(`− Remove  Deleted group ${id}`)
    await w.press(ada, card, 'Approve')
    await w.shows(card, 'Done and verified in Intune')
    expect(await w.set(COMPLIANCE, 'Kiosk Windows')).toHaveLength(set.length - 1)
    const all = await w.ask(ada, CHAT.ada, 'remove the deleted groups from everything')
    expect(textOf(all)).toContain('Write “remove the deleted groups from” and the policies.')
  })

  it('is removed next to changes with an intent each', async () => {
    const w = world()
    const APPS = 'deviceAppManagement/mobileApps'
    await approved(w, ada, 'assign app Lunch Menu to group Summer Interns as required')
    const id = await w.groupId('Summer Interns')
    await w.tenant('DELETE', `/control/groups/${id}`)
    const card = await w.ask(
      ada,
      CHAT.ada,
      'assign app Lunch Menu to Finance as required, assign app Lunch Menu to Legal as available and remove deleted groups from app Lunch Menu',
    )
    expect(textOf(card)).toContain(`− Remove  Deleted group ${id}`)
    await w.press(ada, card, 'Approve')
    await w.shows(card, 'Done and verified in Intune')
    expect((await w.set(APPS, 'Lunch Menu')).toSorted()).toEqual([
      '+ Finance',
      '+ Legal',
      '+ allLicensedUsers',
    ])
  })

  it('that was never assigned is not reported as removed', async () => {
    const w = world()
    const id = '12345678-0000-4000-8000-00000000abcd'
    const text = textOf(await w.ask(ada, CHAT.ada, `remove group ${id} from compliance policy Kiosk Windows`))
    expect(text).toContain(`There is no assignment to the deleted group ${id} to remove.`)
  })
})
