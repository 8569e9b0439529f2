import type { Asking } from '../../request/request.ts'
import type { Desk } from '../../workflow/desk.ts'
import { takeRequest } from '../../workflow/intake.ts'
import { NotTaken } from '../../workflow/limits.ts'
import { textMessage } from '../messages.ts'
import type { Turn } from '../turn.ts'
import { messageText, type Sender, timesOfSender } from './activity.ts'

/** What a message asks for: a change in its possible readings, or what a job has to look up. */
type WhatIsAsked = { readings: Asking[] } | { getsOf: string }

/**
 * Accepts what somebody asked for; a job continues with it. Where it is not accepted, the person is told why:
 * a limit is reached, or the same is already under way.
 */
export async function openRequest(
  turn: Turn,
  { person, place }: Sender,
  asked: WhatIsAsked,
  { desk }: { desk: Desk },
): Promise<void> {
  const activityId = turn.activity.id ?? ''
  const text = messageText(turn.activity)
  try {
    const said = { person, place, activityId, text, ...timesOfSender(turn.activity) }
    const opened = await takeRequest(desk, { readings: [], ...asked, ...said })
    // The plan needs Graph, which may be slow: the person sees that something is happening.
    if (opened) await turn.sendTyping()
  } catch (error) {
    if (!(error instanceof NotTaken)) throw error
    await turn.send(textMessage(error.message))
  }
}
