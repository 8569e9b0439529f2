import { nextTry } from '../../request/endRetry.ts'
import { isSamePerson } from '../../request/person.ts'
import type { AssignmentRequest, LogEntry } from '../../request/request.ts'
import { zoneOf } from '../../request/timing.ts'
import { isChanged } from '../../request/undoPolicy.ts'
import { emergencyAlarm, emergencyReviewed, reviewWanted } from '../../wording/emergency.ts'
import { failingNews } from '../../wording/followNotes.ts'
import { list } from '../../wording/list.ts'
import * as news from '../../wording/news.ts'
import { noteWords } from '../../wording/note.ts'
import { extendedBy, movedBy, movedNews, movedToAsk, shortenedBy } from '../../wording/schedule.ts'
import {
  endDelayedNews,
  endInFull,
  endingNow,
  endWaitsNews,
  momentInFull,
  notEndedNews,
  scheduledBy,
} from '../../wording/timing.ts'
import { asksForReview } from '../cards/buttons.ts'
import { deedOf } from '../cards/deed.ts'
import { followLineFor } from '../cards/followLines.ts'
import { plainName, startInFull } from '../cards/labels.ts'
import { plainText, safe, someOf } from '../cards/safeText.ts'
import { textMessage } from '../messages.ts'
import type { BotMessage } from '../turn.ts'

/**
 * What the requester is told by name about a line of the log; null for a line that needs no such message.
 * @param isRead whether the channel where they asked is told about every line anyway.
 */
export function newsForRequester(request: AssignmentRequest, index: number, isRead: boolean): string | null {
  const { log } = request
  const entry = log[index]
  const deed = deedInWords(request)
  if (entry?.what === 'rejected') {
    const why = request.decision?.comment
    return news.rejectedNews(plainName(entry.by?.name ?? ''), deed, why ? plainText(why, 300) : null)
  }
  if (entry?.what === 'halfWritten' && !isRead) return halfInWords(entry, request)
  if (entry?.what === 'notEnded' && !isRead) return notEndedNews(deed)
  if (entry?.what === 'failing' && !isRead) return failingInWords(entry, request)
  if (entry?.what === 'endWaits' && !isRead) return endWaitsNews(deed)
  if (entry?.what === 'endDelayed' && !isRead) return delayedInWords(entry, request)
  if (entry?.what === 'moved' && entry.by && !isSamePerson(entry.by, request.asker))
    return movedNews(deed, movedInWords(entry, request))
  // It may have waited for days.
  if (isRead || log[index - 1]?.what !== 'filed') return null
  switch (entry?.what) {
    case 'done':
      return news.doneInIntune(deed)
    case 'failed':
      return failedInWords(request)
    case 'askedAgain':
      return news.askedAgainNews(deed)
    default:
      return null
  }
}

function delayedInWords({ at }: LogEntry, request: AssignmentRequest): string {
  const next = nextTry(request, new Date(at))?.toISOString() ?? at
  return endDelayedNews(deedInWords(request), momentInFull(next, zoneOf(request.zone)))
}

function movedInWords({ by }: LogEntry, request: AssignmentRequest): string {
  const who = plainName(by?.name ?? '')
  const moment = startInFull(request)
  return request.state === 'pending' ? movedToAsk(who, moment) : movedBy(who, moment)
}

const ALARMS: readonly LogEntry['what'][] = [
  'failed',
  'halfWritten',
  'notEnded',
  'endWaits',
  'endDelayed',
  'failing',
]

/** Addressed to the requester by name wherever it is posted. */
export function isAlarm({ what }: LogEntry): boolean {
  return ALARMS.includes(what)
}

/** Null: it is reported in another way. */
export function replyFor(entry: LogEntry, request: AssignmentRequest): BotMessage | null {
  const who = plainName(entry.by?.name ?? '')
  switch (entry.what) {
    case 'approved':
      return textMessage(news.approvedLine(who))
    case 'scheduled':
      return textMessage(scheduledBy(who, startInFull(request)))
    case 'prolonged':
      return textMessage(extendedBy(who, endOfPeriod(request)))
    case 'shortened':
      return textMessage(shortenedBy(who, endOfPeriod(request)))
    case 'moved':
      return textMessage(movedInWords(entry, request))
    case 'begun':
      return textMessage(news.begunLine())
    case 'tooLate':
      return mentioning(request, news.tooLateNews())
    case 'ending':
      return textMessage(endingNow())
    case 'notEnded':
      return mentioning(request, notEndedNews(deedInWords(request)))
    case 'endWaits':
      return mentioning(request, endWaitsNews(deedInWords(request)))
    case 'endDelayed':
      return mentioning(request, delayedInWords(entry, request))
    case 'rejected':
      return textMessage(news.rejectedLine(who))
    case 'filed':
      return textMessage(news.filedLine())
    case 'done':
      return textMessage(news.doneLine())
    case 'askedAgain':
      return textMessage(news.askedAgainLine())
    case 'retried':
      return textMessage(news.retriedLine())
    case 'undone':
      return textMessage(news.undoneLine())
    case 'halfWritten':
      return mentioning(request, halfInWords(entry, request))
    case 'failed':
      return mentioning(request, failedInWords(request))
    case 'followed':
      return textMessage(plainText(followLineFor(request, entry), 600))
    case 'failing':
      return mentioning(request, failingInWords(entry, request))
    case 'emergency':
      return null
    case 'reviewed':
      return textMessage(emergencyReviewed(who))
  }
}

/** What people skipped in an emergency are told, in separate messages: that there is one, and then that it is done. */
export function alarmsOf(request: AssignmentRequest): BotMessage[] {
  const { emergency, asker } = request
  if (!emergency) return []
  const who = safe(asker.name, 60)
  const deed = safe(deedOf(request)?.heading ?? request.text, 200)
  const reason = safe(emergency.reason, 500)
  // No mention: Teams may refuse a mention of somebody who is not there, and this has to arrive.
  const declared = textMessage(emergencyAlarm(who, deed, reason, safe(emergency.skipped, 300)))
  return asksForReview(request) ? [declared, textMessage(reviewWanted(who, deed, reason))] : [declared]
}

/** "Exclude Pilot Devices from Edge Settings", in a message that is read as markdown. */
export function deedInWords(request: AssignmentRequest): string {
  return plainText(deedOf(request)?.heading ?? request.text, 200)
}

function endOfPeriod({ period, zone }: AssignmentRequest): string {
  return endInFull(period?.end ?? '', zoneOf(zone))
}

function failedInWords(request: AssignmentRequest): string {
  const { items, reason } = request
  const why = reason ? plainText(noteWords(reason), 300) : null
  return news.failedNews(deedInWords(request), items.some(isChanged), why)
}

function failingInWords(entry: LogEntry, request: AssignmentRequest): string {
  return failingNews(deedInWords(request), plainText(followLineFor(request, entry), 600))
}

/** In a message with a mention, which is read as markdown. */
function halfInWords({ item = 0 }: LogEntry, { items }: AssignmentRequest): string {
  const { plan, half } = items[item] ?? {}
  const lost = list(someOf((half?.lost ?? []).map(plainName)))
  return news.halfWrittenNews(plainName(plan?.policy.name ?? ''), lost)
}

/** Addresses the requester by name. */
export function mentioning({ asker }: AssignmentRequest, words: string): BotMessage {
  return calling([asker], words)
}

/**
 * Mentions people who are there, so that Teams notifies them. It turns `<at>…</at>` into a mention only together with
 * its entity; the name in both has to be the same.
 */
export function calling(people: readonly Called[], words: string): BotMessage {
  if (people.length === 0) return textMessage(words)
  const mentions = people.map(({ teamsId, name }) => {
    const plain = plainName(name)
    return { type: 'mention', mentioned: { id: teamsId, name: plain }, text: `<at>${plain}</at>` }
  })
  return { text: `${mentions.map(({ text }) => text).join(' ')} ${words}`, entities: mentions }
}

export interface Called {
  teamsId: string
  name: string
}
