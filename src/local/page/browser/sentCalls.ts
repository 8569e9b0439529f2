import type { PageCall } from '../pageWorld.ts'
import { make } from './dom.ts'
import type { KnownWorld } from './knownWorld.ts'

export interface Sent {
  reload(): void
  put(call: PageCall): void
}

const MAX_SHOWN = 100

/** What was sent to Graph, folded away at the foot of the tenant: the newest first, writes with their body. */
export function makeSent(section: HTMLElement, known: KnownWorld): Sent {
  const count = make('span', { class: 'state' })
  const summary = make('summary', {}, make('span', { class: 'title' }, 'What was sent to Graph'), count)
  const list = make('ol', { class: 'calls', 'aria-label': 'Calls, the newest first' })
  const only = make('input', { type: 'checkbox', name: 'writes' })
  const label = make('label', {}, only, make('span', {}, 'only what was written'))
  const details = make(
    'details',
    { class: 'folded sent', name: 'foot' },
    summary,
    make('div', { class: 'workloads' }, label),
    list,
  )
  section.append(details)
  only.addEventListener('change', reload)
  details.addEventListener('toggle', reload)

  function reload(): void {
    count.textContent = String(known.calls.length)
    if (!details.open) return
    const shown = known.calls.filter(({ wrote }) => wrote || !only.checked).slice(-MAX_SHOWN)
    list.replaceChildren(...shown.reverse().map(draw))
    if (shown.length === 0)
      list.append(
        make('li', { class: 'nothing' }, only.checked ? 'Nothing was written yet.' : 'Nothing yet.'),
      )
  }

  return {
    reload,
    put(call) {
      known.calls.push(call)
      reload()
    },
  }
}

function draw(call: PageCall): HTMLElement {
  const at = new Date(call.at).toLocaleTimeString('en', { hour12: false })
  const line = make(
    'p',
    { class: 'line' },
    make('span', { class: `status ${call.status < 400 ? 'good' : 'bad'}` }, String(call.status)),
    make('b', {}, call.method),
    make('code', {}, call.path),
  )
  const who = make(
    'p',
    { class: 'detail' },
    `${at}, ${call.person ? `as ${call.person}` : 'without a token'}`,
  )
  const item = make('li', { class: call.wrote ? 'wrote' : '' }, line, who)
  if (call.body)
    item.append(
      make(
        'pre',
        { tabindex: '0', 'aria-label': `Body of ${call.method} ${call.path}` },
        indented(call.body),
      ),
    )
  return item
}

function indented(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}
