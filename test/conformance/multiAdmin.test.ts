import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { makeCertificate } from '../../src/local/certificate.ts'
import { FACTS, factOf } from '../../src/local/tenant/facts.ts'
import { seedTenant } from '../../src/local/tenant/seed.ts'
import type { IntuneObject } from '../../src/local/tenant/state.ts'
import { startTenant } from '../../src/local/tenant/tenant.ts'
import { ada, bruno, chiara, type Driven, useWorld } from '../world/world.ts'

/** The local tenant's Multi Admin Approval is as strict as Intune's is said to be. */

const COMPLIANCE = 'deviceManagement/deviceCompliancePolicies'
const SCRIPTS = 'deviceManagement/deviceManagementScripts'
const AUTOPILOT = 'deviceManagement/windowsAutopilotDeploymentProfiles'
const POLICY_SETS = 'deviceAppManagement/policySets'
const IOS_PROTECTION = 'deviceAppManagement/iosManagedAppProtections'
const REQUESTS = '/beta/deviceManagement/operationApprovalRequests'
const SCOPE = ['DeviceManagementConfiguration.Read.All']
const NOBODYS = '12345678-1234-4234-8234-123456789012'
const ALL_DEVICES = { '@odata.type': '#microsoft.graph.allDevicesAssignmentTarget' }
const ALL_USERS = { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' }

const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64')
const justified = (text = 'Change 4711: “Größe” für alle') => ({
  'x-msft-approval-justification': base64(text),
})
const coded = (code: string) => ({ 'x-msft-approval-code': code })
const assignTo = (...targets: object[]) => ({ assignments: targets.map((target) => ({ target })) })

interface Attempt {
  by?: { oid: string }
  path: string
  body?: unknown
  headers?: Record<string, string>
  method?: string
  scopes?: string[]
}

function write(w: Driven, attempt: Attempt) {
  const { by = ada, path, body, headers, method = 'POST' } = attempt
  const collection = [...FACTS.keys()].find((one) => path.includes(`/${one}/`)) ?? ''
  const scopes = attempt.scopes ?? factOf(collection).scopes.write
  return w.graph(by, scopes, method, path, body, headers)
}

/** The Message inside Intune's JSON in a string. */
function said({ body }: { body: { error: { message: string } } }): string {
  const { message } = body.error
  return message.startsWith('{') ? JSON.parse(message).Message : message
}

async function objects(w: Driven, collection: string): Promise<IntuneObject[]> {
  return (await w.tenant('GET', '/control/state')).body.objects[collection]
}

describe('Multi Admin Approval in the local tenant', () => {
  const world = useWorld()

  afterEach(async () => {
    const w = world()
    await w.faults()
    await w.tenant('PUT', '/control/protected', { collections: [] })
    for (const { id, status } of (await w.tenant('GET', '/control/approvals')).body) {
      if (status === 'needsApproval' || status === 'approved') await decide(w, id, 'cancelled')
    }
  })

  async function protect(...collections: string[]): Promise<void> {
    expect((await world().tenant('PUT', '/control/protected', { collections })).status).toBe(204)
  }

  /** A policy that is protected, and the address of its `assign`. */
  async function protectedPolicy(name = 'Developer Machines') {
    const w = world()
    await protect(COMPLIANCE)
    const { id } = await w.object(COMPLIANCE, name)
    return { w, id, path: `/beta/${COMPLIANCE}/${id}/assign`, body: assignTo(ALL_DEVICES) }
  }

  async function filed(attempt: Attempt): Promise<string> {
    const answer = await write(world(), { ...attempt, headers: justified() })
    expect(answer.status).toBe(412)
    return answer.headers.get('x-msft-approval-code') ?? ''
  }

  async function statusOf(id: string): Promise<string> {
    return (await mine(world(), id)).body.status
  }

  it('protects nothing until somebody says so, and then just that', async () => {
    const w = world()
    const [policy] = await objects(w, COMPLIANCE)
    const path = `/beta/${COMPLIANCE}/${policy?.id}/assign`
    expect((await write(w, { path, body: assignTo(ALL_DEVICES) })).status).toBe(200)
    await protect(SCRIPTS)
    expect((await write(w, { path, body: assignTo(ALL_USERS), headers: justified() })).status).toBe(200)
    expect((await w.tenant('GET', '/control/approvals')).body).toEqual([])
  })

  it('does not know an access policy for a collection that is not there, nor for app protection', async () => {
    const w = world()
    for (const collections of [['deviceManagement/roles'], [COMPLIANCE, IOS_PROTECTION], 'all']) {
      expect((await w.tenant('PUT', '/control/protected', { collections })).status).toBe(400)
    }
    expect((await w.tenant('GET', '/control/state')).body.protectedCollections).toEqual([])
  })

  it('asks for a justification and changes nothing without one', async () => {
    const { w, path, body } = await protectedPolicy()
    const before = await w.set(COMPLIANCE, 'Developer Machines')
    const writes = (await w.writes()).length
    for (const headers of [{}, { 'x-msft-approval-justification': '' }, justified('  ')]) {
      const answer = await write(w, { path, body, headers })
      expect([answer.status, answer.body.error.code]).toEqual([400, 'BadRequest'])
      expect(said(answer)).toMatch(
        /^Header 'x-msft-approval-justification' is required to request approval - Operation ID/,
      )
    }
    expect(await w.set(COMPLIANCE, 'Developer Machines')).toEqual(before)
    expect(await w.writes()).toHaveLength(writes)
  })

  it.each([
    ['plain text', 'Change 4711, as agreed', /must be a Base64 encoded/],
    ['bytes that are no UTF-8', Buffer.from([0xff, 0xfe, 0xfd]).toString('base64'), /must be a Base64/],
    [
      'more than 1024 characters',
      base64('ö'.repeat(1025)),
      /^Decoded content of 'x-msft-approval-justification' header must be no greater than 1024 characters/,
    ],
  ])('takes no justification of %s', async (_what, header, reason) => {
    const { w, path, body } = await protectedPolicy()
    const requests = (await w.tenant('GET', '/control/approvals')).body.length
    const answer = await write(w, { path, body, headers: { 'x-msft-approval-justification': header } })
    expect(answer.status).toBe(400)
    expect(said(answer)).toMatch(reason)
    expect((await w.tenant('GET', '/control/approvals')).body).toHaveLength(requests)
  })

  it('files a request with a justification, and changes nothing', async () => {
    const { w, path, body } = await protectedPolicy()
    const before = await w.set(COMPLIANCE, 'Developer Machines')
    const writes = (await w.writes()).length
    const answer = await write(w, { path, body, headers: justified('ö'.repeat(1024)) })
    const code = answer.headers.get('x-msft-approval-code') ?? ''
    expect(answer.status).toBe(412)
    expect(code).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    expect(said(answer)).toContain(
      `Approval Required. Request Approval using the request ID returned as part of the x-msft-approval-code response header. x-msft-approval-code: ${code}`,
    )
    expect(await w.set(COMPLIANCE, 'Developer Machines')).toEqual(before)
    expect(await w.writes()).toHaveLength(writes)
    const request = (await mine(w, code)).body
    expect(request).toMatchObject({
      '@odata.type': '#microsoft.graph.operationApprovalRequest',
      id: code,
      status: 'needsApproval',
      requestor: { user: { id: ada.oid, displayName: ada.name } },
      approver: null,
      requestJustification: 'ö'.repeat(1024),
      approvalJustification: null,
      requiredOperationApprovalPolicyTypes: ['compliancePolicy'],
    })
    const days = (Date.parse(request.expirationDateTime) - Date.parse(request.requestDateTime)) / 86_400_000
    expect(days).toBe(3)
  })

  it('answers 403 ApprovalRequired instead, where the service is of an older mind', async () => {
    const { w, path, body } = await protectedPolicy()
    await w.faults({ approvalStatus: 403 })
    const answer = await write(w, { path, body, headers: justified() })
    const code = answer.headers.get('x-msft-approval-code')
    expect([answer.status, answer.body.error.code]).toEqual([403, 'ApprovalRequired'])
    expect(said(answer)).toMatch(new RegExp(`^Approval Required\\. .*x-msft-approval-code: ${code}$`))
  })

  it('performs just what was approved, for whoever asked, once', async () => {
    const { w, path, body } = await protectedPolicy()
    const before = await w.set(COMPLIANCE, 'Developer Machines')
    const id = await filed({ path, body })
    await decide(w, id, 'approved', 'Fine by me')
    expect(await w.set(COMPLIANCE, 'Developer Machines')).toEqual(before)
    expect((await mine(w, id)).body).toMatchObject({
      status: 'approved',
      approver: { user: { id: bruno.oid, displayName: bruno.name } },
      approvalJustification: 'Fine by me',
    })

    const writes = (await w.writes()).length
    const wrong: Attempt[] = [
      { by: bruno, path, body },
      { path, body: assignTo(ALL_USERS) },
      { path: path.replace('/beta/', '/v1.0/'), body },
      { path: `${path}?again=1`, body },
      { path: `/beta/${COMPLIANCE}/${(await w.object(COMPLIANCE, 'Pilot Compliance')).id}/assign`, body },
    ]
    for (const attempt of wrong) expectRefused(await write(w, { ...attempt, headers: coded(id) }))
    expectRefused(await write(w, { path, body, headers: coded(NOBODYS) }))
    expect(await w.writes()).toHaveLength(writes)
    expect(await w.set(COMPLIANCE, 'Developer Machines')).toEqual(before)
    expect(await statusOf(id)).toBe('approved')

    expect((await write(w, { path, body, headers: coded(id.toUpperCase()) })).status).toBe(200)
    expect(await w.set(COMPLIANCE, 'Developer Machines')).toEqual(['+ allDevices'])
    expect(await w.writes()).toHaveLength(writes + 1)
    expect(await statusOf(id)).toBe('completed')
    expectRefused(await write(w, { path, body, headers: coded(id) }))
  })

  it.each(['needsApproval', 'rejected', 'cancelled', 'expired'])(
    'performs nothing for a request that is %s',
    async (status) => {
      const { w, path, body } = await protectedPolicy()
      const id = await filed({ path, body })
      if (status !== 'needsApproval') await decide(w, id, status)
      const before = await w.set(COMPLIANCE, 'Developer Machines')
      expectRefused(await write(w, { path, body, headers: coded(id) }))
      expect(await w.set(COMPLIANCE, 'Developer Machines')).toEqual(before)
      expect(await statusOf(id)).toBe(status)
    },
  )

  it('takes the code as it is, not in Base64', async () => {
    const { w, path, body } = await protectedPolicy()
    const id = await filed({ path, body })
    const answer = await write(w, { path, body, headers: coded(base64(id)) })
    expect(answer.status).toBe(400)
    expect(said(answer)).toMatch(/^Invalid approval header format, expected GUID format/)
  })

  it('has one open request per object, also for who sends a justification beside the code', async () => {
    const { w, path, body } = await protectedPolicy()
    const id = await filed({ path, body })
    const conflict = async (attempt: Partial<Attempt>) => {
      const answer = await write(w, { path, body, ...attempt })
      expect(answer.status).toBe(409)
      expect(said(answer)).toMatch(/^An active Approval Request already exists for this entity/)
    }
    await conflict({ headers: justified() })
    await conflict({ headers: justified(), by: bruno, body: assignTo(ALL_USERS) })
    await decide(w, id, 'approved')
    await conflict({ headers: justified() })
    await conflict({ headers: { ...justified(), ...coded(id) } })
    await filed({ path: `/beta/${COMPLIANCE}/${(await w.object(COMPLIANCE, 'Pilot Compliance')).id}/assign` })
    await decide(w, id, 'cancelled')
    await filed({ path, body })
  })

  it('leaves a request open whose write is refused for what is in it', async () => {
    const { w, path } = await protectedPolicy()
    const body = { assignments: [{ target: { '@odata.type': '#microsoft.graph.nobodyAssignmentTarget' } }] }
    const id = await filed({ path, body })
    await decide(w, id, 'approved')
    const writes = (await w.writes()).length
    expect((await write(w, { path, body, headers: coded(id) })).status).toBe(400)
    expect(await statusOf(id)).toBe('approved')
    expect(await w.writes()).toHaveLength(writes)
  })

  it('stands before single assignments, their removal and update as well, and never before reading', async () => {
    const w = world()
    await protect(AUTOPILOT, POLICY_SETS)
    const profile = (await objects(w, AUTOPILOT)).find(({ assignments }) => assignments.length > 0)
    const [policySet] = await objects(w, POLICY_SETS)
    const root = `/beta/${AUTOPILOT}/${profile?.id}/assignments`
    const one = { target: { ...ALL_DEVICES, '@odata.type': '#microsoft.graph.groupAssignmentTarget' } }
    const groupId = await w.groupId('Legal')
    const attempts: Attempt[] = [
      { path: root, body: { target: { ...one.target, groupId } } },
      { method: 'DELETE', path: `${root}/${profile?.assignments[0]?.id}` },
      { path: `/beta/${POLICY_SETS}/${policySet?.id}/update`, body: { assignments: [] } },
    ]
    for (const attempt of attempts) {
      expect(said(await write(w, attempt)), attempt.path).toMatch(/is required to request approval/)
      const id = await filed(attempt)
      await decide(w, id, 'approved')
      expect((await write(w, { ...attempt, headers: coded(id) })).status).toBeLessThan(300)
      expect(await statusOf(id)).toBe('completed')
    }
    for (const collection of [AUTOPILOT, POLICY_SETS]) {
      const { scopes } = factOf(collection)
      expect((await w.graph(ada, scopes.read, 'GET', `/beta/${collection}`)).status).toBe(200)
    }
  })

  it('stands inside a batch', async () => {
    const { w, path, body } = await protectedPolicy()
    const url = path.replace('/beta', '')
    const batch = async (headers: Record<string, string>) => {
      const requests = [
        { id: '1', method: 'POST', url, body, headers: { 'Content-Type': 'application/json', ...headers } },
      ]
      const scopes = factOf(COMPLIANCE).scopes.write
      return (await w.graph(ada, scopes, 'POST', '/beta/$batch', { requests })).body.responses[0]
    }
    expect((await batch({})).status).toBe(400)
    const { status, headers } = await batch(justified())
    expect(status).toBe(412)
    await decide(w, headers['x-msft-approval-code'], 'approved')
    expect((await batch(coded(headers['x-msft-approval-code']))).status).toBe(200)
  })

  it('lets nobody ask who may not assign', async () => {
    const { w, path, body } = await protectedPolicy()
    expect((await write(w, { by: chiara, path, body, headers: justified() })).status).toBe(403)
    const reader = await write(w, { path, body, headers: justified(), scopes: SCOPE })
    expect(reader.status).toBe(403)
    expect(reader.headers.get('x-msft-approval-code')).toBeNull()
  })

  it('shows requests in beta alone: one’s own to their requestor, all to those who approve', async () => {
    const { w, path, body } = await protectedPolicy()
    const id = await filed({ path, body })
    const get = (by: { oid: string }, url: string, scopes = SCOPE) => w.graph(by, scopes, 'GET', url)

    for (const url of [REQUESTS, `${REQUESTS}/${id}`, `${REQUESTS}/retrieveMyRequests`]) {
      expect((await get(ada, url)).status, url).toBe(200)
      expect((await get(ada, url, ['DeviceManagementRBAC.Read.All'])).status, url).toBe(200)
      expect((await get(ada, url, ['DeviceManagementApps.ReadWrite.All'])).status, url).toBe(403)
      expect(said(await get(ada, url.replace('/beta/', '/v1.0/')))).toMatch(/segment/)
    }
    const ids = async (by: { oid: string }, url: string) =>
      (await get(by, `${url}?$top=1000&$select=id`)).body.value.map((one: { id: string }) => one.id)
    expect(await ids(bruno, `${REQUESTS}`)).toContain(id)
    expect(await ids(ada, `${REQUESTS}/retrieveMyRequests`)).toContain(id)
    expect(await ids(bruno, `${REQUESTS}/retrieveMyRequests`)).toEqual([])
    expect((await mine(w, id, bruno)).status).toBe(404)
    expect((await get(ada, `${REQUESTS}/${NOBODYS}`)).status).toBe(404)
    expect((await get(chiara, `${REQUESTS}/${id}`)).status).toBe(403)
    expect((await get(bruno, `${REQUESTS}?$filter=requestId eq '${id}'`)).status).toBe(400)

    await w.faults({ approvers: [bruno.oid] })
    expect((await get(ada, REQUESTS)).status).toBe(403)
    expect((await get(ada, `${REQUESTS}/${id}`)).status).toBe(403)
    expect((await get(bruno, `${REQUESTS}/${id}`)).body.id).toBe(id)
    expect((await mine(w, id)).body).toMatchObject({ id, status: 'needsApproval' })
  })

  it('is decided by anybody with the role but the requestor, once', async () => {
    const { w, path, body } = await protectedPolicy()
    const id = await filed({ path, body })
    const say = (by: { oid: string }, verb: string, words?: object) =>
      w.graph(by, SCOPE, 'POST', `${REQUESTS}/${id}/${verb}`, words)
    const words = { justification: 'Checked with Legal', approvalSource: 'adminConsole' }
    for (const verb of ['approve', 'reject']) {
      expect((await say(ada, verb, words)).status).toBe(403)
      expect((await say(chiara, verb, words)).status).toBe(403)
      expect((await say(bruno, verb)).status).toBe(400)
      expect((await say(bruno, verb, { ...words, approvalSource: 'teams' })).status).toBe(400)
    }
    expect(await statusOf(id)).toBe('needsApproval')
    expect(await say(bruno, 'approve', words)).toMatchObject({ status: 200 })
    expect((await mine(w, id)).body).toMatchObject({
      status: 'approved',
      approver: { user: { id: bruno.oid } },
      approvalJustification: 'Checked with Legal',
    })
    expect((await say(bruno, 'reject', words)).status).toBe(400)
    await decide(w, id, 'cancelled')
    const next = await filed({ path, body })
    expect((await w.graph(bruno, SCOPE, 'POST', `${REQUESTS}/${next}/reject`, words)).status).toBe(200)
    expect(await statusOf(next)).toBe('rejected')
    // None of this is a change of assignments.
    expect((await w.writes()).filter((one) => one.path.includes('operationApprovalRequests'))).toEqual([])
  })

  it('is cancelled by its requestor alone, at the collection', async () => {
    const { w, path, body } = await protectedPolicy()
    const id = await filed({ path, body })
    const cancel = (by: { oid: string }, words?: object, at = 'cancelMyRequest') =>
      w.graph(by, SCOPE, 'POST', `${REQUESTS}/${at}`, words)
    expect(said(await cancel(ada))).toMatch(/^Empty Payload\. JSON content expected\./)
    expect(said(await cancel(ada, {}, `${id}/cancelMyRequest`))).toMatch(/^No method match route template/)
    expect((await cancel(ada, {})).status).toBe(400)
    expect((await cancel(bruno, { id })).status).toBe(404)
    expect(await statusOf(id)).toBe('needsApproval')
    expect((await cancel(ada, { id })).status).toBe(204)
    expect(await statusOf(id)).toBe('cancelled')
    expect((await cancel(ada, { id })).status).toBe(400)
    const approved = await filed({ path, body })
    await decide(w, approved, 'approved')
    expect((await cancel(ada, { id: approved })).status).toBe(204)
  })

  it('lets a request expire after its three days', async () => {
    const { w, path, body } = await protectedPolicy()
    const id = await filed({ path, body })
    await decide(w, id, 'approved')
    const kept = w.world.tenant.state.approvals.find((one) => one.id === id)
    if (!kept) throw new Error('the request is gone')
    kept.expirationDateTime = new Date(Date.now() - 1).toISOString()
    expect(await statusOf(id)).toBe('expired')
    expectRefused(await write(w, { path, body, headers: coded(id) }))
    await filed({ path, body })
  })
})

describe('The tenant’s file', () => {
  it('may be from before there were approval requests, and keeps them from then on', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'assent-tenant-'))
    const file = join(folder, 'tenant.json')
    const { groups, filters, objects: held } = seedTenant()
    await writeFile(file, JSON.stringify({ groups, filters, objects: held }))
    const start = async () =>
      startTenant({ port: 0, certificate: await makeCertificate(), verify: async () => null, file })
    const first = await start()
    expect([first.approvals.all(), first.approvals.protects(COMPLIANCE)]).toEqual([[], false])
    expect(first.approvals.protect([COMPLIANCE])).toEqual([])
    await first.close()
    const second = await start()
    expect(second.approvals.protects(COMPLIANCE)).toBe(true)
    await second.close()
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ approvals: [] })
    await rm(folder, { recursive: true })
  })
})

async function decide(w: Driven, id: string, status: string, justification?: string): Promise<void> {
  const answer = await w.tenant('POST', `/control/approvals/${id}`, { status, justification })
  expect([answer.status, answer.body]).toEqual([204, null])
}

function mine(w: Driven, id: string, by: { oid: string } = ada) {
  return w.graph(by, SCOPE, 'GET', `${REQUESTS}/retrieveMyRequestById(id='${id}')`)
}

function expectRefused(answer: { status: number; headers: Headers; body: { error: { message: string } } }) {
  expect(answer.status).toBe(403)
  expect(said(answer)).toMatch(/^An error has occurred/)
  expect(answer.headers.get('x-msft-approval-code')).toBeNull()
}
