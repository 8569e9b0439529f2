import { type Case, excluded, filter, lifted, removed, to } from './expected.ts'

const KIOSKS = (rest: Parameters<typeof to>[3]) => to(null, 'Kiosk Windows', 'Finance Laptops', rest)
const same = (says: readonly string[], best: Case[1]): Case[] => says.map((say) => [say, best])

/** An exclusion is lifted: nothing of an inclusion goes, and nobody is included. */
export const LIFTED: readonly Case[] = same(
  [
    'stop excluding Old Kiosks from Kiosk Windows',
    'cease excluding Old Kiosks from Kiosk Windows',
    'no longer exclude Old Kiosks from Kiosk Windows',
    'unexclude Old Kiosks from Kiosk Windows',
    'remove the exclusion for Old Kiosks from Kiosk Windows',
    'remove the exclusion of Old Kiosks from Kiosk Windows',
    'delete the exclusion of Old Kiosks on Kiosk Windows',
    'lift the exclusion of Old Kiosks on Kiosk Windows',
    'lift the exclusion for Old Kiosks from Kiosk Windows',
    'end the exemption of Old Kiosks from Kiosk Windows',
    'take Old Kiosks off the exclusions of Kiosk Windows',
    'take Old Kiosks off the exclusion list of Kiosk Windows',
    'take Old Kiosks off the excluded groups of Kiosk Windows',
    'take Old Kiosks out of the excluded groups of Kiosk Windows',
    'remove Old Kiosks from the exclusions of Kiosk Windows',
    'remove Old Kiosks from the excluded groups on Kiosk Windows',
    'remove Old Kiosks as an exclusion from Kiosk Windows',
    'remove Old Kiosks as excluded group from Kiosk Windows',
  ],
  lifted(null, 'Kiosk Windows', 'Old Kiosks'),
)

export const AS_EXCLUDED: readonly Case[] = [
  ...same(
    [
      'add Finance to Outlook Cached Mode as excluded',
      'add Finance to Outlook Cached Mode as an exclusion',
      'add Finance to Outlook Cached Mode as excluded group',
      'add Finance to Outlook Cached Mode as an exclude',
      'add Finance to Outlook Cached Mode (exclude)',
      'add Finance to Outlook Cached Mode (excluded)',
      'add Finance as excluded to Outlook Cached Mode',
      'add Finance as an excluded group to Outlook Cached Mode',
      'assign Outlook Cached Mode to Finance as excluded',
      'assign Outlook Cached Mode to Finance (exclude)',
      'include Finance in Outlook Cached Mode as an exclusion',
    ],
    excluded(null, 'Outlook Cached Mode', 'Finance'),
  ),
  [
    'exclude Help Desk from 7-Zip 24.08 as required',
    { ...excluded(null, '7-Zip 24.08', 'Help Desk'), intent: 'required' },
  ],
]

export const MODES: readonly Case[] = [
  ...same(
    [
      'assign Kiosk Windows to Finance Laptops, filter: Corporate Windows (exclude)',
      'assign Kiosk Windows to Finance Laptops, filter: Corporate Windows (excluded)',
      'assign Kiosk Windows to Finance Laptops with filter Corporate Windows excluded',
      'assign Kiosk Windows to Finance Laptops with filter Corporate Windows as exclude',
      'assign Kiosk Windows to Finance Laptops with filter Corporate Windows as excluded',
      'assign Kiosk Windows to Finance Laptops with filter Corporate Windows in exclude mode',
      'assign Kiosk Windows to Finance Laptops with filter Corporate Windows, mode exclude',
      'assign Kiosk Windows to Finance Laptops with filter Corporate Windows (mode: exclude)',
      'assign Kiosk Windows to Finance Laptops, filter mode: exclude, filter: Corporate Windows',
      'assign Kiosk Windows to Finance Laptops, filter: Corporate Windows, filter mode: exclude',
      'assign Kiosk Windows to Finance Laptops not filter Corporate Windows',
      'assign Kiosk Windows to Finance Laptops excluding filter Corporate Windows',
    ],
    KIOSKS(filter('Corporate Windows', 'exclude')),
  ),
  ...same(
    [
      'assign Kiosk Windows to Finance Laptops, include filter Corporate Windows',
      'assign Kiosk Windows to Finance Laptops with filter Corporate Windows (include)',
      'assign Kiosk Windows to Finance Laptops with filter Corporate Windows in include mode',
      'assign Kiosk Windows to Finance Laptops (filter Corporate Windows, include)',
    ],
    KIOSKS(filter('Corporate Windows')),
  ),
  ...same(
    [
      'assign Kiosk Windows to Finance Laptops with no filter',
      'assign Kiosk Windows to Finance Laptops without filter',
      'assign Kiosk Windows to Finance Laptops without a filter',
      'assign Kiosk Windows to Finance Laptops without any filters',
      'assign Kiosk Windows without filter to Finance Laptops',
      'assign Kiosk Windows to Finance Laptops unfiltered',
    ],
    KIOSKS({ withoutFilter: true, gives: true }),
  ),
]

export const OTHER_VERBS: readonly Case[] = [
  ...same(
    [
      'assign Edge Settings to Legal',
      're-assign Edge Settings to Legal',
      'assign Edge Settings back to Legal',
      'put Legal into Edge Settings',
      'put Legal on Edge Settings',
      'enroll Legal in Edge Settings',
      'enrol Legal into Edge Settings',
    ],
    to(null, 'Edge Settings', 'Legal'),
  ),
  ...same(
    [
      'deassign Edge Settings from Legal',
      'de-assign Edge Settings from Legal',
      'get rid of Edge Settings for Legal',
    ],
    removed(null, 'Edge Settings', 'Legal'),
  ),
  ['force install Company Portal on Legal', to(null, 'Company Portal', 'Legal', { intent: 'required' })],
  [
    'assign Edge Settings to Sales Laptops instead of all devices',
    to(null, 'Edge Settings', 'Sales Laptops', { remove: ['@allDevices'] }),
  ],
  [
    'assign Edge Settings to Sales Laptops rather than to Legal',
    to(null, 'Edge Settings', 'Sales Laptops', { remove: ['Legal'] }),
  ],
]

/** To exclude and to take away are both meant by these, so the person has to say which. */
export const BLOCKS: readonly string[] = [
  'block Legal from Edge Settings',
  'block Edge Settings for Legal',
  'deny Edge Settings to Legal',
  'disable Edge Settings for Legal',
  'turn off Edge Settings for Legal',
  'turn Edge Settings off for Legal',
  'switch off Edge Settings for Legal',
  'pause Edge Settings for Legal',
  'prevent Legal from getting Edge Settings',
  'stop Legal from getting Edge Settings',
  'keep Legal out of Edge Settings',
  'keep Edge Settings away from Legal',
]

export const LATER: readonly string[] = [
  'assign Edge Settings to Legal in Q1',
  'assign Windows 11 Baseline to Sales Laptops after the maintenance window',
  'assign Windows 11 Baseline to Sales Laptops during the maintenance window',
  'assign Windows 11 Baseline to Sales Laptops before the release',
  'assign Windows 11 Baseline to Sales Laptops until the migration',
  'assign Kiosk Windows to Old Kiosks next sprint',
  'assign Kiosk Windows to Old Kiosks in the next sprint',
  'remove Old Kiosks from Kiosk Windows after the change freeze',
]

/** A word that means something, and that no part of a reading says. */
export const LEFT_OVER: readonly string[] = [
  'assign Windows 11 Baseline to Sales Laptops unless Bruno objects',
  'assign Windows 11 Baseline to Sales Laptops if Bruno is there',
]
