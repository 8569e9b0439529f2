import { freePort } from '../../../src/local/ports.ts'
import { type Company, UNHINDERED } from '../../faults/company.ts'
import { AssentProcess } from '../../faults/process.ts'
import { profilable } from './profile.ts'

const ECHO = 'test/bench/world/echoBot.ts'

/** The bot of the same libraries that only echoes. @param options more settings of its process. */
export async function startEcho(
  company: Company,
  options: Record<string, string> = {},
): Promise<AssentProcess> {
  const settings = { ...company.settings, DATABASE_URL: '', DATA_DIR: '/nowhere', ...options }
  return await AssentProcess.start(settings, await freePort(), company.log, ECHO)
}

/** A process that can be asked about itself, and the port to ask at. */
export interface Profilable {
  bot: AssentProcess
  port: number
}

export async function startProfilable(company: Company): Promise<Profilable> {
  const port = await freePort()
  const { databaseUrl, dataDir } = company.engine.where
  const database = databaseUrl ? { DATABASE_URL: databaseUrl } : { DATA_DIR: dataDir }
  const settings = { ...company.settings, ...UNHINDERED, ...database, NODE_OPTIONS: profilable(port) }
  return { bot: await AssentProcess.start(settings, await freePort(), company.log), port }
}

export async function startProfilableEcho(company: Company): Promise<Profilable> {
  const port = await freePort()
  return { bot: await startEcho(company, { NODE_OPTIONS: profilable(port) }), port }
}
