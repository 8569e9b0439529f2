import { type Answer, type Call, jsonOf, type Route } from '../http.ts'
import type { ApprovalRequests } from './approvalRequests.ts'
import type { PostedTo, Version } from './assignmentElements.ts'
import type { Caller } from './bearer.ts'
import { intune } from './errors.ts'
import type { Fact } from './facts.ts'
import type { Faults } from './faults.ts'
import type { Guard } from './guard.ts'
import { admit } from './multiAdmin.ts'
import { getObject, listObjects } from './objects.ts'
import { page } from './paging.ts'
import { demandAssign } from './roles.ts'
import { demandReach, sees } from './scoping.ts'
import { addOne, assignmentBody, olderEntries, removeOne, replaceSet } from './sets.ts'
import { type Assignment, type IntuneObject, sameTarget, type TenantState } from './state.ts'

/** What the routes of assignable resources share. */
export interface Resources {
  state: TenantState
  guarded: Guard
  approvals: ApprovalRequests
  faults(): Faults
  /** The object as reads show it now, which may lag. */
  visible(object: IntuneObject): IntuneObject
  /** An object's assignments were written. */
  changed(collection: string, object: IntuneObject, old: IntuneObject, by: Caller | null): void
}

/** The routes of one collection in one version of Graph: reading its objects, and writing their assignments. */
export function resourceRoutes(
  { state, guarded, approvals, faults, visible, changed }: Resources,
  collection: string,
  fact: Fact,
  version: Version,
): Route[] {
  const root = `/${version}/${collection}`
  const all = () => state.objects[collection] ?? []
  const objectOf = ({ params }: Call, caller: Caller) => {
    const found = all().find(({ id }) => id === params.id)
    if (!found || !sees(state, caller, found))
      throw intune(404, `Resource not found: ${params.id}`, 'ResourceNotFound')
    return found
  }
  const read = [...fact.scopes.read, ...fact.scopes.write]
  const reading = (act: (call: Call, caller: Caller) => Answer) =>
    guarded({ scopes: read, byIntune: true }, act)
  const writing = (act: (place: PostedTo, call: Call) => Answer) =>
    guarded({ scopes: fact.scopes.write, byIntune: true, writes: true }, (call, caller) => {
      const object = objectOf(call, caller)
      demandAssign(state, caller, collection)
      const approved = admit(approvals, { call, caller, collection, object }, faults().approvalStatus)
      const old = structuredClone(object)
      const answer = act({ state, fact, object, version }, call)
      try {
        demandReach(state, caller, concerned(call, old, object))
      } catch (error) {
        Object.assign(object, old)
        throw error
      }
      if (approved) approvals.end(approved, 'completed')
      changed(collection, object, old, caller)
      return answer
    })
  const list = (call: Call, object: IntuneObject) =>
    page(
      call,
      object.assignments.map((one) => assignmentBody(fact, object, version, one)),
      { context: `${collection}('${object.id}')/assignments`, most: 1000 },
    )
  const routes: Route[] = [
    [
      'GET',
      root,
      reading((call, caller) => {
        const seen = all().filter((object) => sees(state, caller, object))
        return listObjects(seen.map(visible), fact, version, call, faults().listExpand)
      }),
    ],
    [
      'GET',
      `${root}/{id}`,
      reading((call, caller) => getObject(visible(objectOf(call, caller)), fact, version, call)),
    ],
  ]
  if (fact.read === 'list') {
    routes.push([
      'GET',
      `${root}/{id}/assignments`,
      reading((call, caller) => list(call, visible(objectOf(call, caller)))),
    ])
  }
  if (fact.staged && version === 'beta') {
    const staged = (call: Call, caller: Caller) =>
      page(call, objectOf(call, caller).staged ?? [], { context: 'targetAssignments', most: 1000 })
    routes.push(['GET', `${root}/{id}/${fact.staged}`, reading(staged)])
  }
  if (fact.legacy && version === 'beta') {
    const older = (call: Call, caller: Caller) => {
      const object = visible(objectOf(call, caller))
      return page(call, olderEntries(fact, object), {
        context: `${collection}('${object.id}')/groupAssignments`,
        most: 1000,
      })
    }
    routes.push(['GET', `${root}/{id}/groupAssignments`, reading(older)])
  }
  const actions = { assign: fact.assign[version] ?? {}, update: fact.update }
  for (const [action, parameters] of Object.entries(actions)) {
    if (Object.keys(parameters).length === 0) continue
    const replace = writing((place, call) => {
      const old = place.object.assignments
      replaceSet(place, jsonOf(call), parameters, faults().policySetEntries)
      if (faults().assign === 'losesOne') loseOne(place.object, old)
      return fact.answers === 200 ? list(call, place.object) : { status: 204 }
    })
    routes.push(['POST', `${root}/{id}/${action}`, replace])
  }
  if (fact.create === 'works') {
    const create = writing((place, call) => ({
      status: 201,
      body: assignmentBody(fact, place.object, version, addOne(place, jsonOf(call))),
    }))
    const remove = writing(({ object }, call) => {
      if (removeOne(object, call.params.assignment ?? '')) return { status: 204 }
      throw intune(404, 'Resource not found', 'ResourceNotFound')
    })
    routes.push(['POST', `${root}/{id}/assignments`, create])
    routes.push(['DELETE', `${root}/{id}/assignments/{assignment}`, remove])
  }
  return routes
}

/** The first existing entry that was to stay. */
function loseOne(object: IntuneObject, old: readonly Assignment[]): void {
  const lost = object.assignments.findIndex(({ target }) => old.some((one) => sameTarget(one.target, target)))
  if (lost >= 0) object.assignments.splice(lost, 1)
}

/** What a write is about: the whole set, or the one entry that was added or removed. */
function concerned({ url }: Call, old: IntuneObject, now: IntuneObject): Assignment[] {
  if (!/\/assignments(\/|$)/.test(url.pathname)) return now.assignments
  const added = now.assignments.filter(({ id }) => !old.assignments.some((one) => one.id === id))
  const removed = old.assignments.filter(({ id }) => !now.assignments.some((one) => one.id === id))
  return [...added, ...removed]
}
