import type { Fact } from '../../src/local/tenant/facts.ts'
import type { Assignment, IntuneObject, TenantState } from '../../src/local/tenant/state.ts'

/**
 * Objects that the conformance test works on, and how they must stand afterwards. All of it follows from the
 * tenant's facts, never from the catalog: a wrong row must not agree with itself.
 */

const PREFIX = '#microsoft.graph.'
const FILTER_ID = 'deviceAndAppManagementAssignmentFilterId'
const FILTER_TYPE = 'deviceAndAppManagementAssignmentFilterType'
const PLAN = '4c1c0bd3-58a7-4f0e-9f3f-2f6a7d3f1c55'

/** Who stands in every probe before anything is asked. */
export const KEPT = 'Sales Team'
export const EXCLUDED = 'Legal'
export const CHANGING = 'Marketing'
export const LEAVING = 'Finance'
export const OF_A_SET = 'Store Managers'
export const OLDER = 'Human Resources'
export const OLDER_EXCLUDED = 'Help Desk'
/** Who is asked for. */
export const NEW_DEVICES = 'Sales Laptops'
export const NEW_EXCLUDED = 'Test Lab'
export const NEW_USERS = 'Engineering'

export class Probes {
  readonly collection: string
  readonly fact: Fact
  private readonly state: TenantState

  constructor(state: TenantState, collection: string, fact: Fact) {
    this.state = state
    this.collection = collection
    this.fact = fact
  }

  /** A new object like one of the collection, in which others have been busy. */
  make(name: string): IntuneObject {
    const [model] = this.state.objects[this.collection] ?? []
    const like = this.state.objects[this.collection]?.find((one) => this.isPlain(one)) ?? model
    if (!like) throw new Error(`${this.collection} is empty`)
    const [, suffix = ''] = /(_.+)$/.exec(like.id) ?? []
    const id = crypto.randomUUID() + suffix
    const object = { ...structuredClone(like), id, name, legacyGroupIds: [], legacyExcludedIds: [] }
    const places = this.fact.targets
    const takes = (kind: string) => places.includes(kind)
    return {
      ...object,
      assignments: [
        this.entry(object, KEPT, { filter: this.filterName(object, 'foreign') }),
        this.entry(object, CHANGING),
        this.entry(object, LEAVING),
        ...(takes('exclusionGroup') ? [this.entry(object, EXCLUDED, { kind: 'exclusionGroup' })] : []),
        ...(this.fact.shows.includes('source')
          ? [this.entry(object, OF_A_SET, { source: 'policySets' })]
          : []),
        ...(takes('configurationManagerCollection') ? [this.collectionEntry(object)] : []),
      ],
      legacyGroupIds: this.hasOlder() ? [this.group(OLDER)] : [],
      legacyExcludedIds: this.hasOlderExclusions() ? [this.group(OLDER_EXCLUDED)] : [],
    }
  }

  /** An entry as the tenant holds it. */
  entry(
    object: Pick<IntuneObject, 'id' | 'type'>,
    who: string,
    {
      kind = 'group',
      filter = null,
      source = 'direct' as Assignment['source'],
      properties = this.properties(object.type, kind),
    }: {
      kind?: string
      filter?: string | null
      source?: Assignment['source']
      properties?: Record<string, unknown>
    } = {},
  ): Assignment {
    const isCloudPc = this.fact.family === 'cloudPc'
    const type = isCloudPc ? 'cloudPcManagementGroup' : kind
    const groupId = kind === 'group' || kind === 'exclusionGroup' ? this.group(who) : null
    const found = this.state.filters.find((one) => one.displayName === filter)
    const own = isCloudPc
      ? { ...(who === KEPT ? { servicePlanId: PLAN, allotmentLicensesCount: 7 } : {}) }
      : { [FILTER_ID]: found?.id ?? null, [FILTER_TYPE]: found ? 'include' : 'none' }
    const virtual =
      kind === 'allDevices' ? 'adadadad-808e-44e2-905a-0b7873a8a531' : 'acacacac-9df4-4c7d-9d50-4ef0226f57a9'
    const between = /script/i.test(this.fact.entity) ? ':' : '_'
    const which = [
      ...this.fact.identity.map((name) => properties[name]),
      'servicePlanId' in own ? own.servicePlanId : null,
    ]
    return {
      id: [`${object.id}${between}${groupId ?? virtual}`, ...which.filter(Boolean)].join('_'),
      target: {
        '@odata.type': `${PREFIX}${type}AssignmentTarget`,
        ...(groupId ? { groupId } : {}),
        ...own,
      } as Assignment['target'],
      source,
      sourceId: source === 'direct' ? object.id : '5e7a3c1d-0000-4000-8000-00000000005e',
      properties,
    }
  }

  /** What entries of this kind hold beside their target when others made them. */
  properties(type: string, kind = 'group'): Record<string, unknown> {
    const values: Record<string, unknown> = {
      intent: this.fact.identity.length > 0 ? 'required' : 'apply',
      installIntent: 'required',
      settings: this.settings(type),
      runRemediationScript: false,
      runSchedule: { '@odata.type': `${PREFIX}deviceHealthScriptHourlySchedule`, interval: 3 },
      userSettingsPersistenceDetail: { userSettingsPersistenceEnabled: true },
    }
    const isExcluded = kind === 'exclusionGroup'
    return this.withAll(
      Object.fromEntries(
        Object.entries(values).map(([name, value]) => [
          name,
          isExcluded && !this.fact.needs.includes(name) && name !== 'intent' ? null : value,
        ]),
      ),
    )
  }

  /** All properties an element of this kind has; null where nothing is given. */
  withAll(given: Record<string, unknown>): Record<string, unknown> {
    const names = [...new Set(Object.values(this.fact.properties).flat())]
    return Object.fromEntries(names.map((name) => [name, given[name] ?? null]))
  }

  /** A filter that fits the object, if its kind takes any. */
  filterName(object: Pick<IntuneObject, 'type' | 'properties'>, use: 'foreign' | 'asked'): string | null {
    if (this.fact.family !== 'deviceAndApp') return null
    if (this.fact.filters === false && use === 'foreign') return null
    const said = typeof object.properties.platforms === 'string' ? object.properties.platforms : null
    const from = said ?? this.fact.platform ?? object.type
    const platform = /^(win|ios|macos|android)/i.exec(from)?.[0].toLowerCase() ?? 'ios'
    const fits = this.state.filters.filter(
      (one) =>
        one.platform.toLowerCase().startsWith(platform) &&
        one.assignmentFilterManagementType === this.fact.filtersOf,
    )
    return (use === 'foreign' ? fits[0] : fits.at(-1))?.displayName ?? null
  }

  /** Whether the group holds users, or nothing that is known. */
  ofUsers(name: string): boolean {
    const found = this.state.groups.find(({ displayName }) => displayName === name)
    return !found || found.users > 0 || found.devices === 0
  }

  group(name: string): string {
    const found = this.state.groups.find(({ displayName }) => displayName === name)
    if (!found) throw new Error(`no group ${name}`)
    return found.id
  }

  private collectionEntry(object: IntuneObject): Assignment {
    const entry = this.entry(object, '', { kind: 'configurationManagerCollection' })
    return { ...entry, target: { ...entry.target, collectionId: 'SMS00042' } }
  }

  private settings(type: string): unknown {
    const fits = this.fact.settings[type]
    if (!fits) return null
    return {
      '@odata.type': PREFIX + fits,
      notifications: 'hideAll',
      installTimeSettings: { useLocalTime: true, deadlineDateTime: '2026-12-24T18:00:00Z' },
    }
  }

  private hasOlder(): boolean {
    return this.fact.legacy && Object.keys(this.fact.assign.beta ?? {}).length > 1
  }

  private hasOlderExclusions(): boolean {
    return Object.values(this.fact.assign.beta ?? {}).includes('deviceConfigurationGroupAssignment')
  }

  /** None of the objects that can do less than their collection. */
  private isPlain(object: IntuneObject): boolean {
    return !this.fact.variants.some(
      (one) =>
        !one.availableToDevices &&
        !one.element &&
        (one.type === undefined || one.type === object.type) &&
        (one.idEndsWith === undefined || one.idEndsWith.some((end) => object.id.endsWith(end))) &&
        Object.entries(one.where ?? {}).every(([name, value]) => object.properties[name] === value),
    )
  }
}
