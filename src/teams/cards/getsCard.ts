import type { Get, Gets } from '../../intune/assignments/groupReport.ts'
import { rowOf } from '../../intune/catalog/catalog.ts'
import { rulesFor } from '../../intune/plan/objectRules.ts'
import type { AssignmentRequest } from '../../request/request.ts'
import { kindsNotSeen, requestedBy, tallyWords, wayWords, whatGets } from '../../wording/cards.ts'
import { describeGroup } from '../../wording/group.ts'
import { list } from '../../wording/list.ts'
import { noteWords } from '../../wording/note.ts'
import { NOBODY_GROUP } from '../../workflow/plan/unassignedReport.ts'
import type { Attachment } from '../turn.ts'
import { headingFields, safe, shortenedTo } from './safeText.ts'
import { drawCard } from './template.ts'
import { type OwnNames, ownNames } from './toldApart.ts'

const ON_A_PAGE = 8

/** What a group gets, and what it is excluded from, a page at a time. */
export function getsCard(request: AssignmentRequest, gets: Gets, asked: number): Attachment {
  const pages = Math.max(1, Math.ceil(gets.gets.length / ON_A_PAGE))
  const page = Math.min(Math.max(0, Math.trunc(asked)), pages - 1)
  const turns = [
    ...(page > 0 ? [{ title: `‹ Page ${page}`, page: String(page - 1) }] : []),
    ...(page + 1 < pages ? [{ title: `Page ${page + 2} of ${pages} ›`, page: String(page + 1) }] : []),
  ]
  const isOfNobody = request.getsOf?.split(':', 1)[0] === NOBODY_GROUP
  const tally = tallyOf(gets, page, pages)
  const filters = Object.entries(gets.filters).map(([id, name]) => ({ id, name, beside: 'filter' }))
  const names = ownNames([
    ...gets.gets.map(({ policy }) => ({ ...policy, beside: kindOf(policy) })),
    ...filters,
  ])
  // A group, by its name; all users and all devices are not named.
  const isQuoted = withoutQuotes(gets.name) !== gets.name
  return drawCard('gets', {
    fallback: `${safe(gets.name)}: ${tally}`,
    ...headingFields(
      whatGets(
        safe(withoutQuotes(gets.name), 80),
        isOfNobody ? 'nobody' : (gets.member ?? (isQuoted ? 'group' : 'everybody')),
      ),
    ),
    group: isOfNobody ? safe(gets.name.replace(/^Nobody(?:, of the kind )?/, '')) : describedGroup(gets),
    tally,
    rows: gets.gets.slice(page * ON_A_PAGE, (page + 1) * ON_A_PAGE).map((get) => rowFrom(get, gets, names)),
    notes: getsNotes(gets).map((text) => ({ text: safe(text, 500) })),
    requester: requestedBy(safe(request.asker.name, 60)),
    asked: safe(`“${request.text}”`, 300),
    hasPages: turns.length > 0,
    pages: turns,
    request: request.id,
    round: String(request.round),
  })
}

/** A sentence quotes a name, a heading does not. */
function withoutQuotes(name: string): string {
  return name.replace(/^“(.*)”$/su, '$1')
}

function describedGroup({ group }: Gets): string {
  return group ? safe(describeGroup(group)) : ''
}

function getsNotes({ unseen, hidden = [], notes = [] }: Gets): string[] {
  return [
    ...notes,
    ...(unseen.length > 0 ? [kindsNotSeen(list(unseen))] : []),
    ...(hidden.length > 0 ? [noteWords({ code: 'listHidden', names: hidden })] : []),
  ]
}

const BUTS: Record<NonNullable<Get['but']>, string> = {
  filter: 'Depends on filter',
  filteredOut: 'Filter leaves it out',
  platform: 'Not on this platform',
}

function kindOf(policy: Get['policy']): string {
  const { title } = rulesFor(rowOf(policy.kind), policy)
  return [title, policy.platform].filter(Boolean).join(', ')
}

function rowFrom({ policy, excluded, but, ways }: Get, { filters }: Gets, names: OwnNames) {
  const how = ways.map(({ through, intent, filter }) =>
    wayWords({
      intent,
      excluded,
      through,
      filter: filter && {
        mode: filter.mode,
        name: names.get(filter.id.toLowerCase()) ?? filters[filter.id] ?? filter.id,
      },
    }),
  )
  return {
    name: shortenedTo(names.get(policy.id.toLowerCase()) ?? policy.name, 120),
    kind: safe(kindOf(policy)),
    mark: ways.length === 0 ? 'No assignment' : excluded ? 'Excluded' : but ? BUTS[but] : 'Gets it',
    color: ways.length === 0 || (but && !excluded) ? 'Default' : excluded ? 'Warning' : 'Good',
    how: safe(how.join('; '), 300),
  }
}

function tallyOf({ gets }: Gets, page: number, pages: number): string {
  const out = gets.filter(({ excluded }) => excluded).length
  const open = gets.filter(({ but, excluded }) => but === 'filter' && !excluded).length
  const none = gets.filter(({ but, excluded }) => but && but !== 'filter' && !excluded).length
  return tallyWords({ gets: gets.length - out - open - none, open, none, excluded: out }, page, pages)
}
