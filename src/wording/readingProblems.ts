import { article } from './inflection.ts'
import { quoted } from './list.ts'

/** Why a message was not read as a request. */
export type Problem =
  | 'tooLong'
  | 'several'
  | 'negation'
  | 'answer'
  | 'question'
  | 'condition'
  | 'time'
  | 'noPolicy'
  | 'noTarget'
  | 'nothingNamed'
  | 'unclear'
  /** Words that mean something, and not what: `left` holds them. */
  | 'leftOver'
  /** Everybody but somebody is to lose it or be excluded. */
  | 'allBut'
  /** A part of a group. */
  | 'part'
  /** All policies of some sort for a group that has no list of them. */
  | 'allOfKind'
  /** A group is to be excluded from everything. */
  | 'outOfAll'
  /** Something was said and taken back. */
  | 'takenBack'
  /** Work on policies, groups or devices themselves. */
  | 'otherWork'
  /** What somebody said or asked for, and no request. */
  | 'reported'
  /** How things are, or what somebody did. */
  | 'statement'
  /** Of several things that are asked for, the time behind them can be of the last one alone. */
  | 'timeOfPart'
  /** "HR lacks X, please assign it" */
  | 'pointing'
  /** "flip the filter mode": of nothing that is named. */
  | 'filterOfWhat'
  /** "swap the assignments of A and B": everything that two of them have. */
  | 'wholeSwap'
  /** "make G match H" */
  | 'makeAlike'
  /** "deploy P company-wide" */
  | 'wholeCompany'
  /** "uninstall P and replace it with Q": for whom, it does not say. */
  | 'replaceForWhom'
  /** "we should …", "maybe …": a thought, and nothing asked for. */
  | 'thought'
  /** "don't forget to …" */
  | 'reminder'
  /** It is in another language: `language` says which. */
  | 'foreign'

/** What was understood of a message that was not understood whole. */
export interface NotUnderstood {
  verb: 'include' | 'exclude' | 'remove' | null
  /** How the kind is called; null when none was named. */
  kind: string | null
  policies: readonly string[]
  /** As sentences call them: "all users", "the group “Legal”". */
  targets: readonly string[]
  /** Null where nothing at all was recognized. */
  problem: Problem | null
  /** The words that were not understood, as written. */
  left?: string | undefined
  language?: 'de' | 'fr' | 'es' | undefined
  /** Why its time is not possible. */
  time?: TimeFault | undefined
}

export type TimeFault =
  /** "every Monday" */
  | 'recurring'
  /** "by Friday", "within 2 hours" */
  | 'deadline'
  /** "yesterday" */
  | 'past'
  /** "for a while", "temporarily" */
  | 'noEnd'
  /** "in a few days", "next month" */
  | 'noDay'
  /** "EOD", "early tomorrow", "overnight" */
  | 'noHour'
  /** "only from Monday": then, or nobody else. */
  | 'onlyThen'
  /** "on 00.12.2026" */
  | 'noSuchDay'
  /** Anything else. */
  | 'unread'

const TIME_FAULTS: Readonly<Record<TimeFault, string>> = {
  recurring:
    'I make a change once, not again and again, so I did nothing. Write one moment, like “on Monday at 8:00”; what is assigned stays until it is taken away.',
  deadline:
    'That says by when, not when to begin, so I did nothing. Leave it out to have it done as soon as it is approved, or write the moment, like “on Friday at 8:00”.',
  past: 'That time has already passed, so I did nothing. Write one that is still to come, like “tomorrow at 22:00”, or leave it out.',
  noEnd:
    'That does not say until when, so I did nothing. Write the end, like “until Friday at 18:00” or “for 3 days”, or leave it out: then it stays until it is taken away.',
  noDay:
    'That does not say on which day, so I did nothing. Write the day and the time, like “on 15 January at 8:00”.',
  noHour:
    'That does not say at what time, so I did nothing. Write it, like “tomorrow at 18:00” or “until Friday at 18:00”.',
  onlyThen:
    'With “only” you can mean that it begins then, or that nobody else keeps it, so I did nothing. Write the time without it, like “from Monday”; or “assign … to … only”.',
  noSuchDay:
    'There is no such day in the calendar, so I did nothing. Write it again with another one, like “on 15 January at 8:00”.',
  unread:
    'I did not understand when. Write the time at the end, like “tomorrow at 22:00”, “on 15 January at 8:00” or “until Friday”.',
}
const EXAMPLE = 'assign compliance policy Windows 11 Baseline to group Sales Laptops'
const IN_ENGLISH: Readonly<Record<NonNullable<NotUnderstood['language']>, string>> = {
  de: `Ich lese Anfragen auf Englisch. Zum Beispiel: ${EXAMPLE}`,
  fr: `Je lis les demandes en anglais. Par exemple : ${EXAMPLE}`,
  es: `Leo las solicitudes en inglés. Por ejemplo: ${EXAMPLE}`,
}

interface Wording {
  verb: string
  doing: string
}

const WORDING: Readonly<Record<NonNullable<NotUnderstood['verb']>, Wording>> = {
  include: { verb: 'assign', doing: 'assigning' },
  exclude: { verb: 'exclude', doing: 'excluding' },
  remove: { verb: 'remove', doing: 'removing' },
}

/** One plain sentence for a person, or nothing where there is nothing to say. */
export function notUnderstoodWords(understood: NotUnderstood): string {
  const { verb, problem } = understood
  const wording = verb && WORDING[verb]
  switch (problem) {
    case 'tooLong':
      return 'The message is too long for me. Say what you want in one sentence.'
    case 'negation':
      return wording ? `You ask me not to ${wording.verb} something, so I did nothing.` : ''
    case 'answer':
      return 'You answer something and ask for something in one sentence, so I did nothing. Write the request by itself.'
    case 'foreign':
      return understood.language ? IN_ENGLISH[understood.language] : ''
    case 'takenBack':
      return 'You took something back in the same message, so I did nothing. Say it once more, just the way you mean it.'
    case 'otherWork':
      return 'I change who gets a policy, and nothing else: policies, groups and devices themselves are made, changed and deleted in Intune or Entra.'
    case 'reported':
      return 'You are telling me what was said, and I only do what you ask for yourself, so I did nothing. Write it as your own request if you want it.'
    case 'statement':
      return 'You are telling me how things are, not asking for anything, so I did nothing. Ask “what is … assigned to” to see it, or write what is to be changed.'
    case 'pointing':
      return 'I only read what is in the request itself, so I did nothing. Write it in one sentence with both names: “assign … to …”.'
    case 'filterOfWhat':
      return 'Whose filter do you mean? Name the policy, and the group if it is about one only: “flip the filter mode of Edge Settings for Legal”.'
    case 'wholeSwap':
      return 'I can’t exchange everything that two of them have in one request, so I did nothing. On one policy I can: “swap Legal and HR on Edge Settings”. To exchange more, see where they differ with “compare Legal and HR”, and write what moves, one line each: “move Edge Settings from Legal to HR”.'
    case 'makeAlike':
      return 'I can give one group what another has, which takes nothing away: “give group Legal everything that group HR has”. “compare Legal and HR” shows where the two differ.'
    case 'wholeCompany':
      return 'All users, or all devices? Write “assign … to all users” or “assign … to all devices”.'
    case 'replaceForWhom':
      return 'For whom? Name the group, “uninstall … on … and replace it with …”, or write “replace … with …”: then everybody who has the one gets the other.'
    case 'thought':
      return 'That sounds like a thought rather than a request, so I did nothing. Write it as a request if you want it: “assign … to …”.'
    case 'reminder':
      return 'That sounds like a reminder, and I only act on a plain request, so I did nothing. Write what is to be done now: “assign … to …”.'
    case 'leftOver':
      return `I did not understand “${understood.left}”, so I did nothing. Say it in other words, or put a name that holds these words in quotes.`
    case 'allBut':
      return 'I can’t remove everybody except somebody. To leave a policy to one group only, say “assign … to … only”: the others are then removed.'
    case 'part':
      return 'Intune assigns to whole groups, so I cannot pick a part of one. Name a group that holds just those.'
    case 'allOfKind':
      return 'That would be every policy there is. Name the policies, or one kind of them (“all compliance policies”), or say “give group … everything that group … has”.'
    case 'outOfAll':
      return 'That would be every policy there is, and an exclusion counts only where a policy is assigned. Name one kind (“exclude … from all compliance policies”), a word of their names (“from all policies with Edge in the name”), or whose policies you mean (“from everything assigned to all devices”). To take away what the group itself has, write “remove … from everything”.'
    case 'question':
      return wording
        ? `You asked about ${wording.doing} something and did not tell me to, so I did nothing.`
        : 'I cannot answer that question. I can tell you who gets a policy and how, what a group gets and who is in it, who changed a policy, and what is waiting: “what is Edge Settings assigned to”, “what does group Legal get”, “who is in Legal”.'
    case 'condition':
      return wording ? 'That depends on something I cannot wait for. Ask me when the time has come.' : ''
    case 'time':
      return TIME_FAULTS[understood.time ?? 'unread']
    case 'timeOfPart':
      return 'The time at the end can be for all of that or for the last part only, so I did nothing. If it is for all, write it first, like “from Monday: …”; else write one message for each part.'
    case 'several':
      return 'I understood more than one request. Ask me for one thing at a time.'
  }
  return wording ? half(understood, wording) : ''
}

/** What one more name would make a request of, as the question for it; else what was understood of it. */
function half({ verb, kind, policies, targets, problem }: NotUnderstood, wording: Wording): string {
  const named = policies.map(quoted).join(' and ')
  const what =
    policies.length > 0 ? `${kind ? `the ${kind} ` : ''}${named}` : kind ? article(kind) : 'something'
  const which = kind ?? 'policy'
  const whom = targets.join(' and ')
  const lacksPolicy = policies.length === 0
  if (problem !== 'unclear' && lacksPolicy && whom) {
    return verb === 'include'
      ? `Which ${which} should I assign to ${whom}?`
      : `Which ${which} should I ${wording.verb} ${whom} from?`
  }
  if (problem !== 'unclear' && lacksPolicy) {
    return verb === 'include'
      ? `Which ${which} should I assign, and to whom?`
      : `Who should I ${wording.verb}, and from which ${which}?`
  }
  if (problem !== 'unclear' && !whom) {
    return verb === 'include'
      ? `Who should I assign ${what} to?`
      : `Who should I ${wording.verb} from ${what}?`
  }
  const nobodyFrom = verb === 'exclude' && policies.length > 0 ? `somebody from ${what}` : what
  const wish =
    verb === 'include'
      ? `assign ${what}${whom ? `, and to ${whom}` : ''}`
      : `${wording.verb} ${whom || nobodyFrom}${whom && policies.length > 0 ? ` from ${what}` : ''}`
  return `I understood that you want to ${wish}, but not the rest.`
}
