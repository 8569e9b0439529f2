import { FROM_MAINS, type Frame, frame, OFF_MAINS } from './frame.ts'
import { pattern } from './pattern.ts'

const TAKEN: Partial<Frame> = { mains: FROM_MAINS, side: 'remove', swap: 1.5 }

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
  mains: [...FROM_MAINS, [pattern('in|on|for|of'), 2]],
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
const BARRED: Partial<Frame> = { ...BLOCKED, first: 'target', mains: FROM_MAINS }
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
    mains: OFF_MAINS,
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

/** Verbs that take something from somebody, or exclude somebody from it. */
export const TAKING: readonly Frame[] = [
  frame('remove|drop|delete|clear', { ...TAKEN, first: 'target' }),
  frame(
    'withdraw|revoke|rescind|retract|detach|disconnect|disassociate|dissociate|unbind|unmap|unlink|clear',
    {
      ...TAKEN,
      mains: OFF_MAINS,
    },
  ),
  frame('yank|recall|purge|ditch|scrap|axe|strip', { ...TAKEN, mains: FROM_MAINS }),
  frame('ditch|scrap|axe|drop', { ...TAKEN, mains: [[pattern('for|on'), 0]] }),
  frame('pull|take out|off|back|away?', TAKEN),
  frame('take|pull|get', TAKEN),
  frame('take|pull|kick|throw|get', { ...TAKEN, first: 'target', mains: [[pattern('out of'), 0]] }),
  frame('kick|throw|boot', { ...TAKEN, first: 'target', mains: [[pattern('off of?'), 0]] }),
  frame('unassign|deassign|de-assign|undeploy|unapply|unpublish|untarget', { ...TAKEN, mains: OFF_MAINS }),
  frame(
    'remove|delete|drop|clear|revoke|rescind|retract|withdraw the|an|any? assignment|assignments|deployment of|for?',
    {
      ...TAKEN,
      mains: OFF_MAINS,
    },
  ),
  frame(
    'stop|quit|cease assigning|applying|deploying|pushing|giving|publishing|installing|targeting|using out?',
    {
      ...TAKEN,
      mains: OFF_MAINS,
      swap: 2.5,
    },
  ),
  frame('get rid of', { ...TAKEN, mains: OFF_MAINS }),
  frame('strip', { ...TAKEN, first: 'target', mains: [[pattern('of'), 0]] }),
  frame('end|terminate|stop|cancel the|an|any? assignment|deployment of', { ...TAKEN, mains: OFF_MAINS }),
  frame('i|we no longer|more need|want|require|use', { ...TAKEN, mains: OFF_MAINS, swap: 2.5 }),
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
    mains: [[pattern('from? getting|receiving|having|using|installing'), -6]],
  }),
  frame('block|ban|bar|keep', {
    ...BLOCKED,
    first: 'target',
    swap: null,
    mains: [[pattern('from getting|receiving|having|using'), -6]],
  }),
  frame('keep|hide', {
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
    mains: OFF_MAINS,
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
  frame('no longer|more assign|deploy|apply|push|publish|target|install|give', {
    ...TAKEN,
    mains: OFF_MAINS,
    swap: 2.5,
  }),
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
