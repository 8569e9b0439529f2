import { either, quoted, someNames } from './list.ts'
import { weekdayMisfit } from './timing.ts'

/** Letters of a choice for which a button has room on a phone. */
const MAX_ON_BUTTON = 12

/** The buttons of a question: "Choose 2: Pilot", or "Choose 2" below titles where one of them is too long for its button. */
export function chooseTitles(titles: readonly string[]): string[] {
  const areShort = titles.every(({ length }) => length <= MAX_ON_BUTTON)
  return titles.map((title, index) => (areShort ? `Choose ${index + 1}: ${title}` : `Choose ${index + 1}`))
}

/** What an app's intents do, in the words in which people choose one. */
const INTENTS: Readonly<Record<string, { title: string; detail: string }>> = {
  required: { title: 'Required', detail: 'Intune installs it automatically.' },
  available: { title: 'Available', detail: 'People can install it from Company Portal.' },
  availableWithoutEnrollment: {
    title: 'Available without enrollment',
    detail: 'People can install it, even on devices that aren’t enrolled.',
  },
  uninstall: { title: 'Uninstall', detail: 'Intune removes it where it is installed.' },
}

/** @param intent as Graph spells it. */
export function intentChoice(intent: string): { title: string; detail: string } {
  return INTENTS[intent] ?? { title: intent, detail: '' }
}

interface OfIntents {
  /** The policies. */
  names: readonly string[]
  /** As cards call it. */
  group: string
}

/** What is not clear, above the buttons of a question; it is stored with it. */
export const QUESTION_NOTES = {
  /** Nobody said as what. */
  intentUnsaid: ({ names, group }: OfIntents) =>
    `You didn’t say how ${someNames(names)} should be assigned to ${group}.`,
  /** It has it otherwise than those whose place it takes. */
  intentHandedOn: ({
    names,
    group,
    gone,
    intents,
  }: OfIntents & { gone: string; intents: readonly string[] }) =>
    `${gone} had ${someNames(names)} as ${intents[0]}, and ${group} as ${intents[1]}. As what should ${group} get it now?`,
  /** It has several there, and nobody said which is meant. */
  intentOpen: ({ names, group }: OfIntents) =>
    `${someNames(names)}: this could be about more than one intent of ${group}.`,
  /** A name that was left out. */
  nameUnsaid: ({ what }: { what: 'policy' | 'group' }) =>
    `You didn’t say which ${what}. The rest of what you wrote is kept.`,
  /** The name that was written then. */
  writtenUnknown: ({
    what,
    name,
    nearest,
  }: {
    what: 'policy' | 'group'
    name: string
    nearest: readonly string[]
  }) =>
    `I found no ${what} called “${name}”.${nearest.length > 0 ? ` Did you mean ${either(nearest.map(quoted))}?` : ''} The rest of what you wrote is kept.`,
  /** A date that can be read in two ways. */
  whichMoment: () => 'The time you wrote can be read in more than one way.',
  /** A weekday that its date is not. */
  whichOfWeekdays: (misfit: { day: string; weekday: number }) =>
    `${weekdayMisfit(misfit)} Which one do you mean?`,
  /** A day without a year that was this year. */
  momentOver: () =>
    'The day you wrote is over this year. Do you mean next year’s? Else write it again with another day.',
  /** A time that had passed when it was written. */
  timeOver: () =>
    'The time you wrote has already passed. Do you mean the same time on one of these days? Else write it again with another time.',
}

/** The fields below the buttons: what does not fit as a button, and a name of one's own. */
export function fieldWords({ what, isOnly }: { what: string; isOnly: boolean }) {
  return {
    othersLabel: 'More to choose from',
    writeLabel: isOnly ? `The name of the ${what}` : `Or the name of another ${what}`,
    goOn: 'Continue',
    leave: isOnly ? 'Cancel' : 'None of these',
  }
}

/** What is to be chosen. Words of people come as a card may hold them. */
interface AskedAbout {
  what: 'policy' | 'group' | 'filter' | 'reading' | 'intent' | 'moment'
  /** Of policies that are all called so: "app", "script". */
  noun?: string
  /** The words that were looked up. */
  asked: string
  /** What is not clear, as a sentence; may be empty. */
  about: string
  /** The titles of what there is to choose. */
  choices: readonly string[]
  /** How many further ones do not fit on the card. */
  more?: number
  /** The kind that was said and has no such name, as people call it. */
  instead?: string
}

/** `short` follows the requester's name, where the card cannot be shown. */
export function questionWords(question: AskedAbout): {
  short: string
  headline: string
  explanation: string
} {
  const { what, asked, about, choices, more = 0, instead } = question
  const isOne = choices.length === 1
  if (what === 'intent') {
    const titles = either(choices.map((title) => title.toLowerCase()))
    return { short: `do you mean ${titles}?`, headline: `Which do you mean: ${titles}?`, explanation: about }
  }
  if (what === 'reading') {
    return {
      short: 'which of these did you mean?',
      headline: 'Which of these do you mean?',
      explanation: 'What you wrote can be read in more than one way, and each of these exists.',
    }
  }
  if (what === 'moment') {
    return { short: 'which time do you mean?', headline: 'Which time do you mean?', explanation: about }
  }
  const thing = question.noun ?? what
  if (about !== '') return { short: `which ${thing}?`, headline: `Which ${thing}?`, explanation: about }
  const rest = more > 0 ? ` ${more} more do not fit here: write more of the name to see them.` : ''
  const explanation = instead
    ? `There is no ${instead} named “${asked}”, but ${isOne ? 'this one has' : 'these have'} that name.${rest}`
    : isOne
      ? `There is no ${thing} named “${asked}”. This one is close.`
      : `${severalWords(question)}${rest}`
  return {
    short: `which ${thing} did you mean?`,
    headline: isOne ? `Did you mean this ${thing}?` : `Which ${thing} do you mean?`,
    explanation,
  }
}

/** "There are several groups named “Pilot”." */
function severalWords({ what, noun = what, asked, choices }: AskedAbout): string {
  const several = noun.replace(/y$/, 'ie').concat('s')
  const areNamed = choices.every((title) => title.toLowerCase() === asked.toLowerCase())
  return areNamed ? `There are several ${several} named “${asked}”.` : `Several ${several} match “${asked}”.`
}
