import { bulk, type Case, excluded, removed, to } from './expected.ts'

const same = (says: readonly string[], best: Case[1]): Case[] => says.map((say) => [say, best])

/** Verbs that people use for what has another name here. */
export const OTHER_VERBS: readonly Case[] = [
  ...same(
    [
      'ship Edge Settings to Legal',
      'map Edge Settings to Legal',
      'point Edge Settings at Legal',
      'aim Edge Settings at Legal',
      'enforce Edge Settings on Legal',
      'associate Edge Settings with Legal',
      'opt Legal into Edge Settings',
    ],
    to(null, 'Edge Settings', 'Legal'),
  ),
  ...same(
    [
      'kick Legal off Edge Settings',
      'throw Legal off Edge Settings',
      'rescind Edge Settings from Legal',
      'rescind the assignment of Edge Settings to Legal',
      'disassociate Edge Settings from Legal',
      'strip Edge Settings from Legal',
      'scrap Edge Settings for Legal',
      'ditch Edge Settings for Legal',
    ],
    removed(null, 'Edge Settings', 'Legal'),
  ),
  ['reserve Edge Settings for Legal', to(null, 'Edge Settings', 'Legal', { only: true })],
  ...same(
    [
      'change Legal from included to excluded on Edge Settings',
      'flip Legal from inclusion to exclusion on Edge Settings',
      'change Legal to excluded on Edge Settings',
      'set Legal to excluded in Edge Settings',
      'mark Legal as excluded in Edge Settings',
      'make Legal excluded from Edge Settings',
      'make Legal an exclusion on Edge Settings',
      'make sure Legal is excluded from Edge Settings',
    ],
    excluded(null, 'Edge Settings', 'Legal'),
  ),
  [
    'remove every exclusion of Legal except on Edge Settings',
    bulk(null, { remove: ['Legal'], side: 'exclusion', except: ['Edge Settings'] }),
  ],
  [
    'remove Legal from everything except from Edge Settings',
    bulk(null, { remove: ['Legal'], except: ['Edge Settings'] }),
  ],
]

/** "nothing else" is what else somebody has, and not who else has it. */
export const NOTHING_ELSE: readonly string[] = [
  'Legal should get Edge Settings and nothing else',
  'give Legal Edge Settings and nothing else',
  'add Legal to Edge Settings and nothing else',
  'make sure Legal gets Edge Settings, nothing else',
]
