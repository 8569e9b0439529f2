import { describe, expect, it } from 'vitest'
import type { IntuneObject } from '../../src/local/tenant/state.ts'
import { APPS, PROFILES, SCRIPTS, SETTINGS_CATALOG, TEMPLATES } from './collections.ts'
import { ada, CHAT, type Driven, textOf, useWorld } from './world.ts'

const READ = [
  'DeviceManagementConfiguration.Read.All',
  'DeviceManagementScripts.Read.All',
  'DeviceManagementApps.Read.All',
]

describe('“how is X doing”', () => {
  const world = useWorld()
  const answer = async (name: string) => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, `how is ${name} doing`)
    return textOf(await w.shows(card, /“|isn’t assigned to anyone|Microsoft Graph/))
  }
  const read = async (path: string) => (await world().graph(ada, READ, 'GET', `/beta/${path}`)).body
  const report = async (name: string, filter: string, skip = 0) =>
    (await world().graph(ada, READ, 'POST', `/beta/deviceManagement/reports/${name}`, { filter, skip })).body
  const rowsOf = async (name: string, filter: string) => {
    const all: Record<string, number | string>[] = []
    for (;;) {
      const { Schema, Values, TotalRowCount } = await report(name, filter, all.length)
      for (const values of Values)
        all.push(
          Object.fromEntries(Schema.map(({ Column }: { Column: string }, i: number) => [Column, values[i]])),
        )
      if (Values.length === 0 || all.length >= TotalRowCount) return all
    }
  }
  const assign = async (w: Driven, collection: string, id: string, group: string) => {
    const target = {
      '@odata.type': '#microsoft.graph.groupAssignmentTarget',
      groupId: await w.groupId(group),
    }
    const scopes = ['DeviceManagementConfiguration.ReadWrite.All']
    const body = { assignments: [{ target }] }
    const { status } = await w.graph(ada, scopes, 'POST', `/beta/${collection}/${id}/assign`, body)
    expect(status).toBeLessThan(300)
  }

  it('counts a profile as its overview does, including conflicts and devices not heard from', async () => {
    const w = world()
    await w.faults({ failing: 0.1, conflicting: 0.1 })
    const { id } = await w.object(PROFILES, 'Store Kiosk Lockdown')
    const truth = await read(`${PROFILES}/${id}/deviceStatusOverview`)
    const text = await answer('Store Kiosk Lockdown')
    expect(truth.conflictCount).toBeGreaterThan(0)
    expect(truth.pendingCount).toBeGreaterThan(0)
    expect(text).toContain(
      `“Store Kiosk Lockdown”: ${truth.successCount} succeeded, ${truth.errorCount} failed, ${truth.conflictCount} in conflict, ${truth.pendingCount} not reported yet`,
    )
    expect(text).toContain('they can lag by several hours')
    expect(text).not.toContain('Nothing was changed')
  })

  it('counts a settings catalog policy over all pages of its report, and the rest as not reported yet', async () => {
    const w = world()
    await w.faults({ failing: 0.3 })
    const { objects } = (await w.tenant('GET', '/control/state')).body
    const policy: IntuneObject = objects[SETTINGS_CATALOG].find(
      ({ properties: { platforms, templateReference }, assignments }: IntuneObject) =>
        platforms === 'windows10' &&
        (templateReference as { templateFamily: string }).templateFamily === 'none' &&
        assignments.every(({ source }) => source === 'direct'),
    )
    await assign(w, SETTINGS_CATALOG, policy.id, 'Engineering Workstations')
    const before = await answer(policy.name)
    const [, waiting] = /no device has reported yet; (\d+) should/.exec(before) ?? []
    expect(Number(waiting)).toBeGreaterThan(220)
    await w.moveOn({ hours: 3 })
    const rows = await rowsOf('getConfigurationPolicyDevicesReport', `(PolicyId eq '${policy.id}')`)
    expect(rows.length).toBeGreaterThan(150)
    const among = (...states: number[]) =>
      rows.filter(({ PolicyStatus }) => states.includes(Number(PolicyStatus)))
    const text = await answer(policy.name)
    expect(text).toContain(
      `${among(2).length} succeeded, ${among(5).length} failed, ${Number(waiting) - among(2, 5).length} not reported yet`,
    )
    const first = /(\d+) not reported yet/.exec(text)?.[1]
    await w.moveOn({ hours: 9 })
    const [, later] = /(\d+) not reported yet/.exec(await answer(policy.name)) ?? []
    expect(Number(later)).toBeLessThan(Number(first))
    await w.faults()
  })

  it('lists the most common errors of an app and of a script by their codes', async () => {
    const w = world()
    await w.faults({ failing: 0.4 })
    const app = await w.object(APPS, '7-Zip 24.08')
    const rows = await rowsOf('getDeviceInstallStatusReport', `(ApplicationId eq '${app.id}')`)
    const failed = rows.filter(({ AppInstallState }) => AppInstallState === 2)
    const common = failed.filter(({ ErrorCode }) => ErrorCode === -2016281112).length
    expect(common).toBeGreaterThan(failed.length / 3)
    const text = await answer('7-Zip 24.08')
    expect(text).toContain(`${failed.length} failed`)
    expect(text).toContain(`0x87D1FDE8 on ${common} devices`)
    const script = await w.object(SCRIPTS, 'Enable Windows Sandbox')
    const { successDeviceCount, errorDeviceCount } = await read(`${SCRIPTS}/${script.id}/runSummary`)
    const states = (await read(`${SCRIPTS}/${script.id}/deviceRunStates`)).value
    const codes = states.filter(({ errorCode }: { errorCode: number }) => errorCode === -2016281112)
    const told = await answer('script Enable Windows Sandbox')
    expect(told).toContain(`${successDeviceCount} succeeded, ${errorDeviceCount} failed`)
    expect(told).toContain(`0x87D1FDE8 on ${codes.length} devices`)
    await w.faults()
  })

  it('gives the counts without codes where a tenant has no such report', async () => {
    const w = world()
    await w.faults({ failing: 0.4, rules: [{ path: 'getDeviceInstallStatusReport', status: 400 }] })
    const text = await answer('7-Zip 24.08')
    expect(text).toMatch(/“7-Zip 24.08”: \d+ succeeded, [1-9]\d* failed/)
    expect(text).not.toContain('0x')
    await w.faults()
  })

  it('says what it cannot: no reports of the kind, no rights, no answer, assigned to nobody', async () => {
    const w = world()
    const { objects } = (await w.tenant('GET', '/control/state')).body
    const [terms] = objects['deviceManagement/termsAndConditions'] as IntuneObject[]
    expect(await answer(`terms and conditions ${terms?.name}`)).toContain(
      'Graph has no device status for this kind (terms and conditions)',
    )
    await w.faults({ rules: [{ path: 'deviceStatusOverview', status: 403 }] })
    const hidden = await answer('Store Kiosk Lockdown')
    expect(hidden).toContain('could not read how it is doing on devices. Microsoft Graph refused')
    expect(hidden).toContain('Store Kiosks')
    await w.faults({ rules: [{ path: 'getConfigurationPolicyDevicesReport', status: 503 }] })
    const away = await answer('Edge Settings')
    expect(away).toContain(
      'at the moment. Microsoft Graph had a problem answering. Ask again in a few minutes.',
    )
    await w.faults({ rules: [{ path: 'getConfigurationPolicyDevicesReport', status: 429 }] })
    expect(await answer('Edge Settings')).toContain('Microsoft Graph is limiting requests at the moment.')
    await w.faults()
    const nobody = (objects[TEMPLATES] as IntuneObject[]).find(({ assignments }) => assignments.length === 0)
    expect(await answer(`administrative template ${nobody?.name}`)).toContain('isn’t assigned to anyone')
  })
})
