import { PEOPLE } from '../company.ts'
import { type Answer, type Call, escaped, html } from '../http.ts'
import { CODE_LIFETIME_MS, type GrantParts } from './grants.ts'
import { mayRedirect, registrationOf } from './registrations.ts'

/**
 * Entra's sign-in page: whoever is chosen signs in, with a second factor
 * (learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow).
 */
export function authorizePage(call: Call, parts: GrantParts): Answer {
  const refused = refusal(call.url.searchParams, parts)
  if (refused) return html(htmlPage(`<p>${escaped(refused)}</p>`), 400)
  const buttons = PEOPLE.map(
    ({ oid, name }) => `<button name="person" value="${oid}">${escaped(name)}, with a second factor</button>`,
  )
  // The form posts back to the same address, with its parameters.
  return html(htmlPage(`<h1>Who signs in?</h1><form method="post">${buttons.join('\n')}</form>`))
}

/** Somebody was chosen: back to the app, with a code. */
export function authorize(call: Call, parts: GrantParts): Answer {
  const query = call.url.searchParams
  const refused = refusal(query, parts)
  const oid = new URLSearchParams(call.body).get('person') ?? ''
  if (refused || !PEOPLE.some((person) => person.oid === oid))
    return html(htmlPage('<p>Not possible.</p>'), 400)
  const { mint, codes, now } = parts
  const code = mint.opaque()
  codes.set(code, {
    session: mint.begin(oid, { strong: true }),
    clientId: query.get('client_id') ?? '',
    scope: query.get('scope') ?? '',
    redirectUri: query.get('redirect_uri'),
    challenge: query.get('code_challenge'),
    nonce: query.get('nonce'),
    expires: now() + CODE_LIFETIME_MS,
    redeemed: false,
  })
  const back = new URL(query.get('redirect_uri') ?? '')
  back.searchParams.set('code', code)
  back.searchParams.set('state', query.get('state') ?? '')
  return { status: 302, headers: { location: back.href, 'cache-control': 'no-store' } }
}

/** Why the request is not one Entra takes; null when it is. */
function refusal(query: URLSearchParams, { registrations }: GrantParts): string | null {
  const app = registrationOf(registrations, query.get('client_id') ?? '')
  if (!app) return 'AADSTS700016: Application was not found in the directory.'
  if (!mayRedirect(app, query.get('redirect_uri') ?? ''))
    return 'AADSTS50011: The redirect URI does not match.'
  if (query.get('response_type') !== 'code') return 'AADSTS70005: The response type is not supported.'
  if (query.get('code_challenge_method') !== 'S256') return 'AADSTS9002325: PKCE is required here.'
  const claims = query.get('claims')
  if (claims !== null && !parsesAsJson(claims)) return 'AADSTS90014: The claims are not JSON.'
  return null
}

function parsesAsJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function htmlPage(body: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>Sign in (local world)</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:28rem;margin:4rem auto;padding:0 1rem}button{font:inherit;display:block;width:100%;padding:.6rem 1rem;margin:.5rem 0}</style>
<body>${body}</body></html>`
}
