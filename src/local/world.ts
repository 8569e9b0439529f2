import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { type Assent, startAssent } from '../assent.ts'
import { demandPlaces } from '../config/places.ts'
import { readSettings } from '../config/readSettings.ts'
import { EMBEDDED } from '../store/backup.ts'
import { appKindOf } from './appKinds.ts'
import { CONVERSATIONS } from './channel/state.ts'
import { COMPANY } from './company.ts'
import { MovedDatabase } from './movedDatabase.ts'
import { startPage } from './page/pageServer.ts'
import { choosePorts } from './ports.ts'
import { type Surroundings, startSurroundings } from './surroundings.ts'
import { viewOf } from './worldView.ts'

/** A company, a tenant, a channel and Assent among them, all on this machine. */
export interface World extends Surroundings {
  /** The page, where everything can be seen and done. */
  url: string
  /** Where the bot listens. */
  assentUrl(): string
  /** The same addresses, keys and database, another process: as after a stop. */
  restartAssent(): Promise<void>
}

/**
 * @param environment Assent's own settings; those for Teams, Entra and Graph come from here.
 *   `LOCAL_PORTS=any` takes any free ports instead of the usual ones; `LOCAL_APP`: see appKinds.ts.
 * @param log when left out, what LOG_LEVEL lets through goes to the standard output.
 */
export async function startWorld(environment: NodeJS.ProcessEnv, log?: Logger): Promise<World> {
  const dataDir = environment.DATA_DIR?.trim() || '.data'
  demandPlaces({ databaseUrl: null, dataDir, auditNotes: { file: null, url: null } })
  const folder = join(dataDir, 'world')
  const ports = await choosePorts(join(folder, 'ports.json'), environment.LOCAL_PORTS !== 'any')
  const surroundings = await startSurroundings(folder, ports, appKindOf(environment.LOCAL_APP))
  const { channel, settings, clock } = surroundings
  const moved = new MovedDatabase(() => clock.ahead)
  /** What scenes set in addition to what the world was started with. */
  let wishes: NodeJS.ProcessEnv = {}
  const start = async (): Promise<Assent> => {
    const given = {
      LOG_LEVEL: 'warn',
      PORT: String(ports.assent),
      DATA_DIR: dataDir,
      ...HURRIED,
      ...environment,
      ...wishes,
    }
    const assent = await startAssent(
      readSettings({ ...settings, ...given, ...addresses(settings) }),
      log,
      moved.open,
    )
    await moved.move()
    channel.connect(assent.url)
    return assent
  }
  clock.onMove(async () => {
    await moved.move()
    await assent.lookAtClock()
  })
  let assent = await start().catch(async (error) => {
    await surroundings.stop()
    throw error
  })
  const restartWith = async (settings: NodeJS.ProcessEnv, between?: () => Promise<void>) => {
    await assent.stop()
    wishes = { ...wishes, ...settings }
    await between?.()
    assent = await start()
  }
  if (channel.board.messages.length === 0) await installEverywhere(surroundings)
  const world = viewOf({
    channel,
    clock,
    stage: {
      tenant: surroundings.tenant,
      environment: () => ({ ...environment, ...wishes }),
      restartWith,
    },
    async startOver() {
      await restartWith({}, async () => {
        wishes = {}
        await rm(join(dataDir, EMBEDDED), { recursive: true, force: true })
        clock.startOver()
        surroundings.tenant.startOver()
        channel.board.startOver()
      })
      await installEverywhere(surroundings)
    },
  })
  const page = await startPage({ port: ports.page, world })
  return {
    ...surroundings,
    url: page.url,
    assentUrl: () => assent.url,
    restartAssent: () => restartWith({}),
    async stop() {
      await page.close()
      await assent.stop()
      await surroundings.stop()
    },
  }
}

/** A few people try out in minutes what many ask for in a day. */
const HURRIED = {
  MOST_OPEN_REQUESTS: '1000',
  REQUESTS_PER_MINUTE: '1000',
  TENANT_REQUESTS_PER_MINUTE: '10000',
}

/** Only what can differ from a real tenant by a wish of whoever starts the world: the channel for notices. */
function addresses({ NOTIFY_CONVERSATION: _wish, ...rest }: Record<string, string>) {
  return rest
}

/** An administrator has put the app into everybody's chats and into the team. */
async function installEverywhere({ channel }: Surroundings): Promise<void> {
  for (const conversation of CONVERSATIONS) {
    // Of a team, a bot hears in its General channel alone.
    if (conversation.kind === 'channel' && conversation.id !== COMPANY.team.id) continue
    const [person] = conversation.people
    if (person) await channel.clients.install(person, conversation, 'add')
  }
}
