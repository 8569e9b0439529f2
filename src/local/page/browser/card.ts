import type { Action, SubmitAction } from 'adaptivecards'
import { make } from './dom.ts'
import { HOST_CONFIG } from './hostConfig.ts'

/** The renderer's own script puts this on the page. */
declare const AdaptiveCards: typeof import('adaptivecards')

/** Whoever prevents its default opens the address, `detail`, in place of the browser. */
export const LINK_EVENT = 'card-link'

export type PressedAction =
  | { type: 'execute'; verb: string; data: unknown }
  | { type: 'submit'; data: unknown }

/** Draws an Adaptive Card; what cannot be drawn says so. */
export function renderCard(json: unknown, onAction: (action: PressedAction) => void): HTMLElement {
  AdaptiveCards.AdaptiveCard.onProcessMarkdown = boldOnly
  const card = new AdaptiveCards.AdaptiveCard()
  card.hostConfig = new AdaptiveCards.HostConfig(HOST_CONFIG)
  card.onExecuteAction = (action) => carryOutAction(action, onAction)
  try {
    card.parse(json)
    const drawn = card.render()
    // Its contents take the focus; the card itself does nothing.
    drawn?.removeAttribute('tabindex')
    if (drawn) return make('div', { class: 'card' }, drawn)
  } catch (error) {
    console.warn('This card cannot be drawn', error)
  }
  return make('div', { class: 'card' }, textOfCard(json) ?? 'A card that this page cannot draw.')
}

/** A card's text for those who cannot see it. */
export function textOfCard(json: unknown): string | null {
  const { speak, fallbackText } = (json ?? {}) as { speak?: unknown; fallbackText?: unknown }
  const text = speak ?? fallbackText
  return typeof text === 'string' && text ? text : null
}

/** Opens an address from a card in a new tab, if it is a web address. */
export function openWeb(address: unknown, features?: string): void {
  if (typeof address !== 'string' || !/^https?:\/\//i.test(address)) return
  window.open(address, '_blank', features)
}

function carryOutAction(action: Action, onAction: (action: PressedAction) => void): void {
  if (action instanceof AdaptiveCards.ExecuteAction) {
    onAction({ type: 'execute', verb: action.verb, data: action.data ?? {} })
  } else if (action instanceof AdaptiveCards.SubmitAction) {
    onAction({ type: 'submit', data: (action as SubmitAction).data ?? {} })
  } else if (action instanceof AdaptiveCards.OpenUrlAction) {
    const event = new CustomEvent(LINK_EVENT, { detail: action.url ?? '', cancelable: true })
    if (document.dispatchEvent(event)) openWeb(action.url, 'noopener')
  }
}

/** Teams knows more markdown; cards here need no more than this, and less can go wrong. */
function boldOnly(text: string, result: { didProcess: boolean; outputHtml?: string }): void {
  result.outputHtml = text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
  result.didProcess = true
}
