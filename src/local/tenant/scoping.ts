import type { Caller } from './bearer.ts'
import { intune } from './errors.ts'
import { groupsAround } from './memberships.ts'
import { type Assignment, type IntuneObject, kindOfTarget, type Limit, type TenantState } from './state.ts'

/** The tag of an object to which nobody gave another. */
const DEFAULT_TAG = '0'

/**
 * Whether somebody's role reaches an object: one of its scope tags is among the role's. What it does not reach is not
 * there for that person (learn.microsoft.com/mem/intune/fundamentals/scope-tags).
 */
export function sees(state: TenantState, { oid }: Caller, { properties }: IntuneObject): boolean {
  const limit = limitOf(state, oid)
  if (!limit) return true
  const own = Array.isArray(properties.roleScopeTagIds) ? properties.roleScopeTagIds : [DEFAULT_TAG]
  return own.some((tag) => limit.tags.includes(String(tag)))
}

/**
 * Every target, excluded groups included, has to be among the role's scope groups; all users and all devices count
 * where the role names them. No document says whether entries that were there before count: here they do, the worse
 * of the two.
 *
 * @throws {Denied} 403
 */
export function demandReach(state: TenantState, { oid }: Caller, entries: readonly Assignment[]): void {
  const limit = limitOf(state, oid)
  if (!limit) return
  const beyond = entries.some(({ target }) => {
    const { groupId } = target
    if (!groupId) return !limit.groups.includes(kindOfTarget(target))
    // A group within one of them is within the scope, too (learn.microsoft.com/mem/intune/fundamentals/assign-role).
    const around = groupsAround(state, groupId, { nested: true }).map(({ id }) => id)
    return ![groupId, ...around].some((id) => limit.groups.includes(id))
  })
  if (!beyond) return
  throw intune(
    403,
    'User is not authorized to perform this operation: a group is not within the scope groups of the role',
    'Forbidden',
  )
}

function limitOf(state: TenantState, oid: string): Limit | undefined {
  return state.limits?.find((one) => one.oid === oid)
}
