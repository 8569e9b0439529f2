import { isSameId } from '../../intune/guid.ts'
import type { Person } from '../person.ts'
import type { AssignmentRequest } from '../request.ts'
import type { Approver } from './terms.ts'

/** Somebody who decides in the place of an approver who is away. Ids are Entra object ids. */
export interface StandIn {
  absent: { id: string; name: string }
  by: { id: string; name: string }
  /** ISO 8601. */
  until: string
}

type NamedApprover = Extract<Approver, { who: 'person' }>

/** Ids of the people named by the terms whose stand-ins may decide; empty where the rule has no stand-ins. */
export function absentable({ state, terms }: AssignmentRequest): string[] {
  if (state !== 'pending' || !terms?.standIns) return []
  return terms.approvers.flatMap((one) => (one.who === 'person' ? [one.id] : []))
}

/**
 * The request as people decide about it now: stand-ins are among the approvers, marked with whose place they take. It
 * is never stored this way, since it ends by itself. For a requester's own request two are left out: the requester as a
 * stand-in, and whoever stands in for the requester.
 */
export function withStandIns<R extends AssignmentRequest>(request: R, standIns: readonly StandIn[]): R {
  const { terms, asker } = request
  if (!terms || standIns.length === 0) return request
  const named = terms.approvers.filter((one): one is NamedApprover => one.who === 'person')
  const more = standIns
    // An approver who asks for something has no say in it, and so no place that somebody else could take.
    .filter(({ absent, by }) => ![absent.id, by.id].some((id) => isSameId(id, asker.oid)))
    .filter(({ by }) => !named.some(({ id }) => isSameId(id, by.id)))
    .map(
      ({ absent, by, until }): NamedApprover => ({
        who: 'person',
        id: by.id,
        name: by.name,
        insteadOf: { ...absent, until },
      }),
    )
  return { ...request, terms: { ...terms, approvers: [...terms.approvers, ...more] } }
}

/** In whose place somebody decides; null: in their own right. */
export function placeTakenBy(
  { terms }: Pick<AssignmentRequest, 'terms'>,
  { oid }: Pick<Person, 'oid'>,
): { id: string; name: string } | null {
  const found = terms?.approvers.find(
    (one): one is NamedApprover =>
      one.who === 'person' && isSameId(one.id, oid) && one.insteadOf !== undefined,
  )
  return found?.insteadOf ? { id: found.insteadOf.id, name: found.insteadOf.name } : null
}
