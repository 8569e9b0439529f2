import type { Subject } from '../../intune/assignments/entries.ts'
import type { Gets } from '../../intune/assignments/groupReport.ts'
import type { Person } from '../../request/person.ts'
import { someNames } from '../../wording/list.ts'
import type { MemberReading } from '../effect/planEffects.ts'
import type { GraphFor } from '../setback.ts'
import { findGets } from './groupReport.ts'
import type { Searched } from './lookThrough.ts'

/** In place of a group: two of them; a JSON array of their names follows this. */
export const COMPARE = '@compare:'

/** The two names in it; empty if it is not a comparison. */
export function comparedIn(asked: string): string[] {
  return asked.startsWith(COMPARE) ? (JSON.parse(asked.slice(COMPARE.length)) as string[]) : []
}

/** What one gets and the other does not, as sentences; what both get is counted. */
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
  const only = (name: string, names: readonly string[]) =>
    names.length === 0 ? `Nothing goes to ${name} alone.` : `Only ${name}: ${someNames(names)}.`
  const both = [...a.keys()].filter((key) => b.has(key)).length
  const unseen = [...new Set([...one.unseen, ...other.unseen])]
  return [
    only(one.name, onlyIn(a, b)),
    only(other.name, onlyIn(b, a)),
    `Both get ${both === 1 ? '1 policy' : `${both} policies`}, be it directly, through a group they are in, or with everybody.`,
    ...(unseen.length > 0
      ? [`Your sign-in does not let me look among some kinds: ${someNames(unseen)}.`]
      : []),
    ...copyHint(subjects, [one.name, other.name], [onlyIn(a, b).length, onlyIn(b, a).length]),
    'Ask what one of them gets to see each with its way.',
  ].join(' ')
}

/** How to level the two, where both are groups and one gets more. */
function copyHint(
  subjects: readonly Subject[],
  [one, other]: readonly [string, string],
  [ofOne, ofOther]: readonly [number, number],
): string[] {
  if (ofOne + ofOther === 0 || subjects.some(({ kind }) => kind !== 'group')) return []
  const [from, to] = ofOne >= ofOther ? [one, other] : [other, one]
  return [
    `To give one all that the other has, write for example: give group ${to} everything that group ${from} has.`,
  ]
}

function givenIn({ gets }: Gets): Map<string, string> {
  const given = gets.filter(({ excluded }) => !excluded)
  return new Map(given.map(({ policy }) => [`${policy.kind} ${policy.id}`, policy.name]))
}
