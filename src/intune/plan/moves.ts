import type { Move } from '../../wording/deed.ts'
import { changedLines, type Line, type Plan, type Standing } from './plan.ts'

/** What happens to one target, as headings name it. A change that takes the app off counts before any other. */
export function moveOf({ before, after }: Pick<Line, 'before' | 'after'>): Move {
  if (!after) return before?.included === false ? 'readmit' : goesFrom(before)
  if (!after.included) return before && !before.included ? 'change' : 'exclude'
  if (after.intent === 'uninstall' && before?.intent !== 'uninstall') return 'uninstall'
  if (!before?.included) return after.intent === 'uninstall' ? 'uninstall' : 'include'
  if (before.intent !== after.intent) return 'intent'
  return sameFilter(before, after) ? 'change' : 'filter'
}

function goesFrom(before: Standing | null): Move {
  return before?.intent === 'uninstall' ? 'keepInstalled' : 'remove'
}

export function sameFilter(a: Standing, b: Standing): boolean {
  return filterKey(a.filter) === filterKey(b.filter)
}

/** Of what readers see of it. */
function filterKey(filter: Standing['filter'] | undefined): string {
  return filter ? [filter.mode, filter.name, filter.mark].join('\n') : ''
}

/** The changed lines of a plan by what they do, in the order in which a sentence names them. */
export function movesOf(plan: Pick<Plan, 'lines'>): { move: Move; lines: Line[] }[] {
  const byMove = new Map<string, { move: Move; lines: Line[] }>()
  for (const line of changedLines(plan)) {
    const move = moveOf(line)
    const { filter, intent } = line.after ?? {}
    // "Make it required for A and B" is one deed, "required for A, available for B" are two.
    const key = [move, intent, filterKey(filter)].join('\n')
    const known = byMove.get(key)
    if (known) known.lines.push(line)
    else byMove.set(key, { move, lines: [line] })
  }
  return [...byMove.values()]
}
