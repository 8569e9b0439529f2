import { isSameId } from '../intune/guid.ts'
/** A person as Teams and Entra know them. The name is only for display; `oid` and `tenantId` identify them. */
export interface Person {
  tenantId: string
  /** Entra object id. */
  oid: string
  /** Teams' id of this person towards the bot (`29:…`), the key of their sign-in at the token service. */
  teamsId: string
  name: string
}

/** Whether two are one person of one tenant. */
export function isSamePerson(one: Pick<Person, 'oid'>, other: Pick<Person, 'oid'>): boolean {
  return isSameId(one.oid, other.oid)
}
