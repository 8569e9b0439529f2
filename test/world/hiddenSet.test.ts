import { describe, expect, it } from 'vitest'
import type { IntuneObject } from '../../src/local/tenant/state.ts'
import { Entra } from './entra.ts'
import { approved } from './steps.ts'
import { ada, CHAT, type Driven, textOf, useWorld } from './world.ts'

const COLLECTION = 'deviceManagement/configurationPolicies'
const HIDDEN = /Intune says “.*” is assigned but shows no list of its assignments/

/** A policy that Intune says is assigned, and shows no assignments of. */
async function made(w: Driven, name: string, more: Partial<IntuneObject> = {}): Promise<IntuneObject> {
  const { objects } = (await w.tenant('GET', '/control/state')).body
  const like = objects[COLLECTION].find((one: IntuneObject) => one.name === 'Local Administrators')
  const object = {
    ...like,
    id: crypto.randomUUID(),
    name,
    properties: { ...like.properties, isAssigned: true },
    assignments: [],
    ...more,
  }
  expect((await w.tenant('POST', '/control/objects', { collection: COLLECTION, object })).status).toBe(204)
  return object
}

describe('An app that Intune also rolls out in stages', () => {
  const world = useWorld()

  it.each([
    ['shown', 'what is app Staged App assigned to'],
    ['planned', 'assign app Staged App to group Legal as required'],
  ])('says so when it is %s', async (_what, sentence) => {
    const w = world()
    const collection = 'deviceAppManagement/mobileApps'
    const { objects } = (await w.tenant('GET', '/control/state')).body
    const like = objects[collection].find((one: IntuneObject) => one.name === 'Warehouse Terminal')
    const staged = [
      { id: 'one', '@odata.type': '#microsoft.graph.deviceAndAppManagementDeploymentAssignment' },
    ]
    if (!objects[collection].some((one: IntuneObject) => one.name === 'Staged App')) {
      const object = { ...like, id: crypto.randomUUID(), name: 'Staged App', staged }
      await w.tenant('POST', '/control/objects', { collection, object })
    }
    const text = textOf(await w.ask(ada, CHAT.ada, sentence))
    expect(text).toContain(
      'Intune also rolls this out in stages by a deployment of its own (1 assignment there).',
    )
    expect(textOf(await w.ask(ada, CHAT.ada, 'what is app Zscaler Client assigned to'))).not.toContain(
      'in stages',
    )
  })
})

describe('A policy that is also in one of Intune’s own deployments', () => {
  const world = useWorld()

  it('names the deployment while it lasts, and writes nothing to it', async () => {
    const w = world()
    const collection = 'deviceManagement/deviceCompliancePolicies'
    const { id } = await w.object(collection, 'Developer Machines')
    const deployment = (displayName: string, state: string, payloadId = id) => ({
      displayName,
      state,
      ringCount: 3,
      payloads: [{ payloadId, payloadDisplayName: 'Developer Machines', payloadType: 'compliancePolicy' }],
    })
    const deployments = [
      deployment('Autumn Wave', 'inProgress'),
      deployment('Spring Wave', 'completed'),
      deployment('Other Wave', 'inProgress', crypto.randomUUID()),
    ]
    expect((await w.tenant('PUT', '/control/deployments', deployments)).status).toBe(204)
    const shown = textOf(await w.ask(ada, CHAT.ada, 'what is Developer Machines assigned to'))
    const card = await w.ask(ada, CHAT.ada, 'assign compliance policy Developer Machines to group Legal')
    for (const text of [shown, textOf(card)]) {
      expect(text).toContain('Intune also rolls this out in stages: deployment “Autumn Wave”, in 3 rings.')
      expect(text).not.toMatch(/Spring Wave|Other Wave/)
    }
    await w.press(ada, card, 'Approve')
    await w.shows(card, 'Done and verified in Intune')
    const calls = (await w.calls()).filter(({ path }) => path.includes('deployments'))
    expect(calls.length).toBeGreaterThan(0)
    expect(calls.every(({ method }) => method === 'GET')).toBe(true)
  })

  it('does not mention it to people who may not read it', async () => {
    const w = world()
    const collection = 'deviceAppManagement/mobileApps'
    const { id } = await w.object(collection, 'Lunch Menu')
    const payloads = [{ payloadId: id, payloadDisplayName: 'Lunch Menu', payloadType: 'app' }]
    await w.tenant('PUT', '/control/deployments', [{ displayName: 'Lunch Wave', state: 'paused', payloads }])
    const ask = async () => textOf(await w.ask(ada, CHAT.ada, 'what is app Lunch Menu assigned to'))
    expect(await ask()).toContain('deployment “Lunch Wave”. I don')
    const entra = new Entra(w)
    await entra.conditions({ consentMissing: [{ scope: 'DeviceManagementConfiguration.Read.All' }] })
    await entra.hoursPass(2)
    const text = await ask()
    expect(text).toContain('All users')
    expect(text).not.toContain('Lunch Wave')
    await entra.conditions({})
  })
})

describe('A policy that a policy set also assigns', () => {
  const world = useWorld()

  it('names the policy set, and allows a direct assignment next to it', async () => {
    const w = world()
    const card = await w.ask(
      ada,
      CHAT.ada,
      'assign compliance policy Frontline Windows to group Frontline Phones',
    )
    expect(textOf(card)).toContain(
      '“Frontline Phones” already gets it through policy set “Frontline Starter Set”. Its own assignment is kept beside that one; both apply.',
    )
    expect(textOf(card)).toContain('from policy set “Frontline Starter Set”')
    await w.press(ada, card, 'Approve')
    await w.shows(card, 'Done and verified in Intune')
    expect(await w.set('deviceManagement/deviceCompliancePolicies', 'Frontline Windows')).toEqual([
      '+ Frontline Phones',
      '+ Frontline Phones @set',
      '+ Warehouse Scanners',
    ])
  })

  it('says what is lost where Intune replaces the other by the direct assignment', async () => {
    const w = world()
    await w.faults({ policySetEntries: 'replaced' })
    const card = await w.ask(
      ada,
      CHAT.ada,
      'assign configuration profile Exam Browser Settings to group "Back to School, 2026"',
    )
    await w.press(ada, card, 'Approve')
    await w.shows(
      card,
      'Intune accepted the change but dropped an assignment that should have stayed: “Back to School, 2026”.',
    )
    await w.faults()
  })

  it('leaves out its name without consent to read policy sets', async () => {
    const w = world()
    const entra = new Entra(w)
    await entra.conditions({ consentMissing: [{ scope: 'DeviceManagementConfiguration.Read.All' }] })
    await entra.hoursPass(2)
    const card = await w.ask(ada, CHAT.ada, 'assign app Mac Developer Tools to Frontline Workers as required')
    expect(textOf(card)).toContain('“Frontline Workers” already gets it through a policy set.')
    await entra.conditions({})
  })
})

describe('A policy that is assigned, but whose list is empty', () => {
  const world = useWorld()

  it.each([
    ['shown', 'what is settings catalog policy Hidden Shown assigned to', 'Hidden Shown'],
    ['planned', 'assign settings catalog policy Hidden Planned to group Sales Laptops', 'Hidden Planned'],
  ])('is not %s', async (_what, sentence, name) => {
    const w = world()
    await made(w, name)
    const card = await w.ask(ada, CHAT.ada, sentence)
    expect(textOf(card)).toMatch(HIDDEN)
    expect(textOf(card)).not.toMatch(/Waiting for approval|assigned to (nobody|anyone)/)
  })

  it('is left out by name in a bulk request', async () => {
    const w = world()
    await made(w, 'Hidden Among Many')
    const text = textOf(await w.ask(ada, CHAT.ada, 'what does group Finance Laptops get'))
    expect(text).toMatch(/shows? no list of (its|their) assignments/)
    expect(text).toContain('Hidden Among Many')
    expect(text).toContain('BitLocker Silent Encryption')
  })

  it('is not overwritten if that happened since the card', async () => {
    const w = world()
    const { id } = await made(w, 'Hidden Later', { properties: { platforms: 'windows10' } })
    const card = await w.ask(
      ada,
      CHAT.ada,
      'assign settings catalog policy Hidden Later to group Sales Laptops',
    )
    expect(textOf(card)).toContain('Waiting for approval')
    expect((await w.tenant('PUT', `/control/objects/${id}/properties`, { isAssigned: true })).status).toBe(
      204,
    )
    await w.press(ada, card, 'Approve')
    await w.shows(card, HIDDEN)
    expect(await w.writes()).toEqual([])
  })

  it('shows endpoint security’s assignments, though the policy itself shows none', async () => {
    const w = world()
    const text = textOf(
      await w.ask(
        ada,
        CHAT.ada,
        'what is settings catalog policy Block Office Macros from Win32 assigned to',
      ),
    )
    expect(text).toContain('Finance Laptops')
    expect(text).toContain('Test Lab')
  })

  it('can lose its last assignment without mistaking the empty list for a hidden one', async () => {
    const w = world()
    await approved(w, ada, 'remove group Design Macs from settings catalog policy Mac Login Window')
  })
})
