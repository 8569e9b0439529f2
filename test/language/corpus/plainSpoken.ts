import type { ChangeReading } from '../../../src/language/reading.ts'
import {
  type Case,
  cleared,
  command,
  DEVICES,
  exchanged,
  excluded,
  filter,
  lifted,
  removed,
  several,
  show,
  to,
} from './expected.ts'

const ZIP = '7-Zip 24.08'
const BI = 'Power BI Desktop'
const EDGE = 'Edge Settings'
const REQUIRED = { intent: 'required' } as const
const AVAILABLE = { intent: 'available' } as const
const UNINSTALL = { intent: 'uninstall' } as const

const moved = (rest: Partial<ChangeReading>) => to(null, ZIP, 'HR', { remove: ['Legal'], ...rest })
const bothFor = (...groups: string[]) =>
  several(to(null, ZIP, groups, REQUIRED), to(null, BI, groups, AVAILABLE))

/** How the one that comes gets it, said behind the exchange. */
export const MOVED_AS: readonly Case[] = [
  [`move ${ZIP} from Legal to HR as required`, moved(REQUIRED)],
  [`move ${ZIP} from Legal to HR (available)`, moved(AVAILABLE)],
  [`move ${ZIP} from Legal to HR, required`, moved(REQUIRED)],
  [`replace Legal with HR on ${ZIP} as available`, moved(AVAILABLE)],
  [
    `move ${EDGE} from Legal to HR with filter F1`,
    to(null, EDGE, 'HR', { remove: ['Legal'], ...filter('F1') }),
  ],
]

/** One of the readings, and the tenant tells. */
export const EXCHANGED_AS: readonly Case[] = [
  [
    `replace ${ZIP} with ${BI} for Legal as required`,
    exchanged(to(null, BI, 'Legal', REQUIRED), removed(null, ZIP, 'Legal')),
  ],
  [
    `assign ${ZIP} to Legal as required and ${BI} as available`,
    several(to(null, ZIP, 'Legal', REQUIRED), to(null, BI, 'Legal', AVAILABLE)),
  ],
  [
    `remove ${ZIP} and install ${BI} on Legal`,
    several(removed(null, ZIP, 'Legal'), to(null, BI, 'Legal', REQUIRED)),
  ],
  [
    `unassign ${ZIP} and assign ${BI} to Legal as required`,
    several(removed(null, ZIP, 'Legal'), to(null, BI, 'Legal', REQUIRED)),
  ],
  [
    `unassign ${ZIP} and assign ${BI} to Legal as required`,
    several(cleared(null, ZIP), to(null, BI, 'Legal', REQUIRED)),
  ],
]

/** An intent for each of several apps that one group gets. */
export const INTENT_EACH: readonly Case[] = [
  [`assign ${ZIP} as required and ${BI} as available to Legal`, bothFor('Legal')],
  [`assign ${ZIP} required and ${BI} available to Legal`, bothFor('Legal')],
  [`assign ${ZIP} (required) and ${BI} (available) to Legal and HR`, bothFor('Legal', 'HR')],
  [`${ZIP} as required and ${BI} as available to Legal`, bothFor('Legal')],
  [`make ${ZIP} required and ${BI} available for Legal`, bothFor('Legal')],
  [`assign to Legal: ${ZIP} as required, ${BI} as available`, bothFor('Legal')],
  [`assign ${ZIP} to Legal as required and ${BI} to Legal as available`, bothFor('Legal')],
]

/** The last of several parts names the group of all. */
export const GROUP_OF_ALL: readonly Case[] = [
  [
    `uninstall ${ZIP} and install ${BI} on Legal`,
    several(to(null, ZIP, 'Legal', UNINSTALL), to(null, BI, 'Legal', REQUIRED)),
  ],
  [
    `uninstall ${ZIP} and install ${BI} on all devices`,
    several(to(null, ZIP, DEVICES, UNINSTALL), to(null, BI, DEVICES, REQUIRED)),
  ],
  [
    `uninstall ${ZIP} from Legal and install ${BI}`,
    several(to(null, ZIP, 'Legal', UNINSTALL), to(null, BI, 'Legal', REQUIRED)),
  ],
]

const flipped = (include: string[]) => ({
  ...to(null, EDGE, include),
  refilter: { flips: true as const },
  ...(include.length === 0 ? { every: true as const } : {}),
})
const filtered = (include: string[], mode: 'include' | 'exclude' = 'include') => ({
  ...to(null, EDGE, include, filter('Corporate Windows', mode)),
  refilter: { ...(mode === 'exclude' ? { mode } : {}), adds: true as const },
  ...(include.length === 0 ? { every: true as const } : {}),
})

export const FILTER_TURNS: readonly Case[] = [
  [`flip the filter mode of ${EDGE}`, flipped([])],
  [`flip the filter mode of ${EDGE} for Legal`, flipped(['Legal'])],
  [`invert the mode of the filter on ${EDGE}`, flipped([])],
  [`filter ${EDGE} by Corporate Windows`, filtered([])],
  [`use Corporate Windows as filter on ${EDGE}`, filtered([])],
  [`apply Corporate Windows filter to ${EDGE}`, filtered([])],
  [`add the Corporate Windows filter to ${EDGE}`, filtered([])],
  [
    `assign ${EDGE} to Legal using Corporate Windows as the filter`,
    to(null, EDGE, 'Legal', filter('Corporate Windows')),
  ],
  [
    `assign ${EDGE} to Legal, filter = Corporate Windows`,
    to(null, EDGE, 'Legal', filter('Corporate Windows')),
  ],
  [
    `assign ${EDGE} to Legal with Corporate Windows as filter in exclude mode`,
    to(null, EDGE, 'Legal', filter('Corporate Windows', 'exclude')),
  ],
  [`filter ${EDGE} for Legal by Corporate Windows`, filtered(['Legal'])],
  [`filter ${EDGE} by Corporate Windows for Legal`, filtered(['Legal'])],
  [`filter ${EDGE} with Corporate Windows (exclude)`, filtered([], 'exclude')],
  [
    `assign ${EDGE} to Legal, only on devices matching Corporate Windows`,
    to(null, EDGE, 'Legal', filter('Corporate Windows')),
  ],
  [
    `assign ${EDGE} to Legal only for devices that match Corporate Windows`,
    to(null, EDGE, 'Legal', filter('Corporate Windows')),
  ],
  [
    `assign ${EDGE} to Legal only on devices not matching Corporate Windows`,
    to(null, EDGE, 'Legal', filter('Corporate Windows', 'exclude')),
  ],
  [
    `assign ${EDGE} to all devices matching Corporate Windows`,
    to(null, EDGE, DEVICES, filter('Corporate Windows')),
  ],
]

export const ACTED_ROWS: readonly Case[] = [
  [`assign | ${ZIP} | Legal | required`, to(null, ZIP, 'Legal', REQUIRED)],
  [
    `assign ${EDGE} | Legal\nexclude Kiosks | BitLocker`,
    several(to(null, EDGE, 'Legal'), excluded(null, 'Kiosks', 'BitLocker')),
  ],
]

/** Who is to approve is said beside the request, and changes nothing of who may. */
export const APPROVERS: readonly Case[] = [
  [
    `assign ${EDGE} to Legal. Bruno will approve it.`,
    to(null, EDGE, 'Legal', { reason: 'Bruno will approve it' }),
  ],
  [`assign ${EDGE} to Legal, Bruno can approve`, to(null, EDGE, 'Legal', { reason: 'Bruno can approve' })],
]

/** Ends, states and lists in the words of a chat. */
export const SAID_IN_PASSING: readonly Case[] = [
  [`don't deploy ${ZIP} to Legal anymore`, removed(null, ZIP, 'Legal')],
  [`please do not assign ${EDGE} to Legal any longer`, removed(null, EDGE, 'Legal')],
  [`no longer deploy ${ZIP} to Legal`, removed(null, ZIP, 'Legal')],
  [`Legal shouldn't be excluded from ${EDGE} any longer`, lifted(null, EDGE, 'Legal')],
  [`${EDGE} isn't assigned to Legal, can you fix that?`, to(null, EDGE, 'Legal')],
  [`assign ${ZIP} to Legal and also to HR, both as available`, to(null, ZIP, ['Legal', 'HR'], AVAILABLE)],
  [
    `${ZIP}: required for Legal, available for HR`,
    several(to(null, ZIP, 'Legal', REQUIRED), to(null, ZIP, 'HR', AVAILABLE)),
  ],
  [`${EDGE} isn't assigned to Legal?`, { ...show(EDGE), isFor: 'Legal' }],
  ['put it back the way it was', command('undo')],
]

/** Close to the above, and none of it. */
export const NOT_PLAIN: readonly string[] = [
  `move ${ZIP} from Legal to HR as required and available`,
  `move ${ZIP} from Legal to HR as excluded`,
  `move ${ZIP} from Legal to HR, not required`,
  `move ${EDGE} from Legal to HR without filter`,
  `assign ${ZIP} as required and not available to Legal`,
  `assign ${ZIP} as required and ${BI} to Legal`,
  `${ZIP} was required and ${BI} available for Legal`,
  `is ${ZIP} required and ${BI} available for Legal`,
  `uninstall ${ZIP} and don't install ${BI} on Legal`,
  `uninstall ${ZIP} and install ${BI} on Legal as available`,
  `uninstall ${ZIP} and install ${BI}`,
  `exclude Legal from ${ZIP} and install ${BI}`,
  `flip the filter mode of ${EDGE} not Kiosk Windows`,
  `don't flip the filter mode of ${EDGE}`,
  'filter by Corporate Windows',
  'use Corporate Windows as the filter',
  `don't use Corporate Windows as filter on ${EDGE}`,
  `use Corporate Windows as filter on ${EDGE}, not Virtual Machines`,
  `don't deploy ${ZIP} to Legal`,
  `don't assign ${ZIP} to Legal any more than to HR`,
  `never deploy ${ZIP} to Legal anymore`,
  `why don't you deploy ${ZIP} to Legal anymore`,
  `don't filter ${EDGE} by Corporate Windows`,
  `filter ${EDGE} by Corporate Windows unless Bruno objects`,
  `assign ${EDGE} to Legal. Bruno already approved it.`,
  `assign ${EDGE} to Legal. Bruno must approve it.`,
  `assign ${EDGE} to Legal. Bruno will approve it tomorrow.`,
  `assign ${EDGE} to Legal. Nobody will approve it unless asked.`,
]

/** Answered by a question that leads on. */
export const ASKED_BACK: readonly (readonly [say: string, problem: string, told: string])[] = [
  [`temporarily exclude Legal from ${EDGE}`, 'time', 'does not say until when'],
  ['flip the filter mode', 'filterOfWhat', 'Whose filter do you mean?'],
  ['change the filter', 'filterOfWhat', 'Whose filter do you mean?'],
  ['make it optional for Legal', 'pointing', 'in one sentence with both names'],
  ['make it Legal optional', 'pointing', 'in one sentence with both names'],
]
