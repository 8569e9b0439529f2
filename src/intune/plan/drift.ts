import { subjectKey } from '../assignments/change.ts'
import type { Line, Standing } from './lines.ts'
import type { Plan } from './plan.ts'

/**
 * How the current set has changed between two plans for the same policy, one line each: what was added, removed or
 * changed by others. Derived from what the plans show, so that it needs nothing that was not stored.
 */
export function driftBetween(earlier: Pick<Plan, 'lines'>, later: Pick<Plan, 'lines'>): Line[] {
  const was = standingsOf(earlier)
  const is = standingsOf(later)
  const lines = [...new Set([...was.keys(), ...is.keys()])].flatMap((key): Line[] => {
    const [before, after] = [was.get(key), is.get(key)]
    const line = after ?? before
    if (!line || JSON.stringify(before?.before) === JSON.stringify(after?.before)) return []
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
    lines.flatMap((line): [string, Line][] => (line.before ? [[keyOf(line, line.before), line]] : [])),
  )
}

/** A subject may appear several times, once for each side and intent. */
function keyOf(line: Line, { included, intent }: Standing): string {
  return [nameKey(line), included, intent].join('\n')
}

function nameKey({ subject }: Line): string {
  return subject.kind === 'other' ? subject.type : subjectKey(subject)
}
