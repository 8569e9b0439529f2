import { rowOf } from '../../intune/catalog/catalog.ts'
import { nounFor, rulesFor } from '../../intune/plan/objectRules.ts'
import type { Plan } from '../../intune/plan/plan.ts'
import { endedInTime } from '../../request/ending.ts'
import type { Item } from '../../request/item.ts'
import type { Look } from '../../request/look.ts'
import type { Approval, AssignmentRequest } from '../../request/request.ts'
import { isBeingApplied } from '../../request/stepTypes.ts'
import { zoneOf } from '../../request/timing.ts'
import { isChanged } from '../../request/undoPolicy.ts'
import { endedUnchanged, inAll, lostWords, nobodyGets, takenBack } from '../../wording/cards.ts'
import { COUNTING, effectInWords, gapsInWords, type Weight } from '../../wording/effect.ts'
import { list } from '../../wording/list.ts'
import type { Note } from '../../wording/note.ts'
import { noteWords } from '../../wording/note.ts'
import { NOT_ALLOWED } from '../../wording/rights.ts'
import { extended, lasts, shortened } from '../../wording/schedule.ts'
import { standsInWords } from '../../wording/standIn.ts'
import {
  approvedUntil,
  askedAgainAfterRest,
  beingWithdrawn,
  beingWritten,
  readByModel,
  waitsForIntune,
  waitsForRepair,
  waitsForReview,
  waitsInEmergency,
} from '../../wording/stateWords.ts'
import { heardOf } from '../../wording/status.ts'
import { endInFull, momentInFull } from '../../wording/timing.ts'
import { tenseOf } from './changeRow.ts'
import type { Color } from './color.ts'
import { safe, someOf } from './safeText.ts'

export interface Label {
  text: string
  color: Color
}

const EFFECT_STYLES: Record<Weight, string> = {
  loses: 'attention',
  weakens: 'warning',
  gains: 'good',
  ends: 'emphasis',
  nothing: 'emphasis',
}

/** Who gains and who loses by a plan, in one line with its colour; null where it was not carried out. */
export function effectOn(
  item: Item,
  request: AssignmentRequest,
): { text: string; why: string; style: string; weight: Weight } | null {
  const { plan } = item
  const isMoot = Boolean(request.undoneBy) || ['cancelled', 'rejected', 'expired'].includes(request.state)
  if (!plan.effect || isMoot || item.progress === 'leftOut') return null
  if (isShown(request)) return whoGets(plan, plan.effect)
  if (tenseOf(item, request) === 'notDone') return null
  const { sentences, weight } = effectInWords(plan.effect, {
    noun: nounFor(plan.policy),
    isWritten: item.progress === 'done',
    isReported: (request.follow ?? []).some(hasReports),
    stays: request.prolongs !== undefined,
    isTried: request.state === 'answered',
  })
  const isCounting = plan.isCounting && request.state === 'pending'
  const why = isCounting ? [COUNTING] : weight === 'nothing' ? [] : gapsInWords(plan.effect)
  return { text: sentences.join(' '), why: why.join(' '), style: EFFECT_STYLES[weight], weight }
}

/** Whether devices had reported by then. */
function hasReports({ found }: Look): boolean {
  return found !== undefined && 'counts' in found && heardOf(found.counts) > 0
}

/** Who has it today, in the same words. */
function whoGets({ policy }: Plan, effects: NonNullable<Plan['effect']>) {
  const noun = nounFor(policy)
  const { sentences, weight } = effectInWords(effects, { noun })
  const isNothing = weight === 'nothing'
  const text = isNothing ? nobodyGets(noun) : inAll(sentences)
  return { text, why: isNothing ? '' : gapsInWords(effects).join(' '), style: 'default', weight }
}

/** "compliance policy, Windows" */
export function kindInWords(plan: Plan): string {
  const { title } = rulesFor(rowOf(plan.policy.kind), plan.policy)
  return [title, plan.policy.platform].filter(Boolean).join(', ')
}

/** What else is not as it was shown, of the policies that are asked about again. */
export function shiftsOf({ items }: Pick<AssignmentRequest, 'items'>): Note[] {
  return asked(items).flatMap(({ shifts = [] }) => shifts)
}

/** Whether that is all: the assignments of every policy are as they were shown. */
export function isSameSet(request: Pick<AssignmentRequest, 'items'>): boolean {
  return shiftsOf(request).length > 0 && asked(request.items).every(({ since = [] }) => since.length === 0)
}

function asked(items: readonly Item[]): Item[] {
  return items.filter(({ progress }) => progress === 'planned')
}

export function statusOf(request: AssignmentRequest): Label {
  if (request.undoneBy) {
    return { text: takenBack(request.state === 'done', endedInTime(request)), color: 'Default' }
  }
  switch (request.state) {
    case 'pending':
      if (lostOf(request).length > 0) return { text: waitsForRepair(), color: 'Attention' }
      if (request.drifted) return { text: waitsForReview(isSameSet(request)), color: 'Warning' }
      return request.emergency
        ? { text: waitsInEmergency(plainName(request.asker.name)), color: 'Attention' }
        : { text: waitingInWords(request), color: 'Accent' }
    case 'scheduled':
      return {
        text: approvedUntil(startInFull(request)),
        color: 'Accent',
      }
    case 'approved':
    case 'applying':
      return { text: beingWritten(), color: 'Accent' }
    case 'awaitingIntune':
      if (request.withdrawn) return { text: beingWithdrawn(), color: 'Warning' }
      return { text: waitsForIntune(), color: 'Warning' }
    case 'done':
      if (request.prolongs) {
        const inWords = request.prolongs.earlier ? shortened : extended
        return { text: untilWhen(request).map(inWords).join(''), color: 'Good' }
      }
      return {
        text: ['Done and verified in Intune', ...untilWhen(request).map(lasts)].join('. '),
        color: 'Good',
      }
    case 'failed':
      return wasChanged(request)
        ? { text: 'Partly done', color: 'Attention' }
        : { text: 'Failed', color: 'Attention' }
    case 'cancelled':
      return { text: endedUnchanged('Cancelled', wasChanged(request)), color: 'Default' }
    case 'rejected':
      return { text: endedUnchanged('Rejected', wasChanged(request)), color: 'Attention' }
    case 'expired':
      return { text: endedUnchanged('Expired', wasChanged(request)), color: 'Default' }
    case 'signInNeeded':
      return { text: `Waiting for ${plainName(request.asker.name)} to sign in`, color: 'Warning' }
    case 'answered':
      if (request.lacksRights) return { text: NOT_ALLOWED, color: 'Attention' }
      // A question changes nothing in any case.
      if (isShown(request))
        return {
          text: request.items.length > 0 || request.gets ? 'As it is in Intune now' : '',
          color: 'Default',
        }
      return { text: 'Nothing was changed', color: 'Default' }
    case 'asked':
    case 'choosing':
      return { text: 'Looking it up …', color: 'Accent' }
  }
}

function untilWhen({ period, zone }: AssignmentRequest): string[] {
  return period?.end ? [endInFull(period.end, zoneOf(zone))] : []
}

/** When it begins, in full; for a request that has a starting time. */
export function startInFull({ period, zone }: AssignmentRequest): string {
  return momentInFull(period?.start ?? '', zoneOf(zone))
}

function waitingInWords({ terms, approvals }: AssignmentRequest): string {
  const needed = terms?.needed ?? 1
  return needed > 1 ? `Waiting for approval: ${approvals.length} of ${needed}` : 'Waiting for approval'
}

/**
 * Who decided what, with their comments, as labelled lines of a card.
 * @param saysWhy whether a rejection's reason is included; the request's own card has another place for it.
 */
export function decisions(request: AssignmentRequest, saysWhy = true): { label: string; text: string }[] {
  const { state, approvals, decision, offers, emergency } = request
  const said = ({ by, comment, insteadOf }: Approval) => {
    const who = insteadOf ? standsInWords(by.name, insteadOf.name) : by.name
    return safe(comment ? `${who}: ${comment}` : who, 600)
  }
  const ended = state === 'cancelled' ? 'Cancelled by' : state === 'rejected' ? 'Rejected by' : null
  return [
    ...(emergency
      ? [
          { label: 'Emergency', text: safe(emergency.reason, 600) },
          { label: 'Skipped', text: safe(emergency.skipped, 300) },
        ]
      : []),
    ...approvals.map((one) => ({ label: 'Approved by', text: said(one) })),
    ...(emergency?.reviewed ? [{ label: 'Reviewed by', text: said(emergency.reviewed) }] : []),
    ...(ended && decision ? [{ label: ended, text: saysWhy ? said(decision) : safe(decision.by.name) }] : []),
    ...offers.flatMap(({ refused }) =>
      refused ? [{ label: 'Not counted', text: safe(noteWords(refused), 300) }] : [],
    ),
  ]
}

/** A request that was asked about again may be partly done by then. */
function wasChanged({ items }: AssignmentRequest): boolean {
  return items.some(isChanged)
}

/** The policies whose write lost what was to stay, waiting for somebody to have it restored. */
export function lostOf({ items }: Pick<AssignmentRequest, 'items'>): Item[] {
  return items.filter(({ half, progress }) => half && progress !== 'done')
}

/** "“Wi-Fi”: Intune accepted the change but dropped assignments that should have stayed: Finance and Help Desk." */
export function lostInWords({ plan, half }: Item): string {
  const lost = half?.lost ?? []
  const names = list(someOf(lost.map((name) => safe(name))))
  return lostWords(safe(plan.policy.name), names, lost.length)
}

/** Whether the request was only a question. */
export function isShown(request: AssignmentRequest): boolean {
  return request.readings[0]?.action === 'show' || request.getsOf !== null
}

const DRIFTED: Label = {
  text: askedAgainAfterRest(),
  color: 'Warning',
}

/** How one of several policies went; nothing to say while they all wait together. */
export function progressOf(item: Item, request: AssignmentRequest): Label | null {
  switch (item.progress) {
    case 'planned':
      return isBeingApplied(request) ? DRIFTED : null
    case 'leftOut':
      return { text: 'Skipped', color: 'Warning' }
    case 'queued':
    case 'applying':
    case 'written':
      return { text: 'Writing …', color: 'Accent' }
    case 'awaitingIntune':
      return { text: 'Waiting for a second approval in Intune', color: 'Warning' }
    case 'done':
      return { text: 'Done', color: 'Good' }
    case 'failed':
      return { text: 'Failed', color: 'Attention' }
  }
}

/** For TextBlocks, which read markdown: letters, digits, spaces and a little more. */
export function plainName(name: string): string {
  return (
    safe(name, 60)
      .replace(/[^\p{L}\p{M}\p{N} .'’-]/gu, '')
      .trim() || 'the requester'
  )
}

/** Teams shows it in the reader's own time zone; it accepts no fractions of a second. */
export function localTime(iso: string): string {
  const time = `${iso.slice(0, 19)}Z`
  return `{{DATE(${time}, SHORT)}}, {{TIME(${time})}}`
}

/** The same without the day. */
export function clockTime(iso: string): string {
  return `{{TIME(${iso.slice(0, 19)}Z)}}`
}

/** The background of the request, besides the sentence. */
export function backgroundOf(request: AssignmentRequest): { label: string; text: string }[] {
  return [
    ...(request.why ? [{ label: 'Reason', text: safe(request.why, 300) }] : []),
    ...(request.interpreted ? [{ label: 'Interpreted', text: readByModel() }] : []),
  ]
}
