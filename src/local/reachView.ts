import { COMPANY } from './company.ts'
import type { PageReach } from './page/pageWorld.ts'
import { OFFICES, OFFICES_TAG } from './tenant/seedNames.ts'
import type { Tenant } from './tenant/tenant.ts'

const { bruno } = COMPANY.people

/** Whether the second administrator's Intune role is for the offices only, as the page shows it. */
export function pageReachOf({ state }: Tenant): PageReach {
  return {
    person: bruno.name,
    groups: [...OFFICES],
    isLimited: state.limits?.some(({ oid }) => oid === bruno.oid) ?? false,
  }
}

/** Gives the second administrator a role with the offices' scope groups and scope tag, or one for the whole tenant. */
export function limitReach({ state, touch }: Tenant, isLimited: boolean): void {
  const others = (state.limits ?? []).filter(({ oid }) => oid !== bruno.oid)
  const groups = state.groups.filter(({ displayName }) => OFFICES.includes(displayName)).map(({ id }) => id)
  state.limits = isLimited ? [...others, { oid: bruno.oid, groups, tags: [OFFICES_TAG] }] : others
  touch()
}
