import { createHash, randomUUID } from 'node:crypto'
import { PEOPLE } from '../company.ts'
import {
  cohortAt,
  cohortStart,
  DEVICE_COHORTS,
  type DeviceCohort,
  type DeviceKind,
  MIXED_KINDS,
  PEOPLE_COHORTS,
  totalCount,
} from './cohorts.ts'
import type { Device, DirectoryPerson, Group, NumberRun, TenantState } from './state.ts'

export const COMPANY_DEVICES = totalCount(DEVICE_COHORTS)
export const COMPANY_PEOPLE = totalCount(PEOPLE_COHORTS)

/** Made-up ids: a prefix, and the number of the device or person. */
const PREFIXES = {
  device: 'd0d0d0d0',
  deviceId: 'de1de1de',
  managed: 'd2d2d2d2',
  person: 'e0e0e0e0',
} as const
type IdKind = keyof typeof PREFIXES

/** A group that was added with only member counts has them from a block of its own. */
const BLOCK = 2 ** 21

/** The numbers of a group's own members: a group that only has counts gets a run of them, always the same. */
export function ownSpan({ id }: Group, count: number): NumberRun[] {
  if (count === 0) return []
  const digest = createHash('sha256').update(id).digest()
  return [[(digest.readUIntBE(0, 3) + 1) * BLOCK, count]]
}

/** The device with a number. Nothing about it is stored: the same number is the same device at every start. */
export function deviceAt(number: number): Device {
  const found = cohortAt(DEVICE_COHORTS, number)
  const kind = found?.cohort.kind ?? (MIXED_KINDS[number % MIXED_KINDS.length] as DeviceKind)
  return {
    ...kind,
    id: idAt('device', number),
    deviceId: idAt('deviceId', number),
    managedDeviceId: idAt('managed', number),
    displayName: found ? companyName(found.cohort, found.index) : `DEV-${blockName(number)}`,
    userId: found?.cohort.owners ? ownerOf(found.cohort.owners, found.index) : null,
  }
}

/** A PC of the company that somebody enrolled, without a name. */
export function ordinaryDevice(): Omit<Device, 'displayName'> {
  const { displayName: _name, ...like } = deviceAt(0)
  return { ...like, id: randomUUID(), deviceId: randomUUID(), managedDeviceId: randomUUID(), userId: null }
}

/** The person with a number, likewise. */
export function personAt(number: number): DirectoryPerson {
  const department = cohortAt(PEOPLE_COHORTS, number)?.cohort.name ?? 'Guests'
  const given = GIVEN[number % GIVEN.length]
  const family = FAMILY[Math.floor(number / GIVEN.length + number) % FAMILY.length]
  return {
    id: idAt('person', number),
    displayName: `${given} ${family}`,
    userPrincipalName: `${withoutAccents(`${given}.${family}`)}.${number}@fabrikam.example`,
    department,
  }
}

/** The people who play in the local world, as the directory knows them. */
export const PLAYERS: readonly DirectoryPerson[] = PEOPLE.map(({ oid, name, userPrincipalName }) => ({
  id: oid,
  displayName: name,
  userPrincipalName,
  department: 'IT',
}))

/** By any of its three ids. @returns undefined where no such device is or can be. */
export function findDevice(
  state: TenantState,
  id: string,
  kind: 'device' | 'deviceId' | 'managed',
): Device | undefined {
  const asked = id.toLowerCase()
  const property = ({ device: 'id', deviceId: 'deviceId', managed: 'managedDeviceId' } as const)[kind]
  const named = state.devices?.find((one) => one[property] === asked)
  if (named) return named
  const number = numberInId(kind, asked)
  return number !== null && isThere(state, 'devices', number) ? deviceAt(number) : undefined
}

/** By Entra object id or user principal name. */
export function findPerson(state: TenantState, idOrName: string): DirectoryPerson | undefined {
  const asked = idOrName.toLowerCase()
  const named = [...PLAYERS, ...(state.people ?? [])]
  const found = named.find((one) => one.id === asked || one.userPrincipalName.toLowerCase() === asked)
  if (found) return found
  const number =
    numberInId('person', asked) ?? Number(/\.(\d+)@fabrikam\.example$/.exec(asked)?.[1] ?? Number.NaN)
  if (!Number.isInteger(number) || !isThere(state, 'users', number)) return undefined
  const person = personAt(number)
  return person.id === asked || person.userPrincipalName === asked ? person : undefined
}

/** The number in a made-up id; null: it is none of these. */
export function numberInId(kind: IdKind, id: string): number | null {
  const [, digits] =
    new RegExp(`^${PREFIXES[kind]}-0000-4000-8000-([0-9a-f]{12})$`).exec(id.toLowerCase()) ?? []
  return digits === undefined ? null : Number.parseInt(digits, 16)
}

function isThere(state: TenantState, side: 'devices' | 'users', number: number): boolean {
  if (number < (side === 'devices' ? COMPANY_DEVICES : COMPANY_PEOPLE)) return true
  return state.groups.some((group) =>
    (group.members ? [] : ownSpan(group, group[side])).some(
      ([from, count]) => number >= from && number < from + count,
    ),
  )
}

function idAt(kind: IdKind, number: number): string {
  return `${PREFIXES[kind]}-0000-4000-8000-${number.toString(16).padStart(12, '0')}`
}

function companyName({ prefix, name }: DeviceCohort, index: number): string {
  const start = DEVICE_COHORTS.findIndex((one) => one.name === name)
  const before = totalCount(DEVICE_COHORTS.slice(0, start).filter((one) => one.prefix === prefix))
  return `${prefix}-${String(before + index + 1).padStart(4, '0')}`
}

function blockName(number: number): string {
  return `${Math.floor(number / BLOCK).toString(16)}-${String((number % BLOCK) + 1).padStart(6, '0')}`.toUpperCase()
}

/** The players work in IT and have the first laptops there. */
function ownerOf(department: string, index: number): string {
  const players = department === 'IT' ? PLAYERS : []
  const player = players[index]
  if (player) return player.id
  const size = PEOPLE_COHORTS.find(({ name }) => name === department)?.count ?? 1
  return idAt('person', cohortStart(PEOPLE_COHORTS, department) + ((index - players.length) % size))
}

/** In the form of sign-in names: without accents. */
function withoutAccents(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ı', 'i').toLowerCase()
}

const GIVEN =
  'Aino Boris Clara Dmitri Elif Farid Greta Hana Imani Jonas Kofi Lucía Mateo Nadia Olaf Priya Quentin Rosa Sven Tariq Ulla Vera Wanja Xenia Yuki Zoltan Amara Bence Chloé Davor Esra Finn Gül'.split(
    ' ',
  )
const FAMILY =
  'Abara Berg Costa Dahl Ekström Fischer Garcia Haddad Ivanova Jansen Kowalski Larsen Moreau Nakamura Oliveira Petrov Quist Rossi Schmidt Tanaka Ueda Varga Weiss Xu Yılmaz Zeman Adeyemi Brandt Chandra Duarte Eriksen'.split(
    ' ',
  )
