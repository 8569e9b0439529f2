import type { PageApproval } from '../pageWorld.ts'
import { make } from './dom.ts'

export type Decide = (status: 'approved' | 'rejected') => Promise<void>

/** One request as an administrator sees it in Intune, with the buttons to decide on it. */
export function drawApproval(one: PageApproval, decide: Decide): HTMLElement {
  const isDecided = one.status === 'approved'
  const item = make(
    'li',
    { 'data-request': one.id, tabindex: '-1' },
    make(
      'p',
      {},
      `${one.requestor} asks to change the ${one.kindTitle} `,
      make('strong', {}, one.policyName),
    ),
    make('p', { class: 'justification' }, one.justification),
    make(
      'p',
      { class: 'detail' },
      isDecided
        ? `Approved by ${one.approver}. Nothing changes before ${one.requestor} completes it.`
        : `${one.approver} can decide, as another administrator:`,
    ),
  )
  if (isDecided) return item
  const buttons = [
    makeButton('Approve', 'primary', () => decide('approved')),
    makeButton('Reject', 'secondary', () => decide('rejected')),
  ]
  for (const button of buttons) {
    button.setAttribute('aria-label', `${button.textContent} as ${one.approver}: ${one.policyName}`)
  }
  item.append(make('div', { class: 'buttons' }, ...buttons))
  return item
}

function makeButton(title: string, look: string, act: () => Promise<void>): HTMLButtonElement {
  const button = make('button', { type: 'button', class: look }, title)
  button.addEventListener('click', () => {
    if (button.getAttribute('aria-disabled')) return
    // Not `disabled`, which would lose the focus; the answer redraws the request.
    button.setAttribute('aria-disabled', 'true')
    void act()
  })
  return button
}
