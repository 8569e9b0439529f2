/** The addresses of one Microsoft cloud; each can be overridden by the setting of the same meaning. */
export interface Cloud {
  /** Also the prefix of Graph's scopes. */
  graph: string
  entra: string
  /** Where a multi-tenant bot gets its own token (botframework-connector, DefaultChannelAuthTenant). */
  botTenant: string
  /** Bot Framework's token service (learn.microsoft.com/azure/bot-service/ref-oauth-redirect-urls). */
  tokenService: string
  /** Bot Framework's OpenID metadata for tokens that a channel sends. */
  openId: string
  /** Issuer of those tokens, and the audience of the bot's own. */
  issuer: string
  /** Hosts that Teams' service addresses may have (learn.microsoft.com/microsoftteams, send-proactive-messages). */
  serviceHosts: readonly string[]
  /** Azure Database for PostgreSQL, where the identity's token is the password (Azure SDK, constants of each cloud). */
  database: string
}

export const CLOUDS: Record<'public' | 'usgov' | 'dod' | 'china', Cloud> = {
  public: {
    graph: 'https://graph.microsoft.com',
    entra: 'https://login.microsoftonline.com',
    botTenant: 'botframework.com',
    tokenService: 'https://token.botframework.com',
    openId: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
    issuer: 'https://api.botframework.com',
    serviceHosts: ['smba.trafficmanager.net', 'smba.infra.gcc.teams.microsoft.com'],
    database: 'https://ossrdbms-aad.database.windows.net',
  },
  usgov: {
    graph: 'https://graph.microsoft.us',
    entra: 'https://login.microsoftonline.us',
    botTenant: 'MicrosoftServices.onmicrosoft.us',
    tokenService: 'https://token.botframework.azure.us',
    openId: 'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
    issuer: 'https://api.botframework.us',
    serviceHosts: ['smba.infra.gov.teams.microsoft.us'],
    database: 'https://ossrdbms-aad.database.usgovcloudapi.net',
  },
  dod: {
    graph: 'https://dod-graph.microsoft.us',
    entra: 'https://login.microsoftonline.us',
    botTenant: 'MicrosoftServices.onmicrosoft.us',
    tokenService: 'https://apiDoD.botframework.azure.us',
    openId: 'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
    issuer: 'https://api.botframework.us',
    serviceHosts: ['smba.infra.dod.teams.microsoft.us'],
    database: 'https://ossrdbms-aad.database.usgovcloudapi.net',
  },
  china: {
    graph: 'https://microsoftgraph.chinacloudapi.cn',
    entra: 'https://login.partner.microsoftonline.cn',
    botTenant: 'botframework.com',
    tokenService: 'https://token.botframework.azure.cn',
    openId: 'https://login.botframework.azure.cn/v1/.well-known/openidconfiguration',
    issuer: 'https://api.botframework.azure.cn',
    serviceHosts: ['smba.botframework.azure.cn'],
    database: 'https://ossrdbms-aad.database.chinacloudapi.cn',
  },
}
