import { createHash } from 'node:crypto'
import { FACTS, type Fact, factOf } from './facts.ts'
import { seedApps } from './seedApps.ts'
import { seedConfiguration } from './seedConfiguration.ts'
import { seedDevices } from './seedDevices.ts'
import { seedMembersOf } from './seedMembers.ts'
import {
  POLICY_SET,
  type SeedAssignment,
  type SeedObject,
  seedFilters,
  seedGroups,
  seedObjects,
  VIRTUAL_IDS,
} from './seedNames.ts'
import {
  type Assignment,
  type AssignmentTarget,
  FILTER_ID,
  FILTER_TYPE,
  type IntuneObject,
  NO_FILTER,
  PREFIX,
  type TenantState,
} from './state.ts'

/** A believable company on the day it starts to use Assent. */
export function seedTenant(): TenantState {
  const groups = seedGroups.map(([displayName, membership, users, devices, more = ''], index) => ({
    id: idOf('group', `${displayName} ${index}`),
    displayName,
    description: more === 'mail' ? 'Made in the Microsoft 365 admin center' : more,
    dynamic: membership === 'dynamic',
    securityEnabled: more !== 'mail',
    users,
    devices,
  }))
  const idOfGroup = (name: string) => groups.find(({ displayName }) => displayName === name)?.id ?? ''
  for (const group of groups) Object.assign(group, { members: seedMembersOf(group, idOfGroup) })
  const filters = seedFilters.map(([displayName, platform, rule]) => ({
    id: idOf('filter', displayName),
    displayName,
    platform,
    rule,
    assignmentFilterManagementType: /ApplicationManagement$/.test(platform)
      ? ('apps' as const)
      : ('devices' as const),
  }))
  const state: TenantState = { groups, filters, objects: {}, protectedCollections: [], approvals: [] }
  const all = [...seedObjects, ...seedConfiguration, ...seedDevices, ...seedApps]
  for (const collection of FACTS.keys()) state.objects[collection] = []
  for (const [collection, type, name, ...assignments] of all) {
    const object = seedObject(collection, type, name)
    for (const one of assignments) place(state, collection, object, one)
    state.objects[collection]?.push(object)
  }
  return state
}

/** Adds what the saved state of an older version lacks: group members, the rules of filters. */
export function complete(state: TenantState): void {
  const fresh = seedTenant()
  for (const group of state.groups) {
    const members = fresh.groups.find(({ id }) => id === group.id)?.members
    if (members) group.members ??= members
  }
  for (const filter of state.filters) {
    filter.rule ??= fresh.filters.find(({ id }) => id === filter.id)?.rule ?? ''
  }
}

/** A made-up id that is the same at every start. */
export function idOf(kind: string, name: string): string {
  const digits = createHash('sha256').update(`${kind} ${name}`).digest('hex')
  return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5')
}

function seedObject(collection: string, spokenType: SeedObject[1], spoken: string): IntuneObject {
  // "Name#suffix": ids of enrollment configurations end in a type's name.
  const [name = '', suffix] = spoken.split('#')
  const id = idOf(collection, spoken) + (suffix ? `_${suffix}` : '')
  const [type, properties] = typeof spokenType === 'string' ? [spokenType, {}] : spokenType
  const [entity = '', platforms] = type.split('/')
  const ofCatalog =
    entity === 'deviceManagementConfigurationPolicy'
      ? { technologies: 'mdm', templateReference: { templateId: '', templateFamily: 'none' } }
      : {}
  return {
    id,
    type: entity,
    name,
    properties: {
      ...ofCatalog,
      ...properties,
      ...(platforms ? { platforms } : {}),
      ...(suffix ? { priority: /^Default|^WindowsRestore/.test(suffix) ? 0 : 1 } : {}),
    },
    assignments: [],
    legacyGroupIds: [],
    legacyExcludedIds: [],
    lastModifiedDateTime: '2026-09-14T08:21:05Z',
    changedAt: null,
  }
}

function place(state: TenantState, collection: string, object: IntuneObject, seed: SeedAssignment): void {
  const [text, properties] = typeof seed === 'string' ? [seed, {}] : seed
  const fact = factOf(collection)
  const [, isLegacy, isExcluded, name = '', mode, filter, plan, isSet] =
    /^(legacy )?(-)?(.+?)(?: \| (include|exclude) (.+?))?(?: plan (\S+))?( @set)?$/.exec(text) ?? []
  const group = state.groups.find(({ displayName }) => displayName === name)
  if (isLegacy) {
    if (group) object[isExcluded ? 'legacyExcludedIds' : 'legacyGroupIds'].push(group.id)
    return
  }
  const target = targetOf(fact, name, group?.id, isExcluded !== undefined)
  if (plan) target.servicePlanId = plan
  if (mode && filter) {
    target[FILTER_ID] = state.filters.find(({ displayName }) => displayName === filter)?.id ?? null
    target[FILTER_TYPE] = mode
  }
  const assignment: Assignment = {
    id: `${object.id}${/script/i.test(collection) ? ':' : '_'}${target.groupId ?? VIRTUAL_IDS[name]}`,
    target,
    source: isSet ? 'policySets' : 'direct',
    sourceId: isSet ? idOf('deviceAppManagement/policySets', POLICY_SET) : object.id,
    properties: {
      ...Object.fromEntries((fact.properties.beta ?? []).map((one) => [one, null])),
      ...properties,
    },
  }
  object.assignments.push(assignment)
}

function targetOf(
  fact: Fact,
  name: string,
  groupId: string | undefined,
  isExcluded: boolean,
): AssignmentTarget {
  if (fact.family === 'cloudPc' && groupId) {
    return { '@odata.type': `${PREFIX}cloudPcManagementGroupAssignmentTarget`, groupId, servicePlanId: null }
  }
  if (name === 'all users')
    return { '@odata.type': `${PREFIX}allLicensedUsersAssignmentTarget`, ...NO_FILTER }
  if (name === 'all devices') return { '@odata.type': `${PREFIX}allDevicesAssignmentTarget`, ...NO_FILTER }
  if (!groupId) throw new Error(`the seed names a group that is not there: ${name}`)
  const type = isExcluded ? 'exclusionGroup' : 'group'
  return { '@odata.type': `${PREFIX}${type}AssignmentTarget`, groupId, ...NO_FILTER }
}
