import { isWhole, type Phrases, patterns } from './grammar/pattern.ts'
import type { Token } from './lexer/tokens.ts'
import type { CommandReading, Reading } from './reading.ts'

/** What can be said and is neither a change nor a look at a policy. */
export type CommandAction = Exclude<
  Reading['action'],
  'change' | 'copy' | 'several' | 'bulk' | 'try' | 'show' | 'status'
>

/** A command as people meet it. What it does about it is its file in `teams/inbound/commands/`. */
export interface CommandSpec {
  /** In a few words, for the table in README.md. */
  does: string
  /** Sentences that are read as this and nothing else. */
  examples: readonly [string, ...string[]]
  /** Whether the first of them stands on the help card. */
  isOnHelpCard?: true
  /** The fixed ways of saying it; a command that takes names has a rule in `grammar/` instead. */
  phrases?: Phrases
}

/** Every command once: the reading, the help card, the table in README.md and the handlers follow from here. */
export const COMMANDS: Readonly<Record<CommandAction, CommandSpec>> = {
  'show-group': {
    does: 'shows everything a group gets',
    examples: ['what does group Sales Laptops get'],
    isOnHelpCard: true,
  },
  help: {
    does: 'shows examples',
    examples: ['help'],
    phrases: patterns(
      'help me? out?',
      'i|we need help',
      'show|get|give me? the? help',
      'what can|do you do|assign|understand for? me?',
      'what can|should|could i|we say|ask|write|do|type you? here? with? you? assent?',
      'what do you do|understand',
      'what are|is you|assent|this for?',
      'who are you',
      'how does|do this|it|you|assent work',
      'how do|can i|we use you|this|it|assent',
      'what are your commands|options|capabilities|abilities|skills',
      'commands|menu|usage|examples|instructions',
      'show|list me? the|your|some|all? commands|examples|options',
    ),
  },
  undo: {
    does: 'prepares the way back from your last change',
    examples: ['undo'],
    isOnHelpCard: true,
    phrases: patterns(
      'undo',
      'undo|revert|reverse that|this|it please?',
      'undo|revert|reverse|rollback the|my|our|your? last|latest|previous|recent? one|change|changes|request|assignment|action|thing?',
      'undo|revert|reverse what you|i|we just? did',
      'roll that|it|this? back that|it|this?',
      'roll back the|my|our|your? last|latest|previous? change|request|assignment|action',
      'rollback|revert',
      'take it|that|this back',
      'take back that|the|my? last? change|request?',
      'change|put|turn it|that|this? back',
    ),
  },
  history: {
    does: 'shows what was asked for, newest first',
    examples: ['history'],
    isOnHelpCard: true,
    phrases: patterns(
      'show|list|see|view|display|get|open|give? me? us? my|the|our|all? all? my|of? recent|past|previous|last|old|earlier? requests|history',
      'show|list|see|view|display|get me? the|my|our? history|log of? my|the|our|all? requests|changes?',
      'what|which requests did|have|has i|we make|made|ask|asked|request|requested|assign|assigned|change|changed?',
      'what did|have|has i|we ask|asked|request|requested|change|changed|do|done|assign|assigned for|you? so? far?',
      'request|change|my history',
      'what happened|changed so? far? lately|recently?',
    ),
  },
  'history-of': {
    does: 'narrows the history to a person, a group, a policy or a time',
    examples: ['history by Ada last 7 days', 'history for group Legal'],
  },
  stopNotifying: {
    does: 'posts no more results here',
    examples: ['stop notifying here'],
    phrases: patterns(
      "stop|cancel|disable|end|don't|no|mute more? notifying|notifications|notify|posting|sending|telling|notices|results the|any|all|us|me? results|notifications|notices|updates|outcomes? us|me? to|in? here|this? channel|chat|team|conversation?",
      "do|please not|don't notify|post|send|tell us|me|anything|any|the|results|notifications? us|results|notifications|notices? any? more? to|in? here|this? channel|chat|conversation? anymore|longer?",
      'turn|switch off the|all? notifications|notices to|in|for? here|this? channel|chat?',
      'turn|switch notifications|notices off to|in|for? here|this? channel|chat?',
      'no more|longer notifications|notices|notify|results to|in? here|this? channel|chat?',
      'unsubscribe from? here|this? channel|chat?',
    ),
  },
  notify: {
    does: 'posts results in this channel; its team’s owners say so',
    examples: ['notify here'],
    isOnHelpCard: true,
    phrases: patterns(
      'notify me|us|everyone|people|this|the? in|to? here|this? channel|chat|team|conversation|group?',
      'post|send|tell|show|put|write|share|report|announce the|all|your|us|me? us|me|your|the? results|notifications|notices|updates|outcomes|outcome|news|result|changes|everything? to|in|into? here|this channel|chat|team|conversation?',
      'turn|switch on the? notifications|notices in|for|to? here|this? channel|chat?',
      'turn|switch notifications|notices on in|for|to? here|this? channel|chat?',
      'enable|start the? notifications|notices|notifying|posting us|me|results? in|for|to? here|this? channel|chat?',
      'use this channel|chat for results|notifications|notices',
      'subscribe here|this? channel?',
      'keep us|me posted|informed|updated here|in? this? channel?',
    ),
  },
  'undo-of': {
    does: 'prepares the way back from a change you name',
    examples: ['undo the change to Edge Settings', "undo Bruno's last change"],
  },
  changes: {
    does: 'shows what changed in a time, by Assent’s own record',
    examples: ['what changed last week'],
  },
  waiting: {
    does: 'points at the card that waits; only its buttons count',
    examples: ['list pending', 'cancel', 'remind Bruno'],
  },
  emergency: {
    does: 'lets you approve your own waiting request alone, where its rule allows that; approvers are told at once',
    examples: ['emergency: the tills are locked out'],
  },
  'stand-in': {
    does: 'lets somebody decide in your place while you are away, where a rule allows it; “I am back” ends it',
    examples: ['I am away until Friday, Bruno stands in', 'I am back'],
  },
  unassigned: {
    does: 'shows what is assigned to nobody',
    examples: ['which apps have no assignment'],
  },
  members: {
    does: 'shows a group’s members',
    examples: ['who is in Sales Laptops'],
  },
  compare: {
    does: 'shows where two groups differ',
    examples: ['compare Sales Laptops and Pilot Devices'],
  },
  why: {
    does: 'shows what reaches a person, device or group, and why',
    examples: ["why doesn't Ada get 7-Zip", 'what does PC-0412 get'],
  },
  scheduled: {
    does: 'lists what begins or ends by itself at a time to come',
    examples: ['what is scheduled'],
  },
  reschedule: {
    does: 'moves the beginning of what waits for its time, and has what ends by itself end later or now',
    examples: [
      'move Edge Settings to tomorrow 22:00',
      'extend Edge Settings until Friday',
      'end Edge Settings now',
    ],
  },
  signOut: {
    does: 'forgets your sign-in',
    examples: ['sign out'],
    isOnHelpCard: true,
    phrases: patterns(
      'sign|log me? out|off|of please?',
      'signout|logout|logoff|signoff|sign-out|log-out|sign-off|log-off me?',
      'forget me',
    ),
  },
}

/** The first that fits counts: “stop notifying here” holds “notify here”. */
const FIXED = (Object.entries(COMMANDS) as [CommandReading['action'], CommandSpec][]).flatMap(
  ([action, { phrases }]) => (phrases ? [[action, phrases] as const] : []),
)

/** Longest sentence that can be nothing but a command. */
const MAX_WORDS = 12

/** Help, undo, history, signing out, notices: said in one of their fixed ways. */
export function commandIn(tokens: readonly Token[]): CommandReading | null {
  if (tokens.length > MAX_WORDS) return null
  const action = FIXED.find(([, phrases]) => isWhole(phrases, tokens))?.[0]
  return action ? { action } : null
}
