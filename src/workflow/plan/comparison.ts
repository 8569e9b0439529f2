import type { Subject } from '../../intune/assignments/entries.ts'
import type { Gets } from '../../intune/assignments/groupReport.ts'
import type { Person } from '../../request/person.ts'
import { comparisonWords } from '../../wording/reportAnswers.ts'
import type { MemberReading } from '../effect/planEffects.ts'
import type { GraphFor } from '../setback.ts'
import { findGets } from './findGets.ts'
import type { Searched } from './lookThrough.ts'

/** In place of a group: two of them, followed by a JSON array of their names. */
export const COMPARE = '@compare:'

/** The two names in it; empty if it is not a comparison. */
export function comparedIn(asked: string): string[] {
  return asked.startsWith(COMPARE) ? (JSON.parse(asked.slice(COMPARE.length)) as string[]) : []
}

/** What one gets and the other does not, as sentences; what both get is only counted. */
export async function comparison(
  graphFor: GraphFor,
  person: Person,
  subjects: readonly [Subject, Subject],
  members: MemberReading,
  tell: (searched: Searched) => void,
): Promise<string> {
  // One after the other: each searches every policy.
  const one = await findGets(graphFor, person, subjects[0], members, tell)
  const other = await findGets(graphFor, person, subjects[1], members, tell)
  const [a, b] = [givenIn(one), givenIn(other)]
  const onlyIn = (mine: ReadonlyMap<string, string>, theirs: ReadonlyMap<string, string>) =>
    [...mine].filter(([key]) => !theirs.has(key)).map(([, name]) => name)
  return comparisonWords({
    names: [one.name, other.name],
    only: [onlyIn(a, b), onlyIn(b, a)],
    both: [...a.keys()].filter((key) => b.has(key)).length,
    unseen: [...new Set([...one.unseen, ...other.unseen])],
    areGroups: subjects.every(({ kind }) => kind === 'group'),
  })
}

function givenIn({ gets }: Gets): Map<string, string> {
  const given = gets.filter(({ excluded }) => !excluded)
  return new Map(given.map(({ policy }) => [`${policy.kind} ${policy.id}`, policy.name]))
}
