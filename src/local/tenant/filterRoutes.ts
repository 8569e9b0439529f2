import { z } from 'zod'
import { type Answer, jsonOf, type Route } from '../http.ts'
import { devicesOf } from './devicesAndPeople.ts'
import { intune } from './errors.ts'
import { RuleRefused, readRule } from './filterRule.ts'
import { deviceRule, filterValuesOf } from './filterValues.ts'
import type { Guard } from './guard.ts'
import { page, selected } from './paging.ts'
import { findPerson } from './population.ts'
import type { Device, TenantState } from './state.ts'

const READ = ['DeviceManagementConfiguration.Read.All', 'DeviceManagementConfiguration.ReadWrite.All']
const WRITE = ['DeviceManagementConfiguration.ReadWrite.All']
const ROOT = '/beta/deviceManagement'
const MAX_ROWS = 100

const EvaluationBody = z.object({
  data: z
    .object({
      '@odata.type': z.string().optional(),
      platform: z.string(),
      rule: z.string(),
      top: z.number().int().optional(),
      skip: z.number().int().optional(),
      orderBy: z.array(z.string()).optional(),
      search: z.string().nullish(),
    })
    .strict(),
})
const Validated = z.object({
  deviceAndAppManagementAssignmentFilter: z.object({ platform: z.string(), rule: z.string() }).passthrough(),
})

/** Assignment filters: read, checked, and evaluated over the tenant's devices. */
export function filterRoutes(state: TenantState, guarded: Guard): Route[] {
  return [
    [
      'GET',
      `${ROOT}/assignmentFilters`,
      guarded({ scopes: READ, byIntune: true }, (call) => {
        if (call.url.searchParams.has('$filter'))
          throw intune(400, 'The filter is not supported on this collection')
        const all = state.filters.map((one) => ({ ...one }))
        return page(call, all, { context: 'assignmentFilters', most: 1000 })
      }),
    ],
    [
      'GET',
      `${ROOT}/assignmentFilters/{id}`,
      guarded({ scopes: READ, byIntune: true }, (call) => {
        const found = state.filters.find(({ id }) => id === call.params.id)
        if (!found) throw intune(404, 'Resource not found', 'ResourceNotFound')
        return { status: 200, body: selected(call, { ...found }) }
      }),
    ],
    [
      'POST',
      `${ROOT}/assignmentFilters/validateFilter`,
      guarded({ scopes: WRITE, byIntune: true }, (call) => {
        const asked = Validated.safeParse(jsonOf(call))
        if (!asked.success) throw intune(400, 'The filter to validate is missing')
        const { rule, platform } = asked.data.deviceAndAppManagementAssignmentFilter
        if (rule === '') throw intune(400, 'The rule is empty')
        return { status: 200, body: { isValidRule: isReadable(rule, platform) } }
      }),
    ],
    [
      'POST',
      `${ROOT}/evaluateAssignmentFilter`,
      guarded({ scopes: READ, byIntune: true }, (call) => evaluate(state, jsonOf(call))),
    ],
  ]
}

function isReadable(rule: string, platform: string): boolean {
  try {
    readRule(rule, platform)
    return true
  } catch (error) {
    if (error instanceof RuleRefused) return false
    throw error
  }
}

/**
 * The devices that a rule matches, at most 100 in an answer (learn.microsoft.com/graph/api/resources/
 * intune-policyset-assignmentfilterevaluaterequest). The answer is a stream: JSON, sent as bytes, of columns and rows
 * (github.com/fadwen/IntuneScriptLab, Validation/Invoke-FilterProbe.ps1).
 */
function evaluate(state: TenantState, body: unknown): Answer {
  const asked = EvaluationBody.safeParse(body)
  if (!asked.success) throw intune(400, 'The request to evaluate a filter is missing or malformed')
  const { rule, platform, top = MAX_ROWS, skip = 0, search } = asked.data.data
  const sought = search?.toLowerCase() ?? ''
  const found = devicesOf(state)
    .all()
    .filter(deviceTest(rule, platform))
    .filter(({ displayName }) => displayName.toLowerCase().includes(sought))
    .sort((a, b) => a.displayName.localeCompare(b.displayName))
  const many = top < 0 || top > MAX_ROWS ? MAX_ROWS : top
  const rows = found.slice(skip, skip + many).map((device) => deviceRow(state, device))
  const answer = {
    TotalRowCount: found.length,
    Columns: Object.keys(rows[0] ?? {}).map((Name) => ({ Name, Type: 'String' })),
    Values: rows.map((row) => Object.values(row)),
  }
  return {
    status: 200,
    headers: { 'content-type': 'application/octet-stream' },
    body: JSON.stringify(answer),
  }
}

function deviceTest(rule: string, platform: string): (device: Device) => boolean {
  try {
    return deviceRule(rule, platform)
  } catch (error) {
    if (error instanceof RuleRefused) throw intune(400, `The rule is not valid: ${error.message}`)
    throw error
  }
}

function deviceRow(state: TenantState, device: Device): Record<string, string> {
  const seen = filterValuesOf(device)
  const shown = {
    deviceCategory: seen.deviceCategory,
    cpuArchitecture: seen.cpuArchitecture,
    deviceId: device.managedDeviceId,
    deviceName: seen.deviceName,
    enrollmentProfileName: seen.enrollmentProfileName,
    isTpmAttested: seen.isTpmAttested,
    isRooted: seen.isRooted,
    deviceTrustType: seen.deviceTrustType,
    manufacturer: seen.manufacturer,
    model: seen.model,
    operatingSystemSKU: seen.operatingSystemSKU,
    osVersion: seen.osVersion,
    deviceOwnership: seen.deviceOwnership,
    userPrincipalName: device.userId ? findPerson(state, device.userId)?.userPrincipalName : null,
  }
  return Object.fromEntries(Object.entries(shown).map(([name, value]) => [name, value ?? '']))
}
