import type { AssignmentRequest, LogEntry } from '../../request/request.ts'
import { emergencyAlarm, emergencyReviewed, reviewWanted } from '../../wording/emergency.ts'
import { askedAgainNews, doneInIntune, failedNews, rejectedNews } from '../../wording/news.ts'
import { noteWords } from '../../wording/note.ts'
import { endingNow, notEndedNews, scheduledBy } from '../../wording/timing.ts'
import { asksForReview } from '../cards/buttons.ts'
import { deedOf } from '../cards/deed.ts'
import { plainName, startInFull } from '../cards/labels.ts'
import { listed, plainText, safe, someOf } from '../cards/safeText.ts'
import { textMessage } from '../messages.ts'
import type { Message } from '../turn.ts'

/**
 * What the requester is told by name of a line of the log; null for what needs no such message.
 * @param isRead the channel where they asked is told of every line anyway.
 */
export function newsForRequester(request: AssignmentRequest, index: number, isRead: boolean): string | null {
  const { log } = request
  const entry = log[index]
  const deed = deedInWords(request)
  if (entry?.what === 'rejected') {
    const why = request.decision?.comment
    return rejectedNews(plainName(entry.by?.name ?? ''), deed, why ? plainText(why, 300) : null)
  }
  if (entry?.what === 'halfWritten' && !isRead) return `alarm: ${halfInWords(entry, request)}`
  if (entry?.what === 'notEnded' && !isRead) return notEndedNews(deed)
  // It may have waited for days.
  if (isRead || log[index - 1]?.what !== 'filed') return null
  switch (entry?.what) {
    case 'done':
      return doneInIntune(deed)
    case 'failed':
      return failedNews(deed, request.reason ? plainText(noteWords(request.reason), 300) : null)
    case 'askedAgain':
      return askedAgainNews(deed)
    default:
      return null
  }
}

/** Said to the requester by name wherever it is told. */
export function isAlarm({ what }: LogEntry): boolean {
  return what === 'failed' || what === 'halfWritten' || what === 'notEnded'
}

/** Null: it is told in another way. */
export function replyFor(entry: LogEntry, request: AssignmentRequest): Message | null {
  const who = plainName(entry.by?.name ?? '')
  switch (entry.what) {
    case 'approved':
      return textMessage(`Approved by ${who}.`)
    case 'scheduled':
      return textMessage(scheduledBy(who, startInFull(request)))
    case 'begun':
      return textMessage('Its time has come: writing to Intune …')
    case 'tooLate':
      return mentioning(
        request,
        'this could not begin at its time. Nothing was written; please approve it anew.',
      )
    case 'ending':
      return textMessage(endingNow())
    case 'notEnded':
      return mentioning(request, notEndedNews(deedInWords(request)))
    case 'rejected':
      return textMessage(`Rejected by ${who}. Nothing was changed.`)
    case 'filed':
      return textMessage(
        'Intune’s Multi Admin Approval wants another administrator to approve this in the Intune admin center, too.',
      )
    case 'done':
      return textMessage('Done and verified in Intune.')
    case 'askedAgain':
      return textMessage(
        'The assignments changed meanwhile, so nothing was written and it has to be approved again.',
      )
    case 'retried':
      return textMessage('What is left is tried again, once somebody approves it.')
    case 'undone':
      return textMessage('Undone.')
    case 'halfWritten':
      return mentioning(request, `alarm: ${halfInWords(entry, request)}`)
    case 'failed':
      return mentioning(
        request,
        failedNews(deedInWords(request), request.reason ? plainText(noteWords(request.reason), 300) : null),
      )
    case 'emergency':
      return null
    case 'reviewed':
      return textMessage(emergencyReviewed(who))
  }
}

/** What those who were skipped in an emergency hear, in messages of their own: that it is one, and then that it is done. */
export function alarmsOf(request: AssignmentRequest): Message[] {
  const { emergency, asker } = request
  if (!emergency) return []
  const who = safe(asker.name, 60)
  const deed = safe(deedOf(request)?.heading ?? request.text, 200)
  const reason = safe(emergency.reason, 500)
  // No mention: Teams may refuse one of somebody who is not there, and this has to arrive.
  const declared = textMessage(emergencyAlarm(who, deed, reason, safe(emergency.skipped, 300)))
  return asksForReview(request) ? [declared, textMessage(reviewWanted(who, deed, reason))] : [declared]
}

/** "Exclude Pilot Devices from Edge Settings", in a message that reads markdown. */
export function deedInWords(request: AssignmentRequest): string {
  return plainText(deedOf(request)?.heading ?? request.text, 200)
}

/** In a message with a mention, which reads markdown. */
function halfInWords({ item = 0 }: LogEntry, { items }: AssignmentRequest): string {
  const { plan, half } = items[item] ?? {}
  const lost = listed(someOf((half?.lost ?? []).map(plainName)))
  return `Intune took the change of ${plainName(plan?.policy.name ?? '')} and lost what was to stay assigned: ${lost}. The card has the plan that puts it back.`
}

/** Teams turns `<at>…</at>` into a mention only together with its entity; the name in both has to be the same. */
export function mentioning({ asker }: AssignmentRequest, words: string): Message {
  const name = plainName(asker.name)
  const text = `<at>${name}</at>`
  const mention = { type: 'mention', mentioned: { id: asker.teamsId, name }, text }
  return { text: `${text} ${words}`, entities: [mention] }
}

/** Calls people who are there by name, so that Teams tells them. */
export function calling(people: readonly Called[], words: string): Message {
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
