/** A button of a question: "Choose 2: Pilot". Buttons read no markdown. */
export function chooseTitle(number: number, title: string): string {
  return `Choose ${number}: ${title}`
}

/** What an app's intents do, in the words in which people choose one. */
const INTENTS: Readonly<Record<string, { title: string; detail: string }>> = {
  required: { title: 'Required', detail: 'Intune installs it by itself.' },
  available: { title: 'Available', detail: 'People can install it from Company Portal.' },
  availableWithoutEnrollment: {
    title: 'Available without enrollment',
    detail: 'People can install it, also on devices that aren’t enrolled.',
  },
  uninstall: { title: 'Uninstall', detail: 'Intune removes it where it is installed.' },
}

/** @param intent as Graph spells it. */
export function intentChoice(intent: string): { title: string; detail: string } {
  return INTENTS[intent] ?? { title: intent, detail: '' }
}

/** Nobody said as what. @param names of the policies, @param group as cards call it. */
export function intentUnsaid(names: string, group: string): string {
  return `You didn’t say how ${names} should be assigned to ${group}.`
}

/** It has several there, and nobody said which is meant. */
export function intentOpen(names: string, group: string): string {
  return `${names}: this can be about more than one intent of ${group}.`
}

/** A name that was left out. */
export function nameUnsaid(what: 'policy' | 'group'): string {
  return `You didn’t say which ${what}. The rest of what you wrote is kept.`
}
