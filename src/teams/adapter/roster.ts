import { type TeamsChannelAccount, TeamsInfo, type TurnContext } from 'botbuilder'
import { LRUCache } from 'lru-cache'
import { tenantOf } from '../inbound/activity.ts'
import { statusOf } from '../outbound/rateLimitMiddleware.ts'

/** How long Teams' word about a person is taken, in milliseconds. */
const GOOD_FOR_MS = 10 * 60_000

/**
 * Whether a person is a member of the organisation whose conversation this is. An activity does not say: a guest has
 * an object id there like anybody else, and in a shared channel people of another tenant speak under the channel's.
 * The conversation's roster says both (learn.microsoft.com/microsoftteams/platform/bots/how-to/get-teams-context).
 */
export class Roster {
  private readonly known = new LRUCache<string, boolean>({ max: 10_000, ttl: GOOD_FOR_MS })

  /**
   * @param afresh for what has an effect: nobody decides on Teams' word of ten minutes ago, and not in their own chat
   *   either, where a named approver may be a guest by now.
   * @throws when Teams does not say.
   */
  async isMember(context: TurnContext, afresh = false): Promise<boolean> {
    const { conversation, from } = context.activity
    // A person's own chat with the bot is theirs alone; what they may do, their token decides.
    if (!afresh && !conversation?.isGroup && conversation?.conversationType === 'personal') return true
    const key = `${conversation?.id.split(';')[0]} ${from.id}`
    const known = afresh ? undefined : this.known.get(key)
    if (known !== undefined) return known
    const isMember = await this.ask(context)
    this.known.set(key, isMember)
    return isMember
  }

  private async ask(context: TurnContext): Promise<boolean> {
    const { from } = context.activity
    try {
      const member: TeamsChannelAccount = await TeamsInfo.getMember(context, from.id)
      return isMemberAccount(member, { tenantId: tenantOf(context.activity), oid: from.aadObjectId })
    } catch (error) {
      // Nobody of that name is there: that is an answer.
      if (statusOf(error) === 404) return false
      throw error
    }
  }
}

/**
 * What a roster's entry says. Teams reports guests with the role `user` too
 * (github.com/MicrosoftDocs/msteams-docs/issues/6381); `#EXT#` in the principal name gives them away.
 */
export function isMemberAccount(
  member: TeamsChannelAccount,
  person: { tenantId: string | null; oid: string | undefined },
): boolean {
  return (
    !['guest', 'anonymous'].includes(member.userRole ?? '') &&
    !/#EXT#/i.test(member.userPrincipalName ?? '') &&
    (!member.tenantId || member.tenantId === person.tenantId) &&
    (objectIdOf(member)?.toLowerCase() ?? person.oid?.toLowerCase()) === person.oid?.toLowerCase()
  )
}

/**
 * A person's Entra object id in a roster's entry: documented as `aadObjectId` for bots of today and as `objectId` in
 * the REST reference, and seen as either or both (learn.microsoft.com/microsoftteams/platform/bots/how-to/get-teams-context).
 */
export function objectIdOf(member: TeamsChannelAccount): string | null {
  const { aadObjectId, objectId } = member as { aadObjectId?: string; objectId?: string }
  return aadObjectId || objectId || null
}
