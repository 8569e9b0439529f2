import type { Gets } from '../../intune/assignments/groupReport.ts'
import { CATALOG, rowsMeant, titleMeant } from '../../intune/catalog/catalog.ts'
import type { Person } from '../../request/person.ts'
import type { GraphFor } from '../setback.ts'
import { getsThrough } from './findGets.ts'
import type { Searched } from './lookThrough.ts'

/** In place of a group: what nobody gets. A kind's key may follow after a colon. */
export const NOBODY_GROUP = '@nobody'

/** Every object without any assignment; exclusions and what policy sets bring count as assignments. */
export async function findUnassigned(
  graphFor: GraphFor,
  person: Person,
  asked: string,
  tell: (searched: Searched) => void,
): Promise<Gets> {
  const kind = asked.slice(NOBODY_GROUP.length + 1) || null
  const rows = kind ? rowsMeant(kind) : CATALOG
  const found = await getsThrough(
    graphFor,
    person,
    rows,
    (policy, entries) => (entries.length === 0 ? [{ policy, excluded: false, ways: [] }] : []),
    tell,
  )
  const name = kind ? `Nobody, of the kind ${titleMeant(kind)}` : 'Nobody'
  return { name, group: null, filters: {}, ...found }
}
