import type { State } from '../request/request.ts'
import { ALL_STATES, ENDED } from '../request/states.ts'
import { cellsOf } from '../request/stateTable.ts'
import { CARRIED } from '../request/storedRequest.ts'

/** The picture of a request's life and its table, as Markdown, read off `request/stateTable.ts`. */
export function lifeInMarkdown(): string {
  return [
    '```mermaid',
    'stateDiagram-v2',
    '  [*] --> asked',
    ...ALL_STATES.flatMap(edgesFrom),
    ...ENDED.map((state) => `  ${state} --> [*]`),
    '```',
    '',
    '| state | carries (? where there is one) |',
    '| --- | --- |',
    ...ALL_STATES.map((state) => `| \`${state}\` | ${carriedIn(state)} |`),
    '',
    '<details>',
    '<summary>Every cell: state × event → next state and follow-ups</summary>',
    '',
    '| state | event | next state | follow-ups |',
    '| --- | --- | --- | --- |',
    ...ALL_STATES.flatMap((state) =>
      cellsOf(state).map(
        ([event, { to, effects }]) =>
          `| \`${state}\` | ${event} | ${to.join(', ')} | ${effects.join(', ')} |`,
      ),
    ),
    '',
    '</details>',
  ].join('\n')
}

/** One arrow from a state to each other, with the events that lead there. */
function edgesFrom(state: State): string[] {
  const events = new Map<State, string[]>()
  for (const [event, { to }] of cellsOf(state))
    for (const next of to) if (next !== state) events.set(next, [...(events.get(next) ?? []), event])
  return [...events].map(([next, those]) => `  ${state} --> ${next}: ${those.join(', ')}`)
}

function carriedIn(state: State): string {
  const fields = Object.entries<string>(CARRIED[state])
  return fields.map(([field, need]) => (need === 'needed' ? field : `${field}?`)).join(', ') || '–'
}
