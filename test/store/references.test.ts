import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { findConversation } from '../../src/store/conversations.ts'
import { up } from '../../src/store/migrations/008-own-references.ts'
import { ENGINES } from './engines.ts'
import { useDatabase } from './useDatabase.ts'

const OURS = {
  serviceUrl: 'https://smba.trafficmanager.net/emea/',
  bot: { id: '28:bot', name: 'Assent' },
  user: { id: '29:ada', name: 'Ada' },
}
/** As botbuilder makes one of an activity. */
const LIBRARY = {
  ...OURS,
  activityId: '1795634984702',
  channelId: 'msteams',
  locale: 'en-GB',
  user: { ...OURS.user, aadObjectId: 'a1a1a1a1-0b1c-4d2e-8f3a-4b5c6d7e8f90' },
  conversation: { id: 'a:ada', conversationType: 'personal', tenantId: 't' },
}
const { user: _nobody, ...OF_NOBODY } = LIBRARY
const { user: _none, ...OURS_OF_NOBODY } = OURS

describe.each(ENGINES)('Conversation references on %s', (_name, start) => {
  const database = useDatabase(start)

  it.each([
    ['of a library', LIBRARY, OURS],
    ['of a library, of a chat where nobody has spoken', OF_NOBODY, OURS_OF_NOBODY],
    ['that are our own already', OURS, OURS],
    ['without names', { ...OURS, bot: { id: '28:bot' } }, { ...OURS, bot: { id: '28:bot' } }],
  ])('%s are converted to our own type, and can be read', async (id, stored, expected) => {
    const { kysely } = database
    await sql`insert into conversations (id, tenant_id, kind, reference, updated_at)
      values (${id}, 't', 'personal', ${JSON.stringify(stored)}, now())`.execute(kysely)
    await up(kysely as never)
    expect(await findConversation(kysely, id)).toEqual({
      id,
      tenantId: 't',
      kind: 'personal',
      reference: expected,
    })
  })
})
