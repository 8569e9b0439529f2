import type { PagePolicy } from '../pageWorld.ts'
import { announce } from './announce.ts'
import { make } from './dom.ts'
import { type KnownWorld, policyKey } from './knownWorld.ts'
import { assignmentKey, drawPolicy } from './policyRow.ts'
import { rove } from './rove.ts'

export interface TenantPane {
  reload(): void
  changed(policy: PagePolicy, before: PagePolicy | undefined): void
}

/** What is assigned in the tenant now: all policies by kind, those changed last at the top. */
export function makeTenantPane(section: HTMLElement, known: KnownWorld): TenantPane {
  const search = make('input', {
    type: 'search',
    id: 'search',
    placeholder: 'Find a policy or group',
    autocomplete: 'off',
  })
  const label = make('label', { for: 'search', class: 'unseen' }, 'Find a policy or group')
  const found = make('p', { class: 'found', role: 'status' })
  const list = make('div', { class: 'policies' })
  section.append(make('div', { class: 'bar' }, label, search), found, list)
  const roving = rove(list, '.policy')
  const open = new Set<string>()
  const added = new Map<string, Set<string>>()

  const draw = (policy: PagePolicy) => {
    const key = policyKey(policy)
    return drawPolicy(policy, {
      isOpen: open.has(key),
      added: added.get(key) ?? new Set(),
      toggle() {
        if (!open.delete(key)) open.add(key)
        redraw()
      },
    })
  }

  function redraw(): void {
    const focused = document.activeElement?.closest('[data-policy]')?.getAttribute('data-policy')
    const scrolled = list.scrollTop
    const all = [...known.policies.values()].filter((policy) => matchesSearch(policy, search.value))
    const groups = grouped(all)
    list.replaceChildren(
      ...groups.map(([title, policies]) =>
        make('section', {}, make('h3', {}, title), make('ul', {}, ...policies.map(draw))),
      ),
    )
    found.textContent = search.value.trim() ? `${all.length} of ${known.policies.size} policies` : ''
    list.scrollTop = scrolled
    roving.reset()
    if (focused) {
      list
        .querySelector<HTMLElement>(`[data-policy="${CSS.escape(focused)}"] button`)
        ?.focus({ preventScroll: true })
    }
  }

  search.addEventListener('input', redraw)
  return {
    reload: redraw,
    changed(policy, before) {
      const key = policyKey(policy)
      const old = new Set(before?.assignments.map(assignmentKey))
      const fresh = policy.assignments.filter((one) => !old.has(assignmentKey(one)))
      added.set(key, new Set(fresh.map(assignmentKey)))
      open.add(key)
      // A search stays as it is; somebody who reads further down is not moved.
      const isReading = section.contains(document.activeElement)
      redraw()
      if (!isReading) list.scrollTop = 0
      list.querySelector(`[data-policy="${CSS.escape(key)}"]`)?.classList.add('changed')
      announce(changeInWords(policy, before), 'tenant')
    },
  }
}

function changeInWords(policy: PagePolicy, before: PagePolicy | undefined): string {
  const old = new Set(before?.assignments.map(assignmentKey))
  const now = new Set(policy.assignments.map(assignmentKey))
  const names = (those: PagePolicy['assignments']) => those.map(({ name }) => name).join(', ')
  const added = names(policy.assignments.filter((one) => !old.has(assignmentKey(one))))
  const removed = names(before?.assignments.filter((one) => !now.has(assignmentKey(one))) ?? [])
  const parts = [added && `now assigned: ${added}`, removed && `no longer: ${removed}`].filter(Boolean)
  return `Tenant: ${policy.name} changed. ${parts.join('. ')}`
}

function matchesSearch(policy: PagePolicy, sought: string): boolean {
  const text = [policy.name, policy.kindTitle, policy.platform, ...policy.assignments.map(({ name }) => name)]
  const all = text.join(' ').toLowerCase()
  return sought
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word))
}

function grouped(policies: PagePolicy[]): [string, PagePolicy[]][] {
  const groups = new Map<string, PagePolicy[]>()
  const changed = policies
    .filter(({ changedAt }) => changedAt)
    .sort((a, b) => (b.changedAt ?? '').localeCompare(a.changedAt ?? ''))
  if (changed.length > 0) groups.set('Changed last', changed)
  const rest = policies
    .filter(({ changedAt }) => !changedAt)
    .sort((a, b) => a.kindTitle.localeCompare(b.kindTitle) || a.name.localeCompare(b.name))
  for (const policy of rest) {
    const title = pluralTitle(policy.kindTitle)
    groups.set(title, [...(groups.get(title) ?? []), policy])
  }
  return [...groups]
}

/** "compliance policy" → "Compliance policies", "iOS update policy" → "iOS update policies" */
function pluralTitle(title: string): string {
  const many = title.endsWith('s') ? title : title.endsWith('y') ? `${title.slice(0, -1)}ies` : `${title}s`
  return /^[a-z][A-Z]/.test(many) ? many : many.charAt(0).toUpperCase() + many.slice(1)
}
