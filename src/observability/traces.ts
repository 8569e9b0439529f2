import {
  type Attributes,
  context,
  ROOT_CONTEXT,
  type Span,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api'

/**
 * Spans at the seams, through OpenTelemetry's API alone: without an exporter every call here does nothing. Attributes
 * are kinds, counts and ids that Assent gave out; never a name, a sentence, a token or a library's message.
 */
const NAME = 'assent'
/** W3C Trace Context, version 00 (w3.org/TR/trace-context). */
const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/

export interface SpanOptions {
  kind?: 'server' | 'client' | 'consumer'
  attributes?: Attributes
  /** What another process, or an earlier turn, handed over: the span belongs to that trace. */
  continues?: string | null | undefined
  /** What is thrown without anything being wrong. */
  isExpected?: (error: unknown) => boolean
}

const KINDS = { server: SpanKind.SERVER, client: SpanKind.CLIENT, consumer: SpanKind.CONSUMER }

/**
 * Runs `act` in a span of its own. Where it continues another trace than the current one (a press on a card,
 * a day after the sentence), it belongs to that one and links to what caused it here.
 */
export async function spanned<T>(
  name: string,
  options: SpanOptions,
  act: (span: Span) => Promise<T>,
): Promise<T> {
  const span = beginSpan(name, options)
  try {
    return await context.with(trace.setSpan(context.active(), span), () => act(span))
  } catch (error) {
    if (!options.isExpected?.(error)) failSpan(span, error)
    throw error
  } finally {
    span.end()
  }
}

/** The same for synchronous code. */
export function spannedNow<T>(name: string, act: (span: Span) => T): T {
  const span = beginSpan(name, {})
  try {
    return act(span)
  } finally {
    span.end()
  }
}

/** What a job or a stored request carries, so that whatever continues it belongs to this trace; null without one. */
export function traceparent(): string | null {
  const here = trace.getSpanContext(context.active())
  if (!here) return null
  return `00-${here.traceId}-${here.spanId}-${here.traceFlags.toString(16).padStart(2, '0')}`
}

/** For the log: the current trace. */
export function traceId(): { traceId?: string } {
  const here = trace.getSpanContext(context.active())
  return here ? { traceId: here.traceId } : {}
}

/** A protocol's own word as an attribute; any other value in its place is left out. */
export function protocolWord(value: unknown): string {
  return typeof value === 'string' && /^[a-z]+([./][a-z]+)*$/i.test(value) && value.length <= 40
    ? value
    : 'other'
}

function beginSpan(name: string, { kind, attributes = {}, continues }: SpanOptions): Span {
  const here = trace.getSpanContext(context.active())
  const there = continues ? remoteFrom(continues) : null
  const goesOver = there && there.traceId !== here?.traceId
  const parent = goesOver ? trace.setSpanContext(ROOT_CONTEXT, there) : context.active()
  const options = {
    kind: kind ? KINDS[kind] : SpanKind.INTERNAL,
    attributes,
    links: goesOver && here ? [{ context: here }] : [],
  }
  return trace.getTracer(NAME).startSpan(name, options, parent)
}

function remoteFrom(text: string): SpanContext | null {
  const [, traceId, spanId, flags] = TRACEPARENT.exec(text) ?? []
  if (!traceId || !spanId || !flags) return null
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true }
}

/** Only the kind of error: a message may quote what somebody wrote. */
function failSpan(span: Span, error: unknown): void {
  span.setStatus({ code: SpanStatusCode.ERROR })
  span.setAttribute('error.type', error instanceof Error ? error.name : 'unknown')
}
