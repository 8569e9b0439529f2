import { asRecord, type Place, variantOf } from './elements.ts'
import { intune } from './errors.ts'
import { type Assignment, kindOfTarget, PREFIX } from './state.ts'

const SCHEDULES: Record<string, readonly string[]> = {
  deviceHealthScriptHourlySchedule: ['interval'],
  deviceHealthScriptDailySchedule: ['interval', 'time', 'useUtc'],
  deviceHealthScriptRunOnceSchedule: ['interval', 'date', 'time', 'useUtc'],
}
const INTENTS: Record<string, readonly string[]> = {
  mobileApp: ['available', 'required', 'uninstall', 'availableWithoutEnrollment'],
  managedEBook: ['available', 'required', 'uninstall', 'availableWithoutEnrollment'],
  deviceConfiguration: ['apply', 'remove'],
  deviceManagementResourceAccessProfileBase: ['apply', 'remove'],
}

/** What Intune does not take of entries that are spelled rightly. @throws {Denied} */
export function judge(place: Place, fresh: readonly Assignment[], all: readonly Assignment[]): void {
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

function judgeOne({ state, fact, object }: Place, { target, properties }: Assignment): void {
  const { settings, runSchedule } = properties
  const intent = properties.intent ?? properties.installIntent
  if (intent !== null && intent !== undefined && !INTENTS[fact.entity]?.includes(String(intent))) {
    throw intune(400, `The value '${intent}' is not a valid intent`)
  }
  if (settings) {
    const { '@odata.type': type, ...rest } = asRecord(settings, 'The settings of an assignment')
    const fits = fact.settings[object.type]
    if (type !== `${PREFIX}${fits}`) throw intune(400, `The settings '${type}' do not fit '${object.type}'`)
    if (rest.installTimeSettings && intent === 'available') {
      throw intune(400, 'installTimeSettings are not valid with the intent available')
    }
  }
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
