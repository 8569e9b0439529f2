import { bulk, type Case, excluded, filter, removed, to } from './expected.ts'

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

/** "only" of what else Legal has, of a time, or of a reason: nobody else's assignment of Edge Settings goes by it. */
export const ONLY_OF_OTHERS: readonly string[] = [
  'Legal only needs Edge Settings',
  'add Legal to Edge Settings only',
  'add Legal only to Edge Settings',
  'put Legal only on Edge Settings',
  'give Legal Edge Settings only',
  'target Legal with Edge Settings only',
  'restrict Legal to Edge Settings',
  'only Edge Settings for Legal',
  'assign Edge Settings and only Edge Settings to Legal',
  'assign Edge Settings, only Edge Settings, to Legal',
  'assign Edge Settings to Legal only today',
  'assign Edge Settings to Legal today only',
  'assign Edge Settings to Legal only now',
  'assign Edge Settings only tomorrow to Legal',
  'assign Edge Settings to Legal only as a test',
  'assign Edge Settings to Legal only because HR asked',
]

/** "only" of how somebody gets it. */
export const ONLY_OF_HOW: readonly Case[] = [
  [
    'assign 7-Zip 24.08 to Legal as available only',
    to(null, '7-Zip 24.08', 'Legal', { intent: 'available' }),
  ],
  [
    'assign Edge Settings to Legal with filter Corporate Windows only',
    to(null, 'Edge Settings', 'Legal', filter('Corporate Windows')),
  ],
]

const required = (name: string): Case[1] => ({
  ...removed(null, '7-Zip 24.08', name),
  fromIntent: 'required',
})

/** What people say in other turns of phrase. */
export const OTHER_TURNS: readonly Case[] = [
  ...same(
    ['restore Edge Settings to Legal', 'restore the assignment of Edge Settings to Legal'],
    to(null, 'Edge Settings', 'Legal'),
  ),
  ...same(
    [
      'have 7-Zip 24.08 installed on Legal',
      'we need 7-Zip 24.08 installed on Legal',
      'get 7-Zip 24.08 installed on Legal',
    ],
    to(null, '7-Zip 24.08', 'Legal', { intent: 'required' }),
  ),
  ...same(
    ['Legal must go from Edge Settings', 'Legal has to go from Edge Settings'],
    removed(null, 'Edge Settings', 'Legal'),
  ),
  ...same(
    [
      'Edge Settings should go from HR to Legal',
      'substitute Legal for HR on Edge Settings',
      'substitute HR with Legal on Edge Settings',
    ],
    to(null, 'Edge Settings', 'Legal', { remove: ['HR'] }),
  ),
  ...same(
    [
      'Edge Settings should be for Legal only',
      'narrow Edge Settings down to Legal',
      'replace all groups on Edge Settings with Legal',
      'replace everyone on Edge Settings with Legal',
      'replace the assignments of Edge Settings by Legal',
      'overwrite the assignments of Edge Settings with Legal',
    ],
    to(null, 'Edge Settings', 'Legal', { only: true }),
  ),
  ...same(["remove all of HR's policies", "drop all HR's policies"], bulk(null, { remove: ['HR'] })),
  ["assign all of HR's policies to Legal", bulk('HR', { include: ['Legal'] })],
  ["give Legal all of HR's apps", bulk('HR', { kind: 'mobileApp', include: ['Legal'] })],
  ['remove the apps from Legal', bulk(null, { kind: 'mobileApp', remove: ['Legal'] })],
  ['assign Edge Settings to Legal w/o HR', { ...to(null, 'Edge Settings', 'Legal'), exclude: ['HR'] }],
  ['assign Edge Settings to Legal, excl. HR', { ...to(null, 'Edge Settings', 'Legal'), exclude: ['HR'] }],
  [
    'assign Kiosk Windows to Legal w/o filter',
    to(null, 'Kiosk Windows', 'Legal', { withoutFilter: true, gives: true }),
  ],
]

/** Whoever has it the other way, where nobody is named. */
export const FOR_ALL_WHO_HAVE_IT: readonly Case[] = [
  ...same(
    ['change 7-Zip 24.08 to available', 'switch 7-Zip 24.08 to available', 'set 7-Zip 24.08 to optional'],
    { ...to(null, '7-Zip 24.08', [], { intent: 'available' }), fromIntent: 'required', every: true },
  ),
  [
    'change the intent of 7-Zip 24.08 to required',
    { ...to(null, '7-Zip 24.08', [], { intent: 'required' }), fromIntent: 'available', every: true },
  ],
]

/** Only the names that exist can tell which of its readings is meant. */
export const TOLD_BY_NAMES: readonly Case[] = [
  ['7-Zip 24.08 should no longer be required for Legal', required('Legal')],
  ['7-Zip 24.08 should not be required for Legal any more', required('Legal')],
  ['HR should replace Legal on Edge Settings', to(null, 'Edge Settings', 'HR', { remove: ['Legal'] })],
  ['remove all exclusions from Legal', bulk(null, { remove: ['Legal'], side: 'exclusion' })],
]

/** A form whose first line is the policy, and forms with fields left open. */
export const HEADED_FORMS: readonly Case[] = [
  [
    'Edge Settings\nInclude: Legal, HR\nExclude: Interns',
    { ...to(null, 'Edge Settings', ['Legal', 'HR']), exclude: ['Interns'] },
  ],
  ['Edge Settings:\nInclude: Legal\nExclude: none', to(null, 'Edge Settings', 'Legal')],
  ['Edge Settings\nGroup: Legal\nAction: remove', removed(null, 'Edge Settings', 'Legal')],
  [
    'Kiosk Windows\nIncluded groups: Legal\nFilter: none',
    to(null, 'Kiosk Windows', 'Legal', { withoutFilter: true, gives: true }),
  ],
  [
    'Kiosk Windows\nGroup: Legal\nFilter: Corporate Windows\nMode: exclude',
    to(null, 'Kiosk Windows', 'Legal', { filter: { name: 'Corporate Windows', mode: 'exclude' } }),
  ],
]
