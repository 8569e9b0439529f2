import { type Case, to } from './expected.ts'

const LEGAL = to(null, 'Edge Settings', 'Legal')
const because = (reason: string, says: readonly string[]): Case[] =>
  says.map((say) => [say, { ...LEGAL, reason }])

/** Tickets and reasons go to the reason, purposes are named as left out. */
export const REASONS: readonly Case[] = [
  ...because('INC0012345', [
    'INC0012345: assign Edge Settings to Legal',
    'INC0012345 - please assign Edge Settings to Legal',
    'INC0012345 – can you assign Edge Settings to Legal?',
    '[INC0012345] assign Edge Settings to Legal',
    'INC0012345, roll out Edge Settings to Legal, thanks',
    'assign Edge Settings to Legal (INC0012345)',
    'assign Edge Settings to Legal for INC0012345',
    'assign Edge Settings to Legal because INC0012345',
    'assign Edge Settings to Legal because of INC0012345',
    'assign Edge Settings to Legal due to INC0012345',
    'assign Edge Settings to Legal as per INC0012345',
    'assign Edge Settings to Legal - INC0012345',
  ]),
  ...because('CHG0099', ['CHG0099: assign Edge Settings to Legal', 'CHG0099 assign Edge Settings to Legal']),
  ...because('RITM0034567', ['RITM0034567 - roll out Edge Settings to Legal']),
  ...because('PROJ-123', ['PROJ-123: assign Edge Settings to Legal']),
  ...because('Ticket #4711', ['Ticket #4711: assign Edge Settings to Legal']),
  ...because('ticket 4711', [
    'assign Edge Settings to Legal (ticket 4711)',
    'assign Edge Settings to Legal, ticket 4711',
  ]),
  ...because('it is missing there', [
    'assign Edge Settings to Legal, it is missing there',
    'please assign Edge Settings to Legal - it is missing there',
  ]),
  ...because('because they asked for it', [
    'assign Edge Settings to Legal because they asked for it',
    'assign Edge Settings to Legal, because they asked for it',
    'assign Edge Settings to Legal (because they asked for it)',
  ]),
  ...because('because it is not there', ['assign Edge Settings to Legal because it is not there']),
  ...because('since they need it', ['assign Edge Settings to Legal since they need it']),
  ...because('due to an audit', ['assign Edge Settings to Legal due to an audit']),
  ...because('INC0012345; because they asked', [
    'INC0012345: assign Edge Settings to Legal because they asked',
  ]),
  ['assign Edge Settings to Legal for testing', { ...LEGAL, leftOut: ['for testing'] }],
  ['assign Edge Settings to Legal for testing purposes', { ...LEGAL, leftOut: ['for testing purposes'] }],
  ['assign Edge Settings to Legal as a test', { ...LEGAL, leftOut: ['as a test'] }],
  ['assign Edge Settings to Legal for a quick test, please', { ...LEGAL, leftOut: ['for a quick test'] }],
  ['deploy Edge Settings for testing', to(null, 'Edge Settings', 'testing')],
  ['assign INC-Laptops to Legal', to(null, 'INC-Laptops', 'Legal')],
]

export const ONLY: readonly Case[] = [
  'assign Edge Settings to Legal only',
  'assign Edge Settings only to Legal',
  'assign Edge Settings to only Legal',
  'assign Edge Settings exclusively to Legal',
  'assign Edge Settings solely to Legal',
  'assign Edge Settings to Legal and nobody else',
  'assign Edge Settings to Legal and no one else',
  'assign Edge Settings to Legal, no other groups',
].map((say) => [say, to(null, 'Edge Settings', 'Legal', { only: true })])

/** Reasons that say more than why. */
export const TURNED: readonly string[] = [
  'assign Edge Settings to Legal because Bruno said so but only after lunch',
  'assign Edge Settings to Legal because they need it until Friday',
  'assign Edge Settings to Legal, they need it tomorrow',
  'assign Edge Settings to Legal because it is ok and remove Finance from Printer Drivers',
  'exclude only Legal from Edge Settings',
  'remove only Legal from Edge Settings',
]
