import { randomUUID } from 'node:crypto'
import type { Answer } from '../http.ts'

/** Graph says no. */
export class Denied extends Error {
  override readonly name = 'Denied'
  readonly status: number
  readonly code: string
  readonly byIntune: boolean
  readonly headers: Record<string, string>

  /** @param byIntune Intune's own back end speaks: its message is JSON inside a string. */
  constructor(
    status: number,
    code: string,
    message: string,
    { byIntune = false, headers = {} }: { byIntune?: boolean; headers?: Record<string, string> } = {},
  ) {
    super(message)
    this.status = status
    this.code = code
    this.byIntune = byIntune
    this.headers = headers
  }
}

export function intune(status: number, message: string, code = 'BadRequest'): Denied {
  return new Denied(status, code, message, { byIntune: true })
}

/** The message is worded after github.com/microsoftgraph/powershell-intune-samples/issues/89. */
export function answerOf(denied: Denied, requestId: string, path: string): Answer {
  const date = new Date().toISOString().slice(0, 19)
  const message = denied.byIntune ? nested(denied, requestId, path) : denied.message
  return {
    status: denied.status,
    headers: { 'request-id': requestId, 'client-request-id': requestId, ...denied.headers },
    body: {
      error: {
        code: denied.code,
        message,
        innerError: { date, 'request-id': requestId, 'client-request-id': requestId },
      },
    },
  }
}

function nested(denied: Denied, requestId: string, path: string): string {
  const operation = randomUUID()
  const url = `https://fef.msub05.manage.microsoft.com/StatelessTenantFEService${path}?api-version=5026`
  return JSON.stringify(
    {
      _version: 3,
      Message: `${denied.message} - Operation ID (for customer support): ${operation} - Activity ID: ${requestId} - Url: ${url}`,
      CustomApiErrorPhrase: '',
      RetryAfter: null,
      ErrorSourceService: '',
      HttpHeaders: '{}',
    },
    null,
    2,
  )
}
