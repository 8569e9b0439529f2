import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Event } from '../request/event.ts'
import type { AssignmentRequest } from '../request/request.ts'
import { ENDED } from '../request/states.ts'

/** How long an answer waits for the database, in milliseconds. */
const DEPTH_MS = 1000
/** One answered call, for logs and metrics. Never contains a token or a body. */
export interface CallTrace {
  method: string
  path: string
  status: number
  requestId: string | null
  ms: number
}

const SECONDS = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300]

/** What an operator watches, in Prometheus' format. Labels never contain names or ids. */
export class Metrics {
  readonly registry = new Registry()
  private readonly requests: Counter<'outcome'>
  private readonly graphCalls: Counter<'method' | 'status'>
  private readonly throttled: Counter
  private readonly givenUp: Counter<'queue'>
  private readonly sentenceToCard: Histogram
  private readonly approvalToVerified: Histogram

  /** @param depth waiting jobs, by queue. */
  constructor(depth: () => Promise<Record<string, number>>) {
    const registers = [this.registry]
    collectDefaultMetrics({ register: this.registry, prefix: 'assent_' })
    this.requests = new Counter({
      name: 'assent_requests_total',
      help: 'Requests that ended, by how.',
      labelNames: ['outcome'],
      registers,
    })
    this.graphCalls = new Counter({
      name: 'assent_graph_calls_total',
      help: 'Calls to Microsoft Graph, by method and status.',
      labelNames: ['method', 'status'],
      registers,
    })
    this.throttled = new Counter({
      name: 'assent_graph_throttled_total',
      help: 'Calls that Microsoft Graph answered with 429.',
      registers,
    })
    this.givenUp = new Counter({
      name: 'assent_jobs_given_up_total',
      help: 'Jobs that failed for good, by queue.',
      labelNames: ['queue'],
      registers,
    })
    this.sentenceToCard = new Histogram({
      name: 'assent_sentence_to_card_seconds',
      help: 'From a sentence to the plan that its card shows.',
      buckets: SECONDS,
      registers,
    })
    this.approvalToVerified = new Histogram({
      name: 'assent_approval_to_verified_seconds',
      help: 'From an approval to the change read back.',
      buckets: SECONDS,
      registers,
    })
    new Gauge({
      name: 'assent_jobs_waiting',
      help: 'Jobs that wait, by queue.',
      labelNames: ['queue'],
      registers,
      async collect() {
        this.reset()
        const counts = await withinTime(depth())
        for (const [queue, count] of Object.entries(counts)) this.set({ queue }, count)
      },
    })
  }

  transition(request: AssignmentRequest, event: Event['type'] | 'asked', now: Date): void {
    // It had already ended.
    if (event === 'undone') return
    if (ENDED.includes(request.state)) this.requests.inc({ outcome: request.state })
    if (event === 'planned') this.sentenceToCard.observe(secondsSince(request.createdAt, now))
    // How long people take in Intune says nothing about Assent.
    const isIntunes = request.items.some(({ intuneApproval }) => intuneApproval)
    if (request.state === 'done' && request.decision && !isIntunes) {
      this.approvalToVerified.observe(secondsSince(request.decision.at, now))
    }
  }

  gaveUp(queue: string): void {
    this.givenUp.inc({ queue })
  }

  graphCall({ method, status }: CallTrace): void {
    this.graphCalls.inc({ method, status: String(status) })
    if (status === 429) this.throttled.inc()
  }
}

/**
 * While the database is down, this process's own numbers are needed all the more: what the database would count is left
 * out.
 */
async function withinTime(counts: Promise<Record<string, number>>): Promise<Record<string, number>> {
  const none = new Promise<Record<string, number>>((resolve) => {
    setTimeout(() => resolve({}), DEPTH_MS).unref()
  })
  return await Promise.race([counts.catch(() => ({})), none])
}

function secondsSince(then: string, now: Date): number {
  return (now.getTime() - Date.parse(then)) / 1000
}
