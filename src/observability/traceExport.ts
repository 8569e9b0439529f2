import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { context, trace } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { BatchSpanProcessor, type SpanExporter, TracerProvider } from '@opentelemetry/sdk-trace'

/**
 * A collector that does not answer holds nothing up: spans are dropped, and a stop waits at most this long.
 * Milliseconds.
 */
const ANSWERS_WITHIN_MS = 5000
const LAST_ONES_MS = 2000
/** An unreachable collector is reported once in this many milliseconds. */
const TOLD_EVERY_MS = 60_000

/**
 * Sends every span to an OpenTelemetry collector, as OTLP over HTTP in JSON. Loaded only where an endpoint is set.
 * @param endpoint the collector's base address; spans go to its `/v1/traces`. Headers for it are read by the exporter
 *   from `OTEL_EXPORTER_OTLP_HEADERS`.
 * @returns a function that sends the last ones and ends it.
 */
export function exportTraces(
  { endpoint, serviceName }: { endpoint: string; serviceName: string },
  log: { warn(fields: object, message: string): void },
): () => Promise<void> {
  const exporter = new OTLPTraceExporter({
    url: `${endpoint}/v1/traces`,
    timeoutMillis: ANSWERS_WITHIN_MS,
  })
  const provider = new TracerProvider({
    resource: resourceFromAttributes({
      'service.name': serviceName,
      'service.instance.id': randomUUID(),
    }),
    spanProcessors: [new BatchSpanProcessor({ exporter: noticing(exporter, log) })],
  })
  trace.setGlobalTracerProvider(provider)
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
  return async () => {
    await Promise.race([provider.shutdown().catch(() => {}), pause(LAST_ONES_MS, undefined, { ref: false })])
    trace.disable()
    context.disable()
  }
}

/** Reports that spans did not arrive, without their contents or the answer's. */
function noticing(
  exporter: SpanExporter,
  log: { warn(fields: object, message: string): void },
): SpanExporter {
  let toldAt = Number.NEGATIVE_INFINITY
  return {
    export(spans, done) {
      exporter.export(spans, (result) => {
        if (result.error && performance.now() - toldAt > TOLD_EVERY_MS) {
          toldAt = performance.now()
          log.warn(
            { spans: spans.length },
            'traces could not be handed on; see OTEL_EXPORTER_OTLP_ENDPOINT. Nothing else is held up by it',
          )
        }
        done(result)
      })
    },
    shutdown: () => exporter.shutdown(),
    forceFlush: async () => exporter.forceFlush?.(),
  }
}
