import type { AssignmentRequest } from '../../request/request.ts'
import type { BotMessage } from '../turn.ts'

/**
 * Lets a message report where it is. A process that dies between Teams accepting a new message and its id
 * being stored cannot know whether the message is there. So a new card carries a key in its `refresh`: Teams
 * runs that by itself for whoever sees the card, and names the message that contains it (`replyToId`). A card that is
 * not the one Assent knows about is a second copy, and is deleted when the first person sees it.
 * learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards
 */
export function withKey(message: BotMessage, key: string, { asker }: AssignmentRequest): BotMessage {
  const attachments = message.attachments?.map((attachment) => {
    const { refresh } = attachment.content as { refresh?: { action: { data: object }; userIds: string[] } }
    const action = refresh
      ? { ...refresh.action, data: { ...refresh.action.data, post: key } }
      : { type: 'Action.Execute', title: 'Refresh', verb: 'refresh', data: { post: key } }
    // In conversations of up to sixty people it runs for everybody, in larger ones for those named.
    const userIds = refresh?.userIds ?? [asker.teamsId]
    return { ...attachment, content: { ...attachment.content, refresh: { action, userIds } } }
  })
  return { ...message, ...(attachments ? { attachments } : {}) }
}
