import { type Viewer, whoMayApprove } from '../../request/approval/eligibility.ts'
import { USUAL_RULE } from '../../request/approval/rules.ts'
import { channelOf } from '../../request/place.ts'
import type { AssignmentRequest } from '../../request/request.ts'
import { safe } from './safeText.ts'

/** A labelled line of a card. `url`: what the text opens; `more`: what stands behind it. */
export interface LabelledLine {
  label: string
  text: string
  url?: string
  more?: string
}

/** Who can approve. Names the rule where it is not the usual one, so that nobody wonders. */
export function approverRow(request: AssignmentRequest, viewer: Viewer): LabelledLine {
  const { rule } = request.terms ?? {}
  return {
    label: 'Can be approved by',
    text: safe(whoMayApprove(request, true), 300),
    url: channelLink(request, viewer),
    more: rule && rule !== USUAL_RULE ? `, by the rule “${safe(rule, 100)}”` : '',
  }
}

/** Opens the channel that is asked; empty where others are asked, too, or where the card stands in it. */
function channelLink({ terms }: AssignmentRequest, { conversationId }: Viewer): string {
  const asksNobodyElse = terms?.approvers.every(({ who }) => who === 'channel')
  if (!terms?.channel || !terms.channelName?.url || !asksNobodyElse) return ''
  return channelOf(terms.channel) === channelOf(conversationId) ? '' : terms.channelName.url
}

/** As a template takes it. */
export function lineFields({ url = '', more = '', ...line }: LabelledLine) {
  return { ...line, url, isLink: url !== '', more, hasMore: more !== '' }
}
