import { GraphError } from '@microsoft/microsoft-graph-client'
import { type Note, noteWords } from '../wording/note.ts'

/**
 * `denied`: the person lacks a role or a scope. `signIn`: the token was turned down. `missing`: no such object.
 * `invalid`: Graph does not take what was sent. `unrouted`: the service does not offer this call.
 * `approval`: Intune's own Multi Admin Approval holds the change. `approvalOpen`: it holds another one of the same
 * object already. `endless`: a list that leads in a circle. `busy`: may work later.
 */
export type RefusalCode =
  | 'denied'
  | 'signIn'
  | 'missing'
  | 'invalid'
  | 'unrouted'
  | 'approval'
  | 'approvalOpen'
  | 'endless'
  | 'busy'

/** Graph did not do what was asked. The message is a sentence for a person. */
export class GraphRefusal extends Error {
  override readonly name = 'GraphRefusal'
  readonly code: RefusalCode
  /** The message, as it is stored. */
  readonly note: Note
  readonly status: number
  /** Graph's own words, for the log only: they may name back-end hosts, which people need not see. */
  readonly detail: string
  readonly requestId: string | null
  /** How long Graph asks us to wait, if it says so; Intune often does not. */
  readonly retryAfterMs: number | null
  /** With `signIn`: what the next sign-in has to bring (JSON); null: any will do. */
  readonly claims: string | null
  /** With `approval`: the request for approval that was filed; null: none was, since it takes a justification. */
  readonly approvalCode: string | null
  /**
   * Whether Graph itself said no, so that a write had no effect. Anything else (a time-out, a conflict, a broken
   * answer, somebody else's answer) leaves it open: only reading the set can tell.
   */
  readonly isClear: boolean

  constructor(
    code: RefusalCode,
    note: Note,
    more: {
      status: number
      detail: string
      requestId: string | null
      retryAfterMs: number | null
      claims?: string | null
      approvalCode?: string | null
      isClear?: boolean
    },
  ) {
    super(noteWords(note))
    this.note = note
    this.code = code
    this.status = more.status
    this.detail = more.detail
    this.requestId = more.requestId
    this.claims = more.claims ?? null
    this.approvalCode = more.approvalCode ?? null
    this.retryAfterMs = more.retryAfterMs
    this.isClear = more.isClear ?? false
  }

  /** Whether the same call may succeed later without anybody doing anything. */
  get passing(): boolean {
    return this.code === 'busy'
  }
}

/** What the library threw, as a {@link GraphRefusal}; an error that is not an answer of Graph stays as it is. */
export function refusalFrom(error: unknown): unknown {
  if (error instanceof GraphRefusal) return error
  if (!(error instanceof GraphError)) return error
  const said = readableMessage(error.message)
  const more = {
    status: error.statusCode,
    detail: error.message || String(error.body),
    requestId: error.requestId ?? headerOf(error, 'request-id'),
    retryAfterMs: Number(headerOf(error, 'retry-after')) * 1000 || null,
    claims: claimsIn(headerOf(error, 'www-authenticate')),
    approvalCode: approvalCodeIn(error),
    isClear: isClearRefusal(error),
  }
  const [code, note] = refusalCodeOf(error, said)
  return new GraphRefusal(code, note, more)
}

function refusalCodeOf(error: GraphError, said: string): [RefusalCode, Note] {
  const { statusCode: status } = error
  if (approvalCodeIn(error) || /'x-msft-approval-justification' is required/i.test(error.message)) {
    return ['approval', { code: 'needsMultiAdmin' }]
  }
  if (isAnotherOpen(error)) return ['approvalOpen', { code: 'otherAwaitsMultiAdmin' }]
  if (/no odata route exists/i.test(said)) return ['unrouted', { code: 'callNotOffered', said }]
  if (status === 401) return ['signIn', { code: 'graphSignInRefused' }]
  if (status === 429) return ['busy', { code: 'graphLimitsRequests' }]
  if (status >= 500 || status <= 0) return ['busy', { code: 'graphHadProblem' }]
  if (status < 400 || status === 408 || isOfSomebodyElse(error)) return ['busy', { code: 'graphUnreadable' }]
  if (status === 403) return ['denied', { code: 'graphRefused', said }]
  if (status === 404) return ['missing', { code: 'graphFoundNothing', said }]
  return ['invalid', { code: 'graphTookNoChange', said }]
}

/** 4xx in Graph's own words; 408 and 409 may be the answer to a write that took effect anyway. */
function isClearRefusal(error: GraphError): boolean {
  const { statusCode: status } = error
  if (status < 400 || status >= 500 || status === 408) return false
  if (status === 409) return isAnotherOpen(error)
  return status === 429 || isInGraphsWords(error)
}

function isAnotherOpen({ statusCode, message }: GraphError): boolean {
  return statusCode === 409 && /active approval request already exists/i.test(message)
}

/** The library keeps Graph's error as JSON; what it could not read it keeps as a stream, or as its own error's text. */
function isInGraphsWords({ body }: GraphError): boolean {
  return typeof body === 'string' ? body.startsWith('{') : body?.constructor === Object
}

/** A web page, or half an answer: then the status says nothing. Some real answers have no body at all. */
function isOfSomebodyElse(error: GraphError): boolean {
  return error.body !== null && error.body !== undefined && !isInGraphsWords(error)
}

/**
 * The request that was filed, in a header and in the message. The status has been 403 and 412, so it says nothing
 * (learn.microsoft.com, multi-admin-approval-graph-api; github.com/Micke-K/IntuneManagement/discussions/426).
 */
function approvalCodeIn(error: GraphError): string | null {
  const [, said] = /x-msft-approval-code:\s*([0-9a-f-]{36})/i.exec(error.message) ?? []
  return headerOf(error, 'x-msft-approval-code') ?? said ?? null
}

/**
 * Intune puts a JSON document as text into `error.message`, whose own Message ends in operation ids and an
 * address that names back-end hosts: only the first sentence is for people
 * (github.com/microsoftgraph/powershell-intune-samples/issues/89).
 */
export function readableMessage(message: string): string {
  let text = message
  try {
    const inner: unknown = JSON.parse(message)
    if (inner && typeof inner === 'object' && 'Message' in inner) text = String(inner.Message)
  } catch {
    // Some errors are plain text.
  }
  const sentence = text.split(/ - Operation ID| Operation ID|\. |\n/)[0]?.trim() ?? ''
  return sentence ? `${sentence.replace(/[.\s]+$/, '')}.` : 'no reason given.'
}

function headerOf(error: GraphError, name: string): string | null {
  const headers: unknown = error.headers
  return headers instanceof Headers ? headers.get(name) : null
}

/**
 * What a stronger sign-in has to bring, as a 401 says it, in base64
 * (learn.microsoft.com/entra/identity-platform/claims-challenge).
 */
function claimsIn(header: string | null): string | null {
  if (!header?.includes('insufficient_claims')) return null
  const [, encoded] = /claims="([A-Za-z0-9+/=_-]+)"/.exec(header) ?? []
  return encoded ? Buffer.from(encoded, 'base64').toString('utf8') : null
}

/** An answer that claims success but cannot be read. */
export function unreadable(detail: string): GraphRefusal {
  return new GraphRefusal(
    'busy',
    { code: 'graphUnreadable' },
    {
      status: 200,
      detail,
      requestId: null,
      retryAfterMs: null,
    },
  )
}
