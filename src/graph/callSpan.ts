import { SpanStatusCode } from '@opentelemetry/api'
import { spanned } from '../observability/traces.ts'

/**
 * One call to Graph as a span of its own.
 * @param act makes the call; what it gives back has been answered, or is undefined where there was no answer.
 */
export async function callSpan(
  method: string,
  path: string,
  act: () => Promise<Response | undefined>,
): Promise<void> {
  const route = routeOf(path)
  const attributes = { 'http.request.method': method, 'url.template': route }
  await spanned(`${method} ${route}`, { kind: 'client', attributes }, async (span) => {
    const answer = await act()
    if (!answer) return
    span.setAttribute('http.response.status_code', answer.status)
    // What Microsoft's support asks for.
    span.setAttribute('assent.graph.request_id', answer.headers.get('request-id') ?? '')
    if (answer.status >= 400) span.setStatus({ code: SpanStatusCode.ERROR })
  })
}

/** The path as a route: only words of the API stay, so that no id or name gets into a trace. */
export function routeOf(path: string): string {
  return path
    .split('/')
    .map((part) => (/^(\$?[a-z][A-Za-z]*|microsoft\.graph\.[A-Za-z]+|v1\.0|)$/.test(part) ? part : '{}'))
    .join('/')
}
