import type { PageApproval, PageMultiAdmin } from '../pageWorld.ts'
import { announce } from './announce.ts'
import { drawApproval } from './approval.ts'
import { make } from './dom.ts'
import type { KnownWorld } from './knownWorld.ts'
import { post } from './post.ts'

export interface MultiAdmin {
  reload(): void
  /** Returns whether somebody asks for something new. */
  changed(now: PageMultiAdmin): boolean
}

const ABOUT =
  'A setting of Intune itself: a change to what is ticked here waits until another administrator approves it in Intune.'

/** Intune's own approvals, folded away at the foot of the tenant: what is protected, and what waits. */
export function makeMultiAdmin(section: HTMLElement, known: KnownWorld): MultiAdmin {
  const state = make('span', { class: 'state' })
  const summary = make('summary', {}, make('span', { class: 'title' }, 'Multi Admin Approval'), state)
  const workloads = make(
    'fieldset',
    {},
    make('legend', { class: 'unseen' }, 'Protected by Multi Admin Approval'),
  )
  const boxes = make('div', { class: 'workloads' })
  workloads.append(boxes)
  const problem = make('p', { class: 'problem', role: 'status' })
  const waiting = make('ul', { class: 'requests', 'aria-label': 'Open requests in Intune' })
  const details = make(
    'details',
    { class: 'folded approvals', name: 'foot' },
    summary,
    problem,
    waiting,
    make('p', { class: 'about' }, ABOUT),
    workloads,
  )
  section.append(details)

  async function ask(path: string, what: object): Promise<void> {
    problem.textContent = ''
    try {
      await post(path, what)
    } catch (error) {
      problem.textContent = (error as Error).message
      reload()
    }
  }

  function reload(): void {
    const { requests } = known.multiAdmin
    const focused = details.contains(document.activeElement) ? document.activeElement : null
    const inRequest = focused?.closest('[data-request]')?.getAttribute('data-request')
    const inBox = focused?.getAttribute('name')
    boxes.replaceChildren(...known.multiAdmin.workloads.map(drawWorkload))
    waiting.replaceChildren(
      ...requests.map((one) =>
        drawApproval(one, (status) => ask('/api/decide', { requestId: one.id, status })),
      ),
    )
    waiting.hidden = requests.length === 0
    state.replaceChildren(...stateInWords(known.multiAdmin))
    if (inBox) boxes.querySelector<HTMLElement>(`[name="${CSS.escape(inBox)}"]`)?.focus()
    if (inRequest) {
      // The button that was pressed is gone with what it was for.
      const item = waiting.querySelector<HTMLElement>(`[data-request="${CSS.escape(inRequest)}"]`)
      const place = item?.querySelector('button') ?? item ?? summary
      place.focus({ preventScroll: true })
    }
  }

  function drawWorkload({
    type,
    title,
    detail,
    isProtected,
  }: PageMultiAdmin['workloads'][number]): HTMLElement {
    const box = make('input', { type: 'checkbox', name: type, checked: isProtected })
    box.addEventListener('change', () => ask('/api/protect', { workload: type, isProtected: box.checked }))
    return make(
      'label',
      {},
      box,
      make('span', {}, title, ...(detail ? [make('span', { class: 'detail' }, ` (${detail})`)] : [])),
    )
  }

  return {
    reload,
    changed(now) {
      const before = new Map(known.multiAdmin.requests.map((one) => [one.id, one.status]))
      known.multiAdmin = now
      const fresh = now.requests.filter(({ id }) => !before.has(id))
      // What waits for a decision is visible.
      if (fresh.length > 0) details.open = true
      reload()
      for (const one of now.requests) {
        if (before.get(one.id) !== one.status) announce(approvalInWords(one))
      }
      return fresh.length > 0
    },
  }
}

function approvalInWords({ status, requestor, approver, policyName }: PageApproval): string {
  return status === 'approved'
    ? `Intune: ${approver} approved the change of ${policyName}.`
    : `Intune: ${requestor} asks to change ${policyName}. Another administrator has to approve it.`
}

function stateInWords({ workloads, requests }: PageMultiAdmin): (Node | string)[] {
  const waiting = requests.filter(({ status }) => status === 'needsApproval').length
  if (waiting > 0) return [make('span', { class: 'waiting' }, `${waiting} waiting`)]
  const isOn = workloads.some(({ isProtected }) => isProtected)
  return [isOn ? 'on' : 'off']
}
