import { COMPANY } from '../company.ts'
import { cohortStart, DEVICE_COHORTS, PEOPLE_COHORTS } from './cohorts.ts'
import type { NumberRun } from './state.ts'

const { ada, bruno, chiara } = COMPANY.people

/** A cohort, or a number of its members starting at a position. */
type CohortPart = string | readonly [cohort: string, from: number, count: number]

interface SeedMembers {
  devices?: CohortPart[]
  people?: CohortPart[]
  /** Names of groups. */
  groups?: string[]
  /** Object ids. */
  players?: string[]
}

const WORKERS = [
  'Sales',
  'Marketing',
  'Finance',
  'Human Resources',
  'Legal',
  'Engineering',
  'Research',
  'Warehouse',
  'Stores',
]
const WINDOWS_11 = [
  'sales laptops',
  'finance laptops',
  'workstations',
  'virtual workstations',
  'office laptops',
  'executive laptops',
  'kiosks',
]

/** Who and what is in the seed's groups, by name; for two with one name, by the description. */
const MEMBERS: Record<string, SeedMembers> = {
  'Sales Laptops': { devices: ['sales laptops'] },
  'Sales Team': { people: ['Sales'] },
  'Sales Tablets': { devices: ['sales tablets'] },
  Marketing: { people: ['Marketing'] },
  Finance: { people: ['Finance'] },
  'Finance Laptops': { devices: ['finance laptops'] },
  'Human Resources': { people: ['Human Resources'] },
  Legal: { people: ['Legal'] },
  Engineering: { people: ['Engineering'] },
  'Engineering Workstations': { devices: ['workstations', 'virtual workstations'] },
  'Engineering Macs': { devices: ['engineering Macs'] },
  'Design Macs': { devices: ['design Macs'] },
  'Research and Development': { people: ['Research'] },
  'Warehouse Scanners': { devices: ['scanners'] },
  'Warehouse Staff': { people: ['Warehouse'] },
  'Store Kiosks': { devices: ['kiosks', 'kiosks on Windows 10'] },
  'Old Kiosks': { devices: ['old kiosks'] },
  'Store Managers': { people: ['Stores'] },
  'Frontline Phones': { devices: ['frontline Android phones', 'frontline iPhones'] },
  'Frontline Workers': { people: ['Frontline'] },
  Executives: { people: ['Executives'] },
  'Executive Devices': { devices: ['executive laptops', 'executive iPhones'] },
  'Pilot Devices': {
    devices: [
      ['sales laptops', 0, 12],
      ['workstations', 0, 8],
      ['finance laptops', 0, 3],
      ['engineering Macs', 2, 2],
    ],
  },
  'Pilot Users': {
    people: [
      ['Sales', 0, 10],
      ['Engineering', 0, 12],
    ],
    groups: ['IT Administrators'],
  },
  'Old pilot of 2023': { people: [['Marketing', 0, 12]] },
  'Pilot of the autumn': {
    devices: [
      ['sales laptops', 12, 8],
      ['workstations', 8, 7],
    ],
  },
  'Autopilot Devices': { devices: [...WINDOWS_11, 'kiosks on Windows 10', ['old kiosks', 0, 9]] },
  'Windows 11 Devices': { devices: WINDOWS_11 },
  'Windows 10 Devices': { devices: ['kiosks on Windows 10', 'old kiosks', 'old desktops'] },
  'iPads Boardroom': { devices: ['boardroom iPads'] },
  'iPhones Corporate': { devices: ['iPhones', 'executive iPhones'] },
  'Android Corporate': { devices: ['Android phones'] },
  'Personal Devices': { devices: ['own iPhones', 'own Android phones', 'own PCs'] },
  'External Consultants': { people: ['Consultants'] },
  'IT Administrators': { people: ['IT'], players: [ada.oid, bruno.oid] },
  'Help Desk': { people: ['Help Desk'], players: [chiara.oid] },
  'Test Lab': {
    devices: [
      ['office laptops', 15, 5],
      ['sales tablets', 0, 2],
      ['Android phones', 0, 2],
      ['engineering Macs', 0, 2],
    ],
  },
  'Break Glass': { people: ['Break glass'] },
  'Ring 0 Canary': {
    devices: [
      ['workstations', 15, 5],
      ['sales laptops', 20, 5],
    ],
  },
  'Ring 1 Early': {
    devices: [
      ['workstations', 20, 20],
      ['sales laptops', 25, 15],
    ],
    groups: ['Pilot Devices'],
  },
  'Ring 2 Broad': {
    devices: [
      ['sales laptops', 40, 174],
      ['workstations', 40, 181],
      'virtual workstations',
      ['finance laptops', 3, 41],
      'office laptops',
      'executive laptops',
    ],
    groups: ['Ring 1 Early'],
  },
  'Copenhagen Office': {
    people: [
      ['Engineering', 0, 40],
      ['Sales', 0, 24],
    ],
  },
  'Köln Büro': {
    people: [
      ['Engineering', 40, 20],
      ['Finance', 0, 18],
    ],
  },
  'São Paulo': {
    people: [
      ['Sales', 24, 36],
      ['Marketing', 0, 15],
    ],
  },
  東京オフィス: { people: [['Research', 0, 22]] },
  'Back to School, 2026': { devices: ['office laptops', ['sales laptops', 200, 13]] },
  'Summer Interns': {},
  'All Company Newsletter': {
    people: [...WORKERS, 'Executives', ['Frontline', 0, 123]],
    groups: ['IT Administrators', 'Help Desk'],
  },
}

/** What is known about one group without the others' ids: runs of devices and people, and object ids of players. */
export function seedMembersOf(
  { displayName, description }: { displayName: string; description: string },
  idOfGroup: (name: string) => string,
): { devices: NumberRun[]; people: NumberRun[]; ids: string[] } {
  const members = MEMBERS[description] ?? MEMBERS[displayName]
  if (!members) throw new Error(`the seed says nobody about the members of ${displayName}`)
  const { devices = [], people = [], groups = [], players = [] } = members
  return {
    devices: devices.map((part) => runOfCohort(DEVICE_COHORTS, part)),
    people: people.map((part) => runOfCohort(PEOPLE_COHORTS, part)),
    ids: [...players, ...groups.map(idOfGroup)],
  }
}

function runOfCohort(cohorts: readonly { name: string; count: number }[], part: CohortPart): NumberRun {
  const [name, from, count] = typeof part === 'string' ? [part, 0, null] : part
  const whole = cohorts.find((one) => one.name === name)?.count ?? 0
  return [cohortStart(cohorts, name) + from, count ?? whole]
}
