import { rm } from 'node:fs/promises'
import tls from 'node:tls'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databasePassword } from '../../src/identity/credentials.ts'
import { makeCertificate } from '../../src/local/certificate.ts'
import { COMPANY } from '../../src/local/company.ts'
import { type IdentityProvider, startIdentity } from '../../src/local/identity/provider.ts'
import { openDatabase } from '../../src/store/database.ts'
import { JobQueue } from '../../src/store/jobs.ts'
import { type Engine, postgres } from './engines.ts'

const RESOURCE = 'https://ossrdbms-aad.database.windows.net'

/** Azure's server takes a token where another takes a password; here the role's password is set to the token. */
describe('A database with a managed identity', () => {
  let engine: Engine
  let entra: IdentityProvider
  let password: () => Promise<string>
  const before = { ...process.env }

  beforeAll(async () => {
    const certificate = await makeCertificate()
    tls.setDefaultCACertificates([...tls.getCACertificates('default'), certificate.ca])
    entra = await startIdentity({ port: 0, certificate, defaultScopes: [] })
    process.env.IDENTITY_ENDPOINT = entra.managedIdentity.endpoint
    process.env.IDENTITY_HEADER = entra.managedIdentity.header
    engine = await postgres()
    password = databasePassword({ clientId: COMPANY.managedIdentityId, resource: RESOURCE })
  })
  afterAll(async () => {
    process.env = before
    await engine?.stop()
    await entra?.close()
    await rm(engine?.where.dataDir ?? '', { recursive: true, force: true })
  })

  const withoutPassword = () => {
    const url = new URL(engine.where.databaseUrl ?? '')
    url.password = ''
    return url.href
  }
  async function knows(word: string) {
    const database = await openDatabase(engine.where)
    await sql.raw(`create role identity login superuser password '${word}'`).execute(database.kysely)
    await database.close()
  }

  it('is opened with its token, by the store and the queues', async () => {
    await knows(await password())
    const databaseUrl = withoutPassword().replace('assent@', 'identity@')
    const database = await openDatabase({ ...engine.where, databaseUrl, password })
    const { rows } = await sql<{ who: string }>`select current_user as who`.execute(database.kysely)
    expect(rows).toEqual([{ who: 'identity' }])
    const jobs = new JobQueue(database.boss, () => {})
    await jobs.start()
    expect(await jobs.depth()).toMatchObject({ plan: 0, apply: 0 })
    await jobs.stop(1000)
    await database.close()
  })

  it('stays closed without one', async () => {
    const databaseUrl = withoutPassword().replace('assent@', 'identity@')
    await expect(openDatabase({ ...engine.where, databaseUrl })).rejects.toThrow(/password/)
    const wrong = async () => 'another token'
    await expect(openDatabase({ ...engine.where, databaseUrl, password: wrong })).rejects.toThrow(/password/)
  })
})
