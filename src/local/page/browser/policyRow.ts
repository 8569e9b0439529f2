import type { PageAssignment, PagePolicy } from '../pageWorld.ts'
import { freshId, make } from './dom.ts'
import { policyKey } from './knownWorld.ts'

export interface PolicyLook {
  isOpen: boolean
  /** What the last change added, by `assignmentKey`; empty when nothing changed while the page was open. */
  added: ReadonlySet<string>
  toggle(): void
}

/** A policy with its assignments underneath, shown or not. */
export function drawPolicy(policy: PagePolicy, look: PolicyLook): HTMLElement {
  const id = freshId('assignments')
  const count = policy.assignments.length
  const button = make(
    'button',
    { type: 'button', class: 'policy', 'aria-expanded': String(look.isOpen), 'aria-controls': id },
    make('span', { class: 'name' }, policy.name),
    make('span', { class: 'detail' }, [policy.kindTitle, policy.platform].filter(Boolean).join(', ')),
    make(
      'span',
      { class: 'count' },
      String(count),
      make('span', { class: 'unseen' }, count === 1 ? ' assignment' : ' assignments'),
    ),
  )
  button.addEventListener('click', look.toggle)
  const list = make('ul', { id, class: 'assignments', hidden: !look.isOpen })
  if (look.isOpen) {
    for (const one of policy.assignments) list.append(drawAssignment(one, look.added.has(assignmentKey(one))))
    if (count === 0) list.append(make('li', { class: 'nothing' }, 'Not assigned to anyone.'))
  }
  return make('li', { 'data-policy': policyKey(policy) }, button, list)
}

/** Two entries are the same when all that is shown of them is. */
export function assignmentKey(one: PageAssignment): string {
  return JSON.stringify([one.target, one.name, one.included, one.filter, one.intent, one.source])
}

function drawAssignment(one: PageAssignment, isNew: boolean): HTMLElement {
  const mark = make(
    'span',
    { class: one.included ? 'mark included' : 'mark excluded' },
    one.included ? 'Included' : 'Excluded',
  )
  const more = [
    one.detail,
    one.intent,
    one.filter && `filter: ${one.filter}`,
    one.source !== 'direct' && `source: ${one.source}`,
  ].filter((words): words is string => Boolean(words))
  const item = make('li', isNew ? { class: 'new' } : {}, mark, make('span', { class: 'name' }, one.name))
  if (isNew) item.append(make('span', { class: 'new-mark' }, 'New'))
  if (more.length > 0) item.append(make('span', { class: 'detail' }, more.join(' · ')))
  return item
}
