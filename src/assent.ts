import { readFileSync } from 'node:fs'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import tls from 'node:tls'
import type { Logger } from 'pino'
import { demandPlaces } from './config/places.ts'
import type { ModelSettings, Settings } from './config/settings.ts'
import { connectGraph } from './graph/client.ts'
import { inBatches } from './graph/inBatches.ts'
import { ListCache } from './graph/lists.ts'
import { TenantPace } from './graph/pace.ts'
import { mayDoAll } from './graph/rights.ts'
import { GROUP_SCOPE } from './graph/scopes.ts'
import { appCredential, databasePassword } from './identity/credentials.ts'
import { answeredWithin } from './identity/deadline.ts'
import { DelegatedTokens, type SignInOf } from './identity/delegatedTokens.ts'
import { CATALOG } from './intune/catalog/catalog.ts'
import { type Interpret, makeInterpreter } from './model/interpreter.ts'
import { correlation } from './observability/correlation.ts'
import { hushLibraries } from './observability/libraryOutput.ts'
import { logger } from './observability/logger.ts'
import { Metrics } from './observability/metrics.ts'
import type { RuleBook } from './request/approval/rules.ts'
import { readRulesFile } from './request/approval/rulesFile.ts'
import { headNotes, noteOutside } from './store/auditNotes.ts'
import { type Database, openDatabase } from './store/database.ts'
import { diskProblem } from './store/disk.ts'
import type { JobQueue } from './store/jobs.ts'
import { openStore } from './store/openStore.ts'
import { ATTEMPTS } from './store/queues.ts'
import { sweep } from './store/retention.ts'
import { signOutsOf } from './store/signOuts.ts'
import { TeamsAdapter } from './teams/adapter/adapter.ts'
import { tokenService } from './teams/adapter/tokenService.ts'
import { connectTeams } from './teams/connectTeams.ts'
import { RefusalLog } from './teams/http/refusalLog.ts'
import { makeMetricsServer, makeServer } from './teams/http/server.ts'
import { connectWorkflow } from './workflow/connectWorkflow.ts'
import { settleDeadJob } from './workflow/deadLetters.ts'
import { expireOverdue } from './workflow/deadlines.ts'
import { Desk } from './workflow/desk.ts'
import type { GraphFor } from './workflow/setback.ts'

export interface Assent {
  /** Where the bot listens. */
  url: string
  /** Asks the database again what time it is, which it does by itself every half minute. */
  lookAtClock(): Promise<void>
  stop(): Promise<void>
}

/** How long a stop waits: for activities that are being answered, and for jobs that run. */
const TURNS_MS = 10_000
const GRACE_MS = 20_000
/** How long anybody who asks whether Assent is ready waits, in milliseconds. */
const READY_MS = 2000

/**
 * Puts the rooms together and opens the door.
 * @param open how the database is opened.
 */
export async function startAssent(
  settings: Settings,
  log: Logger = logger(settings),
  open: typeof openDatabase = openDatabase,
): Promise<Assent> {
  demandPlaces(settings)
  const rules = ruleBook(settings)
  if (settings.trustedCaFile) trust(settings.trustedCaFile)
  const unhush = hushLibraries(log)
  const endTraces = settings.traces
    ? (await import('./observability/traceExport.ts')).exportTraces(settings.traces, log)
    : async () => {}
  const { databaseIdentity } = settings
  const password = databaseIdentity ? { password: databasePassword(databaseIdentity) } : {}
  const { database, clock, jobs, replicas } = await openStore({ ...settings, ...password }, log, open)
  const now = () => clock.now()
  const metrics = new Metrics(() => jobs.depth())
  const desk = new Desk({
    db: database.kysely,
    jobs,
    lifetime: settings.requestLifetime,
    undoWindow: settings.undoWindow,
    late: settings.late,
    follow: settings.followHours,
    rules,
    limits: settings.limits,
    onTransition: (request, event) => {
      const { id, state, revision } = request
      metrics.transition(request, event, now())
      log.info({ requestId: id, event, state, revision }, 'request')
    },
  })
  const adapter = new TeamsAdapter(
    settings,
    appCredential(settings.bot, { ...settings, tenantId: settings.botTenantId }),
  )
  const lists = new ListCache()
  const signIns = tokenService(() => adapter.userTokens(), settings.oauthConnection)
  const signInOf: SignInOf = (person) => signIns.token(person.teamsId)
  const tokens = new DelegatedTokens(settings, signInOf, (person) => signOutsOf(database.kysely, person), {
    onForget: (person) => lists.forget(person),
    onProblem({ code, detail, setting }, { oid }) {
      const fields = { code, detail, oid }
      if (code === 'configuration')
        log.error({ ...fields, setting }, 'Entra gave no token: Assent is not set up correctly')
      else log.info(fields, 'Entra gave no token')
    },
  })
  const pace = new TenantPace(replicas ?? undefined)
  const graphFor: GraphFor = (person, scopes) => {
    const session = tokens.session(person, scopes)
    return inBatches(
      connectGraph({
        graphUrl: settings.graphUrl,
        token: () => session.token(),
        confirm: () => session.confirm(),
        onRejected: () => tokens.forget(person),
        onCall: (trace) => {
          metrics.graphCall(trace)
          log.debug(trace, 'graph')
        },
        pace: pace.of(person.tenantId),
        correlationId: () => correlation()?.correlationId ?? null,
      }),
    )
  }
  const { bot, signInPage, cardJob, isIn, handlers } = connectTeams({
    settings,
    conversations: adapter,
    tokenService: signIns,
    db: database.kysely,
    desk,
    jobs,
    tokens,
    graphFor,
    now,
    log,
  })
  const members = { lists, limits: settings.effectMembers }
  const interpret = settings.model && (await interpreterFor(settings.model, log))
  const workflow = connectWorkflow({
    ...members,
    desk,
    graphFor,
    isIn,
    interpret,
    begin: (person) => tokens.begin(person),
    rehearse: (person, scopes) => tokens.rehearse(person, scopes),
    isIntuneAdministrator: async (person) => mayDoAll(await tokens.directoryRoles(person, [GROUP_SCOPE])),
    forgetTokens: (person) => tokens.forget(person),
    showProgress: (request, sentence) => cardJob.showProgress(request, sentence),
    attempts: ATTEMPTS,
    follow: settings.followHours.length > 0 ? { alarm: settings.followAlarm } : null,
    log,
  })
  const retention = async () => {
    const overdue = await expireOverdue(desk)
    if (overdue > 0) log.warn({ overdue }, 'requests had not ended in their time')
    log.info(await sweep(database.kysely, settings.retention, now()), 'kept long enough and deleted')
    const heads = await headNotes(database.kysely, now())
    log.info({ heads }, 'the audit trail ends here')
    for (const problem of await noteOutside(heads, settings.auditNotes)) {
      log.error({ problem }, 'the audit trail could not be noted outside; the note of tomorrow covers it')
    }
  }
  await jobs.work({ ...workflow, ...handlers, retention }, async (job) => {
    metrics.gaveUp(job.name)
    log.error({ job: job.name, ...job.data }, 'a job was given up')
    await settleDeadJob(job, { desk, tell: (request, sentence) => cardJob.tell(request, sentence) })
  })
  const server = makeServer({
    door: adapter.doorOf(bot),
    ready: async () => {
      await answeredWithin(READY_MS, () => Promise.all([clock.look(), jobs.ready()]))
      const reason = settings.databaseUrl ? null : await diskProblem(settings.dataDir)
      return { ...(reason ? { reason } : {}), ...(clock.isSkewed ? { clockSkewMs: clock.skew } : {}) }
    },
    serviceHosts: settings.serviceHosts,
    signInPage,
    metrics: metrics.registry,
    metricsPort: settings.metricsPort,
    refusals: new RefusalLog(log),
    log,
  })
  await listening(server, settings.port)
  const numbers = settings.metricsPort === null ? null : makeMetricsServer(metrics.registry)
  if (numbers) await listening(numbers, settings.metricsPort)
  const { port } = server.address() as AddressInfo
  log.info({ port }, 'Assent listens')
  const stop = () => {
    numbers?.close()
    clock.stop()
    replicas?.stop()
    return shutDown(server, adapter, jobs, database).finally(endTraces).finally(unhush)
  }
  return { url: `http://localhost:${port}`, lookAtClock: () => clock.look(), stop }
}

/** What it needs of libraries would otherwise be a tenth of every start. */
async function interpreterFor(settings: ModelSettings, log: Logger): Promise<Interpret> {
  const { connectModel } = await import('./teams/adapter/languageModel.ts')
  return makeInterpreter(settings, CATALOG, log, connectModel)
}

function listening(server: ReturnType<typeof makeServer>, port: number | null): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, () => resolve())
  })
}

/** The file's rules before the built-in ones; the approvals channel belongs to the bot's own tenant. */
function ruleBook({ approvalRules, approvalsConversation, tenantId }: Settings): RuleBook {
  return {
    rules: approvalRules ? readRulesFile(approvalRules, approvalsConversation !== null) : [],
    channel: approvalsConversation ? { id: approvalsConversation, tenantId } : null,
  }
}

/**
 * Takes no new work, finishes what runs, then lets go of the database. Whatever is not finished by the limit is
 * handed back: a turn is sent again by Teams, a job runs again elsewhere.
 */
async function shutDown(
  server: { close(done: () => void): void; server: Server },
  adapter: TeamsAdapter,
  jobs: JobQueue,
  database: Database,
): Promise<void> {
  // Some turns go on after their answer: they too are over before the database is.
  const turns = new Promise<void>((resolve) => server.close(resolve)).then(() =>
    Promise.race([adapter.settled(), pause(TURNS_MS, undefined, { ref: false })]),
  )
  const late = setTimeout(() => server.server.closeAllConnections(), TURNS_MS)
  await Promise.all([turns.finally(() => clearTimeout(late)), jobs.stop(GRACE_MS)])
  await database.close()
}

/** Further certificate authorities, beside the ones Node brings, for every client in this process. */
function trust(file: string): void {
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), readFileSync(file, 'utf8')])
}
