import { isOffered, type Viewer } from '../../request/approval/eligibility.ts'
import { lacksReason } from '../../request/approval/requesterReason.ts'
import type { Item } from '../../request/item.ts'
import type { AssignmentRequest } from '../../request/request.ts'
import { zoneOf } from '../../request/timing.ts'
import { pagesToGo } from '../../wording/bulk.ts'
import { assignmentsOf, notReached, requestedBy } from '../../wording/cards.ts'
import { EMERGENCY_LABEL } from '../../wording/emergency.ts'
import { decidedElsewhere } from '../../wording/history.ts'
import { list } from '../../wording/list.ts'
import { noteWords } from '../../wording/note.ts'
import { awaitsWhy, sayWhyLabel } from '../../wording/requesterReason.ts'
import { lastsInstead } from '../../wording/schedule.ts'
import { endInFull, momentInFull, wayBackAtTheEnd } from '../../wording/timing.ts'
import { COMPARE } from '../../workflow/plan/comparison.ts'
import { MEMBERS } from '../../workflow/plan/policyReport.ts'
import { approverRow, type LabelledLine, lineFields } from './approverRow.ts'
import { asksForComment, type Button, buttonsFor } from './buttons.ts'
import { cardReason } from './cardReason.ts'
import { deedOf } from './deed.ts'
import { followLines } from './followLines.ts'
import { backgroundOf, decisions, isShown, localTime, statusOf } from './labels.ts'
import { momentFields } from './momentFields.ts'
import { requestSummary } from './requestSummary.ts'
import { headingFields, safe } from './safeText.ts'

/** What every card of a request has around its policies. */
export function requestFrame(
  request: AssignmentRequest,
  viewer: Viewer,
  unreached: readonly string[],
  left: readonly number[],
  isElsewhere: boolean,
) {
  const waits = request.state === 'pending'
  const all = buttonsFor(request, viewer)
  const offered = isElsewhere ? all.filter(({ verb }) => ANYWHERE.includes(verb)) : all
  const decides = (verb: Button['verb']) => verb === 'approve' || verb === 'emergency'
  const buttons = left.length > 0 ? offered.filter(({ verb }) => !decides(verb)) : offered
  const reason = cardReason(request)
  const status = statusOf(request)
  const people: LabelledLine[] = [
    ...backgroundOf(request),
    ...beginningOf(request),
    ...(waits ? [approverRow(request, viewer)] : []),
    ...decisions(request, false),
    ...(request.state === 'failed' ? graphIds(request.items) : []),
  ]
  return {
    fallback: requestSummary(request),
    requester: requestedBy(safe(request.asker.name)),
    ...headingFields(headlineOf(request)),
    status,
    hasStatus: status.text !== '',
    sentence: `“${safe(request.text, 300)}”`,
    hasReason: reason !== null,
    reason: { lines: reason?.lines.map((text) => ({ text })) ?? [], style: reason?.style ?? 'default' },
    notes: [
      ...request.notes.map(noteWords),
      ...followLines(request),
      ...(waits ? unreachedNotes(unreached) : []),
      ...(waits && isElsewhere ? [decidedElsewhere()] : []),
      ...(waits && lacksReason(request) && !buttons.some(({ verb }) => verb === 'explain')
        ? [awaitsWhy(safe(request.asker.name, 60))]
        : []),
    ].map((note) => ({
      text: safe(note, 500),
    })),
    people: people.map(lineFields),
    hasFoot: waits || people.length > 0,
    hasExpiry: waits,
    expiry: `Expires ${localTime(request.expiresAt)}`,
    waits,
    hasLeft: left.length > 0 && offered.length > buttons.length,
    left: left.length > 0 ? pagesToGo(left) : '',
    hasTicks: waits && !request.prolongs && offered.length > 0 && isOffered(request, viewer, 'select'),
    hasComment: asksForComment(request, buttons),
    ...commentFields(request, buttons),
    ...momentFields(request, buttons),
    hasButtons: buttons.length > 0,
    buttons,
    request: request.id,
    round: String(request.round),
  }
}

/** Buttons that do not need the current copy of the card: they begin a new request, or only show something. */
const ANYWHERE: readonly Button['verb'][] = ['undo', 'again', 'history']

/** The inputs next to the buttons. */
function commentFields({ terms }: AssignmentRequest, buttons: readonly Button[]) {
  const offers = (verb: Button['verb']) => buttons.some((one) => one.verb === verb)
  if (offers('explain'))
    return { commentLabel: sayWhyLabel(terms?.why?.pattern ?? null), commentRequired: true }
  if (offers('emergency')) return { commentLabel: EMERGENCY_LABEL, commentRequired: true }
  return terms?.reasonRequired
    ? { commentLabel: 'Reason', commentRequired: true }
    : { commentLabel: 'Comment (optional)', commentRequired: false }
}

function unreachedNotes(names: readonly string[]): string[] {
  if (names.length === 0) return []
  const who = list([...names])
  return [notReached(who, names.length)]
}

/** While it has not begun. */
function beginningOf({
  state,
  period,
  zone,
  prolongs,
}: AssignmentRequest): { label: string; text: string }[] {
  if (prolongs && typeof period?.end === 'string') {
    const before = momentInFull(prolongs.end, zoneOf(zone))
    const text = lastsInstead(endInFull(period.end, zoneOf(zone)), before)
    return state === 'pending' ? [{ label: 'Lasts', text }] : []
  }
  const isToCome = state === 'pending' || state === 'scheduled'
  const start = state === 'pending' ? period?.start : null
  const end = isToCome ? period?.end : null
  return [
    ...(start ? [{ label: 'Begins', text: momentInFull(start, zoneOf(zone)) }] : []),
    ...(end ? [{ label: 'Lasts', text: `${endInFull(end, zoneOf(zone))}. ${wayBackAtTheEnd()}` }] : []),
  ]
}

function headlineOf(request: AssignmentRequest): string {
  if (request.items.length === 0 && request.getsOf?.startsWith(MEMBERS)) return 'Members of a group'
  if (request.items.length === 0 && request.getsOf?.startsWith(COMPARE)) return 'Two groups compared'
  if (request.items.length === 0)
    return request.state === 'answered' ? 'I could not do this' : 'Assignment request'
  if (isShown(request))
    return request.items.length === 1
      ? assignmentsOf(safe(request.items[0]?.plan.policy.name ?? '', 80))
      : 'Assignments'
  return deedOf(request)?.heading ?? 'Assignment request'
}

/** Support asks for the last ones; a long request has hundreds. */
const MAX_IDS = 8

function graphIds(items: readonly Item[]) {
  const ids = items.flatMap(({ progress, graphRequestIds }) => (progress === 'done' ? [] : graphRequestIds))
  const shown = ids.slice(-MAX_IDS)
  return ids.length > 0 ? [{ label: 'Graph request-id', text: safe(shown.join(', '), 400) }] : []
}

/** What surrounds the policies on every card of a request. */
export type RequestFrame = ReturnType<typeof requestFrame>
