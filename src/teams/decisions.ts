import { ActivityTypes, type TurnContext } from 'botbuilder'
import { z } from 'zod'
import type { Desk } from '../approvals/desk.ts'
import { senderOf } from './incoming.ts'
import { requestCard } from './requestCard.ts'
import { respond } from './signIn.ts'

/**
 * What a button sends. All of it comes from the client, so it names a request, the round its card was drawn for
 * and what was pressed, and nothing else is ever read from it.
 */
const Press = z.object({
  action: z.object({
    verb: z.enum(['approve', 'cancel', 'choose', 'leaveOut', 'takeIn', 'retry', 'page']),
    data: z.object({
      request: z.string().max(64),
      round: z.coerce.number().int(),
      choice: z.string().max(200).optional(),
    }),
  }),
})

const CARD = 'application/vnd.microsoft.card.adaptive'
const MESSAGE = 'application/vnd.microsoft.activity.message'
const ERROR = 'application/vnd.microsoft.error'

export async function isPress(context: TurnContext): Promise<boolean> {
  return context.activity.type === ActivityTypes.Invoke && context.activity.name === 'adaptiveCard/action'
}

/**
 * A pressed button, answered from the store alone: whatever Graph does, Teams has its answer in time. The answer
 * is for the client that asked; everybody else's copy follows by the card job.
 */
export async function decide(context: TurnContext, desk: Desk): Promise<void> {
  const sender = senderOf(context.activity)
  const press = Press.safeParse(context.activity.value)
  if (!sender || !press.success) {
    const value = { code: 'BadRequest', message: 'This button is not one of Assent’s.' }
    await respond(context, 200, { statusCode: 400, type: ERROR, value })
    return
  }
  const { verb, data } = press.data.action
  const verdict = await desk.decide({
    requestId: data.request,
    round: data.round,
    verb,
    choice: data.choice ?? null,
    person: sender.person,
    place: sender.place,
  })
  await respond(
    context,
    200,
    verdict.accepted
      ? {
          statusCode: 200,
          type: CARD,
          value: requestCard(verdict.request, pageOf(verb, data.choice)).content,
        }
      : { statusCode: 200, type: MESSAGE, value: verdict.sentence },
  )
}

function pageOf(verb: string, choice: string | undefined): number | undefined {
  return verb === 'page' ? Number(choice) || 0 : undefined
}
