import { answeredWithin } from '../../identity/deadline.ts'

/** As `@azure/core-rest-pipeline` has it, which botbuilder brings in a version of its own. */
interface Policy {
  name: string
  sendRequest(request: SentRequest, next: (request: SentRequest) => Promise<unknown>): Promise<unknown>
}

interface SentRequest {
  abortSignal?: AbortSignal
}

interface Pipeline {
  addPolicy(policy: Policy, where?: { beforePolicies: string[] }): unknown
  removePolicy(policy: { name: string }): unknown
}

/** Where botbuilder's clients sign in: a policy that comes after it does not cover the sign-in. */
const SIGNING = 'ServiceClientContext_Credentials_SignRequest'

/**
 * Gives every call of a client of the Connector or the token service a deadline, including its sign-in and the reading
 * of its answer.
 * @param ms milliseconds.
 */
export function bounded(client: unknown, ms: number): void {
  const deadline: Policy = {
    name: 'assentDeadline',
    sendRequest: (request, next) =>
      answeredWithin(ms, (signal) => {
        request.abortSignal = signal
        return next(request)
      }),
  }
  pipelineOf(client).addPolicy(deadline, { beforePolicies: [SIGNING] })
}

/**
 * The connector client repeats a POST by itself after a 5xx, and a message that was accepted and then answered
 * with an error would be there twice. `rateLimitMiddleware` decides what may be repeated.
 */
export function oneAttempt(connector: unknown): void {
  pipelineOf(connector).removePolicy({ name: 'defaultRetryPolicy' })
}

function pipelineOf(client: unknown): Pipeline {
  const { client: inner, pipeline } = (client ?? {}) as {
    client?: { pipeline?: Pipeline }
    pipeline?: Pipeline
  }
  const found = pipeline ?? inner?.pipeline
  if (!found)
    throw new Error('The connector client is built differently from the version this was written for.')
  return found
}
