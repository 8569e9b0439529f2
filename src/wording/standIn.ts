import { either, quoted } from './list.ts'

/** While an approver is away, somebody else decides in their place. */

/** "Bruno Okafor (for Ada Lindqvist)": on cards and in the audit trail. */
export function standsInWords(who: string, insteadOf: string): string {
  return `${who} (for ${insteadOf})`
}

/** @param until in full. */
export function standsInFrom(who: string, until: string): string {
  return `${who} can decide in your place until ${until}, wherever a rule that allows stand-ins names you. It ends by itself; write “I am back” to end it now.`
}

export function backAgain(wasAway: boolean): string {
  return wasAway ? 'Welcome back. Nobody stands in for you any more.' : 'Nobody stood in for you.'
}

/**
 * @param names of those who are called so, or nearly so.
 * @param called how many are called so.
 */
export function whoStandsIn(asked: string, names: readonly string[], called: number): string {
  if (called > 0)
    return `Several people are called ${quoted(asked)}: ${names.join(', ')}. Write the full name.`
  const unless = 'have to write to me once, or be mentioned by their full name.'
  const near =
    names.length > 0 ? `Did you mean ${either(names.map(quoted))}? Others ${unless}` : `They ${unless}`
  return `I don’t know anybody called ${quoted(asked)}. ${near}`
}

export function notYourself(): string {
  return 'You cannot stand in for yourself.'
}

/** Somebody says that they are away, and no more. */
export function whoStandsInForYou(): string {
  return 'Nobody stands in for you yet. Say who, and until when: “I am away until Friday, Bruno stands in”.'
}

/** @param days the most that is taken. */
export function awayUntilWhen(days: number): string {
  return `Say until when, within ${days} days; it begins at once: “I am away until Friday, Bruno stands in”.`
}
