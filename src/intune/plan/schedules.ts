import type { Schedule } from '../../wording/planNotes.ts'
import type { Entry } from '../assignments/entries.ts'

/** When a script runs; null without a schedule. */
export function scheduleOf({ properties }: Entry): Schedule | null {
  const { runSchedule, runRemediationScript } = properties
  if (!runSchedule || typeof runSchedule !== 'object') return null
  const schedule = runSchedule as Record<string, unknown>
  const mends = runRemediationScript === true
  const interval = Number(schedule.interval)
  const clock = { time: String(schedule.time).slice(0, 5), isUtc: schedule.useUtc === true }
  switch (String(schedule['@odata.type']).replace('#microsoft.graph.deviceHealthScript', '')) {
    case 'HourlySchedule':
      return { mends, every: 'hour', interval }
    case 'DailySchedule':
      return { mends, every: 'day', interval, ...clock }
    case 'RunOnceSchedule':
      return { mends, every: 'once', date: String(schedule.date), ...clock }
    default:
      return null
  }
}
