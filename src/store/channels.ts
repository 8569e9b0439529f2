import { type Kysely, sql } from 'kysely'
import type { Schema } from './schema.ts'

/** A channel as people know it. */
export interface NamedChannel {
  id: string
  /** Teams' own id of the team. */
  teamId: string
  team: string
  /** Null for the channel that every team begins with: Teams names it in each reader's language. */
  name: string | null
  /** Opens it in Teams; null where no address is known. */
  url: string | null
}

/** Remembers a team's channels. */
export async function rememberChannels(
  db: Kysely<Schema>,
  tenantId: string,
  channels: readonly NamedChannel[],
  now: Date,
): Promise<void> {
  if (channels.length === 0) return
  await db
    .insertInto('channels')
    .values(
      channels.map(({ id, teamId, team, name, url }) => ({
        tenant_id: tenantId,
        id,
        team_id: teamId,
        team_name: team,
        name,
        url,
        updated_at: now,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'id']).doUpdateSet(({ ref }) => ({
        team_id: ref('excluded.team_id'),
        team_name: ref('excluded.team_name'),
        name: ref('excluded.name'),
        url: ref('excluded.url'),
        updated_at: ref('excluded.updated_at'),
      })),
    )
    .execute()
}

/** Null for a channel of which Teams has said nothing yet. */
export async function findChannel(
  db: Kysely<Schema>,
  tenantId: string,
  id: string,
): Promise<(NamedChannel & { updatedAt: Date }) | null> {
  const row = await db
    .selectFrom('channels')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) return null
  const { team_id: teamId, team_name: team, name, url, updated_at: updatedAt } = row
  return { id, teamId, team, name, url, updatedAt }
}

/** Teams' ids of the teams in which somebody of a tenant has spoken to the bot, at most so many. */
export async function knownTeams(db: Kysely<Schema>, tenantId: string, most: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct reference ->> 'team' as id from conversations
    where tenant_id = ${tenantId} and kind = 'channel' and reference ->> 'team' is not null
    order by id limit ${most}`.execute(db)
  return rows.map(({ id }) => id)
}
