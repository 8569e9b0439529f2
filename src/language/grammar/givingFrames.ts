import { FOR_MAINS, type Frame, frame, TO_MAINS, WISHED } from './frame.ts'
import { pattern } from './pattern.ts'

const PASSIVE: typeof TO_MAINS = [
  [pattern('is|are|be|gets|get assigned|deployed|applied|pushed|published to|for|on'), 0],
]

/** "we need X on Y", "have X removed from Y", "I want Y excluded from X" */
const NEEDED: typeof TO_MAINS = [...WISHED, [pattern('on|for'), 0]]

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

const ADDED: Partial<Frame> = { first: 'target', swap: 1.5 }

/** Verbs that give something to somebody. */
export const GIVING: readonly Frame[] = [
  frame(
    'assign|reassign|re-assign|apply|deploy|push|publish|distribute|provision|link|attach|bind|allocate|scope|ship|deliver|map|enforce|implement|propagate out?',
    {
      ditransitive: true,
    },
  ),
  frame('roll|push|send out'),
  frame('run|execute'),
  frame('roll', { mains: [[pattern('out to|for|on'), 0]] }),
  frame('rollout|roll-out|enable|activate|use|set|send|issue|extend|expand'),
  frame('set up'),
  frame('set', { mains: [[pattern('up for|on|to'), 0]] }),
  frame('authorise|authorize|allow|permit', {
    mains: [
      [pattern('for'), 0],
      [pattern('on'), 0.5],
    ],
  }),
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
  frame('target|point|aim|direct', { mains: [...TO_MAINS, [pattern('at'), 0]] }),
  frame('associate|connect', { mains: [[pattern('with|to'), 0]] }),
  frame('opt', { ...ADDED, swap: null, mains: [[pattern('in? to|into'), 0]] }),
  frame(
    'make|set|mark|have|turn|keep|change|switch|convert|move|flip|alter|downgrade|upgrade|promote|demote|lower',
    {
      mains: FOR_MAINS,
      swap: 2,
      needsIntent: true,
    },
  ),
  frame('make|set|change|switch the? intent|assignment|type of|for|on', {
    mains: FOR_MAINS,
    swap: 2,
    needsIntent: true,
  }),
  frame('force the|an? uninstall|uninstallation|removal of', {
    mains: FOR_MAINS,
    swap: null,
    intent: 'uninstall',
  }),
  frame('force|force-install|forcibly install?', { mains: FOR_MAINS, swap: null, intent: 'required' }),
  frame('require|mandate', { mains: FOR_MAINS, swap: null, intent: 'required' }),
  ...['get|have', 'i|we want|need', 'i|we would like', "i'd|we'd like"].map((verb) =>
    frame(verb, { mains: [[pattern('to? be? installed on|for'), -6]], swap: null, intent: 'required' }),
  ),
  frame('offer', { mains: FOR_MAINS, swap: null, intent: 'available' }),
  frame('install', { mains: FOR_MAINS, swap: null, intent: 'required' }),
  frame('uninstall|deinstall', { mains: FOR_MAINS, swap: null, intent: 'uninstall' }),
]
