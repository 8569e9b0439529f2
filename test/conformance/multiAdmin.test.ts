import { describe, expect, it } from 'vitest'
import { factOf } from '../../src/local/tenant/facts.ts'
import type { IntuneObject } from '../../src/local/tenant/state.ts'
import { COMPLIANCE, SCRIPTS } from '../world/collections.ts'
import { ada, bruno, chiara, type Driven } from '../world/world.ts'
import {
  ALL_DEVICES,
  ALL_USERS,
  type Attempt,
  assignTo,
  base64,
  coded,
  decide,
  expectRefused,
  justified,
  mine,
  NOBODYS,
  READ,
  said,
  useMultiAdmin,
  write,
} from './multiAdmin.ts'

/** The local tenant's Multi Admin Approval is as strict as Intune's is said to be. */

const AUTOPILOT = 'deviceManagement/windowsAutopilotDeploymentProfiles'
const POLICY_SETS = 'deviceAppManagement/policySets'
const IOS_PROTECTION = 'deviceAppManagement/iosManagedAppProtections'

describe('Multi Admin Approval in the local tenant', () => {
  const { world, protect, protectedPolicy, filed, statusOf } = useMultiAdmin()

  it('protects nothing until told to, and then only that', async () => {
    const w = world()
    const [policy] = await objects(w, COMPLIANCE)
    const path = `/beta/${COMPLIANCE}/${policy?.id}/assign`
    expect((await write(w, { path, body: assignTo(ALL_DEVICES) })).status).toBe(200)
    await protect(SCRIPTS)
    expect((await write(w, { path, body: assignTo(ALL_USERS), headers: justified() })).status).toBe(200)
    expect((await w.tenant('GET', '/control/approvals')).body).toEqual([])
  })

  it('has no access policy for unknown collections or for app protection', async () => {
    const w = world()
    for (const collections of [['deviceManagement/roles'], [COMPLIANCE, IOS_PROTECTION], 'all']) {
      expect((await w.tenant('PUT', '/control/protected', { collections })).status).toBe(400)
    }
    expect((await w.tenant('GET', '/control/state')).body.protectedCollections).toEqual([])
  })

  it('requires a justification and changes nothing without one', async () => {
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
  ])('rejects a justification of %s', async (_what, header, reason) => {
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

  it('answers 403 ApprovalRequired instead, as older versions of the service do', async () => {
    const { w, path, body } = await protectedPolicy()
    await w.faults({ approvalStatus: 403 })
    const answer = await write(w, { path, body, headers: justified() })
    const code = answer.headers.get('x-msft-approval-code')
    expect([answer.status, answer.body.error.code]).toEqual([403, 'ApprovalRequired'])
    expect(said(answer)).toMatch(new RegExp(`^Approval Required\\. .*x-msft-approval-code: ${code}$`))
  })

  it('performs exactly what was approved, once, for the person who asked', async () => {
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

  it('accepts the code as it is, not in Base64', async () => {
    const { w, path, body } = await protectedPolicy()
    const id = await filed({ path, body })
    const answer = await write(w, { path, body, headers: coded(base64(id)) })
    expect(answer.status).toBe(400)
    expect(said(answer)).toMatch(/^Invalid approval header format, expected GUID format/)
  })

  it('allows one open request per object, even if a justification comes with the code', async () => {
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

  it('leaves a request open when its write is refused for its content', async () => {
    const { w, path } = await protectedPolicy()
    const body = { assignments: [{ target: { '@odata.type': '#microsoft.graph.nobodyAssignmentTarget' } }] }
    const id = await filed({ path, body })
    await decide(w, id, 'approved')
    const writes = (await w.writes()).length
    expect((await write(w, { path, body, headers: coded(id) })).status).toBe(400)
    expect(await statusOf(id)).toBe('approved')
    expect(await w.writes()).toHaveLength(writes)
  })

  it('protects adding, changing and removing single assignments, and never reading', async () => {
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

  it('applies inside a batch', async () => {
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

  it('refuses requests of people who may not assign', async () => {
    const { w, path, body } = await protectedPolicy()
    expect((await write(w, { by: chiara, path, body, headers: justified() })).status).toBe(403)
    const reader = await write(w, { path, body, headers: justified(), scopes: READ })
    expect(reader.status).toBe(403)
    expect(reader.headers.get('x-msft-approval-code')).toBeNull()
  })
})

async function objects(w: Driven, collection: string): Promise<IntuneObject[]> {
  return (await w.tenant('GET', '/control/state')).body.objects[collection]
}
