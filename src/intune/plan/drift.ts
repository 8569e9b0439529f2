import { subjectKey } from '../assignments/change.ts'
import { canonical, type Entry, sideOf } from '../assignments/entries.ts'
import { isSameId } from '../guid.ts'
import type { Line, Standing } from './lines.ts'
import type { Plan } from './plan.ts'

type KnownSet = Pick<Plan, 'lines' | 'before'>

/**
 * How the current set has changed between two plans for the same policy, one line each: what was added, removed or
 * changed by others. Where both sides of a line are the same, what changed is among the settings of its entry. The
 * earlier plan has been stored: its objects have their keys in another order by now.
 */
export function driftBetween(earlier: KnownSet, later: KnownSet): Line[] {
  const was = standingsOf(earlier)
  const is = standingsOf(later)
  const lines = [...new Set([...was.keys(), ...is.keys()])].flatMap((key): Line[] => {
    const [before, after] = [was.get(key), is.get(key)]
    const line = after ?? before
    if (!line) return []
    const isSame = canonical(before?.before) === canonical(after?.before)
    if (isSame && settingsOf(earlier, line) === settingsOf(later, line)) return []
    const mark = !before ? 'added' : !after ? 'removed' : 'changed'
    return [{ ...line, mark, before: before?.before ?? null, after: after?.before ?? null }]
  })
  return paired(lines)
}

/** One removed entry and another added with a different intent, for the same subject, are one change to a reader. */
function paired(lines: readonly Line[]): Line[] {
  const merged: Line[] = []
  for (const line of lines) {
    const opposite = line.mark === 'added' ? 'removed' : line.mark === 'removed' ? 'added' : null
    const twin = merged.find((other) => other.mark === opposite && nameKey(other) === nameKey(line))
    if (!twin) merged.push({ ...line })
    else
      Object.assign(twin, {
        mark: 'changed',
        before: twin.before ?? line.before,
        after: twin.after ?? line.after,
      })
  }
  return merged
}

function standingsOf({ lines }: Pick<Plan, 'lines'>): Map<string, Line> {
  return new Map(
    lines.flatMap((line): [string, Line][] => (line.before ? [[standingKey(line, line.before), line]] : [])),
  )
}

/** A subject may appear several times, once for each side and intent, and once more for a policy set. */
function standingKey(line: Line, { included, intent, fromPolicySet }: Standing): string {
  return [nameKey(line), included, intent, fromPolicySet].join('\n')
}

/** All that the entries behind a line hold, besides whom they are about, as text that can be compared. */
function settingsOf({ before }: KnownSet, line: Line): string {
  const standing = line.before ?? line.after
  const entries = before.filter((entry) => standing !== null && isBehind(entry, line, standing))
  return entries
    .map(({ properties, filter, targetProperties }) => canonical({ properties, filter, targetProperties }))
    .sort()
    .join('\n')
}

function isBehind(entry: Entry, { subject }: Line, { included, intent, fromPolicySet }: Standing): boolean {
  const isAbout =
    subject.kind === 'group' ? isSameId(entry.groupId, subject.id) : entry.target === subject.kind
  const isOnSide =
    included === (sideOf(entry) !== 'exclusion') && fromPolicySet === (entry.source !== 'direct')
  return isAbout && isOnSide && (intent === null || Object.values(entry.properties).includes(intent))
}

function nameKey({ subject }: Line): string {
  return subject.kind === 'other' ? subject.type : subjectKey(subject)
}
