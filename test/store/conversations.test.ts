import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import {
  forgetConversation,
  type KnownConversation,
  personalConversation,
  rememberPersonThere,
} from '../../src/store/conversations.ts'
import { ADA, HOUR } from '../request/requests.ts'
import { ENGINES } from './engines.ts'
import { useDatabase } from './useDatabase.ts'

const NOON = new Date('2026-01-05T12:00:00Z')
const reference = { serviceUrl: 'https://smba.example/emea/', bot: { id: '28:assent', name: 'Assent' } }
const CHAT: KnownConversation = { id: 'a:ada', tenantId: ADA.tenantId, kind: 'personal', reference }
const CHANNEL: KnownConversation = { ...CHAT, id: '19:general@thread.tacv2', kind: 'channel' }

describe.each(ENGINES)('Conversations on %s', (_name, start) => {
  const database = useDatabase(start)

  /** The rows' versions: any write makes a new one, also one that leaves every value as it was. */
  async function versions(): Promise<string> {
    const { rows } = await sql<{ version: string }>`
      select 'conversation ' || id || ' ' || ctid || ' ' || xmax as version from conversations
      union all select 'person ' || oid || ' ' || ctid || ' ' || xmax from people order by 1
    `.execute(database.kysely)
    return rows.map(({ version }) => version).join('\n')
  }

  it('are stored once, and again after a change or a day', async () => {
    const db = database.kysely
    const heard = async (conversation: KnownConversation, person = ADA, after = 0) => {
      const before = await versions()
      await rememberPersonThere(db, conversation, person, new Date(NOON.getTime() + after))
      return (await versions()) !== before
    }
    expect(await heard(CHAT)).toBe(true)
    expect(await heard(CHAT)).toBe(false)
    expect(await heard(CHAT, ADA, 23 * HOUR)).toBe(false)
    expect(await heard(CHAT, ADA, 24 * HOUR)).toBe(true)
    expect(await heard(CHAT, ADA, 25 * HOUR)).toBe(false)
    // A clock that was set back writes nothing either.
    expect(await heard(CHAT)).toBe(false)
    const elsewhere = { ...CHAT, reference: { ...reference, serviceUrl: 'https://smba.example/amer/' } }
    expect(await heard(elsewhere)).toBe(true)
    expect(await heard(elsewhere)).toBe(false)
    expect(await heard(elsewhere, { ...ADA, name: 'Ada L.' })).toBe(true)
    expect(await heard(elsewhere, { ...ADA, name: 'Ada L.', teamsId: '29:ada2' })).toBe(true)
    const [row] = await db.selectFrom('people').selectAll().where('oid', '=', ADA.oid).execute()
    expect(row).toMatchObject({ name: 'Ada L.', teams_id: '29:ada2', personal_conversation_id: CHAT.id })
  })

  it('keep a person’s own chat when they write in a channel, and learn it again after it was removed', async () => {
    const db = database.kysely
    await rememberPersonThere(db, CHAT, ADA, NOON)
    await rememberPersonThere(db, CHANNEL, ADA, NOON)
    expect(await personalConversation(db, ADA)).toBe(CHAT.id)
    await forgetConversation(db, CHAT.id)
    await rememberPersonThere(db, CHANNEL, ADA, NOON)
    expect(await personalConversation(db, ADA)).toBeNull()
    await rememberPersonThere(db, CHAT, ADA, NOON)
    expect(await personalConversation(db, ADA)).toBe(CHAT.id)
  })
})
