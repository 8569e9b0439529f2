import { describe, expect, it } from 'vitest'
import { FACTS, factOf } from '../../src/local/tenant/facts.ts'
import type { Assignment, IntuneObject } from '../../src/local/tenant/state.ts'
import { APPS, COMPLIANCE, SETTINGS_CATALOG } from '../world/collections.ts'
import { ada, type Driven, useWorld } from '../world/world.ts'

/** The local tenant is as strict as Graph is said to be: a tool that is wrong about a kind must notice here. */

const AUTOPILOT = 'deviceManagement/windowsAutopilotDeploymentProfiles'
const REMEDIATIONS = 'deviceManagement/deviceHealthScripts'
const CLOUD_PC = 'deviceManagement/virtualEndpoint/provisioningPolicies'
const PREFIX = '#microsoft.graph.'

async function firstOf(w: Driven, collection: string, name?: string): Promise<IntuneObject> {
  const { objects } = (await w.tenant('GET', '/control/state')).body
  const found = objects[collection].find((one: IntuneObject) => !name || one.name === name)
  if (!found) throw new Error(`no ${name} in ${collection}`)
  return found
}

function post(w: Driven, collection: string, rest: string, body: unknown, version = 'beta') {
  return w.graph(ada, factOf(collection).scopes.write, 'POST', `/${version}/${collection}/${rest}`, body)
}

function said({ body }: { body: { error?: { message?: string } } }): string {
  return body?.error?.message ?? ''
}

const target = (type: string, more: object = {}) => ({
  '@odata.type': `${PREFIX}${type}AssignmentTarget`,
  ...more,
})

describe('The local tenant', () => {
  const world = useWorld()

  it.each([...FACTS])(
    '%s: accepts back exactly what it holds, at the right address with the right scope',
    async (collection, fact) => {
      const w = world()
      const { objects } = (await w.tenant('GET', '/control/state')).body
      const all: IntuneObject[] = objects[collection]
      expect(all.length).toBeGreaterThanOrEqual(2)
      expect(all.some(({ assignments }) => assignments.length > 0)).toBe(true)
      const [action, parameters] =
        Object.keys(fact.update).length > 0 ? ['update', fact.update] : ['assign', fact.assign.beta ?? {}]
      const parameter = Object.keys(parameters).find((name) => parameters[name] === fact.element)
      for (const object of all) {
        const entries = object.assignments.filter(({ source }) => source === 'direct')
        if (!parameter) {
          // Kinds that know single entries alone: a second one for a target is none.
          const [first] = entries
          if (!first || object.properties.isDefaultProfile) continue
          const again = await post(w, collection, `${object.id}/assignments`, { target: first.target })
          expect(said(again), object.name).toMatch(/exists already/)
          continue
        }
        const older = Object.entries(parameters).find(([name]) => name !== parameter)?.[0]
        const body = {
          [parameter]: entries.map(({ target: own, properties }) => ({ target: own, ...properties })),
          ...(older
            ? {
                [older]: [
                  ...object.legacyGroupIds.map((targetGroupId) => ({ targetGroupId })),
                  ...object.legacyExcludedIds.map((targetGroupId) => ({ targetGroupId, excludeGroup: true })),
                ],
              }
            : {}),
        }
        const answer = await post(w, collection, `${object.id}/${action}`, body)
        if (isDefault(object)) {
          expect(answer.status, object.name).toBe(400)
          continue
        }
        expect([answer.status, said(answer)], object.name).toEqual([fact.answers, ''])
        const after: IntuneObject = (await w.tenant('GET', `/control/objects/${object.id}`)).body
        expect(byTarget(after.assignments)).toEqual(byTarget(object.assignments))
        expect(after.legacyGroupIds).toEqual(object.legacyGroupIds)
      }
      const [sample] = all
      const reader = await w.graph(
        ada,
        fact.scopes.read,
        'POST',
        `/beta/${collection}/${sample?.id}/${action}`,
        {},
      )
      expect(reader.status === 403 || reader.status === 404).toBe(true)
      const elsewhere = collection.replace(/^device(App)?Management/, (root) =>
        root === 'deviceManagement' ? 'deviceAppManagement' : 'deviceManagement',
      )
      expect(said(await w.graph(ada, fact.scopes.read, 'GET', `/beta/${elsewhere}`))).toMatch(/segment/)
      const lower = collection.toLowerCase()
      expect((await w.graph(ada, fact.scopes.read, 'GET', `/beta/${lower}`)).status).toBeGreaterThanOrEqual(
        400,
      )
    },
  )

  it('rejects any other parameter name or element type', async () => {
    const w = world()
    const { id } = await firstOf(w, APPS, 'Power BI Desktop')
    const wrong = await post(w, APPS, `${id}/assign`, { assignments: [] })
    expect(said(wrong)).toMatch(/'assignments' .* not a valid parameter/)
    const type = await post(w, APPS, `${id}/assign`, {
      mobileAppAssignments: [
        {
          '@odata.type': `${PREFIX}deviceCompliancePolicyAssignment`,
          intent: 'required',
          target: target('allDevices'),
        },
      ],
    })
    expect(said(type)).toMatch(/could not be resolved by the model/)
  })

  it('rejects abstract and invented targets, and filters in v1.0', async () => {
    const w = world()
    const { id } = await firstOf(w, COMPLIANCE, 'Developer Machines')
    const assign = (one: object, version?: string) =>
      post(w, COMPLIANCE, `${id}/assign`, { assignments: [{ target: one }] }, version)
    expect(said(await assign(target('deviceAndAppManagement')))).toMatch(/abstract/)
    expect(said(await assign(target('scopeTagGroup')))).toMatch(/could not be resolved/)
    const filtered = target('allDevices', { deviceAndAppManagementAssignmentFilterType: 'include' })
    expect(said(await assign(filtered, 'v1.0'))).toMatch(/does not exist on type/)
  })

  it('rejects the virtual groups and Microsoft 365 groups without security', async () => {
    const w = world()
    const { id } = await firstOf(w, COMPLIANCE, 'Developer Machines')
    const assign = (groupId: string) =>
      post(w, COMPLIANCE, `${id}/assign`, { assignments: [{ target: target('group', { groupId }) }] })
    expect(said(await assign('acacacac-9df4-4c7d-9d50-4ef0226f57a9'))).toMatch(/Invalid GroupId/)
    expect(said(await assign(await w.groupId('All Company Newsletter')))).toMatch(/not security enabled/)
  })

  it('keeps Autopilot’s assignments out of assign, which expects device ids', async () => {
    const w = world()
    const before = await firstOf(w, AUTOPILOT, 'Self Deploying Kiosks')
    expect((await post(w, AUTOPILOT, `${before.id}/assign`, { deviceIds: [] })).status).toBe(204)
    expect(await firstOf(w, AUTOPILOT, 'Self Deploying Kiosks')).toMatchObject({
      assignments: before.assignments,
    })
    expect(said(await post(w, AUTOPILOT, `${before.id}/assign`, { assignments: [] }))).toMatch(
      /not a valid parameter/,
    )
  })

  it('has no route for single entries where the service has none', async () => {
    const w = world()
    const { id } = await firstOf(w, REMEDIATIONS)
    const answer = await post(w, REMEDIATIONS, `${id}/assignments`, { target: target('allDevices') })
    expect(said(answer)).toMatch(/No OData route exists/)
  })

  it('shows the set of a Cloud PC policy only inside the policy', async () => {
    const w = world()
    const { id } = await firstOf(w, CLOUD_PC)
    const read = (rest: string) =>
      w.graph(ada, factOf(CLOUD_PC).scopes.read, 'GET', `/beta/${CLOUD_PC}/${id}${rest}`)
    expect((await read('/assignments')).status).toBeGreaterThanOrEqual(400)
    expect((await read('?$expand=assignments')).body.assignments.length).toBeGreaterThan(0)
  })

  it.each([
    ['no intent', { target: target('allDevices') }, /'intent' .* missing/],
    ['an unknown intent', { intent: 'apply', target: target('allDevices') }, /not a valid intent/],
    [
      'settings of another kind of app',
      {
        intent: 'required',
        target: target('allDevices'),
        settings: { '@odata.type': `${PREFIX}iosVppAppAssignmentSettings` },
      },
      /do not fit 'winGetApp'/,
    ],
    [
      'an install deadline on an offer',
      {
        intent: 'available',
        target: target('allLicensedUsers'),
        settings: {
          '@odata.type': `${PREFIX}winGetAppAssignmentSettings`,
          installTimeSettings: { deadlineDateTime: '2026-12-01T08:00:00Z' },
        },
      },
      /deadlineDateTime is not valid with the intent available/,
    ],
    [
      'a setting that the type does not have',
      {
        intent: 'required',
        target: target('allDevices'),
        settings: { '@odata.type': `${PREFIX}winGetAppAssignmentSettings`, useDeviceLicensing: true },
      },
      /'useDeviceLicensing' does not exist on type/,
    ],
    [
      'the intent without enrollment, which Windows apps do not have',
      { intent: 'availableWithoutEnrollment', target: target('allLicensedUsers') },
      /not a valid intent/,
    ],
    [
      'an offer to devices',
      { intent: 'available', target: target('allDevices') },
      /not supported for devices/,
    ],
  ])('rejects an app entry with %s', async (_what, entry, reason) => {
    const w = world()
    const { id } = await firstOf(w, APPS, 'Power BI Desktop')
    expect(said(await post(w, APPS, `${id}/assign`, { mobileAppAssignments: [entry] }))).toMatch(reason)
  })

  it('accepts a start time with an offer, and its source with an entry', async () => {
    const w = world()
    const { id } = await firstOf(w, APPS, 'Power BI Desktop')
    const entry = {
      intent: 'available',
      source: 'direct',
      sourceId: id,
      target: target('allLicensedUsers'),
      settings: {
        '@odata.type': `${PREFIX}winGetAppAssignmentSettings`,
        installTimeSettings: { useLocalTime: true, startDateTime: '2026-12-01T08:00:00Z' },
      },
    }
    const answer = await post(w, APPS, `${id}/assign`, { mobileAppAssignments: [entry] })
    expect([answer.status, said(answer)]).toEqual([204, ''])
  })

  it('rejects settings on an exclusion, accepts automatic updates only with an offer, and requires a licence on every VPP entry', async () => {
    const w = world()
    const assign = async (name: string, ...entries: object[]) =>
      said(
        await post(w, APPS, `${(await firstOf(w, APPS, name)).id}/assign`, { mobileAppAssignments: entries }),
      )
    const groupId = await w.groupId('Legal')
    const settings = (type: string, more: object) => ({
      settings: { '@odata.type': `${PREFIX}${type}AssignmentSettings`, ...more },
    })
    const updating = settings('win32LobApp', {
      autoUpdateSettings: { autoUpdateSupersededAppsState: 'enabled' },
    })
    const win32 = 'Warehouse Terminal'
    const excluded = { intent: 'required', target: target('exclusionGroup', { groupId }) }
    expect(await assign(win32, { ...excluded, ...settings('win32LobApp', {}) })).toMatch(
      /Exclusion assignment does not support/,
    )
    const included = { target: target('group', { groupId }) }
    expect(await assign(win32, { intent: 'required', ...included, ...updating })).toMatch(
      /autoUpdateSettings are not valid/,
    )
    expect(await assign(win32, { intent: 'available', ...included, ...updating }, excluded)).toBe('')
    expect(await assign('Keynote', { intent: 'required', ...included })).toMatch(/need 'useDeviceLicensing'/)
    const licensed = settings('iosVppApp', { useDeviceLicensing: true })
    expect(await assign('Keynote', { intent: 'required', ...included, ...licensed })).toBe('')
  })

  it.each([
    ['deviceAppManagement/managedEBooks', 'First Aid Handbook', { installIntent: 'required' }],
    ['deviceAppManagement/iosManagedAppProtections', 'Boardroom Data Protection', {}],
    ['deviceAppManagement/targetedManagedAppConfigurations', 'Edge Mobile Homepage', {}],
  ])('assigns %s only to groups of users', async (collection, name, properties) => {
    const w = world()
    const { id } = await firstOf(w, collection, name)
    const [parameter = ''] = Object.keys(factOf(collection).assign.beta ?? {})
    const assign = (one: object) =>
      post(w, collection, `${id}/assign`, { [parameter]: [{ target: one, ...properties }] })
    const devices = target('group', { groupId: await w.groupId('Sales Laptops') })
    expect(said(await assign(devices))).toMatch(/users only/)
    expect(said(await assign(target('allDevices')))).toMatch(/not supported/)
    const users = target('group', { groupId: await w.groupId('Marketing') })
    expect(said(await assign(users))).toBe('')
  })

  it.each([
    ['Mac Updates by Declaration', 'Corporate Macs'],
    ['Windows Baseline 25H2', 'Corporate Windows'],
    ['App Control for Kiosks', 'Corporate Windows'],
    ['Mac Firewall', 'Corporate Macs'],
  ])('rejects a filter on %s', async (name, filterName) => {
    const w = world()
    const { id } = await firstOf(w, SETTINGS_CATALOG, name)
    const { filters } = (await w.tenant('GET', '/control/state')).body
    const filter = filters.find((one: { displayName: string }) => one.displayName === filterName)
    const filtered = target('allDevices', {
      deviceAndAppManagementAssignmentFilterId: filter.id,
      deviceAndAppManagementAssignmentFilterType: 'include',
    })
    const answer = await post(w, SETTINGS_CATALOG, `${id}/assign`, { assignments: [{ target: filtered }] })
    expect(said(answer)).toMatch(/filters are not supported/)
  })

  it.each([
    [COMPLIANCE, 'Android Scanners', 'Corporate Macs', /platform/],
    [COMPLIANCE, 'Android Scanners', 'Corporate Android', /^$/],
    ['deviceManagement/groupPolicyConfigurations', 'Edge Settings', 'Corporate iOS', /platform/],
    ['deviceManagement/groupPolicyConfigurations', 'Edge Settings', 'Virtual machines', /^$/],
  ])(
    'accepts on %s “%s” the filter “%s” only for its platform',
    async (collection, name, filterName, answer) => {
      const w = world()
      const { id } = await firstOf(w, collection, name)
      const { filters } = (await w.tenant('GET', '/control/state')).body
      const filter = filters.find((one: { displayName: string }) => one.displayName === filterName)
      const filtered = target('allDevices', {
        deviceAndAppManagementAssignmentFilterId: filter.id,
        deviceAndAppManagementAssignmentFilterType: 'include',
      })
      expect(
        said(await post(w, collection, `${id}/assign`, { assignments: [{ target: filtered }] })),
      ).toMatch(answer)
    },
  )

  it('shows endpoint security as assigned, with its entries in a list of their own', async () => {
    const w = world()
    const { id } = await firstOf(w, SETTINGS_CATALOG, 'Block Office Macros from Win32')
    const read = (rest: string) =>
      w.graph(ada, factOf(SETTINGS_CATALOG).scopes.read, 'GET', `/beta/${SETTINGS_CATALOG}${rest}`)
    expect((await read(`/${id}?$expand=assignments`)).body).toMatchObject({
      isAssigned: true,
      assignments: [],
    })
    expect((await read(`/${id}/assignments`)).body.value).toHaveLength(2)
    expect((await read('?$select=id,displayName')).status).toBe(400)
    expect((await read('?$select=id,name')).status).toBe(200)
  })

  it('shows only v1.0’s types in v1.0', async () => {
    const w = world()
    const { id } = await firstOf(w, COMPLIANCE, 'Android Scanners')
    expect(said(await post(w, COMPLIANCE, `${id}/assign`, { assignments: [] }, 'v1.0'))).toMatch(
      /could not be resolved by the model/,
    )
  })

  it('keeps an entry whose group was deleted, and accepts no new one for it', async () => {
    const w = world()
    const groupId = await w.groupId('Break Glass')
    const { id } = await firstOf(w, COMPLIANCE, 'Developer Machines')
    const assign = (object: string) =>
      post(w, COMPLIANCE, `${object}/assign`, { assignments: [{ target: target('group', { groupId }) }] })
    expect((await assign(id)).status).toBe(200)
    expect((await w.tenant('DELETE', `/control/groups/${groupId}`)).status).toBe(204)
    expect((await assign(id)).status).toBe(200)
    const other = await firstOf(w, COMPLIANCE, 'Pilot Compliance')
    expect(said(await assign(other.id))).toMatch(/Invalid GroupId/)
  })

  it('accepts Microsoft 365 groups for Cloud PCs', async () => {
    const w = world()
    const { id } = await firstOf(w, CLOUD_PC, 'Developers Cloud PC')
    const groupId = await w.groupId('All Company Newsletter')
    const one = { '@odata.type': `${PREFIX}cloudPcManagementGroupAssignmentTarget`, groupId }
    expect(said(await post(w, CLOUD_PC, `${id}/assign`, { assignments: [{ target: one }] }))).toBe('')
  })

  it('ignores a second entry for a target, and accepts a group with one intent only', async () => {
    const w = world()
    const { id } = await firstOf(w, APPS, 'Power BI Desktop')
    const group = target('group', { groupId: await w.groupId('Legal') })
    const both = await post(w, APPS, `${id}/assign`, {
      mobileAppAssignments: ['required', 'uninstall'].map((intent) => ({ intent, target: group })),
    })
    expect(said(both)).toMatch(/two intents/)
  })
})

function isDefault({ id, properties }: IntuneObject): boolean {
  return (
    id.includes('_Default') ||
    (id.endsWith('_WindowsRestore') && properties.priority === 0) ||
    properties.disableEntraGroupPolicyAssignment === true ||
    properties.isDefaultProfile === true ||
    properties.isMigratingToConfigurationPolicy === true
  )
}

/** Ids are the service's own. */
function byTarget(assignments: readonly Assignment[]) {
  return assignments
    .map(({ target: own, source, properties }) =>
      JSON.stringify({ own: sorted(own), source, properties: sorted(properties) }),
    )
    .sort()
}

function sorted(record: Record<string, unknown>) {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => a.localeCompare(b)))
}
