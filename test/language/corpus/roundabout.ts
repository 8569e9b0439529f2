import type { CopyReading } from '../../../src/language/reading.ts'
import { bulk, type Case, copied, excluded, lifted, removed, several, to, USERS } from './expected.ts'

/** An unusual order or turn of phrase: read as the usual one. */
export const ROUNDABOUT: readonly Case[] = [
  ['in Edge Settings replace HR with Legal', to(null, 'Edge Settings', 'Legal', { remove: ['HR'] })],
  ['on Edge Settings swap HR for Legal', to(null, 'Edge Settings', 'Legal', { remove: ['HR'] })],
  ['from Edge Settings remove Legal', removed(null, 'Edge Settings', 'Legal')],
  ['to Legal assign Edge Settings', to(null, 'Edge Settings', 'Legal')],
  ['please, to Legal, assign Edge Settings', to(null, 'Edge Settings', 'Legal')],
  ['assign, please, Edge Settings to Legal', to(null, 'Edge Settings', 'Legal')],
  ['Legal <- Edge Settings', to(null, 'Edge Settings', 'Legal')],
  ['Edge Settings moves from HR to Legal', to(null, 'Edge Settings', 'Legal', { remove: ['HR'] })],
  ['Edge Settings should go from HR to Legal', to(null, 'Edge Settings', 'Legal', { remove: ['HR'] })],
  ['reassign Edge Settings from HR to Legal', to(null, 'Edge Settings', 'Legal', { remove: ['HR'] })],
  ['reassign Edge Settings to Legal', to(null, 'Edge Settings', 'Legal')],
  ['assign Edge Settings not only to Legal but also to HR', to(null, 'Edge Settings', ['Legal', 'HR'])],
  ['not just Legal but HR too should get Edge Settings', to(null, 'Edge Settings', ['Legal', 'HR'])],
  ['assign Edge Settings to Legal and do the same for HR', to(null, 'Edge Settings', ['Legal', 'HR'])],
  ['add Legal to Edge Settings and do the same for HR', to(null, 'Edge Settings', ['Legal', 'HR'])],
  [
    'exclude Legal from Edge Settings and do the same for HR',
    excluded(null, 'Edge Settings', ['Legal', 'HR']),
  ],
  ['assign Edge Settings to Legal, likewise for HR', to(null, 'Edge Settings', ['Legal', 'HR'])],
  ['nobody but Legal should get Edge Settings', to(null, 'Edge Settings', 'Legal', { only: true })],
  ['Edge Settings for Legal only, nobody else', to(null, 'Edge Settings', 'Legal', { only: true })],
  [
    'remove Legal from Edge Settings, it breaks their laptops',
    { ...removed(null, 'Edge Settings', 'Legal'), reason: 'it breaks their laptops' },
  ],
  [
    "assign Edge Settings to Legal, they don't have it",
    { ...to(null, 'Edge Settings', 'Legal'), reason: "they don't have it" },
  ],
  ['🚀 assign Edge Settings to Legal', to(null, 'Edge Settings', 'Legal')],
  ['pls asap assign Edge Settings 2 Legal thx!!! 🙏🙏', to(null, 'Edge Settings', 'Legal')],
  ['assign Edge Settings to 🚀 Pilots', to(null, 'Edge Settings', '🚀 Pilots')],
  ['assing Edge Settings too Legal', to(null, 'Edge Settings', 'Legal')],
  [
    'force uninstall of Zscaler Client on Legal',
    to(null, 'Zscaler Client', 'Legal', { intent: 'uninstall' }),
  ],
  ['remove Legal from "Deploy Chrome to Kiosks"', removed(null, 'Deploy Chrome to Kiosks', 'Legal')],
  ['everyone should get Edge Settings', to(null, 'Edge Settings', USERS)],
]

/** Intents that stand where tickets put them, numbers within a line, and what is in brackets beside a name. */
export const AS_WRITTEN: readonly Case[] = [
  ['assign required Zscaler Client to Legal', to(null, 'Zscaler Client', 'Legal', { intent: 'required' })],
  ...[
    'set Zscaler Client to required for Legal and available for HR',
    'make Zscaler Client required for Legal and available for HR',
    'assign Zscaler Client required to Legal, available to HR',
  ].map(
    (say): Case => [
      say,
      several(
        to(null, 'Zscaler Client', 'Legal', { intent: 'required' }),
        to(null, 'Zscaler Client', 'HR', { intent: 'available' }),
      ),
    ],
  ),
  [
    '1) assign Edge Settings to Legal 2) remove HR from Printer Drivers',
    several(to(null, 'Edge Settings', 'Legal'), removed(null, 'Printer Drivers', 'HR')),
  ],
  ['assign Edge Settings to Legal (urgent!)', to(null, 'Edge Settings', 'Legal')],
  ['assign Edge Settings to Legal (see mail)', to(null, 'Edge Settings', 'Legal')],
  ['assign Edge Settings to Legal (old)', to(null, 'Edge Settings', 'Legal (old)')],
  ['assign Printer Drivers to whoever has Edge Settings', copied('Edge Settings', 'Printer Drivers')],
  ['assign Printer Drivers to everyone who gets Edge Settings', copied('Edge Settings', 'Printer Drivers')],
  [
    'assign Kiosk Windows to Legal w/ filter Corporate Windows excl.',
    to(null, 'Kiosk Windows', 'Legal', { filter: { name: 'Corporate Windows', mode: 'exclude' } }),
  ],
]

/** Who wants it, and what was agreed before: beside the request. */
export const BESIDE: readonly Case[] = [
  [
    'add Legal to Edge Settings (requested by Bruno)',
    { ...to(null, 'Edge Settings', 'Legal'), reason: 'requested by Bruno' },
  ],
  [
    'RITM0012345 - please add Legal to Edge Settings (requested by Ada Lovelace)',
    { ...to(null, 'Edge Settings', 'Legal'), reason: 'RITM0012345; requested by Ada Lovelace' },
  ],
  [
    'add Legal to Edge Settings on behalf of Bruno',
    { ...to(null, 'Edge Settings', 'Legal'), reason: 'on behalf of Bruno' },
  ],
  [
    'as discussed with Bruno please remove HR from Printer Drivers',
    { ...removed(null, 'Printer Drivers', 'HR'), leftOut: ['as discussed with Bruno please'] },
  ],
]

/** Exclusions that are to stay are said as what is excepted. */
export const KEPT_OUT: readonly Case[] = [
  'assign Edge Settings to Legal, but keep HR excluded',
  'assign Edge Settings to Legal and leave HR excluded',
  'assign Edge Settings to Legal, HR stays excluded',
  'assign Edge Settings to Legal but keep the exclusion of HR',
].map((say) => [say, to(null, 'Edge Settings', 'Legal', { exclude: ['HR'] })])

/** What a word in the names says, and one policy or group in place of another. */
export const OF_MANY: readonly Case[] = [
  [
    'exclude Legal from all policies with Edge in the name',
    bulk(null, { exclude: ['Legal'], words: 'Edge' }),
  ],
  ['exclude Legal from everything with Edge in the name', bulk(null, { exclude: ['Legal'], words: 'Edge' })],
  ['exclude Legal from all Edge policies', bulk(null, { exclude: ['Legal'], words: 'Edge' })],
  ['assign all Edge policies to Legal', bulk(null, { include: ['Legal'], words: 'Edge' })],
  ['assign All Hands Policy to Legal', to(null, 'All Hands Policy', 'Legal')],
  ['Legal gets what HR gets', bulk('HR', { include: ['Legal'] })],
  ['Legal should have everything that HR has', bulk('HR', { include: ['Legal'] })],
  [
    'Legal gets what HR gets, as available',
    bulk('HR', { include: ['Legal'], kind: 'mobileApp', onlyWithIntent: true, intent: 'available' }),
  ],
  [
    'give Legal all apps that HR has as required',
    bulk('HR', { include: ['Legal'], kind: 'mobileApp', intent: 'required' }),
  ],
  [
    'Policies: Edge Settings; Printer Drivers / Groups: Legal',
    to(null, ['Edge Settings', 'Printer Drivers'], 'Legal'),
  ],
  [
    'policies: Edge Settings; Printer Drivers / groups: Legal; HR',
    to(null, ['Edge Settings', 'Printer Drivers'], ['Legal', 'HR']),
  ],
  ['Policy: Edge Settings | Group: Legal', to(null, 'Edge Settings', 'Legal')],
  ['Policy = Edge Settings, Group = Legal', to(null, 'Edge Settings', 'Legal')],
  [
    'app: 7-Zip 24.08; group: Legal; intent: required',
    to('mobileApp', '7-Zip 24.08', 'Legal', { intent: 'required' }),
  ],
  ['assign Edge Settings to Legal; HR', to(null, 'Edge Settings', ['Legal', 'HR'])],
]

const replaced = (kind: string | null): CopyReading => ({
  ...copied('7-Zip 24.08', '7-Zip 24.09'),
  kind,
  moves: true,
})

/** B gets what A has, and A loses it: which of the two readings is meant, the names tell. */
export const REPLACED: readonly (readonly [say: string, one: CopyReading])[] = [
  ['replace app 7-Zip 24.08 with 7-Zip 24.09', replaced('mobileApp')],
  ['replace 7-Zip 24.08 by 7-Zip 24.09 everywhere', replaced(null)],
  ['swap 7-Zip 24.08 for 7-Zip 24.09', replaced(null)],
  ['use 7-Zip 24.09 instead of 7-Zip 24.08', replaced(null)],
]

/** A later request that points at the policy of the first, or leaves it out. */
export const POINTING: readonly Case[] = [
  [
    'add Legal to Edge Settings and remove HR from it',
    several(to(null, 'Edge Settings', 'Legal'), removed(null, 'Edge Settings', 'HR')),
  ],
  [
    'Add Legal to Edge Settings, then remove HR from it',
    several(to(null, 'Edge Settings', 'Legal'), removed(null, 'Edge Settings', 'HR')),
  ],
  [
    'add Legal to Edge Settings and remove HR',
    several(to(null, 'Edge Settings', 'Legal'), removed(null, 'Edge Settings', 'HR')),
  ],
  [
    'remove HR from Edge Settings and add Legal instead',
    several(removed(null, 'Edge Settings', 'HR'), to(null, 'Edge Settings', 'Legal')),
  ],
  [
    'exclude HR from Edge Settings and include Legal',
    several(excluded(null, 'Edge Settings', 'HR'), to(null, 'Edge Settings', 'Legal')),
  ],
  [
    '1. add Legal to Edge Settings\n2. exclude Interns from it',
    several(to(null, 'Edge Settings', 'Legal'), excluded(null, 'Edge Settings', 'Interns')),
  ],
  [
    'assign Edge Settings to Legal and take it away from HR',
    several(to(null, 'Edge Settings', 'Legal'), removed(null, 'Edge Settings', 'HR')),
  ],
  [
    'stop excluding HR from Edge Settings and remove Legal from it',
    several(lifted(null, 'Edge Settings', 'HR'), removed(null, 'Edge Settings', 'Legal')),
  ],
]

/** Reminders, thoughts, reports and half names: no request, and the answer says why. */
export const NO_REQUESTS: readonly (readonly [say: string, problem: string])[] = [
  ["don't forget to assign Edge Settings to Legal", 'reminder'],
  ['do not forget to remove Legal from Edge Settings', 'reminder'],
  ['please remember to assign Edge Settings to Legal', 'reminder'],
  ['we should assign Edge Settings to Legal', 'thought'],
  ['maybe assign Edge Settings to Legal', 'thought'],
  ['I think we should assign Edge Settings to Legal', 'thought'],
  ['it would be good to assign Edge Settings to Legal', 'thought'],
  ["I've just assigned Edge Settings to Legal", 'statement'],
  ['Edge Settings got removed from Legal', 'statement'],
  ["Legal doesn't get Edge Settings", 'statement'],
  ['Bruno: "assign Edge Settings to Legal"', 'reported'],
  ['“assign Edge Settings to Legal”', 'reported'],
  ['Bruno: assign Edge Settings to Legal', 'leftOver'],
  ['From: Bruno\nTo: Ada\nassign Edge Settings to Legal', 'reported'],
  ['if Edge Settings is not assigned to Legal, assign it', 'condition'],
  ['assign Edge Settings to neither Legal nor HR', 'leftOver'],
  ['assign Edge Settings to either Legal or HR', 'leftOver'],
  ['assign Edge Settings to Legal, Bruno said it is fine', 'leftOver'],
  ['exclude Executives from everything', 'outOfAll'],
  ['disable Edge Settings', 'noTarget'],
  ['block Edge Settings', 'noTarget'],
  ['exclude Executives from all policies', 'outOfAll'],
  ['assign Edge Settings to Legal; Bruno objects', 'leftOver'],
  ['assign Edge Settings to Legal as Bruno asked', 'leftOver'],
  ['assign my policy to Legal', 'noPolicy'],
  ['assign Edge Settings to my group', 'leftOver'],
  ["assign Edge Settings to Bruno's laptop", 'leftOver'],
  ['assign Edge Settings and Printer Drivers to Legal and remove HR from it', 'several'],
]
