import { sql } from 'kysely'
import { readSettings } from '../../src/config/readSettings.ts'
import { DelegatedTokens } from '../../src/identity/delegatedTokens.ts'
import type { Person } from '../../src/request/person.ts'
import { type Database, openDatabase } from '../../src/store/database.ts'
import { connectTeams, type TeamsRoom } from '../../src/teams/connectTeams.ts'
import type { Activity } from '../../src/teams/turn.ts'
import type { Desk } from '../../src/workflow/desk.ts'
import { ADA } from '../request/requests.ts'
import { ENGINES, type Engine } from '../store/engines.ts'
import { openDesk } from '../workflow/openDesk.ts'
import { type MemoryTeams, memoryTeams, memoryTokenService } from './memoryTeams.ts'

const BOT = { id: '28:b07a55e7-0c5d-4f0e-8f0a-1f6a2f9d3c21', name: 'Assent' }
export const CHAT = 'a:ada'
export const GROUP_CHAT = '19:group@thread.v2'

/** The Teams room on a platform in memory, with a real desk and database and no jobs running. */
export interface TestRoom extends TeamsRoom {
  teams: MemoryTeams
  database: Database
  desk: Desk
  warnings: string[]
  tokenService: ReturnType<typeof memoryTokenService>
  /** Runs the jobs that wait to write in Teams, those for later too, each once. @returns which, and whether they were due. */
  runMessages(): Promise<{ name: string; isDue: boolean }[]>
  /** The request that was asked for last. */
  newestRequest(): Promise<string>
  stop(): Promise<void>
}

/** @param where another database than one of its own. */
export async function openRoom(where?: Engine['where']): Promise<TestRoom> {
  const [[, start]] = ENGINES as [(typeof ENGINES)[number]]
  const engine = where ? null : await start()
  const database = await openDatabase(where ?? (engine as Engine).where)
  const { jobs, desk } = await openDesk(database)
  const settings = readSettings({
    MicrosoftAppId: BOT.id.slice(3),
    MicrosoftAppPassword: 'local-only',
    MicrosoftAppTenantId: ADA.tenantId,
    SIGN_IN_APP_ID: '51611a99-64c8-4d57-9c4c-0a7c9d1f2e31',
    SIGN_IN_APP_PASSWORD: 'local-only',
  })
  const teams = memoryTeams()
  const tokenService = memoryTokenService()
  const tokens = new DelegatedTokens(
    settings,
    async () => null,
    async () => 0,
    {
      onForget: () => {},
      onProblem: () => {},
    },
  )
  const warnings: string[] = []
  const note = (fields: object, message: string) => void warnings.push(`${message} ${JSON.stringify(fields)}`)
  const room = connectTeams({
    settings,
    conversations: teams,
    tokenService,
    db: database.kysely,
    desk,
    jobs,
    tokens,
    graphFor: () => {
      throw new Error('nothing here asks Graph')
    },
    now: () => new Date(),
    log: { warn: note, error: note },
  })
  teams.members.set(ADA.teamsId, memberFrom(ADA))
  return {
    ...room,
    teams,
    database,
    desk,
    warnings,
    tokenService,
    async runMessages() {
      const { rows } = await sql<{ name: 'card' | 'notice'; data: { requestId: string }; isDue: boolean }>`
        with due as (
          delete from pgboss.job where name in ('card', 'notice') and state = 'created'
          returning name, data, start_after
        )
        select name, data, start_after <= pgboss.job_now() as "isDue" from due order by start_after, name`.execute(
        database.kysely,
      )
      for (const { name, data } of rows)
        await room.handlers[name](data, {
          attempt: 1,
          signal: new AbortController().signal,
          holds: async () => true,
        })
      return rows.map(({ name, isDue }) => ({ name, isDue }))
    },
    async newestRequest() {
      const newest = database.kysely.selectFrom('requests').select('id').orderBy('created_at', 'desc')
      return (await newest.limit(1).executeTakeFirstOrThrow()).id
    },
    async stop() {
      await jobs.stop(0)
      await database.close()
      await engine?.stop()
    },
  }
}

export function memberFrom({ teamsId, name, oid, tenantId }: Person) {
  return { id: teamsId, name, aadObjectId: oid, tenantId, userRole: 'user' }
}

let activities = 0

export function messageFrom(person: Person, text: string, more: Partial<Activity> = {}): Activity {
  return {
    type: 'message',
    id: `message-${++activities}`,
    channelId: 'msteams',
    serviceUrl: 'https://smba.trafficmanager.net/emea/',
    from: { id: person.teamsId, name: person.name, aadObjectId: person.oid },
    recipient: BOT,
    conversation: { id: CHAT, conversationType: 'personal', tenantId: person.tenantId },
    channelData: { tenant: { id: person.tenantId } },
    text,
    ...more,
  }
}

export function pressFrom(
  person: Person,
  verb: string,
  data: object,
  more: Partial<Activity> = {},
): Activity {
  const value = { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' }
  return { ...messageFrom(person, ''), type: 'invoke', name: 'adaptiveCard/action', value, ...more }
}
