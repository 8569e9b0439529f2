import type { AssignmentRequest, LogEntry } from '../../request/request.ts'
import { zoneOf } from '../../request/timing.ts'
import { momentInFull, scheduledBy } from '../../wording/timing.ts'
import { plainName } from '../cards/labels.ts'
import { listed, someOf } from '../cards/safeText.ts'
import { textMessage } from '../messages.ts'
import type { Message } from '../turn.ts'

/**
 * What the requester is told by name of a line of the log; null for what needs no such message.
 * @param isRead the channel where they asked is told of every line anyway.
 */
export function newsForRequester(request: AssignmentRequest, index: number, isRead: boolean): string | null {
  const { log } = request
  const entry = log[index]
  if (entry?.what === 'rejected')
    return `${plainName(entry.by?.name ?? '')} rejected this. The card says why.`
  if (entry?.what === 'halfWritten' && !isRead) return `alarm: ${halfInWords(entry, request)}`
  // It may have waited for days.
  if (isRead || log[index - 1]?.what !== 'filed') return null
  switch (entry?.what) {
    case 'done':
      return 'this was approved in Intune and is done now. The card shows it.'
    case 'failed':
      return 'this was not done. The card says why.'
    case 'askedAgain':
      return 'this has to be approved again. The card says why.'
    default:
      return null
  }
}

/** Said to the requester by name wherever it is told. */
export function isAlarm({ what }: LogEntry): boolean {
  return what === 'failed' || what === 'halfWritten'
}

export function replyFor(entry: LogEntry, request: AssignmentRequest): Message {
  const who = plainName(entry.by?.name ?? '')
  switch (entry.what) {
    case 'approved':
      return textMessage(`Approved by ${who}.`)
    case 'scheduled':
      return textMessage(scheduledBy(who, startOf(request)))
    case 'begun':
      return textMessage('Its time has come: writing to Intune …')
    case 'tooLate':
      return mentioning(
        request,
        'this could not begin at its time. Nothing was written; please approve it anew.',
      )
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
      return mentioning(request, 'this was not done. The card says why.')
  }
}

function startOf({ period, zone }: AssignmentRequest): string {
  return momentInFull(period?.start ?? '', zoneOf(zone))
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
