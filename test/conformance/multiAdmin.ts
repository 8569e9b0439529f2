import { afterEach, expect } from 'vitest'
import { FACTS, factOf } from '../../src/local/tenant/facts.ts'
import { COMPLIANCE } from '../world/collections.ts'
import { ada, type Driven, useWorld } from '../world/world.ts'

/** Ways to write past Multi Admin Approval, or not, as any tool could. */

export const REQUESTS = '/beta/deviceManagement/operationApprovalRequests'
export const READ = ['DeviceManagementConfiguration.Read.All']
/** The code of no request. */
export const NOBODYS = '12345678-1234-4234-8234-123456789012'
export const ALL_DEVICES = { '@odata.type': '#microsoft.graph.allDevicesAssignmentTarget' }
export const ALL_USERS = { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' }

export const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64')
export const justified = (text = 'Change 4711: “Größe” für alle') => ({
  'x-msft-approval-justification': base64(text),
})
export const coded = (code: string) => ({ 'x-msft-approval-code': code })
export const assignTo = (...targets: object[]) => ({ assignments: targets.map((target) => ({ target })) })

export interface Attempt {
  by?: { oid: string }
  path: string
  body?: unknown
  headers?: Record<string, string>
  method?: string
  scopes?: string[]
}

export function write(w: Driven, attempt: Attempt) {
  const { by = ada, path, body, headers, method = 'POST' } = attempt
  const collection = [...FACTS.keys()].find((one) => path.includes(`/${one}/`)) ?? ''
  const scopes = attempt.scopes ?? factOf(collection).scopes.write
  return w.graph(by, scopes, method, path, body, headers)
}

/** The Message inside Intune's JSON in a string. */
export function said({ body }: { body: { error: { message: string } } }): string {
  const { message } = body.error
  return message.startsWith('{') ? JSON.parse(message).Message : message
}

/** A world in which nothing is protected, and nothing waits, after each test. */
export function useMultiAdmin() {
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

  return { world, protect, protectedPolicy, filed, statusOf }
}

export async function decide(w: Driven, id: string, status: string, justification?: string): Promise<void> {
  const answer = await w.tenant('POST', `/control/approvals/${id}`, { status, justification })
  expect([answer.status, answer.body]).toEqual([204, null])
}

export function mine(w: Driven, id: string, by: { oid: string } = ada) {
  return w.graph(by, READ, 'GET', `${REQUESTS}/retrieveMyRequestById(id='${id}')`)
}

export function expectRefused(answer: {
  status: number
  headers: Headers
  body: { error: { message: string } }
}) {
  expect(answer.status).toBe(403)
  expect(said(answer)).toMatch(/^An error has occurred/)
  expect(answer.headers.get('x-msft-approval-code')).toBeNull()
}
