import type { Kysely } from 'kysely'
import { LRUCache } from 'lru-cache'
import { askedChannelOf } from '../../request/approval/eligibility.ts'
import { channelOf } from '../../request/place.ts'
import type { AssignmentRequest } from '../../request/request.ts'
import { findChannel, knownTeams, rememberChannels } from '../../store/channels.ts'
import { reachConversation } from '../../store/conversations.ts'
import type { Schema } from '../../store/schema.ts'
import { channelsOf } from './channelLink.ts'
import { MessageRefused, type Outbox } from './outbox.ts'

/** Names change seldom. Milliseconds. */
const GOOD_FOR_MS = 24 * 3_600_000
/** How long Teams is left alone after it did not say, in milliseconds. */
const PAUSE_MS = 3_600_000
const MAX_TEAMS = 10

interface ChannelNamesParts {
  db: Kysely<Schema>
  outbox: Outbox
  now: () => Date
  log: { warn(fields: object, message: string): void }
}

/**
 * Learns what an approvals channel is called. Teams tells a channel's name only in the list of its team
 * (learn.microsoft.com/microsoftteams/platform/bots/how-to/get-teams-context), so the teams that the bot has heard from
 * are asked for theirs, once a day.
 */
export class ChannelNames {
  private readonly parts: ChannelNamesParts
  /** By channel and the teams that were asked: as soon as there is another team, it may be that one's. */
  private readonly asked = new LRUCache<string, Promise<void>>({ max: 1000, ttl: PAUSE_MS })

  constructor(parts: ChannelNamesParts) {
    this.parts = parts
  }

  /** Whatever happens, the card goes out: without a name it says "the approvals channel". */
  async learnFor(request: AssignmentRequest): Promise<void> {
    const channel = askedChannelOf(request)
    if (!channel) return
    const { db, now, log } = this.parts
    const { tenantId } = request.asker
    const id = channelOf(channel)
    const known = await findChannel(db, tenantId, id)
    if (known && now().getTime() - known.updatedAt.getTime() < GOOD_FOR_MS) return
    // A team's id is that of its first channel (the same page), which may be the one that is wanted.
    const likely = [...(known ? [known.teamId] : []), ...(await knownTeams(db, tenantId, MAX_TEAMS)), id]
    const teams = [...new Set(likely)]
    const key = JSON.stringify([tenantId, id, teams])
    const asking =
      this.asked.get(key) ??
      this.ask(tenantId, id, teams).catch((error: unknown) =>
        log.warn({ err: error, channel }, 'Teams does not say what the approvals channel is called'),
      )
    this.asked.set(key, asking)
    await asking
  }

  private async ask(tenantId: string, id: string, teams: readonly string[]): Promise<void> {
    const { db, outbox, now } = this.parts
    const conversation = await reachConversation(db, tenantId, id)
    if (!conversation) return
    for (const one of teams) {
      const team = await outbox.team(conversation, one).catch((error: unknown) => {
        if (error instanceof MessageRefused) return null
        throw error
      })
      const channels = team ? channelsOf(team, tenantId, conversation.reference.serviceUrl) : []
      if (!channels.some((channel) => channel.id === id)) continue
      await rememberChannels(db, tenantId, channels, now())
      return
    }
  }
}
