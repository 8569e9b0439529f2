import type {
  BulkReading,
  ChangeReading,
  CopyReading,
  SeveralReading,
} from '../../../src/language/reading.ts'
import {
  bulk,
  type Case,
  cleared,
  copied,
  exchanged,
  excluded,
  filter,
  lifted,
  removed,
  several,
  to,
  USERS,
} from './expected.ts'

const all = (
  reading: BulkReading | ChangeReading | CopyReading | SeveralReading,
  ...says: string[]
): Case[] => says.map((say) => [say, reading])

const GIVEN = to(null, 'Edge Settings', 'Legal')
const TAKEN = removed(null, 'Edge Settings', 'Legal')
const OUT = excluded(null, 'Edge Settings', 'Interns')
const LIFTED = lifted(null, 'Edge Settings', 'Interns')
const ALONE = to(null, 'Edge Settings', 'Legal', { only: true })

/** The everyday ways to say one of the four things. */
export const PLAINLY: readonly Case[] = [
  ...all(
    GIVEN,
    'I want Legal to have Edge Settings',
    'we would like Legal to get Edge Settings',
    'Legal still needs Edge Settings',
    'provision Edge Settings for Legal',
    'could we get Edge Settings rolled out to Legal',
    'any chance we could get Legal added to Edge Settings?',
    'Edge Settings for: Legal',
    'URGENT!! assign Edge Settings to Legal',
    'TODO assign Edge Settings to Legal',
    'do: assign Edge Settings to Legal',
    'Edge Settings onto Legal',
    'rollout of Edge Settings to Legal please',
    'deployment of Edge Settings to Legal',
    'assignment: Edge Settings to Legal',
    'assign Edge Settings to Legal\n\nSent from my iPhone',
    'assign Edge Settings to Legal\n--\nAda Lovelace\nFabrikam',
    'sorry, forgot: Edge Settings also for Legal',
    'hi there, hope you are well. Could you add Legal to Edge Settings? Many thanks!',
    'Morning team, could somebody please add Legal to Edge Settings? TIA',
    'fwd: assign Edge Settings to Legal',
    'FW: assign Edge Settings to Legal',
    'Re: AW: assign Edge Settings to Legal',
    'assign Edge Settings to Legal and let me know',
    'assign Edge Settings to Legal and let me know when it is done',
    'assign Edge Settings to Legal, let me know once done',
    'assign Edge Settings to Legal and please let us know as soon as it has been assigned',
    'assign Edge Settings to Legal and ping me afterwards',
    'assign Edge Settings to Legal and tell me when done',
    'assign Edge Settings to Legal, then confirm',
    'assign Edge Settings to Legal and report back to me',
    'assign Edge Settings to Legal. Please get back to me, thanks',
  ),
  ...all(
    TAKEN,
    'Legal off Edge Settings',
    'Legal out of Edge Settings please',
    'Legal can be removed from Edge Settings',
    'Legal should be taken off Edge Settings',
    'we no longer need Edge Settings on Legal',
    'strip Legal of Edge Settings',
    'Legal: remove from Edge Settings',
    'end the assignment of Edge Settings to Legal',
    'can you remove Legal from the assignments of Edge Settings',
  ),
  ['Edge Settings - remove Legal', removed(null, 'Legal', 'Edge Settings')],
  ...all(
    OUT,
    'please carve Interns out of Edge Settings',
    'opt Interns out of Edge Settings',
    'exclusion for Interns on Edge Settings please',
    'Interns: exclude from Edge Settings',
  ),
  ...all(
    LIFTED,
    "remove Interns' exclusion from Edge Settings",
    'remove the Interns exclusion from Edge Settings',
    'lift the Interns exemption on Edge Settings',
    'Edge Settings: lift the exclusion of Interns',
    'drop the exclude for Interns on Edge Settings',
    'Interns no longer excluded from Edge Settings',
  ),
  ["remove Legal's exclusion from Edge Settings", lifted(null, 'Edge Settings', 'Legal')],
  ...all(
    ALONE,
    'Only Legal may have Edge Settings',
    'limit Edge Settings to Legal only',
    'assign Edge Settings to Legal and remove everyone else',
    'assign Edge Settings to Legal, drop the others',
    'Edge Settings just for Legal pls',
    'Edge Settings must not go to anyone but Legal',
    "Edge Settings shouldn't go to anybody except Legal",
  ),
  ...all(
    cleared(null, 'Edge Settings'),
    'remove everyone from Edge Settings',
    'take everybody off Edge Settings',
    'no one should have Edge Settings any more',
  ),
]

/** Either of two, which the person is asked. */
export const STOPPED: readonly string[] = ['stop Edge Settings for Legal', 'stop Edge Settings on Legal']

/** Several things in one message, and words that point at what was named before. */
export const TOGETHER: readonly Case[] = [
  [
    'swap Edge Settings and Chrome Extensions on group Finance',
    exchanged(to(null, 'Chrome Extensions', 'Finance'), removed(null, 'Edge Settings', 'Finance')),
  ],
  [
    'add Legal and remove Finance from Edge Settings',
    several(GIVEN, removed(null, 'Edge Settings', 'Finance')),
  ],
  [
    'add Legal to Edge Settings, remove Finance, exclude Interns',
    several(GIVEN, removed(null, 'Edge Settings', 'Finance'), OUT),
  ],
  [
    'uninstall 7-Zip 24.08 on Test Lab and install 7-Zip 24.09 instead',
    several(
      to(null, '7-Zip 24.08', 'Test Lab', { intent: 'uninstall' }),
      to(null, '7-Zip 24.09', 'Test Lab', { intent: 'required' }),
    ),
  ],
  ...all(
    several(GIVEN, removed(null, 'Edge Settings', 'Finance')),
    'Edge Settings:\n+ Legal\n- Finance',
    'Add to Edge Settings: Legal\nRemove from Edge Settings: Finance',
  ),
  ['remove Legal from Edge Settings. Same for HR.', removed(null, 'Edge Settings', ['Legal', 'HR'])],
  ['clear Edge Settings for Legal and HR', removed(null, 'Edge Settings', ['Legal', 'HR'])],
  ['Edge Settings:\n+ Legal\n+ HR', several(GIVEN, to(null, 'Edge Settings', 'HR'))],
  [
    'add HR to Edge Settings and exclude Interns from the same policy',
    to(null, 'Edge Settings', 'HR', { exclude: ['Interns'] }),
  ],
  ...all(
    to(null, ['Edge Settings', 'Printer Drivers'], 'Legal'),
    'Legal needs the following:\n- Edge Settings\n- Printer Drivers',
    'assign both of Edge Settings and Printer Drivers to Legal',
  ),
  [
    'assign Edge Settings and Printer Drivers both to HR and Legal',
    to(null, ['Edge Settings', 'Printer Drivers'], ['HR', 'Legal']),
  ],
  [
    'migrate everyone from 7-Zip 24.08 to 7-Zip 24.09',
    { ...copied('7-Zip 24.08', '7-Zip 24.09'), moves: true },
  ],
  ['all users minus Interns: Edge Settings', to(null, 'Edge Settings', USERS, { exclude: ['Interns'] })],
  [
    'everyone bar Interns should get Edge Settings',
    to(null, 'Edge Settings', USERS, { exclude: ['Interns'] }),
  ],
  [
    'Edge Settings should go to HR and no longer to Legal',
    to(null, 'Edge Settings', 'HR', { remove: ['Legal'] }),
  ],
  [
    'assign Windows 11 Baseline to Finance Laptops, but only Corporate Windows devices',
    to(null, 'Windows 11 Baseline', 'Finance Laptops', filter('Corporate Windows')),
  ],
  ['7-Zip 24.09: required for Test Lab', to(null, '7-Zip 24.09', 'Test Lab', { intent: 'required' })],
  ['Test Lab: uninstall 7-Zip 24.09', to(null, '7-Zip 24.09', 'Test Lab', { intent: 'uninstall' })],
  ...all(
    to(null, 'Company Portal', 'HR', { intent: 'available', fromIntent: 'required' }),
    'downgrade Company Portal from required to available for HR',
    'Company Portal for HR: required -> available',
  ),
  [
    'Request type: Assignment\nPolicy: Edge Settings\nTarget group: Legal\nRequested for: Bruno Mars\nPriority: Medium',
    { ...GIVEN, reason: 'Requested for: Bruno Mars; Priority: Medium' },
  ],
  [
    'assign Edge Settings to Legal so they can use the new portal',
    { ...GIVEN, reason: 'so they can use the new portal' },
  ],
  ['remove Legal from Edge Settings, they left the company', { ...TAKEN, reason: 'they left the company' }],
  ['CHG0044321 / assign Edge Settings to Legal', { ...GIVEN, reason: 'CHG0044321' }],
]

/** What the names that exist have to tell: one of the first readings is this. */
export const AMONG_READINGS: readonly Case[] = [
  [
    'assign Edge Settings to Legal and Printer Drivers to it',
    several(GIVEN, to(null, 'Printer Drivers', 'Legal')),
  ],
  [
    'assign Edge Settings to Legal and Printer Drivers to them too',
    several(GIVEN, to(null, 'Printer Drivers', 'Legal')),
  ],
  [
    'assign Edge Settings to Legal and remove Printer Drivers from it',
    several(GIVEN, removed(null, 'Printer Drivers', 'Legal')),
  ],
  [
    'take Legal off Edge Settings and put them on Printer Drivers',
    several(removed(null, 'Edge Settings', 'Legal'), to(null, 'Printer Drivers', 'Legal')),
  ],
  [
    'remove Edge Settings from Legal and give them Chrome Extensions',
    several(removed(null, 'Edge Settings', 'Legal'), to(null, 'Chrome Extensions', 'Legal')),
  ],
  [
    'remove Edge Settings from Legal and give it to HR',
    several(removed(null, 'Edge Settings', 'Legal'), to(null, 'Edge Settings', 'HR')),
  ],
  ['Edge Settings can be removed from Legal', TAKEN],
  ['need Legal on Edge Settings', GIVEN],
  ['assign Edge Settings to the Legal team', GIVEN],
  ['please take Legal out of the Edge Settings assignment', TAKEN],
]

/** No request, whatever words of one they hold. */
export const UNTOLD: readonly string[] = [
  'assign Windows 11 Baseline to Finance Laptops, only HR',
  'Edge Settings to Legal? no way',
  'do we want HR on Edge Settings',
  'remove the exclusion from Edge Settings',
  'remove the assignment from Edge Settings',
  'Edge Settings: - Legal - HR',
  'assign Edge Settings to Legal\n--\nuntil Friday',
  'assign Edge Settings and Printer Drivers to Legal and remove HR from it',
  'Subject: Edge\nFrom: Bruno\nassign Edge Settings to Legal',
]

/** Questions, with what their first reading holds. */
export const WONDERED: readonly (readonly [say: string, first: object])[] = [
  ...[
    'is Edge Settings on Legal?',
    'has Legal got Edge Settings?',
    "isn't Legal already in Edge Settings?",
    'Edge Settings assigned to Legal?',
    'was Legal removed from Edge Settings?',
  ].map((say) => [say, { action: 'show', policies: ['Edge Settings'], isFor: 'Legal' }] as const),
  ...[
    'can you tell me who assigned Edge Settings to Legal',
    'any idea why Legal was excluded from Edge Settings',
    'why is Legal excluded from Edge Settings',
    'why did Legal lose Edge Settings',
  ].map((say) => [say, { action: 'show', policies: ['Edge Settings'], history: true }] as const),
  ...[
    'what would removing Legal from Edge Settings do',
    'what happens when I remove Legal from Edge Settings?',
    'does removing Legal from Edge Settings affect anyone?',
  ].map((say) => [say, { action: 'try', wish: TAKEN }] as const),
  ['what if Interns was excluded from Edge Settings', { action: 'try', wish: OUT }],
  ['show me everything for Sales Laptops', { action: 'show-group', group: 'Sales Laptops' }],
  ['what is Sales Laptops excluded from', { action: 'show-group', group: 'Sales Laptops' }],
  ['which policies exclude Store Kiosks', { action: 'show-group', group: 'Store Kiosks' }],
]

/** What no reading comes of, and how that is told. */
export const TOLD_SO: readonly (readonly [say: string, problem: string, told: string])[] = [
  ['which policies use the filter Corporate Windows', 'question', 'I cannot answer that question'],
  ['how many policies do we have', 'question', 'I cannot answer that question'],
  ['which apps does Sales Laptops get as required', 'question', 'I cannot answer that question'],
  ['should I assign Edge Settings to Legal?', 'question', 'You asked about assigning'],
  ['remove everyone from Edge Settings apart from HR', 'allBut', 'say “assign … to … only”'],
  ['remove all groups from Edge Settings except HR', 'allBut', 'say “assign … to … only”'],
  ['stop! do not assign Edge Settings to Legal', 'negation', 'You ask me not to assign'],
  ['make it required', 'pointing', 'I only read what is in the request itself'],
  ['add them too', 'pointing', 'I only read what is in the request itself'],
  [
    'FW: Edge\n\nFrom: Bruno Mars\nSent: Monday\nTo: Ada\nSubject: Edge\n\nHi Ada,\n\nplease assign Edge Settings to Legal.\n\nThanks,\nBruno',
    'reported',
    'Write it as your own request',
  ],
]

/** Numbers that go on a list or are a part of a name, and no time. */
export const UNTIMED: readonly string[] = [
  'assign Windows Update Ring 1, 2 to Legal',
  'assign Edge Settings to Ring 1, 2',
  'assign X, 14 to Legal',
  'assign Ring 1/2 to Legal',
  'assign Edge Settings to Ring 10/11',
  'remove Ring 2, 3 from Legal',
]

const OVER = to(null, 'Edge Settings', 'HR', { remove: ['Legal'] })
const NARROWED_DOWN = to(null, 'Windows 11 Baseline', 'Test Lab', filter('Corporate Windows'))
const LEFT_OUT = to(null, 'Windows 11 Baseline', 'Test Lab', filter('Virtual Machines', 'exclude'))

/** Moves, sides that change, filters in every order, and what is told by how names begin. */
export const ROUND: readonly Case[] = [
  ...all(
    OVER,
    'shift the assignment of Edge Settings from Legal to HR',
    'switch Edge Settings over from Legal to HR',
  ),
  [
    'upgrade 7-Zip 24.08 to 7-Zip 24.09 for Test Lab',
    exchanged(to(null, '7-Zip 24.09', 'Test Lab'), removed(null, '7-Zip 24.08', 'Test Lab')),
  ],
  ...all(
    excluded(null, 'Edge Settings', 'Legal'),
    'remove Legal from Edge Settings and exclude them',
    'remove and exclude Legal from Edge Settings',
    'exclude Legal from Edge Settings instead of including it',
    'turn Legal into an exclusion on Edge Settings',
    'move Legal to the exclusions of Edge Settings',
  ),
  [
    'remove the uninstall of Company Portal for HR',
    { ...removed(null, 'Company Portal', 'HR'), fromIntent: 'uninstall' },
  ],
  ['assign Edge Settings to Legal along with HR', to(null, 'Edge Settings', ['Legal', 'HR'])],
  [
    'assign Edge Settings together with Printer Drivers to Legal',
    to(null, ['Edge Settings', 'Printer Drivers'], 'Legal'),
  ],
  ['assign Windows 11 Baseline to Test Lab together with filter Corporate Windows', NARROWED_DOWN],
  ...all(NARROWED_DOWN, 'use filter Corporate Windows for Test Lab on Windows 11 Baseline'),
  ...all(
    LEFT_OUT,
    'add filter Virtual Machines in exclude mode to Windows 11 Baseline for Test Lab',
    'put the Virtual Machines filter (exclude) on Test Lab in Windows 11 Baseline',
  ),
  ...all(
    bulk(null, { remove: ['Test Lab'], words: 'Windows', begins: true }),
    'remove Test Lab from all policies starting with Windows',
    'remove Test Lab from all policies whose name starts with Windows',
    'remove Test Lab from all policies that begin with Windows',
  ),
  [
    'remove Test Lab from all policies with Windows in the name',
    bulk(null, { remove: ['Test Lab'], words: 'Windows' }),
  ],
  ...all(
    bulk(null, { remove: ['Interns'], side: 'exclusion' }),
    'lift all exclusions of Interns',
    'stop excluding Interns everywhere',
  ),
]

/** What the names that exist have to tell, as above. */
export const AMONG_OTHERS: readonly Case[] = [
  ...[
    'assign Edge Settings instead of Chrome Extensions to Legal',
    'use Edge Settings for Legal instead of Chrome Extensions',
    'give Legal Edge Settings rather than Chrome Extensions',
  ].map((say): Case => [say, exchanged(GIVEN, removed(null, 'Chrome Extensions', 'Legal'))]),
  ['add HR to Printer Drivers, also Finance', to(null, 'Printer Drivers', ['HR', 'Finance'])],
  ['add HR to Printer Drivers, Finance too', to(null, 'Printer Drivers', ['HR', 'Finance'])],
  ['copy Edge Settings assignments to Chrome Extensions', copied('Edge Settings', 'Chrome Extensions')],
  ['make Chrome Extensions like Edge Settings', copied('Edge Settings', 'Chrome Extensions')],
  [
    'move all assignments of 7-Zip 24.08 to 7-Zip 24.09',
    { ...copied('7-Zip 24.08', '7-Zip 24.09'), moves: true },
  ],
]
