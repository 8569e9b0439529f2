import { Application } from '@microsoft/teams-ai'
import { ActivityTypes, CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder'
import { ServiceClientCredentialsFactory } from 'botframework-connector'
import restify from 'restify'
import { readSettings } from '../../../src/config/readSettings.ts'
import { appCredential } from '../../../src/identity/credentials.ts'
import { librarySettings } from '../../../src/teams/adapter/authentication.ts'
import { trustFile } from './trusted.ts'

/**
 * The least that a bot of these libraries costs: restify, botbuilder and teams-ai, tokens checked, one message back.
 * A process of its own, told what Assent is told.
 */
const settings = readSettings(process.env)
if (settings.trustedCaFile) trustFile(settings.trustedCaFile)
const credential = appCredential(settings.bot, { ...settings, tenantId: settings.botTenantId })
/** Nothing but what the libraries do by themselves: a token from the library's own cache for every call. */
const credentials = new (class extends ServiceClientCredentialsFactory {
  override isValidAppId = async (appId: string) => appId === settings.bot.appId
  override isAuthenticationDisabled = async () => false
  override createCredentials = async (_appId: string, audience: string | undefined) => ({
    signRequest: async <R extends { headers: { set(name: string, value: string): void } }>(request: R) => {
      const token = await credential.getToken(`${audience}/.default`)
      request.headers.set('authorization', `Bearer ${token?.token}`)
      return request
    },
  })
})()
const adapter = new CloudAdapter(
  new ConfigurationBotFrameworkAuthentication(librarySettings(settings), credentials),
)
const app = new Application({ startTypingTimer: false, longRunningMessages: false })
app.activity(ActivityTypes.Message, async (context) => {
  await context.sendActivity(context.activity.text)
})
const server = restify.createServer({ name: 'Echo' })
server.use(restify.plugins.bodyParser())
server.get('/readyz', async (_request, response) => {
  response.send(200, { status: 'ready' })
})
server.post('/api/messages', async (request, response) => {
  await adapter.process(request as never, response as never, async (context) => {
    await app.run(context)
  })
})
server.listen(settings.port)
process.on('SIGTERM', () => process.exit(0))
