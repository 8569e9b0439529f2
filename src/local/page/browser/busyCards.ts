/** Actions under way, by whom on which message; a card redrawn in the meantime stays disabled. */
const underWay = new Map<string, string>()

export function isBusy(key: string): boolean {
  return underWay.has(key)
}

export function setBusy(key: string, pressed: string | null): void {
  if (pressed === null) underWay.delete(key)
  else underWay.set(key, pressed)
}

/** What a card's button says when no action is under way. */
export function titleOf(button: Element): string {
  return (button instanceof HTMLElement && button.dataset.title) || (button.textContent ?? '')
}

export function buttonTitled(drawn: HTMLElement, title: string): HTMLElement | undefined {
  return [...drawn.querySelectorAll<HTMLElement>('.card button')].find((one) => titleOf(one) === title)
}

/**
 * Shows on the card's buttons whether an action is under way. `aria-disabled` rather than `disabled`: a button
 * that is disabled loses the focus of whoever pressed it with the keyboard.
 */
export function showBusy(drawn: HTMLElement | null, key: string): void {
  const pressed = underWay.get(key)
  for (const button of drawn?.querySelectorAll<HTMLButtonElement>('.card button') ?? []) {
    const title = titleOf(button)
    button.dataset.title = title
    const isPressed = pressed === title
    button.classList.toggle('working', isPressed)
    if (pressed === undefined) button.removeAttribute('aria-disabled')
    else button.setAttribute('aria-disabled', 'true')
    const words = isPressed ? `${title}: working …` : title
    if (button.textContent !== words) button.textContent = words
    if (button.hasAttribute('aria-label')) button.setAttribute('aria-label', words)
  }
}
