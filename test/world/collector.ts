import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A span as OTLP writes it in JSON (opentelemetry.io, OTLP specification 1, JSON Protobuf encoding). */
export interface SentSpan {
  traceId: string
  spanId: string
  parentSpanId?: string
  name: string
  kind: number
  attributes: { key: string; value: { stringValue?: string; intValue?: number | string } }[]
  links?: { traceId: string; spanId: string }[]
  status?: { code?: number }
  /** The process that sent it: `service.instance.id`. */
  process: string
  /** Whose code made it. */
  scope: string
}

interface Export {
  resourceSpans: {
    resource: { attributes: { key: string; value: { stringValue?: string } }[] }
    scopeSpans: { spans: Omit<SentSpan, 'process' | 'scope'>[]; scope: { name: string } }[]
  }[]
}

/** An OpenTelemetry collector that keeps what it is sent. */
export class Collector {
  readonly spans: SentSpan[] = []
  /** Everything, as it came over the wire. */
  wire = ''
  url = ''
  /** What it answers with. */
  status = 200
  private readonly server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const text = Buffer.concat(parts).toString('utf8')
      this.wire += `${request.url}\n${JSON.stringify(request.headers)}\n${text}\n`
      if (this.status === 200 && request.url === '/v1/traces') this.keep(JSON.parse(text))
      response.statusCode = this.status
      response.setHeader('content-type', 'application/json')
      response.end('{}')
    })
  })

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve))
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }

  private keep({ resourceSpans }: Export): void {
    for (const { resource, scopeSpans } of resourceSpans) {
      const process =
        resource.attributes.find(({ key }) => key === 'service.instance.id')?.value.stringValue ?? ''
      for (const { spans, scope } of scopeSpans)
        this.spans.push(...spans.map((span) => ({ ...span, process, scope: scope.name })))
    }
  }

  /** The tree of one trace, a span a line, in the order in which they came up. */
  treeOf(traceId: string): string {
    const all = this.spans.filter((span) => span.traceId === traceId)
    const lines: string[] = []
    const walk = (span: SentSpan, depth: number): void => {
      lines.push(`${'  '.repeat(depth)}${span.name}`)
      for (const one of all) if (one.parentSpanId === span.spanId) walk(one, depth + 1)
    }
    for (const root of all) if (!root.parentSpanId) walk(root, 0)
    return lines.join('\n')
  }
}
