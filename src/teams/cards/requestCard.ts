import { changedLines } from '../../intune/plan/plan.ts'
import { isOffered, type Viewer, whoMayApprove } from '../../request/approval/eligibility.ts'
import { lacksReason } from '../../request/approval/requesterReason.ts'
import { USUAL_RULE } from '../../request/approval/rules.ts'
import { isPaged, MAX_CHANGES, pagesLeft, pageWithin } from '../../request/cardPages.ts'
import type { Item } from '../../request/item.ts'
import { type AssignmentRequest, awaitsModel } from '../../request/request.ts'
import { isBeingApplied } from '../../request/stepTypes.ts'
import { zoneOf } from '../../request/timing.ts'
import { pagesToGo } from '../../wording/bulk.ts'
import {
  changesNotShown,
  furtherWarnings,
  notReached,
  planPutsItBack,
  standingTitle,
  waitsInIntune,
} from '../../wording/cards.ts'
import { driftSentence } from '../../wording/changeRow.ts'
import { EMERGENCY_LABEL } from '../../wording/emergency.ts'
import { decidedElsewhere } from '../../wording/history.ts'
import { isSameNote, noteWords } from '../../wording/note.ts'
import { awaitsWhy, sayWhyLabel } from '../../wording/requesterReason.ts'
import { lastsInstead, moveRule } from '../../wording/schedule.ts'
import { endInFull, momentInFull, untilThen, wayBackAtTheEnd } from '../../wording/timing.ts'
import { COMPARE } from '../../workflow/plan/comparison.ts'
import { MEMBERS } from '../../workflow/plan/policyReport.ts'
import type { Attachment } from '../turn.ts'
import { severalCard } from './bulkRequestCard.ts'
import { asksForComment, type Button, buttonsFor } from './buttons.ts'
import { drawWithin, type Room } from './cardRoom.ts'
import { changeRow, chosenIn, driftWords, keptLine, standingRow, tenseOf } from './changeRow.ts'
import { chooseCard } from './chooseCard.ts'
import { deedOf } from './deed.ts'
import { followLines } from './followLines.ts'
import { getsCard } from './getsCard.ts'
import { notUnderstoodCard } from './helpCard.ts'
import {
  backgroundOf,
  decisions,
  effectOn,
  isShown,
  kindInWords,
  localTime,
  lostInWords,
  lostOf,
  progressOf,
  statusOf,
} from './labels.ts'
import { momentFields } from './momentFields.ts'
import { isPlain, listed, safe, someOf } from './safeText.ts'
import { drawCard } from './template.ts'

/** Kept entries of one policy that are worth reading before an approval. */
const MAX_KEPT = 8
const MAX_DRIFTS = 10
/** When somebody asked for nothing but to see them. */
const MAX_SHOWN = 40

/** At most so many people can have a view of their own (learn.microsoft.com, user-specific views). */
const MAX_VIEWS = 60

export interface Drawing {
  /** Teams' ids of people who see something else there than everybody does; their clients ask for it. */
  others?: readonly string[]
  /** Of a long card, from 0; left out, the one that was changed last. */
  page?: number | undefined
  /** Pages of a long card, from 0, that the viewer was shown before. */
  shown?: readonly number[]
  /** Named approvers whom Teams does not let the bot write to. */
  unreached?: readonly string[]
  /** It is the viewer's own and stands in another conversation, where alone it can be decided about. */
  isElsewhere?: boolean
  /** Where Teams found the card too large: at most so many rows beside the changes. */
  rows?: number | undefined
}

/** The card of a request, in whatever state it is, as one viewer or everybody in a conversation sees it. */
export function requestCard(
  request: AssignmentRequest,
  viewer: Viewer,
  { others = [], page, unreached = [], rows, shown = [], isElsewhere = false }: Drawing = {},
): Attachment {
  if (request.state === 'choosing') return chooseCard(request)
  if (request.state === 'answered' && awaitsModel(request))
    return notUnderstoodCard(request.reason ? noteWords(request.reason) : '')
  if (request.gets) return getsCard(request, request.gets, page ?? 0)
  const at = pageWithin(request, page)
  const left = request.state === 'pending' ? pagesLeft(request, [...shown, at]) : []
  const frame = frameOf(request, viewer, unreached, left, isElsewhere)
  const card = isPaged(request) ? severalCard(request, frame, at, rows) : planCard(request, frame, rows)
  if (request.state === 'pending' && others.length > 0) {
    const data = { request: request.id, round: String(request.round) }
    const action = { type: 'Action.Execute', title: 'Refresh', verb: 'view', data }
    card.content.refresh = { action, userIds: others.slice(0, MAX_VIEWS) }
  }
  return card
}

/** One plain sentence for notifications, screen readers and clients without cards. */
export function requestInShort(request: AssignmentRequest): string {
  const status = statusOf(request).text
  if (isShown(request)) {
    const names = someOf(request.items.map((item) => safe(item.plan.policy.name, 60)))
    return names.length > 0 ? `${listed(names)}: ${status}` : status
  }
  const deed = deedOf(request)
  if (!deed) return status
  const effects = request.items.length === 1 ? request.items.map((item) => effectOn(item, request)?.text) : []
  const sentences = [`${safe(request.asker.name, 60)}: ${deed.heading}`, ...effects, status]
  return sentences.flatMap((one) => (one ? [one.replace(/\.?$/u, '.')] : [])).join(' ')
}

/** What every card of a request has around its policies. */
function frameOf(
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
  const reason = reasonOf(request)
  return {
    fallback: requestInShort(request),
    requester: `Requested by ${safe(request.asker.name)}`,
    ...headingFields(headlineOf(request)),
    status: statusOf(request),
    sentence: `“${safe(request.text, 300)}”`,
    hasReason: reason !== null,
    reason: { text: safe(reason?.text ?? '', 1000), style: reason?.style ?? 'default' },
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
    people: [
      ...backgroundOf(request),
      ...beginningOf(request),
      ...(waits ? [{ label: 'Can be approved by', text: safe(mayApprove(request), 300) }] : []),
      ...decisions(request, false),
      ...(request.state === 'failed' ? graphIds(request.items) : []),
    ],
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

/** What needs no copy of the card where it is pressed: it begins a request of its own, or only shows. */
const ANYWHERE: readonly Button['verb'][] = ['undo', 'again', 'history']

/** What is asked for beside the buttons. */
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
  const who = listed([...names])
  return [notReached(who, names.length)]
}

/** A heading that markdown cannot turn into something else is one for screen readers, too; see `safe`. */
export function headingFields(headline: string) {
  const isHeading = isPlain(headline)
  return { headline: isHeading ? headline : '', title: isHeading ? '' : headline, isHeading }
}

/** While it is still to come. */
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

type Frame = ReturnType<typeof frameOf>

function planCard(request: AssignmentRequest, frame: Frame, rows?: number): Attachment {
  return drawWithin((room) => drawPlan(request, frame, room), rows)
}

function drawPlan(request: AssignmentRequest, frame: Frame, { names, rows }: Room): Attachment {
  let left = rows
  const items = request.items.map((item) => {
    const drawn = itemData(item, request, { names, rows: left })
    left = Math.max(Math.min(5, rows), left - drawn.kept.length)
    return drawn
  })
  return drawCard('request', { ...frame, items })
}

function itemData(item: Item, request: AssignmentRequest, { names, rows }: Room) {
  const { plan } = item
  const several = request.items.length > 1
  const progress = several || item.progress === 'leftOut' ? progressOf(item, request) : null
  const effect = effectOn(item, request)
  const changes = changedLines(plan)
  const tense = tenseOf(item, request)
  const chosen = chosenIn(request)
  const kept = plan.lines.filter((line) => line.mark === 'kept')
  const shows = isShown(request)
  const shownKept = shows ? kept.slice(0, Math.min(MAX_SHOWN, rows)) : []
  return {
    name: safe(plan.policy.name),
    kind: safe(chosen.get(plan.policy.id.toLowerCase()) ?? kindInWords(plan), 300),
    isOneOfMany: several,
    hasProgress: progress !== null,
    progress: progress ?? { text: '', color: 'Default' },
    hasEffect: effect !== null,
    hasWhy: Boolean(effect?.why),
    effect: effect ?? { text: '', why: '', style: 'default' },
    hasFailure: several && item.reason !== null,
    failure: safe(item.reason === null ? '' : noteWords(item.reason), 500),
    changes: changes.slice(0, MAX_CHANGES).map((line) => changeRow(line, tense, chosen, names)),
    rest:
      shows || plan.lines.length === 0
        ? standingTitle(kept.length)
        : [...changesBeyond(changes.length), keptLine(kept, tense, MAX_KEPT, Math.min(80, names))].join(' '),
    kept: shownKept.map((line) => ({ ...standingRow(line), mark: '•' })),
    more: shows ? kept.length - shownKept.length : 0,
    warnings: [
      ...plan.warnings.slice(0, rows).map(noteWords),
      ...(plan.warnings.length > rows ? [furtherWarnings(plan.warnings.length - rows)] : []),
    ].map((text) => ({ text: safe(text, names + 300) })),
  }
}

/** Of a plan that nobody is asked about: see `tooLongToShow`. */
function changesBeyond(count: number): string[] {
  const more = count - MAX_CHANGES
  return more > 0 ? [changesNotShown(more)] : []
}

function headlineOf(request: AssignmentRequest): string {
  if (request.items.length === 0 && request.getsOf?.startsWith(MEMBERS)) return 'Members of a group'
  if (request.items.length === 0 && request.getsOf?.startsWith(COMPARE)) return 'Two groups compared'
  if (request.items.length === 0)
    return request.state === 'answered' ? 'I could not do this' : 'Assignment request'
  if (isShown(request)) return 'Assignments'
  return deedOf(request)?.heading ?? 'Assignment request'
}

function reasonOf(request: AssignmentRequest): { text: string; style: string } | null {
  const lost = lostOf(request)
  if (lost.length > 0) {
    const next = request.state === 'pending' ? [planPutsItBack()] : []
    const more = request.state === 'failed' && request.reason ? [noteWords(request.reason)] : []
    return { text: [...lost.map(lostInWords), ...next, ...more].join(' '), style: 'attention' }
  }
  if (request.state === 'pending' && request.drifted) {
    return { text: driftSentence(driftsOf(request)), style: 'warning' }
  }
  if (request.state === 'scheduled') return { text: `${untilThen()} ${moveRule()}`, style: 'emphasis' }
  if (isBeingApplied(request) && request.items.some(({ progress }) => progress === 'awaitingIntune')) {
    return { text: waitsInIntune(), style: 'warning' }
  }
  const { decision } = request
  if (request.state === 'rejected' && decision?.comment) {
    return { text: `${decision.by.name}: ${decision.comment}`, style: 'emphasis' }
  }
  if (!request.reason) return null
  // Where there are several policies, each shows its own failure.
  const { reason, items } = request
  const isSaidBelow =
    items.length > 1 && items.some((item) => item.reason !== null && isSameNote(item.reason, reason))
  if (isSaidBelow) return null
  if (request.lacksRights) return { text: noteWords(request.reason), style: 'warning' }
  return { text: noteWords(request.reason), style: request.state === 'failed' ? 'attention' : 'emphasis' }
}

/** What others changed, of the policies that are asked about again. */
function driftsOf({ items }: AssignmentRequest): string[] {
  const moved = items.filter(({ progress, since = [] }) => progress === 'planned' && since.length > 0)
  const words = moved.flatMap(({ plan, since = [] }) =>
    since.map((line) =>
      items.length > 1 ? `${safe(plan.policy.name, 80)}: ${driftWords(line)}` : driftWords(line),
    ),
  )
  const more = words.length - MAX_DRIFTS
  return more > 0 ? [...words.slice(0, MAX_DRIFTS), `and ${more} more`] : words
}

/** Names the rule where it is not the usual one, so that nobody wonders. */
function mayApprove(request: AssignmentRequest): string {
  const { rule } = request.terms ?? {}
  return rule && rule !== USUAL_RULE ? `${whoMayApprove(request)} (rule: ${rule})` : whoMayApprove(request)
}

/** Support asks for the last ones; a long request has hundreds. */
const MAX_IDS = 8

function graphIds(items: readonly Item[]) {
  const ids = items.flatMap((item) => item.graphRequestIds)
  const shown = ids.slice(-MAX_IDS)
  return ids.length > 0 ? [{ label: 'Graph request-id', text: safe(shown.join(', '), 400) }] : []
}
