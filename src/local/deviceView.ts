import { CATALOG } from '../intune/catalog/catalog.ts'
import type { PageDevice, PageDeviceView, PageReceived } from './page/pageWorld.ts'
import { type Delivery, deliveriesTo, type ReachingEntry } from './tenant/delivery.ts'
import { devicesOf } from './tenant/devicesAndPeople.ts'
import { factOf } from './tenant/facts.ts'
import { groupsAround } from './tenant/memberships.ts'
import { findDevice, findPerson } from './tenant/population.ts'
import type { Device, TenantState } from './tenant/state.ts'

/** How many devices are offered for what was typed. */
const MAX_FOUND = 8

/** Devices whose name begins with, or else contains, what was typed. */
export function devicesNamed(state: TenantState, text: string): PageDevice[] {
  const sought = text.trim().toLowerCase()
  if (!sought) return []
  const found = devicesOf(state)
    .all()
    .filter(({ displayName }) => displayName.toLowerCase().includes(sought))
  const begins = ({ displayName }: Device) => displayName.toLowerCase().startsWith(sought)
  return [...found.filter(begins), ...found.filter((device) => !begins(device))]
    .slice(0, MAX_FOUND)
    .map((device) => ({ id: device.id, name: device.displayName, detail: deviceInWords(device) }))
}

/** What a device gets and how, and which assignments apply to it without reaching it. @throws for an unknown id. */
export function deviceView(state: TenantState, id: string): PageDeviceView {
  const device = findDevice(state, id, 'device')
  if (!device) throw new Error('This device no longer exists.')
  const user = device.userId ? findPerson(state, device.userId) : undefined
  const namesAround = (one: string | undefined) =>
    one ? groupsAround(state, one, { nested: true }).map(({ displayName }) => displayName) : []
  const deliver = deliveriesTo(state, device)
  const all = Object.entries(state.objects).flatMap(([collection, objects]) =>
    objects.flatMap((object): PageReceived[] => {
      const delivery = deliver(object)
      if (delivery.ways.length === 0) return []
      const { entity } = factOf(collection)
      return [
        {
          policyId: object.id,
          name: object.name,
          kindTitle: CATALOG.find(({ path }) => path === collection)?.title ?? entity,
          gets: delivery.verdict === 'gets',
          why: verdictInWords(state, delivery),
        },
      ]
    }),
  )
  return {
    id: device.id,
    name: device.displayName,
    detail: deviceInWords(device),
    user: user?.displayName ?? null,
    groups: namesAround(device.id),
    userGroups: namesAround(user?.id),
    received: all.sort((a, b) => Number(b.gets) - Number(a.gets) || a.name.localeCompare(b.name)),
  }
}

function deviceInWords(device: Device): string {
  const { operatingSystem, operatingSystemVersion, manufacturer, model, deviceOwnership } = device
  const owned = deviceOwnership === 'Company' ? 'corporate' : 'personal'
  return `${operatingSystem} ${operatingSystemVersion}, ${manufacturer} ${model}, ${owned}`
}

function verdictInWords(state: TenantState, { verdict, ways }: Delivery): string {
  if (verdict === 'otherPlatform') return 'Not for this platform.'
  const shown = ways.filter(({ included }) => included || verdict === 'excluded')
  const words = shown.map((way) => wayInWords(state, way)).join('; ')
  return verdict === 'gets' ? `Through ${words}.` : `Not received: ${words}.`
}

function wayInWords(
  state: TenantState,
  { included, groupId, through, intent, filterId, passes }: ReachingEntry,
): string {
  const group = groupId
    ? (state.groups.find(({ id }) => id === groupId)?.displayName ?? groupId)
    : through === 'user'
      ? 'all users'
      : 'all devices'
  const filter = state.filters.find(({ id }) => id === filterId)?.displayName
  const judged = passes === null ? 'is about apps' : passes ? 'lets it through' : 'does not let it through'
  return [
    included ? group : `excluded with ${group}`,
    through === 'user' && groupId ? 'as its user' : '',
    intent ? `(${intent})` : '',
    filter && included ? `, filter ${filter} ${judged}` : '',
  ]
    .filter(Boolean)
    .join(' ')
    .replaceAll(' ,', ',')
}
