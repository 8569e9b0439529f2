import type { Answer, Call, Route } from '../http.ts'
import type { Version } from './assignmentElements.ts'
import { bodyOf, DECLARED, type DirectoryObject, READ_SCOPES } from './directoryBodies.ts'
import type { Guard } from './guard.ts'
import { demandFound } from './memberRoutes.ts'
import { Crowd } from './memberships.ts'
import { badRequest, bareCount, directoryPage, filterBy } from './odata.ts'
import { type Listed, listOf, selected } from './paging.ts'
import {
  COMPANY_DEVICES,
  COMPANY_PEOPLE,
  deviceAt,
  findDevice,
  findPerson,
  ownSpan,
  PLAYERS,
  personAt,
} from './population.ts'
import type { Device, DirectoryPerson, NumberRun, TenantState } from './state.ts'

/** Every device of the tenant. */
export function devicesOf(state: TenantState): Crowd<Device> {
  return new Crowd([[0, COMPANY_DEVICES], ...ownSpans(state, 'devices')], state.devices ?? [], deviceAt)
}

export function peopleOf(state: TenantState): Crowd<DirectoryPerson> {
  const named = [...PLAYERS, ...(state.people ?? [])]
  return new Crowd([[0, COMPANY_PEOPLE], ...ownSpans(state, 'users')], named, personAt)
}

/** `/devices` and `/users` (learn.microsoft.com/graph/api/device-list, …/user-list). */
export function deviceAndPeopleRoutes(state: TenantState, guarded: Guard, version: Version): Route[] {
  const found = {
    device: (call: Call) =>
      demandFound(
        call.params.deviceId
          ? findDevice(state, call.params.deviceId, 'deviceId')
          : findDevice(state, call.params.id ?? '', 'device'),
        call,
      ),
    user: (call: Call) => demandFound(findPerson(state, call.params.id ?? ''), call),
  }
  const all = { device: () => devicesOf(state), user: () => peopleOf(state) }
  return (['device', 'user'] as const).flatMap((type): Route[] => {
    const root = `/${version}/${type}s`
    const reading = (act: (call: Call) => Answer) =>
      guarded({ scopes: READ_SCOPES[type], byIntune: false }, act)
    const asked = (call: Call): Listed<DirectoryObject> => filtered(call, type, all[type]())
    const one = reading((call) => {
      const wrong = call.url.searchParams
        .get('$select')
        ?.split(',')
        .find((name) => !DECLARED[type].includes(name))
      if (wrong)
        throw badRequest(`Could not find a property named '${wrong}' on type 'microsoft.graph.${type}'.`)
      const body = bodyOf({ type, one: found[type](call) } as DirectoryObject)
      return { status: 200, body: selected(call, body) }
    })
    return [
      [
        'GET',
        root,
        reading((call) =>
          directoryPage(call, asked(call), bodyOf, { context: `${type}s`, declared: DECLARED[type] }),
        ),
      ],
      ['GET', `${root}/$count`, reading((call) => bareCount(call, asked(call).size))],
      ['GET', `${root}/{id}`, one],
      ...(type === 'device' ? [['GET', `${root}(deviceId='{deviceId}')`, one] as const] : []),
    ]
  })
}

function filtered(
  call: Call,
  type: 'device' | 'user',
  all: Crowd<Device> | Crowd<DirectoryPerson>,
): Listed<DirectoryObject> {
  const typed = (some: readonly (Device | DirectoryPerson)[]) =>
    some.map((one) => ({ type, one }) as DirectoryObject)
  if (!call.url.searchParams.has('$filter')) {
    return { size: all.size, slice: (from, count) => typed(all.slice(from, count)) }
  }
  const isAsked = filterBy(call, DECLARED[type])
  return listOf(typed(all.all()).filter((object) => isAsked(bodyOf(object))))
}

function ownSpans(state: TenantState, side: 'devices' | 'users'): NumberRun[] {
  return state.groups.flatMap((group) => (group.members ? [] : ownSpan(group, group[side])))
}
