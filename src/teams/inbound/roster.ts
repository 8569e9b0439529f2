import { LRUCache } from 'lru-cache'
import { channelOf } from '../../request/place.ts'
import { type Member, TeamsError, type Turn } from '../turn.ts'
import { tenantOf } from './activity.ts'

/** How long Teams' answer about a person is trusted, in milliseconds. */
const GOOD_FOR_MS = 10 * 60_000

/** Teams cannot say at the moment whether somebody is in a conversation. */
export class RosterSilent extends Error {
  override readonly name = 'RosterSilent'
}

const NOBODY = [400, 403, 404]

/**
 * Whether a person is a member of the organisation that the conversation belongs to. An activity does not say: a guest
 * has an object id there like anybody else, and in a shared channel people of another tenant speak under the channel's.
 * The conversation's roster says both (learn.microsoft.com/microsoftteams/platform/bots/how-to/get-teams-context).
 */
export class Roster {
  private readonly known = new LRUCache<string, boolean>({ max: 10_000, ttl: GOOD_FOR_MS })

  /**
   * @param afresh for anything with an effect: nobody decides on an answer of ten minutes ago, not even in their own
   *   chat, where a named approver may have become a guest.
   * @throws {RosterSilent}
   */
  async isMember(turn: Turn, afresh = false): Promise<boolean> {
    const { conversation, from } = turn.activity
    // A person's own chat with the bot is theirs alone; what they may do, their token decides.
    if (!afresh && !conversation?.isGroup && conversation?.conversationType === 'personal') return true
    // Both ids: what is found out about one pair says nothing about another.
    const key = `${channelOf(conversation?.id ?? '')} ${from.id} ${from.aadObjectId ?? ''}`
    const known = afresh ? undefined : this.known.get(key)
    if (known !== undefined) return known
    // A sentence that was not read has to be written again; whoever pressed is told to press again, and in time.
    const isMember = await this.ask(turn).catch((error: unknown) => {
      if (afresh) throw error
      return this.ask(turn)
    })
    this.known.set(key, isMember)
    return isMember
  }

  private async ask(turn: Turn): Promise<boolean> {
    const { from } = turn.activity
    const member = await turn.member(from.id).catch((error: unknown) => {
      // There is nobody of that name, or nobody whom Teams would name to the bot: that is an answer.
      if (error instanceof TeamsError && NOBODY.includes(error.status)) return null
      throw new RosterSilent('Teams does not say who somebody is', { cause: error })
    })
    return (
      member !== null && isMemberAccount(member, { tenantId: tenantOf(turn.activity), oid: from.aadObjectId })
    )
  }
}

/**
 * What a roster's entry tells. Teams reports guests with the role `user` too
 * (github.com/MicrosoftDocs/msteams-docs/issues/6381); `#EXT#` in the principal name gives them away.
 */
export function isMemberAccount(
  member: Member,
  person: { tenantId: string | null; oid: string | undefined },
): boolean {
  return (
    !['guest', 'anonymous'].includes(member.userRole ?? '') &&
    !/#EXT#/i.test(member.userPrincipalName ?? '') &&
    (!member.tenantId || member.tenantId.toLowerCase() === person.tenantId) &&
    (objectIdOf(member)?.toLowerCase() ?? person.oid?.toLowerCase()) === person.oid?.toLowerCase()
  )
}

/**
 * A person's Entra object id in a roster's entry: documented as `aadObjectId` for current bots and as `objectId` in
 * the REST reference, and seen as either or both
 * (learn.microsoft.com/microsoftteams/platform/bots/how-to/get-teams-context).
 */
export function objectIdOf(member: Member): string | null {
  return member.aadObjectId || member.objectId || null
}
