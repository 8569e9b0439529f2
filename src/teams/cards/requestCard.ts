import type { Viewer } from '../../request/approval/eligibility.ts'
import { isPaged, pagesLeft, pageWithin } from '../../request/cardPages.ts'
import { type AssignmentRequest, awaitsModel } from '../../request/request.ts'
import { noteWords } from '../../wording/note.ts'
import type { Attachment } from '../turn.ts'
import { severalCard } from './bulkRequestCard.ts'
import { chooseCard } from './chooseCard.ts'
import { getsCard } from './getsCard.ts'
import { notUnderstoodCard } from './helpCard.ts'
import { planCard } from './planCard.ts'
import { requestFrame } from './requestFrame.ts'
import { toldApart } from './toldApart.ts'

/** At most this many people can have a view of their own (learn.microsoft.com, user-specific views). */
const MAX_VIEWS = 60

export interface Drawing {
  /** Teams' ids of people who see a different card from everybody else; their clients ask for it. */
  others?: readonly string[]
  /** The page of a long card, from 0; when left out, the one that was changed last. */
  page?: number | undefined
  /** Pages of a long card, from 0, that the viewer has already been shown. */
  shown?: readonly number[]
  /** Named approvers whom Teams does not let the bot write to. */
  unreached?: readonly string[]
  /** The viewer's own request, whose card is in another conversation, the only place where it can be decided. */
  isElsewhere?: boolean
  /** Where Teams found the card too large: the most rows next to the changes. */
  rows?: number | undefined
}

/** The card of a request, in any state, as one viewer or everybody in a conversation sees it. */
export function requestCard(
  asked: AssignmentRequest,
  viewer: Viewer,
  { others = [], page, unreached = [], rows, shown = [], isElsewhere = false }: Drawing = {},
): Attachment {
  const request = toldApart(asked, true)
  if (request.state === 'choosing') return chooseCard(request)
  if (request.state === 'answered' && awaitsModel(request))
    return notUnderstoodCard(request.reason ? noteWords(request.reason) : '')
  if (request.gets) return getsCard(request, request.gets, page ?? 0)
  const at = pageWithin(request, page)
  const left = request.state === 'pending' ? pagesLeft(request, [...shown, at]) : []
  const frame = requestFrame(request, viewer, unreached, left, isElsewhere)
  const card = isPaged(request) ? severalCard(request, frame, at, rows) : planCard(request, frame, rows)
  if (request.state === 'pending' && others.length > 0) {
    const data = { request: request.id, round: String(request.round) }
    const action = { type: 'Action.Execute', title: 'Refresh', verb: 'view', data }
    card.content.refresh = { action, userIds: others.slice(0, MAX_VIEWS) }
  }
  return card
}
