import type { Get, Gets } from '../../intune/assignments/groupReport.ts'
import { CATALOG, rowsMeant, titleMeant } from '../../intune/catalog/catalog.ts'
import type { Person } from '../../request/person.ts'
import type { GraphFor } from '../setback.ts'
import { lookThrough, type Searched } from './lookThrough.ts'

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
  const gets: Get[] = []
  const { unseen, hidden } = await lookThrough(
    graphFor,
    person,
    rows,
    (held) => {
      for (const { policy, entries } of held) {
        const { lastModified: _date, ...ref } = policy
        if (entries.length === 0) gets.push({ policy: ref, excluded: false, ways: [] })
      }
      return gets.length
    },
    tell,
  )
  const order = CATALOG.map(({ key }) => key)
  gets.sort(
    (a, b) =>
      order.indexOf(a.policy.kind) - order.indexOf(b.policy.kind) ||
      a.policy.name.localeCompare(b.policy.name, 'en'),
  )
  return {
    name: kind ? `Nobody, of the kind ${titleMeant(kind)}` : 'Nobody',
    group: null,
    gets,
    filters: {},
    unseen: unseen.map(({ title }) => title),
    ...(hidden.length > 0 ? { hidden: hidden.map(({ name }) => name) } : {}),
  }
}
