import { markedName } from './lookKeys.ts'

/** The line of one target on a card: what happens to it, in the tense of the request's state. */

/** How far a change is. `notDone`: nothing came of it. */
export type Tense = 'toDo' | 'doing' | 'done' | 'notDone'

/** Whether the target receives what it did not, no longer receives it, or receives it in another way. */
export type RowEffect = 'gains' | 'loses' | 'changes'

const SIGNS: Record<RowEffect, string> = { gains: '+', loses: '−', changes: '~' }

const VERBS: Record<string, Record<Tense, string>> = {
  include: { toDo: 'Add', doing: 'Adding', done: 'Added', notDone: 'Not added' },
  exclude: { toDo: 'Exclude', doing: 'Excluding', done: 'Excluded', notDone: 'Not excluded' },
  remove: { toDo: 'Remove', doing: 'Removing', done: 'Removed', notDone: 'Not removed' },
  readmit: {
    toDo: 'Stop excluding',
    doing: 'No longer excluding',
    done: 'No longer excluded',
    notDone: 'Still excluded',
  },
  // What follows is the group, not the app.
  uninstall: {
    toDo: 'Uninstall from',
    doing: 'Setting to uninstall from',
    done: 'Set to uninstall from',
    notDone: 'Not uninstalled from',
  },
  keepInstalled: {
    toDo: 'Stop uninstalling from',
    doing: 'No longer uninstalling from',
    done: 'No longer uninstalled from',
    notDone: 'Still uninstalled from',
  },
  change: { toDo: 'Change', doing: 'Changing', done: 'Changed', notDone: 'Not changed' },
}

/** "+ Add", "− Excluded", "Not removed:" */
export function changeMark(move: string, turn: RowEffect, tense: Tense): string {
  const verb = (VERBS[move] ?? VERBS.change)?.[tense] ?? ''
  return tense === 'notDone' ? `${verb}:` : `${SIGNS[turn]} ${verb}`
}

/** "filter: include “Corporate Windows”", "no filter" */
export function filterWords(filter: (NamedFilter & { mode: 'include' | 'exclude' }) | null): string {
  return filter ? `filter: ${filter.mode} “${filterName(filter)}”` : 'no filter'
}

interface NamedFilter {
  name: string
  /** What tells it from another filter that looks alike. */
  mark?: string
}

export function filterName({ name, mark }: NamedFilter): string {
  return mark ? markedName(name, mark) : name
}

/** Of an entry that goes to the same people in the same way: what differs is among its settings, such as a deadline. */
export const SETTINGS_CHANGE = { before: 'old settings', after: 'new settings' } as const

/** "2 other assignments stay the same" */
export function keptWords(count: number, tense: Tense): string {
  if (count === 0) return tense === 'done' ? 'Nothing else was assigned.' : 'Nothing else is assigned.'
  const many = count === 1 ? '1 other assignment' : `${count} other assignments`
  if (tense === 'notDone') return many
  if (tense === 'done') return `${many} stayed the same`
  return `${many} ${count === 1 ? 'stays' : 'stay'} the same`
}

/** "3 unchanged" */
export function unchangedWords(count: number): string {
  return `${count} unchanged`
}

/** "3 further changes" */
export function furtherChanges(count: number): string {
  return count === 1 ? '1 further change' : `${count} further changes`
}

/** "Sales Laptops was added", "Test Lab was removed as an exclusion" */
export function driftAdded(name: string, how: string): string {
  return `${name} was added${how}`
}

export function driftRemoved(name: string, how: string): string {
  return `${name} was removed${how}`
}

/** "between 13:20 and 13:31", "at about 13:31". @param from and `to`, as a card shows them */
export function driftTime(from: string, to: string): string {
  return from === to ? `at about ${to}` : `between ${from} and ${to}`
}

/** What changed under an approval where the assignments themselves are as they were. */
export function shiftSentence(changes: readonly string[]): string {
  return `New since you looked: ${changes.join(' ')} Nothing was written; this is the plan as it would turn out now.`
}

/**
 * What changed under an approval, above the new plan.
 * @param when as {@link driftTime} says it; null: not known. @param renamed sentences about what is called otherwise.
 */
export function driftSentence(
  changes: readonly string[],
  when: string | null,
  renamed: readonly string[] = [],
): string {
  const what =
    changes.length > 0
      ? `New since you looked: ${changes.join('; ')}.`
      : 'The assignments are not what they were when you looked.'
  const by = `Changed in Intune or by another request${when ? ` ${when}` : ''}.`
  return [
    what,
    by,
    ...renamed,
    'Nothing was written; this is the plan against the assignments as they are now.',
  ].join(' ')
}
