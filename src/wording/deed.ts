import { uncapital } from './inflection.ts'

/** What a request does to whom, in the words of its heading and of its button. */

/**
 * What one line of a plan does to its subject, as people call it. `include`: receives it from now on; `readmit`: is no
 * longer excluded; `keepInstalled`: is no longer told to uninstall it; `intent` and `filter`: stays included, and that
 * is what differs.
 */
export type Move =
  | 'include'
  | 'exclude'
  | 'remove'
  | 'readmit'
  | 'uninstall'
  | 'keepInstalled'
  | 'intent'
  | 'filter'
  | 'change'

/** `intent` and `filter` are what it is afterwards; null: none. */
export interface DeedPart {
  move: Move
  /** "Sales Laptops", "Legal and Finance", "6 groups" */
  who: string
  intent: string | null
  filter: string | null
}

/** "Uninstall 7-Zip 24.08 from Sales Laptops", "Assign Edge Settings to All devices, exclude Pilot Devices" */
export function deedHeading(what: string, parts: readonly DeedPart[]): string {
  const [first, ...rest] = parts
  if (!first) return `Change ${what}`
  if (rest.length > 1) return `Change ${what} in ${parts.length} ways`
  return [wholeHeading(what, first), ...rest.map(shortDeed)].join(', ')
}

function wholeHeading(what: string, { move, who, intent, filter }: DeedPart): string {
  switch (move) {
    case 'include':
      return `Assign ${what} to ${who}${asIntent(intent)}`
    case 'exclude':
      return intent === 'uninstall'
        ? `Exclude ${who} from uninstalling ${what}`
        : `Exclude ${who} from ${what}`
    case 'remove':
      return `Remove ${who} from ${what}`
    case 'readmit':
      return `Stop excluding ${who} from ${what}`
    case 'uninstall':
      return `Uninstall ${what} from ${who}`
    case 'keepInstalled':
      return `Stop uninstalling ${what} from ${who}`
    case 'intent':
      return `Make ${what} ${intentWords(intent)} for ${who}`
    case 'filter':
      return filter ? `Use filter ${filter} for ${who} on ${what}` : `Take the filter off ${who} on ${what}`
    case 'change':
      return `Change ${what} for ${who}`
  }
}

function shortDeed({ move, who, intent, filter }: DeedPart): string {
  switch (move) {
    case 'include':
      return `assign it to ${who}${asIntent(intent)}`
    case 'exclude':
      return `exclude ${who}`
    case 'remove':
      return `remove ${who}`
    case 'readmit':
      return `stop excluding ${who}`
    case 'uninstall':
      return `uninstall it from ${who}`
    case 'keepInstalled':
      return `stop uninstalling it from ${who}`
    case 'intent':
      return `make it ${intentWords(intent)} for ${who}`
    case 'filter':
      return filter ? `use filter ${filter} for ${who}` : `take the filter off ${who}`
    case 'change':
      return `change it for ${who}`
  }
}

/** " as required", or nothing. */
export function asIntent(intent: string | null): string {
  return intent ? ` as ${intentWords(intent)}` : ''
}

/** Graph's `availableWithoutEnrollment` as people say it. */
export function intentWords(intent: string | null): string {
  return intent === 'availableWithoutEnrollment' ? 'available without enrollment' : (intent ?? '')
}

/** "exclusion", "3 uninstalls"; null: what is done is not one kind of thing. */
const NOUNS: Partial<Record<DeedPart['move'], string>> = {
  include: 'assignment',
  exclude: 'exclusion',
  remove: 'removal',
  readmit: 're-inclusion',
  uninstall: 'uninstall',
  keepInstalled: 'uninstall stop',
  intent: 'intent change',
  filter: 'filter change',
}

/** The button of an approval: "Approve uninstall", "Approve 13 changes". */
export function approveTitle(moves: readonly DeedPart['move'][], count: number): string {
  const [first] = new Set(moves)
  const noun = (new Set(moves).size === 1 && first && NOUNS[first]) || 'change'
  return count === 1 ? `Approve ${noun}` : `Approve ${count} ${noun}s`
}

export const APPROVE_UNDO = 'Approve undo'
export const APPROVE_NEW_PLAN = 'Approve new plan'
export const APPROVE_REPAIR = 'Approve repair'

/** "Undo: remove Finance from Edge Settings" */
export function undoHeading(deed: string): string {
  return `Undo: ${uncapital(deed)}`
}

/** "Repair: assign Wi-Fi to Finance" */
export function repairHeading(deed: string): string {
  return `Repair: ${uncapital(deed)}`
}

/** "Change 13 policies for Legal" */
export function changeHeading(what: string, who: string | null): string {
  return who ? `Change ${what} for ${who}` : `Change ${what}`
}

export function clearHeading(what: string, isOfExclusions: boolean): string {
  return isOfExclusions ? `Clear all exclusions from ${what}` : `Clear all assignments of ${what}`
}

export function copyHeading(from: string, what: string): string {
  return `Copy the assignments of ${from} to ${what}`
}

/** "13 policies", "2 apps" */
export function countOf(count: number, areApps: boolean): string {
  const noun = areApps ? (count === 1 ? 'app' : 'apps') : count === 1 ? 'policy' : 'policies'
  return `${count} ${noun}`
}
