import { freshId, make } from './dom.ts'

export interface Option {
  id: string
  name: string
}

export interface Chooser {
  element: HTMLElement
  chosen(): string
  choose(id: string): void
}

/** A switch between a few: radio buttons that look like one. */
export function makeSwitch(label: string, choices: Option[], onChange: () => void): Chooser {
  const name = freshId('switch')
  const element = make('fieldset', { class: 'switch' }, make('legend', {}, label))
  for (const [index, choice] of choices.entries()) {
    const id = freshId('choice')
    const input = make('input', { type: 'radio', id, name, value: choice.id, checked: index === 0 })
    input.addEventListener('change', onChange)
    element.append(input, make('label', { for: id }, choice.name))
  }
  const chosen = () => element.querySelector<HTMLInputElement>('input:checked')?.value ?? ''
  return {
    element,
    chosen,
    choose(id) {
      for (const input of element.querySelectorAll('input')) input.checked = input.value === id
    },
  }
}

/** A choice among conversations; with one alone there is nothing to choose. */
export function makeSelect(label: string, choices: Option[], onChange: () => void): Chooser {
  const element = make('select', { 'aria-label': label })
  for (const choice of choices) element.append(make('option', { value: choice.id }, choice.name))
  element.addEventListener('change', onChange)
  return {
    element,
    chosen: () => element.value,
    choose(id) {
      element.value = id
    },
  }
}
