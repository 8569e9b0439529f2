import {
  asRecord,
  type PostedTo,
  readElement,
  readLegacy,
  type Version,
  variantOf,
} from './assignmentElements.ts'
import { intune } from './errors.ts'
import type { Fact } from './facts.ts'
import type { Faults } from './faults.ts'
import { judge } from './judgement.ts'
import { type Assignment, FILTER_ID, FILTER_TYPE, type IntuneObject, PREFIX, sameTarget } from './state.ts'

/**
 * `assign`: the posted collections become the complete set
 * (github.com/microsoft/Intune-PowerShell-SDK/issues/70). Nothing is changed when any part of the body is refused.
 *
 * @param parameters name → type of element, as this version of the action takes them.
 * @throws {Denied}
 */
export function replaceSet(
  place: PostedTo,
  body: unknown,
  parameters: Record<string, string>,
  policySetEntries: Faults['policySetEntries'],
): void {
  const { fact, object } = place
  demandAssignable(place)
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
  const legacy = { included: [] as string[], excluded: [] as string[] }
  for (const [name, elements] of Object.entries(posted)) {
    if (!Array.isArray(elements)) throw intune(400, `The value of parameter '${name}' is not a collection`)
    const type = parameters[name] ?? ''
    // Autopilot's action takes ids of devices; the assignments to groups are none of its business.
    if (type === 'Edm.String') return
    for (const element of elements) {
      if (isLegacy(type)) {
        const { groupId, isExcluded } = readLegacy(place, type, element)
        legacy[isExcluded ? 'excluded' : 'included'].push(groupId)
      } else {
        const assignment = readElement(place, type, element)
        // A second entry for the same target is ignored, so what is new in it never sticks
        // (github.com/MG-Cloudflow/Intune-Toolkit/issues/57).
        if (!fresh.some((one) => isSameAssignment(fact, one, assignment))) fresh.push(assignment)
      }
    }
  }
  const kept = object.assignments.filter(
    (one) =>
      one.source === 'policySets' &&
      policySetEntries !== 'dropped' &&
      !(policySetEntries === 'replaced' && fresh.some((other) => isSameAssignment(fact, one, other))),
  )
  judge(place, fresh, fresh)
  object.assignments = [...kept, ...fresh]
  object.legacyGroupIds = legacy.included
  object.legacyExcludedIds = legacy.excluded
}

/** `POST …/assignments`: one more entry, none lost. @throws {Denied} */
export function addOne(place: PostedTo, body: unknown): Assignment {
  const { fact, object } = place
  demandAssignable(place)
  const assignment = readElement(place, fact.element, body)
  const direct = object.assignments.filter(({ source }) => source === 'direct')
  const twin = direct.find((one) => isSameAssignment(fact, one, assignment))
  if (twin) throw intune(400, 'An assignment for this target exists already')
  judge(place, [assignment], [...direct, assignment])
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
export function assignmentBody(
  fact: Fact,
  object: IntuneObject,
  version: Version,
  { id, target, source, sourceId, properties }: Assignment,
): Record<string, unknown> {
  const known = Object.entries(properties).filter(([name]) => fact.properties[version]?.includes(name))
  const entry = {
    '@odata.type': PREFIX + (variantOf(fact, object)?.element ?? fact.element),
    id,
    ...Object.fromEntries(known),
  }
  if (version === 'beta') {
    const from = Object.entries({ source, sourceId }).filter(([name]) => fact.shows.includes(name))
    return { ...entry, ...Object.fromEntries(from), target }
  }
  const { [FILTER_ID]: _id, [FILTER_TYPE]: _type, ...rest } = target
  return { ...entry, target: rest }
}

/** The entries of the older twin collection, as beta shows them. */
export function olderEntries(fact: Fact, { id, legacyGroupIds, legacyExcludedIds }: IntuneObject) {
  const isTwoSided = Object.values(fact.assign.beta ?? {}).includes('deviceConfigurationGroupAssignment')
  const entry = (groupId: string, excludeGroup: boolean) => ({
    id: `${id}:${groupId}`,
    targetGroupId: groupId,
    ...(isTwoSided ? { excludeGroup } : {}),
  })
  return [
    ...legacyGroupIds.map((groupId) => entry(groupId, false)),
    ...legacyExcludedIds.map((groupId) => entry(groupId, true)),
  ]
}

function isSameAssignment({ identity }: Fact, a: Assignment, b: Assignment): boolean {
  return sameTarget(a.target, b.target) && identity.every((name) => a.properties[name] === b.properties[name])
}

function isLegacy(type: string): boolean {
  return /GroupAssignment$/.test(type)
}

function demandAssignable({ fact, object, version }: PostedTo): void {
  if (version === 'v1.0' && fact.v1Types && !fact.v1Types.includes(object.type)) {
    throw intune(400, `A type named '${PREFIX.slice(1)}${object.type}' could not be resolved by the model`)
  }
  if (variantOf(fact, object)?.assignable !== false) return
  throw intune(400, 'The default configuration cannot be assigned')
}
