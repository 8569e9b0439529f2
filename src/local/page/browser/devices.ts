import type { PageDevice, PageDeviceView, PageReceived } from '../pageWorld.ts'
import { announce } from './announce.ts'
import { make } from './dom.ts'
import { post } from './post.ts'

export interface Devices {
  /** Something that devices get has changed. */
  changed(): void
}

const PAUSE_MS = 150

/** What one device gets, folded away at the foot of the tenant: pick it by its name. */
export function makeDevices(section: HTMLElement): Devices {
  const state = make('span', { class: 'state' })
  const summary = make('summary', {}, make('span', { class: 'title' }, 'What a device gets'), state)
  const search = make('input', {
    type: 'search',
    id: 'device-search',
    placeholder: 'A device, for example PC-0412',
    autocomplete: 'off',
  })
  const label = make('label', { for: 'device-search', class: 'unseen' }, 'Find a device by its name')
  const problem = make('p', { class: 'problem', role: 'status' })
  const found = make('ul', { class: 'devices-found', 'aria-label': 'Devices found' })
  const view = make('div', { class: 'device' })
  section.append(
    make('details', { class: 'folded devices', name: 'foot' }, summary, label, search, problem, found, view),
  )
  let chosen: string | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  async function ask<Answer>(path: string, what: object, take: (answer: Answer) => void): Promise<void> {
    problem.textContent = ''
    try {
      take(await post<Answer>(path, what))
    } catch (error) {
      problem.textContent = (error as Error).message
    }
  }

  const look = () =>
    ask<{ devices: PageDevice[] }>('/api/devices', { text: search.value }, ({ devices }) => {
      found.replaceChildren(...devices.map(drawFound))
      if (devices.length === 0 && search.value.trim()) problem.textContent = 'No device has this in its name.'
    })

  const show = (id: string, isNew: boolean) =>
    ask<PageDeviceView>('/api/device', { id }, (device) => {
      chosen = id
      state.textContent = device.name
      found.replaceChildren()
      view.replaceChildren(...drawView(device))
      const gets = device.received.filter((one) => one.gets).length
      if (isNew) announce(`${device.name} gets ${gets} ${gets === 1 ? 'policy' : 'policies'}.`)
    })

  function drawFound({ id, name, detail }: PageDevice): HTMLElement {
    const button = make('button', { type: 'button', class: 'policy' }, name)
    button.append(make('span', { class: 'detail' }, detail))
    button.addEventListener('click', () => show(id, true))
    return make('li', {}, button)
  }

  search.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(look, PAUSE_MS)
  })
  return {
    changed() {
      if (chosen) show(chosen, false)
    },
  }
}

function drawView({ name, detail, user, groups, userGroups, received }: PageDeviceView): HTMLElement[] {
  const listed = (names: readonly string[]) => (names.length > 0 ? names.join(', ') : 'none')
  return [
    make('h3', {}, name),
    make('p', { class: 'detail' }, user ? `${detail}, used by ${user}` : `${detail}, shared`),
    make('p', { class: 'detail' }, `Its groups: ${listed(groups)}`),
    ...(user ? [make('p', { class: 'detail' }, `Groups of its user: ${listed(userGroups)}`)] : []),
    make('ul', { class: 'assignments' }, ...received.map(drawReceived)),
  ]
}

function drawReceived({ name, kindTitle, gets, why, policyId }: PageReceived): HTMLElement {
  const mark = make(
    'span',
    { class: gets ? 'mark included' : 'mark excluded' },
    gets ? 'Gets' : 'Does not get',
  )
  return make(
    'li',
    { 'data-received': policyId },
    mark,
    make('span', { class: 'name' }, name),
    make('span', { class: 'detail' }, `${kindTitle}. ${why}`),
  )
}
