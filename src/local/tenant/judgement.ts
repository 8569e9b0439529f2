import { asRecord, type PostedTo, variantOf } from './assignmentElements.ts'
import { intune } from './errors.ts'
import { type Assignment, kindOfTarget, PREFIX } from './state.ts'

const SCHEDULES: Record<string, readonly string[]> = {
  deviceHealthScriptHourlySchedule: ['interval'],
  deviceHealthScriptDailySchedule: ['interval', 'time', 'useUtc'],
  deviceHealthScriptRunOnceSchedule: ['interval', 'date', 'time', 'useUtc'],
}
/**
 * The contents of settings, by their type; parts that are objects themselves are listed by name below (beta metadata).
 */
const INSTALL = ['notifications', 'restartSettings', 'installTimeSettings']
const IOS = ['vpnConfigurationId', 'uninstallOnDeviceRemoval', 'isRemovable', 'preventManagedAppBackup']
const WIN32 = [...INSTALL, 'deliveryOptimizationPriority', 'autoUpdateSettings']
const SETTINGS: Record<string, readonly string[]> = {
  win32LobApp: WIN32,
  win32CatalogApp: WIN32,
  winGetApp: INSTALL,
  iosLobApp: IOS,
  iosStoreApp: IOS,
  iosVppApp: [...IOS, 'useDeviceLicensing', 'preventAutoAppUpdate'],
  macOsLobApp: ['uninstallOnDeviceRemoval'],
  macOsVppApp: [
    'useDeviceLicensing',
    'uninstallOnDeviceRemoval',
    'preventManagedAppBackup',
    'preventAutoAppUpdate',
  ],
  androidManagedStoreApp: ['androidManagedStoreAppTrackIds', 'autoUpdateMode'],
  microsoftStoreForBusinessApp: ['useDeviceContext'],
  windowsAppXApp: ['useDeviceContext'],
  windowsUniversalAppXApp: ['useDeviceContext'],
}
const PARTS: Record<string, readonly string[]> = {
  installTimeSettings: ['useLocalTime', 'startDateTime', 'deadlineDateTime'],
  autoUpdateSettings: ['autoUpdateSupersededAppsState'],
  restartSettings: [
    'gracePeriodInMinutes',
    'countdownDisplayBeforeRestartInMinutes',
    'restartNotificationSnoozeDurationInMinutes',
  ],
}

/** What Intune rejects in entries that are spelled correctly. @throws {Denied} */
export function judge(place: PostedTo, fresh: readonly Assignment[], all: readonly Assignment[]): void {
  for (const assignment of fresh) judgeOne(place, assignment)
  const kinds = new Set(all.map(({ target }) => kindOfTarget(target)))
  const { notTogether, identity } = place.fact
  if (notTogether.length > 0 && notTogether.every((kind) => kinds.has(kind))) {
    throw intune(400, `Assignment targets ${notTogether.join(' and ')} cannot be used together`)
  }
  if (identity.length === 0) return
  const included = all.filter(({ target }) => kindOfTarget(target) === 'group')
  if (new Set(included.map(({ target }) => target.groupId)).size < included.length) {
    throw intune(400, 'A group cannot have two intents for one object')
  }
}

function judgeOne(place: PostedTo, { target, properties }: Assignment): void {
  const { state, fact, object } = place
  const { runSchedule } = properties
  const intent = properties.intent ?? properties.installIntent
  if (intent !== null && intent !== undefined) {
    const takers = fact.intentTypes[String(intent)]
    if (!fact.intents.includes(String(intent)) || (takers && !takers.includes(object.type))) {
      throw intune(400, `The value '${intent}' is not a valid intent`)
    }
  }
  judgeSettings(place, { target, properties })
  if (runSchedule) {
    const { '@odata.type': type, ...rest } = asRecord(runSchedule, 'The schedule of an assignment')
    const known = SCHEDULES[String(type).replace(PREFIX, '')]
    if (!known || Object.keys(rest).some((name) => !known.includes(name))) {
      throw intune(400, `The schedule '${type}' could not be read`)
    }
  }
  const isForUsers = fact.forUsers.some((one) => one === intent)
  if (!isForUsers || variantOf(fact, object)?.availableToDevices) return
  const group = state.groups.find(({ id }) => id === target.groupId)
  const isOfDevices = group ? group.users === 0 && group.devices > 0 : kindOfTarget(target) === 'allDevices'
  if (isOfDevices && kindOfTarget(target) !== 'exclusionGroup') {
    throw intune(400, `The intent ${intent} is not supported for devices on this object`)
  }
}

/**
 * The settings of an app's entry: none on an exclusion; automatic updates and deadlines depend on the intent
 * (github.com/MSEndpointMgr/IntuneWin32App); bought apps need their licence settings
 * (github.com/MG-Cloudflow/Intune-Toolkit/issues/48).
 */
function judgeSettings(
  { fact, object }: PostedTo,
  { target, properties }: Pick<Assignment, 'target' | 'properties'>,
): void {
  const { settings, intent } = properties
  const isExclusion = kindOfTarget(target) === 'exclusionGroup'
  const needed = isExclusion ? [] : (fact.settingsNeeded[object.type] ?? [])
  const given = settings ? asRecord(settings, 'The settings of an assignment') : {}
  for (const name of needed) {
    if (given[name] === undefined || given[name] === null) {
      throw intune(400, `The assignment settings of '${object.type}' need '${name}'`)
    }
  }
  if (!settings) return
  if (isExclusion) throw intune(400, 'Exclusion assignment does not support MobileAppAssignment Settings.')
  const { '@odata.type': type, ...rest } = given
  const fits = fact.settings[object.type]
  if (type !== `${PREFIX}${fits}`) throw intune(400, `The settings '${type}' do not fit '${object.type}'`)
  demandKnown(rest, SETTINGS[String(fits).replace(/AssignmentSettings$/, '')] ?? [], String(fits))
  for (const [name, known] of Object.entries(PARTS)) {
    if (rest[name]) demandKnown(asRecord(rest[name], name), known, name)
  }
  const { installTimeSettings, autoUpdateSettings } = rest as Record<string, Record<string, unknown> | null>
  if (installTimeSettings?.deadlineDateTime && intent !== 'required' && intent !== 'uninstall') {
    throw intune(400, `installTimeSettings.deadlineDateTime is not valid with the intent ${intent}`)
  }
  if (autoUpdateSettings && intent !== 'available') {
    throw intune(400, `autoUpdateSettings are not valid with the intent ${intent}`)
  }
}

function demandKnown(given: Record<string, unknown>, known: readonly string[], type: string): void {
  const unknown = Object.keys(given).find((name) => name !== '@odata.type' && !known.includes(name))
  if (!unknown) return
  throw intune(
    400,
    `The property '${unknown}' does not exist on type '${type}'. Make sure to only use property names that are defined by the type`,
  )
}
