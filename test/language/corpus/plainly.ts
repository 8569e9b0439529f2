import { bulk, type Case, removed, several, to } from './expected.ts'

/* What chats and tickets ask for in clauses of their own, or leave out since it was just said. */

const EDGE = 'Edge Settings'
const PRINTERS = 'Printer Drivers'
const legal = to(null, EDGE, 'Legal')
const not = (policy: string | string[], groups: string | string[]) =>
  to(null, policy, [], { exclude: typeof groups === 'string' ? [groups] : groups })
const app = (intent: 'required' | 'available', policy: string, group: string, exclude: string[] = []) =>
  to(null, policy, group, { intent, exclude })

/** Each clause has its own subject; who "shouldn't" may be excluded or removed, which is asked. */
export const CLAUSES: readonly Case[] = [
  [`Legal should get ${EDGE} but HR shouldn't`, several(legal, not(EDGE, 'HR'))],
  [`Legal should have ${EDGE}, but Interns should not`, several(legal, not(EDGE, 'Interns'))],
  [`Legal shouldn't get ${EDGE} but HR should`, several(not(EDGE, 'Legal'), to(null, EDGE, 'HR'))],
  [`Legal should get ${EDGE} but HR must not get it`, several(legal, not(EDGE, 'HR'))],
  [
    "Legal should get Zoom as required but HR shouldn't",
    several(app('required', 'Zoom', 'Legal'), not('Zoom', 'HR')),
  ],
  [`Legal needs ${EDGE} but HR doesn't`, several(legal, removed(null, EDGE, 'HR'))],
  [`Legal should get ${EDGE} and HR should lose it`, several(legal, removed(null, EDGE, 'HR'))],
  [`Legal should get ${EDGE} and HR should get ${PRINTERS}`, several(legal, to(null, PRINTERS, 'HR'))],
  [
    `Legal should get ${EDGE} and ${PRINTERS}, but HR shouldn't`,
    several(to(null, [EDGE, PRINTERS], 'Legal'), not([EDGE, PRINTERS], 'HR')),
  ],
  [
    `Legal, Finance and Sales should get ${EDGE} but HR and Interns shouldn't`,
    several(to(null, EDGE, ['Legal', 'Finance', 'Sales']), not(EDGE, ['HR', 'Interns'])),
  ],
  [
    `Legal should get ${EDGE}, HR should get ${PRINTERS} and Sales should get Set Time Zone`,
    several(legal, to(null, PRINTERS, 'HR'), to(null, 'Set Time Zone', 'Sales')),
  ],
  [`assign ${EDGE} to Legal, but HR shouldn't get it`, several(legal, not(EDGE, 'HR'))],
  [`assign ${EDGE} to Legal, HR can lose it`, several(legal, removed(null, EDGE, 'HR'))],
  [`assign ${EDGE} to Legal, HR should get it too`, several(legal, to(null, EDGE, 'HR'))],
  [`assign ${EDGE} to Legal and HR should get ${PRINTERS}`, several(legal, to(null, PRINTERS, 'HR'))],
  [`${EDGE} should go to Legal, but HR shouldn't get it`, several(legal, not(EDGE, 'HR'))],
  [`HR should lose ${EDGE}`, removed(null, EDGE, 'HR')],
]

/** What of it no more than these may read, as nobody can tell what is meant. */
export const UNCLEAR_CLAUSES = [
  `Legal should get ${EDGE} but HR doesn't`,
  `Legal should get ${EDGE} but HR shouldn't yet`,
  `if Legal should get ${EDGE} but HR shouldn't`,
  `Legal should get ${EDGE} but HR shouldn't?`,
  `only Legal should get ${EDGE} but HR shouldn't`,
  // Not what of it: to be excluded, to lose it, to have it uninstalled?
  `exclude Legal from ${EDGE}, HR should not`,
  `remove Legal from ${EDGE} but HR shouldn't`,
  "uninstall Zoom on Legal, HR shouldn't",
  `Legal should lose ${EDGE} but HR shouldn't`,
]

/** The group was named just before; whether what is named now is a policy, the names that exist have to tell. */
export const LEFT_OUT = [
  [
    'give Legal Zoom as required and remove Slack',
    several(app('required', 'Zoom', 'Legal'), removed(null, 'Slack', 'Legal')),
  ],
  [`give Legal ${EDGE} and take away ${PRINTERS}`, several(legal, removed(null, PRINTERS, 'Legal'))],
  [`assign ${EDGE} to Legal and remove ${PRINTERS}`, several(legal, removed(null, PRINTERS, 'Legal'))],
  [`add Legal to ${EDGE} and remove from ${PRINTERS}`, several(legal, removed(null, PRINTERS, 'Legal'))],
  [
    `remove Legal from ${EDGE} and add to ${PRINTERS}`,
    several(removed(null, EDGE, 'Legal'), to(null, PRINTERS, 'Legal')),
  ],
  [
    `exclude Legal from ${EDGE} and add to ${PRINTERS}`,
    several(not(EDGE, 'Legal'), to(null, PRINTERS, 'Legal')),
  ],
] as const

const PORTAL = 'Company Portal'

/** Who is left out of two ways to get an app gets it in neither, or not in the last: both are read, and it is asked. */
export const EXCEPTED = [
  `give ${PORTAL} as required to Sales and available to Interns but not to Legal`,
  `assign ${PORTAL} to Sales as required and to Interns as available, except Legal`,
  `make ${PORTAL} required for Sales and available for Interns but not for Legal`,
].map(
  (say) =>
    [
      say,
      several(app('required', PORTAL, 'Sales', ['Legal']), app('available', PORTAL, 'Interns', ['Legal'])),
      several(app('required', PORTAL, 'Sales'), app('available', PORTAL, 'Interns', ['Legal'])),
    ] as const,
)

export const PLACE_TO_INSTALL: readonly Case[] = [
  [`make Zoom available from ${PORTAL} for Legal`, app('available', 'Zoom', 'Legal')],
  [`make Zoom available for Legal in the ${PORTAL}`, app('available', 'Zoom', 'Legal')],
  [`let Legal install Zoom from ${PORTAL}`, app('available', 'Zoom', 'Legal')],
  [`Legal should be able to install Zoom from ${PORTAL}`, app('available', 'Zoom', 'Legal')],
  [`Zoom should be available in ${PORTAL} for Legal`, app('available', 'Zoom', 'Legal')],
  // Installed by people, and not for them: how is asked.
  [`install Zoom from ${PORTAL} for Legal`, to(null, 'Zoom', 'Legal')],
  [`deploy Zoom via ${PORTAL} to Legal`, to(null, 'Zoom', 'Legal')],
  // The app itself.
  [`remove Zoom from ${PORTAL}`, removed(null, PORTAL, 'Zoom')],
  [`include Legal in ${PORTAL}`, to(null, PORTAL, 'Legal')],
  [`make ${PORTAL} available to Legal`, app('available', PORTAL, 'Legal')],
]

export const OTHER_VERBS: readonly Case[] = [
  ['authorise Zoom for Legal', to(null, 'Zoom', 'Legal')],
  ['authorize Zoom for Legal', to(null, 'Zoom', 'Legal')],
  ['allow Zoom on Sales Laptops', to(null, 'Zoom', 'Sales Laptops')],
  ['allow Legal to use Zoom', to(null, 'Zoom', 'Legal')],
  [`expand ${EDGE} to HR`, to(null, EDGE, 'HR')],
  [`reset ${EDGE} to Legal only`, to(null, EDGE, 'Legal', { only: true })],
  [`reset the assignments of ${EDGE} to only Legal`, to(null, EDGE, 'Legal', { only: true })],
  ['assign Kiosk to Kiosk only', to(null, 'Kiosk', 'Kiosk', { only: true })],
]

const legalsTo = (group: string, kind: string | null = null) => bulk('Legal', { kind, include: [group] })

/** Longer ways to say what a usual verb says. */
export const LONGER_WORDED: readonly Case[] = [
  [`start the rollout of ${EDGE} to Legal`, legal],
  ['kick off deployment of Zoom to Legal', to(null, 'Zoom', 'Legal')],
  [`change ${EDGE} from Legal to HR`, to(null, EDGE, 'HR', { remove: ['Legal'] })],
  [`redirect ${EDGE} from Legal to HR`, to(null, EDGE, 'HR', { remove: ['Legal'] })],
  [`change the group on ${EDGE} from Legal to HR`, to(null, EDGE, 'HR', { remove: ['Legal'] })],
  ['set Zoom up for HR', to(null, 'Zoom', 'HR')],
  [`Legal can have ${EDGE}`, legal],
  [`assign ${EDGE} to folks in Legal`, legal],
  ['Zoom must be installed on Sales Laptops', app('required', 'Zoom', 'Sales Laptops')],
  ['make sure Zoom is installed on Legal', app('required', 'Zoom', 'Legal')],
  ['Legal should have Zoom installed', app('required', 'Zoom', 'Legal')],
  ['Zoom can come off Legal', removed(null, 'Zoom', 'Legal')],
  [`${EDGE} should skip Legal`, not(EDGE, 'Legal')],
  ['strip Test Lab of everything', bulk(null, { remove: ['Test Lab'] })],
  ['Test Lab should have nothing any more', bulk(null, { remove: ['Test Lab'] })],
  ['set HR up like Legal', legalsTo('HR')],
  ['set up HR with the same apps as Legal', legalsTo('HR', 'mobileApp')],
  ['onboard HR with everything Legal has', legalsTo('HR')],
  ['HR should be like Legal', legalsTo('HR')],
  ["copy Legal's apps to HR", legalsTo('HR', 'mobileApp')],
  ["Legal's policies should go to HR too", legalsTo('HR')],
  ["move Legal's policies to HR", { ...legalsTo('HR'), moves: true }],
  [`could HR please get ${EDGE}?`, to(null, EDGE, 'HR')],
  [`could Legal have ${EDGE} please?`, legal],
  [`can Legal get ${EDGE} please`, legal],
  ['As per the ticket, Zoom to Legal please', to(null, 'Zoom', 'Legal', { leftOut: ['As per the ticket'] })],
]

export const ACCESS: readonly Case[] = [
  ['Legal needs access to Zoom', to(null, 'Zoom', 'Legal')],
  ['Legal should have access to Zoom', to(null, 'Zoom', 'Legal')],
  ['Legal should lose access to Zoom', removed(null, 'Zoom', 'Legal')],
  ["revoke Legal's access to Zoom", removed(null, 'Zoom', 'Legal')],
  ['revoke access to Zoom for Legal', removed(null, 'Zoom', 'Legal')],
  [`give Legal back ${EDGE}`, legal],
  [`Legal needs ${EDGE} back`, legal],
  ['drop Zoom for Legal', removed(null, 'Zoom', 'Legal')],
]

/** Who was blocked may be excluded, or have had it taken away. */
export const UNBLOCKED = ['unblock Zoom for Legal', 're-enable Zoom for Legal', 'turn Zoom back on for Legal']

/** Who is not to have something may be excluded, or have it taken away. */
export const NOT_LET = [
  "don't let Interns have Zoom",
  'do not allow Interns to install Zoom',
  'no Zoom for Interns',
  'Zoom not for Interns',
  'hide Zoom from Interns',
  'prevent Interns from installing Zoom',
]

/** Words that are no names, each with what it is refused with. */
export const NO_NAMES = [
  ['deploy Zoom company-wide', 'to all users” or “assign … to all devices'],
  ['roll out Zoom to the whole company', 'to all users” or “assign … to all devices'],
  ["we don't need Zoom any more", 'You are telling me how things are'],
  ['Zoom is no longer needed', 'You are telling me how things are'],
  ['Legal still does not have Zoom, please fix', 'You are telling me how things are'],
  [`${EDGE} was wrongly assigned to Legal`, 'You are telling me how things are'],
  [`Legal is missing ${EDGE}`, 'You are telling me how things are'],
  ['do it for HR too', 'I only read what is in the request itself'],
  ['what about HR', 'I only read what is in the request itself'],
  ['HR also needs it', 'I only read what is in the request itself'],
  ["Interns shouldn't get anything", 'That would be every policy there is'],
  ['Interns should not get any apps', 'That would be every policy there is'],
  ['could Bruno get help', 'I cannot answer that question'],
  ['make Legal match HR', '“compare Legal and HR” shows'],
  ['bring Legal in line with HR', '“compare Legal and HR” shows'],
  ['align Legal with HR', '“compare Legal and HR” shows'],
  [`add another group to ${EDGE}: HR`, 'I did not understand “another group”'],
  ['Test Lab should get nothing else', 'I did not understand'],
] as const
