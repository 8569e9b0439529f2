import type { CodedNote } from '../wording/note.ts'

const SIGN_IN = 'the sign-in app’s registration: SIGN_IN_APP_ID'
const PROOF =
  'the sign-in app’s proof: SIGN_IN_APP_PASSWORD, SIGN_IN_APP_CERTIFICATE_FILE or SIGN_IN_APP_MANAGED_IDENTITY'
const CONNECTION =
  'the OAuth connection’s scope and token exchange URL (OAUTH_CONNECTION): they have to be the sign-in app’s own'
const GRAPH = 'the cloud (CLOUD, GRAPH_URL, ENTRA_URL), which says what Graph’s scopes begin with'
const PERMISSIONS = 'the API permissions of the sign-in app’s registration (env/aad.manifest.json)'
const TENANT = 'the tenant: MicrosoftAppTenantId or ALLOWED_TENANTS, and CLOUD'

/**
 * Number of the AADSTS message (learn.microsoft.com/entra/identity-platform/reference-error-codes) → what whoever runs
 * Assent has to check. Signing in again fixes none of these.
 */
const SETTINGS: Record<number, string> = {
  50013: CONNECTION,
  500131: CONNECTION,
  90009: CONNECTION,
  240002: CONNECTION,
  50011: 'the redirects of the sign-in app’s registration (BOT_DOMAIN)',
  500011: GRAPH,
  70011: GRAPH,
  90002: TENANT,
  900382: TENANT,
  65005: PERMISSIONS,
  650052: PERMISSIONS,
  650056: PERMISSIONS,
  650057: PERMISSIONS,
  700016: SIGN_IN,
  700054: SIGN_IN,
  7000112: SIGN_IN,
  7000229: SIGN_IN,
  700024: `${PROOF}; or the clock of this machine`,
}

/** By OAuth error, for every other number. */
const BY_ERROR: Record<string, string> = {
  invalid_client: PROOF,
  unauthorized_client: SIGN_IN,
  invalid_resource: GRAPH,
  invalid_scope: GRAPH,
  invalid_request: SIGN_IN,
  unsupported_grant_type: SIGN_IN,
}

/** Which setting a refusal is about; null if it is about the person or the moment. */
export function settingOf(error: string | undefined, code: number | null): string | null {
  return (code === null ? undefined : SETTINGS[code]) ?? (error ? BY_ERROR[error] : undefined) ?? null
}

/** What only an administrator of the person's own organisation can change, and what to tell them. */
const BLOCKED: Record<number, (who: string) => CodedNote> = {
  50053: (who) => ({ code: 'accountLocked', who }),
  50057: (who) => ({ code: 'accountDisabled', who }),
  50105: (who) => ({ code: 'notAssignedToApp', who }),
  53000: () => ({ code: 'needsCompliantDevice' }),
  53001: () => ({ code: 'needsJoinedDevice' }),
  53003: () => ({ code: 'blockedByPolicy' }),
}

/** Null where nothing is blocked. @param who the person's name. */
export function blockOf(code: number | null, subError: string | undefined, who: string): CodedNote | null {
  const known = code === null ? undefined : BLOCKED[code]
  return (known ?? (subError === 'message_only' ? BLOCKED[53003] : undefined))?.(who) ?? null
}
