import type { GroupFound } from '../../graph/groups.ts'
import type { PolicyFound } from '../../graph/policies.ts'
import type { FilterFacts } from '../../intune/assignments/change.ts'
import { rowOf, titleMeant } from '../../intune/catalog/catalog.ts'
import {
  ALL_DEVICES,
  ALL_USERS,
  type BulkReading,
  type ChangeReading,
  type CopyReading,
  type ShowReading,
  UNNAMED,
} from '../../language/reading.ts'
import type { Asking, Choice } from '../../request/request.ts'
import { describeGroup } from '../../wording/group.ts'
import { capital } from '../../wording/inflection.ts'
import { either, list, quoted } from '../../wording/list.ts'

// What tells candidates apart comes in the order in which people look for it; the id breaks ties.

/** A choice, with its mark where it has one. */
function markedChoice(
  choice: Omit<Choice, 'detail' | 'mark'>,
  detail: readonly (string | null)[],
  mark: readonly (string | null)[],
): Choice {
  return { ...choice, detail: joined(detail), mark: joined(mark) }
}

function joined(parts: readonly (string | null)[]): string {
  return parts.filter(Boolean).join(', ')
}

export function choiceOfPolicy(policy: PolicyFound): Choice {
  const changed = policy.lastModified ? `changed ${policy.lastModified.slice(0, 10)}` : null
  const { id, kind, name: title } = policy
  return markedChoice({ id, kind, title }, [rowOf(kind).title, policy.platform], [changed, id])
}

export function choiceOfGroup(group: GroupFound): Choice {
  const created = group.created ? `made ${group.created.slice(0, 10)}` : null
  const { id } = group
  return markedChoice(
    { id, kind: null, title: group.name ?? id },
    [describeGroup(group), group.description],
    [created, id],
  )
}

export function choiceOfFilter(filter: FilterFacts): Choice {
  const { id, name: title } = filter
  return markedChoice({ id, kind: null, title }, [filter.platform ?? 'filter'], [id])
}

/** A way to understand the sentence. @param index its position among the request's readings. */
export function choiceOfReading(reading: Asking, index: number): Choice {
  return { id: String(index), kind: null, ...readingInWords(reading) }
}

function readingInWords(reading: Asking): { title: string; detail: string } {
  if (reading.action === 'several') {
    return {
      title: capital(reading.parts.map(deedInQuestion).join('; ')),
      detail: `${reading.parts.length} requests in one`,
    }
  }
  const also = (reading.action === 'bulk' && reading.alsoKinds) || []
  const kind = reading.kind ? either([reading.kind, ...also].map(titleMeant)) : 'policy of any kind'
  const title = capital(deedInQuestion(reading))
  if (reading.action === 'bulk') return { title, detail: `every ${kind} that this is about` }
  const count = reading.policies.length
  return { title, detail: count === 1 ? `one ${kind}` : `${count} of them: ${kind}` }
}

/** With the time, where it is read as one: the same words may be a part of a name in another choice. */
function deedInQuestion(reading: ChangeReading | CopyReading | BulkReading | ShowReading): string {
  const { start = null, end = null } = ('timing' in reading && reading.timing) || {}
  const when = start ? (end ? ', for the time that you wrote' : ', at the time that you wrote') : null
  return `${deedAtOnce(reading)}${when ?? (end ? ', until the time that you wrote' : '')}`
}

function deedAtOnce(reading: ChangeReading | CopyReading | BulkReading | ShowReading): string {
  if (reading.action === 'bulk') return sidesInWords(reading, bulkInWords(reading))
  const policies = list(reading.policies.map((name) => (name === UNNAMED ? 'a policy' : quoted(name))))
  if (reading.action === 'show') return `show ${policies}`
  if (reading.action === 'copy') {
    return reading.moves
      ? `replace ${quoted(reading.from)} with ${policies}: it gets all assignments, and ${quoted(reading.from)} keeps none`
      : `copy the assignments of ${quoted(reading.from)} to ${policies}${reading.except ? `, but not those of ${list(reading.except.map(targetInWords))}` : ''}`
  }
  if (reading.clear) {
    return `remove every ${reading.side === 'exclusion' ? 'exclusion from' : 'assignment of'} ${policies}`
  }
  if (reading.every || reading.refilter) return alteredOf(reading, policies)
  const { filter, intent, only, withoutFilter, fromIntent } = reading
  const more = [
    filter && `with filter ${quoted(filter.name)}, mode ${filter.mode}`,
    withoutFilter && 'without a filter',
    fromIntent && `where it is ${fromIntent}`,
    intent && `as ${intent}`,
  ].filter(Boolean)
  const said = [sidesInWords(reading, policies), ...more].join(' ')
  return only ? `${said}, and take it from everybody else` : said
}

/** "change the filter on “X”", "change “X” from required to available" */
function alteredOf(
  { include, filter, refilter, withoutFilter, intent, fromIntent }: ChangeReading,
  policies: string,
) {
  const whom = include.length > 0 ? ` for ${list(include.map(targetInWords))}` : ''
  const from = refilter?.from ? ` ${quoted(refilter.from)}` : ''
  if (withoutFilter) return `take the filter${from} off ${policies}${whom}`
  if (!refilter) return `change ${policies}${whom} from ${fromIntent} to ${intent}`
  const to = filter ? ` to ${quoted(filter.name)}` : ''
  const mode = refilter.flips ? ', with the other mode' : refilter.mode ? `, mode ${refilter.mode}` : ''
  return `change the filter${from} on ${policies}${whom}${to}${mode}`
}

function sidesInWords(
  { include, exclude, remove, side }: Pick<ChangeReading, 'include' | 'exclude' | 'remove' | 'side'>,
  what: string,
): string {
  const parts = [
    include.length > 0 && `assign ${what} to ${list(include.map(targetInWords))}`,
    exclude.length > 0 && `exclude ${list(exclude.map(targetInWords))} from ${what}`,
    remove.length > 0 &&
      (side === 'exclusion'
        ? `stop excluding ${list(remove.map(targetInWords))} from ${what}`
        : `remove ${list(remove.map(targetInWords))} from ${what}`),
  ].filter((part) => part !== false)
  return parts.join('; ')
}

function bulkInWords({ like, moves, except, exceptKinds, platform, words, begins }: BulkReading): string {
  return [
    platform ? `everything for ${platform}` : 'everything',
    words && (begins ? `whose name begins with ${quoted(words)}` : `with ${quoted(words)} in its name`),
    like && `assigned to ${targetInWords(like)}`,
    moves && like && `(which ${targetInWords(like)} then loses)`,
    exceptKinds && `except every ${list(exceptKinds.map(titleMeant))}`,
    except && except.length > 0 && `except ${list(except.map(quoted))}`,
  ]
    .filter(Boolean)
    .join(' ')
}

export function targetInWords(name: string): string {
  if (name === ALL_USERS) return 'all users'
  if (name === UNNAMED) return 'a group'
  return name === ALL_DEVICES ? 'all devices' : `group ${quoted(name)}`
}
