import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { appKindOf } from '../../src/local/appKinds.ts'
import { CONVERSATIONS, type Conversation } from '../../src/local/channel/state.ts'
import { COMPANY, type Employee, PEOPLE } from '../../src/local/company.ts'
import { choosePorts, freePort } from '../../src/local/ports.ts'
import { type Surroundings, startSurroundings } from '../../src/local/surroundings.ts'
import { idOf } from '../../src/local/tenant/seed.ts'
import { type Assignment, NO_FILTER, type TenantState } from '../../src/local/tenant/state.ts'
import { type Engine, OWN_ENGINES } from '../store/engines.ts'
import { AssentProcess } from './process.ts'

export const COLLECTION = 'deviceManagement/deviceCompliancePolicies'

/** The world in this process, Assent in processes of its own beside it. */
export interface Company extends Surroundings {
  /** Where a process of Assent writes what it prints. */
  log: string
  /** Where the processes find their database. */
  engine: Engine
  /** One more process on the same database. @param clockOff how far its clock is ahead, in milliseconds. */
  startAssent(clockOff?: number): Promise<AssentProcess>
  /** Everybody has the app, and Assent knows every place. */
  install(): Promise<void>
}

const WRONG_CLOCK = new URL('wrongClock.ts', import.meta.url).href

/** Nobody is this fast on purpose: what limits people must not limit the story. */
export const UNHINDERED = {
  MOST_OPEN_REQUESTS: '1000',
  REQUESTS_PER_MINUTE: '10000',
  TENANT_REQUESTS_PER_MINUTE: '100000',
}

export async function startCompany(engineName: string, policies: number): Promise<Company> {
  const folder = await mkdtemp(join(tmpdir(), 'assent-faults-'))
  const [, startEngine] = OWN_ENGINES.find(([name]) => name === engineName) ?? []
  if (!startEngine) throw new Error(`there is no engine ${engineName}`)
  const engine = await startEngine()
  const ports = await choosePorts(join(folder, 'ports.json'), false)
  const surroundings = await startSurroundings(folder, ports, appKindOf(undefined))
  addPolicies(surroundings, policies)
  const { databaseUrl, dataDir } = engine.where
  const database = databaseUrl ? { DATABASE_URL: databaseUrl } : { DATA_DIR: dataDir }
  const log = join(folder, 'assent.log')
  return {
    ...surroundings,
    log,
    engine,
    startAssent: async (clockOff = 0) => {
      const wrong = { NODE_OPTIONS: `--import=${WRONG_CLOCK}`, CLOCK_OFF_MS: String(clockOff) }
      const settings = { ...surroundings.settings, ...UNHINDERED, ...database, ...(clockOff ? wrong : {}) }
      return AssentProcess.start(settings, await freePort(), log)
    },
    async install() {
      for (const conversation of CONVERSATIONS) {
        const [person] = conversation.people
        if (person) await surroundings.channel.clients.install(person, conversation, 'add')
      }
    },
    async stop() {
      await surroundings.stop()
      await engine.stop()
      if (!process.env.KEEP_LOGS) await rm(folder, { recursive: true, force: true })
    },
  }
}

/** "Policy 007", each with an entry of its own that must not get lost. */
export function policyName(index: number): string {
  return `Fault Policy ${String(index).padStart(4, '0')}`
}

function addPolicies({ tenant }: Surroundings, count: number): void {
  const objects = tenant.state.objects[COLLECTION]
  const [model] = objects ?? []
  if (!objects || !model) throw new Error('the tenant has no policies')
  const groupId = groupIdOf(tenant.state, ALREADY)
  for (let i = 0; i < count; i++) {
    const name = policyName(i)
    const id = idOf(COLLECTION, name)
    const target = { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId, ...NO_FILTER }
    const assignment: Assignment = {
      id: `${id}_${groupId}`,
      target,
      source: 'direct',
      sourceId: id,
      properties: {},
    }
    objects.push({ ...structuredClone(model), id, name, assignments: [assignment], changedAt: null })
  }
}

/** The group that every policy is assigned to from the start, and must stay assigned to. */
export const ALREADY = 'Legal'

export function groupIdOf(state: TenantState, name: string): string {
  const group = state.groups.find(({ displayName }) => displayName === name)
  if (!group) throw new Error(`there is no group ${name}`)
  return group.id
}

const { ada, bruno } = COMPANY.people
const chatOf = (person: Employee) =>
  CONVERSATIONS.find(({ people }) => people[0] === person && people.length === 1)

/** Where administrators ask, and who does. */
export const ASKING: readonly { person: Employee; conversation: Conversation }[] = [
  { person: ada, conversation: chatOf(ada) },
  { person: bruno, conversation: chatOf(bruno) },
  { person: bruno, conversation: CONVERSATIONS.find(({ kind }) => kind === 'groupChat') },
  { person: ada, conversation: chatOf(ada) },
  { person: bruno, conversation: chatOf(bruno) },
  // Fewer here: every notice comes here too, and Teams takes two messages a second.
  { person: ada, conversation: CONVERSATIONS.find(({ kind }) => kind === 'channel') },
].flatMap(({ person, conversation }) => (conversation ? [{ person, conversation }] : []))

/** Everybody opens every conversation they are in and sees what stands there. */
export async function everybodyLooks({ channel }: Surroundings): Promise<void> {
  for (const person of PEOPLE) {
    for (const conversation of CONVERSATIONS) {
      if (conversation.people.includes(person)) await channel.clients.look(person, conversation)
    }
  }
}
