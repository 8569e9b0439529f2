import {
  bulk,
  type Case,
  COMPLIANCE,
  DEVICES,
  excluded,
  filter,
  removed,
  SCRIPT,
  several,
  to,
} from './expected.ts'

const APP = 'mobileApp'
const ADDED = to(null, 'Edge Settings', 'Legal')
const TAKEN = removed(null, 'Edge Settings', 'Legal')

/** What is told names both, and the request only points at them. */
export const LACKING: readonly Case[] = [
  ['Legal is missing Edge Settings, can you add it?', ADDED],
  ['Legal is missing Edge Settings. Can you add it?', ADDED],
  ['Legal lacks Edge Settings - please assign it', ADDED],
  [
    'Legal is missing Edge Settings and Printer Drivers, can you add them?',
    to(null, ['Edge Settings', 'Printer Drivers'], 'Legal'),
  ],
  ["HR doesn't have Printer Drivers, please assign it", to(null, 'Printer Drivers', 'HR')],
  ["hey, Printer Drivers didn't reach HR, please add them", to(null, 'Printer Drivers', 'HR')],
  ['Printer Drivers is missing for HR, can you add it?', to(null, 'Printer Drivers', 'HR')],
  ['Legal no longer needs Edge Settings, please remove it', TAKEN],
  ['Interns do not need Edge Settings anymore, please remove it', removed(null, 'Edge Settings', 'Interns')],
]

/** All that another group has, by where that one is. */
export const WHEREVER: readonly Case[] = [
  ['wherever HR is assigned, add Legal', bulk('HR', { include: ['Legal'] })],
  ['add Legal wherever HR is assigned', bulk('HR', { include: ['Legal'] })],
  ['wherever HR is targeted, exclude Legal too', bulk('HR', { exclude: ['Legal'] })],
  ['wherever HR is assigned, replace it with Legal', bulk('HR', { include: ['Legal'], moves: true })],
]

/** The intent is the last word. */
export const LAST_INTENT: readonly Case[] = [
  ['assign Company Portal to Legal optional', to(null, 'Company Portal', 'Legal', { intent: 'available' })],
  [
    'assign Company Portal to Legal and HR required',
    to(null, 'Company Portal', ['Legal', 'HR'], { intent: 'required' }),
  ],
  [
    'assign Company Portal to all devices, mandatory',
    to(null, 'Company Portal', DEVICES, { intent: 'required' }),
  ],
  ['assign Company Portal to Legal - required', to(null, 'Company Portal', 'Legal', { intent: 'required' })],
  [
    'assign Company Portal to Legal, only as available',
    to(null, 'Company Portal', 'Legal', { intent: 'available' }),
  ],
  [
    'assign Company Portal only as available to Legal',
    to(null, 'Company Portal', 'Legal', { intent: 'available' }),
  ],
]

/** Several kinds at once, and all but some kinds. */
export const KINDS_AT_ONCE: readonly Case[] = [
  ['remove all scripts and all apps from HR', bulk(null, { kind: SCRIPT, alsoKinds: [APP], remove: ['HR'] })],
  [
    'remove HR from all scripts and from all apps',
    bulk(null, { kind: SCRIPT, alsoKinds: [APP], remove: ['HR'] }),
  ],
  [
    'remove HR from all scripts, apps and compliance policies',
    bulk(null, { kind: SCRIPT, alsoKinds: [APP, COMPLIANCE], remove: ['HR'] }),
  ],
  [
    'give Legal all scripts and apps that HR has',
    bulk('HR', { kind: SCRIPT, alsoKinds: [APP], include: ['Legal'] }),
  ],
  ['remove everything apart from scripts from HR', bulk(null, { exceptKinds: [SCRIPT], remove: ['HR'] })],
  [
    'remove HR from everything except scripts and apps',
    bulk(null, { exceptKinds: [SCRIPT, APP], remove: ['HR'] }),
  ],
  [
    'remove HR from all policies but the compliance policies',
    bulk(null, { exceptKinds: [COMPLIANCE], remove: ['HR'] }),
  ],
  [
    'give Finance Laptops everything that Sales Laptops has without the apps',
    bulk('Sales Laptops', { include: ['Finance Laptops'], exceptKinds: [APP] }),
  ],
  [
    'move everything except the apps from Legal to HR',
    bulk('Legal', { include: ['HR'], moves: true, exceptKinds: [APP] }),
  ],
]

const TWO = several(to(null, 'Edge Settings', 'Legal'), to(null, 'Printer Drivers', 'HR'))
const APPS = several(
  to(null, '7-Zip 24.08', 'Legal', { intent: 'required' }),
  to(null, 'Company Portal', 'HR', { intent: 'available' }),
)

/** Pasted rows: a plan each. */
export const TABLES: readonly Case[] = [
  ['Edge Settings | Legal', ADDED],
  ['Policy | Group\nEdge Settings | Legal\nPrinter Drivers | HR', TWO],
  ['Edge Settings\tLegal\nPrinter Drivers\tHR', TWO],
  ['Group\tPolicy\nLegal\tEdge Settings\nHR\tPrinter Drivers', TWO],
  ['| Policy | Group |\n|---|---|\n| Edge Settings | Legal |\n| Printer Drivers | HR |', TWO],
  ['Hi,\nplease assign the following:\nEdge Settings | Legal\nPrinter Drivers | HR\nThanks', TWO],
  [
    'remove:\nEdge Settings | Legal\nPrinter Drivers | HR',
    several(removed(null, 'Edge Settings', 'Legal'), removed(null, 'Printer Drivers', 'HR')),
  ],
  [
    'Action | Policy | Group\nassign | Edge Settings | Legal\nexclude | Printer Drivers | HR',
    several(ADDED, excluded(null, 'Printer Drivers', 'HR')),
  ],
  [
    'Policy | Group | Filter\nEdge Settings | Legal | Corporate Windows\nPrinter Drivers | HR | Corporate Windows',
    several(
      to(null, 'Edge Settings', 'Legal', filter('Corporate Windows')),
      to(null, 'Printer Drivers', 'HR', filter('Corporate Windows')),
    ),
  ],
  [
    '<table><tbody><tr><td>Edge Settings</td><td>Legal</td></tr><tr><td>Printer Drivers</td><td>HR</td></tr></tbody></table>',
    TWO,
  ],
  ['App\tGroup\tIntent\n7-Zip 24.08\tLegal\trequired\nCompany Portal\tHR\tavailable', APPS],
  // No name goes on over the bar.
  ['Access to Printers | Legal', to(null, 'Access to Printers', 'Legal')],
  ['required | 7-Zip 24.08 | Legal\navailable | Company Portal | HR', APPS],
]

/** No plan for any row where one of them, or the head, says something else; the answer names it. */
export const ODD_TABLES: readonly (readonly [say: string, left: string])[] = [
  ['Group | Policy | Owner\nLegal | Edge Settings | Bruno', 'Owner'],
  ['Policy | Group | Intent\n7-Zip | Legal | sometimes\nEdge | HR | required', '7-Zip | Legal | sometimes'],
  ['Policy | Group\n7-Zip |\nEdge Settings | HR', '7-Zip |'],
  ['Policy | Group\nEdge Settings | Legal\nPrinter Drivers | HR | Finance', 'Printer Drivers | HR | Finance'],
  ['assign these tomorrow:\nEdge Settings | Legal\nPrinter Drivers | HR', 'assign these tomorrow:'],
  [
    'Policy | Group\nEdge Settings | Legal\nPrinter Drivers | HR tomorrow',
    'assign Printer Drivers to HR tomorrow',
  ],
]
