import { isGuid } from '../../intune/guid.ts'
import { intune } from './errors.ts'
import type { Fact } from './facts.ts'
import {
  type Assignment,
  type AssignmentTarget,
  FILTER_ID,
  FILTER_TYPE,
  type IntuneObject,
  kindOfTarget,
  NO_FILTER,
  PREFIX,
  type TenantState,
} from './state.ts'

export type Version = 'v1.0' | 'beta'

/** What a posted entry is for. */
export interface PostedTo {
  state: TenantState
  fact: Fact
  object: IntuneObject
  version: Version
}

const NO_FILTER_ID = '00000000-0000-0000-0000-000000000000'
/** All users and all devices inside assignment ids; never groups. */
const VIRTUAL = ['acacacac-9df4-4c7d-9d50-4ef0226f57a9', 'adadadad-808e-44e2-905a-0b7873a8a531']
const ABSTRACT = ['deviceAndAppManagement', 'cloudPcManagement']

const KNOWN: Record<string, readonly string[]> = {
  allDevices: [],
  allLicensedUsers: [],
  group: ['groupId'],
  exclusionGroup: ['groupId'],
  configurationManagerCollection: ['collectionId'],
  cloudPcManagementGroup: ['groupId', 'servicePlanId', 'allotmentDisplayName', 'allotmentLicensesCount'],
}
/** Properties of targets that v1.0 does not have. */
const BETA_ONLY = ['allotmentDisplayName', 'allotmentLicensesCount']

/** One element as `assign` and `POST …/assignments` take it. @throws {Denied} */
export function readElement(place: PostedTo, type: string, element: unknown): Assignment {
  const { fact, object, version } = place
  const { '@odata.type': given, id: _id, target, ...rest } = asRecord(element, 'An element')
  demandType(given, variantOf(fact, object)?.element ?? type)
  // The service decides who wrote an entry: it may be sent along, and changes nothing.
  const known = [...(fact.properties[version] ?? []), ...(version === 'beta' ? fact.shows : [])]
  for (const name of Object.keys(rest)) if (!known.includes(name)) throw noProperty(name, type)
  for (const name of fact.needs) {
    if (typeof rest[name] !== 'string')
      throw intune(400, `The property '${name}' of an assignment is missing`)
  }
  const read = readTarget(place, target)
  const group = read.groupId ?? VIRTUAL[kindOfTarget(read) === 'allDevices' ? 1 : 0]
  const between = /script/i.test(fact.entity) ? ':' : '_'
  const which = [...fact.identity.map((name) => rest[name]), read.servicePlanId].filter(Boolean)
  const all = [...new Set(Object.values(fact.properties).flat())]
  return {
    id: [`${object.id}${between}${group}`, ...which].join('_'),
    target: read,
    source: 'direct',
    sourceId: object.id,
    properties: Object.fromEntries(all.map((name) => [name, rest[name] ?? null])),
  }
}

/** One element of the older twin collection. @throws {Denied} */
export function readLegacy(
  place: PostedTo,
  type: string,
  element: unknown,
): { groupId: string; isExcluded: boolean } {
  const { '@odata.type': given, targetGroupId, ...rest } = asRecord(element, 'An element')
  demandType(given, type)
  const known = ['id', ...(type === 'deviceConfigurationGroupAssignment' ? ['excludeGroup'] : [])]
  const [unknown] = Object.keys(rest).filter((name) => !known.includes(name))
  if (unknown) throw noProperty(unknown, type)
  return { groupId: demandGroup(place, targetGroupId), isExcluded: rest.excludeGroup === true }
}

/** How this object differs from the others in its collection. */
export function variantOf(fact: Fact, object: IntuneObject) {
  return fact.variants.find(
    ({ type, idEndsWith, where = {} }) =>
      (type === undefined || type === object.type) &&
      (idEndsWith === undefined || idEndsWith.some((end) => object.id.endsWith(end))) &&
      Object.entries(where).every(([name, value]) => propertyOf(object, name) === value),
  )
}

/** `templateReference.templateFamily`: a dot leads into a property. */
export function propertyOf({ properties }: IntuneObject, name: string): unknown {
  let value: unknown = properties
  for (const part of name.split('.')) value = (value as Record<string, unknown> | null | undefined)?.[part]
  return value
}

function readTarget(place: PostedTo, raw: unknown): AssignmentTarget {
  const { fact, object, version } = place
  const { '@odata.type': type, ...rest } = asRecord(raw, 'The target of an assignment')
  const kind = kindOfTarget({ '@odata.type': type })
  if (typeof type !== 'string' || !type.startsWith(PREFIX) || ABSTRACT.includes(kind)) {
    throw intune(400, 'Cannot create an abstract class: the target needs the type of a concrete one')
  }
  const variant = variantOf(fact, object)
  const targets = variant?.targets ?? fact.targets
  if (!/AssignmentTarget$/.test(type) || !KNOWN[kind]) {
    throw intune(400, `A type named '${type.slice(1)}' could not be resolved by the model`)
  }
  if (!targets.includes(kind)) throw intune(400, `Assignment target ${kind} is not supported for this object`)
  const target: AssignmentTarget = { '@odata.type': type }
  for (const [name, value] of Object.entries(rest)) {
    const isFilter = name === FILTER_ID || name === FILTER_TYPE
    // In v1.0 the base type of targets has no properties at all (github.com/microsoftgraph/msgraph-metadata).
    const isKnown = KNOWN[kind].includes(name) && (version === 'beta' || !BETA_ONLY.includes(name))
    if (!isKnown && !(isFilter && version === 'beta' && fact.family === 'deviceAndApp')) {
      throw noProperty(name, type.slice(1))
    }
    if (!isFilter) target[name] = value
  }
  if (KNOWN[kind].includes('groupId')) target.groupId = demandGroup(place, rest.groupId)
  if (variant?.needsPlan && typeof rest.servicePlanId !== 'string') {
    throw intune(400, 'The target of a Frontline policy needs a servicePlanId')
  }
  return fact.family === 'deviceAndApp' ? { ...target, ...readFilter(place, rest) } : target
}

function readFilter({ state, fact, object }: PostedTo, target: Record<string, unknown>) {
  const { [FILTER_ID]: id, [FILTER_TYPE]: type } = target
  if (id === undefined || id === null || id === NO_FILTER_ID || type === 'none') return NO_FILTER
  if (type !== 'include' && type !== 'exclude') {
    throw intune(400, 'The type of the assignment filter is missing')
  }
  if ((variantOf(fact, object)?.filters ?? fact.filters) === false) {
    throw intune(400, 'Assignment filters are not supported for this object')
  }
  const filter = state.filters.find((one) => one.id === id)
  if (!filter) throw intune(400, 'The assignment filter does not exist')
  if (filter.assignmentFilterManagementType !== fact.filtersOf) {
    throw intune(
      400,
      `An assignment filter of ${filter.assignmentFilterManagementType} does not fit the object`,
    )
  }
  if (fitsPlatform(fact, object, filter.platform) === false) {
    throw intune(400, 'The platform of the assignment filter is not that of the object')
  }
  return { [FILTER_ID]: filter.id, [FILTER_TYPE]: type }
}

/** Families of values that one filter's platform stands for; a platform that is not among them fits itself alone. */
const PLATFORMS = [
  /^win/i,
  /^ios/i,
  /^macos/i,
  /^(androidAOSP|aosp)/i,
  /^android(MobileApplicationManagement|ManagedApp)/i,
  /^android(Enterprise|ForWork|WorkProfile|DeviceOwner|ManagedStore)/i,
  // Apps for several kinds of Android do not say which.
  /^android(?!StoreApp|LobApp)/i,
  /^visionos/i,
  /^tvos/i,
]

/** Whether a filter's platform is that of the object; null where the object does not say. */
function fitsPlatform(fact: Fact, { type, properties }: IntuneObject, platform: string): boolean | null {
  const said = typeof properties.platforms === 'string' ? properties.platforms : fact.platform
  const family = PLATFORMS.find((one) => one.test(said ?? type))
  if (!family) return said === null ? null : said === platform
  return family === PLATFORMS.find((one) => one.test(platform))
}

/**
 * An existing entry keeps its group even after that was deleted from the directory; a new one needs a group that
 * exists.
 */
function demandGroup({ state, fact, object }: PostedTo, id: unknown): string {
  const isGroupId = typeof id === 'string' && isGuid(id) && !VIRTUAL.includes(id.toLowerCase())
  const group = isGroupId && state.groups.find((one) => one.id === id.toLowerCase())
  if (isGroupId && !group && holdsGroup(object, id.toLowerCase())) return id.toLowerCase()
  if (!group) throw intune(400, `Invalid GroupId: ${String(id)} is not a valid AADGroupId. It is expected`)
  if (!group.securityEnabled && !fact.anyGroup) {
    throw intune(400, `Invalid GroupId: group ${group.id} is not security enabled`)
  }
  if (fact.usersOnly && group.users === 0 && group.devices > 0) {
    throw intune(400, `Group ${group.id} holds devices: this object is for users only`)
  }
  return group.id
}

function holdsGroup({ assignments, legacyGroupIds, legacyExcludedIds }: IntuneObject, id: string): boolean {
  const older = [...legacyGroupIds, ...legacyExcludedIds]
  return older.includes(id) || assignments.some(({ target }) => target.groupId === id)
}

function demandType(given: unknown, type: string): void {
  if (given === undefined || given === PREFIX + type) return
  throw intune(400, `A type named '${String(given).replace('#', '')}' could not be resolved by the model`)
}

function noProperty(name: string, type: string) {
  return intune(
    400,
    `The property '${name}' does not exist on type '${type.replace('microsoft.graph.', '')}'. Make sure to only use property names that are defined by the type`,
  )
}

export function asRecord(value: unknown, what: string): Record<string, unknown> {
  if (value && typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>
  throw intune(400, `${what} is missing, or is not an object`)
}
