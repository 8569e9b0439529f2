import { intune } from './errors.ts'
import type { Fact } from './facts.ts'
import {
  type Assignment,
  FILTER_ID,
  FILTER_TYPE,
  type IntuneObject,
  kindOfTarget,
  NO_FILTER,
  PREFIX,
  sameTarget,
  type Target,
  type TenantState,
} from './state.ts'

export type Version = 'v1.0' | 'beta'

/** Where a posted set is for. */
export interface Place {
  state: TenantState
  fact: Fact
  object: IntuneObject
  version: Version
}

const NO_FILTER_ID = '00000000-0000-0000-0000-000000000000'
/** All users and all devices inside assignment ids; never groups. */
const VIRTUAL = ['acacacac-9df4-4c7d-9d50-4ef0226f57a9', 'adadadad-808e-44e2-905a-0b7873a8a531']
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const ABSTRACT = ['deviceAndAppManagement', 'cloudPcManagement']

/**
 * `assign`: the posted collections become the complete set (pitfalls §1). Nothing is changed when any part of
 * the body is refused. @throws {Denied}
 */
export function replaceSet(place: Place, body: unknown, keepPolicySets: boolean): void {
  const { fact, object, version } = place
  demandAssignable(fact, object)
  const parameters = fact.assign[version] ?? {}
  const posted = asRecord(body, 'The request body')
  for (const name of Object.keys(posted)) {
    if (!(name in parameters)) {
      throw intune(
        400,
        `The parameter '${name}' in the request payload is not a valid parameter for the operation 'assign'`,
      )
    }
  }
  if (Object.keys(posted).length === 0) throw intune(400, 'The request body holds no parameter')
  const fresh: Assignment[] = []
  const legacy: string[] = []
  for (const [name, elements] of Object.entries(posted)) {
    if (!Array.isArray(elements)) throw intune(400, `The value of parameter '${name}' is not a collection`)
    const type = parameters[name] ?? ''
    for (const element of elements) {
      if (isLegacy(type)) legacy.push(readLegacy(place, type, element))
      else {
        const assignment = readElement(place, type, element)
        // A second entry for the same target is ignored, so what is new in it never sticks (pitfalls §1.3).
        if (!fresh.some((one) => isSame(fact, one, assignment))) fresh.push(assignment)
      }
    }
  }
  const kept = keepPolicySets
    ? object.assignments.filter(
        (one) => one.source === 'policySets' && !fresh.some((other) => isSame(fact, one, other)),
      )
    : []
  object.assignments = [...kept, ...fresh]
  object.legacyGroupIds = legacy
}

/** `POST …/assignments`: one more entry, none lost. @throws {Denied} */
export function addOne(place: Place, body: unknown): Assignment {
  const { fact, object } = place
  demandAssignable(fact, object)
  const assignment = readElement(place, fact.element, body)
  const twin = object.assignments.find((one) => isSame(fact, one, assignment))
  if (twin) throw intune(400, 'An assignment for this target exists already')
  object.assignments.push(assignment)
  return assignment
}

/** `DELETE …/assignments/{id}`. @returns false when there is none. */
export function removeOne(object: IntuneObject, id: string): boolean {
  const before = object.assignments.length
  object.assignments = object.assignments.filter((one) => one.id !== id)
  return object.assignments.length < before
}

/** One entry as this version of Graph shows it: v1.0 knows neither filters nor where an entry comes from. */
export function shown(fact: Fact, version: Version, assignment: Assignment): Record<string, unknown> {
  const { id, target, source, sourceId, properties } = assignment
  const type = { '@odata.type': PREFIX + fact.element }
  if (version === 'beta') return { ...type, id, source, sourceId, ...properties, target }
  const { [FILTER_ID]: _id, [FILTER_TYPE]: _type, ...rest } = target
  return { ...type, id, ...properties, target: rest }
}

function isSame({ properties }: Fact, a: Assignment, b: Assignment): boolean {
  const intent = ['intent', 'installIntent'].find((name) => properties.includes(name))
  const isAppIntent = intent !== undefined && a.properties[intent] !== b.properties[intent]
  return sameTarget(a.target, b.target) && !isAppIntent
}

function isLegacy(type: string): boolean {
  return /GroupAssignment$/.test(type)
}

function readLegacy({ state }: Place, type: string, element: unknown): string {
  const { '@odata.type': given, targetGroupId, ...rest } = asRecord(element, 'An element')
  demandType(given, type)
  const [unknown] = Object.keys(rest).filter((name) => name !== 'id')
  if (unknown) throw noProperty(unknown, type)
  return demandGroup(state, targetGroupId)
}

function readElement(place: Place, type: string, element: unknown): Assignment {
  const { fact, object } = place
  const { '@odata.type': given, id: _id, target, ...rest } = asRecord(element, 'An element')
  demandType(given, type)
  for (const name of Object.keys(rest)) {
    if (!fact.properties.includes(name)) throw noProperty(name, type)
  }
  const read = readTarget(place, target)
  const group = read.groupId ?? VIRTUAL[kindOfTarget(read) === 'allDevices' ? 1 : 0]
  const between = /script/i.test(fact.entity) ? ':' : '_'
  const properties = Object.fromEntries(fact.properties.map((name) => [name, rest[name] ?? null]))
  return {
    id: `${object.id}${between}${group}`,
    target: read,
    source: 'direct',
    sourceId: object.id,
    properties,
  }
}

function readTarget(place: Place, raw: unknown): Target {
  const { state, fact, object, version } = place
  const { '@odata.type': type, ...rest } = asRecord(raw, 'The target of an assignment')
  const kind = kindOfTarget({ '@odata.type': type })
  if (typeof type !== 'string' || !type.startsWith(PREFIX) || ABSTRACT.includes(kind)) {
    throw intune(400, 'Cannot create an abstract class: the target needs the type of a concrete one')
  }
  const targets = variantOf(fact, object)?.targets ?? fact.targets
  if (!/AssignmentTarget$/.test(type) || !KNOWN[kind]) {
    throw intune(400, `A type named '${type.slice(1)}' could not be resolved by the model`)
  }
  if (!targets.includes(kind)) throw intune(400, `Assignment target ${kind} is not supported for this object`)
  const target: Target = { '@odata.type': type }
  for (const [name, value] of Object.entries(rest)) {
    const isFilter = name === FILTER_ID || name === FILTER_TYPE
    // In v1.0 the base type of targets has no properties at all (pitfalls §2.1).
    if (!KNOWN[kind].includes(name) && !(isFilter && version === 'beta' && fact.family === 'deviceAndApp')) {
      throw noProperty(name, type.slice(1))
    }
    if (!isFilter) target[name] = value
  }
  if (KNOWN[kind].includes('groupId')) target.groupId = demandGroup(state, rest.groupId)
  return fact.family === 'deviceAndApp' ? { ...target, ...readFilter(place, rest) } : target
}

const KNOWN: Record<string, readonly string[]> = {
  allDevices: [],
  allLicensedUsers: [],
  group: ['groupId'],
  exclusionGroup: ['groupId'],
  configurationManagerCollection: ['collectionId'],
  cloudPcManagementGroup: ['groupId', 'servicePlanId', 'allotmentDisplayName', 'allotmentLicensesCount'],
}

function readFilter({ state, fact, object }: Place, target: Record<string, unknown>) {
  const { [FILTER_ID]: id, [FILTER_TYPE]: type } = target
  if (id === undefined || id === null || id === NO_FILTER_ID || type === 'none') return NO_FILTER
  if (type !== 'include' && type !== 'exclude')
    throw intune(400, 'The type of the assignment filter is missing')
  if (fact.filters === false) throw intune(400, 'Assignment filters are not supported for this object')
  const filter = state.filters.find((one) => one.id === id)
  if (!filter) throw intune(400, 'The assignment filter does not exist')
  const platform = platformWord(object)
  if (platform && !filter.platform.toLowerCase().includes(platform)) {
    throw intune(400, 'The platform of the assignment filter is not that of the object')
  }
  return { [FILTER_ID]: filter.id, [FILTER_TYPE]: type }
}

/** "windows", "ios", "macos", "android", where the object's type or platforms begin with one. */
function platformWord({ type, properties }: IntuneObject): string | null {
  const from = typeof properties.platforms === 'string' ? properties.platforms : type
  return /^(windows|ios|macos|android)/i.exec(from)?.[0].toLowerCase() ?? null
}

function variantOf(fact: Fact, object: IntuneObject) {
  return fact.variants.find(
    ({ type, idEndsWith }) =>
      (type === undefined || type === object.type) &&
      (idEndsWith === undefined || idEndsWith.some((end) => object.id.endsWith(end))),
  )
}

function demandAssignable(fact: Fact, object: IntuneObject): void {
  if (variantOf(fact, object)?.assignable !== false && object.properties.isDefaultProfile !== true) return
  throw intune(400, 'The default configuration cannot be assigned')
}

function demandGroup(state: TenantState, id: unknown): string {
  const isGroupId = typeof id === 'string' && GUID.test(id) && !VIRTUAL.includes(id.toLowerCase())
  const group = isGroupId && state.groups.find((one) => one.id === id.toLowerCase())
  if (!group) throw intune(400, `Invalid GroupId: ${String(id)} is not a valid AADGroupId. It is expected`)
  if (!group.securityEnabled) throw intune(400, `Invalid GroupId: group ${group.id} is not security enabled`)
  return group.id
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

function asRecord(value: unknown, what: string): Record<string, unknown> {
  if (value && typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>
  throw intune(400, `${what} is missing, or is not an object`)
}
