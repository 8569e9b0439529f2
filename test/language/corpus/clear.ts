import type { ChangeReading } from '../../../src/language/reading.ts'
import { bulk, type Case, cleared, copied, filter, removed, several, to } from './expected.ts'

/* Sentences that no administrator would understand in two ways. */

const ZIP = '7-Zip 24.08'
const EDGE = 'Edge Settings'
const PORTAL = 'Company Portal'
const moved = (rest: Partial<ChangeReading> = {}) => to(null, EDGE, 'HR', { remove: ['Legal'], ...rest })
const required = (policy: string, group: string) => to(null, policy, group, { intent: 'required' })
const available = (policy: string, group: string) => to(null, policy, group, { intent: 'available' })
const uninstalled = (policy: string, group: string) => to(null, policy, group, { intent: 'uninstall' })

export const INTENTS: readonly Case[] = [
  [
    `give Legal 7-Zip as required and ${PORTAL} as available`,
    several(required('7-Zip', 'Legal'), available(PORTAL, 'Legal')),
  ],
  [
    'give Legal the app Zoom as required, the app Slack as available and the app Skype as uninstall',
    several(
      { ...required('Zoom', 'Legal'), kind: 'mobileApp' },
      { ...available('Slack', 'Legal'), kind: 'mobileApp' },
      { ...uninstalled('Skype', 'Legal'), kind: 'mobileApp' },
    ),
  ],
  [
    `assign ${ZIP} to Legal as required and to HR as available`,
    several(required(ZIP, 'Legal'), available(ZIP, 'HR')),
  ],
  [
    `${PORTAL}: required for Sales, uninstall for Interns`,
    several(required(PORTAL, 'Sales'), uninstalled(PORTAL, 'Interns')),
  ],
  [
    `${PORTAL}: available for Sales and Legal; required for Interns`,
    several(to(null, PORTAL, ['Sales', 'Legal'], { intent: 'available' }), required(PORTAL, 'Interns')),
  ],
  [
    `${PORTAL}: required for Sales, uninstall Zoom for Interns`,
    several(required(PORTAL, 'Sales'), uninstalled('Zoom', 'Interns')),
  ],
]

/** What is said second may be an app or a group, which the names tell: both are among the readings. */
export const GIVEN = [
  [
    `give Legal ${ZIP} as required and HR as available`,
    several(required(ZIP, 'Legal'), available(ZIP, 'HR')),
  ],
  [
    `give Legal ${ZIP} as required and HR ${PORTAL} as available`,
    several(required(ZIP, 'Legal'), available(PORTAL, 'HR')),
  ],
] as const

export const MOVED: readonly Case[] = [
  [`move ${EDGE} as required from Legal to HR`, moved({ intent: 'required' })],
  [`move Legal's ${EDGE} to HR`, moved()],
  [`move Legal’s assignment of ${EDGE} to HR`, moved()],
  [`transfer Legal's ${EDGE} to HR as available`, moved({ intent: 'available' })],
  [`move the Sales Team's ${EDGE} to HR`, moved({ remove: ['Sales Team'] })],
]

export const REPLACED: readonly Case[] = [
  [
    `uninstall ${ZIP} on Legal and replace it with Power BI Desktop`,
    several(uninstalled(ZIP, 'Legal'), to(null, 'Power BI Desktop', 'Legal', { replaces: true })),
  ],
]

/** The names tell what comes in whose place. */
export const REPLACED_BY = [
  [
    `remove ${ZIP} from Legal and replace it with Power BI Desktop`,
    several(removed(null, ZIP, 'Legal'), to(null, 'Power BI Desktop', 'Legal', { replaces: true })),
  ],
  [
    `remove Legal from ${EDGE} and replace it with HR`,
    several(removed(null, EDGE, 'Legal'), to(null, EDGE, 'HR')),
  ],
] as const

export const WHOLLY: readonly Case[] = [
  [`remove Legal completely from ${EDGE}`, removed(null, EDGE, 'Legal')],
  [`remove Legal from ${EDGE} entirely`, removed(null, EDGE, 'Legal')],
  [`please completely remove group Legal from ${EDGE}`, removed(null, EDGE, 'Legal')],
  [`fully exclude Legal from ${EDGE}`, { ...to(null, EDGE, []), exclude: ['Legal'] }],
  [`unassign ${EDGE} completely`, cleared(null, EDGE)],
  ['remove Legal completely', bulk(null, { remove: ['Legal'] })],
  ['completely remove Legal', bulk(null, { remove: ['Legal'] })],
]

export const FROM_NOW_ON: readonly Case[] = [
  [`${EDGE} is for Legal only from now on`, to(null, EDGE, 'Legal', { only: true })],
  [`From now on, ${EDGE} is for Legal only.`, to(null, EDGE, 'Legal', { only: true })],
  [`from now on only Legal gets ${EDGE}`, to(null, EDGE, 'Legal', { only: true })],
  [`going forward ${PORTAL} is available for Legal`, available(PORTAL, 'Legal')],
  [`Legal is excluded from ${EDGE} from now on`, { ...to(null, EDGE, []), exclude: ['Legal'] }],
  [`HR no longer gets ${EDGE} from now on`, removed(null, EDGE, 'HR')],
  [`from now on assign ${EDGE} to Legal`, to(null, EDGE, 'Legal')],
  [`make sure ${EDGE} goes to HR`, to(null, EDGE, 'HR')],
]

export const FILTERS: readonly Case[] = [
  [
    `assign ${EDGE} to Legal (include filter Corporate Windows) and HR (exclude filter Kiosks)`,
    several(
      to(null, EDGE, 'Legal', filter('Corporate Windows')),
      to(null, EDGE, 'HR', filter('Kiosks', 'exclude')),
    ),
  ],
  [
    `assign ${EDGE} to Legal with filter Corporate Windows and to HR without a filter`,
    several(
      to(null, EDGE, 'Legal', filter('Corporate Windows')),
      to(null, EDGE, 'HR', { withoutFilter: true, gives: true }),
    ),
  ],
  [
    `assign ${EDGE} to Legal with filter Corporate Windows and to HR`,
    several(to(null, EDGE, 'Legal', filter('Corporate Windows')), to(null, EDGE, 'HR')),
  ],
  [
    `assign ${EDGE} to Legal with filter Corporate Windows and HR`,
    to(null, EDGE, 'Legal', filter('Corporate Windows and HR')),
  ],
  [
    `assign ${EDGE} to Legal and to HR with filter Corporate Windows`,
    to(null, EDGE, ['Legal', 'HR'], filter('Corporate Windows')),
  ],
  [`assign ${EDGE} to Legal without a filter`, to(null, EDGE, 'Legal', { withoutFilter: true, gives: true })],
  [`invert the filter on ${EDGE}`, { ...to(null, EDGE, []), refilter: { flips: true }, every: true }],
  [`invert the filter on ${EDGE} for Legal`, to(null, EDGE, 'Legal', { refilter: { flips: true } })],
]

/** Others keep what they have: "only" says whom it is about, and not who else is to lose it. */
export const ONLY: readonly Case[] = [
  [`uninstall ${ZIP} for Legal only`, uninstalled(ZIP, 'Legal')],
  [`change ${ZIP} to required for Legal only`, required(ZIP, 'Legal')],
  [
    `change ${ZIP} from available to required for Legal only`,
    to(null, ZIP, 'Legal', { intent: 'required', fromIntent: 'available' }),
  ],
  [`remove the filter from ${EDGE} for Legal only`, to(null, EDGE, 'Legal', { withoutFilter: true })],
  [`flip the filter mode on ${EDGE} for Legal only`, to(null, EDGE, 'Legal', { refilter: { flips: true } })],
  [`only remove Legal from ${EDGE}`, removed(null, EDGE, 'Legal')],
  [
    `uninstall ${ZIP} on Legal and remove everyone else`,
    to(null, ZIP, 'Legal', { intent: 'uninstall', only: true }),
  ],
  [`turn on ${EDGE} for Legal only`, to(null, EDGE, 'Legal', { only: true })],
  [`assign ${EDGE} only to Legal`, to(null, EDGE, 'Legal', { only: true })],
  [`assign ${EDGE} to Legal with only include filter Kiosks`, to(null, EDGE, 'Legal', filter('Kiosks'))],
  [`assign ${EDGE} to Legal with include filter only Kiosks`, to(null, EDGE, 'Legal', filter('Kiosks'))],
  [`assign ${EDGE} to Legal with only filter Kiosks`, to(null, EDGE, 'Legal', filter('Kiosks'))],
]

/** What is asked for, without what "only" may add to it: that everybody else loses it. Both are readings, in this order. */
export const MAYBE_ONLY: readonly (readonly [string, ChangeReading])[] = [
  [`make ${ZIP} available for Legal only`, available(ZIP, 'Legal')],
  [`make ${ZIP} available only for Legal`, available(ZIP, 'Legal')],
  [`${ZIP} required for Legal only`, required(ZIP, 'Legal')],
  [`only Legal should get ${ZIP} as required`, required(ZIP, 'Legal')],
  [`limit ${ZIP} to Legal as available`, available(ZIP, 'Legal')],
  [`only assign ${EDGE} to Legal`, to(null, EDGE, 'Legal')],
  [`only add Legal to ${EDGE}`, to(null, EDGE, 'Legal')],
  [`assign ${EDGE} to Legal and nothing else`, to(null, EDGE, 'Legal')],
  [`we only need ${EDGE} on Legal`, to(null, EDGE, 'Legal')],
  [`I only want Legal to get ${EDGE}`, to(null, EDGE, 'Legal')],
  [`${EDGE} only needs to go to Legal`, to(null, EDGE, 'Legal')],
  [
    `assign ${EDGE} to Legal without a filter only`,
    to(null, EDGE, 'Legal', { withoutFilter: true, gives: true }),
  ],
  [`move ${EDGE} from HR to Legal only`, to(null, EDGE, 'Legal', { remove: ['HR'] })],
]

const refiltered = (rest: Partial<ChangeReading>) =>
  to(null, EDGE, 'Legal', { ...filter('Virtual machines'), refilter: { adds: true }, ...rest })

export const OTHER_FILTERS: readonly Case[] = [
  [`change the filter on ${EDGE} to Virtual machines for Legal`, refiltered({})],
  [
    `change the filter on ${EDGE} from Kiosks to Virtual machines for Legal`,
    refiltered({ refilter: { from: 'Kiosks' } }),
  ],
  [
    `change the filter mode on ${EDGE} to exclude for Legal`,
    to(null, EDGE, 'Legal', { refilter: { mode: 'exclude' } }),
  ],
  [`${EDGE} for Legal should use the filter Virtual machines`, refiltered({})],
  [`don't filter ${EDGE} for Legal any more`, to(null, EDGE, 'Legal', { withoutFilter: true })],
]

const swapped = several(to(null, EDGE, 'Legal'), removed(null, EDGE, 'HR'))

export const WORDED: readonly Case[] = [
  [`I would like that Legal gets ${EDGE}`, to(null, EDGE, 'Legal')],
  [`We want that HR no more gets ${EDGE}`, removed(null, EDGE, 'HR')],
  [`Please can the policy ${EDGE} to the group Legal be assigned`, to(null, EDGE, 'Legal')],
  [
    'Can you please the app Zoom to the group Legal assign as required?',
    { ...required('Zoom', 'Legal'), kind: 'mobileApp' },
  ],
  [`would you mind taking group HR off ${EDGE}, ta`, removed(null, EDGE, 'HR')],
  [`all users but Legal get ${EDGE} from now on`, to(null, EDGE, '@allUsers', { exclude: ['Legal'] })],
  [`Legal no longer needs ${ZIP}, please uninstall it`, uninstalled(ZIP, 'Legal')],
  [`${EDGE}: Legal instead of HR`, to(null, EDGE, 'Legal', { remove: ['HR'] })],
  [`put Legal in and take HR out of ${EDGE}`, swapped],
  [`${EDGE}:\n- add Legal\n- remove HR`, swapped],
  [
    `deploy Zoom (required) to Legal. Requested by: Bruno Okafor.`,
    to(null, 'Zoom', 'Legal', { intent: 'required', reason: 'Requested by: Bruno Okafor' }),
  ],
  [
    'schedule the removal of HR from Edge Settings for tomorrow at 22:00',
    {
      ...removed(null, EDGE, 'HR'),
      timing: {
        start: { is: 'at', day: { is: 'inDays', days: 1 }, time: { hour: 22, minute: 0 } },
        end: null,
      },
    },
  ],
]

const moreWorded = several(required(ZIP, 'Legal'), available(ZIP, 'HR'))

export const MORE_WORDED: readonly Case[] = [
  [
    `assign ${EDGE} to all devices, Test Lab excluded`,
    to(null, EDGE, '@allDevices', { exclude: ['Test Lab'] }),
  ],
  [`assign ${EDGE} to Legal, excluded`, { ...to(null, EDGE, []), exclude: ['Legal'] }],
  [`exchange HR against Legal on ${EDGE}`, to(null, EDGE, 'Legal', { remove: ['HR'] })],
  [`${EDGE}: replace HR with Legal`, to(null, EDGE, 'Legal', { remove: ['HR'] })],
  [`instead of HR, Legal should get ${EDGE}`, to(null, EDGE, 'Legal', { remove: ['HR'] })],
  [`assign ${ZIP} to: Legal - required, HR - available`, moreWorded],
  [`${ZIP} for Legal (required) and for HR (available)`, moreWorded],
  [`${ZIP} to Legal required, HR available`, moreWorded],
  [`Could Legal please be taken off ${EDGE}?`, removed(null, EDGE, 'Legal')],
  [`Please action: remove Legal from ${EDGE}`, removed(null, EDGE, 'Legal')],
  [`Action: remove\nPolicy: ${EDGE}\nGroup: group Legal`, removed(null, EDGE, 'Legal')],
  [
    'for Legal: assign Edge Settings and remove policy Printer Drivers',
    several(to(null, EDGE, 'Legal'), removed(null, 'Printer Drivers', 'Legal')),
  ],
  [`for Legal: assign ${EDGE}`, to(null, EDGE, 'Legal')],
  [`assign ${EDGE}, Zoom to Legal, HR excluded`, to(null, [EDGE, 'Zoom'], 'Legal', { exclude: ['HR'] })],
  [
    `instead of HR, Legal and Finance should get ${EDGE}`,
    to(null, EDGE, ['Legal', 'Finance'], { remove: ['HR'] }),
  ],
  [`stop assigning ${EDGE} completely`, cleared(null, EDGE)],
  [`clear ${EDGE} completely`, cleared(null, EDGE)],
  [
    `remove all assignments from ${EDGE} and add group Legal to Zoom`,
    several(cleared(null, EDGE), to(null, 'Zoom', 'Legal')),
  ],
  [
    `assign ${EDGE} to Legal (filter Kiosks) and Zoom to HR (filter VMs)`,
    several(to(null, EDGE, 'Legal', filter('Kiosks')), to(null, 'Zoom', 'HR', filter('VMs'))),
  ],
]

/** Words of the grammar that, with their capitals, are the names of groups. */
export const CALLED_SO: readonly Case[] = [
  [`assign ${EDGE} to Legal, TA`, to(null, EDGE, ['Legal', 'TA'])],
  [`assign ${EDGE} to TA`, to(null, EDGE, 'TA')],
  [`assign ${EDGE} to Legal, ta`, to(null, EDGE, 'Legal')],
  [
    `assign ${EDGE} to group Legal and remove Others`,
    several(to(null, EDGE, 'Legal'), removed(null, EDGE, 'Others')),
  ],
  [
    `assign ${EDGE} to group Legal and remove Everyone Else`,
    several(to(null, EDGE, 'Legal'), removed(null, EDGE, 'Everyone Else')),
  ],
  [`assign ${EDGE} to Legal and remove others`, to(null, EDGE, 'Legal', { only: true })],
  // What ends the name of the group is no intent and no filter that "only" stands beside.
  [`assign ${ZIP} to 7-Zip Available only`, to(null, ZIP, '7-Zip Available', { only: true })],
  ['assign Kiosk to Sales Kiosk only', to(null, 'Kiosk', 'Sales Kiosk', { only: true })],
  [
    `assign ${EDGE} with filter Laptops to HR Laptops only`,
    to(null, EDGE, 'HR Laptops', { ...filter('Laptops'), only: true }),
  ],
  [`assign ${EDGE} to HR with filter HR Laptops only`, to(null, EDGE, 'HR', filter('HR Laptops'))],
]

/** The names tell which of two is the group. */
export const WORDED_ALIKE = [
  [`take HR out of ${EDGE} and put Legal in`, several(removed(null, EDGE, 'HR'), to(null, EDGE, 'Legal'))],
  [
    `${EDGE} should be assigned to Legal and removed from HR`,
    several(to(null, EDGE, 'Legal'), removed(null, EDGE, 'HR')),
  ],
  [
    `Legal should be added to ${EDGE} and excluded from Printer Drivers`,
    several(to(null, EDGE, 'Legal'), { ...to(null, 'Printer Drivers', []), exclude: ['Legal'] }),
  ],
  [
    'Legal: Zoom (required), Slack (available)',
    several(required('Zoom', 'Legal'), available('Slack', 'Legal')),
  ],
] as const

/** Whether a policy's or a group's are copied, or moved, the names tell. */
export const COPIED = [
  [
    `copy ${EDGE}' assignments to Printer Drivers but not HR`,
    { ...copied(EDGE, 'Printer Drivers'), except: ['HR'] },
  ],
  [
    `copy the assignments of ${EDGE} to Printer Drivers except HR and Legal`,
    { ...copied(EDGE, 'Printer Drivers'), except: ['HR', 'Legal'] },
  ],
  [
    "switch Legal's 7-Zip 24.08 to 7-Zip 24.09",
    several(to(null, '7-Zip 24.09', 'Legal', { replaces: true }), removed(null, ZIP, 'Legal')),
  ],
  [`move Legal's ${EDGE} to HR`, to(null, EDGE, 'HR', { remove: ['Legal'] })],
  ["copy Legal's to HR but not Finance", bulk('Legal', { include: ['HR'], except: ['Finance'] })],
] as const

const TOLD = 'three people in Legal complained that Edge is slow'

export const STORIES: readonly Case[] = [
  [
    `Hi, yesterday ${TOLD}. Please assign ${EDGE} to Legal. Thanks`,
    to(null, EDGE, 'Legal', { reason: `yesterday ${TOLD}` }),
  ],
  [
    `Hi team,\nyesterday ${TOLD}.\nThe laptops are very slow since the last update.\nCould you please assign ${EDGE} to Legal?\nThanks,\nAda`,
    to(null, EDGE, 'Legal', {
      reason: `yesterday ${TOLD}; The laptops are very slow since the last update`,
    }),
  ],
  [
    `Legal can't print since Monday. Assign Printer Drivers to Legal because it helps.`,
    to(null, 'Printer Drivers', 'Legal', {
      reason: "Legal can't print since Monday; because it helps",
    }),
  ],
  [
    `Assign ${EDGE} to Legal. Three people complained about it.`,
    to(null, EDGE, 'Legal', { reason: 'Three people complained about it' }),
  ],
]

export const TOLD_AND_ASKED: readonly Case[] = [
  [
    'Users reported that the app is slow, please remove Zoom from group Legal',
    { ...removed(null, 'Zoom', 'Legal'), reason: 'Users reported that the app is slow' },
  ],
  [`${TOLD}, so could you assign ${EDGE} to Legal?`, to(null, EDGE, 'Legal', { reason: TOLD })],
  [`we want that nobody gets ${EDGE}`, cleared(null, EDGE)],
  [`from now on nobody gets ${EDGE}`, cleared(null, EDGE)],
  [`make sure ${EDGE} is no longer for Legal`, removed(null, EDGE, 'Legal')],
]

/** Alike, and something else: nothing of it is read. */
export const UNREAD: readonly string[] = [
  `${EDGE} is only for Legal`,
  `${EDGE} is for Legal`,
  `from now on ${EDGE} is broken`,
  "move Ada's laptop to Legal",
  `uninstall ${ZIP} and replace it with Power BI Desktop`,
  `invert filter Corporate Windows on ${EDGE}`,
  'invert the filter',
  `yeah right, assign ${EDGE} to all users`,
  `sure, great, assign ${EDGE} to all users`,
  `Bruno complained that ${EDGE} is assigned to Legal. Please assign ${EDGE} to HR.`,
  `Bruno called and wants it only for HR. Assign ${EDGE} to Legal.`,
  `HR had issues, not Legal. Assign ${EDGE} to Legal.`,
  `People in Legal have problems until Friday. Assign ${EDGE} to Legal.`,
  `Did people complain? Assign ${EDGE} to Legal.`,
  `People in Legal complained. Don't assign ${EDGE} to Legal.`,
  'swap the assignments of Legal and HR',
  `should ${EDGE} be assigned to Legal and removed from HR?`,
  `don't filter ${EDGE} for Legal`,
  `exclude only Legal from ${EDGE}`,
  `remove Legal from ${EDGE} and remove all the others`,
  `${EDGE}:\n- add Legal to Printer Drivers\n- remove HR`,
  'Legal: required, available',
  'Legal should use Edge Settings',
  'I want that',
  'Could Legal be moved?',
  `nobody gets ${EDGE}`,
  `Legal is excluded, please assign ${EDGE} to Legal`,
  'Legal complained about Edge, please',
  `${ZIP} is required for Legal and available for HR`,
  `assign ${EDGE} to Legal, HR, Finance excluded`,
  `instead of HR, Finance, Legal should get ${EDGE}`,
  `${EDGE}: Legal instead of HR only`,
  `assign ${EDGE} to Legal instead of HR only`,
  `assign ${EDGE} to all devices except Legal only`,
  `make sure Nobody gets ${EDGE}`,
  `move Legal's filter on ${EDGE} to Kiosks`,
  `Exclude Legal from ${EDGE}. HR complained about it, same for them`,
  `Exclude Legal from ${EDGE}. HR also complained.`,
  `The rollout begins on Monday and HR had problems. Assign ${EDGE} to Legal`,
]

/** Refused with what to write instead. */
const TIME_FIRST = 'write it first, like “from Monday: …”'

export const REFUSED = [
  ['swap the assignments of Legal and HR', 'swap Legal and HR on Edge Settings'],
  ['swap Legal and HR', 'swap Legal and HR on Edge Settings'],
  [`uninstall ${ZIP} and replace it with Zoom`, 'uninstall … on … and replace it with …'],
  [`${EDGE} is only for Legal`, 'write what is to be changed'],
  ['invert the filter', 'flip the filter mode of Edge Settings for Legal'],
  [`${ZIP}: required for Legal, available for HR from Monday`, TIME_FIRST],
  [`assign ${ZIP} as required to Legal, as available to HR from Monday`, TIME_FIRST],
  [`assign ${EDGE} to all devices, exclude Legal until Friday`, TIME_FIRST],
  [`assign ${EDGE} to all devices except Legal until Friday`, TIME_FIRST],
  [`assign ${EDGE} to Legal and remove HR from Printer Drivers tomorrow at 22:00`, TIME_FIRST],
  [`remove HR from ${EDGE} and add Legal tomorrow`, TIME_FIRST],
] as const

/** Behind several things, a time can be of the last alone; before them, or behind one in another's place, it is of all. */
export const TIME_OF_ALL = [
  `from Monday: ${ZIP}: required for Legal, available for HR`,
  `until Friday: assign ${EDGE} to all devices except Legal`,
  `tomorrow at 22:00 assign ${EDGE} to Legal and remove HR from Printer Drivers`,
  `move ${EDGE} from Legal to HR tomorrow`,
  `replace ${EDGE} with Printer Drivers for Legal tomorrow`,
  `assign ${EDGE} and Printer Drivers to Legal and HR from Monday`,
]
