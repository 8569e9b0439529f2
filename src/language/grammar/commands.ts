import type { Token } from '../lexer/tokens.ts'
import type { CommandReading } from '../reading.ts'
import { isWhole, type Phrases, patterns } from './pattern.ts'

const COMMANDS: readonly (readonly [CommandReading['action'], Phrases])[] = [
  [
    'help',
    patterns(
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
  ],
  [
    'undo',
    patterns(
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
  ],
  [
    'history',
    patterns(
      'show|list|see|view|display|get|open|give? me? us? my|the|our|all? all? my|of? recent|past|previous|last|old|earlier? requests|history',
      'show|list|see|view|display|get me? the|my|our? history|log of? my|the|our|all? requests|changes?',
      'what|which requests did|have|has i|we make|made|ask|asked|request|requested|assign|assigned|change|changed?',
      'what did|have|has i|we ask|asked|request|requested|change|changed|do|done|assign|assigned for|you? so? far?',
      'request|change|my history',
      'what happened|changed so? far? lately|recently?',
    ),
  ],
  [
    'signOut',
    patterns(
      'sign|log me? out|off|of please?',
      'signout|logout|logoff|signoff|sign-out|log-out|sign-off|log-off me?',
      'forget me',
    ),
  ],
  [
    'stopNotifying',
    patterns(
      "stop|cancel|disable|end|don't|no|mute more? notifying|notifications|notify|posting|sending|telling|notices|results the|any|all|us|me? results|notifications|notices|updates|outcomes? us|me? to|in? here|this? channel|chat|team|conversation?",
      "do|please not|don't notify|post|send|tell us|me|anything|any|the|results|notifications? us|results|notifications|notices? any? more? to|in? here|this? channel|chat|conversation? anymore|longer?",
      'turn|switch off the|all? notifications|notices to|in|for? here|this? channel|chat?',
      'turn|switch notifications|notices off to|in|for? here|this? channel|chat?',
      'no more|longer notifications|notices|notify|results to|in? here|this? channel|chat?',
      'unsubscribe from? here|this? channel|chat?',
    ),
  ],
  [
    'notify',
    patterns(
      'notify me|us|everyone|people|this|the? in|to? here|this? channel|chat|team|conversation|group?',
      'post|send|tell|show|put|write|share|report|announce the|all|your|us|me? us|me|your|the? results|notifications|notices|updates|outcomes|outcome|news|result|changes|everything? to|in|into? here|this channel|chat|team|conversation?',
      'turn|switch on the? notifications|notices in|for|to? here|this? channel|chat?',
      'turn|switch notifications|notices on in|for|to? here|this? channel|chat?',
      'enable|start the? notifications|notices|notifying|posting us|me|results? in|for|to? here|this? channel|chat?',
      'use this channel|chat for results|notifications|notices',
      'subscribe here|this? channel?',
      'keep us|me posted|informed|updated here|in? this? channel?',
    ),
  ],
]

/** Longest sentence that can be nothing but a command. */
const MOST_WORDS = 12

/** Help, undo, history, signing out, notices: said in one of their fixed ways. */
export function commandIn(tokens: readonly Token[]): CommandReading | null {
  if (tokens.length > MOST_WORDS) return null
  const action = COMMANDS.find(([, phrases]) => isWhole(phrases, tokens))?.[0]
  return action ? { action } : null
}
