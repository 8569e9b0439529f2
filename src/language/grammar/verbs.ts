import type { Token } from '../lexer/tokens.ts'
import type { Intent } from '../reading.ts'
import { after, firstWords, type Pattern, pattern } from './pattern.ts'

export type Side = 'include' | 'exclude' | 'remove'

/** What a verb wants around it: "assign POLICY to TARGET", "exclude TARGET from POLICY", "give TARGET POLICY". */
export interface Frame {
  verb: Pattern
  /** The words that may stand between the two parts, each with how unusual it is. */
  mains: readonly (readonly [Pattern, number])[]
  /** What the part before the word names; the other part names the other. */
  first: 'policy' | 'target'
  /** How unlikely the two parts are the other way round, without any other sign; null where they never are. */
  swap: number | null
  side: Side
  intent: Intent | null
  /** "give Finance the policy": two parts with no word between them. */
  ditransitive: boolean
  /** "make P required for G": the intent must be said. */
  needsIntent: boolean
  /** It takes exclusions, so that somebody may get more by it; other removals take inclusions. */
  lifts: boolean
  /** "block", "turn off": it may mean to exclude or to take away, so the person is asked. */
  either: boolean
}

const TO: readonly (readonly [Pattern, number])[] = [
  [pattern('back to|onto|on'), -0.2],
  [pattern('out|over|down to'), -0.2],
  [pattern('also|too to|onto|into'), -0.2],
  [pattern('to|onto|into'), 0],
  [pattern('ot|tp'), 2],
  [pattern('too'), 2.5],
  [pattern('for'), 1.5],
  [pattern('on'), 2],
]
const PASSIVE: typeof TO = [
  [pattern('is|are|be|gets|get assigned|deployed|applied|pushed|published to|for|on'), 0],
]
const WISHED: typeof TO = [
  [pattern('to? be assigned|deployed|applied|pushed|published|rolled|provisioned out? to|for|on'), -6.5],
  [pattern('assigned|deployed|applied|pushed|published|rolled|provisioned out? to|for|on'), -6],
]
/** "we need X on Y", "have X removed from Y", "I want Y excluded from X" */
const NEEDED: typeof TO = [...WISHED, [pattern('on|for'), 0]]
const WISHED_AWAY: Partial<Frame> = {
  side: 'remove',
  swap: 1.5,
  mains: [
    [pattern('to be removed|unassigned|withdrawn|taken|dropped|detached away|off? from|off'), -7.2],
    [pattern('removed|unassigned|withdrawn|taken|dropped|detached away|off? from|off'), -6.5],
  ],
}
const WISHED_OUT: Partial<Frame> = {
  first: 'target',
  side: 'exclude',
  swap: 1.5,
  mains: [
    [pattern('to be excluded|exempted|exempt from'), -7.2],
    [pattern('excluded|exempted|exempt from'), -6.5],
  ],
}
/** "have G added to P" */
const WISHED_IN: Partial<Frame> = {
  first: 'target',
  swap: 1.5,
  mains: [
    [pattern('to be added|included to|in'), -6.5],
    [pattern('added|included to|in'), -6],
  ],
}
/** "I want G to have P" */
const WISHED_FOR: Partial<Frame> = {
  first: 'target',
  swap: null,
  mains: [[pattern('to get|have|receive|use'), -6]],
}
const FOR: typeof TO = [
  [pattern('to|for|on|onto|from'), 0],
  [pattern('in'), 3],
]
const FROM: typeof TO = [
  [pattern('from|off the? assignments|assignment|targets|inclusions of|for|on|in'), -6],
  [pattern('away|off|back from'), -0.2],
  [pattern('from'), 0],
  [pattern('form|fom|frm|fro'), 1.5],
  [pattern('off'), 1],
]
const OFF: typeof TO = [...FROM, [pattern('to|for|on|in'), 2]]

function frame(verb: string, rest: Partial<Frame> = {}): Frame {
  return {
    verb: pattern(verb),
    mains: TO,
    first: 'policy',
    swap: 2.5,
    side: 'include',
    intent: null,
    ditransitive: false,
    needsIntent: false,
    lifts: false,
    either: false,
    ...rest,
  }
}

const ADDED: Partial<Frame> = { first: 'target', swap: 1.5 }
const TAKEN: Partial<Frame> = { mains: FROM, side: 'remove', swap: 1.5 }
const UNEXCLUDED: Partial<Frame> = {
  first: 'target',
  side: 'remove',
  lifts: true,
  mains: [
    [pattern('from|in|on'), 0],
    [pattern('to|for|of'), 1],
  ],
}
const LEFT_OUT: Partial<Frame> = {
  mains: [...FROM, [pattern('in|on|for|of'), 2]],
  first: 'target',
  side: 'exclude',
}

const BLOCKED: Partial<Frame> = {
  mains: [[pattern('for|on|to|in|off'), 0]],
  side: 'exclude',
  swap: 1.5,
  either: true,
}
/** "block G from P", unlike "block P for G". */
const BARRED: Partial<Frame> = { ...BLOCKED, first: 'target', mains: FROM }

const ENTRY = 'assignment|assignments|entry|entries|intent|installation|deployment'
/** "remove the uninstall assignment of G from P", "exclude G from the uninstall of P" */
const INTENT_FRAMES: readonly Frame[] = (
  [
    ['required', 'required|mandatory'],
    ['available', 'available|optional'],
    ['uninstall', 'uninstall'],
  ] as const
).flatMap(([intent, words]) => [
  frame(`remove|delete|drop|take|clear|withdraw the|any? ${words} ${ENTRY} of|for`, {
    first: 'target',
    side: 'remove',
    intent,
    mains: OFF,
  }),
  frame('remove|delete|drop|take|withdraw|unassign', {
    first: 'target',
    side: 'remove',
    intent,
    swap: null,
    mains: [[pattern(`from|off the? ${words} ${ENTRY}|groups|group? of|for|on`), -6]],
  }),
  frame('exclude|exempt|omit', {
    first: 'target',
    side: 'exclude',
    intent,
    swap: null,
    mains: [[pattern(`from the? ${words} ${ENTRY}? of|for|on`), -6]],
  }),
])

/** The longest verb that fits wins, so "stop excluding" comes to be tried beside "stop". */
const FRAMES: readonly Frame[] = [
  frame(
    'assign|reassign|re-assign|apply|deploy|push|publish|distribute|provision|link|attach|bind|allocate|scope|ship|deliver|map|enforce|implement|propagate out?',
    {
      ditransitive: true,
    },
  ),
  frame('roll|push|send out'),
  frame('run|execute'),
  frame('roll', { mains: [[pattern('out to|for|on'), 0]] }),
  frame('rollout|roll-out|enable|activate|use|set|send|issue|extend'),
  frame('make sure that?', { mains: PASSIVE, swap: null }),
  frame('ensure that?', { mains: PASSIVE, swap: null }),
  frame('get|have', { mains: WISHED, swap: null }),
  frame('i|we want|need|require', { mains: NEEDED, swap: null }),
  frame('i|we would like', { mains: WISHED, swap: null }),
  frame("i'd|we'd like", { mains: WISHED, swap: null }),
  ...['need', 'want'].flatMap((verb) => [
    frame(verb, { mains: NEEDED, swap: null }),
    frame(verb, { ...WISHED_IN, mains: [...(WISHED_IN.mains ?? []), [pattern('on|onto'), 0]] }),
    frame(verb, WISHED_AWAY),
    frame(verb, WISHED_OUT),
  ]),
  ...['get|have', 'i|we want|need', 'i|we would like', "i'd|we'd like"].flatMap((verb) => [
    frame(verb, WISHED_AWAY),
    frame(verb, WISHED_OUT),
    frame(verb, WISHED_IN),
  ]),
  ...['i|we want|need', 'i|we would like', "i'd|we'd like"].map((verb) => frame(verb, WISHED_FOR)),
  frame('do an? assignment|deployment of|for'),
  frame('create|make|add an|the|a? new? assignment|deployment of|for', { swap: 1.5 }),
  frame('add|re-add|readd', ADDED),
  frame('restore|reinstate', { mains: [[pattern('to|for|on'), 0]] }),
  frame('restore|reinstate the? assignment|deployment of', { mains: [[pattern('to|for|on'), 0]] }),
  frame('bring|put back', { mains: [[pattern('for|to|on|onto'), 0]] }),
  frame('put|enroll|enrol|onboard|bring|place', {
    ...ADDED,
    mains: [
      [pattern('back in|into|to|onto|on|under'), -0.2],
      [pattern('in|into|to|onto|on|under'), 0],
    ],
  }),
  frame('include', {
    ...ADDED,
    mains: [
      [pattern('again in|into|to|on'), -0.2],
      [pattern('in|into|to|on'), 0],
    ],
  }),
  frame('give|grant|provide|hand|get', { ditransitive: true }),
  frame('give|grant|provide', { mains: [[pattern('access to'), -6]], first: 'target', swap: null }),
  frame('provide|provision|equip|supply|target', {
    mains: [[pattern('with'), 0.5]],
    first: 'target',
    swap: null,
  }),
  frame('target|point|aim|direct', { mains: [...TO, [pattern('at'), 0]] }),
  frame('associate|connect', { mains: [[pattern('with|to'), 0]] }),
  frame('opt', { ...ADDED, swap: null, mains: [[pattern('in? to|into'), 0]] }),
  frame(
    'make|set|mark|have|turn|keep|change|switch|convert|move|flip|alter|downgrade|upgrade|promote|demote|lower',
    {
      mains: FOR,
      swap: 2,
      needsIntent: true,
    },
  ),
  frame('make|set|change|switch the? intent|assignment|type of|for|on', {
    mains: FOR,
    swap: 2,
    needsIntent: true,
  }),
  frame('force the|an? uninstall|uninstallation|removal of', { mains: FOR, swap: null, intent: 'uninstall' }),
  frame('force|force-install|forcibly install?', { mains: FOR, swap: null, intent: 'required' }),
  frame('require|mandate', { mains: FOR, swap: null, intent: 'required' }),
  ...['get|have', 'i|we want|need', 'i|we would like', "i'd|we'd like"].map((verb) =>
    frame(verb, { mains: [[pattern('to? be? installed on|for'), -6]], swap: null, intent: 'required' }),
  ),
  frame('offer', { mains: FOR, swap: null, intent: 'available' }),
  frame('install', { mains: FOR, swap: null, intent: 'required' }),
  frame('uninstall|deinstall', { mains: FOR, swap: null, intent: 'uninstall' }),
  frame('remove|drop|delete|clear', { ...TAKEN, first: 'target' }),
  frame(
    'withdraw|revoke|rescind|retract|detach|disconnect|disassociate|dissociate|unbind|unmap|unlink|clear',
    {
      ...TAKEN,
      mains: OFF,
    },
  ),
  frame('purge|ditch|scrap|axe|strip', { ...TAKEN, mains: FROM }),
  frame('ditch|scrap|axe', { ...TAKEN, mains: [[pattern('for|on'), 0]] }),
  frame('pull|take out|off|back|away?', TAKEN),
  frame('take|pull|get', TAKEN),
  frame('take|pull|kick|throw|get', { ...TAKEN, first: 'target', mains: [[pattern('out of'), 0]] }),
  frame('kick|throw|boot', { ...TAKEN, first: 'target', mains: [[pattern('off of?'), 0]] }),
  frame('unassign|deassign|de-assign|undeploy|unapply|unpublish|untarget', { ...TAKEN, mains: OFF }),
  frame(
    'remove|delete|drop|clear|revoke|rescind|retract|withdraw the|an|any? assignment|assignments|deployment of|for?',
    {
      ...TAKEN,
      mains: OFF,
    },
  ),
  frame(
    'stop|quit|cease assigning|applying|deploying|pushing|giving|publishing|installing|targeting|using out?',
    {
      ...TAKEN,
      mains: OFF,
      swap: 2.5,
    },
  ),
  frame('get rid of', { ...TAKEN, mains: OFF }),
  frame('strip', { ...TAKEN, first: 'target', mains: [[pattern('of'), 0]] }),
  frame('end|terminate|stop the|an|any? assignment|deployment of', { ...TAKEN, mains: OFF }),
  frame('i|we no longer|more need|want|require|use', { ...TAKEN, mains: OFF, swap: 2.5 }),
  frame('block|deny|disable|deactivate|pause|suspend|ban|forbid|prohibit', BLOCKED),
  frame('block|deny|disable|deactivate|pause|suspend|ban|forbid|prohibit', BARRED),
  frame('stop', { ...BLOCKED, swap: null, mains: [[pattern('for|on'), 0]] }),
  frame('turn|switch on'),
  frame('turn|switch off', BLOCKED),
  frame('turn|switch', { ...BLOCKED, mains: [[pattern('off for|on|in|from'), 0]] }),
  frame('prevent|stop', {
    ...BLOCKED,
    first: 'target',
    swap: null,
    mains: [[pattern('from? getting|receiving|having|using'), -6]],
  }),
  frame('keep', {
    ...BLOCKED,
    mains: [
      [pattern('away from'), -1],
      [pattern('off|from'), 0],
    ],
  }),
  frame('keep', { ...BLOCKED, first: 'target', mains: [[pattern('out of'), -6]] }),
  frame('exclude|exempt|omit|except', LEFT_OUT),
  frame('leave|carve|opt', { ...LEFT_OUT, mains: [[pattern('out of|from'), 0]] }),
  frame('add|create|make|set|configure an|the|a? exclusion|exclusions|exception for|of', {
    ...LEFT_OUT,
    mains: [[pattern('to|on|in|from'), 0]],
  }),
  frame('add|put|place', {
    first: 'target',
    side: 'exclude',
    mains: [
      [pattern('as an|a|the? exclusion|exclusions|exception|excluded|exclude group? to|on|in|for|of'), -6],
      [pattern('to|on|onto|in|into the exclusions|exclusion|exceptions list? of|on|in|for|from'), -6],
      [pattern('to|on|onto|in|into the excluded|exclude groups|group|list? of|on|in|for|from'), -6],
    ],
  }),
  ...INTENT_FRAMES,
  frame('remove|delete|drop|stop|cancel|lift the uninstall|uninstallation of', {
    side: 'remove',
    intent: 'uninstall',
    swap: null,
    mains: OFF,
  }),
  frame('turn|make|convert|change|flip|switch|mark|set', {
    first: 'target',
    side: 'exclude',
    swap: null,
    mains: [
      [pattern('to|as|into an|a? excluded|exclusion|exception group? on|of|in|for|from'), -7],
      [pattern('an|a? excluded|exclusion|exception group? on|of|in|for|from'), -6],
      [pattern('from included|inclusion|include to excluded|exclusion|exclude on|of|in|for|from'), -8],
    ],
  }),
  frame('move|shift|switch', {
    first: 'target',
    side: 'exclude',
    swap: null,
    mains: [
      [pattern('to|into the exclusions|exclusion|exceptions list? of|on|in|for'), -6],
      [pattern('to|into the excluded|exclude groups|group|list of|on|in|for'), -6],
    ],
  }),
  frame('stop|quit|cease excluding|exempting', UNEXCLUDED),
  frame('unexclude|un-exclude|reinclude|re-include', UNEXCLUDED),
  frame('no longer|more exclude|exempt', UNEXCLUDED),
  frame(
    'remove|delete|drop|lift|clear|undo|cancel|end|revoke the|an|any? exclusion|exclusions|exclude|exception|exemption for|of',
    UNEXCLUDED,
  ),
  frame('remove|delete|drop|take|strike|pull', {
    first: 'target',
    side: 'remove',
    lifts: true,
    mains: [
      [pattern('from|off|out of? the? exclusions|exclusion|exceptions|exemptions list? of|on|in|for'), -6],
      [pattern('from|off|out of? the? excluded|exclude groups|group|list? of|on|in|for'), -6],
      [pattern('as an|a|the? exclusion|exception|excluded|exclude group? from|of|on|in'), -6],
    ],
  }),
]

const BY_FIRST = new Map<string, Frame[]>()
for (const one of FRAMES) {
  for (const word of firstWords(one.verb)) BY_FIRST.set(word, [...(BY_FIRST.get(word) ?? []), one])
}

/**
 * The frames of the verb that the tokens start with, each with the tokens behind it; the longest verbs first, the
 * others marked: "stop excluding" is more than "stop".
 */
export function framesOf(tokens: readonly Token[]): { frame: Frame; rest: Token[]; shorter: boolean }[] {
  const possible = BY_FIRST.get(tokens[0]?.word ?? '') ?? []
  const found = possible
    .flatMap((one) => {
      const end = after(one.verb, tokens, 0)
      return end > 0 ? [{ frame: one, end }] : []
    })
    .sort((a, b) => b.end - a.end)
  return found.map(({ frame: one, end }) => ({
    frame: one,
    // "Assign: X to Y"
    rest: tokens.slice(tokens[end]?.word === ':' ? end + 1 : end),
    shorter: end < (found[0]?.end ?? 0),
  }))
}
