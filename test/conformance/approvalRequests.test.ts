import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeCertificate } from '../../src/local/certificate.ts'
import { seedTenant } from '../../src/local/tenant/seed.ts'
import { startTenant } from '../../src/local/tenant/tenant.ts'
import { WorldClock } from '../../src/local/worldClock.ts'
import { COMPLIANCE } from '../world/collections.ts'
import { ada, bruno, chiara } from '../world/world.ts'
import {
  coded,
  decide,
  expectRefused,
  mine,
  NOBODYS,
  READ,
  REQUESTS,
  said,
  useMultiAdmin,
  write,
} from './multiAdmin.ts'

describe('An approval request in the local tenant', () => {
  const { protectedPolicy, filed, statusOf } = useMultiAdmin()

  it('is visible in beta only: to its requestor, and to everybody who approves', async () => {
    const { w, path, body } = await protectedPolicy()
    const id = await filed({ path, body })
    const get = (by: { oid: string }, url: string, scopes = READ) => w.graph(by, scopes, 'GET', url)

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

  it('is decided once, by anybody with the role except the requestor', async () => {
    const { w, path, body } = await protectedPolicy()
    const id = await filed({ path, body })
    const say = (by: { oid: string }, verb: string, words?: object) =>
      w.graph(by, READ, 'POST', `${REQUESTS}/${id}/${verb}`, words)
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
    expect((await w.graph(bruno, READ, 'POST', `${REQUESTS}/${next}/reject`, words)).status).toBe(200)
    expect(await statusOf(next)).toBe('rejected')
    // None of this is a change of assignments.
    expect((await w.writes()).filter((one) => one.path.includes('operationApprovalRequests'))).toEqual([])
  })

  it('is cancelled by its requestor only, at the collection', async () => {
    const { w, path, body } = await protectedPolicy()
    const id = await filed({ path, body })
    const cancel = (by: { oid: string }, words?: object, at = 'cancelMyRequest') =>
      w.graph(by, READ, 'POST', `${REQUESTS}/${at}`, words)
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

  it('expires after three days', async () => {
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
  it('may predate approval requests, and stores them from then on', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'assent-tenant-'))
    const file = join(folder, 'tenant.json')
    const { groups, filters, objects: held } = seedTenant()
    await writeFile(file, JSON.stringify({ groups, filters, objects: held }))
    const start = async () =>
      startTenant({
        port: 0,
        certificate: await makeCertificate(),
        verify: async () => null,
        clock: new WorldClock(null),
        file,
      })
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
